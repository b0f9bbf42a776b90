// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "wanted_rooms.h"

#include <algorithm>

namespace banter::cli {
namespace {

/// Another try can have another answer.
bool passes(ErrorCode code)
{
    switch (code) {
    case ErrorCode::RateLimited:
    case ErrorCode::StorageFull:
    case ErrorCode::Unavailable:
    case ErrorCode::TimedOut:
    case ErrorCode::NotConnected:
        return true;
    default:
        return false;
    }
}

} // namespace

std::vector<tell::Command> WantedRooms::want(const QString &room, bool open, Seq since, bool connected)
{
    const Wish &wish = m_rooms[room] = {open, since, false};
    return connected ? entry(room, wish) : std::vector<tell::Command>();
}

std::vector<tell::Command> WantedRooms::connected() const
{
    std::vector<tell::Command> commands;
    for (const auto &[room, wish] : m_rooms) {
        if (!wish.joined) {
            std::ranges::move(entry(room, wish), std::back_inserter(commands));
        }
    }
    return commands;
}

void WantedRooms::note(const Changes &changes)
{
    for (auto &[room, wish] : m_rooms) {
        const auto known = changes.rooms.find(room);
        if (known != changes.rooms.end() && known->second.room.joined) {
            wish.joined = true;
        }
        if (changes.roomsGone.count(room) > 0) {
            wish.joined = false;
        }
    }
}

std::optional<Failed> WantedRooms::takeRefusal(const Changes &changes)
{
    for (const Failed &failed : changes.failures) {
        const auto wish = m_rooms.find(failed.room);
        const bool ofJoin = wish != m_rooms.end() && !wish->second.joined && failed.clientId.isEmpty();
        if (ofJoin && !passes(failed.error.code)) {
            m_rooms.erase(wish);
            return failed;
        }
    }
    return std::nullopt;
}

bool WantedRooms::isAwaited(const QString &room) const
{
    const auto wish = m_rooms.find(room);
    return wish != m_rooms.end() && !wish->second.joined;
}

bool WantedRooms::allJoined() const
{
    return std::ranges::all_of(m_rooms, [](const auto &entry) { return entry.second.joined; });
}

std::vector<tell::Command> WantedRooms::entry(const QString &room, const Wish &wish)
{
    std::vector<tell::Command> commands{tell::JoinRoom{room}};
    if (wish.open) {
        commands.push_back(tell::OpenRoom{room, wish.since});
    }
    return commands;
}

} // namespace banter::cli
