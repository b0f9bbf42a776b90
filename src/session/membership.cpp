// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/membership.h"

#include "core/text.h"
#include "protocol/limits.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace banter {
namespace {

constexpr qint64 MaxOwnNameChars = protocol::limits::MaxRoomChars;

/// What a name must hold that is another server's own affair: something, and nothing that cannot be shown.
Status checkForeignRoom(const QString &name)
{
    return name.size() > tell::MaxIdChars
               ? Status(Error{ErrorCode::TooLarge, QStringLiteral("a room's name is too long")})
               : checkMessageText(name, tell::MaxIdChars * 4);
}

Error needsConnection()
{
    return {ErrorCode::NotConnected, QStringLiteral("This needs a connection to the server.")};
}

/// Whether there is anything in it that somebody would miss.
bool isWritten(const QString &draft)
{
    return !draft.trimmed().isEmpty();
}

QString namesAsJson(const QJsonArray &rooms)
{
    return QString::fromUtf8(QJsonDocument(rooms).toJson(QJsonDocument::Compact));
}

} // namespace

RoomMembership::RoomMembership(RoomDirectory &rooms, Requests &requests, Disk &disk, Publisher &views,
                               const ServerState &server, UnsentMessages &unsent, Port &port)
    : m_rooms(rooms), m_requests(requests), m_disk(disk), m_views(views), m_server(server), m_unsent(unsent),
      m_port(port)
{}

void RoomMembership::load(const QString &joins, const QString &leaves, const QString &sendingFirst)
{
    for (const QJsonValue &name : QJsonDocument::fromJson(joins.toUtf8()).array())
        m_rooms.named(name.toString()).wantsJoin = true;
    for (const QJsonValue &name : QJsonDocument::fromJson(leaves.toUtf8()).array())
        m_rooms.named(name.toString()).wantsLeave = true;
    for (const QJsonValue &name : QJsonDocument::fromJson(sendingFirst.toUtf8()).array())
        m_rooms.named(name.toString()).sendsFirst = true;
    for (const auto &[id, room] : std::as_const(m_rooms)) {
        if (room.wantsJoin || room.wantsLeave)
            m_rooms.show(room);
    }
    closeRooms();
}

void RoomMembership::keep()
{
    QJsonArray joins;
    QJsonArray leaves;
    QJsonArray sendingFirst;
    for (const auto &[id, room] : std::as_const(m_rooms)) {
        if (room.wantsJoin)
            joins.append(id);
        else if (room.wantsLeave)
            leaves.append(id);
        if ((room.wantsLeave || room.wantsJoin) && room.sendsFirst)
            sendingFirst.append(id);
    }
    closeRooms();
    for (const auto &[name, rooms] :
         {std::pair(Joins, joins), std::pair(Leaves, leaves), std::pair(SendingFirst, sendingFirst)})
        m_disk.put(keep::PutSetting{name, namesAsJson(rooms)});
}

// What is written for a room goes when the server has said yes to the join, which may take seconds where it is only
// silent, or when it has said no: then its refusal has a reason.
void RoomMembership::closeRooms()
{
    std::set<QString> closed;
    for (const auto &[id, room] : std::as_const(m_rooms)) {
        if (room.wantsJoin && !room.room.joined)
            closed.insert(id);
    }
    m_unsent.closeRooms(std::move(closed));
}

// ---- what the person wants ----

void RoomMembership::on(const tell::CreateRoom &command)
{
    if (const Status name = checkRoomName(command.room, MaxOwnNameChars); !name.ok())
        m_views.ownFailure(name.error(), command.room, {}, Deed::EnterRoom);
    else if (!m_server.signedIn)
        m_views.ownFailure(needsConnection(), command.room, {}, Deed::EnterRoom);
    else
        m_requests.ask({Asked::What::Create, command.room}, ask::CreateRoom{command.room, command.isPrivate});
}

void RoomMembership::on(const tell::Invite &command)
{
    if (!m_server.signedIn)
        m_views.ownFailure(needsConnection(), command.room, {}, Deed::Invite);
    else
        m_requests.ask({Asked::What::Invite, command.room}, ask::Invite{command.room, command.user});
}

void RoomMembership::on(const tell::AnswerInvitation &command)
{
    const Asked asked{Asked::What::Answer, command.room};
    if (!m_server.signedIn)
        m_views.ownFailure(needsConnection(), command.room);
    else if (command.accept)
        m_requests.ask(asked, ask::AcceptInvitation{command.room});
    else
        m_requests.ask(asked, ask::DeclineInvitation{command.room});
}

