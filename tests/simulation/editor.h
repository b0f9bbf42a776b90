// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "tests/simulation/server.h"

namespace banter::simulation {

/// What people do to messages of theirs in other programs than the ones that are played here: they change and delete
/// them, over whatever link of theirs there is. Draws from a stream of its own, and does nothing in some worlds, so
/// that those are what they were before messages could change.
class Editor final {
public:
    Editor(Actor &director, Server &server, Ledger &ledger, quint64 seed);

    /// From now on until rest(), now and then.
    void begin();
    void rest() { m_active = false; }
    /// So many changes now.
    void change(int count);

private:
    void later();
    void step();
    qint64 between(qint64 low, qint64 high) { return low + qint64(m_dice.below(quint64(high - low + 1))); }

    Actor &m_director;
    Server &m_server;
    Ledger &m_ledger;
    SeededRandom m_dice;
    bool m_works;
    bool m_active = false;
    int m_number = 0;
};

} // namespace banter::simulation
