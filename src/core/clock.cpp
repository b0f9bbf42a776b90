// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/clock.h"

#include <QDateTime>

#include <chrono>
#include <ctime>

namespace banter {

MonoMs SystemClock::monotonicMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

// Only Linux has a monotonic clock that stops in suspend and another one that does not; elsewhere the first goes on.
MonoMs SystemClock::sleeplessMs() const
{
#ifdef CLOCK_BOOTTIME
    timespec since{};
    if (::clock_gettime(CLOCK_BOOTTIME, &since) == 0)
        return MonoMs(since.tv_sec) * 1'000 + since.tv_nsec / 1'000'000;
#endif
    return monotonicMs();
}

WallMs SystemClock::wallMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace banter
