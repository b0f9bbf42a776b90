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

void add(JobTurns &turns, JobTurns::Rank rank, const QString &whom, int times = 1, const QString &from = {})
{
    for (int i = 0; i < times; ++i)
        turns.add({rank, whom, from.isEmpty() ? whom : from, [] {}, [] {}});
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
        add(turns, JobTurns::Rank::Stranger, Ann, 3);
        QCOMPARE(begun(turns), Ann);
        QCOMPARE(begun(turns), QString());
        add(turns, JobTurns::Rank::Stranger, Bob);
        QCOMPARE(begun(turns), Bob);
        turns.done(JobTurns::Rank::Stranger, Ann);
        QCOMPARE(begun(turns), Ann);
        turns.done(JobTurns::Rank::Stranger, Bob);
        QCOMPARE(begun(turns), QString());
    }

    void allInTurn()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Stranger, Ann, 3);
        add(turns, JobTurns::Rank::Stranger, Bob, 2);
        QStringList order;
        for (QString whom = begun(turns); !whom.isEmpty(); whom = begun(turns)) {
            order.append(whom);
            turns.done(JobTurns::Rank::Stranger, whom);
        }
        QCOMPARE(order, (QStringList{Ann, Bob, Ann, Bob, Ann}));
    }

    void laterWaitsForWhatIsFirst()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Newcomer, Ann);
        add(turns, JobTurns::Rank::Stranger, Bob, 2);
        QCOMPARE(begun(turns), Bob);
        QCOMPARE(begun(turns), Ann); // none of Bob's can be begun
        turns.done(JobTurns::Rank::Newcomer, Ann);
        turns.done(JobTurns::Rank::Stranger, Bob);
        add(turns, JobTurns::Rank::Newcomer, Ann);
        QCOMPARE(begun(turns), Bob);
    }

    void aPlaceIsForTheKnown()
    {
        JobTurns turns(1);
        add(turns, JobTurns::Rank::Newcomer, Ann);
        add(turns, JobTurns::Rank::Newcomer, Bob);
        QCOMPARE(begun(turns), Ann);
        QCOMPARE(begun(turns), QString());
        add(turns, JobTurns::Rank::Stranger, Bob);
        QCOMPARE(begun(turns), QString());
        add(turns, JobTurns::Rank::Known, Bob);
        QCOMPARE(begun(turns), Bob);
        turns.done(JobTurns::Rank::Known, Bob);
        QCOMPARE(begun(turns), QString());
        turns.done(JobTurns::Rank::Newcomer, Ann);
        QCOMPARE(begun(turns), Bob); // the stranger's
        QCOMPARE(begun(turns), QString());
    }

    void whoIsKnownWaitsForNobodyElse()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Stranger, Ann, 3);
        QCOMPARE(begun(turns), Ann);
        add(turns, JobTurns::Rank::Stranger, Bob);
        add(turns, JobTurns::Rank::Known, Ann, 2);
        const auto job = turns.next();
        QVERIFY(job && job->rank == JobTurns::Rank::Known);
        QCOMPARE(begun(turns), Bob); // one at a time of those who are known, too
        turns.done(JobTurns::Rank::Known, Ann);
        const auto next = turns.next();
        QVERIFY(next && next->rank == JobTurns::Rank::Known);
    }

    void inANetworkWhoAsksForLittleComesFirst()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Stranger, Ann, 5, QStringLiteral("one"));
        add(turns, JobTurns::Rank::Stranger, Ann, 1, QStringLiteral("two"));
        const auto job = turns.next();
        QVERIFY(job && job->from == QStringLiteral("two"));
    }

    void whoHasMostMakesRoom()
    {
        JobTurns turns;
        add(turns, JobTurns::Rank::Stranger, Ann, 3);
        add(turns, JobTurns::Rank::Stranger, Bob, 2);
        const auto whom = [&](JobTurns::Rank rank, const QString &asker) {
            const auto job = turns.makeRoom(rank, asker);
            return job ? job->whom : QString();
        };
        const QString carl = QStringLiteral("carl");
        QCOMPARE(whom(JobTurns::Rank::Stranger, Ann), QString());
        QCOMPARE(whom(JobTurns::Rank::Stranger, Bob), QString());
        QCOMPARE(whom(JobTurns::Rank::Newcomer, carl), QString()); // those are before it
        QCOMPARE(whom(JobTurns::Rank::Stranger, carl), Ann);
        QCOMPARE(whom(JobTurns::Rank::Stranger, carl), Ann);
        QCOMPARE(whom(JobTurns::Rank::Stranger, carl), Bob);
        QCOMPARE(whom(JobTurns::Rank::Stranger, carl), QString()); // one of each is left
        QCOMPARE(turns.waiting(JobTurns::Rank::Stranger), 2U);
        // Who is known needs not have less.
        add(turns, JobTurns::Rank::Known, carl, 5);
        QVERIFY(!whom(JobTurns::Rank::Known, carl).isEmpty());
        QVERIFY(!whom(JobTurns::Rank::Known, carl).isEmpty());
        QCOMPARE(turns.waiting(JobTurns::Rank::Stranger), 0U);
        QCOMPARE(whom(JobTurns::Rank::Known, carl), QString());
        QCOMPARE(whom(JobTurns::Rank::Known, Ann), carl);
        QCOMPARE(turns.waiting(JobTurns::Rank::Known), 4U);
        QCOMPARE(begun(turns), carl);
    }

    void whatWasNotAskedStays()
    {
        JobTurns turns;
        for (int i = 0; i < 5; ++i)
            turns.add({JobTurns::Rank::Stranger, Ann, {}, [] {}});
        QVERIFY(!turns.makeRoom(JobTurns::Rank::Known, Bob));
        QCOMPARE(turns.waiting(JobTurns::Rank::Stranger), 5U);
    }

    void runsWhatItWasGiven()
    {
        JobTurns turns;
        int ran = 0;
        turns.add({JobTurns::Rank::Stranger, Ann, {}, [&] { ran = 7; }});
        turns.next()->run();
        QCOMPARE(ran, 7);
    }
};

TEST_WITHOUT_APPLICATION(JobTurnsTest)

} // namespace tst_job_turns

#include "tst_job_turns.moc"
