// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/span_set.h"

namespace banter {

/// How far one room has been read, from what was on the screen. The server knows one place for it, so that it moves
/// only over messages that were all seen: who jumps to the newest has not read what lies between. Pure.
class ReadProgress {
public:
    /// Everything up to this place counts as read. Never goes back.
    void readTo(Seq seq);
    /// These were on the screen.
    void see(const Span &span) { m_seen.add(span); }
    /// The end of what was read without a hole; 0 while nothing was.
    Seq read() const;
    /// Whether what is at that place was read or seen.
    bool wasSeen(Seq seq) const { return seq <= m_from || m_seen.contains(seq); }

private:
    SpanSet m_seen;
    Seq m_from = 0;
};

} // namespace banter
