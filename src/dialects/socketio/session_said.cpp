// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/session.h"

#include "dialects/socketio/outgoing.h"

#include <algorithm>
#include <iterator>

namespace banter::socketio {
namespace {

using wire::Step;

constexpr std::size_t MaxSpaces = 100;

} // namespace

// Of packets that cannot be too large or are lost without harm.
void SocketIoSession::push(const Packet &packet, const std::vector<QByteArray> &bytes, Step &out) const
{
    if (Result<std::vector<Frame>> frames = framesOf(packet, bytes, m_maxPayload))
        std::move(frames.value().begin(), frames.value().end(), std::back_inserter(out.frames));
}

void SocketIoSession::carryOut(const wire::Call &call, MonoMs now, Step &out)
{
    if (std::optional<Error> fault = emitEvent(call, now, out))
        out.events.emplace_back(wire::Failed{call.id, std::move(*fault)});
}

std::optional<Error> SocketIoSession::emitEvent(const wire::Call &call, MonoMs now, Step &out)
{
    const auto space = m_spaces.find(call.space);
    if (m_phase != Phase::Open || space == m_spaces.end() || !space->second.open)
        return Error{ErrorCode::NotConnected, QStringLiteral("The namespace is not open."), 0};
    if (isReservedName(call.name))
        return Error{ErrorCode::BadRequest, QStringLiteral("The name %1 is reserved.").arg(call.name), 0};
    if (std::optional<Error> fault = faultIn(call.args))
        return fault;
    std::optional<quint64> number;
    if (call.wantsAnswer) {
        number = m_calls.wait(call.id, call.space, now + std::max<qint64>(1, call.timeoutMs));
        if (!number)
            return Error{ErrorCode::QueueFull, QStringLiteral("Too many acknowledgements are awaited."), 0};
    }
    Result<std::vector<Frame>> frames = framesOf(eventPacket(call, number), call.args.bytes, m_maxPayload);
    if (!frames) {
        if (number)
            m_calls.answered(call.space, *number);
        return frames.error();
    }
    std::move(frames.value().begin(), frames.value().end(), std::back_inserter(out.frames));
    return std::nullopt;
}

void SocketIoSession::carryOut(const wire::Answer &answer, MonoMs, Step &out)
{
    const auto owed = m_calls.settle(answer.id);
    if (m_phase == Phase::Open && owed && !faultIn(answer.args))
        push(ackPacket(owed->first, owed->second, answer.args), answer.args.bytes, out);
}

void SocketIoSession::carryOut(const wire::Join &join, MonoMs now, Step &out)
{
    if (!m_spaces.contains(join.space) && m_spaces.size() >= MaxSpaces) {
        out.events.emplace_back(
            wire::Refused{join.space, QStringLiteral("Too many namespaces."), QJsonValue(QJsonValue::Undefined)});
        return;
    }
    Space &space = m_spaces[join.space];
    if (space.open || space.answerBy)
        return;
    space.auth = join.auth;
    space.wanted = true;
    if (m_phase == Phase::Open)
        enter(join.space, space, now, out);
}

void SocketIoSession::carryOut(const wire::Leave &leave, MonoMs, Step &out)
{
    const auto found = m_spaces.find(leave.space);
    if (found == m_spaces.end())
        return;
    Space &space = found->second;
    if (m_phase == Phase::Open && (space.open || space.answerBy))
        push({PacketType::Disconnect, leave.space}, {}, out);
    close(leave.space, space, out);
}

} // namespace banter::socketio
