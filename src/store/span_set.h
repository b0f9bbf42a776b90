// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/client_store.h"

namespace banter {

/// Which sequences of a room are held, as the fewest runs. Pure; its cost grows with the number of holes, not messages.
class SpanSet final {
public:
    SpanSet() = default;
    /// `spans` in any order; overlapping and touching ones are merged, empty ones (last < first) ignored.
    explicit SpanSet(const std::vector<Span> &spans);

    /// Adds first..last; ignored when last < first.
    void add(Span span);
    bool contains(Seq seq) const;
    /// The run that contains `seq`, if any.
    std::optional<Span> around(Seq seq) const;
    /// The holes between the first and the last held sequence, ascending.
    std::vector<Span> holes() const;
    /// The end of the oldest run: nothing is missing up to here. 0 when nothing is held.
    Seq contiguousEnd() const { return m_spans.empty() ? 0 : m_spans.front().last; }
    /// The newest held sequence; 0 when nothing is held.
    Seq newest() const { return m_spans.empty() ? 0 : m_spans.back().last; }
    /// The oldest held sequence; 0 when nothing is held.
    Seq oldest() const { return m_spans.empty() ? 0 : m_spans.front().first; }
    const std::vector<Span> &spans() const { return m_spans; }

private:
    std::vector<Span> m_spans; // ascending, never touching
};

} // namespace banter
