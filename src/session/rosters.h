// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/events.h"
#include "session/room_directory.h"

#include <map>
#include <set>

namespace banter {

/// Who is in each room: a snapshot with the subscription, then differences. While the link is gone, what was known
/// stays; the views show that it is stale. One thread.
class Rosters final {
public:
    Rosters(RoomDirectory &rooms, Publisher &views);

    /// The snapshot of a room that is subscribed to by now. Gives the differences that came before it, which are to be
    /// taken after it.
    std::vector<heard::Event> take(KnownRoom &room, std::vector<Member> members);
    void on(const heard::MemberJoined &joined);
    void on(const heard::MemberLeft &left);
    /// For the rooms whose snapshot is on its way.
    void on(const heard::PresenceChanged &event);

    /// Differences that came before a snapshot belong to no later one.
    void linkLost(const QString &room);
    /// The room's stream has ended, or the room is gone.
    void forget(const QString &room) { m_rosters.erase(room); }

private:
    struct Roster {
        std::set<QString> members;
        std::vector<heard::Event> early; ///< who came and went before the snapshot did
    };
    void keepEarly(const QString &room, heard::Event event);

    RoomDirectory &m_rooms;
    Publisher &m_views;
    std::map<QString, Roster> m_rosters;
};

} // namespace banter
