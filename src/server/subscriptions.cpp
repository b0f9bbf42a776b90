// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/subscriptions.h"

#include "server/page_fit.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

/// What a frame has left for messages once the page's own fields are in it.
constexpr qint64 PageBytes = limits::MaxMadeFrameBytes - 1'024;

/// Less than that is no place for changes: two messages might not fit.
constexpr qint64 LeastForChanges = 4 * limits::MaxTextBytes;

/// What there is for messages at least, beside a thousand people: together with them it is less than MaxFrameBytes.
constexpr qint64 PageBytesInACrowd = 4 * limits::MaxTextBytes;

} // namespace

HistoryPage Subscriptions::page(const RoomState &room, std::vector<Message> messages) const
{
    HistoryPage page;
    page.room = room.id;
    page.epoch = m_state.parts.store.epoch();
    page.lastSeq = room.lastSeq;
    page.messages = std::move(messages);
    return page;
}

std::vector<Member> Subscriptions::roster(const RoomState &room) const
{
    std::vector<Member> members;
    members.reserve(room.members.size());
    for (const auto &[account, membership] : room.members)
        members.push_back({m_state.people.at(account).shown, membership.role});
    std::stable_partition(members.begin(), members.end(),
                          [](const Member &member) { return member.presence.status != PresenceStatus::Offline; });
    if (members.size() > limits::MaxMembersListed)
        members.resize(limits::MaxMembersListed);
    return members;
}

void Subscriptions::subscribe(Peer &peer, quint64 request, const Subscribe &body)
{
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    Result<ChangeList> changes = ChangeList();
    if (body.lowest > 0)
        changes = changesFor(*room, {room->id, body.epoch, body.revSince, body.lowest, body.limit});
    if (!changes.ok()) {
        m_state.refuse(peer, request, changes.error());
        return;
    }
    const bool sameHistory = body.epoch == m_state.parts.store.epoch() && !changes.value().reset;
    const Seq since = sameHistory && body.since <= room->lastSeq ? body.since : 0;
    Result<std::vector<Message>> newest = std::vector<Message>();
    if (since < room->lastSeq) {
        const auto wanted = int(std::min<qint64>(room->lastSeq - since, body.limit));
        newest = m_state.parts.store.history(room->id, room->lastSeq + 1, 0, wanted);
    }
    if (!newest.ok()) {
        m_state.refuse(peer, request, newest.error());
        return;
    }
    Subscribed subscribed;
    subscribed.members = roster(*room);
    for (const auto &[user, typing] : room->typing)
        subscribed.typing.push_back(user);
    const qint64 people = wireBytes(subscribed.members) + wireBytes(subscribed.typing);
    fitPage(newest.value(), std::max(PageBytes - people, PageBytesInACrowd), true);
    subscribed.page = page(*room, std::move(newest).value());
    const std::vector<Message> &messages = subscribed.page.messages;
    subscribed.page.reachesStart =
        messages.empty() ? since <= room->baseSeq : messages.front().seq == room->baseSeq + 1;
    subscribed.page.reachesEnd = true;
    subscribed.lastRev = room->lastRev;
    subscribed.changes = std::move(changes).value();
    fit(subscribed.changes, body.revSince, PageBytes - people - wireBytes(messages));
    room->subscribers.insert(peer.id);
    peer.subscriptions[room->id] = room;
    charge(peer, people + wireBytes(messages) + wireBytes(subscribed.changes.messages));
    m_state.answer(peer, request, std::move(subscribed));
}

// How large a page is, is known when it is made.
void Subscriptions::charge(const Peer &peer, qint64 bytes)
{
    peer.person->requests.charge(m_state.now(), double(bytes) / request_cost::BytesMade);
}

