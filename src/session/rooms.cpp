// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

namespace banter {

void Session::Impl::adoptRoom(const Room &fresh)
{
    RoomState &room = m_rooms[fresh.id];
    const Seq readSeq = std::max(room.room.readSeq, fresh.readSeq);
    const Seq lastSeq = std::max(room.room.lastSeq, fresh.lastSeq);
    room.room = fresh;
    room.room.readSeq = readSeq;
    room.room.lastSeq = lastSeq;
    if (fresh.joined && std::exchange(room.wantsJoin, false))
        keepWantedJoins();
    keepRoom(room);
}

void Session::Impl::on(const heard::RoomChanged &changed)
{
    answered(changed.ticket);
    adoptRoom(changed.room);
    RoomState &room = m_rooms[changed.room.id];
    if (room.live() && room.room.joined && !m_resuming.empty())
        return; // the resume subscribes it
    if (room.live() && room.room.joined)
        subscribe(room);
    pumpOutbox();
}

void Session::Impl::on(const heard::RoomLeft &left)
{
    const std::optional<Asked> asked = answered(left.ticket);
    RoomState *room = find(left.room);
    if (!room)
        return;
    forgetLive(*room);
    room->subscribed = false;
    room->subscribing = false;
    m_parts.scheduler.cancel(room->lingering);
    // A public room that one left is still there to be joined; one that is no longer to be seen goes away.
    if (asked && !room->room.isPrivate) {
        room->room.joined = false;
        room->viewers = 0;
        room->lingering = 0;
        room->spans = {};
        room->shownOldest = 0;
        room->room.readSeq = room->room.lastSeq;
        keepLater(keep::ForgetHistory{left.room});
        m_log.historyReset(left.room);
        keepRoom(*room);
        return;
    }
    dropRoom(left.room);
}

void Session::Impl::dropRoom(const QString &id)
{
    RoomState *room = find(id);
    if (!room)
        return;
    m_parts.scheduler.cancel(room->lingering);
    m_parts.scheduler.cancel(room->cursorTimer);
    std::vector<QString> unsent;
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.entry.room == id)
            unsent.push_back(item.entry.clientId);
    }
    // The unsent texts are the person's: the room goes, they stay as failed until the person decides.
    if (!unsent.empty()) {
        room->room.joined = false;
        room->lingering = 0;
        keepRoom(*room);
        return;
    }
    keepLater(keep::DropRoom{id});
    m_log.roomGone(id);
    m_rooms.erase(id);
    changed();
}

void Session::Impl::leaveLive(RoomState &room)
{
    forgetLive(room);
    if (std::exchange(room.subscribed, false) && m_signedIn)
        askEphemeral(ask::Unsubscribe{room.room.id});
}

void Session::Impl::on(const heard::Activity &activity)
{
    RoomState *room = find(activity.room);
    if (!room || activity.lastSeq <= room->room.lastSeq)
        return;
    room->room.lastSeq = activity.lastSeq;
    keepRoom(*room);
}

void Session::Impl::markRead(RoomState &room, Seq seq)
{
    const Seq upTo = std::min(seq, room.room.lastSeq);
    if (upTo <= room.room.readSeq)
        return;
    room.room.readSeq = upTo;
    room.readUnsent = true;
    keepRoom(room);
    if (m_ready)
        sendReadMarks();
}

void Session::Impl::sendReadMarks()
{
    if (!m_capabilities.readMarks)
        return;
    for (auto &[id, room] : m_rooms) {
        if (room.readUnsent && room.room.joined) {
            room.readUnsent = false;
            ask({Asked::What::Read, id, {}, 0, {0, room.room.readSeq}}, ask::MarkRead{id, room.room.readSeq});
        }
    }
}

} // namespace banter
