// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/activity.h"

#include <algorithm>
#include <iterator>

namespace banter {

using namespace protocol;

void ActivityFeed::said(RoomState &room)
{
    room.saidSince = true;
    note(room);
}

void ActivityFeed::note(RoomState &room)
{
    if (room.activityAt + IntervalMs <= m_state.now()) {
        tell(room);
        return;
    }
    m_due.insert(room.id);
    if (m_timer == 0)
        m_timer = m_state.parts.scheduler.after(room.activityAt + IntervalMs - m_state.now(), [this] { tellDue(); });
}

void ActivityFeed::tellDue()
{
    m_timer = 0;
    for (const QString &id : std::exchange(m_due, {})) {
        if (RoomState *room = m_state.room(id))
            note(*room); // tells it, or waits on
    }
}

void ActivityFeed::tell(RoomState &room)
{
    room.activityAt = m_state.now();
    const bool said = std::exchange(room.saidSince, false);
    const std::set<qint64> named = std::exchange(room.namedSince, {});
    std::set<PeerId> receivers;
    for (const auto &[account, membership] : room.members) {
        const Person &person = m_state.people.at(account);
        if (named.contains(account)) { // also where the room is looked at: only this counts whom it means
            if (!person.links.empty())
                m_state.tell(person.links, RoomInfo{m_state.view(room, person)});
            continue;
        }
        std::set<PeerId> elsewhere;
        std::set_difference(person.links.begin(), person.links.end(), room.subscribers.begin(), room.subscribers.end(),
                            std::inserter(elsewhere, elsewhere.end()));
        if (!said)
            std::erase_if(elsewhere, [this](PeerId id) { return !m_state.peers.at(id).hearsChanges; });
        // What somebody said on another device is not unread here.
        if (room.own.contains(account))
            m_state.tell(elsewhere, RoomInfo{m_state.view(room, person)});
        else
            receivers.merge(elsewhere);
    }
    m_state.tell(receivers, Activity{room.id, room.lastSeq, room.lastRev});
}

} // namespace banter
