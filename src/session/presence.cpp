// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/received_text.h"
#include "core/text.h"

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
constexpr qint64 MaxStatusChars = 120;

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
    for (const Member &member : members)
        room.members.insert(member.presence.user);
    m_log.roster(room.room.id, members);
    for (const heard::Event &event : std::exchange(room.early, {})) {
        if (const auto *joined = std::get_if<heard::MemberJoined>(&event))
            on(*joined);
        else if (const auto *left = std::get_if<heard::MemberLeft>(&event))
            on(*left);
        else if (const auto *presence = std::get_if<heard::PresenceChanged>(&event))
            on(*presence);
    }
    changed();
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
        m_log.member(joined.room, joined.member);
    }
    changed();
}

void Session::Impl::on(const heard::MemberLeft &left)
{
    KnownRoom *room = find(left.room);
    if (!room)
        return;
    if (room->subscribing && room->early.size() < MaxEarly)
        room->early.emplace_back(left);
    stopsTyping(*room, left.user);
    if (room->cursors.erase(left.user) > 0)
        m_log.cursorGone(left.room, left.user);
    // One of those who are counted only, where there are any.
    const bool isCounted = room->room.memberCount > int(room->members.size());
    if (room->members.erase(left.user) > 0 || (isCounted && room->members.size() >= MaxMembers)) {
        room->room.memberCount = std::max(0, room->room.memberCount - 1);
        keepRoom(*room);
    }
    if (room->subscribed)
        m_log.memberGone(left.room, left.user);
    changed();
}

void Session::Impl::on(const heard::PresenceChanged &event)
{
    const Presence &presence = event.presence;
    m_log.raw().presence[presence.user] = presence;
    for (auto &[id, room] : m_rooms) {
        if (room.subscribing && room.early.size() < MaxEarly)
            room.early.emplace_back(event);
        if (presence.status != PresenceStatus::Offline)
            continue;
        stopsTyping(room, presence.user);
        if (room.cursors.erase(presence.user) > 0)
            m_log.cursorGone(id, presence.user);
    }
    changed();
}

// ---- one's own: a wish that holds until it is changed, said again after each reconnect ----

void Session::Impl::on(const tell::SetPresence &said)
{
    tell::SetPresence command = said;
    command.text = cleanLine(said.text);
    if (const Status text = checkStatusText(command.text, MaxStatusChars); !text.ok()) {
        failure(text.error(), {}, {}, Deed::SetPresence);
        return;
    }
    m_presence = {command.status, command.text};
    m_presenceSet = true;
    if (m_ready)
        sendPresence();
}

void Session::Impl::sendPresence()
{
    if (!m_presenceSet || !m_capabilities.presence || !m_capabilities.ownStatus)
        return;
    // One at a time: of several wishes only the last one counts.
    m_presenceNewer = m_presenceAsked;
    if (std::exchange(m_presenceAsked, true))
        return;
    ask::SetPresence wish = m_presence;
    if (!m_capabilities.statusText)
        wish.text.clear();
    ask({Asked::What::Presence, {}, {}, 0, {}}, wish);
}

} // namespace banter
