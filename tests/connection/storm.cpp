// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/storm.h"

#include "tests/connection/walk.h"

#include <algorithm>
#include <map>

namespace banter::testing {

using namespace connection;

std::size_t Storm::peak(Ms width) const
{
    std::map<Ms, std::size_t> bins;
    std::size_t most = 0;
    for (const Ms at : arrivals)
        most = std::max(most, ++bins[at / width]);
    return most;
}

Ms Storm::last() const
{
    return arrivals.empty() ? 0 : *std::max_element(arrivals.begin(), arrivals.end());
}

Storm machineStorm(int count, EndKind kind, int code, Ms outage)
{
    Storm storm;
    for (int client = 1; client <= count; ++client) {
        Walk walk{quint64(client)};
        walk.connectFully();
        walk.stabilise();
        const Ms back = walk.now + outage;
        walk.end(kind, code);
        walk.run(walk.wait());
        while (walk.now < back) {
            walk.end(EndKind::Refused);
            walk.run(walk.wait());
        }
        storm.arrivals.push_back(walk.now - back);
        for (std::size_t i = 2; i < walk.dials.size(); ++i) {
            const Ms wait = walk.dials[i] - walk.dials[i - 1];
            storm.shortest = storm.shortest == 0 ? wait : std::min(storm.shortest, wait);
        }
        if (!storm.broken)
            storm.broken = walk.broken;
    }
    return storm;
}

Storm formulaStorm(int count, Ms outage, const WaitFormula &wait)
{
    Storm storm;
    for (int client = 1; client <= count; ++client) {
        SeededRandom random{quint64(client)};
        Ms now = wait(0, random);
        for (int n = 1; now < outage; ++n)
            now += wait(n, random);
        storm.arrivals.push_back(now - outage);
    }
    return storm;
}

} // namespace banter::testing
