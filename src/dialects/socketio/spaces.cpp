// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/spaces.h"

namespace banter::socketio {

Packet connectPacket(const QString &name, const Space &space)
{
    Packet packet;
    packet.type = PacketType::Connect;
    packet.space = name;
    QJsonObject auth = space.auth;
    if (!space.pid.isEmpty()) {
        auth.insert(QLatin1String("pid"), space.pid);
        if (!space.offset.isEmpty())
            auth.insert(QLatin1String("offset"), space.offset);
    }
    packet.data = auth.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(auth);
    return packet;
}

void noteOffset(Space &space, const Packet &event)
{
    if (space.pid.isEmpty() || event.id)
        return;
    if (!event.lastText.isEmpty())
        space.offset = event.lastText;
}

} // namespace banter::socketio
