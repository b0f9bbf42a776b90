// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

namespace banter {

void Session::Impl::adoptRoom(const Room &fresh, bool live)
{
    KnownRoom &room = roomNamed(fresh.id);
    if (!fresh.invitedBy.isEmpty() && fresh.invitedBy != room.room.invitedBy)
        m_views.raw().invited.push_back({fresh.id, fresh.invitedBy, live});
    const Seq read = room.room.readSeq;
    const bool hadJoined = room.room.joined;
    room.adopt(fresh);
    room.readKnown = std::max(room.readKnown, fresh.readSeq);
    // What was read here while the server could not be told.
    room.readWanted = std::max(room.readWanted, hadJoined ? read : 0);
    room.listed = true;
    if (!fresh.joined && room.subscribed)
        endStream(room);
    // Before a leave has its answer, "joined" is older news than the wish to come back.
    if (fresh.joined && !m_requests.isAsked(Asked::What::Leave, fresh.id) && std::exchange(room.wantsJoin, false))
        keepWishes();
    keepRoom(room);
    if (m_server.ready)
        sendReadMark(room);
}

// Left on another device: the server ends the streams of all.
void Session::Impl::endStream(KnownRoom &room)
{
    forgetLive(room.room.id);
    room.members.clear();
    room.early.clear();
    room.subscribed = false;
}

void Session::Impl::on(const heard::RoomChanged &changed)
{
    if (const std::optional<Asked> asked = m_requests.answered(changed.ticket))
        m_views.accomplished(deedOf(asked->what), changed.room.id);
    const bool hadJoined = roomNamed(changed.room.id).room.joined;
    adoptRoom(changed.room, true);
    KnownRoom &room = roomNamed(changed.room.id);
    if (wantsStream(room))
        subscribe(room);
    if (m_server.ready && !hadJoined && changed.room.joined)
        lookForDoubted();
    settleResume(changed.ticket);
}

void Session::Impl::on(const heard::RoomLeft &left)
{
    const std::optional<Asked> asked = m_requests.answered(left.ticket);
    if (find(left.room))
        leaveBehind(left.room, asked.has_value());
    settleResume(left.ticket);
}

void Session::Impl::leaveBehind(const QString &id, bool wished)
{
    KnownRoom &room = roomNamed(id);
    room.sendsFirst = false;
    if (std::exchange(room.wantsLeave, false))
        keepWishes();
    const bool stillThere = wished && !room.room.isPrivate && m_server.capabilities.roomList;
    if (wished && !room.wantsJoin)
        discardDoubted(id);
    dropRoom(id);
    // A public room that one left is still there to be joined; the list says how it is now.
    if (stillThere)
        m_requests.ask({Asked::What::ListRooms, {}, {}, 0, {}}, ask::ListRooms{});
}

// What the server had acknowledged is its history's, which the person has left; nobody will look for it there.
void Session::Impl::discardDoubted(const QString &room)
{
    for (Outbox::Item *item : doubted(room)) {
        const QString id = item->entry.clientId;
        m_outbox.remove(id);
        m_disk.put(keep::DropOutbox{id});
    }
}

// A room that was kept for the sake of what is unsent in it, and nothing is any more.
void Session::Impl::forgetWhenDone(const QString &id)
{
    const KnownRoom *room = find(id);
    if (room && !room->room.joined && !room->listed && !room->wantsJoin && !room->wantsLeave && !room->live() &&
        unsentIn(id).isEmpty())
        dropRoom(id);
}

void Session::Impl::dropRoom(const QString &id)
{
    m_disk.flushHistory(id); // stored in the same stroke it would count as stored when the room comes back
    KnownRoom *room = find(id);
    if (!room)
        return;
    forgetLive(id);
    m_parts.scheduler.cancel(std::exchange(room->lingering, 0));
    room->subscribed = room->subscribing = false;
    const auto &items = m_outbox.items();
    // The unsent texts are the person's. The server refuses them with its reason, and they stay until the person
    // decides.
    if (std::any_of(items.begin(), items.end(), [&](const Outbox::Item &item) { return item.entry.room == id; })) {
        room->room.joined = room->listed = false;
        keepRoom(*room);
        waitForJoins();
        return;
    }
    const bool wanted = room->wantsJoin;
    m_disk.put(keep::DropRoom{id});
    m_views.log().roomGone(id);
    m_sender.drop(id);
    m_rooms.erase(id);
    if (wanted) { // back again before the leave had its answer
        KnownRoom &wish = roomNamed(id);
        wish.wantsJoin = true;
        m_views.log().room(wish.shown());
    }
}

void Session::Impl::on(const heard::Activity &activity)
{
    KnownRoom *room = find(activity.room);
    if (!room || activity.lastSeq <= room->room.lastSeq)
        return;
    room->room.lastSeq = activity.lastSeq;
    keepRoom(*room);
}

// ---- read positions: at once here, at the server when it can be told ----

void Session::Impl::on(const tell::MarkRead &command)
{
    if (KnownRoom *room = find(command.room))
        markRead(*room, command.seq);
}

void Session::Impl::markRead(KnownRoom &room, Seq seq)
{
    const Seq upTo = std::min(seq, room.room.lastSeq);
    room.readWanted = std::max(room.readWanted, upTo);
    if (upTo > room.room.readSeq) {
        room.noteRead(upTo);
        keepRoom(room);
    }
    if (m_server.ready)
        sendReadMark(room);
}

void Session::Impl::sendReadMark(KnownRoom &room)
{
    if (!m_server.capabilities.readMarks || !room.room.joined || room.readAsked || room.readWanted <= room.readKnown)
        return;
    room.readAsked = true;
    m_requests.ask({Asked::What::Read, room.room.id, {}, 0, {0, room.readWanted}},
                   ask::MarkRead{room.room.id, room.readWanted});
}

// What was only put off is asked again; a no is the end of it.
void Session::Impl::refusedMark(KnownRoom &room, const Error &error)
{
    room.readAsked = false;
    if (isPutOff(error.code))
        m_requests.askLater(error);
    else
        room.readWanted = room.readKnown;
}

} // namespace banter
