// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/presence.h"

#include <algorithm>
#include <limits>

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

OwnPresence PresenceBoard::arriving(Peer &peer)
{
    Person &person = *peer.person;
    person.devices[peer.device]; // a device that was here before is as it was
    const SetPresence wish = std::exchange(peer.wish, {});
    if (wish.inParts() && take(peer, wish)) {
        m_commits.own(person, {});
        tellOwn(person, peer.id);
    }
    return chosen(person);
}

void PresenceBoard::arrived(Peer &peer)
{
    Person &person = *peer.person;
    Device &device = person.devices[peer.device];
    device.links.insert(peer.id);
    m_state.parts.scheduler.cancel(std::exchange(device.grace, 0));
    person.links.insert(peer.id);
    refresh(person, m_state.parts.clock.wallMs());
    if (person.shown.status != PresenceStatus::Offline)
        m_commits.seen(person, m_state.parts.clock.wallMs());
    m_commits.came(person);
    if (m_seenTimer == 0)
        m_seenTimer = m_state.parts.scheduler.after(SeenIntervalMs, [this] { noteSeen(); });
}

void PresenceBoard::set(Peer &peer, quint64 request, const SetPresence &body)
{
    Person &person = *peer.person;
    peer.compareClocks(body, m_state.now());
    const bool changed = body.inParts() ? take(peer, body) : takeOlder(peer, body);
    // Before the answer: whoever said something that was older than what holds learns it by then.
    if (peer.hearsOwn && body.inParts())
        m_state.tell({peer.id}, OwnPresenceEvent{chosen(person)});
    if (changed || m_commits.waitsForOwn(person)) // what is repeated may not be on the disk yet
        m_commits.own(person, {peer.id, request});
    else
        m_state.answer(peer, request, Done{});
    if (changed) {
        person.requests.charge(m_state.now(), request_cost::Written);
        tellOwn(person, peer.id);
    }
    refresh(person, m_state.parts.clock.wallMs());
}

// Whether what `peer` says was said later than what holds. What is repeated changes nothing.
bool PresenceBoard::takes(Held held, const Peer &peer, const PresenceWord &word) const
{
    // What holds was said after that one: it comes late, over a link that was given up.
    if (word.id.isEmpty() || word.id == held.word.id || held.word.after.contains(word.id))
        return false;
    const MonoMs now = m_state.now();
    const WallMs wall = m_state.parts.clock.wallMs();
    const MonoMs opened = peer.openedThere.value_or(peer.openedAt);
    const qint64 age = std::max<qint64>(0, word.at > 0 ? wall - word.at : now - (opened + word.said));
    // The monotonic clock stands while the machine sleeps, and the calendar can be set back: the longest is right. What
    // was said before this server started was so before that, too; where it is even to come, the calendar tells
    // nothing, and what is heard now was more likely said later.
    const bool isToCome = !held.said && held.word.at > wall;
    const qint64 heldFor = isToCome
                               ? std::numeric_limits<qint64>::max()
                               : std::max(wall - std::min(held.word.at, wall), now - held.said.value_or(m_startedAt));
    // Who knew of what holds said it later, whatever the calendars were set to meanwhile, and so they did where nothing
    // holds. How long ago is then not longer than that has held.
    const bool isKnownLater = word.at == 0 && (held.word.at == 0 || word.after.contains(held.word.id));
    const qint64 saidFor = isKnownLater ? std::min(age, heldFor) : age;
    // `at` was given out by this server, which never gives one twice, nor a smaller one for what was said later.
    if (word.at > 0 ? word.at <= held.word.at : saidFor > heldFor)
        return false;
    held.word = {word.id, std::max(word.at > 0 ? word.at : wall - saidFor, held.word.at + 1), 0, word.after};
    held.said = now - saidFor;
    return true;
}

