// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "message_order.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace banter::cli {
namespace {

/// More than a session's outbox holds (10,000), so that no message of ours is forgotten while it waits.
constexpr std::size_t MaxRemembered = 20'000;

QString keyOf(const ShownMessage &shown)
{
    const Message &message = shown.message;
    const QString &id = message.clientId.isEmpty() ? message.id : message.clientId;
    // An own message may be shown before the server said what this account is called.
    const QString sender = shown.own ? QString() : message.sender;
    return id.isEmpty() ? QString() : message.room + u'\n' + sender + u'\n' + id;
}

} // namespace

void MessageOrder::startAfter(const QString &room, Seq since)
{
    RoomState &state = m_rooms[room];
    state.floor = since;
    state.onlyAbove = true;
}

void MessageOrder::expectVerdict(const QString &room, const QString &clientId)
{
    if (clientId.isEmpty()) {
        return;
    }
    m_expected.insert(room + QStringLiteral("\n\n") + clientId);
}

Seq MessageOrder::oldestShown(const QString &room) const
{
    const auto known = m_rooms.find(room);
    return known == m_rooms.end() || !known->second.oldestShown ? 0 : *known->second.oldestShown;
}

std::vector<ShownMessage> MessageOrder::take(const Changes &changes)
{
    beginAnew(changes);
    m_changed.clear();
    std::vector<ShownMessage> out;
    for (const ShownMessage &shown : changes.messages) {
        if (shown.message.seq == 0 || shown.state != DeliveryState::Sent) {
            if (isNews(shown)) {
                out.push_back(shown);
            }
            continue;
        }
        RoomState &room = m_rooms[shown.message.room];
        // Whoever waits for a verdict is not kept waiting for a gap before the message.
        if (isVerdict(keyOf(shown))) {
            noteShown(room, shown);
            tell(room, shown.message);
            out.push_back(shown);
        } else if (isWanted(room, shown)) {
            room.held.emplace(shown.message.seq, shown);
        }
    }
    for (const auto &[room, history] : changes.history) {
        m_rooms[room].gaps = history.gapsStay ? std::vector<Gap>() : history.gaps; // there is nothing to wait for
    }
    for (const Amendment &change : changes.amended) {
        amend(change);
    }
    for (auto &[name, room] : m_rooms) {
        release(room, out);
    }
    return out;
}

void MessageOrder::amend(const Amendment &change)
{
    RoomState &room = m_rooms[change.room];
    if (const auto waiting = room.held.find(change.seq); waiting != room.held.end()) {
        banter::amend(waiting->second.message, change);
        return;
    }
    const bool isMissing = std::any_of(room.gaps.begin(), room.gaps.end(), [&](const Gap &gap) {
        return change.seq > gap.after && change.seq <= gap.last;
    });
    if (!isMissing && !(room.onlyAbove && change.seq <= room.floor)) {
        m_changed.push_back(change);
    }
}

/// The same wish on another history.
MessageOrder::RoomState MessageOrder::anew(const RoomState &before)
{
    RoomState room;
    room.floor = before.floor;
    room.onlyAbove = before.onlyAbove;
    room.renumbered = room.endUnknown = true;
    return room;
}

void MessageOrder::beginAnew(const Changes &changes)
{
    for (const QString &name : changes.historyReset) {
        m_rooms[name] = anew(m_rooms[name]);
    }
    for (const QString &name : changes.roomsGone) {
        RoomState &room = m_rooms[name] = anew(m_rooms[name]);
        room.wasGone = true;
        if (!room.onlyAbove) {
            room.floor.reset(); // where nobody said since when, whoever opens it again does, and that may be lower
        }
    }
    for (auto &[name, room] : m_rooms) {
        if (room.endUnknown) {
            findEnd(name, room, changes);
        }
    }
}

