// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/span_set.h"

namespace banter {

/// How far one room has been read, from what was on the screen. The server knows one number for it, so that it moves
/// only over messages that were all seen: who jumps to the newest has not read what lies between. Pure.
class ReadProgress {
public:
    /// Everything up to this sequence counts as read. Never goes back.
    void readTo(Seq seq);
    /// These were on the screen.
    void see(Span span) { m_seen.add(span); }
    /// The end of what was read without a hole; 0 while nothing was.
    Seq read() const;
    /// Sequences of first..last, at most, that were neither read nor seen. 0 when last < first.
    Seq unseen(Span span) const;

private:
    SpanSet m_seen;
    Seq m_from = 0;
};

} // namespace banter
