// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/session.h"

namespace banter::socketio {
namespace {

using wire::Step;

constexpr qint64 JoinTimeoutMs = 10'000; ///< as for any answer
constexpr qsizetype MaxMessageChars = 500;

} // namespace

void SocketIoSession::take(Packet packet, std::vector<QByteArray> bytes, Step &out)
{
    const auto found = m_spaces.find(packet.space);
    if (found == m_spaces.end() || (!found->second.open && !found->second.answerBy)) {
        // After our own leaving, what was on its way still comes.
        if (found == m_spaces.end())
            drop(QStringLiteral("The server spoke in a namespace that was not entered."), out);
        return;
    }
    Space &space = found->second;
    switch (packet.type) {
    case PacketType::Connect:
        return takeConnect(packet, space, out);
    case PacketType::ConnectError:
        return takeRefusal(packet, space, out);
    case PacketType::Disconnect:
        close(packet.space, space, out);
        out.events.emplace_back(wire::Disconnected{packet.space});
        return;
    case PacketType::Event:
    case PacketType::BinaryEvent:
        return takeEvent(std::move(packet), std::move(bytes), space, out);
    case PacketType::Ack:
    case PacketType::BinaryAck:
        return takeAck(std::move(packet), std::move(bytes), out);
    }
}

void SocketIoSession::takeConnect(const Packet &packet, Space &space, Step &out)
{
    if (space.open)
        return drop(QStringLiteral("The server let us in twice."), out);
    const QJsonObject fields = packet.data.toObject();
    const QString sid = fields.value(QLatin1String("sid")).toString();
    if (sid.isEmpty()) {
        close(packet.space, space, out);
        const QString sentence = QStringLiteral("The server speaks a version of Socket.IO before 3.");
        out.events.emplace_back(wire::Refused{packet.space, sentence, QJsonValue(QJsonValue::Undefined)});
        return;
    }
    const QString pid = fields.value(QLatin1String("pid")).toString();
    const bool recovered = !pid.isEmpty() && pid == space.pid;
    if (!recovered)
        space.offset.clear();
    space.pid = pid;
    space.open = true;
    space.answerBy.reset();
    m_faults = 0;
    out.events.emplace_back(wire::Connected{packet.space, sid, recovered});
    for (auto &[event, bytes] : space.takeEarly())
        takeEvent(std::move(event), std::move(bytes), space, out);
}

void SocketIoSession::takeRefusal(const Packet &packet, Space &space, Step &out)
{
    if (space.open)
        return drop(QStringLiteral("The server refused what it had let in."), out);
    close(packet.space, space, out);
    const QJsonObject fields = packet.data.toObject();
    const QString message =
        packet.data.isString() ? packet.data.toString() : fields.value(QLatin1String("message")).toString();
    out.events.emplace_back(
        wire::Refused{packet.space, message.left(MaxMessageChars), fields.value(QLatin1String("data"))});
}

void SocketIoSession::takeEvent(Packet packet, std::vector<QByteArray> bytes, Space &space, Step &out)
{
    if (!space.open) {
        if (!space.keepEarly(std::move(packet), std::move(bytes)))
            drop(QStringLiteral("The server sends events without end before it lets us in."), out);
        return;
    }
    noteOffset(space, packet);
    m_faults = 0;
    wire::Arrived arrived;
    arrived.name = std::move(packet.name);
    arrived.args = {std::move(packet.list), 1, std::move(bytes)};
    if (packet.id)
        arrived.answer = m_calls.owe(packet.space, *packet.id);
    arrived.space = std::move(packet.space);
    out.events.emplace_back(std::move(arrived));
}

void SocketIoSession::takeAck(Packet packet, std::vector<QByteArray> bytes, Step &out)
{
    const std::optional<wire::CallId> call = m_calls.answered(packet.space, *packet.id);
    if (call) {
        m_faults = 0;
        out.events.emplace_back(wire::Answered{*call, {std::move(packet.list), 0, std::move(bytes)}});
    } else if (!m_calls.isKnown(*packet.id)) {
        drop(QStringLiteral("The server acknowledged what was never sent."), out);
    }
}

void SocketIoSession::enter(const QString &name, Space &space, MonoMs now, Step &out)
{
    space.answerBy = now + JoinTimeoutMs;
    push(connectPacket(name, space), {}, out);
}

// The server has ended it or is told to: its session cannot be taken up again.
void SocketIoSession::close(const QString &name, Space &space, Step &out)
{
    space.open = space.wanted = false;
    space.answerBy.reset();
    space.takeEarly();
    space.pid.clear();
    space.offset.clear();
    failAll(m_calls.takeAll(name), out);
}

} // namespace banter::socketio
