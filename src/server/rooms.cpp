// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/rooms.h"

#include "core/text.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

std::set<PeerId> without(std::set<PeerId> peers, PeerId one)
{
    peers.erase(one);
    return peers;
}

} // namespace

bool Rooms::mayEnter(const RoomState &room, const Person &person) const
{
    return !room.isPrivate || room.keeper == person.account.id || room.members.contains(person.account.id);
}

bool Rooms::hasRoomForMore(const Peer &peer, quint64 request, const Person &person)
{
    if (int(person.rooms.size()) < limits::MaxRoomsPerAccount)
        return true;
    m_state.refuse(
        peer, request,
        {ErrorCode::TooLarge, QStringLiteral("Nobody can be in more than %1 rooms.").arg(limits::MaxRoomsPerAccount)});
    return false;
}

void Rooms::list(const Peer &peer, quint64 request)
{
    RoomList list;
    for (const auto &[id, room] : peer.person->rooms)
        list.rooms.push_back(m_state.view(*room, *peer.person));
    for (const auto &[id, room] : m_state.rooms) {
        if (int(list.rooms.size()) >= limits::MaxRoomsListed)
            break;
        if (mayEnter(room, *peer.person) && !peer.person->rooms.contains(id))
            list.rooms.push_back(m_state.view(room, *peer.person));
    }
    m_state.answer(peer, request, std::move(list));
}

void Rooms::make(Peer &peer, quint64 request, const QString &name, bool isPrivate)
{
    if (!hasRoomForMore(peer, request, *peer.person))
        return;
    if (m_state.rooms.size() >= MaxRooms) {
        m_state.refuse(peer, request, {ErrorCode::TooLarge, QStringLiteral("The server has as many rooms as it can.")});
        return;
    }
    const qint64 owner = peer.person->account.id;
    const WallMs at = m_state.parts.clock.wallMs();
    const Status added = m_state.noteWrite(m_state.parts.store.addRoom(name, isPrivate, owner, at));
    if (!added.ok()) {
        m_state.refuse(peer, request, added.error());
        return;
    }
    RoomState &room = m_state.rooms[name];
    room.id = name;
    room.isPrivate = isPrivate;
    room.members[owner] = {Role::Owner, 0, at};
    peer.person->rooms[name] = &room;
    m_state.answer(peer, request, RoomInfo{m_state.view(room, *peer.person)});
    for (const auto &[account, person] : m_state.people) {
        if (mayEnter(room, person))
            m_state.tell(without(person.links, peer.id), RoomInfo{m_state.view(room, person)});
    }
}

void Rooms::create(Peer &peer, quint64 request, const CreateRoom &body)
{
    if (m_state.room(body.room))
        m_state.refuse(peer, request, {ErrorCode::Conflict, QStringLiteral("There is a room of that name already.")});
    else
        make(peer, request, body.room, body.isPrivate);
}

void Rooms::join(Peer &peer, quint64 request, const JoinRoom &body)
{
    RoomState *room = m_state.room(body.room);
    if (!room) {
        make(peer, request, body.room, false);
        return;
    }
    if (!mayEnter(*room, *peer.person)) {
        m_state.refuse(peer, request,
                       {ErrorCode::Forbidden, QStringLiteral("That room is private. Ask to be invited.")});
        return;
    }
    enter(peer, request, *room, *peer.person);
    if (room->members.contains(peer.person->account.id))
        m_state.answer(peer, request, RoomInfo{m_state.view(*room, *peer.person)});
}

// Answers only when it fails.
void Rooms::enter(Peer &peer, quint64 request, RoomState &room, Person &person)
{
    if (room.members.contains(person.account.id) || !hasRoomForMore(peer, request, person))
        return;
    const bool inherits = room.members.empty() && room.id != LobbyName;
    const Membership membership{inherits ? Role::Owner : Role::Member, room.lastSeq, m_state.parts.clock.wallMs()};
    const Status added = m_state.noteWrite(m_state.parts.store.addMember(room.id, person.account.id, membership));
    if (!added.ok()) {
        m_state.refuse(peer, request, added.error());
        return;
    }
    add(room, person, membership);
    m_state.tell(without(person.links, peer.id), RoomInfo{m_state.view(room, person)});
}