Result<ChangeList> Subscriptions::changesFor(const RoomState &room, const FetchChanges &asked) const
{
    ServerStore &store = m_state.parts.store;
    ChangeList changes;
    changes.room = room.id;
    changes.epoch = store.epoch();
    changes.rev = room.lastRev;
    const qint64 behind = room.lastRev - asked.revSince;
    changes.reset = asked.epoch != changes.epoch || behind < 0;
    // A message that changed often counts once: the revs alone tell only who is near enough.
    if (!changes.reset && behind > limits::MaxChangesBehind) {
        const auto count = store.countChanges(room.id, asked.revSince, asked.lowest, limits::MaxChangesBehind + 1);
        if (!count.ok())
            return count.error();
        changes.reset = count.value() > limits::MaxChangesBehind;
    }
    if (changes.reset || behind == 0)
        return changes;
    const auto limit = std::size_t(std::min(asked.limit, limits::MaxPage));
    Result<std::vector<Message>> read = store.changes(room.id, asked.revSince, asked.lowest, int(limit) + 1);
    if (!read.ok())
        return read.error();
    changes.messages = std::move(read).value();
    changes.more = changes.messages.size() > limit;
    if (changes.more)
        changes.messages.resize(limit);
    const qint64 last = changes.messages.empty() ? room.lastRev : changes.messages.back().rev;
    if (!changes.more && last < room.lastRev) { // the others are below, or have too many reactions
        const auto others = store.countChanges(room.id, last, asked.lowest, 1);
        if (!others.ok())
            return others.error();
        changes.more = others.value() > 0;
    }
    if (changes.more)
        changes.rev = last;
    return changes;
}

void Subscriptions::fit(ChangeList &changes, qint64 since, qint64 maxBytes)
{
    const std::size_t all = changes.messages.size();
    // One that is larger is asked for by itself.
    if (maxBytes < LeastForChanges || (all > 0 && wireBytes(changes.messages.front()) > maxBytes))
        changes.messages.clear();
    else
        fitPage(changes.messages, maxBytes, false);
    if (changes.messages.size() == all)
        return;
    changes.more = true;
    changes.rev = changes.messages.empty() ? since : changes.messages.back().rev;
}

void Subscriptions::changes(const Peer &peer, quint64 request, const FetchChanges &body)
{
    const RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    Result<ChangeList> changes = changesFor(*room, body);
    if (!changes.ok()) {
        m_state.refuse(peer, request, changes.error());
        return;
    }
    fit(changes.value(), body.revSince, PageBytes);
    charge(peer, wireBytes(changes.value().messages));
    m_state.answer(peer, request, std::move(changes).value());
}

void Subscriptions::end(Peer &peer, RoomState &room)
{
    if (!peer.subscriptions.contains(room.id))
        return;
    onEnding(peer, room);
    room.subscribers.erase(peer.id);
    peer.subscriptions.erase(room.id);
}

void Subscriptions::unsubscribe(Peer &peer, quint64 request, const Unsubscribe &body)
{
    if (RoomState *room = m_state.room(body.room))
        end(peer, *room);
    m_state.answer(peer, request, Done{});
}

void Subscriptions::history(const Peer &peer, quint64 request, const FetchHistory &body)
{
    const RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    const bool backwards = body.before > 0;
    Result<std::vector<Message>> read =
        m_state.parts.store.history(room->id, body.before, body.after, std::min(body.limit, limits::MaxPage));
    if (!read.ok()) {
        m_state.refuse(peer, request, read.error());
        return;
    }
    fitPage(read.value(), PageBytes, backwards);
    HistoryResult result{page(*room, std::move(read).value())};
    const std::vector<Message> &messages = result.page.messages;
    const bool isEmpty = room->lastSeq == room->baseSeq;
    result.page.reachesStart = messages.empty() ? backwards || isEmpty : messages.front().seq == room->baseSeq + 1;
    result.page.reachesEnd = messages.empty() ? !backwards || isEmpty : messages.back().seq == room->lastSeq;
    charge(peer, wireBytes(messages));
    m_state.answer(peer, request, std::move(result));
}

} // namespace banter
