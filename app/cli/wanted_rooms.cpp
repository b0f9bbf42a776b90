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

std::vector<WantedRooms::Entered> WantedRooms::note(const Changes &changes)
{
    std::vector<Entered> entered;
    for (auto &[room, joined] : m_joined) {
        const auto known = changes.rooms.find(room);
        if (known == changes.rooms.end()) {
            continue;
        }
        const Room &now = known->second.room;
        if (now.joined && !joined) {
            entered.push_back({room, now.lastSeq});
        }
        joined = now.joined;
    }
    return entered;
}

std::optional<Failed> WantedRooms::takeRefusal(const Changes &changes)
{
    for (const Failed &failed : changes.failures) {
        const auto wish = m_joined.find(failed.room);
        const bool ofJoin = wish != m_joined.end() && !wish->second && failed.clientId.isEmpty();
        if (ofJoin && !passes(failed.error.code)) {
            m_joined.erase(wish);
            return failed;
        }
    }
    return std::nullopt;
}

bool WantedRooms::allJoined() const
{
    return std::ranges::all_of(m_joined, [](const auto &wish) { return wish.second; });
}

} // namespace banter::cli
