// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/text.h"

#include <algorithm>

// Joining and leaving: kept on the disk from the moment they are wished for, asked of the server on every link until it
// has answered yes or no. An answer that only puts off is none.
namespace banter {
namespace {

constexpr qint64 MaxRoomChars = 64;
/// Other servers' rooms may have longer names than ours.
constexpr qsizetype MaxRoomIdChars = 256;

/// What a name must hold that is another server's own affair: something, and nothing that cannot be shown.
Status checkForeignRoom(const QString &name)
{
    return name.size() > MaxRoomIdChars
               ? Status(Error{ErrorCode::TooLarge, QStringLiteral("a room's name is too long")})
               : checkMessageText(name, MaxRoomIdChars * 4);
}

} // namespace

void Session::Impl::on(const tell::JoinRoom &command)
{
    const bool ours = m_server.signedIn && m_server.capabilities.numbered;
    const Status name = ours ? checkRoomName(command.room, MaxRoomChars) : checkForeignRoom(command.room);
    if (!name.ok()) {
        m_views.failure(name.error(), command.room, {}, Deed::EnterRoom);
        return;
    }
    KnownRoom &room = roomNamed(command.room);
    room.wantsLeave = room.sendsFirst = false;
    room.wantsJoin = m_server.signedIn || !room.room.joined;
    keepWishes();
    if (!m_server.signedIn)
        m_views.log().room(room.shown());
    m_disk.then([this, id = command.room](const Status &) {
        if (KnownRoom *wished = find(id); wished && m_server.signedIn)
            askWish(*wished);
    });
}

QStringList Session::Impl::unsentIn(const QString &room) const
{
    QStringList unsent;
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.entry.room == room && item.stage != Outbox::Stage::Doubted)
            unsent.append(item.entry.clientId);
    }
    return unsent;
}

// Whether the person may leave now, or as soon as everything is sent. What they throw away is gone then.
bool Session::Impl::mayGo(const QString &room, const tell::LeaveRoom &command)
{
    using Words = tell::LeaveRoom::Words;
    const QStringList unsent = unsentIn(room);
    if (command.unsent == Words::Discard) {
        for (const QString &clientId : unsent)
            on(tell::Discard{clientId});
        return true;
    }
    const bool allWait = std::all_of(unsent.begin(), unsent.end(), [this](const QString &clientId) {
        return m_outbox.find(clientId)->stage != Outbox::Stage::Failed;
    });
    if (unsent.isEmpty() || (command.unsent == Words::SendFirst && allWait))
        return true;
    m_views.failure({ErrorCode::Unsent,
                     QStringLiteral("Not sent to %2 yet: %1. Send first what you wrote, or discard it.")
                         .arg(unsent.size())
                         .arg(room),
                     0},
                    room, {}, unsent);
    return false;
}

void Session::Impl::on(const tell::LeaveRoom &command)
{
    if (!mayGo(command.room, command))
        return;
    KnownRoom *room = find(command.room);
    const bool onlyWished = room && room->wantsJoin && !room->room.joined && !m_server.signedIn;
    if (onlyWished) { // the wish never left this computer
        room->wantsJoin = false;
        keepWishes();
        if (room->listed)
            m_views.log().room(room->shown());
        else
            dropRoom(command.room);
        return;
    }
    if (!room && !m_server.signedIn) {
        m_views.failure({ErrorCode::NotConnected, QStringLiteral("This needs a connection to the server.")},
                        command.room);
        return;
    }
    KnownRoom &wished = roomNamed(command.room);
    wished.wantsJoin = false;
    wished.wantsLeave = true;
    wished.sendsFirst = command.unsent == tell::LeaveRoom::Words::SendFirst;
    keepWishes();
    if (!m_server.signedIn)
        m_views.log().room(wished.shown());
    m_disk.then([this, id = command.room](const Status &) {
        if (KnownRoom *later = find(id); later && m_server.signedIn)
            askWish(*later);
    });
}

// What is written for a room goes when the server has said yes to the join, which may take seconds where it is only
// silent, or when it has said no: then its refusal has a reason.
void Session::Impl::waitForJoins()
{
    std::set<QString> rooms;
    for (const auto &[id, room] : m_rooms) {
        if (room.wantsJoin && !room.room.joined)
            rooms.insert(id);
    }
    if (rooms == m_outbox.closed())
        return;
    m_outbox.close(std::move(rooms));
    pumpOutboxSoon();
}

void Session::Impl::askWish(const KnownRoom &room)
{
    const QString &id = room.room.id;
    if (m_requests.isAsked(room.wantsJoin ? Asked::What::Join : Asked::What::Leave, id))
        return;
    if (room.wantsJoin)
        m_requests.askForResume({Asked::What::Join, id, {}, 0, {}}, ask::JoinRoom{id});
    else if (room.wantsLeave && (!room.sendsFirst || unsentIn(id).isEmpty()))
        m_requests.askForResume({Asked::What::Leave, id, {}, 0, {}}, ask::LeaveRoom{id});
}

// A message of the room has its verdict.
void Session::Impl::leaveWhenSent(const QString &id)
{
    KnownRoom *room = find(id);
    if (!room || !room->sendsFirst || !m_server.signedIn)
        return;
    m_disk.then([this, id](const Status &) {
        if (const KnownRoom *later = find(id); later && later->wantsLeave && m_server.signedIn)
            askWish(*later);
    });
}

// One of the messages that should have gone first could not be sent: what becomes of it is for the person to say.
void Session::Impl::stay(KnownRoom &room)
{
    if (!room.wantsLeave || !room.sendsFirst || m_requests.isAsked(Asked::What::Leave, room.room.id))
        return;
    room.wantsLeave = room.sendsFirst = false;
    keepWishes();
    m_views.log().room(room.shown());
    m_views.failure({ErrorCode::Unsent, QStringLiteral("A message could not be sent, so the room was not left."), 0},
                    room.room.id, {}, unsentIn(room.room.id));
}

void Session::Impl::askWishes()
{
    for (const auto &[id, room] : m_rooms)
        askWish(room);
}

void Session::Impl::refusedWish(const Asked &asked, const Error &error)
{
    KnownRoom *room = find(asked.room);
    const bool isNoMember = error.code == ErrorCode::NotFound || error.code == ErrorCode::Forbidden;
    if (isPutOff(error.code)) {
        m_requests.askLater(error);
    } else if (room && asked.what == Asked::What::Leave && isNoMember && room->room.joined) {
        leaveBehind(asked.room, true); // what was wished for is so already
        return;
    } else if (room) {
        const bool joining = asked.what == Asked::What::Join;
        const bool wasWished = std::exchange(joining ? room->wantsJoin : room->wantsLeave, false);
        room->sendsFirst = room->sendsFirst && room->wantsLeave;
        if (wasWished)
            keepWishes();
        if (!room->listed && !room->inStore && !room->live()) // nothing is known of it but the wish
            dropRoom(asked.room);
        else if (wasWished)
            m_views.log().room(room->shown());
    }
    m_views.failure(error, asked.room, {}, deedOf(asked.what));
}

} // namespace banter
