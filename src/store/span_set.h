// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/client_store.h"

namespace banter {

/// What of a room's history is held, as the fewest runs, and with that what is contiguous: two runs are one where the
/// one begins at or before the place at which the other ends. Pure; its cost grows with the number of holes, not
/// messages.
class SpanSet final {
public:
    SpanSet() = default;
    /// `spans` in any order; empty ones are ignored.
    explicit SpanSet(const std::vector<Span> &spans);

    /// Adds what lies in the run; nothing where it is empty. Of two ends at one place the newer word has the mark.
    void add(Span span);
    bool contains(Seq seq) const { return around(seq).has_value(); }
    /// The run that contains the place, if any.
    std::optional<Span> around(Seq seq) const;
    /// The run in which what comes next after the place is; none where that is not held.
    std::optional<Span> following(Seq place) const;
    /// The newest run that ends before the place.
    std::optional<Span> below(Seq place) const;
    /// Whether the run would be one with a run that is held.
    bool touches(const Span &span) const;
    /// The holes between the runs, ascending, with the marks of the runs' ends.
    std::vector<Span> holes() const;
    /// The newest place that is held; 0 when nothing is held.
    Seq newest() const { return m_spans.empty() ? 0 : m_spans.back().last; }
    /// Where the oldest run begins; nothing when nothing is held.
    std::optional<Seq> start() const { return m_spans.empty() ? std::nullopt : std::optional(m_spans.front().after); }
    const std::vector<Span> &spans() const { return m_spans; }

private:
    std::vector<Span> m_spans; // ascending, never touching
};

} // namespace banter
