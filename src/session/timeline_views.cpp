// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline.h"

#include <algorithm>
#include <limits>
#include <utility>

// What the views ask for: the newest messages at once, older ones on demand, or all of them in order.
namespace banter {
namespace {

constexpr int ViewPage = 50;
/// Of a reader in strict order who is to begin somewhere among what is still to come.
constexpr Seq Nowhere = std::numeric_limits<Seq>::max();

Error nothingThere(const QString &words)
{
    return {ErrorCode::NotFound, words};
}

} // namespace

bool Timeline::canAsk() const
{
    return m_parts.server.signedIn && m_parts.server.capabilities.history && m_room.room.joined;
}

void Timeline::open(const tell::OpenRoom &command)
{
    m_parts.disk.flush(); // what is on its way to the disk is shown too
    if (command.since <= 0 && !command.inOrder) {
        if (!m_spans.isOrdered())
            showOlder(m_spans.newest(), ViewPage);
        return;
    }
    m_newestWanted = command.since > 0 ? 0 : command.newest;
    m_spans.readInOrder(m_newestWanted > 0 ? Nowhere : command.since);
    const bool mayBeMore = m_spans.isEmpty() || m_spans.newest() < m_room.room.lastSeq;
    if (m_newestWanted == 0 || m_room.subscribed || !mayBeMore)
        beginReading();
    publish();
}

// ---- older and newer messages ----

void Timeline::on(const tell::LoadOlder &command)
{
    const int limit = std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage);
    m_parts.disk.flush();
    if (command.before <= 0) {
        showOlder(m_spans.shownFrom().value_or(m_spans.newest()), limit);
        return;
    }
    if (command.before > m_spans.newest() && m_room.room.lastSeq <= m_spans.newest()) {
        showOlder(m_spans.newest(), limit);
        return;
    }
    const std::optional<Span> run = m_spans.stored().around(command.before);
    const auto below = m_parts.store.messages(id(), command.before, 1);
    if (run) {
        const bool some = below.ok() && !below.value().empty() && below.value().front().seq > run->after;
        showOlder(some ? below.value().front().seq : run->after, limit);
    } else if (!m_parts.server.capabilities.history) {
        showOlder(below.ok() && !below.value().empty() ? below.value().front().seq : 0, limit);
    } else {
        askOlder({command.before, {}, false}, limit);
        publish();
    }
}

void Timeline::on(const tell::LoadNewer &command)
{
    m_parts.disk.flush();
    const int limit = std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage);
    Seq after = command.after;
    int count = 0;
    if (const std::optional<Span> run = m_spans.stored().following(after)) {
        const Span there{after, run->last};
        const auto next = m_parts.store.messagesIn(id(), there, limit, ClientStore::Most::Oldest);
        count = next.ok() ? int(next.value().size()) : 0;
        after = count == limit ? next.value().back().seq : run->last;
        giveStored({command.after, after}, limit, Giving::All);
    }
    if (count < limit && after < m_room.room.lastSeq)
        askNewer(after, limit - count);
    publish();
}

void Timeline::on(const tell::LoadNewest &command)
{
    showOlder(m_spans.newest(), std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage));
}

// A jump. What is stored there is shown at once; where that is not all, the server has the rest.
void Timeline::on(const tell::LoadAround &command)
{
    if (command.seq < 0) {
        m_parts.views.ownFailure(nothingThere(QStringLiteral("There is no such message here.")), command.room);
        return;
    }
    m_parts.disk.flush();
    const int limit = std::clamp(command.limit, 1, m_parts.server.capabilities.maxPage);
    const int half = limit / 2;
    std::optional<Span> run = m_spans.stored().around(command.seq);
    if (!run)
        run = m_spans.stored().following(command.seq);
    if (run) {
        const auto next = m_parts.store.messagesIn(id(), {command.seq, run->last}, half, ClientStore::Most::Oldest);
        const int newer = next.ok() ? int(next.value().size()) : 0;
        const Seq last = newer == half && newer > 0 ? next.value().back().seq : run->last;
        const Given given = giveStored({run->after, last}, limit, Giving::All, command.seq);
        if (given.count < limit && given.after == run->after && given.after > 0)
            askOlder({given.after}, limit - given.count, command.seq);
        if (newer < half && last < m_room.room.lastSeq)
            askNewer(last, half - newer, command.seq);
    } else {
        giveByItself(command.seq);
        if (command.seq > 0)
            askOlder({command.seq}, limit - half, command.seq);
        if (command.seq < m_room.room.lastSeq)
            askNewer(command.seq, half, command.seq);
    }
    publish();
}

