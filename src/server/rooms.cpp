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

bool Rooms::isFullFor(const Person &person) const
{
    return int(person.rooms.size()) + person.entering >= limits::MaxRoomsPerAccount ||
           m_state.rooms.size() + m_making >= MaxRooms;
}

bool Rooms::hasRoomForMore(Asker asker, const Person &person)
{
    if (int(person.rooms.size()) + person.entering < limits::MaxRoomsPerAccount)
        return true;
    m_state.refuse(asker, {ErrorCode::TooLarge,
                           QStringLiteral("Nobody can be in more than %1 rooms.").arg(limits::MaxRoomsPerAccount)});
    return false;
}

void Rooms::list(const Peer &peer, quint64 request)
{
    RoomList list;
    for (const auto &[id, room] : peer.person->rooms)
        list.rooms.push_back(m_state.view(*room, *peer.person));
    for (const auto &[id, room] : peer.person->invitations)
        list.rooms.push_back(m_state.view(*room, *peer.person));
    for (const auto &[id, room] : m_state.rooms) {
        if (int(list.rooms.size()) >= limits::MaxRoomsListed)
            break;
        const bool listed = peer.person->rooms.contains(id) || peer.person->invitations.contains(id);
        if (!listed && room.admits(peer.person->account.id))
            list.rooms.push_back(m_state.view(room, *peer.person));
    }
    m_state.answer(peer, request, std::move(list));
}

void Rooms::make(Peer &peer, quint64 request, const QString &name, bool isPrivate)
{
    const Asker asker{peer.id, request};
    if (!hasRoomForMore(asker, *peer.person))
        return;
    if (m_state.roomLooks.isTaken(name)) {
        m_state.refuse(asker, {ErrorCode::Conflict,
                               QStringLiteral("That name is reserved, or looks like the name of another room.")});
        return;
    }
    if (m_state.rooms.size() + m_making >= MaxRooms) {
        m_state.refuse(asker, {ErrorCode::TooLarge, QStringLiteral("The server has as many rooms as it can.")});
        return;
    }
    const qint64 owner = peer.person->account.id;
    const WallMs at = m_state.parts.clock.wallMs();
    ++m_making;
    m_state.roomLooks.add(name);
    ++peer.person->entering;
    m_journal.change({name, owner, [=](ServerStore &store) { return store.addRoom(name, isPrivate, owner, at); },
                      [=, this](const Status &added) {
                          --m_making;
                          --m_state.people.at(owner).entering;
                          if (added.ok()) {
                              made(asker, name, isPrivate, owner, at);
                              return;
                          }
                          m_state.roomLooks.remove(name);
                          m_state.refuse(asker, added.error());
                      }});
}

void Rooms::made(Asker asker, const QString &name, bool isPrivate, qint64 owner, WallMs at)
{
    Person &person = m_state.people.at(owner);
    RoomState &room = m_state.rooms[name];
    room.id = name;
    room.isPrivate = isPrivate;
    room.members[owner] = {Role::Owner, 0, at};
    person.rooms[name] = &room;
    const RoomInfo info{m_state.view(room, person)};
    m_state.answer(asker, info);
    m_state.tell(without(person.links, asker.peer), info);
    // The others all see the same, so that it is encoded once.
    std::set<PeerId> others = linksOfThoseWhoMayEnter(room);
    for (const PeerId own : person.links)
        others.erase(own);
    Room seen = info.room;
    seen.joined = false;
    m_state.tell(others, RoomInfo{std::move(seen)});
}

std::set<PeerId> Rooms::linksOfThoseWhoMayEnter(const RoomState &room) const
{
    std::set<PeerId> links;
    for (const auto &[id, peer] : m_state.peers) {
        if (peer.person && room.admits(peer.person->account.id))
            links.insert(links.end(), id);
    }
    return links;
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
    if (!room->admits(peer.person->account.id)) {
        m_state.refuse(peer, request,
                       {ErrorCode::Forbidden, QStringLiteral("That room is private. Ask to be invited.")});
        return;
    }
    enter({peer.id, request}, *room, *peer.person);
}

