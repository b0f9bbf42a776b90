// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/ephemeral_sender.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// A link that has this much waiting does not get cursor moves on top.
constexpr qint64 PressureBytes = 16 * 1024;

} // namespace

EphemeralSender::EphemeralSender(Clock &clock, Scheduler &scheduler, Requests &requests, LinkPort &link,
                                 const ServerState &server)
    : m_clock(clock), m_scheduler(scheduler), m_requests(requests), m_link(link), m_server(server)
{}

EphemeralSender::~EphemeralSender()
{
    for (const auto &[id, room] : m_rooms) {
        m_scheduler.cancel(room.typingTimer);
        m_scheduler.cancel(room.pointerTimer);
    }
}

EphemeralSender::InRoom *EphemeralSender::find(const QString &id)
{
    const auto found = m_rooms.find(id);
    return found == m_rooms.end() ? nullptr : &found->second;
}

// ---- typing ----

// A person who goes on typing says so all the time; the server hears it now and then, often enough that it does not
// lapse for the others, and until a while after the last word of it.
void EphemeralSender::types(const QString &id)
{
    if (!m_server.ready || !m_server.capabilities.typing)
        return;
    InRoom &room = m_rooms[id];
    room.typingToldAt = now();
    if (!room.typingSent)
        sayTyping(id, room, true);
}

void EphemeralSender::sayTyping(const QString &id, InRoom &room, bool active)
{
    room.typingSent = active;
    m_requests.askEphemeral(ask::Typing{id, active});
    m_scheduler.cancel(std::exchange(room.typingTimer, 0));
    if (!active)
        return;
    room.typingTimer = m_scheduler.after(m_server.capabilities.typingIntervalMs, [this, id] {
        if (InRoom *later = find(id)) {
            later->typingTimer = 0;
            refreshTyping(id, *later);
        }
    });
}

void EphemeralSender::refreshTyping(const QString &id, InRoom &room)
{
    if (!m_server.ready || !room.typingSent)
        return;
    // Somebody who forgot to say that it ended has ended all the same.
    sayTyping(id, room, now() - room.typingToldAt < m_server.capabilities.typingExpiryMs);
}

void EphemeralSender::stopTyping(const QString &id)
{
    InRoom *room = find(id);
    if (room && room->typingSent && m_server.ready)
        sayTyping(id, *room, false);
    endTyping(id);
}

void EphemeralSender::endTyping(const QString &id)
{
    InRoom *room = find(id);
    if (!room)
        return;
    room->typingSent = false;
    m_scheduler.cancel(std::exchange(room->typingTimer, 0));
}

// ---- the pointer ----

// Leading and trailing: the first move goes at once, the last one always goes too, so that a pointer that stopped is
// seen where it stopped.
void EphemeralSender::movePointer(const QString &id, CursorPoint point)
{
    if (!m_server.ready || !m_server.capabilities.cursors)
        return;
    InRoom &room = m_rooms[id];
    room.pointerWaiting = CursorPoint{std::clamp(point.x, 0.0, 1.0), std::clamp(point.y, 0.0, 1.0)};
    if (room.pointerTimer == 0)
        sendPointer(id, room);
}

void EphemeralSender::sendPointer(const QString &id, InRoom &room)
{
    const int interval = m_server.capabilities.cursorIntervalMs;
    const qint64 wait = room.pointerSentAt + interval - now();
    const bool pressed = m_link.backlog() > PressureBytes;
    if ((wait > 0 && room.pointerSentAt != 0) || pressed) {
        room.pointerTimer = m_scheduler.after(std::max<qint64>(wait, interval / 2), [this, id] { laterPointer(id); });
        return;
    }
    room.pointerSentAt = now();
    room.pointerShown = true;
    m_requests.askEphemeral(ask::MoveCursor{id, *std::exchange(room.pointerWaiting, std::nullopt)});
}

void EphemeralSender::laterPointer(const QString &id)
{
    InRoom *room = find(id);
    if (!room)
        return;
    room->pointerTimer = 0;
    if (room->pointerWaiting && m_server.ready)
        sendPointer(id, *room);
}

void EphemeralSender::hidePointer(const QString &id)
{
    InRoom *room = find(id);
    if (!room)
        return;
    room->pointerWaiting.reset();
    if (std::exchange(room->pointerShown, false) && m_server.ready)
        m_requests.askEphemeral(ask::LeaveCursor{id});
}

// ---- the end ----

void EphemeralSender::hideAll()
{
    for (const auto &[id, room] : m_rooms) {
        stopTyping(id);
        hidePointer(id);
    }
}

void EphemeralSender::forget(const QString &id)
{
    InRoom *room = find(id);
    if (!room)
        return;
    endTyping(id);
    m_scheduler.cancel(std::exchange(room->pointerTimer, 0));
    room->pointerWaiting.reset();
    room->pointerShown = false;
}

void EphemeralSender::drop(const QString &id)
{
    forget(id);
    m_rooms.erase(id);
}

} // namespace banter