void Rooms::add(RoomState &room, Person &person, const Membership &membership)
{
    room.members[person.account.id] = membership;
    room.keeper = 0;
    person.rooms[room.id] = &room;
    m_state.tell(room.subscribers, MemberJoined{room.id, {person.shown, membership.role}});
}

void Rooms::welcomeToLobby(Person &person)
{
    if (RoomState *lobby = m_state.room(LobbyName))
        add(*lobby, person, {Role::Member, lobby->lastSeq, person.account.lastSeen});
}

void Rooms::invite(Peer &peer, quint64 request, const Invite &body)
{
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    if (room->isPrivate && room->members.at(peer.person->account.id).role != Role::Owner) {
        m_state.refuse(peer, request,
                       {ErrorCode::Forbidden, QStringLiteral("Only the room's owner can invite people.")});
        return;
    }
    Person *guest = m_state.person(nameKey(body.user));
    if (!guest) {
        m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("Nobody here has that name.")});
        return;
    }
    enter(peer, request, *room, *guest);
    if (room->members.contains(guest->account.id))
        m_state.answer(peer, request, Done{});
}

void Rooms::leave(Peer &peer, quint64 request, const LeaveRoom &body)
{
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    Person &person = *peer.person;
    const qint64 account = person.account.id;
    const qint64 heir = heirOf(*room, account);
    const qint64 keeper = room->isPrivate && room->members.size() == 1 ? account : 0;
    const Status dropped = m_state.noteWrite(m_state.parts.store.dropMember(room->id, account, heir, keeper));
    if (!dropped.ok()) {
        m_state.refuse(peer, request, dropped.error());
        return;
    }
    onLeaving(person, *room);
    room->members.erase(account);
    room->own.erase(account);
    room->keeper = keeper;
    person.rooms.erase(room->id);
    m_state.tell(room->subscribers, MemberLeft{room->id, person.account.name});
    inherit(*room, heir);
    m_state.answer(peer, request, RoomGone{body.room});
    if (vanish(*room))
        return;
    if (mayEnter(*room, person))
        m_state.tell(without(person.links, peer.id), RoomInfo{m_state.view(*room, person)});
    else
        m_state.tell(without(person.links, peer.id), RoomGone{body.room});
}

qint64 Rooms::heirOf(const RoomState &room, qint64 leaving) const
{
    if (room.members.at(leaving).role != Role::Owner)
        return 0;
    qint64 heir = 0;
    for (const auto &[account, member] : room.members) {
        if (account == leaving)
            continue;
        if (member.role == Role::Owner)
            return 0;
        if (heir == 0 || member.since < room.members.at(heir).since)
            heir = account;
    }
    return heir;
}

void Rooms::inherit(RoomState &room, qint64 heir)
{
    if (heir == 0)
        return;
    room.members.at(heir).role = Role::Owner;
    m_state.tell(room.subscribers, MemberJoined{room.id, {m_state.people.at(heir).shown, Role::Owner}});
}

// So that names are not used up by rooms that nobody wants.
bool Rooms::vanish(RoomState &room)
{
    const bool unused = room.members.empty() && room.lastSeq == 0 && room.id != LobbyName;
    if (!unused || !m_state.noteWrite(m_state.parts.store.dropRoom(room.id)).ok())
        return false;
    const QString id = room.id;
    for (const auto &[account, person] : m_state.people) {
        if (mayEnter(room, person))
            m_state.tell(person.links, RoomGone{id});
    }
    m_state.rooms.erase(id);
    return true;
}

} // namespace banter
