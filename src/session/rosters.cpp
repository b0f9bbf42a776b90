// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/rosters.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// More differences than that before a snapshot are no stream but a flood; the snapshot has them anyway.
constexpr std::size_t MaxEarly = 1'000;
/// The longest roster that is kept and shown; a server may have larger rooms, which are counted to the end.
constexpr std::size_t MaxMembers = 10'000;
/// A list of that many may have been cut by the server.
constexpr int MaxListed = 1'000;

} // namespace

Rosters::Rosters(RoomDirectory &rooms, Publisher &views) : m_rooms(rooms), m_views(views) {}

std::vector<heard::Event> Rosters::take(KnownRoom &room, std::vector<Member> members)
{
    const int count = int(members.size());
    room.room.memberCount = count < MaxListed ? count : std::max(room.room.memberCount, count);
    if (members.size() > MaxMembers) {
        // Those who are here are what one looks for.
        std::stable_partition(members.begin(), members.end(), [](const Member &member) {
            const PresenceStatus status = member.presence.status;
            return status != PresenceStatus::Offline && status != PresenceStatus::Unknown;
        });
        members.resize(MaxMembers);
    }
    Roster &roster = m_rosters[room.room.id];
    roster.members.clear();
    for (const Member &member : members)
        roster.members.insert(member.presence.user);
    m_views.log().roster(room.room.id, members);
    return std::exchange(roster.early, {});
}

void Rosters::keepEarly(const QString &room, heard::Event event)
{
    if (std::vector<heard::Event> &early = m_rosters[room].early; early.size() < MaxEarly)
        early.push_back(std::move(event));
}

void Rosters::on(const heard::MemberJoined &joined)
{
    KnownRoom *room = m_rooms.find(joined.room);
    if (!room || !(room->subscribed || room->subscribing))
        return;
    if (!room->subscribed) {
        keepEarly(joined.room, joined);
        return;
    }
    Roster &roster = m_rosters[joined.room];
    const bool isKnown = roster.members.contains(joined.member.presence.user);
    if (!isKnown) {
        ++room->room.memberCount;
        m_rooms.keep(*room);
    }
    if (isKnown || roster.members.size() < MaxMembers) {
        roster.members.insert(joined.member.presence.user);
        m_views.log().member(joined.room, joined.member);
    }
}

void Rosters::on(const heard::MemberLeft &left)
{
    KnownRoom *room = m_rooms.find(left.room);
    if (!room)
        return;
    if (room->subscribing)
        keepEarly(left.room, left);
    Roster &roster = m_rosters[left.room];
    // One of those who are counted only, where there are any.
    const bool isCounted = room->room.memberCount > int(roster.members.size());
    if (roster.members.erase(left.user) > 0 || (isCounted && roster.members.size() >= MaxMembers)) {
        room->room.memberCount = std::max(0, room->room.memberCount - 1);
        m_rooms.keep(*room);
    }
    if (room->subscribed)
        m_views.log().memberGone(left.room, left.user);
}

void Rosters::on(const heard::PresenceChanged &event)
{
    for (const auto &[id, room] : m_rooms) {
        if (room.subscribing)
            keepEarly(id, event);
    }
}

void Rosters::linkLost(const QString &room)
{
    if (const auto roster = m_rosters.find(room); roster != m_rosters.end())
        roster->second.early.clear();
}

} // namespace banter
