// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

// What the session asks for, as the server's events.
namespace banter::profile {
namespace {

QString wordOf(PresenceStatus status)
{
    switch (status) {
    case PresenceStatus::Away:
        return QStringLiteral("away");
    case PresenceStatus::Busy:
        return QStringLiteral("busy");
    case PresenceStatus::Offline:
        return QStringLiteral("offline");
    case PresenceStatus::Online:
    case PresenceStatus::Unknown:
        break;
    }
    return QStringLiteral("online");
}

} // namespace

DialectOutput Engine::request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now)
{
    Out out;
    m_now = now;
    for (const auto &[ticket, request] : requests) {
        if (m_signedIn && !m_over)
            std::visit([&, t = ticket](const auto &one) { on(t, one, out); }, request);
        else
            fail(ticket, {ErrorCode::NotConnected, QStringLiteral("Not signed in."), 0}, out);
    }
    return out;
}

void Engine::fail(Ticket ticket, const Error &error, Out &out)
{
    if (ticket != 0)
        out.events.push_back(heard::RequestFailed{ticket, error});
}

void Engine::notSupported(Ticket ticket, Out &out)
{
    fail(ticket, {ErrorCode::NotSupported, QStringLiteral("This server cannot do that."), 0}, out);
}

Values Engine::valuesFor(const QString &room) const
{
    return {{QStringLiteral("room"), isOnly(room) ? QString() : room},
            {QStringLiteral("user"), m_me.isEmpty() ? m_credentials.user : m_me}};
}

void Engine::on(Ticket ticket, const ask::ListRooms &, Out &out)
{
    if (m_only) {
        Room room;
        room.id = *m_only;
        room.joined = true;
        out.events.push_back(heard::RoomsListed{ticket, {room}, !m_onlyIsGuess});
    } else if (say(Action::Rooms, valuesFor({}), out)) {
        m_listings.push_back(ticket);
    } else {
        notSupported(ticket, out);
    }
}

void Engine::on(Ticket ticket, const ask::CreateRoom &, Out &out)
{
    notSupported(ticket, out);
}

void Engine::on(Ticket ticket, const ask::Invite &, Out &out)
{
    notSupported(ticket, out);
}

void Engine::on(Ticket ticket, const ask::AcceptInvitation &, Out &out)
{
    notSupported(ticket, out);
}

void Engine::on(Ticket ticket, const ask::DeclineInvitation &, Out &out)
{
    notSupported(ticket, out);
}

void Engine::on(Ticket ticket, const ask::FetchHistory &request, Out &out)
{
    constexpr std::size_t MaxFetches = 16;
    RoomState *room = roomById(request.room);
    const bool can = request.newer ? m_profile.pagesForward : m_profile.pagesBack;
    if (!can || !room || !room->joined || request.from.mark.isEmpty() || room->fetches.size() >= MaxFetches)
        return notSupported(ticket, out);
    room->fetches.push_back({ticket, request, {}, 0});
    if (room->fetches.size() == 1)
        askNext(*room, out);
}

void Engine::on(Ticket ticket, const ask::MarkRead &, Out &out)
{
    notSupported(ticket, out);
}

void Engine::on(Ticket ticket, const ask::Logout &, Out &out)
{
    out.events.push_back(heard::Done{ticket});
}

// What comes is wanted as long as the room is joined: nothing can be fetched later.
void Engine::on(Ticket, const ask::Unsubscribe &, Out &) {}

void Engine::on(Ticket ticket, const ask::JoinRoom &request, Out &out)
{
    RoomState *room = roomNamed(ticket, request.room, out);
    if (!room)
        return;
    room->joins.push_back(ticket);
    ensureJoined(*room, out);
    settle(*room, out);
}

void Engine::on(Ticket ticket, const ask::Subscribe &request, Out &out)
{
    RoomState *room = roomNamed(ticket, request.room, out);
    if (!room)
        return;
    room->wish.emplace(ticket, request);
    room->counted = false;
    ensureJoined(*room, out);
    settle(*room, out);
}

void Engine::on(Ticket ticket, const ask::LeaveRoom &request, Out &out)
{
    if (isOnly(request.room))
        return notSupported(ticket, out);
    say(Action::Leave, valuesFor(request.room), out);
    if (RoomState *room = roomById(request.room))
        answerAll(*room, out);
    forget(request.room);
    out.events.push_back(heard::RoomLeft{ticket, request.room});
}

void Engine::on(Ticket ticket, const ask::SendMessage &request, Out &out)
{
    const RoomState *room = roomById(request.room);
    if (!m_profile.says(Action::Send))
        return notSupported(ticket, out);
    if (!room || !room->joined)
        return fail(ticket, {ErrorCode::NotFound, QStringLiteral("This room is not joined."), 0}, out);
    const Limits &limits = m_profile.limits;
    if ((limits.textChars > 0 && request.text.size() > limits.textChars) ||
        request.text.toUtf8().size() > limits.textBytes) {
        const QString sentence = QStringLiteral("The server takes at most %1 characters.");
        const int most = limits.textChars > 0 ? limits.textChars : limits.textBytes;
        return fail(ticket, {ErrorCode::TooLarge, sentence.arg(most), 0}, out);
    }
    Sent sent{ticket, request.room, request.clientId, request.text, ++m_lastCall, false};
    const wire::CallId call = sent.call;
    m_sent.add(std::move(sent));
    Values values = valuesFor(request.room);
    values[QStringLiteral("text")] = request.text;
    values[QStringLiteral("clientId")] = request.clientId;
    say(Action::Send, std::move(values), out, call);
}

void Engine::on(Ticket ticket, const ask::SetPresence &request, Out &out)
{
    Values values = valuesFor({});
    values[QStringLiteral("status")] = wordOf(request.status);
    if (say(Action::Presence, std::move(values), out))
        out.events.push_back(heard::Done{ticket});
    else
        notSupported(ticket, out);
}

void Engine::on(Ticket, const ask::Typing &request, Out &out)
{
    if (const RoomState *room = roomById(request.room); room && room->joined)
        say(request.active ? Action::TypingStart : Action::TypingStop, valuesFor(request.room), out);
}

void Engine::on(Ticket, const ask::MoveCursor &request, Out &out)
{
    const RoomState *room = roomById(request.room);
    if (!room || !room->joined)
        return;
    Values values = valuesFor(request.room);
    values[QStringLiteral("x")] = request.point.x * m_profile.limits.cursorWidth;
    values[QStringLiteral("y")] = request.point.y * m_profile.limits.cursorHeight;
    say(Action::Cursor, std::move(values), out);
}

void Engine::on(Ticket, const ask::LeaveCursor &request, Out &out)
{
    if (const RoomState *room = roomById(request.room); room && room->joined)
        say(Action::CursorLeave, valuesFor(request.room), out);
}

} // namespace banter::profile
