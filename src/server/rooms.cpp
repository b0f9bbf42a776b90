// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/rooms.h"

#include "core/text.h"

#include <algorithm>
#include <memory>

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
           int(person.made.size()) + person.making >= limits::MaxRoomsPerAccount ||
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
    const Membership membership{inherits ? Role::Owner : Role::Member, room.lastSeq, newestSince(room)};
    const qint64 account = person.account.id;
    ++person.entering;
    m_commits.change({room.id, account,
                      [=, this, id = room.id, sender = m_invitations.senderOf(room, person)](ServerStore &store) {
                          const Status added = store.addMember(id, account, membership);
                          return added.ok() ? m_invitations.writeTaken(store, account, sender) : added;
                      },
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

// By the calendar, and later than everybody who is there: it may have been ahead when they came. Nobody inherits the
// lobby.
WallMs Rooms::newestSince(const RoomState &room) const
{
    WallMs since = m_state.parts.clock.wallMs();
    if (room.id == LobbyName)
        return since;
    for (const auto &[account, member] : room.members)
        since = std::max(since, member.since + 1);
    return since;
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
    const Invitations::Leaving mark = m_invitations.leaving(*peer.person);
    const auto ended = std::make_shared<bool>(false);
    const auto isKept = std::make_shared<bool>(false);
    m_commits.change({room->id, account,
                      [=, this, id = room->id](ServerStore &store) {
                          Status dropped = store.dropMember(id, account, heir, keeper);
                          *ended = ends && dropped.ok() && store.dropRoom(id).ok();
                          *isKept = dropped.ok() && !*ended && m_invitations.writeLeft(store, id, account, mark).ok();
                          return dropped;
                      },
                      [=, this, asker = Asker{peer.id, request}, &room = *room](const Status &dropped) {
                          Person &person = m_state.people.at(account);
                          if (dropped.ok() && *isKept)
                              m_invitations.left(room, person, mark);
                          else
                              m_invitations.stayed(person, mark);
                          if (!dropped.ok()) {
                              m_state.refuse(asker, dropped.error());
                              return;
                          }
                          left(asker, room, person, {heir, keeper, *ended});
                          if (*ended)
                              vanish(room);
                      }});
}

void Rooms::left(Asker asker, RoomState &room, Person &person, const Leaving &leaving)
{
    takeOut(room, person, leaving.heir);
    room.keeper = leaving.keeper;
    m_state.answer(asker, RoomGone{room.id});
    if (leaving.ends)
        return; // everybody hears of that
    if (room.admits(person.account.id))
        m_state.tell(without(person.links, asker.peer), RoomInfo{m_state.view(room, person)});
    else
        m_state.tell(without(person.links, asker.peer), RoomGone{room.id});
}

void Rooms::takeOut(RoomState &room, Person &person, qint64 heir)
{
    onLeaving(person, room);
    room.members.erase(person.account.id);
    room.own.erase(person.account.id);
    person.rooms.erase(room.id);
    m_state.tell(room.subscribers, MemberLeft{room.id, person.account.name});
    inherit(room, heir);
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
    return room.lastSeq == room.baseSeq && room.id != LobbyName;
}

void Rooms::end(RoomState &room, const std::function<void(const Status &)> &done)
{
    ++m_ending;
    m_commits.change({room.id, 0, [id = room.id](ServerStore &store) { return store.dropRoom(id); },
                      [this, done, &room](const Status &dropped) {
                          --m_ending;
                          if (dropped.ok())
                              vanish(room);
                          done(dropped);
                      }});
}

// A private room that only they could enter would be there for nobody.
std::vector<ServerStore::Exit> Rooms::exitsOf(const Person &person) const
{
    const qint64 account = person.account.id;
    std::vector<ServerStore::Exit> exits;
    for (const auto &[id, room] : person.rooms) {
        const bool isLast = room->members.size() == 1;
        exits.push_back({id, heirOf(*room, account), isLast && (room->isPrivate || isUnused(*room))});
    }
    for (const auto &[id, room] : m_state.rooms) {
        if (room.keeper == account)
            exits.push_back({id, 0, true});
    }
    return exits;
}

void Rooms::removed(Person &person, const std::vector<ServerStore::Exit> &exits)
{
    for (const ServerStore::Exit &exit : exits) {
        RoomState &room = m_state.rooms.at(exit.room);
        if (exit.ends)
            vanish(room);
        else
            takeOut(room, person, exit.heir);
    }
    for (const QString &id : std::exchange(person.made, {}))
        m_state.rooms.at(id).maker = 0;
    m_invitations.personGoes(person);
}

void Rooms::vanish(RoomState &room)
{
    const QString id = room.id;
    const std::set<PeerId> whoKnows = linksOfThoseWhoMayEnter(room);
    for (const auto &[account, membership] : room.members) {
        Person &member = m_state.people.at(account);
        onLeaving(member, room);
        member.rooms.erase(id);
    }
    m_state.tell(whoKnows, RoomGone{id});
    m_invitations.roomEnds(room);
    if (const auto maker = m_state.people.find(room.maker); maker != m_state.people.end())
        maker->second.made.erase(id);
    countFrom(room.madeFrom, -1);
    m_state.rooms.erase(id);
    m_state.roomLooks.remove(id);
}

} // namespace banter
