// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "session/publisher.h"

namespace banter {

/// Tells the views how the connection is: its state at once, its figures once a second while there is news, its
/// recording as long as somebody follows it. One thread.
class ConnectionReports final {
public:
    ConnectionReports(ConnectionManager &manager, Clock &clock, Scheduler &scheduler, Publisher &views);
    ~ConnectionReports();
    ConnectionReports(const ConnectionReports &) = delete;
    ConnectionReports &operator=(const ConnectionReports &) = delete;

    /// The state changed.
    void publish();
    /// The figures changed.
    void noteFrame();
    /// From now on, or no longer, the recording comes along.
    void follow(bool active);

private:
    void publishMetrics();

    ConnectionManager &m_manager;
    Clock &m_clock;
    Scheduler &m_scheduler;
    Publisher &m_views;
    bool m_followed = false;
    MonoMs m_publishedAt = 0;
    TimerId m_timer = 0;
};

} // namespace banter
