// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub_state.h"

#include "core/mentions.h"
#include "core/text.h"
#include "server/link_limits.h"

#include <algorithm>
#include <iterator>

namespace banter {

using namespace protocol;

// The client saw the link open later than the server: while the answer was on its way, and its machine may have slept.
// It was not later than by all the time that the opening took there, nor than what was said so long after it is here;
// of all that was said the quickest tells most.
void Peer::compareClocks(const SetPresence &said, MonoMs now)
{
    if (said.opening == 0)
        return;
    const MonoMs latest = std::max(openedAt, std::min(openedAt + said.opening, now - said.told));
    openedThere = std::min(openedThere.value_or(latest), latest);
}

Status HubState::load()
{
    const Result<std::vector<Account>> accounts = parts.store.accounts();
    if (!accounts.ok())
        return accounts.error();
    for (const Account &account : accounts.value()) {
        if (account.removed) {
            m_retired.insert(account.key);
            userLooks.add(account.name);
        } else {
            adopt(account);
        }
    }
    const Result<std::vector<StoredServerRoom>> stored = parts.store.rooms();
    if (!stored.ok())
        return stored.error();
    for (const StoredServerRoom &row : stored.value()) {
        RoomState &room = rooms[row.id];
        room.id = row.id;
        roomLooks.add(row.id);
        room.isPrivate = row.isPrivate;
        room.lastSeq = row.lastSeq;
        room.takenSeq = row.lastSeq;
        room.lastRev = room.takenRev = row.lastRev;
        room.keeper = row.keeper;
        room.maker = row.maker;
        room.baseSeq = row.baseSeq;
        room.madeFrom = row.madeFrom;
        if (!row.madeFrom.isEmpty())
            ++roomsFrom[row.madeFrom];
        room.members = row.members;
        room.own = row.own;
        room.namings = row.namings;
        room.invitations = row.invitations;
        for (const auto &[account, invitation] : row.invitations) {
            if (!invitation.isOpen()) {
                if (invitation.by == account)
                    people.at(account).left[row.id] = &room;
                continue;
            }
            people.at(account).invitations[row.id] = &room;
            ++people.at(invitation.by).asking;
        }
        for (const auto &[account, membership] : row.members)
            people.at(account).rooms[row.id] = &room;
        if (const auto maker = people.find(row.maker); maker != people.end())
            maker->second.made.insert(row.id);
    }
    const Result<std::vector<Refusals>> refusals = parts.store.refusals();
    if (!refusals.ok())
        return refusals.error();
    for (const Refusals &one : refusals.value())
        people.at(one.account).refused[one.sender] = one.times;
    return success();
}

Peer *HubState::peer(PeerId id)
{
    const auto found = peers.find(id);
    return found == peers.end() ? nullptr : &found->second;
}

RoomState *HubState::room(const QString &id)
{
    const auto found = rooms.find(id);
    return found == rooms.end() ? nullptr : &found->second;
}

const RoomState *HubState::room(const QString &id) const
{
    const auto found = rooms.find(id);
    return found == rooms.end() ? nullptr : &found->second;
}

Person *HubState::person(const QString &key)
{
    const auto found = m_byKey.find(key);
    return found == m_byKey.end() ? nullptr : found->second;
}

Person &HubState::adopt(const Account &account)
{
    Person &person = people[account.id];
    person.account = account;
    person.shown = {account.name, PresenceStatus::Offline, account.own.text, account.lastSeen};
    person.sends = TokenBucket(rate.perSecond, rate.burst);
    person.bytes = TokenBucket(rate.perSecond > 0 ? link_limits::BytesPerSecond : 0, link_limits::BytesBurst);
    m_byKey[account.key] = &person;
    userLooks.add(account.name);
    return person;
}

void HubState::retire(Person &person)
{
    m_retired.insert(person.account.key);
    m_byKey.erase(person.account.key);
    people.erase(person.account.id);
}

void HubState::release(Person &person)
{
    userLooks.remove(person.account.name);
    m_byKey.erase(person.account.key);
    people.erase(person.account.id);
}

// Also what is refused for its rate was looked for on the disk: twenty times that rate may be tried.
qint64 HubState::waitToSay(Person &person)
{
    if (rate.perSecond <= 0)
        return 0;
    return person.requests.take(now(), std::min(1.0, limits::DefaultRatePerSecond / rate.perSecond));
}

RoomState *HubState::memberRoom(const Peer &peer, quint64 request, const QString &id)
{
    RoomState *found = room(id);
    if (found && found->members.contains(peer.person->account.id))
        return found;
    // A private room's existence is nobody else's business.
    if (!found || found->isPrivate)
        refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("There is no room of that name.")});
    else
        refuse(peer, request, {ErrorCode::Forbidden, QStringLiteral("Join the room first.")});
    return nullptr;
}

