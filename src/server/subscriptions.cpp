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
    const bool sameHistory = body.epoch == m_state.parts.store.epoch();
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
    room->subscribers.insert(peer.id);
    peer.subscriptions[room->id] = room;
    m_state.answer(peer, request, std::move(subscribed));
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
    m_state.answer(peer, request, std::move(result));
}

} // namespace banter