void RoomMembership::on(const tell::JoinRoom &command)
{
    const bool ours = m_server.signedIn && m_server.capabilities.ownNames;
    const Status name = ours ? checkRoomName(command.room, MaxOwnNameChars) : checkForeignRoom(command.room);
    if (!name.ok()) {
        m_views.ownFailure(name.error(), command.room, {}, Deed::EnterRoom);
        return;
    }
    KnownRoom &room = m_rooms.named(command.room);
    room.wantsLeave = room.sendsFirst = false;
    room.wantsJoin = m_server.signedIn || !room.room.joined;
    keep();
    if (!m_server.signedIn)
        m_rooms.show(room);
    askWhenStored(command.room);
}

// What is written for a room that is gone by now would be in no place that anybody sees, were the room not there for
// its sake.
void RoomMembership::on(const tell::SaveDraft &command)
{
    if (!m_rooms.find(command.room) && isWritten(command.text))
        keepDraft(command.room, false, command.text);
    m_rooms.saveDraft(command.room, command.text);
    forgetWhenDone(command.room);
}

// Whether the person may leave now, or as soon as everything is sent. What they throw away is gone then.
bool RoomMembership::mayGo(const QString &room, const tell::LeaveRoom &command)
{
    using Words = tell::LeaveRoom::Words;
    const QStringList unsent = m_unsent.unsentIn(room);
    if (command.unsent == Words::Discard) {
        for (const QString &clientId : unsent)
            m_unsent.discard(clientId);
        return true;
    }
    if (unsent.isEmpty() || (command.unsent == Words::SendFirst && !m_unsent.anyFailedIn(room)))
        return true;
    m_views.notLeft({ErrorCode::Unsent,
                     QStringLiteral("Not sent to %2 yet: %1. Send first what you wrote, or discard it.")
                         .arg(unsent.size())
                         .arg(room),
                     0},
                    room, unsent);
    return false;
}

void RoomMembership::on(const tell::LeaveRoom &command)
{
    if (!mayGo(command.room, command))
        return;
    KnownRoom *room = m_rooms.find(command.room);
    const bool sendsFirst = command.unsent == tell::LeaveRoom::Words::SendFirst;
    if (room && room->wantsJoin && !room->room.joined && sendsFirst && !m_unsent.unsentIn(command.room).isEmpty()) {
        room->sendsFirst = true; // nothing can be sent before the join has its answer
        keep();
        m_rooms.show(*room);
        return;
    }
    const bool onlyWished = room && room->wantsJoin && !room->room.joined && !m_server.signedIn;
    if (onlyWished) { // the wish never left this computer
        room->wantsJoin = room->sendsFirst = false;
        keep();
        if (room->listed)
            m_rooms.show(*room);
        else
            drop(command.room);
        return;
    }
    if (!room && !m_server.signedIn) {
        m_views.ownFailure(needsConnection(), command.room, {}, Deed::LeaveRoom);
        return;
    }
    KnownRoom &wished = m_rooms.named(command.room);
    wished.wantsJoin = false;
    wished.wantsLeave = true;
    wished.sendsFirst = sendsFirst;
    keep();
    if (!m_server.signedIn)
        m_rooms.show(wished);
    askWhenStored(command.room);
}

// ---- what is asked of the server ----

void RoomMembership::askWhenStored(const QString &id)
{
    m_disk.then([this, id](const Status &) {
        if (const KnownRoom *room = m_rooms.find(id); room && m_server.signedIn)
            ask(*room);
    });
}

void RoomMembership::ask(const KnownRoom &room)
{
    const QString &id = room.room.id;
    if (m_requests.isAsked(room.wantsJoin ? Asked::What::Join : Asked::What::Leave, id))
        return;
    if (room.wantsJoin)
        m_requests.askForResume({Asked::What::Join, id}, ask::JoinRoom{id});
    else if (room.wantsLeave && (!room.sendsFirst || m_unsent.unsentIn(id).isEmpty()))
        m_requests.askForResume({Asked::What::Leave, id}, ask::LeaveRoom{id});
}

void RoomMembership::askAll()
{
    for (const auto &[id, room] : std::as_const(m_rooms))
        ask(room);
}

void RoomMembership::refused(const Asked &asked, const Error &error)
{
    KnownRoom *room = m_rooms.find(asked.room);
    const bool isNoMember = error.code == ErrorCode::NotFound || error.code == ErrorCode::Forbidden;
    if (isPutOff(error.code)) {
        m_requests.askLater(error);
    } else if (room && asked.what == Asked::What::Leave && isNoMember && room->room.joined) {
        left(asked.room, true); // what was wished for is so already
        return;
    } else if (room) {
        const bool joining = asked.what == Asked::What::Join;
        const bool wasWished = std::exchange(joining ? room->wantsJoin : room->wantsLeave, false);
        room->sendsFirst = room->sendsFirst && room->wantsLeave;
        if (wasWished)
            keep();
        if (!room->listed && !room->inStore && !room->live()) // nothing is known of it but the wish
            drop(asked.room);
        else if (wasWished)
            m_rooms.show(*room);
    }
    m_views.failure(error, asked.room, {}, deedOf(asked.what));
}

