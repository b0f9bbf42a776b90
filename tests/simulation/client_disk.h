// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/ledger.h"
#include "tests/simulation/store_pool.h"

#include <set>

namespace banter::simulation {

/// A client's disk: a real store in memory that outlives the client's process, can be full, and can be the moment at
/// which that process dies.
class ClientDisk final {
public:
    ClientDisk(Trace &trace, Ledger &ledger, StorePool &pool, int client);
    ~ClientDisk();
    ClientDisk(const ClientDisk &) = delete;
    ClientDisk &operator=(const ClientDisk &) = delete;

    /// What a new process opens. A dead one's stays dead.
    std::unique_ptr<ClientStore> open();
    SqliteClientStore &store() { return *m_store; }
    bool holds(const QString &clientId) const { return m_outbox.contains(clientId); }
    /// It stands in the stored history: should the server lose it, its person has to be told.
    bool hasStored(const QString &clientId) const { return m_history.contains(clientId); }

    bool full = false;
    bool gaveUp = false; ///< something could not be kept since the process began
    /// The process dies at this write, counted from 1; 0: at none. Before it reached the disk, or just after.
    int dieAtWrite = 0;
    bool dieAfter = false;
    bool dead = false; ///< the process died: nothing that it still does has any effect
    int writes = 0;

private:
    class Handle;
    Status apply(const std::vector<keep::Change> &changes);
    void note(const keep::Change &change);

    Trace &m_trace;
    Ledger &m_ledger;
    StorePool &m_pool;
    int m_client;
    std::unique_ptr<SqliteClientStore> m_store;
    std::map<QString, QString> m_outbox;  ///< room by client id: what is durable
    std::map<QString, QString> m_history; ///< the same of the history
};

} // namespace banter::simulation
