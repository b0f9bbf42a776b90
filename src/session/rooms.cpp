// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

namespace banter {

void Session::Impl::adoptRoom(const Room &fresh, bool live)
{
    KnownRoom &room = m_rooms.named(fresh.id);
    if (!fresh.invitedBy.isEmpty() && fresh.invitedBy != room.room.invitedBy)
        m_views.raw().invited.push_back({fresh.id, fresh.invitedBy, live});
    const Seq read = room.room.readSeq;
    const bool hadJoined = room.room.joined;
    room.adopt(fresh);
    m_marks.adopt(fresh.id, fresh.readSeq, hadJoined ? read : 0);
    room.listed = true;
    if (!fresh.joined && room.subscribed)
        endStream(room);
    if (fresh.joined)
        m_membership.joined(room);
    m_rooms.keep(room);
    if (m_server.ready)
        m_marks.send(fresh.id);
}

// Left on another device: the server ends the streams of all.
void Session::Impl::endStream(KnownRoom &room)
{
    forgetLive(room.room.id);
    m_rosters.forget(room.room.id);
    room.subscribed = false;
}

void Session::Impl::streamOver(KnownRoom &room)
{
    forgetLive(room.room.id);
    m_parts.scheduler.cancel(std::exchange(room.lingering, 0));
    room.subscribed = room.subscribing = false;
}

void Session::Impl::roomGone(const QString &room)
{
    m_sender.drop(room);
    m_marks.drop(room);
    m_rosters.forget(room);
    m_pacer.drop(room);
    m_reconciler.drop(room);
}

void Session::Impl::on(const heard::RoomChanged &changed)
{
    if (const std::optional<Asked> asked = m_requests.answered(changed.ticket))
        m_views.accomplished(deedOf(asked->what), changed.room.id);
    const bool hadJoined = m_rooms.named(changed.room.id).room.joined;
    adoptRoom(changed.room, true);
    KnownRoom &room = m_rooms.named(changed.room.id);
    if (wantsStream(room))
        subscribe(room);
    if (m_server.ready && !hadJoined && changed.room.joined)
        m_reconciler.lookFor();
    settleResume(changed.ticket);
}

void Session::Impl::on(const heard::RoomLeft &left)
{
    const std::optional<Asked> asked = m_requests.answered(left.ticket);
    if (m_rooms.find(left.room))
        m_membership.left(left.room, asked.has_value());
    settleResume(left.ticket);
}

void Session::Impl::on(const heard::Activity &activity)
{
    KnownRoom *room = m_rooms.find(activity.room);
    if (!room || activity.lastSeq <= room->room.lastSeq)
        return;
    room->room.lastSeq = activity.lastSeq;
    m_rooms.keep(*room);
}

// ---- what rooms hear of the messages that wait in them ----

void Session::Impl::written(const QString &room)
{
    m_sender.endTyping(room); // the message itself says that the typing is over
    m_membership.written(room);
}

void Session::Impl::showRoomOf(const QString &room)
{
    if (!m_rooms.find(room))
        m_rooms.show(m_rooms.named(room));
}

void Session::Impl::closeRooms(std::set<QString> rooms)
{
    if (rooms == m_outbox.closed())
        return;
    m_outbox.close(std::move(rooms));
    m_queue.pumpSoon();
}

} // namespace banter
