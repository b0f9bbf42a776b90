// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <algorithm>
#include <cmath>

namespace banter {

/// Paces what is sent to what a server allows: `rate` a second on average, `burst` at once after a pause.
class TokenBucket final {
public:
    TokenBucket() = default;
    /// `rate` 0 or less: never limits. `burst` at least 1.
    TokenBucket(double rate, int burst, MonoMs now)
        : m_rate(rate), m_burst(std::max(1, burst)), m_tokens(m_burst), m_at(now)
    {}

    bool take(MonoMs now)
    {
        if (m_rate <= 0)
            return true;
        refill(now);
        if (m_tokens < 1.0)
            return false;
        m_tokens -= 1.0;
        return true;
    }
    /// The server's own count says that there is nothing left.
    void drain(MonoMs now)
    {
        m_tokens = 0;
        m_at = now;
    }
    /// Milliseconds until take() says yes; 0 when it would now.
    qint64 wait(MonoMs now)
    {
        if (m_rate <= 0)
            return 0;
        refill(now);
        return m_tokens >= 1.0 ? 0 : qint64(std::ceil((1.0 - m_tokens) * 1000.0 / m_rate));
    }

private:
    void refill(MonoMs now)
    {
        m_tokens = std::min(double(m_burst), m_tokens + double(now - m_at) * m_rate / 1000.0);
        m_at = now;
    }

    double m_rate = 0;
    int m_burst = 1;
    double m_tokens = 1;
    MonoMs m_at = 0;
};

} // namespace banter
