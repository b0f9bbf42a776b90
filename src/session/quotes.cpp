// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/quotes.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// Enough to hide the round trips, few enough not to delay what a person asks for.
constexpr std::size_t AtOnce = 3;

} // namespace

Quotes::Quotes(ClientStore &store, Disk &disk, RoomDirectory &rooms, Requests &requests, HistoryPacer &pacer,
               Publisher &views, const ServerState &server)
    : m_store(store), m_disk(disk), m_directory(rooms), m_requests(requests), m_pacer(pacer), m_views(views),
      m_server(server)
{}

void Quotes::complete(Changes &changes)
{
    std::map<std::pair<QString, QString>, Seq> missing; // one's own answer may come without the place, and then with it
    bool isFlushed = false;
    for (const ShownMessage &shown : changes.messages) {
        const RepliedMessage &replied = shown.message.replyTo;
        const std::pair key(shown.message.room, replied.id);
        const auto known = missing.find(key);
        if (replied.id.isEmpty() || changes.quoted.contains(key) ||
            (known != missing.end() && known->second >= replied.seq))
            continue;
        if (!std::exchange(isFlushed, true))
            m_disk.flush(); // what came a moment ago is there, too
        const auto held = m_store.message(key.first, key.second);
        if (held.ok() && held.value()) {
            changes.quoted.emplace(key, *held.value());
            continue;
        }
        missing.insert_or_assign(key, replied.seq);
        want(key.first, replied);
    }
    if (!missing.empty())
        askNext();
}

void Quotes::want(const QString &id, const RepliedMessage &replied)
{
    if (replied.seq <= 0 || !m_directory.find(id))
        return;
    InRoom &room = m_rooms[id];
    const bool waits = std::any_of(room.waiting.begin(), room.waiting.end(),
                                   [&](const Wanted &one) { return one.seq == replied.seq; });
    if (waits || room.asked.contains(replied.seq))
        return;
    room.waiting.push_back({replied.seq, replied.id});
    if (room.waiting.size() > MaxWaiting)
        room.waiting.pop_front();
}

void Quotes::askNext()
{
    const Capabilities &can = m_server.capabilities;
    if (!m_server.ready || !can.replies || !can.history || !can.counts || m_pacer.isWaiting())
        return;
    for (auto &[id, room] : m_rooms)
        askIn(id, room);
}

// Only where the stream is open: it tells of each change of one that comes, however the answer and other requests
// cross.
void Quotes::askIn(const QString &id, InRoom &room)
{
    const KnownRoom *known = m_directory.find(id);
    while (known && known->subscribed && !room.waiting.empty() && room.asked.size() < MaxAsked && underway() < AtOnce) {
        const Wanted wanted = std::move(room.waiting.back());
        room.waiting.pop_back();
        const auto held = m_store.message(id, wanted.id); // by now
        if (held.ok() && held.value()) {
            m_views.raw().quoted.insert_or_assign({id, wanted.id}, *held.value());
            continue;
        }
        room.asked.insert(wanted.seq);
        room.underway.emplace(wanted.seq, wanted.id);
        m_requests.ask({Asked::What::Quoted, id, {}, 0, wanted.seq, 1}, ask::FetchHistory{id, {wanted.seq}, false, 1});
    }
}

std::size_t Quotes::underway() const
{
    std::size_t count = 0;
    for (const auto &[id, room] : m_rooms)
        count += room.underway.size();
    return count;
}

void Quotes::fetched(const Asked &asked, const HistoryPage &page)
{
    const auto room = m_rooms.find(asked.room);
    if (room == m_rooms.end() || room->second.underway.erase(asked.place) == 0)
        return;
    for (const Message &message : page.messages) {
        if (message.seq == asked.place)
            m_views.raw().quoted.insert_or_assign({asked.room, message.id}, message);
    }
    askNext();
}

void Quotes::refused(const Asked &asked)
{
    if (const auto room = m_rooms.find(asked.room); room != m_rooms.end())
        room->second.refused.insert(room->second.underway.extract(asked.place));
    askNext();
}

// What did not come is asked for on the next link.
void Quotes::linkLost()
{
    for (auto &[id, room] : m_rooms) {
        room.refused.merge(room.underway);
        for (const auto &[seq, message] : room.refused)
            room.waiting.push_back({seq, message});
        while (room.waiting.size() > MaxWaiting)
            room.waiting.pop_front();
        room.underway.clear();
        room.refused.clear();
        room.asked.clear();
    }
}

} // namespace banter
