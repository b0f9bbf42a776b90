// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/client.h"
#include "tests/simulation/editor.h"
#include "tests/simulation/server.h"

namespace banter::simulation {

/// All that a seed makes: a server, some devices of some people, the network between them, and one time for all.
class World final {
public:
    World(quint64 seed, StorePool &pool);
    ~World();

    /// Runs for `ms`, or until `done` is true or a fault was found. False when `done` did not come true.
    bool run(qint64 ms, const std::function<bool()> &done = {});
    void note(const std::string &what) { trace.note(what); }
    void fail(const std::string &what) { trace.fail(what); }

    /// Draws what will happen from here on.
    quint64 below(quint64 bound) { return dice.below(bound); }
    bool chance(int percent) { return dice.below(100) < quint64(percent); }
    qint64 between(qint64 low, qint64 high) { return low + qint64(dice.below(quint64(high - low + 1))); }

    void startServer();
    void crashServer(bool dark);
    void stopServer(int code);
    void endServer();
    void startClient(Client &client, bool withPassword);

    Trace trace;
    SeededRandom dice;
    Timeline timeline;
    Ledger ledger{trace};
    Actor director; ///< what is to happen later
    std::unique_ptr<Server> server;
    std::unique_ptr<Editor> editor;
    std::unique_ptr<Network> network;
    std::vector<std::unique_ptr<Client>> clients;
    std::vector<QString> rooms{QStringLiteral("lobby"), QStringLiteral("alpha"), QStringLiteral("beta")};
    bool chaotic = true; ///< what died comes back by itself

private:
    Server::Config serverConfig();
    Line line();
    void bury();

    bool m_serverComesBack = false;
    std::set<int> m_comeBack;
};

} // namespace banter::simulation
