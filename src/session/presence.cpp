// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// Who is there.
namespace banter {

void Session::Impl::takeRoster(KnownRoom &room, const std::vector<Member> &members)
{
    for (const Member &member : members)
        m_presence.seen(member.presence);
    for (const heard::Event &event : m_rosters.take(room, members))
        std::visit([this](const auto &one) { on(one); }, event);
}

void Session::Impl::on(const heard::MemberLeft &left)
{
    if (m_rooms.find(left.room))
        m_ephemeral.left(left.room, left.user);
    m_rosters.on(left);
}

void Session::Impl::on(const heard::PresenceChanged &event)
{
    const Presence &presence = event.presence;
    m_views.raw().presence[presence.user] = presence;
    m_presence.seen(presence);
    m_rosters.on(event);
    if (presence.status == PresenceStatus::Offline)
        m_ephemeral.leftAll(presence.user);
}

} // namespace banter
