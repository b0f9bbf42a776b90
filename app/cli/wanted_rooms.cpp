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

void WantedRooms::forget(const QString &room)
{
    if (auto wish = m_wishes.extract(room)) {
        m_left.insert_or_assign(room, wish.mapped());
    }
}

void WantedRooms::stay(const QString &room)
{
    if (auto wish = m_left.extract(room)) {
        m_wishes.insert(std::move(wish)); // unless it was wished for anew
    }
}

std::vector<QString> WantedRooms::note(const Changes &changes)
{
    std::vector<QString> entered;
    for (auto &[room, wish] : m_wishes) {
        const auto known = changes.rooms.find(room);
        const bool told = known != changes.rooms.end();
        const bool out = changes.roomsGone.contains(room) || (told && !known->second.room.joined);
        if (out && wish == Wish::Joined) {
            wish = Wish::Gone;
        }
        if (told && known->second.room.joined && wish != Wish::Joined) {
            wish = Wish::Joined;
            entered.push_back(room);
        }
    }
    return entered;
}

std::optional<Failed> WantedRooms::takeRefusal(const Changes &changes)
{
    for (const Failed &failed : changes.failures) {
        const auto wish = m_wishes.find(failed.room);
        const bool ofJoin = wish != m_wishes.end() && wish->second == Wish::Asked && failed.clientId.isEmpty();
        if (ofJoin && failed.error.code != ErrorCode::Unsent && !passes(failed.error.code)) {
            m_wishes.erase(wish);
            return failed;
        }
    }
    return std::nullopt;
}

bool WantedRooms::allJoined() const
{
    return std::none_of(m_wishes.begin(), m_wishes.end(), [](const auto &wish) { return wish.second == Wish::Asked; });
}

} // namespace banter::cli
