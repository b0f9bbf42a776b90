// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "dialects/socketio/socketio_wire.h"
#include "transport/system_links.h"

namespace banter::testing {

/// The Socket.IO wire under the programs' connection manager, with the least of a session above it: entering the
/// namespace is the hello, and there is nothing to catch up with.
class ManagedClient final : public QObject {
public:
    explicit ManagedClient(const QUrl &server);
    ~ManagedClient() override;

    void connectWanted() { m_manager.connectWanted(); }
    void disconnectWanted() { m_manager.disconnectWanted(); }
    ConnectionState state() const { return m_manager.status().state; }
    const ConnectionStatus &status() const { return m_manager.status(); }
    const ConnectionMetrics &metrics() const { return m_manager.metrics(); }
    /// Sends a number that the server gives back; whether the last one came back is echoed().
    void echo(int number);
    int echoed() const { return m_echoed; }

private:
    void carry(const wire::Step &step);
    void watch();

    SystemClock m_clock;
    SystemRandom m_random;
    QtScheduler m_scheduler;
    SystemLinkFactory m_links{m_scheduler};
    std::unique_ptr<wire::Wire> m_wire = makeSocketIoWire();
    wire::Opening m_opening;
    ConnectionManager m_manager;
    TimerId m_timer = 0;
    int m_echoed = 0;
};

} // namespace banter::testing
