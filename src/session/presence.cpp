// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

// Who is there: a snapshot, then differences. While the link is gone, what was known stays; the views show that it is
// stale.
namespace banter {
namespace {

/// More differences than that before a snapshot are no stream but a flood; the snapshot has them anyway.
constexpr std::size_t MaxEarly = 1'000;
/// The longest roster that is kept and shown; a server may have larger rooms, which are counted to the end.
constexpr std::size_t MaxMembers = 10'000;
constexpr int MaxListed = 1'000;

} // namespace

void Session::Impl::takeRoster(KnownRoom &room, std::vector<Member> members)
{
    const int count = int(members.size()); // a very long list may have been cut
    room.room.memberCount = count < MaxListed ? count : std::max(room.room.memberCount, count);
    if (members.size() > MaxMembers) {
        // Those who are here are what one looks for.
        std::stable_partition(members.begin(), members.end(), [](const Member &member) {
            const PresenceStatus status = member.presence.status;
            return status != PresenceStatus::Offline && status != PresenceStatus::Unknown;
        });
        members.resize(MaxMembers);
    }
    room.members.clear();
    for (const Member &member : members) {
        room.members.insert(member.presence.user);
        m_presence.seen(member.presence);
    }
    m_views.log().roster(room.room.id, members);
    for (const heard::Event &event : std::exchange(room.early, {})) {
        if (const auto *joined = std::get_if<heard::MemberJoined>(&event))
            on(*joined);
        else if (const auto *left = std::get_if<heard::MemberLeft>(&event))
            on(*left);
        else if (const auto *presence = std::get_if<heard::PresenceChanged>(&event))
            on(*presence);
    }
}

void Session::Impl::on(const heard::MemberJoined &joined)
{
    KnownRoom *room = find(joined.room);
    if (!room || !(room->subscribed || room->subscribing))
        return;
    if (!room->subscribed) {
        if (room->early.size() < MaxEarly)
            room->early.emplace_back(joined);
        return;
    }
    const bool isKnown = room->members.contains(joined.member.presence.user);
    if (!isKnown) {
        ++room->room.memberCount;
        keepRoom(*room);
    }
    if (isKnown || room->members.size() < MaxMembers) {
        room->members.insert(joined.member.presence.user);
        m_views.log().member(joined.room, joined.member);
    }
}

void Session::Impl::on(const heard::MemberLeft &left)
{
    KnownRoom *room = find(left.room);
    if (!room)
        return;
    if (room->subscribing && room->early.size() < MaxEarly)
        room->early.emplace_back(left);
    m_ephemeral.left(left.room, left.user);
    // One of those who are counted only, where there are any.
    const bool isCounted = room->room.memberCount > int(room->members.size());
    if (room->members.erase(left.user) > 0 || (isCounted && room->members.size() >= MaxMembers)) {
        room->room.memberCount = std::max(0, room->room.memberCount - 1);
        keepRoom(*room);
    }
    if (room->subscribed)
        m_views.log().memberGone(left.room, left.user);
}

void Session::Impl::on(const heard::PresenceChanged &event)
{
    const Presence &presence = event.presence;
    m_views.raw().presence[presence.user] = presence;
    m_presence.seen(presence);
    for (auto &[id, room] : m_rooms) {
        if (room.subscribing && room.early.size() < MaxEarly)
            room.early.emplace_back(event);
    }
    if (presence.status == PresenceStatus::Offline)
        m_ephemeral.leftAll(presence.user);
}

} // namespace banter
