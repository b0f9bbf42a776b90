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
    if (span.last < span.first)
        return;
    // The first run that ends at or after the new one's left neighbour is the first that can merge with it.
    auto begin = std::lower_bound(m_spans.begin(), m_spans.end(), span.first - 1,
                                  [](const Span &held, Seq seq) { return held.last < seq; });
    auto end = begin;
    while (end != m_spans.end() && end->first <= span.last + 1) {
        span.first = std::min(span.first, end->first);
        span.last = std::max(span.last, end->last);
        ++end;
    }
    m_spans.insert(m_spans.erase(begin, end), span);
}

bool SpanSet::contains(Seq seq) const
{
    return around(seq).has_value();
}

std::optional<Span> SpanSet::around(Seq seq) const
{
    const auto found = std::lower_bound(m_spans.begin(), m_spans.end(), seq,
                                        [](const Span &held, Seq wanted) { return held.last < wanted; });
    if (found == m_spans.end() || found->first > seq)
        return std::nullopt;
    return *found;
}

std::vector<Span> SpanSet::holes() const
{
    std::vector<Span> holes;
    for (std::size_t i = 1; i < m_spans.size(); ++i)
        holes.push_back({m_spans[i - 1].last + 1, m_spans[i].first - 1});
    return holes;
}

} // namespace banter
