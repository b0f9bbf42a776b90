// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/chaos.h"
#include "tests/simulation/finale.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <cstdio>

using namespace banter::simulation;

namespace {

struct Outcome {
    std::string fault;
    quint64 hash = 0;
    std::deque<std::pair<qint64, std::string>> lines;
};

Outcome play(StorePool &pool, quint64 seed, std::size_t lines)
{
    World world(seed, pool);
    world.trace.keep = lines;
    Chaos chaos(world);
    chaos.rage();
    if (!world.trace.failed()) {
        chaos.heal();
        Finale(world).run();
    }
    return {world.trace.fault, world.trace.hash(), world.trace.lines()};
}

void print(quint64 seed, const Outcome &outcome)
{
    for (const auto &[at, line] : outcome.lines)
        std::printf("%10.3f  %s\n", double(at) / 1000.0, line.c_str());
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed),
                outcome.fault.empty() ? "no fault" : outcome.fault.c_str());
    std::printf("trace %016llx\n", static_cast<unsigned long long>(outcome.hash));
    std::fflush(stdout);
}

/// A seed that gives another trace the second time makes every other result worthless.
bool playTwice(StorePool &pool, quint64 seed)
{
    const Outcome first = play(pool, seed, 0);
    const Outcome second = play(pool, seed, 0);
    if (first.hash == second.hash && first.fault == second.fault)
        return true;
    std::printf("seed %llu: two runs differ\n", static_cast<unsigned long long>(seed));
    return false;
}

int playRange(StorePool &pool, quint64 from, quint64 to, int most)
{
    QElapsedTimer timer;
    timer.start();
    int failed = 0;
    quint64 played = 0;
    for (quint64 seed = from; seed <= to && failed < most; ++seed, ++played) {
        const Outcome outcome = play(pool, seed, 120);
        if (outcome.fault.empty())
            continue;
        ++failed;
        print(seed, outcome);
    }
    std::printf("%llu seeds, %d failed, %.1f s\n", static_cast<unsigned long long>(played), failed,
                double(timer.elapsed()) / 1000.0);
    return failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Plays a small world of clients, a server and their network, with "
                                                    "everything that goes wrong, in virtual time."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("seed"), QStringLiteral("Plays one seed and prints all that happened."), QStringLiteral("N")},
        {QStringLiteral("seeds"), QStringLiteral("Plays a range of seeds."), QStringLiteral("FROM..TO")},
        {QStringLiteral("twice"), QStringLiteral("Plays the seeds twice each and compares."),
         QStringLiteral("FROM..TO")},
        {QStringLiteral("lines"), QStringLiteral("How many lines of a trace are printed."), QStringLiteral("N"),
         QStringLiteral("100000")},
        {QStringLiteral("stop-after"), QStringLiteral("Stops after so many failed seeds."), QStringLiteral("N"),
         QStringLiteral("1")},
    });
    parser.process(app);
    StorePool pool;
    if (parser.isSet(QStringLiteral("seed"))) {
        const quint64 seed = parser.value(QStringLiteral("seed")).toULongLong();
        const Outcome outcome = play(pool, seed, parser.value(QStringLiteral("lines")).toULongLong());
        print(seed, outcome);
        return outcome.fault.empty() ? 0 : 1;
    }
    const bool twice = parser.isSet(QStringLiteral("twice"));
    const QStringList range =
        parser.value(twice ? QStringLiteral("twice") : QStringLiteral("seeds")).split(QStringLiteral(".."));
    if (range.size() != 2 || range[0].toULongLong() > range[1].toULongLong())
        parser.showHelp(2);
    if (!twice)
        return playRange(pool, range[0].toULongLong(), range[1].toULongLong(),
                         parser.value(QStringLiteral("stop-after")).toInt());
    bool same = true;
    for (quint64 seed = range[0].toULongLong(); seed <= range[1].toULongLong(); ++seed)
        same = playTwice(pool, seed) && same;
    return same ? 0 : 1;
}
