// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/close_policy.h"
#include "connection/constants.h"

#include "core/random.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace banter::testing {

/// Everybody comes back at once: when each of a crowd of clients reaches a server that was away.
struct Storm {
    std::vector<connection::Ms> arrivals; ///< since the server is back, one for each client
    std::optional<std::string> broken;    ///< the first invariant of the machine that did not hold, if any
    connection::Ms shortest = 0;          ///< the shortest wait between two dials of one client; 0: there was none
    std::size_t peak(connection::Ms width = 100) const; ///< most arrivals within `width` ms, counted in such bins
    connection::Ms last() const;                        ///< when the last one is there
};

/// Clients 1 to `count` as real machines (connection/machine.h) in virtual time, each with its own seed. They have a
/// stable connection that ends in the given way; until `outage` ms later every dial is refused at once.
Storm machineStorm(int count, connection::EndKind kind, int code, connection::Ms outage);

/// The same for a client that is nothing but a formula: the wait before dial `n` (from 0) after the connection was
/// lost.
using WaitFormula = std::function<connection::Ms(int n, SeededRandom &random)>;
Storm formulaStorm(int count, connection::Ms outage, const WaitFormula &wait);

} // namespace banter::testing