bool PresenceBoard::take(Peer &peer, const SetPresence &body)
{
    Person &person = *peer.person;
    Device &device = person.devices.at(peer.device);
    OwnPresence &own = person.account.own;
    device.said = PresenceStatus::Unknown;
    device.away = body.away.value_or(device.away);
    const bool status = takes({own.statusWord, person.statusSaid}, peer, body.statusWord);
    if (status)
        own.status = body.status;
    const bool text = takes({own.textWord, person.textSaid}, peer, body.textWord);
    if (text)
        own.text = body.text;
    return status || text;
}

// Said as a whole, and again on each link: the status is the device's own. Nobody can tell when the text was said.
bool PresenceBoard::takeOlder(Peer &peer, const SetPresence &body)
{
    Person &person = *peer.person;
    person.devices.at(peer.device).said = body.status;
    OwnPresence &own = person.account.own;
    if (own.text == body.text)
        return false;
    own.text = body.text;
    own.textWord = {{}, std::max(m_state.parts.clock.wallMs(), own.textWord.at + 1), 0};
    person.textSaid = m_state.now();
    return true;
}

OwnPresence PresenceBoard::chosen(const Person &person)
{
    OwnPresence own = person.account.own;
    if (own.status == PresenceStatus::Unknown)
        own.status = PresenceStatus::Online;
    return own;
}

void PresenceBoard::tellOwn(const Person &person, PeerId but)
{
    std::set<PeerId> others;
    for (const PeerId link : person.links) {
        const Peer *peer = m_state.peer(link);
        if (peer && peer->hearsOwn && link != but)
            others.insert(link);
    }
    m_state.tell(others, OwnPresenceEvent{chosen(person)});
}

void PresenceBoard::left(Peer &peer)
{
    Person &person = *peer.person;
    person.links.erase(peer.id);
    m_commits.came(person);
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

void PresenceBoard::forget(Person &person)
{
    for (const auto &[key, device] : std::exchange(person.devices, {}))
        m_state.parts.scheduler.cancel(device.grace);
}

PresenceStatus PresenceBoard::best(const Person &person)
{
    if (person.devices.empty())
        return PresenceStatus::Offline;
    const PresenceStatus choice = chosen(person).status;
    const auto anyDevice = [&person](auto holds) {
        return std::any_of(person.devices.begin(), person.devices.end(),
                           [&holds](const auto &entry) { return holds(entry.second); });
    };
    for (const PresenceStatus wish : {PresenceStatus::Offline, PresenceStatus::Busy}) {
        if (choice == wish || anyDevice([wish](const Device &device) { return device.said == wish; }))
            return wish;
    }
    const bool somebodyIsThere = anyDevice([](const Device &device) {
        return device.said == PresenceStatus::Online || (device.said == PresenceStatus::Unknown && !device.away);
    });
    return choice == PresenceStatus::Online && somebodyIsThere ? PresenceStatus::Online : PresenceStatus::Away;
}

void PresenceBoard::refresh(Person &person, WallMs offlineSince)
{
    Presence fresh = person.shown;
    fresh.status = best(person);
    fresh.text = person.account.own.text;
    if (fresh.status == PresenceStatus::Offline && person.shown.status != PresenceStatus::Offline) {
        fresh.lastSeen = offlineSince;
        m_commits.seen(person, offlineSince);
        if (!person.links.empty())
            onHiding(person);
    }
    if (fresh == person.shown)
        return;
    person.shown = fresh;
    std::set<PeerId> receivers;
    double lookedAt = 0;
    for (const auto &[id, room] : person.rooms) {
        receivers.insert(room->subscribers.begin(), room->subscribers.end());
        lookedAt += double(room->subscribers.size());
    }
    // Whose word it was: who is in many rooms with many people may say less often how they are.
    person.requests.charge(m_state.now(),
                           double(receivers.size()) / request_cost::LinksTold + lookedAt / request_cost::LinksLookedAt);
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
            m_commits.seen(person, at);
    }
}

} // namespace banter
