// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/session.h"

#include "dialects/socketio/outgoing.h"

namespace banter::socketio {
namespace {

using EngineType = engineio::PacketType;
using wire::Step;

constexpr int MaxFaultsInARow = 20; ///< then it is no slip: the two sides do not speak the same language

} // namespace

LinkRequest SocketIoSession::linkRequest(const wire::Opening &opening) const
{
    LinkRequest request;
    request.kind = m_options.pollingOnly ? LinkKind::EngineIoPolling : LinkKind::EngineIo;
    request.url = engineUrl(opening, m_options.path);
    request.headers = opening.headers;
    request.subprotocols = opening.subprotocols;
    return request;
}

Step SocketIoSession::opened(const wire::Opening &opening, MonoMs)
{
    Step out;
    failAll(m_calls.takeAll(), out);
    m_calls.forgetOwed();
    m_attachments.forget();
    m_heartbeat.stop();
    m_faults = 0;
    m_phase = Phase::Opening;
    for (auto &[name, space] : m_spaces) {
        space.wanted = space.open = false;
        space.answerBy.reset();
        space.takeEarly();
    }
    for (const wire::Join &join : opening.spaces) {
        Space &space = m_spaces[join.space];
        space.wanted = true;
        space.auth = join.auth;
    }
    return out;
}

Step SocketIoSession::received(const Frame &frame, MonoMs now)
{
    Step out;
    if (m_phase == Phase::Closed)
        return out;
    const Result<engineio::Packet> packet = engineio::decodePacket(frame);
    if (!packet) {
        breakOff(QStringLiteral("The server sent %1.").arg(packet.error().message), out);
        return out;
    }
    m_heartbeat.heard(now);
    if (m_phase == Phase::Opening)
        hearOpen(packet.value(), now, out);
    else
        hear(packet.value(), out);
    return out;
}

Step SocketIoSession::send(const std::vector<wire::Command> &commands, MonoMs now)
{
    Step out;
    for (const wire::Command &command : commands)
        std::visit([&](const auto &one) { carryOut(one, now, out); }, command);
    return out;
}

std::optional<MonoMs> SocketIoSession::nextTick() const
{
    std::optional<MonoMs> next;
    const auto consider = [&next](std::optional<MonoMs> moment) {
        if (moment && (!next || *moment < *next))
            next = moment;
    };
    consider(m_calls.nextLate());
    if (m_phase == Phase::Open)
        consider(m_heartbeat.deadline());
    for (const auto &[name, space] : m_spaces)
        consider(space.answerBy);
    return next;
}

Step SocketIoSession::tick(MonoMs now)
{
    Step out;
    for (const wire::CallId call : m_calls.late(now))
        out.events.emplace_back(
            wire::Failed{call, {ErrorCode::TimedOut, QStringLiteral("The server did not acknowledge in time."), 0}});
    for (auto &[name, space] : m_spaces) {
        if (space.answerBy && *space.answerBy <= now) {
            space.answerBy.reset();
            space.wanted = false;
            out.events.emplace_back(wire::Disconnected{name});
        }
    }
    if (m_phase == Phase::Open && m_heartbeat.missed(now))
        lose(QStringLiteral("The server's heartbeat stopped."), out);
    return out;
}

void SocketIoSession::breakOff(const QString &sentence, Step &out)
{
    m_phase = Phase::Closed;
    out.events.emplace_back(wire::Malformed{sentence});
    out.hangUp = sentence;
}

void SocketIoSession::lose(const QString &sentence, Step &out)
{
    m_phase = Phase::Closed;
    out.lost = sentence;
}

void SocketIoSession::failAll(const std::vector<wire::CallId> &calls, Step &out)
{
    for (const wire::CallId call : calls)
        out.events.emplace_back(wire::Failed{
            call, {ErrorCode::NotConnected, QStringLiteral("The connection ended before the answer."), 0}});
}

// One packet that cannot be understood does not put the next ones out of step, but a run of them does not heal.
void SocketIoSession::drop(const QString &sentence, Step &out)
{
    if (++m_faults > MaxFaultsInARow)
        breakOff(sentence, out);
    else
        out.events.emplace_back(wire::Malformed{sentence});
}

void SocketIoSession::hearOpen(const engineio::Packet &packet, MonoMs now, Step &out)
{
    if (packet.type != EngineType::Open) {
        breakOff(QStringLiteral("The server did not begin as an Engine.IO server."), out);
        return;
    }
    const Result<engineio::Handshake> open = engineio::readHandshake(packet.data);
    if (!open) {
        breakOff(QStringLiteral("The server opened with a fault: %1.").arg(open.error().message), out);
        return;
    }
    m_phase = Phase::Open;
    m_maxPayload = open.value().maxPayload;
    m_heartbeat.start(open.value().allowanceMs(), now);
    for (auto &[name, space] : m_spaces) {
        if (space.wanted)
            enter(name, space, now, out);
    }
}

void SocketIoSession::hear(const engineio::Packet &packet, Step &out)
{
    switch (packet.type) {
    case EngineType::Open:
        drop(QStringLiteral("The server opened twice."), out);
        break;
    case EngineType::Close:
        lose(QStringLiteral("The server ended the session."), out);
        break;
    case EngineType::Ping:
        out.frames.push_back(engineio::encodePacket(EngineType::Pong, packet.data));
        break;
    case EngineType::Pong:
    case EngineType::Upgrade:
    case EngineType::Noop:
        break;
    case EngineType::Message:
        if (packet.binary)
            hearAttachment(packet.data, out);
        else
            hearText(packet.data, out);
        break;
    }
}

void SocketIoSession::hearAttachment(QByteArrayView bytes, Step &out)
{
    if (!m_attachments.waiting()) {
        breakOff(QStringLiteral("The server sent bytes that belong to nothing."), out);
        return;
    }
    if (auto whole = m_attachments.add(bytes.toByteArray()))
        take(std::move(whole->first), std::move(whole->second), out);
}

void SocketIoSession::hearText(QByteArrayView text, Step &out)
{
    if (m_attachments.waiting()) {
        breakOff(QStringLiteral("The server sent text where bytes were to come."), out);
        return;
    }
    Result<Packet> packet = decodePacket(text);
    if (!packet) {
        const QString sentence = QStringLiteral("The server sent %1.").arg(packet.error().message);
        const bool bytesMayFollow = !text.isEmpty() && (text.front() == '5' || text.front() == '6');
        if (bytesMayFollow)
            breakOff(sentence, out);
        else
            drop(sentence, out);
    } else if (packet.value().attachments > 0) {
        m_attachments.begin(std::move(packet).value());
    } else {
        take(std::move(packet).value(), {}, out);
    }
}

} // namespace banter::socketio
