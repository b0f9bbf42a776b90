// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timeline_spans.h"

#include <algorithm>

namespace banter {
namespace {

/// So far back from the newest message a filled gap goes to the views; it is what they hold at most. What is older
/// they get when somebody scrolls there, so that a hundred thousand missed messages do not pass through a window that
/// would throw them away. Further back an own message is a look at old times, too: the store would be read for longer
/// than a frame.
constexpr Seq ShownReach = 2'000;

} // namespace

TimelineSpans::TimelineSpans(const StoredRoom &stored)
    : m_held(stored.spans), m_stored(m_held), m_reachesStart(stored.reachesStart)
{}

void TimelineSpans::cover(Span covered, bool reachesStart)
{
    const bool inReach = continuesReader(covered);
    const bool wasEmpty = m_held.newest() == 0; // its start was then that of nothing
    m_held.add(covered);
    m_reachesStart = (m_reachesStart && !wasEmpty) || reachesStart || m_held.contains(1);
    if (inReach)
        m_orderedUpTo = std::max(m_orderedUpTo, covered.last);
}

bool TimelineSpans::knowsPlace(Seq seq, bool live) const
{
    const Seq newest = m_held.newest();
    if (newest == 0)
        return m_reachesStart && seq == 1;
    return seq == newest + 1 || (live && seq < m_held.oldest());
}

void TimelineSpans::forget()
{
    m_held = m_stored = m_given = SpanSet();
    m_reachesStart = false;
    m_shownOldest = 0;
    if (isOrdered())
        m_orderedUpTo = 0;
}

// ---- what the views have ----

bool TimelineSpans::isWanted(Seq seq, Span covered, bool live) const
{
    if (m_given.contains(seq))
        return false;
    if (isOrdered())
        return continuesReader(covered) && seq > m_orderedUpTo;
    return live && seq >= m_shownOldest && seq > m_held.newest() - ShownReach;
}

void TimelineSpans::showFirst(Seq seq)
{
    if (m_shownOldest == 0 && !isOrdered())
        m_shownOldest = seq;
}

void TimelineSpans::showBackTo(Seq seq)
{
    if (!isOrdered() && (m_shownOldest == 0 || seq < m_shownOldest))
        m_shownOldest = seq;
}

std::optional<Span> TimelineSpans::showFromOwn(Seq seq, bool live)
{
    if (isOrdered() || !live || seq <= 0)
        return std::nullopt;
    const Seq before = m_shownOldest > 0 ? m_shownOldest : m_held.newest() + 1;
    if (m_shownOldest > 0 && (seq >= before || before - seq > ShownReach))
        return std::nullopt;
    m_shownOldest = seq;
    return seq < before ? std::optional(Span{seq, before - 1}) : std::nullopt;
}

void TimelineSpans::noteShown(Seq first, Seq before)
{
    if (m_shownOldest == 0 || before >= m_shownOldest)
        m_shownOldest = std::min(first, m_shownOldest == 0 ? first : m_shownOldest);
}

void TimelineSpans::hideAll()
{
    m_given = SpanSet();
    m_shownOldest = 0;
}

std::optional<Span> TimelineSpans::storedBelow(Seq before, bool catchesUp) const
{
    std::optional<Span> found;
    for (const Span &span : m_stored.spans()) {
        if (span.first < before && (!catchesUp || span.last >= before - 1))
            found = Span{span.first, std::min(span.last, before - 1)};
    }
    return found;
}

// ---- a reader in strict order ----

void TimelineSpans::readInOrder(Seq since)
{
    m_orderedUpTo = since;
    m_given = SpanSet();
}

std::optional<Span> TimelineSpans::nextForReader(Seq most) const
{
    const Seq next = m_orderedUpTo + 1;
    const std::optional<Span> run = m_stored.around(next);
    return run ? std::optional(Span{next, std::min(run->last, m_orderedUpTo + most)}) : std::nullopt;
}

void TimelineSpans::stepOverAbsence(Seq lastSeq)
{
    const Seq newest = m_held.newest();
    if (newest > 0)
        m_orderedUpTo = std::max(m_orderedUpTo, m_held.oldest() - 1);
    for (const Span &hole : m_held.holes()) {
        if (hole.first <= m_orderedUpTo + 1 && hole.last > m_orderedUpTo)
            m_orderedUpTo = hole.last;
    }
    if (newest > 0 && m_orderedUpTo == newest)
        m_orderedUpTo = std::max(m_orderedUpTo, lastSeq);
}

HistoryState TimelineSpans::state(Seq lastSeq, bool loading, bool catchesUp) const
{
    HistoryState state;
    state.gapsStay = !catchesUp;
    state.gapAtEnd = !catchesUp && m_held.newest() > 0 && lastSeq > m_held.newest();
    state.reachesStart =
        m_reachesStart && (m_held.newest() == 0 || (m_shownOldest > 0 && m_shownOldest <= m_held.oldest()));
    state.loading = loading;
    for (const Span &hole : m_held.holes()) {
        if (m_shownOldest > 0 && hole.last > m_shownOldest && !isOrdered())
            state.gaps.push_back({hole.first, hole.last});
    }
    return state;
}

} // namespace banter
