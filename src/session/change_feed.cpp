// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/change_feed.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace banter {
namespace {

/// Of the rooms that nobody looks at: enough to hide the round trips, few enough not to delay what a person asks for.
constexpr int AtOnce = 3;

/// A reaction that is told before what was missed says nothing of the rest of the message. Whoever edited it then would
/// be taken for having seen all of it.
Amendment beforeOthers(Amendment change)
{
    change.early = change.reacted.has_value();
    return change;
}

} // namespace

ChangeFeed::ChangeFeed(RoomDirectory &rooms, Requests &requests, HistoryPacer &pacer, const ServerState &server,
                       Port &port)
    : m_rooms(rooms), m_requests(requests), m_pacer(pacer), m_server(server), m_port(port)
{}

qint64 ChangeFeed::held(const QString &room) const
{
    const auto found = m_feeds.find(room);
    return found == m_feeds.end() ? 0 : found->second.held;
}

// ---- what is told ----

void ChangeFeed::askWith(KnownRoom &room, ask::Subscribe &subscribe)
{
    if (!m_server.capabilities.changes)
        return;
    Feed &feed = m_feeds[room.room.id];
    subscribe.revSince = feed.held;
    subscribe.lowest = m_port.lowestOf(room);
    feed.doubted = false;
}

void ChangeFeed::opening(KnownRoom &room, const heard::Subscribed &subscribed)
{
    if (subscribed.changes && subscribed.changes->reset)
        m_port.forgetHeld(room);
}

void ChangeFeed::opened(KnownRoom &room, const heard::Subscribed &subscribed, Seq lowestAsked)
{
    if (!m_server.capabilities.changes)
        return;
    Feed &feed = m_feeds[room.room.id];
    feed.asking = false; // what an answer to that still brings is a part of this
    room.room.lastRev = subscribed.lastRev;
    if (subscribed.changes && !subscribed.changes->reset) {
        heard::ChangePage page = *subscribed.changes;
        take(room, page);
    } else if (subscribed.changes || lowestAsked == 0) { // all that is held now came with the page
        feed.jumped = false;
        advance(feed, subscribed.lastRev);
        m_port.amend(room, {}, feed.held);
    }
    catchUp(room);
}

void ChangeFeed::on(const heard::MessageChanged &event)
{
    KnownRoom *room = m_rooms.find(event.change.room);
    if (!room)
        return;
    Feed &feed = m_feeds[room->room.id];
    const qint64 rev = event.change.rev;
    // One's own change comes twice: as the answer to its request, and as news of the room.
    if (m_server.capabilities.changes && !feed.asking && rev <= feed.held)
        return;
    room->room.lastRev = std::max(room->room.lastRev, rev);
    // While what was missed is on its way the count waits for it. Who holds nothing misses nothing.
    const bool follows = rev == feed.held + 1 || (rev > feed.held && m_port.lowestOf(*room) == 0);
    const bool isInOrder = follows && !feed.asking && !feed.jumped;
    if (isInOrder)
        advance(feed, rev);
    else if (!follows && rev > feed.held)
        feed.jumped = true;
    m_port.amend(*room, {isInOrder ? event.change : beforeOthers(event.change)}, feed.held);
    catchUp(*room);
}

void ChangeFeed::onPart(const Amendment &change)
{
    KnownRoom *room = m_rooms.find(change.room);
    if (!room)
        return;
    Feed &feed = m_feeds[room->room.id];
    if (m_server.capabilities.changes && change.rev <= feed.held)
        return; // all of it is known
    room->room.lastRev = std::max(room->room.lastRev, change.rev);
    feed.jumped = true;
    m_port.amend(*room, {beforeOthers(change)}, feed.held);
    catchUp(*room);
}

void ChangeFeed::take(KnownRoom &room, heard::ChangePage &page)
{
    Feed &feed = m_feeds[room.room.id];
    std::vector<Amendment> changes;
    std::transform(page.messages.begin(), page.messages.end(), std::back_inserter(changes), wholeOf);
    advance(feed, page.rev);
    m_port.amend(room, std::move(changes), feed.held);
    // All that was told before this answer is a part of it; a newest change of which it knows nothing is none.
    feed.jumped = feed.jumped && page.more;
    if (!page.more && !feed.doubted)
        room.room.lastRev = page.rev;
    else
        room.room.lastRev = std::max(room.room.lastRev, feed.held + 1);
}