ask::FetchHistory Timeline::fetchUpTo(ask::Anchor from, int limit)
{
    ask::FetchHistory fetch{id(), std::move(from), false, limit};
    if (!m_parts.server.capabilities.counts) { // to see where the answer meets what is held
        m_parts.disk.flush();
        auto known = m_parts.store.messagesIn(id(), {0, fetch.from.seq}, ask::FetchHistory::MaxKnown);
        fetch.known = known.ok() ? std::move(known).value() : std::vector<Message>();
    }
    return fetch;
}

ask::FetchHistory Timeline::fetchAfter(Seq place, int limit)
{
    const std::optional<Span> below = m_spans.held().around(place);
    ask::FetchHistory fetch{id(), {place, below && below->last == place ? below->lastMark : QString()}, true, limit};
    if (!m_parts.server.capabilities.counts) {
        m_parts.disk.flush();
        const Span above{place, std::max(place, m_spans.newest())};
        auto known = m_parts.store.messagesIn(id(), above, ask::FetchHistory::MaxKnown, ClientStore::Most::Oldest);
        fetch.known = known.ok() ? std::move(known).value() : std::vector<Message>();
    }
    return fetch;
}

void Timeline::askOlder(ask::Anchor from, int limit, std::optional<Seq> sought)
{
    if (!canAsk())
        return;
    ++m_loading;
    const std::optional<Span> above = m_spans.held().following(from.seq);
    if (above && above->after == from.seq)
        from.mark = above->afterMark;
    m_parts.requests.ask({Asked::What::Older, id(), {}, 0, from.seq, limit, sought}, fetchUpTo(std::move(from), limit));
}

void Timeline::askNewer(Seq after, int limit, std::optional<Seq> sought)
{
    if (!canAsk() || !m_parts.server.capabilities.historyForward)
        return;
    ++m_loading;
    m_parts.requests.ask({Asked::What::Older, id(), {}, 0, after, limit, sought}, fetchAfter(after, limit));
}

// From the store as far as it goes without a hole, the rest from the server.
void Timeline::showOlder(Seq upTo, int limit)
{
    m_parts.disk.flush();
    const bool fills = m_parts.server.capabilities.history;
    while (limit > 0) {
        std::optional<Span> run = m_spans.stored().around(upTo);
        if (!run && !fills) // nothing ever fills the hole
            run = m_spans.stored().below(upTo);
        if (!run)
            break;
        const Given given = giveStored({run->after, std::min(run->last, upTo)}, limit, Giving::All);
        m_spans.noteShown({given.after, upTo});
        limit -= given.count;
        upTo = given.after;
    }
    if (limit > 0 && upTo > 0)
        askOlder({upTo}, limit);
    publish();
}

Timeline::Given Timeline::giveStored(const Span &span, int limit, Giving giving, std::optional<Seq> sought)
{
    auto stored = m_parts.store.messagesIn(id(), span, limit + 1); // one more: the first one follows it
    if (!stored.ok()) {
        m_parts.views.ownFailure(stored.error(), id(), {}, Deed::Storage);
        return {span.after, 0};
    }
    std::vector<Message> messages = std::move(stored).value();
    Given given{span.after, int(messages.size())};
    if (given.count > limit) {
        given = {messages.front().seq, limit};
        messages.erase(messages.begin());
    }
    Seq follows = given.after;
    for (const Message &message : messages) {
        if (giving == Giving::All || !m_spans.wasGiven(message.seq))
            give(message, follows, false, sought);
        follows = message.seq;
    }
    return given;
}

// One that was kept of a look far back, and is in no run: nothing is known of what it follows.
void Timeline::giveByItself(Seq seq)
{
    const auto stored = m_parts.store.messagesIn(id(), {0, seq}, 1);
    if (stored.ok() && !stored.value().empty() && stored.value().front().seq == seq)
        give(stored.value().front(), seq, false, seq);
}

