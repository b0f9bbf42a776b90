// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

namespace banter {
namespace {

constexpr int FirstPage = 50;

} // namespace

void Session::Impl::publishHistory(const RoomState &room)
{
    m_log.raw().history[room.room.id] = room.history();
    changed();
}

void Session::Impl::give(const Message &message, bool live)
{
    m_log.raw().messages.push_back({message, DeliveryState::Sent, {}, message.sender == m_user, live});
    changed();
}

void Session::Impl::adoptPage(RoomState &room, const HistoryPage &page, bool show)
{
    if (page.messages.empty()) {
        if (page.reachesStart && page.lastSeq == 0)
            room.reachesStart = true;
        publishHistory(room);
        return;
    }
    // What was empty before begins to be shown with this page.
    if (show && room.shownOldest == 0 && room.orderedUpTo < 0)
        room.shownOldest = page.messages.front().seq;
    adoptMessages(room, page.messages, {page.messages.front().seq, page.messages.back().seq}, page.reachesStart, false);
    publishHistory(room);
}

// Ack, echo and history all end here, in any order: what is held already is passed over, so each is shown once.
void Session::Impl::adoptMessages(RoomState &room, const std::vector<Message> &messages, Span span, bool reachesStart,
                                  bool live)
{
    std::vector<Message> fresh;
    for (const Message &message : messages) {
        if (room.spans.contains(message.seq))
            continue;
        const bool ours = message.sender == m_user && !message.clientId.isEmpty();
        if (ours && settle(message.clientId))
            give(message, false);
        else if (room.live() && room.orderedUpTo < 0 && message.seq >= room.shownOldest)
            give(message, live);
        fresh.push_back(message);
        // The store takes an outbox entry out when it sees its client id, and somebody else can have guessed ours.
        if (message.sender != m_user && m_outbox.find(message.clientId))
            fresh.back().clientId.clear();
    }
    room.spans.add(span);
    room.reachesStart = room.reachesStart || reachesStart || room.spans.contains(1);
    room.room.lastSeq = std::max(room.room.lastSeq, span.last);
    keepLater(keep::PutMessages{room.room.id, std::move(fresh), span, room.reachesStart});
    if (room.orderedUpTo >= 0) {
        const QString id = room.room.id;
        afterFlush([this, id](const Status &) {
            if (RoomState *reader = find(id))
                giveInOrder(*reader);
        });
    }
}

void Session::Impl::on(const heard::MessageArrived &arrived)
{
    RoomState *room = find(arrived.message.room);
    if (!room)
        return;
    const Message &message = arrived.message;
    stopsTyping(*room, message.sender);
    const Seq newest = room->spans.newest();
    const bool known = room->spans.contains(message.seq);
    const Seq oldLast = room->room.lastSeq;
    if (!known) {
        if (room->shownOldest == 0 && room->orderedUpTo < 0)
            room->shownOldest = message.seq;
        adoptMessages(*room, {message}, {message.seq, message.seq}, false, true);
        if (message.sender == m_user && message.seq == room->room.readSeq + 1)
            room->room.readSeq = message.seq;
    }
    if (!known && newest > 0 && message.seq > newest + 1) {
        publishHistory(*room);
        fillGaps(*room);
    }
    if (room->room.lastSeq != oldLast || message.sender == m_user)
        keepRoom(*room);
}

// ---- for views: the newest first, older ones on demand ----

void Session::Impl::showStored(RoomState &room)
{
    if (room.orderedUpTo >= 0) {
        giveInOrder(room);
        publishHistory(room);
        return;
    }
    const Result<std::vector<Message>> stored = m_store->messages(room.room.id, 0, FirstPage);
    if (!stored.ok()) {
        failure(stored.error(), room.room.id);
        return;
    }
    for (const Message &message : stored.value())
        give(message, false);
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.entry.room == room.room.id && item.stage != Outbox::Stage::Storing)
            showEntry(item.entry);
    }
    room.shownOldest = stored.value().empty() ? 0 : stored.value().front().seq;
    publishHistory(room);
}

void Session::Impl::showOlder(RoomState &room, Seq before, int limit)
{
    const Seq from = before > 0 ? before : room.shownOldest;
    if (from <= 1 || room.loadingOlder) {
        publishHistory(room);
        return;
    }
    flush();
    if (const std::optional<Span> held = room.spans.around(from - 1)) {
        Result<std::vector<Message>> stored = m_store->messages(room.room.id, from, limit);
        if (stored.ok()) {
            for (const Message &message : stored.value()) {
                if (message.seq >= held->first)
                    give(message, false);
            }
            if (room.shownOldest == 0 || from <= room.shownOldest)
                room.shownOldest = std::max(held->first, from - limit);
            publishHistory(room);
            return;
        }
    }
    if (!m_signedIn || !m_capabilities.history) {
        publishHistory(room);
        return;
    }
    room.loadingOlder = true;
    ask({Asked::What::Older, room.room.id, {}, 0, {from, limit}}, ask::FetchHistory{room.room.id, from, 0, limit});
    publishHistory(room);
}