Room HubState::view(const RoomState &room, const Person &person) const
{
    Room view;
    view.id = room.id;
    view.isPrivate = room.isPrivate;
    view.memberCount = int(room.members.size());
    view.lastSeq = room.lastSeq;
    view.lastRev = room.lastRev;
    const auto member = room.members.find(person.account.id);
    view.joined = member != room.members.end();
    view.readSeq = view.joined ? member->second.readSeq : room.lastSeq;
    const auto own = room.own.find(person.account.id);
    if (room.invites(person.account.id))
        view.invitedBy = people.at(room.invitations.at(person.account.id).by).account.name;
    view.own = view.joined && own != room.own.end() ? Seq(own->second.size()) : 0;
    view.mentions = unreadMentions(room, person);
    return view;
}

int HubState::unreadMentions(const RoomState &room, const Person &person)
{
    const auto member = room.members.find(person.account.id);
    if (member == room.members.end() || room.namings.empty())
        return 0;
    return int(
        std::count_if(room.namings.upper_bound(member->second.readSeq), room.namings.end(), [&](const auto &one) {
            return one.second.sender != person.account.id && isMeant(one.second.mentions, person.account.name);
        }));
}

void HubState::noteMentions(RoomState &room, Seq seq, qint64 sender, const Mentions &mentions)
{
    const auto before = room.namings.find(seq);
    if (before != room.namings.end()) {
        noteNamed(room, before->second.mentions);
        room.namings.erase(before);
    }
    if (mentions.isEmpty())
        return;
    noteNamed(room, mentions);
    room.namings[seq] = {sender, mentions};
    if (room.namings.size() > MaxNamings)
        room.namings.erase(room.namings.begin());
}

Mentions HubState::membersAmong(const RoomState &room, const Mentions &mentions)
{
    Mentions members{{}, mentions.room};
    for (const QString &user : mentions.users) {
        const Person *named = person(nameKey(user));
        if (named && room.members.contains(named->account.id))
            members.users.append(named->account.name);
    }
    return inOrder(std::move(members));
}

void HubState::noteNamed(RoomState &room, const Mentions &mentions)
{
    if (mentions.room) {
        for (const auto &[account, membership] : room.members)
            room.namedSince.insert(account);
        return;
    }
    for (const QString &user : mentions.users) {
        const Person *named = person(nameKey(user));
        if (named && room.members.contains(named->account.id))
            room.namedSince.insert(named->account.id);
    }
}

void HubState::noteOwn(RoomState &room, qint64 account, Seq seq)
{
    const auto member = room.members.find(account);
    if (member == room.members.end() || seq <= member->second.readSeq)
        return;
    std::set<Seq> &own = room.own[account];
    if (own.size() < MaxOwnUnread)
        own.insert(seq);
}

void HubState::noteDeleted(RoomState &room, Seq seq)
{
    for (const auto &[account, membership] : room.members)
        noteOwn(room, account, seq);
}

void HubState::noteRead(RoomState &room, qint64 account, Seq seq)
{
    Seq &read = room.members.at(account).readSeq;
    read = std::max(read, seq);
    const auto own = room.own.find(account);
    if (own == room.own.end())
        return;
    own->second.erase(own->second.begin(), own->second.upper_bound(read));
    if (own->second.empty())
        room.own.erase(own);
}

void HubState::answer(const Peer &peer, quint64 request, ServerBody body)
{
    if (request != 0)
        parts.sink.send(peer.id, std::make_shared<const SharedItem>(ServerItem{request, std::move(body)}));
}

void HubState::refuse(const Peer &peer, quint64 request, const Error &error)
{
    answer(peer, request, Failure{error});
}

void HubState::answer(Asker asker, ServerBody body)
{
    if (const Peer *waiting = peer(asker.peer))
        answer(*waiting, asker.request, std::move(body));
}

void HubState::refuse(Asker asker, const Error &error)
{
    answer(asker, Failure{error});
}

void HubState::complain(const Peer &peer, quint64 request, const Error &error)
{
    parts.sink.send(peer.id, std::make_shared<const SharedItem>(ServerItem{request, Failure{error}}));
}

void HubState::tell(const std::set<PeerId> &receivers, ServerBody body)
{
    if (receivers.empty())
        return;
    const auto item = std::make_shared<const SharedItem>(ServerItem{0, std::move(body)});
    for (const PeerId receiver : receivers)
        parts.sink.send(receiver, item);
}

void HubState::tellOthers(const RoomState &room, const Person &person, ServerBody body)
{
    std::set<PeerId> others;
    std::set_difference(room.subscribers.begin(), room.subscribers.end(), person.links.begin(), person.links.end(),
                        std::inserter(others, others.end()));
    tell(others, std::move(body));
}

void HubState::close(Peer &peer, int code, const QString &reason)
{
    peer.closing = true;
    parts.sink.close(peer.id, code, reason);
}

void HubState::drop(Peer &peer)
{
    peer.closing = true;
    parts.sink.drop(peer.id);
}

const Status &HubState::noteWrite(const Status &status)
{
    const bool wasInTrouble = std::exchange(m_inTrouble, !status.ok());
    if (wasInTrouble != m_inTrouble && onTrouble)
        onTrouble(status.ok() ? QString() : status.error().message);
    return status;
}

} // namespace banter
