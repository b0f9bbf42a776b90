// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

// Typing and cursors: true only now, never queued, never stored, gone with the link.
namespace banter {
namespace {

/// A link that has this much waiting does not get cursor moves on top.
constexpr qint64 PressureBytes = 16 * 1024;

} // namespace

// ---- typing of others ----

void Session::Impl::on(const heard::TypingChanged &typing)
{
    KnownRoom *room = find(typing.room);
    if (!room || !room->subscribed || typing.user == m_server.user)
        return;
    if (!typing.active) {
        stopsTyping(*room, typing.user);
        return;
    }
    const MonoMs until = now() + m_server.capabilities.typingExpiryMs;
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

void Session::Impl::stopsTyping(KnownRoom &room, const QString &user)
{
    if (std::erase_if(room.typing, [&](const auto &entry) { return entry.first == user; }) > 0)
        publishTyping(room);
}

void Session::Impl::publishTyping(const KnownRoom &room)
{
    std::vector<QString> users;
    users.reserve(room.typing.size());
    for (const auto &[user, until] : room.typing)
        users.push_back(user);
    m_views.raw().typing[room.room.id] = std::move(users);
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

// A person who goes on typing says so all the time; the server hears it now and then, often enough that it does not
// lapse for the others, and until a while after the last word of it.
void Session::Impl::on(const tell::Typing &command)
{
    KnownRoom *room = find(command.room);
    if (!room || !m_server.ready || !m_server.capabilities.typing || !room->room.joined || m_choice.hides())
        return;
    if (!command.active) {
        stopOwnTyping(*room);
        return;
    }
    room->typingToldAt = now();
    if (!room->typingSent)
        sayTyping(*room, true);
}

void Session::Impl::sayTyping(KnownRoom &room, bool active)
{
    room.typingSent = active;
    m_requests.askEphemeral(ask::Typing{room.room.id, active});
    m_parts.scheduler.cancel(std::exchange(room.typingTimer, 0));
    if (!active)
        return;
    room.typingTimer = m_parts.scheduler.after(m_server.capabilities.typingIntervalMs, [this, id = room.room.id] {
        if (KnownRoom *later = find(id)) {
            later->typingTimer = 0;
            refreshTyping(*later);
        }
    });
}

void Session::Impl::refreshTyping(KnownRoom &room)
{
    if (!m_server.ready || !room.typingSent)
        return;
    // Somebody who forgot to say that it ended has ended all the same.
    sayTyping(room, now() - room.typingToldAt < m_server.capabilities.typingExpiryMs);
}

void Session::Impl::stopOwnTyping(KnownRoom &room)
{
    if (room.typingSent && m_server.ready)
        sayTyping(room, false);
    endOwnTyping(room);
}

void Session::Impl::endOwnTyping(KnownRoom &room)
{
    room.typingSent = false;
    m_parts.scheduler.cancel(std::exchange(room.typingTimer, 0));
}

// ---- cursors ----

void Session::Impl::on(const heard::CursorMoved &moved)
{
    KnownRoom *room = find(moved.room);
    if (!room || !room->subscribed || moved.user == m_server.user)
        return;
    room->cursors.insert(moved.user);
    m_views.log().cursor(moved.room, moved.user, moved.point);
}

void Session::Impl::on(const heard::CursorGone &gone)
{
    KnownRoom *room = find(gone.room);
    if (!room || room->cursors.erase(gone.user) == 0)
        return;
    m_views.log().cursorGone(gone.room, gone.user);
}

// Leading and trailing: the first move goes at once, the last one always goes too, so that a pointer that stopped is
// seen where it stopped.
void Session::Impl::on(const tell::MoveCursor &command)
{
    KnownRoom *room = find(command.room);
    if (!room || !m_server.ready || !m_server.capabilities.cursors || !room->room.joined || m_choice.hides())
        return;
    room->cursorWaiting = CursorPoint{std::clamp(command.point.x, 0.0, 1.0), std::clamp(command.point.y, 0.0, 1.0)};
    if (room->cursorTimer == 0)
        sendCursor(*room);
}

void Session::Impl::sendCursor(KnownRoom &room)
{
    const qint64 wait = room.cursorSentAt + m_server.capabilities.cursorIntervalMs - now();
    const bool pressed = m_manager.backlog() > PressureBytes;
    const QString id = room.room.id;
    if ((wait > 0 && room.cursorSentAt != 0) || pressed) {
        room.cursorTimer =
            m_parts.scheduler.after(std::max<qint64>(wait, m_server.capabilities.cursorIntervalMs / 2), [this, id] {
                KnownRoom *later = find(id);
                if (!later)
                    return;
                later->cursorTimer = 0;
                if (later->cursorWaiting && m_server.ready)
                    sendCursor(*later);
            });
        return;
    }
    room.cursorSentAt = now();
    room.cursorShown = true;
    m_requests.askEphemeral(ask::MoveCursor{id, *std::exchange(room.cursorWaiting, std::nullopt)});
}

void Session::Impl::on(const tell::LeaveCursor &command)
{
    if (KnownRoom *room = find(command.room))
        hideCursor(*room);
}

void Session::Impl::hideCursor(KnownRoom &room)
{
    room.cursorWaiting.reset();
    if (std::exchange(room.cursorShown, false) && m_server.ready)
        m_requests.askEphemeral(ask::LeaveCursor{room.room.id});
}

void Session::Impl::forgetLive(KnownRoom &room)
{
    if (!room.typing.empty()) {
        room.typing.clear();
        publishTyping(room);
    }
    for (const QString &user : std::exchange(room.cursors, {}))
        m_views.log().cursorGone(room.room.id, user);
    m_parts.scheduler.cancel(std::exchange(room.cursorTimer, 0));
    room.cursorWaiting.reset();
    room.cursorShown = false;
    endOwnTyping(room);
}

} // namespace banter
