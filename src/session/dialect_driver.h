// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "dialects/api/dialect.h"

#include <functional>

namespace banter {

/// Carries frames from the link to the dialect and back, events on to the session, and time to a dialect that counts
/// it. One thread.
class DialectDriver final {
public:
    /// `hear` is called for each event, in their order.
    DialectDriver(Dialect &dialect, ConnectionManager &manager, Clock &clock, Scheduler &scheduler,
                  std::function<void(const heard::Event &)> hear);
    ~DialectDriver();
    DialectDriver(const DialectDriver &) = delete;
    DialectDriver &operator=(const DialectDriver &) = delete;

    void received(const Frame &frame) { carry(m_dialect.received(frame, m_clock.monotonicMs())); }
    /// To the server, in this order.
    void request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests);
    /// What the dialect made of a step.
    void carry(DialectOutput output);

private:
    void watch();

    Dialect &m_dialect;
    ConnectionManager &m_manager;
    Clock &m_clock;
    Scheduler &m_scheduler;
    std::function<void(const heard::Event &)> m_hear;
    TimerId m_timer = 0;
    MonoMs m_tickAt = 0;
};

} // namespace banter
