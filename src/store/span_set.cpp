// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/span_set.h"

#include <algorithm>

namespace banter {

SpanSet::SpanSet(const std::vector<Span> &spans)
{
    for (const Span &span : spans)
        add(span);
}

void SpanSet::add(Span span)
{
    if (span.empty())
        return;
    const auto begin = std::lower_bound(m_spans.begin(), m_spans.end(), span.after,
                                        [](const Span &held, Seq place) { return held.last < place; });
    auto end = begin;
    for (; end != m_spans.end() && end->after <= span.last; ++end) {
        if (end->after < span.after || (end->after == span.after && span.afterMark.isEmpty())) {
            span.after = end->after;
            span.afterMark = end->afterMark;
        }
        if (end->last > span.last || (end->last == span.last && span.lastMark.isEmpty())) {
            span.last = end->last;
            span.lastMark = end->lastMark;
        }
    }
    m_spans.insert(m_spans.erase(begin, end), std::move(span));
}

std::optional<Span> SpanSet::around(Seq seq) const
{
    const auto found = std::lower_bound(m_spans.begin(), m_spans.end(), seq,
                                        [](const Span &held, Seq wanted) { return held.last < wanted; });
    return found == m_spans.end() || !found->contains(seq) ? std::nullopt : std::optional(*found);
}

std::optional<Span> SpanSet::following(Seq place) const
{
    const auto found = std::upper_bound(m_spans.begin(), m_spans.end(), place,
                                        [](Seq wanted, const Span &held) { return wanted < held.last; });
    return found == m_spans.end() || found->after > place ? std::nullopt : std::optional(*found);
}

std::optional<Span> SpanSet::below(Seq place) const
{
    const auto found = std::lower_bound(m_spans.begin(), m_spans.end(), place,
                                        [](const Span &held, Seq wanted) { return held.last < wanted; });
    return found == m_spans.begin() ? std::nullopt : std::optional(*std::prev(found));
}

bool SpanSet::touches(const Span &span) const
{
    return std::any_of(m_spans.begin(), m_spans.end(),
                       [&](const Span &held) { return held.after <= span.last && span.after <= held.last; });
}

std::vector<Span> SpanSet::holes() const
{
    std::vector<Span> holes;
    for (std::size_t i = 1; i < m_spans.size(); ++i)
        holes.push_back({m_spans[i - 1].last, m_spans[i].after, m_spans[i - 1].lastMark, m_spans[i].afterMark});
    return holes;
}

} // namespace banter
