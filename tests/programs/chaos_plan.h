// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "chaos_proxy.h"

#include <vector>

namespace banter::test {

/// One thing that happens to somebody.
struct Blow {
    enum class Kind {
        Network,    ///< `fault` for `lastsMs`
        KillClient, ///< SIGKILL, and started again after `lastsMs`
        StopClient, ///< SIGSTOP, and SIGCONT after `lastsMs`
        KillServer,
        StopServer,
    };
    qint64 atMs = 0; ///< since the beginning
    qint64 lastsMs = 0;
    Kind kind = Kind::Network;
    Fault fault = Fault::Drop;
    int client = 0; ///< from 0; -1: all of them
};

/// How often what happens, on average.
struct ChaosPace {
    qint64 networkEveryMs = 1'500; ///< to one of the clients or, one time in eight, to all
    qint64 killClientEveryMs = 4'000;
    qint64 stopClientEveryMs = 5'000;
    qint64 killServerEveryMs = 7'000;
    qint64 stopServerEveryMs = 9'000;
    qint64 longestMs = 2'500; ///< that something lasts; at least a tenth of it
};

/// Everything that will happen within `lengthMs`, by time: the same for the same seed.
std::vector<Blow> chaosPlan(quint64 seed, qint64 lengthMs, int clients, const ChaosPace &pace);

/// A line for each.
QString describe(const std::vector<Blow> &plan);
/// How many of each kind, in one line.
QString summary(const std::vector<Blow> &plan);

} // namespace banter::test
