// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/constants.h"

#include <algorithm>

namespace banter::connection {

/// The wait before the next dial after `failures` failed ones (0 or more); `unit` is uniform in [0, 1). The jitter
/// comes after the cap, since a crowd that has reached the cap would otherwise stay in step for ever. Gives 750 to
/// 37,500 ms.
/// `nearby`: at most NearbyCap, with the jitter before the cap.
inline Ms backoffDelay(int failures, double unit, bool nearby = false)
{
    const int exponent = std::clamp(failures, 0, BackoffMaxExponent);
    const Ms plain = std::min(BackoffCap, BackoffBase << exponent);
    const Ms spread = Ms(double(plain) * (JitterLow + (JitterHigh - JitterLow) * unit));
    return nearby ? std::min(NearbyCap, spread) : spread;
}

/// The wait before the first dial after a server said that it goes away. Gives 750 to 5,000 ms.
inline Ms wideDelay(double unit)
{
    return WideLow + Ms(double(WideHigh - WideLow) * unit);
}

} // namespace banter::connection
