// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/storm.h"

#include <algorithm>
#include <cstdio>

// How many of 10,000 clients come back within the same 100 ms: Banter's own machine beside the usual formulae.
namespace {

using namespace banter;
using namespace banter::connection;
using namespace banter::testing;

constexpr int Clients = 10'000;
constexpr Ms Outage = 60'000;

double plain(int n)
{
    return double(std::min<Ms>(BackoffCap, BackoffBase << std::min(n, BackoffMaxExponent)));
}

Ms noJitter(int n, SeededRandom &)
{
    return Ms(plain(n));
}

Ms jitterBeforeTheCap(int n, SeededRandom &random)
{
    const double doubled = double(BackoffBase << std::min(n, BackoffMaxExponent));
    return Ms(std::min(double(BackoffCap), doubled * random.uniform(0.75, 1.25)));
}

Ms jitterAfterTheCap(int n, SeededRandom &random)
{
    return Ms(plain(n) * random.uniform(0.75, 1.25));
}

Ms fullJitter(int n, SeededRandom &random)
{
    return Ms(plain(n) * random.uniform(0.0, 1.0));
}

Ms uptoFiveSeconds(int, SeededRandom &random)
{
    return Ms(random.uniform(0.0, 5'000.0));
}

void print(const char *name, const Storm &storm)
{
    std::printf("| %s | %zu | %.1f |\n", name, storm.peak(), double(storm.last()) / 1'000);
}

} // namespace

int main()
{
    std::printf("%d clients, most arrivals within 100 ms, and s until the last one is there\n\n", Clients);
    std::printf("| after an outage of %lld s | peak | last |\n|---|---|---|\n", static_cast<long long>(Outage / 1'000));
    const Storm outage = machineStorm(Clients, EndKind::Lost, 1006, Outage);
    print("Banter", outage);
    print("no jitter", formulaStorm(Clients, Outage, noJitter));
    print("+-25 % before the cap", formulaStorm(Clients, Outage, jitterBeforeTheCap));
    print("+-25 % after the cap", formulaStorm(Clients, Outage, jitterAfterTheCap));
    print("full jitter", formulaStorm(Clients, Outage, fullJitter));

    std::printf("\n| after a restart that takes no time | peak | last |\n|---|---|---|\n");
    const Storm goingAway = machineStorm(Clients, EndKind::CloseFrame, 1001, 0);
    const Storm restart = machineStorm(Clients, EndKind::CloseFrame, 1012, 0);
    const Storm killed = machineStorm(Clients, EndKind::Lost, 1006, 0);
    print("Banter, told 1001", goingAway);
    print("Banter, told 1012", restart);
    print("Banter, told nothing", killed);
    print("no jitter", formulaStorm(Clients, 0, noJitter));
    print("1 s +-25 %", formulaStorm(Clients, 0, jitterAfterTheCap));
    print("0 to 5 s", formulaStorm(Clients, 0, uptoFiveSeconds));
    for (const Storm *storm : {&outage, &goingAway, &restart, &killed}) {
        if (storm->broken) {
            std::fprintf(stderr, "an invariant of the machine was broken: %s\n", storm->broken->c_str());
            return 1;
        }
    }
    return 0;
}
