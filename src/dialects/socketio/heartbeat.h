// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <optional>

namespace banter::socketio {

/// The server pings every pingInterval; when nothing came for that and pingTimeout, it is dead. Any packet counts, not
/// only a ping: a ping may be stuck behind a flood of messages.
class Heartbeat {
public:
    /// `allowanceMs`: how long the server may be silent; 0: for ever.
    void start(qint64 allowanceMs, MonoMs now)
    {
        m_deadline.reset();
        m_allowance = allowanceMs;
        heard(now);
    }
    void stop() { m_deadline.reset(); }
    void heard(MonoMs now)
    {
        if (m_allowance > 0)
            m_deadline = now + m_allowance;
        m_granted = false;
    }
    std::optional<MonoMs> deadline() const { return m_deadline; }
    /// Whether the server is dead. A look that comes far too late shows that this process stood still: what the server
    /// sent may wait to be read, so there is one more turn (connection/CONNECTION.md).
    bool missed(MonoMs now)
    {
        if (!m_deadline || now < *m_deadline)
            return false;
        if (now - *m_deadline > LateMs && !m_granted) {
            m_granted = true;
            m_deadline = now + ReadCycleMs;
            return false;
        }
        return true;
    }

private:
    static constexpr qint64 LateMs = 1'000;
    static constexpr qint64 ReadCycleMs = 100;
    qint64 m_allowance = 0;
    bool m_granted = false;
    std::optional<MonoMs> m_deadline;
};

} // namespace banter::socketio