// ---- what was missed ----

void ChangeFeed::on(const Asked &asked, heard::ChangePage page)
{
    KnownRoom *room = m_rooms.find(asked.room);
    const auto found = m_feeds.find(asked.room);
    if (!room || found == m_feeds.end() || !std::exchange(found->second.asking, false))
        return;
    const qint64 before = found->second.held;
    if (page.reset) {
        m_port.forgetHeld(*room);
        m_feeds[asked.room].jumped = false;
        advance(m_feeds[asked.room], page.rev);
        m_port.amend(*room, {}, held(asked.room));
        m_port.subscribeAgain(*room);
    } else {
        take(*room, page);
        if (page.more && page.rev <= before) // it would be asked for the same for ever
            m_pacer.later({ErrorCode::Unavailable, QStringLiteral("The server told nothing of what changed.")});
    }
    catchUp();
}

void ChangeFeed::refused(const Asked &asked, const Error &error)
{
    const auto found = m_feeds.find(asked.room);
    if (found == m_feeds.end())
        return;
    found->second.asking = false;
    KnownRoom *room = m_rooms.find(asked.room);
    if (room && (error.code == ErrorCode::Forbidden || error.code == ErrorCode::NotFound))
        room->room.lastRev = found->second.held; // nothing of the room is this account's to know
    else
        m_pacer.later(error);
}

bool ChangeFeed::mayBeStale(const Message &acknowledged)
{
    KnownRoom *room = m_rooms.find(acknowledged.room);
    return room && m_server.capabilities.changes && room->room.lastRev > 0 && acknowledged.seq <= room->room.lastSeq &&
           !m_port.holds(*room, acknowledged.seq);
}

void ChangeFeed::doubt(const QString &id)
{
    KnownRoom *room = m_rooms.find(id);
    if (!room)
        return;
    Feed &feed = m_feeds[id];
    feed.held = 0;
    feed.doubted = feed.asking || room->subscribing;
    m_port.amend(*room, {}, 0);
    catchUp(*room);
}

void ChangeFeed::changedTo(const QString &id, qint64 rev)
{
    KnownRoom *room = m_rooms.find(id);
    if (!room)
        return;
    room->room.lastRev = std::max(room->room.lastRev, rev);
    catchUp(*room);
}

void ChangeFeed::holdsMore(const QString &id)
{
    if (KnownRoom *room = m_rooms.find(id))
        catchUp(*room);
}

bool ChangeFeed::isStale(const KnownRoom &room) const
{
    return room.room.joined && room.room.lastRev > held(room.room.id);
}

void ChangeFeed::catchUp()
{
    if (!m_server.signedIn || !m_server.capabilities.changes)
        return;
    for (auto &[id, room] : m_rooms) {
        if (room.subscribed)
            catchUp(room);
    }
    for (auto &[id, room] : m_rooms) {
        if (!isStale(room))
            continue;
        if (asking() >= AtOnce)
            return;
        catchUp(room);
    }
}

void ChangeFeed::catchUp(KnownRoom &room)
{
    // What a stream begins with, its answer brings.
    const bool mayAsk = m_server.signedIn && m_server.capabilities.changes && isStale(room) && !room.subscribing &&
                        (room.subscribed || (m_server.ready && asking() < AtOnce)) && !m_pacer.isWaiting();
    Feed &feed = m_feeds[room.room.id];
    if (!mayAsk || feed.asking)
        return;
    const Seq lowest = m_port.lowestOf(room);
    if (lowest == 0)
        return;
    feed.asking = true;
    feed.doubted = false;
    const int limit = m_server.capabilities.maxPage;
    m_requests.ask({Asked::What::Changes, room.room.id, {}, 0, lowest, limit},
                   ask::FetchChanges{room.room.id, m_server.epoch, feed.held, lowest, limit});
}

int ChangeFeed::asking() const
{
    return int(std::count_if(m_feeds.begin(), m_feeds.end(), [](const auto &entry) { return entry.second.asking; }));
}

void ChangeFeed::linkLost()
{
    for (auto &[id, feed] : m_feeds)
        feed.asking = feed.doubted = false;
}

} // namespace banter
