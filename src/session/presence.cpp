// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/ids.h"
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
    for (const Member &member : members) {
        room.members.insert(member.presence.user);
        noteSelf(member.presence);
    }
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
    noteSelf(presence);
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

// ---- one's own ----

void Session::Impl::on(const tell::SetPresence &said)
{
    tell::SetPresence command = said;
    if (command.text) {
        command.text = cleanLine(*command.text);
        if (const Status text = checkStatusText(*command.text, MaxStatusChars); !text.ok()) {
            failure(text.error(), {}, {}, Deed::SetPresence);
            return;
        }
    }
    const PresenceChoice::Now now = moment();
    if (command.status && *command.status != PresenceStatus::Unknown)
        m_choice.sayStatus(*command.status, mintClientId(m_parts.random, now.wall), now);
    if (command.text)
        m_choice.sayText(*command.text, mintClientId(m_parts.random, now.wall), now);
    if (command.away)
        m_choice.setAway(*command.away);
    if (command.status || command.text)
        keepChoice();
    hideIfChosen();
    sendPresence();
    if (m_ready && (command.status || command.text))
        toldAll(); // it was what the server has
}

void Session::Impl::on(const heard::OwnPresenceChanged &event)
{
    m_choice.heard(event.own);
    keepChoice();
    hideIfChosen();
}

// Who appears offline neither types nor has a pointer.
void Session::Impl::hideIfChosen()
{
    if (!m_choice.hides())
        return;
    for (auto &[id, room] : m_rooms) {
        stopOwnTyping(room);
        hideCursor(room);
    }
}

// Where the server does not say what was chosen, what the others see of oneself is what another device may have said.
void Session::Impl::noteSelf(const Presence &presence)
{
    if (presence.user != m_user || m_capabilities.presenceParts || !m_capabilities.statusText)
        return;
    const QString before = m_choice.text();
    m_choice.seen(presence.text);
    if (m_choice.text() != before)
        keepChoice();
}

// One at a time: of several words only the last one counts.
void Session::Impl::sendPresence()
{
    if (!m_ready || m_presenceAsked || !m_capabilities.presence || !m_capabilities.ownStatus)
        return;
    m_presenceAsked = m_choice.untold(moment());
    if (m_presenceAsked)
        ask({Asked::What::Presence, {}, {}, 0, {}}, *m_presenceAsked);
}

void Session::Impl::presenceTaken()
{
    if (!m_presenceAsked)
        return;
    m_choice.taken(*std::exchange(m_presenceAsked, std::nullopt));
    m_putOff = {};
    keepChoice();
    sendPresence();
    toldAll();
}

// Whoever waits for a word of theirs waits for the last one.
void Session::Impl::toldAll()
{
    if (!m_presenceAsked)
        accomplished(Deed::SetPresence, {});
}

// Whether the person is to hear of it: once for what they said themselves, however often it is put off.
bool Session::Impl::presenceRefused(const Error &error)
{
    if (!m_presenceAsked)
        return false;
    const ask::SetPresence told = *std::exchange(m_presenceAsked, std::nullopt);
    if (isPutOff(error.code)) {
        askLater(error);
        const std::pair words(told.statusWord.id, told.textWord.id);
        const bool saysSomething = !words.first.isEmpty() || !words.second.isEmpty();
        return std::exchange(m_putOff, words) != words && saysSomething;
    }
    m_choice.refused(told);
    keepChoice();
    sendPresence(); // what was said meanwhile
    return true;
}

} // namespace banter
