// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

namespace banter::testing {

/// Time that moves only when the test says so. All clocks move together, but for stepWall() and sleep().
class ManualClock final : public Clock {
public:
    MonoMs monotonicMs() const override { return m_mono; }
    MonoMs sleeplessMs() const override { return m_mono + m_slept; }
    WallMs wallMs() const override { return m_wall; }

    void advance(qint64 ms)
    {
        m_mono += ms;
        m_wall += ms;
    }
    /// Somebody set the calendar.
    void stepWall(qint64 ms) { m_wall += ms; }
    /// The machine slept: the calendar went on, the monotonic clock did not.
    void sleep(qint64 ms)
    {
        m_wall += ms;
        m_slept += ms;
    }

private:
    MonoMs m_mono = 1'000'000;
    MonoMs m_slept = 0;
    WallMs m_wall = 1'700'000'000'000;
};

} // namespace banter::testing
