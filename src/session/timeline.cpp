// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline.h"

#include <algorithm>
#include <utility>

// What the server says of messages, and the gaps that it leaves.
namespace banter {

Timeline::Timeline(const Parts &parts, KnownRoom &room) : m_parts(parts), m_room(room) {}

void Timeline::load(const StoredRoom &stored)
{
    m_spans = TimelineSpans(stored);
    if (m_parts.server.capabilities.catchesUp)
        return;
    for (const Span &hole : m_spans.held().holes())
        m_room.noteAbsence(hole);
    m_room.noteAbsence({m_spans.newest() + 1, m_room.room.lastSeq});
}

void Timeline::forget()
{
    m_spans.forget();
}

void Timeline::linkLost()
{
    m_filling.clear();
    m_fetchingAfter = false;
    if (std::exchange(m_loadingOlder, 0) > 0)
        publish();
}

std::vector<Message> Timeline::recent()
{
    if (m_parts.server.capabilities.numbered)
        return {};
    m_parts.disk.flush();
    Result<std::vector<Message>> stored = m_parts.store.messages(id(), 0, ask::Subscribe::MaxRecent);
    return stored.ok() ? std::move(stored).value() : std::vector<Message>();
}

void Timeline::publish()
{
    m_parts.views.raw().history[id()] =
        m_spans.state(m_room.room.lastSeq, m_loadingOlder > 0, m_parts.server.capabilities.catchesUp);
}

void Timeline::give(const Message &message, bool live)
{
    if (message.seq > 0)
        m_spans.noteGiven(message.seq);
    m_parts.views.raw().messages.push_back(
        {message, DeliveryState::Sent, {}, message.sender == m_parts.server.user, live});
}

// What a server left out that another one tells.
void Timeline::complete(Message &message, bool live) const
{
    if (message.at == 0)
        message.at = m_parts.clock.wallMs();
    if (message.sender == m_parts.server.user && message.clientId.isEmpty() && !m_parts.server.capabilities.resends)
        message.clientId = m_parts.own.echoed(message, live);
}

// `covered` is all that is known now: what of it is not among the messages, the server does not have.
void Timeline::takeIn(std::vector<Message> messages, Span covered, bool reachesStart, Giving giving)
{
    for (const Message &message : messages) { // before any is given: neighbours in the same page are then in view too
        if (message.sender == m_parts.server.user && m_parts.own.waits(message.clientId))
            showFromOwn(message.seq);
    }
    const auto readBefore = std::pair(m_room.room.readSeq, m_room.ownUnread.size());
    std::vector<QString> settled;
    for (Message &message : messages) {
        complete(message, giving == Giving::Live);
        const bool own = message.sender == m_parts.server.user;
        if (own)
            m_parts.own.keepOtherWording(message);
        const bool verdict = own && !message.clientId.isEmpty() && m_parts.own.settle(message.clientId);
        if (verdict && m_spans.stored().contains(message.seq))
            m_parts.disk.put(keep::DropOutbox{message.clientId});
        else if (own && !message.clientId.isEmpty())
            settled.push_back(message.clientId);
        if (verdict || giving == Giving::All || m_spans.isWanted(message.seq, covered, m_room.live()))
            give(message, giving == Giving::Live);
        if (own)
            m_room.noteOwn(message.seq);
        // The store takes an outbox entry out when it sees its client id, and somebody else can have guessed ours.
        if (!own && m_parts.own.waits(message.clientId))
            message.clientId.clear();
    }
    m_spans.cover(covered, reachesStart);
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, covered.last);
    keep(std::move(messages), covered, std::move(settled));
    if (readBefore != std::pair(m_room.room.readSeq, m_room.ownUnread.size())) // own ones need no reading
        m_parts.rooms.keep(m_room);
}

void Timeline::keep(std::vector<Message> messages, Span covered, std::vector<QString> settled)
{
    const SpanSet &inStore = m_spans.stored();
    std::erase_if(messages, [&](const Message &message) { return inStore.contains(message.seq); });
    const std::optional<Span> stored = inStore.around(covered.first);
    // What a full disk could not take is not in the store, so the store's history may begin later than ours.
    const Seq oldest = m_spans.held().oldest();
    const bool fromStart = m_spans.reachesStart() && (covered.first <= oldest || inStore.contains(oldest));
    if (!messages.empty() || !stored || stored->last < covered.last)
        m_parts.disk.putHistory({id(), std::move(messages), covered, fromStart}, std::move(settled));
    if (m_spans.isOrdered())
        m_parts.disk.then([&parts = m_parts, id = id()](const Status &) {
            if (Timeline *reader = parts.find(id))
                reader->giveInOrder();
        });
}

// ---- live ----

void Timeline::arrived(Message message)
{
    if (message.seq <= 0) { // a server that counts nothing: its echo is the receipt
        complete(message, true);
        if (message.sender == m_parts.server.user && m_parts.own.settle(message.clientId))
            m_parts.disk.put(keep::DropOutbox{message.clientId});
        give(message, true);
        return;
    }
    const Seq newest = m_spans.newest();
    if (m_spans.held().contains(message.seq))
        return;
    m_spans.showFirst(message.seq);
    const Seq seq = message.seq;
    takeIn({std::move(message)}, {seq, seq}, false, Giving::Live);
    m_parts.rooms.keep(m_room);
    if (newest > 0 && seq != newest + 1) { // a hole opened or closed
        publish();
        fillGaps();
    }
}

