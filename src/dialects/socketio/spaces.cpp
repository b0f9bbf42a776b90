// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/spaces.h"

#include <numeric>
#include <utility>

namespace banter::socketio {

bool Space::keepEarly(Packet event, std::vector<QByteArray> bytes)
{
    const qint64 size = std::accumulate(bytes.begin(), bytes.end(), qint64(event.list.size()),
                                        [](qint64 sum, const QByteArray &one) { return sum + one.size(); });
    if (early.size() >= MaxEarly || earlyBytes + size > MaxEarlyBytes)
        return false;
    earlyBytes += size;
    early.emplace_back(std::move(event), std::move(bytes));
    return true;
}

std::vector<std::pair<Packet, std::vector<QByteArray>>> Space::takeEarly()
{
    earlyBytes = 0;
    return std::exchange(early, {});
}

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