// Before a leave has its answer, "joined" is older news than the wish to come back.
void RoomMembership::joined(KnownRoom &room)
{
    if (m_requests.isAsked(Asked::What::Leave, room.room.id) || !std::exchange(room.wantsJoin, false))
        return;
    room.wantsLeave = room.sendsFirst;
    keep();
    if (room.wantsLeave && m_unsent.anyFailedIn(room.room.id))
        setBack(room.room.id);
    else if (room.wantsLeave)
        askWhenStored(room.room.id);
}

// ---- messages that wait in a room ----

void RoomMembership::written(const QString &id)
{
    KnownRoom *room = m_rooms.find(id);
    if (room && room->wantsLeave && !std::exchange(room->sendsFirst, true)) // the last word before the leave
        keep();
}

void RoomMembership::settled(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    if (!room || !room->sendsFirst || !m_server.signedIn)
        return;
    m_disk.then([this, id](const Status &) {
        if (const KnownRoom *later = m_rooms.find(id); later && later->wantsLeave && m_server.signedIn)
            ask(*later);
    });
}

// One of the messages that should have gone first could not be sent: what becomes of it is for the person to say.
void RoomMembership::setBack(const QString &id)
{
    KnownRoom *room = m_rooms.find(id);
    if (!room || !room->wantsLeave || !room->sendsFirst || m_requests.isAsked(Asked::What::Leave, id))
        return;
    room->wantsLeave = room->sendsFirst = false;
    keep();
    m_rooms.show(*room);
    m_views.notLeft({ErrorCode::Unsent, QStringLiteral("A message could not be sent, so the room was not left."), 0},
                    id, m_unsent.unsentIn(id));
}

// ---- rooms that go ----

void RoomMembership::left(const QString &id, bool wished)
{
    KnownRoom &room = m_rooms.named(id);
    room.sendsFirst = false;
    if (std::exchange(room.wantsLeave, false)) {
        room.draft.clear(); // by the person's own word, and they were asked
        keep();
    }
    const bool stillThere = wished && !room.room.isPrivate && m_server.capabilities.roomList;
    if (wished && !room.wantsJoin)
        m_unsent.discardUnverified(id);
    drop(id);
    // A public room that one left is still there to be joined; the list says how it is now.
    if (stillThere)
        m_requests.ask({Asked::What::ListRooms}, ask::ListRooms{});
}

// A room that was kept for the sake of what is unsent in it, or of its draft, and nothing is any more.
void RoomMembership::forgetWhenDone(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    if (room && !room->room.joined && !room->listed && !room->wantsJoin && !room->wantsLeave && !room->live() &&
        m_unsent.unsentIn(id).isEmpty() && !isWritten(room->draft))
        drop(id);
}

void RoomMembership::drop(const QString &id)
{
    m_disk.flushHistory(id); // stored in the same stroke it would count as stored when the room comes back
    KnownRoom *room = m_rooms.find(id);
    if (!room)
        return;
    m_port.streamOver(*room);
    // The unsent texts are the person's. The server refuses them with its reason, and they stay until the person
    // decides.
    if (m_unsent.anyOf(id)) {
        room->room.joined = room->listed = false;
        m_rooms.keep(*room);
        closeRooms();
        return;
    }
    const bool wanted = room->wantsJoin;
    const bool isPrivate = room->room.isPrivate;
    const QString draft = room->draft;
    const bool written = isWritten(draft);
    if (written && !wanted && !room->room.joined && !room->listed && !room->live())
        return; // it is there for the draft's sake alone
    m_disk.put(keep::DropRoom{id});
    m_views.log().roomGone(id);
    m_rooms.erase(id);
    m_port.roomGone(id);
    if (wanted) { // back again before the leave had its answer
        KnownRoom &wish = m_rooms.named(id);
        wish.wantsJoin = true;
        closeRooms(); // what is written meanwhile waits for the answer
        m_rooms.show(wish);
    }
    if (written)
        keepDraft(id, isPrivate, draft);
}

// The draft is the person's, too: a room that others took away stays for its sake, as one that nobody is a member of.
void RoomMembership::keepDraft(const QString &id, bool isPrivate, const QString &draft)
{
    KnownRoom &room = m_rooms.named(id);
    room.room.isPrivate = isPrivate;
    room.inStore = true; // or it would not be found at the next start
    m_rooms.keep(room);
    m_rooms.saveDraft(id, draft);
}

} // namespace banter
