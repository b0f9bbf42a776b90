// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/rooms.h"

#include <memory>

// Rooms: how new ones are made, and which old ones end for them.
namespace banter {

using namespace protocol;

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
    const qint64 ownWait = peer.person->newRooms.take(m_state.now());
    if (const qint64 wait = ownWait > 0 ? ownWait : m_fromAddress.take(peer.address, m_state.now()); wait > 0) {
        m_state.refuse(asker, {ErrorCode::RateLimited, QStringLiteral("Too many new rooms. Wait a little."), wait});
        return;
    }
    if (!makesPlace(asker, *peer.person, peer.address))
        return;
    const Making making{name, isPrivate, peer.person->account.id, peer.address, m_state.parts.clock.wallMs()};
    const auto base = std::make_shared<RoomBase>();
    ++m_making;
    m_state.roomLooks.add(name);
    ++peer.person->entering;
    ++peer.person->making;
    countFrom(making.from, 1);
    m_commits.change({name, making.maker,
                      [=](ServerStore &store) {
                          const Result<RoomBase> added =
                              store.addRoom(name, isPrivate, making.maker, making.from, making.at);
                          *base = added.ok() ? added.value() : RoomBase{};
                          return added.ok() ? success() : Status(added.error());
                      },
                      [=, this](const Status &added) {
                          Person &maker = m_state.people.at(making.maker);
                          --m_making;
                          --maker.entering;
                          --maker.making;
                          if (added.ok()) {
                              made(asker, making, *base);
                              return;
                          }
                          m_state.roomLooks.remove(name);
                          countFrom(making.from, -1);
                          m_state.refuse(asker, added.error());
                      }});
}

void Rooms::made(Asker asker, const Making &making, RoomBase base)
{
    Person &person = m_state.people.at(making.maker);
    RoomState &room = m_state.rooms[making.name];
    room.id = making.name;
    room.isPrivate = making.isPrivate;
    room.maker = making.maker;
    room.madeFrom = making.from;
    room.baseSeq = room.lastSeq = room.takenSeq = base.seq;
    room.lastRev = room.takenRev = base.rev;
    room.members[making.maker] = {Role::Owner, base.seq, making.at};
    person.rooms[room.id] = &room;
    person.made.insert(room.id);
    const RoomInfo info{m_state.view(room, person)};
    m_state.answer(asker, info);
    std::set<PeerId> elsewhere = person.links;
    elsewhere.erase(asker.peer);
    m_state.tell(elsewhere, info);
    // The others all see the same, so that it is encoded once.
    std::set<PeerId> others = linksOfThoseWhoMayEnter(room);
    for (const PeerId own : person.links)
        others.erase(own);
    Room seen = info.room;
    seen.joined = false;
    m_state.tell(others, RoomInfo{std::move(seen)});
}

// Where somebody has made as many rooms as one may, or an address has, or the server has as many as it can, an empty
// one ends for the new one: the one in which the least was said.
bool Rooms::makesPlace(Asker asker, const Person &maker, const QString &from)
{
    const bool madeAll = int(maker.made.size()) + maker.making >= limits::MaxRoomsPerAccount;
    const auto there = m_state.roomsFrom.find(from);
    const bool fromAll = there != m_state.roomsFrom.end() && there->second >= MaxRoomsPerAddress;
    if (!madeAll && !fromAll && m_state.rooms.size() + m_making - m_ending < MaxRooms)
        return true;
    RoomState *least = leastOf([&](const RoomState &room) {
        return (!madeAll || room.maker == maker.account.id) && (!fromAll || room.madeFrom == from);
    });
    if (least) {
        end(*least, [](const Status &) {});
        return true;
    }
    const QString sentence =
        madeAll   ? QStringLiteral("Nobody can have made more than %1 rooms.").arg(limits::MaxRoomsPerAccount)
        : fromAll ? QStringLiteral("Too many rooms were made from there.")
                  : QStringLiteral("The server has as many rooms as it can.");
    m_state.refuse(asker, {ErrorCode::TooLarge, sentence});
    return false;
}

// Nobody may be about to enter it.
RoomState *Rooms::leastOf(const std::function<bool(const RoomState &)> &counts)
{
    RoomState *least = nullptr;
    for (auto &[id, room] : m_state.rooms) {
        const bool mayEnd = room.members.empty() && id != LobbyName && counts(room) && !m_commits.isChanging(id);
        if (mayEnd && (!least || room.lastSeq - room.baseSeq < least->lastSeq - least->baseSeq))
            least = &room;
    }
    return least;
}

void Rooms::countFrom(const QString &address, int more)
{
    if (address.isEmpty())
        return;
    const auto there = m_state.roomsFrom.try_emplace(address, 0).first;
    there->second += more;
    if (there->second <= 0)
        m_state.roomsFrom.erase(there);
}

} // namespace banter
