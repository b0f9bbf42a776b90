// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/cbor_writer.h"
#include "protocol/codec.h"
#include "protocol/emitter.h"
#include "protocol/json_writer.h"
#include "protocol/schema_client.h"
#include "protocol/schema_server.h"

namespace banter::protocol {
namespace {

template <class Writer>
QByteArray write(std::string_view numberName, quint64 number, const auto &anyBody)
{
    wire::Emitter<Writer> emitter;
    std::visit(
        [&](const auto &body) {
            using Body = std::remove_cvref_t<decltype(body)>;
            static_assert(!wire::TypeName<Body>.empty(), "every item has a name in names.h");
            emitter.item(wire::TypeName<Body>, numberName, number, body);
        },
        anyBody);
    return emitter.take();
}

QByteArray write(Encoding encoding, std::string_view numberName, quint64 number, const auto &body)
{
    return encoding == Encoding::Json ? write<wire::JsonWriter>(numberName, number, body)
                                      : write<wire::CborWriter>(numberName, number, body);
}

} // namespace

QByteArray encode(Encoding encoding, const ClientItem &item)
{
    return write(encoding, "id", item.id, item.body);
}

QByteArray encode(Encoding encoding, const ServerItem &item)
{
    return write(encoding, "re", item.re, item.body);
}

std::optional<Encoding> encodingOf(const QString &subprotocol)
{
    if (subprotocol == ProvingJsonSubprotocol || subprotocol == JsonSubprotocol)
        return Encoding::Json;
    if (subprotocol == ProvingCborSubprotocol || subprotocol == CborSubprotocol)
        return Encoding::Cbor;
    return std::nullopt;
}

bool provesIdentity(const QString &subprotocol)
{
    return subprotocol == ProvingJsonSubprotocol || subprotocol == ProvingCborSubprotocol;
}

} // namespace banter::protocol
