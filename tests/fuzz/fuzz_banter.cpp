// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/codec.h"
#include "tests/fuzz/fuzz.h"

using namespace banter;
using namespace banter::protocol;

namespace {

Result<Decoded<ClientItem>> decode(Decoder &decoder, Encoding encoding, QByteArrayView bytes, const ClientItem *)
{
    return decoder.client(encoding, bytes);
}

Result<Decoded<ServerItem>> decode(Decoder &decoder, Encoding encoding, QByteArrayView bytes, const ServerItem *)
{
    return decoder.server(encoding, bytes);
}

// Written in either encoding, it is read as the same again.
template <class Item>
void checkRoundTrip(Decoder &decoder, const Item &item)
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        const QByteArray written = encode(encoding, item);
        const auto again = decode(decoder, encoding, written, static_cast<const Item *>(nullptr));
        FUZZ_CHECK(again.ok());
        FUZZ_CHECK(again.value().bad.empty() && again.value().items.size() == 1);
        FUZZ_CHECK(encode(encoding, again.value().items.front()) == written);
    }
}

template <class Item>
void checkFrame(Decoder &decoder, Encoding encoding, QByteArrayView bytes)
{
    const auto decoded = decode(decoder, encoding, bytes, static_cast<const Item *>(nullptr));
    if (!decoded.ok()) {
        FUZZ_CHECK(decoded.error().code == ErrorCode::BadFrame || decoded.error().code == ErrorCode::TooLarge);
        FUZZ_CHECK(!decoded.error().message.isEmpty());
        return;
    }
    const auto &frame = decoded.value();
    FUZZ_CHECK(frame.items.size() + frame.bad.size() + std::size_t(frame.unknown) <= limits::MaxBatch);
    for (const BadItem &bad : frame.bad)
        FUZZ_CHECK(!bad.error.message.isEmpty());
    for (const Item &item : frame.items)
        checkRoundTrip(decoder, item);
}

} // namespace

// A frame of banter.v1, at the server and at the client. The first byte tells the encoding: JSON where it could begin
// JSON, which so stands in the corpus as it is, else CBOR after it.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static Decoder decoder; // one for all frames, as a program has it
    QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const bool isJson = !bytes.isEmpty() && (bytes.front() == '{' || bytes.front() == '[');
    if (!isJson && !bytes.isEmpty())
        bytes = bytes.sliced(1);
    const Encoding encoding = isJson ? Encoding::Json : Encoding::Cbor;
    checkFrame<ClientItem>(decoder, encoding, bytes);
    checkFrame<ServerItem>(decoder, encoding, bytes);
    return 0;
}
