// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"

#include <algorithm>

namespace banter::profile {

/// The heartbeat that a client owes to some servers: a word every so often, and something must come back in time.
class Pulse {
public:
    explicit Pulse(const Heartbeat &figures) : m_figures(figures) {}

    void start(MonoMs now)
    {
        m_answerBy.reset();
        m_granted = false;
        if (m_figures.everyMs > 0)
            m_next = now + m_figures.everyMs;
    }
    void stop()
    {
        m_next.reset();
        m_answerBy.reset();
    }
    /// Any frame proves life, not only the answer: it may be stuck behind a flood of messages.
    void heard()
    {
        m_answerBy.reset();
        m_granted = false;
    }
    std::optional<MonoMs> nextTick() const
    {
        return m_next && m_answerBy ? std::min(*m_next, *m_answerBy) : m_answerBy ? m_answerBy : m_next;
    }
    /// Whether it is time for the word; the answer is awaited from then on.
    bool due(MonoMs now)
    {
        if (!m_next || now < *m_next)
            return false;
        m_next = now + m_figures.everyMs;
        if (!m_answerBy && m_figures.withinMs > 0)
            m_answerBy = now + m_figures.withinMs;
        return true;
    }
    /// Whether the server is dead. A look that comes far too late shows that this process stood still: what the server
    /// sent may wait to be read, so there is one more turn (connection/CONNECTION.md).
    bool missed(MonoMs now)
    {
        if (!m_answerBy || now < *m_answerBy)
            return false;
        if (now - *m_answerBy > LateMs && !m_granted) {
            m_granted = true;
            m_answerBy = now + ReadCycleMs;
            return false;
        }
        return true;
    }

private:
    static constexpr qint64 LateMs = 1'000;
    static constexpr qint64 ReadCycleMs = 100;
    Heartbeat m_figures;
    bool m_granted = false;
    std::optional<MonoMs> m_next;
    std::optional<MonoMs> m_answerBy;
};

} // namespace banter::profile
