// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

// Presence, typing and cursors: true only now, never queued, never stored, gone with the link.
namespace banter {
namespace {

/// A link that has this much waiting does not get cursor moves on top.
constexpr qint64 PressureBytes = 16 * 1024;

} // namespace

void Session::Impl::on(const heard::MemberJoined &joined)
{
    if (RoomState *room = find(joined.room); room && room->subscribed) {
        m_log.member(joined.room, joined.member);
        changed();
    }
}

void Session::Impl::on(const heard::MemberLeft &left)
{
    RoomState *room = find(left.room);
    if (!room)
        return;
    stopsTyping(*room, left.user);
    if (room->cursors.erase(left.user) > 0)
        m_log.cursorGone(left.room, left.user);
    m_log.memberGone(left.room, left.user);
    changed();
}

void Session::Impl::on(const heard::PresenceChanged &presence)
{
    m_log.raw().presence[presence.presence.user] = presence.presence;
    if (presence.presence.status == PresenceStatus::Offline) {
        for (auto &[id, room] : m_rooms) {
            stopsTyping(room, presence.presence.user);
            if (room.cursors.erase(presence.presence.user) > 0)
                m_log.cursorGone(id, presence.presence.user);
        }
    }
    changed();
}

// ---- typing of others ----

void Session::Impl::on(const heard::TypingChanged &typing)
{
    RoomState *room = find(typing.room);
    if (!room || !room->subscribed || typing.user == m_user)
        return;
    if (!typing.active) {
        stopsTyping(*room, typing.user);
        return;
    }
    const MonoMs until = now() + m_capabilities.typingExpiryMs;
    const auto known = std::find_if(room->typing.begin(), room->typing.end(),
                                    [&](const auto &entry) { return entry.first == typing.user; });
    if (known != room->typing.end()) {
        known->second = until;
    } else {
        room->typing.emplace_back(typing.user, until);
        publishTyping(*room);
    }
    watchTyping();
}

void Session::Impl::stopsTyping(RoomState &room, const QString &user)
{
    if (std::erase_if(room.typing, [&](const auto &entry) { return entry.first == user; }) > 0)
        publishTyping(room);
}

void Session::Impl::publishTyping(const RoomState &room)
{
    std::vector<QString> users;
    users.reserve(room.typing.size());
    for (const auto &[user, until] : room.typing)
        users.push_back(user);
    m_log.raw().typing[room.room.id] = std::move(users);
    changed();
}

void Session::Impl::watchTyping()
{
    if (m_typingTimer != 0)
        return;
    std::optional<MonoMs> next;
    for (const auto &[id, room] : m_rooms) {
        for (const auto &[user, until] : room.typing)
            next = next ? std::min(*next, until) : until;
    }
    if (!next)
        return;
    m_typingTimer = m_parts.scheduler.after(std::max<qint64>(0, *next - now()), [this] {
        m_typingTimer = 0;
        expireTyping();
    });
}

void Session::Impl::expireTyping()
{
    for (auto &[id, room] : m_rooms) {
        if (std::erase_if(room.typing, [&](const auto &entry) { return entry.second <= now(); }) > 0)
            publishTyping(room);
    }
    watchTyping();
}

// ---- own typing ----

void Session::Impl::on(const tell::Typing &command)
{
    RoomState *room = find(command.room);
    if (!room || !m_ready || !m_capabilities.typing || !room->room.joined)
        return;
    const bool due = command.active ? !room->typingSent || now() - room->typingSentAt >= m_capabilities.typingIntervalMs
                                    : room->typingSent;
    if (!due)
        return;
    room->typingSent = command.active;
    room->typingSentAt = now();
    askEphemeral(ask::Typing{command.room, command.active});
}

// ---- cursors ----

void Session::Impl::on(const heard::CursorMoved &moved)
{
    RoomState *room = find(moved.room);
    if (!room || !room->subscribed || moved.user == m_user)
        return;
    room->cursors.insert(moved.user);
    m_log.cursor(moved.room, moved.user, moved.point);
    changed();
}

void Session::Impl::on(const heard::CursorGone &gone)
{
    RoomState *room = find(gone.room);
    if (!room || room->cursors.erase(gone.user) == 0)
        return;
    m_log.cursorGone(gone.room, gone.user);
    changed();
}

// Leading and trailing: the first move goes at once, the last one always goes too, so that a pointer that stopped is
// seen where it stopped.
void Session::Impl::on(const tell::MoveCursor &command)
{
    RoomState *room = find(command.room);
    if (!room || !m_ready || !m_capabilities.cursors || !room->room.joined)
        return;
    room->cursorWaiting = CursorPoint{std::clamp(command.point.x, 0.0, 1.0), std::clamp(command.point.y, 0.0, 1.0)};
    if (room->cursorTimer == 0)
        sendCursor(*room);
}

void Session::Impl::sendCursor(RoomState &room)
{
    const qint64 wait = room.cursorSentAt + m_capabilities.cursorIntervalMs - now();
    const bool pressed = m_manager.backlog() > PressureBytes;
    const QString id = room.room.id;
    if ((wait > 0 && room.cursorSentAt != 0) || pressed) {
        room.cursorTimer =
            m_parts.scheduler.after(std::max<qint64>(wait, m_capabilities.cursorIntervalMs / 2), [this, id] {
                RoomState *later = find(id);
                if (!later)
                    return;
                later->cursorTimer = 0;
                if (later->cursorWaiting && m_ready)
                    sendCursor(*later);
            });
        return;
    }
    room.cursorSentAt = now();
    room.cursorShown = true;
    askEphemeral(ask::MoveCursor{id, *std::exchange(room.cursorWaiting, std::nullopt)});
}

void Session::Impl::on(const tell::LeaveCursor &command)
{
    RoomState *room = find(command.room);
    if (!room)
        return;
    room->cursorWaiting.reset();
    if (std::exchange(room->cursorShown, false) && m_ready)
        askEphemeral(ask::LeaveCursor{command.room});
}

void Session::Impl::forgetLive(RoomState &room)
{
    if (!room.typing.empty()) {
        room.typing.clear();
        publishTyping(room);
    }
    for (const QString &user : std::exchange(room.cursors, {}))
        m_log.cursorGone(room.room.id, user);
    m_parts.scheduler.cancel(room.cursorTimer);
    room.cursorTimer = 0;
    room.cursorWaiting.reset();
    room.cursorShown = false;
    room.typingSent = false;
    changed();
}

} // namespace banter
