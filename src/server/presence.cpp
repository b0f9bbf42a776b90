// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/presence.h"

#include <algorithm>

namespace banter {

using namespace protocol;

PresenceBoard::~PresenceBoard()
{
    m_state.parts.scheduler.cancel(m_seenTimer);
    for (const auto &[id, person] : m_state.people) {
        for (const auto &[key, device] : person.devices)
            m_state.parts.scheduler.cancel(device.grace);
    }
}

void PresenceBoard::arrived(Peer &peer)
{
    Person &person = *peer.person;
    Device &device = person.devices[peer.device];
    device.links.insert(peer.id);
    m_state.parts.scheduler.cancel(std::exchange(device.grace, 0));
    person.links.insert(peer.id);
    refresh(person, 0);
    if (person.shown.status != PresenceStatus::Offline)
        m_journal.seen(person, m_state.parts.clock.wallMs());
    if (m_seenTimer == 0)
        m_seenTimer = m_state.parts.scheduler.after(SeenIntervalMs, [this] { noteSeen(); });
}

void PresenceBoard::set(Peer &peer, quint64 request, const SetPresence &body)
{
    Person &person = *peer.person;
    person.devices.at(peer.device).status = body.status;
    if (person.account.statusText != body.text) {
        person.account.statusText = body.text;
        m_journal.statusText(person);
    }
    m_state.answer(peer, request, Done{});
    refresh(person, m_state.parts.clock.wallMs());
}

void PresenceBoard::left(Peer &peer)
{
    Person &person = *peer.person;
    person.links.erase(peer.id);
    Device &device = person.devices.at(peer.device);
    device.links.erase(peer.id);
    if (!device.links.empty())
        return;
    device.left = m_state.parts.clock.wallMs();
    device.grace = m_state.parts.scheduler.after(
        limits::LeaveGraceMs, [this, account = person.account.id, key = peer.device] { deviceGone(account, key); });
}

void PresenceBoard::deviceGone(qint64 account, const QByteArray &key)
{
    Person &person = m_state.people.at(account);
    const WallMs left = person.devices.at(key).left;
    person.devices.erase(key);
    refresh(person, left);
}

PresenceStatus PresenceBoard::best(const Person &person)
{
    for (const PresenceStatus status :
         {PresenceStatus::Offline, PresenceStatus::Busy, PresenceStatus::Online, PresenceStatus::Away}) {
        const auto says = [status](const auto &entry) { return entry.second.status == status; };
        if (std::any_of(person.devices.begin(), person.devices.end(), says))
            return status;
    }
    return PresenceStatus::Offline;
}

void PresenceBoard::refresh(Person &person, WallMs offlineSince)
{
    Presence fresh = person.shown;
    fresh.status = best(person);
    fresh.text = person.account.statusText;
    if (fresh.status == PresenceStatus::Offline && person.shown.status != PresenceStatus::Offline) {
        fresh.lastSeen = offlineSince;
        m_journal.seen(person, offlineSince);
    }
    if (fresh == person.shown)
        return;
    person.shown = fresh;
    std::set<PeerId> receivers;
    for (const auto &[id, room] : person.rooms)
        receivers.insert(room->subscribers.begin(), room->subscribers.end());
    m_state.tell(receivers, PresenceEvent{person.shown});
}

void PresenceBoard::noteSeen()
{
    m_seenTimer = 0;
    noteAllSeen();
    const auto isHere = [](const auto &entry) { return !entry.second.links.empty(); };
    if (std::any_of(m_state.people.begin(), m_state.people.end(), isHere))
        m_seenTimer = m_state.parts.scheduler.after(SeenIntervalMs, [this] { noteSeen(); });
}

void PresenceBoard::noteAllSeen()
{
    const WallMs at = m_state.parts.clock.wallMs();
    for (auto &[id, person] : m_state.people) {
        // Who appears offline was seen last when that began.
        if (!person.links.empty() && person.shown.status != PresenceStatus::Offline)
            m_journal.seen(person, at);
    }
}

} // namespace banter
