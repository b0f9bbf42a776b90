// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline_spans.h"

#include <algorithm>

namespace banter {

TimelineSpans::TimelineSpans(const StoredRoom &stored) : m_held(stored.spans), m_stored(m_held), m_lowest(stored.lowest)
{}

void TimelineSpans::noteKept(const std::vector<Message> &messages)
{
    for (const Message &message : messages)
        m_lowest = m_lowest == 0 ? message.seq : std::min(m_lowest, message.seq);
}

void TimelineSpans::cover(const Span &covered, const std::vector<Message> &messages, bool live)
{
    const bool inReach = continuesReader(covered);
    if (!covered.empty())
        m_nothingThere = false; // its start was that of nothing
    m_held.add(covered);
    if (inReach)
        m_orderedUpTo = std::max(m_orderedUpTo, covered.last);
    for (auto message = messages.rbegin(); live && message != messages.rend(); ++message) {
        if (!isInReach(message->seq))
            break;
        m_newest.insert(message->seq);
        if (int(m_newest.size()) > ShownReach)
            m_newest.erase(m_newest.begin());
    }
}

bool TimelineSpans::isInReach(Seq seq) const
{
    return int(m_newest.size()) < ShownReach || seq > *m_newest.begin();
}

bool TimelineSpans::knowsPlace(Seq after, Seq seq, bool live) const
{
    if (isEmpty())
        return m_nothingThere && after == 0;
    return (after <= m_held.newest() && seq > m_held.newest()) || (live && seq <= *m_held.start());
}

void TimelineSpans::forget()
{
    forgetHeld();
    if (isOrdered())
        m_orderedUpTo = 0;
}

void TimelineSpans::forgetHeld()
{
    m_held = m_stored = m_given = SpanSet();
    m_lowest = 0;
    m_newest.clear();
    m_nothingThere = false;
    m_shownFrom.reset();
}

// ---- what the views have ----

bool TimelineSpans::isWanted(Seq seq, const Span &covered, bool live) const
{
    if (m_given.contains(seq))
        return false;
    if (isOrdered())
        return continuesReader(covered) && seq > m_orderedUpTo;
    return live && (!m_shownFrom || seq > *m_shownFrom) && isInReach(seq);
}

void TimelineSpans::showFirst(Seq after)
{
    if (!m_shownFrom && !isOrdered())
        m_shownFrom = after;
}

void TimelineSpans::showBackTo(Seq after)
{
    if (!isOrdered())
        m_shownFrom = std::min(after, m_shownFrom.value_or(after));
}

std::optional<Span> TimelineSpans::showFromOwn(Seq after, Seq seq, bool live)
{
    if (isOrdered() || !live || seq <= 0)
        return std::nullopt;
    const Seq before = m_shownFrom.value_or(m_held.newest());
    if (m_shownFrom && (seq > before || !isInReach(seq)))
        return std::nullopt;
    m_shownFrom = after;
    return after < before ? std::optional(Span{after, before}) : std::nullopt;
}

void TimelineSpans::noteShown(const Span &given)
{
    if (!m_shownFrom || given.last >= *m_shownFrom)
        m_shownFrom = std::min(given.after, m_shownFrom.value_or(given.after));
}

void TimelineSpans::hideAll()
{
    m_given = SpanSet();
    m_newest.clear();
    m_shownFrom.reset();
}

// ---- a reader in strict order ----

void TimelineSpans::readInOrder(Seq since)
{
    m_orderedUpTo = since;
    m_given = SpanSet();
}

std::optional<Span> TimelineSpans::nextForReader() const
{
    const std::optional<Span> run = m_stored.following(m_orderedUpTo);
    return run ? std::optional(Span{m_orderedUpTo, run->last}) : std::nullopt;
}

void TimelineSpans::stepOverAbsence(Seq lastSeq)
{
    m_orderedUpTo = std::max(m_orderedUpTo, m_held.start().value_or(0));
    for (const Span &hole : m_held.holes()) {
        if (hole.after <= m_orderedUpTo && hole.last > m_orderedUpTo)
            m_orderedUpTo = hole.last;
    }
    if (!isEmpty() && m_orderedUpTo == newest())
        m_orderedUpTo = std::max(m_orderedUpTo, lastSeq);
}

HistoryState TimelineSpans::state(Seq lastSeq, bool loading, bool fills) const
{
    HistoryState state;
    state.gapsStay = !fills;
    state.gapAtEnd = !fills && !isEmpty() && lastSeq > newest();
    state.reachesStart = reachesStart() && (isEmpty() || (m_shownFrom && *m_shownFrom == 0));
    state.loading = loading;
    for (const Span &hole : m_held.holes()) {
        if (m_shownFrom && hole.last > *m_shownFrom && !isOrdered())
            state.gaps.push_back({hole.after, hole.last});
    }
    return state;
}

} // namespace banter