void Rooms::enter(Asker asker, RoomState &room, Person &person)
{
    if (room.members.contains(person.account.id)) {
        m_state.answer(asker, RoomInfo{m_state.view(room, person)});
        return;
    }
    if (!hasRoomForMore(asker, person))
        return;
    const bool inherits = room.members.empty() && room.id != LobbyName;
    const Membership membership{inherits ? Role::Owner : Role::Member, room.lastSeq, m_state.parts.clock.wallMs()};
    const qint64 account = person.account.id;
    ++person.entering;
    m_journal.change({room.id, account,
                      [=, id = room.id](ServerStore &store) { return store.addMember(id, account, membership); },
                      [=, this, &room](const Status &added) {
                          Person &newcomer = m_state.people.at(account);
                          --newcomer.entering;
                          if (!added.ok()) {
                              m_state.refuse(asker, added.error());
                              return;
                          }
                          add(room, newcomer, membership);
                          const RoomInfo info{m_state.view(room, newcomer)};
                          m_state.tell(without(newcomer.links, asker.peer), info);
                          m_state.answer(asker, info);
                      }});
}

void Rooms::add(RoomState &room, Person &person, const Membership &membership)
{
    room.members[person.account.id] = membership;
    room.keeper = 0;
    m_invitations.ended(room, person);
    person.rooms[room.id] = &room;
    m_state.tell(room.subscribers, MemberJoined{room.id, {person.shown, membership.role}});
}

void Rooms::welcomeToLobby(Person &person)
{
    if (RoomState *lobby = m_state.room(LobbyName))
        add(*lobby, person, {Role::Member, lobby->lastSeq, person.account.lastSeen});
}

void Rooms::accept(Peer &peer, quint64 request, const AcceptInvitation &body)
{
    RoomState *room = m_state.room(body.room);
    const qint64 account = peer.person->account.id;
    if (!room || !(room->invites(account) || room->members.contains(account))) {
        m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("Nobody invites you there any more.")});
        return;
    }
    enter({peer.id, request}, *room, *peer.person);
}

void Rooms::leave(Peer &peer, quint64 request, const LeaveRoom &body)
{
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    const qint64 account = peer.person->account.id;
    const qint64 heir = heirOf(*room, account);
    const qint64 keeper = room->isPrivate && room->members.size() == 1 ? account : 0;
    const bool ends = room->members.size() == 1 && isUnused(*room);
    const auto ended = std::make_shared<bool>(false);
    m_journal.change({room->id, account,
                      [=, id = room->id](ServerStore &store) {
                          Status dropped = store.dropMember(id, account, heir, keeper);
                          *ended = ends && dropped.ok() && store.dropRoom(id).ok();
                          return dropped;
                      },
                      [=, this, asker = Asker{peer.id, request}, &room = *room](const Status &dropped) {
                          if (!dropped.ok()) {
                              m_state.refuse(asker, dropped.error());
                              return;
                          }
                          left(asker, room, m_state.people.at(account), {heir, keeper, *ended});
                          if (*ended)
                              vanish(room);
                      }});
}

void Rooms::left(Asker asker, RoomState &room, Person &person, const Leaving &leaving)
{
    onLeaving(person, room);
    room.members.erase(person.account.id);
    room.own.erase(person.account.id);
    room.keeper = leaving.keeper;
    person.rooms.erase(room.id);
    m_state.tell(room.subscribers, MemberLeft{room.id, person.account.name});
    inherit(room, leaving.heir);
    m_state.answer(asker, RoomGone{room.id});
    if (leaving.ends)
        return; // everybody hears of that
    if (room.admits(person.account.id))
        m_state.tell(without(person.links, asker.peer), RoomInfo{m_state.view(room, person)});
    else
        m_state.tell(without(person.links, asker.peer), RoomGone{room.id});
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
bool Rooms::isUnused(const RoomState &room) const
{
    return room.lastSeq == 0 && room.id != LobbyName;
}

void Rooms::vanish(RoomState &room)
{
    const QString id = room.id;
    m_state.tell(linksOfThoseWhoMayEnter(room), RoomGone{id});
    m_invitations.roomEnds(room);
    m_state.rooms.erase(id);
    m_state.roomLooks.remove(id);
}

} // namespace banter