void Timeline::takeWanted(const HistoryPage &page, const Span &covered, std::optional<Seq> sought)
{
    m_loading = std::max(0, m_loading - 1);
    const bool touches = m_spans.isEmpty() || m_spans.held().touches(covered);
    if (touches && covered.empty()) {
        m_spans.noteNothingThere(m_spans.isEmpty() && covered.last == 0);
        return;
    }
    if (touches) {
        takeIn(page.messages, covered, Giving::All, sought);
        m_spans.noteShown(covered);
        return;
    }
    // A look far back: kept, but not counted as held, or all between would have to be fetched as a gap.
    Seq follows = covered.after;
    for (const Message &message : page.messages) {
        give(message, follows, false, sought);
        follows = message.seq;
    }
    putIn(page.messages, {});
}

// Kept, but not counted as held: see takeWanted().
void Timeline::takeQuoted(const HistoryPage &page, Seq place)
{
    std::vector<Message> messages = page.messages;
    std::erase_if(messages, [&](const Message &one) { return one.seq != place || m_spans.held().contains(one.seq); });
    if (!messages.empty())
        putIn(std::move(messages), {});
}

// A view that was just opened has a full page, even where little came since the last time.
void Timeline::fillFirstPage()
{
    const std::optional<Seq> from = m_spans.shownFrom();
    if (m_room.viewers == 0 || m_spans.isOrdered() || m_loading > 0 || !from)
        return;
    m_parts.disk.flush();
    const auto shown = m_parts.store.messagesIn(id(), {*from, m_spans.newest()}, ViewPage);
    if (shown.ok() && !shown.value().empty() && shown.value().size() < ViewPage)
        showOlder(*from, ViewPage - int(shown.value().size()));
}

// ---- readers in strict order ----

// One who wants so many of the newest begins where they do.
void Timeline::beginReading()
{
    if (!m_spans.isOrdered())
        return;
    if (const int wanted = std::exchange(m_newestWanted, 0); wanted > 0) {
        m_parts.disk.flush();
        m_spans.readInOrder(0);
        if (m_spans.isEmpty())
            return giveInOrder();
        const Span newest = m_spans.held().spans().back();
        const auto messages = m_parts.store.messagesIn(id(), newest, wanted + 1);
        const bool more = messages.ok() && int(messages.value().size()) > wanted;
        m_spans.readInOrder(more ? messages.value().front().seq : newest.after);
    }
    giveInOrder();
}

void Timeline::giveInOrder()
{
    constexpr int Page = 200;
    while (m_spans.isOrdered() && m_newestWanted == 0) {
        if (!m_parts.server.capabilities.history)
            m_spans.stepOverAbsence(m_room.room.lastSeq);
        const std::optional<Span> next = m_spans.nextForReader();
        if (!next)
            break;
        const auto messages = m_parts.store.messagesIn(id(), *next, Page, ClientStore::Most::Oldest);
        if (!messages.ok())
            break;
        Seq follows = next->after;
        for (const Message &message : messages.value()) {
            if (!m_spans.wasGiven(message.seq))
                give(message, follows, false);
            follows = message.seq;
        }
        m_spans.readerHas(int(messages.value().size()) == Page ? follows : next->last);
    }
    askNext();
}

void Timeline::askNext()
{
    const Capabilities &can = m_parts.server.capabilities;
    if (!m_spans.isOrdered() || m_newestWanted > 0 || m_fetchingAfter || !m_room.subscribed || !can.history ||
        m_spans.orderedUpTo() >= m_room.room.lastSeq)
        return;
    if (!can.historyForward)
        return fillGaps();
    if (m_parts.pacer.mustWait(id()))
        return;
    m_fetchingAfter = true;
    const Seq after = m_spans.orderedUpTo();
    const int limit = after == 0 ? 1 : can.maxPage; // several from the beginning may be cut, and begin later
    m_parts.requests.ask({Asked::What::After, id(), {}, 0, after, limit}, fetchAfter(after, limit));
}

void Timeline::takeNext(const HistoryPage &page, const Span &covered)
{
    m_fetchingAfter = false;
    takeIn(page.messages, covered, Giving::Background);
}

} // namespace banter
