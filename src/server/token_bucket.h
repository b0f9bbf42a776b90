// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace banter {

/// A token bucket: `perSecond` on average (0: no limit), `burst` at once. Pure.
class TokenBucket final {
public:
    TokenBucket(double perSecond, int burst) : m_perSecond(perSecond), m_burst(burst), m_tokens(burst) {}

    /// 0 when it is allowed and counted, else the milliseconds until it would be. `cost` is at most the burst.
    qint64 take(MonoMs now, double cost = 1.0)
    {
        const qint64 wait = waitFor(now, cost);
        if (wait == 0 && m_perSecond > 0)
            m_tokens -= cost;
        return wait;
    }
    /// Something that was done already costs so much: what comes next waits until it is made up for, at most as long as
    /// for a whole burst.
    void charge(MonoMs now, double cost)
    {
        waitFor(now, 0);
        if (m_perSecond > 0)
            m_tokens = std::max(m_tokens - cost, -double(m_burst));
    }
    /// As take(), and nothing is counted.
    qint64 waitFor(MonoMs now, double cost)
    {
        if (m_perSecond <= 0)
            return 0;
        if (m_at)
            m_tokens = std::min(double(m_burst), m_tokens + double(now - *m_at) * m_perSecond / 1000.0);
        m_at = now;
        if (m_tokens >= cost)
            return 0;
        return std::max<qint64>(1, qint64(std::ceil((cost - m_tokens) * 1000.0 / m_perSecond)));
    }

private:
    double m_perSecond;
    int m_burst;
    double m_tokens;
    std::optional<MonoMs> m_at;
};

} // namespace banter
