// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "core/values.h"

namespace banter::demo {

/// One sweep of a hand over the board: a cubic Bézier curve from here to there, slow at both ends. Pure; one thread.
class CursorPath {
public:
    /// From `from` to a place by chance, as far away as people point: within the board's middle nine tenths.
    CursorPath(CursorPoint from, Random &random);

    /// Where the pointer is `ms` after the start; the ends are held.
    CursorPoint at(qint64 ms) const;
    qint64 durationMs() const { return m_durationMs; }
    CursorPoint end() const { return m_points[3]; }

private:
    CursorPoint m_points[4];
    qint64 m_durationMs = 0;
};

} // namespace banter::demo
