// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/send_pacer.h"

#include <algorithm>
#include <cmath>

namespace banter {

void SendPacer::begin(double rate, int burst, MonoMs now)
{
    refill(now);
    const double most = std::max(1, burst);
    if (m_burst <= 0 || rate != m_rate || most != m_burst) {
        m_certain = 0;
        m_hoped = most;
    }
    m_rate = rate;
    m_burst = most;
    m_pausedUntil = now;
    m_at = now;
}

void SendPacer::refill(MonoMs now)
{
    const double gained = m_rate > 0 ? double(now - m_at) * m_rate / 1000.0 : 0;
    m_certain = std::min(m_burst, m_certain + gained);
    m_hoped = std::min(m_burst, m_hoped + gained);
    m_at = now;
}

bool SendPacer::may(int onTheWay, MonoMs now)
{
    refill(now);
    if (now < m_pausedUntil || (m_probing && onTheWay > 0))
        return false;
    if (m_rate <= 0)
        return true;
    return m_certain - onTheWay >= 1 || (onTheWay == 0 && m_hoped >= 1);
}

// What was sent before the refusal may be stored after it. Only of one that is alone on its way it is certain that no
// other refusal is still to come.
void SendPacer::accepted(int onTheWay, MonoMs now)
{
    refill(now);
    m_certain = std::max(0.0, m_certain - 1);
    m_hoped = std::max(0.0, m_hoped - 1);
    if (onTheWay <= 1)
        m_probing = false;
}

void SendPacer::refused(bool drained, qint64 waitMs, MonoMs now)
{
    refill(now);
    if (drained)
        m_certain = m_hoped = 0;
    m_probing = true;
    m_pausedUntil = std::max(m_pausedUntil, now + waitMs);
}

void SendPacer::linkLost(int onTheWay, MonoMs now)
{
    refill(now);
    m_certain = std::max(0.0, m_certain - onTheWay);
    m_hoped = std::max(0.0, m_hoped - onTheWay);
}

qint64 SendPacer::until(double missing) const
{
    return missing <= 0 ? 0 : qint64(std::ceil(missing * 1000.0 / m_rate));
}

std::optional<qint64> SendPacer::wait(int onTheWay, MonoMs now)
{
    refill(now);
    const qint64 pause = std::max<qint64>(0, m_pausedUntil - now);
    if (m_probing && onTheWay > 0)
        return std::nullopt;
    if (m_rate <= 0)
        return pause;
    if (onTheWay == 0)
        return std::max(pause, until(std::min(1 - m_hoped, 1 - m_certain)));
    if (onTheWay + 1 > m_burst)
        return std::nullopt;
    return std::max(pause, until(1 + onTheWay - m_certain));
}

} // namespace banter