void Session::Impl::on(const heard::HistoryFetched &fetched)
{
    const std::optional<Asked> asked = answered(fetched.ticket);
    RoomState *room = asked ? find(asked->room) : nullptr;
    if (!room)
        return;
    m_manager.resumeProgress();
    using What = Asked::What;
    const std::vector<Message> &messages = fetched.page.messages;
    const bool reachesStart = fetched.page.reachesStart;
    if (asked->what == What::Older) {
        room->loadingOlder = false;
        // The whole page was asked for and is given, whether or not parts of it are held already.
        const Seq oldest = messages.empty() ? 0 : messages.front().seq;
        const Seq shownBefore = room->shownOldest;
        room->shownOldest = std::numeric_limits<Seq>::max();
        if (!messages.empty())
            adoptMessages(*room, messages, {oldest, asked->span.first - 1}, reachesStart, false);
        else
            room->reachesStart = room->reachesStart || reachesStart;
        room->shownOldest = shownBefore;
        for (const Message &message : messages)
            give(message, false);
        if (oldest > 0 && (shownBefore == 0 || asked->span.first <= shownBefore))
            room->shownOldest = oldest;
    } else if (asked->what == What::Gap) {
        room->fillingGap = false;
        // What the server does not have is no gap: whatever it gave is all there is from there on.
        const Seq from = messages.empty() ? asked->span.first : std::max(asked->span.first, messages.front().seq);
        adoptMessages(*room, messages, {from, asked->span.last}, reachesStart, false);
        fillGaps(*room);
    } else if (asked->what == What::After) {
        room->fetchingAfter = false;
        const Seq upTo = messages.empty() || fetched.page.reachesEnd ? std::max(fetched.page.lastSeq, asked->span.first)
                                                                     : messages.back().seq;
        room->room.lastSeq = std::max(room->room.lastSeq, fetched.page.lastSeq);
        adoptMessages(*room, messages, {asked->span.first, upTo}, reachesStart, false);
    }
    publishHistory(*room);
}

void Session::Impl::fillGaps(RoomState &room)
{
    if (room.fillingGap || !m_signedIn || !room.live() || !m_capabilities.history)
        return;
    const std::vector<Span> holes = room.spans.holes();
    if (holes.empty())
        return;
    const Span hole = holes.back(); // the newest is what people look at
    room.fillingGap = true;
    ask({Asked::What::Gap, room.room.id, {}, 0, hole},
        ask::FetchHistory{room.room.id, hole.last + 1, 0, m_capabilities.maxPage});
}

// ---- for readers in strict order ----

void Session::Impl::giveInOrder(RoomState &room)
{
    constexpr int Page = 200;
    while (room.orderedUpTo >= 0) {
        const std::optional<Span> held = room.spans.around(room.orderedUpTo + 1);
        if (!held)
            break;
        const Seq upTo = std::min(held->last, room.orderedUpTo + Page);
        const Result<std::vector<Message>> stored =
            m_store->messages(room.room.id, upTo + 1, int(upTo - room.orderedUpTo));
        if (!stored.ok())
            break;
        for (const Message &message : stored.value()) {
            if (message.seq > room.orderedUpTo)
                give(message, true);
        }
        room.orderedUpTo = upTo;
    }
    fetchAfter(room);
}

void Session::Impl::fetchAfter(RoomState &room)
{
    if (room.orderedUpTo < 0 || room.fetchingAfter || !room.subscribed || !m_capabilities.history ||
        room.orderedUpTo >= room.room.lastSeq || room.spans.contains(room.orderedUpTo + 1))
        return;
    room.fetchingAfter = true;
    const Seq next = room.orderedUpTo + 1;
    // "After 0" has no words of its own: the very first message is the one below 2.
    const ask::FetchHistory request = next == 1 ? ask::FetchHistory{room.room.id, 2, 0, 1}
                                                : ask::FetchHistory{room.room.id, 0, next - 1, m_capabilities.maxPage};
    ask({Asked::What::After, room.room.id, {}, 0, {next, 0}}, request);
}

} // namespace banter
