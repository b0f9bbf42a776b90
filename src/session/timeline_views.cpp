// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline.h"

#include <algorithm>
#include <utility>

// What the views ask for: the newest messages at once, older ones on demand, or all of them in order.
namespace banter {
namespace {

constexpr int ViewPage = 50;

Error nothingThere(const QString &words)
{
    return {ErrorCode::NotFound, words};
}

} // namespace

void Timeline::open(Seq since, bool inOrder)
{
    m_parts.disk.flush(); // what is on its way to the disk is shown too
    if (since > 0 || inOrder) {
        m_spans.readInOrder(since);
        giveInOrder();
        publish();
    } else if (!m_spans.isOrdered()) {
        showOlder(m_spans.newest() + 1, ViewPage);
    }
}

// ---- older messages ----

void Timeline::on(const tell::LoadOlder &command)
{
    const Seq oldest = m_spans.shownOldest() > 0 ? m_spans.shownOldest() : m_spans.newest() + 1;
    showOlder(command.before > 0 ? command.before : oldest,
              std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage));
}

// A jump. What is stored there is shown at once; where that is not all, the server has the rest.
void Timeline::on(const tell::LoadAround &command)
{
    if (command.seq <= 0) {
        m_parts.views.failure(nothingThere(QStringLiteral("There is no such message here.")), command.room);
        return;
    }
    m_parts.disk.flush();
    const int limit = std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage);
    const Seq newest = std::max(m_room.room.lastSeq, command.seq);
    const Seq last = std::min(newest, command.seq + limit / 2);
    const Seq first = std::max<Seq>(1, last - limit + 1);
    const Span alone{command.seq, command.seq};
    const Span stored = m_spans.stored().around(command.seq).value_or(alone);
    const Span there{std::max(first, stored.first), std::min(last, stored.last)};
    giveStored(there, Giving::All);
    if (there.first > first || there.last < last)
        askOlder(last + 1, limit);
    publish();
}

void Timeline::askOlder(Seq before, int limit)
{
    if (!m_parts.server.signedIn || !m_parts.server.capabilities.history || !m_room.room.joined)
        return;
    ++m_loadingOlder;
    m_parts.requests.ask({Asked::What::Older, id(), {}, 0, {before, limit}}, ask::FetchHistory{id(), before, 0, limit});
}

// From the store as far as it goes without a hole, the rest from the server.
void Timeline::showOlder(Seq before, int limit)
{
    m_parts.disk.flush();
    const bool catchesUp = m_parts.server.capabilities.catchesUp;
    for (auto stored = m_spans.storedBelow(before, catchesUp); stored && limit > 0;
         stored = m_spans.storedBelow(before, catchesUp)) {
        const Seq first = std::max(stored->first, stored->last + 1 - limit);
        giveStored({first, stored->last}, Giving::All);
        m_spans.noteShown(first, before);
        limit -= int(stored->last + 1 - first);
        before = first;
    }
    const bool atStart = before <= 1 || (m_spans.reachesStart() && before <= m_spans.held().oldest());
    if (limit > 0 && !atStart)
        askOlder(before, limit);
    publish();
}

void Timeline::giveStored(Span span, Giving giving)
{
    const auto stored = m_parts.store.messages(id(), span.last + 1, int(span.last - span.first + 1));
    if (!stored.ok()) {
        m_parts.views.failure(stored.error(), id(), {}, Deed::Storage);
        return;
    }
    for (const Message &message : stored.value()) {
        if (message.seq >= span.first && (giving == Giving::All || !m_spans.wasGiven(message.seq)))
            give(message, false);
    }
}

void Timeline::takeOlder(const HistoryPage &page, Seq before)
{
    m_loadingOlder = std::max(0, m_loadingOlder - 1);
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &message) { return message.seq >= before; });
    const bool reachesStart = page.reachesStart || messages.empty();
    const Seq first = reachesStart ? 1 : messages.front().seq;
    const Seq newest = std::max(page.lastSeq, messages.empty() ? 0 : messages.back().seq);
    const Seq last = std::min(before - 1, newest); // what is not yet said is not held
    const SpanSet &held = m_spans.held();
    const bool touches = held.newest() == 0 || held.contains(before) || held.contains(before - 1);
    if (touches && last < first) {
        m_spans.noteStart(newest == 0);
        return;
    }
    if (touches) {
        takeIn(std::move(messages), {first, last}, reachesStart, Giving::All);
        m_spans.noteShown(first, before);
        return;
    }
    // A look far back: kept, but not counted as held, or all between would have to be fetched as a gap.
    for (const Message &message : messages)
        give(message, false);
    m_parts.disk.putHistory({id(), std::move(messages), Span{0, -1}, false});
}

// A view that was just opened has a full page, even where little came since the last time.
void Timeline::fillFirstPage()
{
    const Seq oldest = m_spans.shownOldest();
    const Seq shown = oldest == 0 ? 0 : m_spans.newest() - oldest + 1;
    if (m_room.viewers > 0 && !m_spans.isOrdered() && m_loadingOlder == 0 && shown > 0 && shown < ViewPage)
        showOlder(oldest, ViewPage - int(shown));
}

// ---- readers in strict order ----

void Timeline::giveInOrder()
{
    constexpr Seq Page = 200;
    while (m_spans.isOrdered()) {
        if (!m_parts.server.capabilities.catchesUp)
            m_spans.stepOverAbsence(m_room.room.lastSeq);
        const std::optional<Span> next = m_spans.nextForReader(Page);
        if (!next)
            break;
        const auto messages = m_parts.store.messages(id(), next->last + 1, int(next->last - next->first + 1));
        if (!messages.ok())
            break;
        for (const Message &message : messages.value()) {
            if (message.seq >= next->first && !m_spans.wasGiven(message.seq))
                give(message, false);
        }
        m_spans.readerHas(next->last);
    }
    askNext();
}

void Timeline::askNext()
{
    const Capabilities &can = m_parts.server.capabilities;
    if (!m_spans.isOrdered() || m_fetchingAfter || !m_room.subscribed || !can.history ||
        m_spans.orderedUpTo() >= m_room.room.lastSeq || m_parts.pacer.mustWait(id()))
        return;
    m_fetchingAfter = true;
    const Seq next = m_spans.orderedUpTo() + 1;
    // "After 0" has no words of its own: the very first message is the one below 2.
    const ask::FetchHistory request =
        next == 1 ? ask::FetchHistory{id(), 2, 0, 1} : ask::FetchHistory{id(), 0, next - 1, can.maxPage};
    m_parts.requests.ask({Asked::What::After, id(), {}, 0, {next, 0}, request.limit}, request);
}

void Timeline::takeNext(const HistoryPage &page, Seq next)
{
    m_fetchingAfter = false;
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &message) { return message.seq < next; });
    const Seq nothing = next == 1 ? 1 : std::max(next, page.lastSeq);
    const Span covered{next, messages.empty() ? nothing : messages.back().seq};
    takeIn(std::move(messages), covered, false, Giving::Background);
}

} // namespace banter
