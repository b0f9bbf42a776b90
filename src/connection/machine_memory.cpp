// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/machine.h"

namespace banter::connection {

Machine::Machine(const Memory &memory)
    : m_phase(memory.phase), m_wanted(memory.wanted), m_networkDown(memory.networkDown),
      m_everConnected(memory.everConnected), m_grantedReadCycle(memory.grantedReadCycle), m_trouble(memory.trouble),
      m_code(memory.code), m_attempt(memory.attempt), m_maxTries(memory.maxTries), m_tries(memory.tries),
      m_lived(memory.lived), m_failures(memory.failures), m_quickNormalCloses(memory.quickNormalCloses),
      m_lastDialAt(memory.lastDialAt), m_nextDialAt(memory.nextDialAt), m_openedAt(memory.openedAt),
      m_lastInboundAt(memory.lastInboundAt), m_phaseTimerDue(memory.phaseTimerDue), m_overdueAt(memory.overdueAt),
      m_serial(memory.serial), m_link(memory.link), m_phaseTimer(memory.phaseTimer), m_stableTimer(memory.stableTimer),
      m_pingNonce(memory.pingNonce), m_overdueNonce(memory.overdueNonce), m_nearby(memory.nearby)
{}

Memory Machine::memory() const
{
    return {m_phase,      m_wanted,       m_networkDown, m_everConnected, m_grantedReadCycle,
            m_trouble,    m_code,         m_attempt,     m_failures,      m_quickNormalCloses,
            m_lastDialAt, m_nextDialAt,   m_openedAt,    m_lastInboundAt, m_phaseTimerDue,
            m_serial,     m_link,         m_phaseTimer,  m_stableTimer,   m_overdueAt,
            m_pingNonce,  m_overdueNonce, m_nearby,      m_maxTries,      m_tries,
            m_lived};
}

} // namespace banter::connection
