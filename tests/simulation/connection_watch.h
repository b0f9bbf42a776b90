// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "tests/simulation/client_disk.h"
#include "tests/simulation/network.h"

namespace banter::simulation {

/// An eye on one client's connection: what it does to its links, and what it says of them.
class ConnectionWatch final : public LinkWatch {
public:
    ConnectionWatch(Trace &trace, Ledger &ledger, const Timeline &timeline, const Actor &machine, ClientDisk &disk,
                    int client);

    /// A new process: it knows nothing of the old one's dials.
    void begin();
    /// The person connects, which starts the counts anew.
    void personConnects()
    {
        m_connectTold = true;
        hint();
    }
    /// Something makes the next dial come sooner, now or when it is noticed: the person, the network around, a sleep.
    void hint() { m_hintedUntil = std::max(m_hintedUntil, m_timeline.now() + NoticedMs); }
    /// The machine slept or stood still.
    void slept(qint64 ms);
    void status(const ConnectionStatus &status);
    /// After each step.
    void check(bool connected);
    bool hasLink() const { return m_adopted != 0; }

    // LinkWatch
    void dialled(quint64 wire) override;
    void opened(quint64 wire) override;
    bool sends(quint64 wire, const std::vector<protocol::ClientItem> &items) override;
    void tellsAStranger(const protocol::Hello &hello) override;
    void heard(quint64 wire, const std::vector<SharedItemPtr> &items) override;
    void retired(quint64 wire) override;
    void ended(quint64 wire, const LinkEnd &end) override;
    void heardPong(quint64 wire) override;

private:
    /// A sleep is looked for every second.
    static constexpr qint64 NoticedMs = 2'000;

    void fail(const std::string &what);
    void note(const std::string &what);
    void lost();
    void heardFailure(const Error &error);
    void checkPlan(const ConnectionStatus &status);

    Trace &m_trace;
    Ledger &m_ledger;
    const Timeline &m_timeline;
    const Actor &m_machine;
    ClientDisk &m_disk;
    int m_client;

    quint64 m_adopted = 0;
    std::optional<MonoMs> m_lastDial;
    MonoMs m_lastHeard = 0;
    qint64 m_lostAt = 0;     ///< on the timeline
    qint64 m_awakeSince = 0; ///< on the timeline
    bool m_welcomed = false;
    bool m_listed = false;
    bool m_refused = false;
    std::set<quint64> m_waiting; ///< requests of the resume without an answer
    ConnectionStatus m_status;
    MonoMs m_connectedAt = 0;
    bool m_connectTold = false;
    qint64 m_hintedUntil = 0; ///< on the timeline
    int m_failures = 0;       ///< that are beyond doubt, since the last stable connection
};

} // namespace banter::simulation