// Where others' messages before it have not come yet, nothing is claimed about them: the message is kept by itself
// until its echo or a page brings its neighbours.
void Timeline::verdict(const Message &message)
{
    if (!m_spans.knowsPlace(message.seq, m_room.live())) {
        m_parts.disk.putHistory({id(), {message}, Span{0, -1}, false}, {message.clientId});
        m_room.noteOwn(message.seq);
        m_parts.rooms.keep(m_room);
        return;
    }
    const bool older = message.seq < m_spans.held().oldest();
    showFromOwn(message.seq);
    takeIn({message}, {message.seq, message.seq}, false, Giving::Background);
    m_parts.rooms.keep(m_room);
    if (older) { // what lies between is missing now, and said to be
        publish();
        fillGaps();
    }
}

void Timeline::showFromOwn(Seq seq)
{
    const std::optional<Span> shown = m_spans.showFromOwn(seq, m_room.live());
    if (!shown)
        return;
    m_parts.disk.flush(); // what is on its way to the disk is shown too
    giveStored(*shown, Giving::Background);
}

// ---- pages ----

void Timeline::takeSubscribed(const HistoryPage &page)
{
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, page.lastSeq);
    const bool catchesUp = m_parts.server.capabilities.catchesUp;
    const Seq absence = page.messages.empty() ? page.lastSeq : page.messages.front().seq - 1;
    if (!catchesUp && absence == m_spans.newest() + 1)
        m_room.noteAbsence({absence, absence});
    if (page.messages.empty()) {
        // Its messages may begin after those of an earlier room of that name, which has ended.
        const bool isNew = page.lastSeq == 0 || (catchesUp && m_spans.newest() == 0);
        m_spans.noteStart(page.reachesStart && isNew);
        if (m_spans.isOrdered())
            giveInOrder();
        return;
    }
    const Span covered{page.messages.front().seq, page.messages.back().seq};
    m_spans.showBackTo(covered.first); // what came after the last that was held is always for the views
    takeIn(page.messages, covered, page.reachesStart, Giving::Background);
}

void Timeline::completeSubscribed()
{
    fillGaps();
    fillFirstPage();
    publish();
}

void Timeline::takePage(const Asked &asked, const HistoryPage &page)
{
    m_room.room.lastSeq = std::max(m_room.room.lastSeq, page.lastSeq);
    switch (asked.what) {
    case Asked::What::Older:
        takeOlder(page, asked.span.first);
        break;
    case Asked::What::Gap:
        weigh(page, asked.limit);
        takeGap(page, asked.span);
        break;
    case Asked::What::After:
        weigh(page, asked.limit);
        takeNext(page, asked.span.first);
        break;
    default:
        break;
    }
}

bool Timeline::refused(const Asked &asked, const Error &error)
{
    switch (asked.what) {
    case Asked::What::Gap:
        m_filling.erase(asked.span.last + 1);
        m_parts.pacer.later(error);
        return false;
    case Asked::What::After:
        m_fetchingAfter = false;
        m_parts.pacer.later(error);
        return false;
    default:
        m_loadingOlder = std::max(0, m_loadingOlder - 1);
        publish();
        return true;
    }
}

// ---- gaps: filled in the background, the newest first, because that is what people look at ----

void Timeline::fill()
{
    fillGaps();
    giveInOrder();
}

void Timeline::fillGaps()
{
    constexpr std::size_t AtOnce = 3; // enough to hide the round trips, few enough not to delay what a person asks for
    const Capabilities &can = m_parts.server.capabilities;
    if (!m_parts.server.signedIn || !m_room.live() || m_spans.isOrdered() || !can.history || !can.catchesUp ||
        m_parts.pacer.isWaiting())
        return;
    const std::vector<Span> holes = m_spans.held().holes();
    if (holes.empty() || m_parts.pacer.mustWait(id()))
        return;
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole) {
        for (Seq before = hole->last + 1; before > hole->first; before -= can.maxPage) {
            if (m_filling.size() >= AtOnce)
                return;
            if (!m_filling.insert(before).second)
                continue;
            const int limit = int(std::min<Seq>(can.maxPage, before - hole->first));
            m_parts.requests.ask({Asked::What::Gap, id(), {}, 0, {before - limit, before - 1}, limit},
                                 ask::FetchHistory{id(), before, 0, limit});
        }
    }
}

void Timeline::takeGap(const HistoryPage &page, Span asked)
{
    m_filling.erase(asked.last + 1);
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &one) { return one.seq < asked.first || one.seq > asked.last; });
    // A page may be short for the frame's sake; one without anything says that there is nothing.
    const Seq first = messages.empty() || page.reachesStart ? asked.first : messages.front().seq;
    takeIn(std::move(messages), {first, asked.last}, false, Giving::Background);
    fillGaps();
}

void Timeline::weigh(const HistoryPage &page, int limit)
{
    constexpr qsizetype FullChars = 32 * 1024;
    int fresh = 0;
    qsizetype chars = 0;
    for (const Message &message : page.messages) {
        if (m_spans.held().contains(message.seq))
            continue;
        ++fresh;
        chars += message.text.size();
    }
    m_parts.pacer.noteFruit(id(), fresh > 0 && (fresh >= limit || chars >= FullChars));
}

} // namespace banter
