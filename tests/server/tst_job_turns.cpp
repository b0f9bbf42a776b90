// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/job_turns.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_job_turns {

using namespace banter;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Bob = QStringLiteral("bob");

void add(JobTurns &turns, JobTurns::Rank rank, const QString &whom, int times = 1)
{
    for (int i = 0; i < times; ++i)
        turns.add(rank, {whom, [] {}});
}

/// Whose job is begun next; nothing where none is.
QString begun(JobTurns &turns)
{
    const auto job = turns.next();
    return job ? job->whom : QString();
}

} // namespace

class JobTurnsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneAtATimeOfEach()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::First, Ann, 3);
        QCOMPARE(begun(turns), Ann);
        QCOMPARE(begun(turns), QString());
        add(turns, JobTurns::Rank::First, Bob);
        QCOMPARE(begun(turns), Bob);
        turns.done(Ann);
        QCOMPARE(begun(turns), Ann);
        turns.done(Bob);
        QCOMPARE(begun(turns), QString());
    }

    void allInTurn()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::First, Ann, 3);
        add(turns, JobTurns::Rank::First, Bob, 2);
        QStringList order;
        for (QString whom = begun(turns); !whom.isEmpty(); whom = begun(turns)) {
            order.append(whom);
            turns.done(whom);
        }
        QCOMPARE(order, (QStringList{Ann, Bob, Ann, Bob, Ann}));
    }

    void laterWaitsForWhatIsFirst()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Later, Ann);
        add(turns, JobTurns::Rank::First, Bob, 2);
        QCOMPARE(begun(turns), Bob);
        QCOMPARE(begun(turns), Ann); // none of Bob's can be begun
        turns.done(Ann);
        turns.done(Bob);
        add(turns, JobTurns::Rank::Later, Ann);
        QCOMPARE(begun(turns), Bob);
    }

    void runsWhatItWasGiven()
    {
        JobTurns turns;
        int ran = 0;
        turns.add(JobTurns::Rank::First, {Ann, [&] { ran = 7; }});
        turns.next()->run();
        QCOMPARE(ran, 7);
    }
};

TEST_WITHOUT_APPLICATION(JobTurnsTest)

} // namespace tst_job_turns

#include "tst_job_turns.moc"
