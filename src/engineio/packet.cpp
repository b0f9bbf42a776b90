// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/packet.h"

namespace banter::engineio {

Result<Packet> decodePacket(const Frame &frame)
{
    if (frame.binary)
        return Packet{PacketType::Message, true, frame.data};
    if (frame.data.isEmpty())
        return Error{ErrorCode::BadFrame, QStringLiteral("an empty packet")};
    const char type = frame.data.front();
    if (type < '0' || type > '6')
        return Error{ErrorCode::BadFrame, QStringLiteral("a packet of an unknown type")};
    return Packet{PacketType(type - '0'), false, QByteArrayView(frame.data).sliced(1)};
}

Frame encodePacket(PacketType type, QByteArrayView data)
{
    QByteArray text;
    text.reserve(data.size() + 1);
    text += char('0' + int(type));
    text += data;
    return {false, text};
}

} // namespace banter::engineio