// A restored history's end is known when its room is listed. What is heard live was said after that.
void MessageOrder::findEnd(const QString &name, RoomState &room, const Changes &changes)
{
    const auto listed = changes.rooms.find(name);
    if (listed == changes.rooms.end()) {
        return;
    }
    room.endUnknown = false;
    Seq end = listed->second.room.lastSeq;
    for (const ShownMessage &shown : changes.messages) {
        if (shown.live && shown.message.room == name && shown.message.seq > 0) {
            end = std::min(end, shown.after);
        }
    }
    if (room.floor > end) {
        room.floor = room.wasGone ? 0 : end; // one that is there again and shorter is another room of that name
    }
}

// What was asked for comes a second time: a reader may want to see more than was told at first.
bool MessageOrder::isWanted(RoomState &room, const ShownMessage &shown)
{
    if (!room.floor || shown.message.seq > *room.floor) {
        return true;
    }
    return !room.onlyAbove && (!room.renumbered || !mark(room.passed, shown));
}

bool MessageOrder::noteShown(RoomState &room, const ShownMessage &shown)
{
    room.oldestShown = std::min(shown.message.seq, room.oldestShown.value_or(shown.message.seq));
    return mark(room.shown, shown);
}

bool MessageOrder::isNews(const ShownMessage &shown)
{
    const QString key = keyOf(shown);
    if (key.isEmpty()) {
        return true;
    }
    const bool expected = shown.state != DeliveryState::Pending && m_expected.erase(key) > 0;
    const auto known = m_states.find(key);
    if (known == m_states.end()) {
        remember(key, {shown.state, qHash(shown.message.text)});
        return true;
    }
    const std::size_t text = qHash(shown.message.text);
    const bool changed = expected || known->state != shown.state || known->text != text;
    *known = {shown.state, text};
    return changed;
}

bool MessageOrder::isVerdict(const QString &key)
{
    const bool expected = m_expected.erase(key) > 0;
    const auto known = m_states.find(key);
    if (key.isEmpty() || known == m_states.end()) {
        return expected;
    }
    return std::exchange(known->state, DeliveryState::Sent) != DeliveryState::Sent || expected;
}

void MessageOrder::remember(const QString &key, Said said)
{
    m_states.insert(key, said);
    m_order.push_back(key);
    if (m_order.size() > MaxRemembered) {
        m_states.remove(m_order.front());
        m_order.pop_front();
    }
}

/// False when it was marked before.
bool MessageOrder::mark(SpanSet &runs, const ShownMessage &shown)
{
    const Seq seq = shown.message.seq;
    if (runs.contains(seq)) {
        return false;
    }
    runs.add({shown.after, seq});
    return true;
}

/// Messages above this are held back: a gap that is being filled lies below them.
Seq MessageOrder::heldFrom(const RoomState &room)
{
    const Seq floor = room.floor.value_or(0);
    Seq lowest = std::numeric_limits<Seq>::max();
    for (const Gap &gap : room.gaps) {
        if (gap.last > floor) {
            lowest = std::min(lowest, std::max(gap.after, floor));
        }
    }
    return lowest;
}

/// False when it was shown before, maybe under another sequence.
bool MessageOrder::tell(const RoomState &room, const Message &message)
{
    if (message.id.isEmpty()) {
        return true;
    }
    const QString key = message.room + u'\n' + message.id + u'\n' + QString::number(qHash(message.text));
    if (m_told.contains(key)) {
        return !room.renumbered;
    }
    m_told.insert(key);
    m_toldOrder.push_back(key);
    if (m_toldOrder.size() > MaxRemembered) {
        m_told.remove(m_toldOrder.front());
        m_toldOrder.pop_front();
    }
    return true;
}

void MessageOrder::release(RoomState &room, std::vector<ShownMessage> &out)
{
    if (room.held.empty()) {
        return;
    }
    if (!room.floor) {
        room.floor = room.held.begin()->second.after;
    }
    const Seq limit = heldFrom(room);
    auto next = room.held.begin();
    for (; next != room.held.end() && next->first <= limit; ++next) {
        if (noteShown(room, next->second) && tell(room, next->second.message)) {
            out.push_back(std::move(next->second));
        }
    }
    room.held.erase(room.held.begin(), next);
}

} // namespace banter::cli
