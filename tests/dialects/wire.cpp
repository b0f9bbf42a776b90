// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/dialects/wire.h"

#include "protocol/capability_names.h"

namespace banter {

using namespace protocol;

Wire::Wire(Encoding encoding) : encoding(encoding), dialect(makeNativeDialect(encoding == Encoding::Cbor)) {}

DialectOutput Wire::open()
{
    return dialect->opened(encoding == Encoding::Json ? QString(JsonSubprotocol) : QString(CborSubprotocol),
                           annsPassword(), 0);
}

DialectOutput Wire::welcome(const std::function<void(Welcome &)> &change)
{
    const std::vector<ClientItem> hello = read(open());
    Welcome welcome;
    welcome.server = QStringLiteral("test/1");
    welcome.user = QStringLiteral("Ann");
    welcome.epoch = QStringLiteral("e1");
    welcome.capabilities = capability::all();
    for (const QString &name :
         {QString(capability::InviteCodes), QString(capability::Reactions), QString(capability::Replies)}) {
        if (!welcome.capabilities.contains(name))
            welcome.capabilities.push_back(name);
    }
    if (change)
        change(welcome);
    return say({hello.at(0).id, welcome});
}

DialectOutput Wire::say(const ServerItem &item)
{
    return sayBytes(encode(encoding, item));
}

DialectOutput Wire::sayBytes(const QByteArray &bytes)
{
    return dialect->received({encoding == Encoding::Cbor, bytes}, 0);
}

std::vector<ClientItem> Wire::read(const DialectOutput &out)
{
    std::vector<ClientItem> items;
    for (const Frame &frame : out.frames) {
        const auto decoded = decoder.client(encoding, frame.data);
        if (!decoded || !decoded.value().bad.empty() || frame.binary != (encoding == Encoding::Cbor))
            return {};
        items.insert(items.end(), decoded.value().items.begin(), decoded.value().items.end());
    }
    return items;
}

std::vector<ClientItem> Wire::ask(const ask::Request &request)
{
    return read(dialect->request({{41, request}}, 0));
}

Credentials annsPassword()
{
    return {Credentials::Method::Password, QStringLiteral("ann"), QStringLiteral("a secret thing")};
}

} // namespace banter
