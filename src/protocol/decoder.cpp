// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/cbor_tree.h"
#include "protocol/codec.h"
#include "protocol/frame_reader.h"
#include "protocol/json_tree.h"
#include "protocol/schema_client.h"
#include "protocol/schema_server.h"

namespace banter::protocol {
namespace {

template <class Item, class Tree>
Result<Decoded<Item>> readFrame(Tree &tree, QByteArrayView bytes)
{
    const auto root = tree.parse(bytes);
    if (!root)
        return root.error();
    using Node = std::remove_cvref_t<decltype(root.value())>;
    return wire::FrameReader<Item, Node>().read(root.value());
}

} // namespace

class Decoder::Impl {
public:
    template <class Item>
    Result<Decoded<Item>> read(Encoding encoding, QByteArrayView bytes)
    {
        if (bytes.size() > limits::MaxFrameBytes) {
            return Error{ErrorCode::TooLarge, QStringLiteral("the frame is %1 bytes long; at most %2 are allowed")
                                                  .arg(bytes.size())
                                                  .arg(limits::MaxFrameBytes)};
        }
        return encoding == Encoding::Json ? readFrame<Item>(m_json, bytes) : readFrame<Item>(m_cbor, bytes);
    }

private:
    wire::JsonTree m_json;
    wire::CborTree m_cbor;
};

Decoder::Decoder() : m_impl(std::make_unique<Impl>()) {}

Decoder::~Decoder() = default;

Decoder::Decoder(Decoder &&) noexcept = default;

Decoder &Decoder::operator=(Decoder &&) noexcept = default;

Result<Decoded<ClientItem>> Decoder::client(Encoding encoding, QByteArrayView bytes)
{
    return m_impl->read<ClientItem>(encoding, bytes);
}

Result<Decoded<ServerItem>> Decoder::server(Encoding encoding, QByteArrayView bytes)
{
    return m_impl->read<ServerItem>(encoding, bytes);
}

} // namespace banter::protocol
