// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/scheduler.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <vector>

namespace tst_scheduler {

using namespace banter;

class SchedulerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsOnceAndLater();
    void callsInTheOrderOfTheirTimes();
    void cancelledIsNotCalled();
    void lateCancelHurtsNobody();
    void callMaySchedule();
    void callMayCancelAnother();
    void endOfTheSchedulerEndsItsCalls();
    void delaysBeyondAnInt();
};

void SchedulerTest::callsOnceAndLater()
{
    QtScheduler scheduler;
    int calls = 0;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(scheduler.after(20, [&] { ++calls; }) != 0);
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
    QVERIFY(timer.elapsed() >= 20);
    bool after = false;
    scheduler.after(60, [&] { after = true; });
    QTRY_VERIFY(after);
    QCOMPARE(calls, 1);
}

void SchedulerTest::callsInTheOrderOfTheirTimes()
{
    QtScheduler scheduler;
    std::vector<int> order;
    scheduler.after(60, [&] { order.push_back(3); });
    scheduler.after(0, [&] { order.push_back(1); });
    scheduler.after(30, [&] { order.push_back(2); });
    QTRY_COMPARE(order.size(), std::size_t(3));
    QCOMPARE(order, (std::vector<int>{1, 2, 3}));
}

void SchedulerTest::cancelledIsNotCalled()
{
    QtScheduler scheduler;
    bool cancelled = false;
    bool other = false;
    const TimerId id = scheduler.after(5, [&] { cancelled = true; });
    scheduler.after(30, [&] { other = true; });
    scheduler.cancel(id);
    scheduler.cancel(id);
    scheduler.cancel(0);
    QTRY_VERIFY(other);
    QVERIFY(!cancelled);
}

// Qt uses the number of a timer that has fired for the next one.
void SchedulerTest::lateCancelHurtsNobody()
{
    QtScheduler scheduler;
    bool first = false;
    bool second = false;
    const TimerId id = scheduler.after(0, [&] { first = true; });
    QTRY_VERIFY(first);
    const TimerId next = scheduler.after(0, [&] { second = true; });
    QVERIFY(next != id);
    scheduler.cancel(id);
    QTRY_VERIFY(second);
}

void SchedulerTest::callMaySchedule()
{
    QtScheduler scheduler;
    int calls = 0;
    std::function<void()> again = [&] {
        if (++calls < 5)
            scheduler.after(0, again);
    };
    scheduler.after(0, again);
    QTRY_COMPARE(calls, 5);
}

void SchedulerTest::callMayCancelAnother()
{
    QtScheduler scheduler;
    bool cancelled = false;
    bool end = false;
    const TimerId victim = scheduler.after(20, [&] { cancelled = true; });
    scheduler.after(0, [&] { scheduler.cancel(victim); });
    scheduler.after(50, [&] { end = true; });
    QTRY_VERIFY(end);
    QVERIFY(!cancelled);
}

void SchedulerTest::endOfTheSchedulerEndsItsCalls()
{
    bool called = false;
    auto scheduler = std::make_unique<QtScheduler>();
    scheduler->after(0, [&] { called = true; });
    scheduler.reset();
    QtScheduler other;
    bool end = false;
    other.after(20, [&] { end = true; });
    QTRY_VERIFY(end);
    QVERIFY(!called);
}

void SchedulerTest::delaysBeyondAnInt()
{
    QtScheduler scheduler;
    bool called = false;
    bool end = false;
    const TimerId id = scheduler.after(std::numeric_limits<qint64>::max(), [&] { called = true; });
    scheduler.after(20, [&] { end = true; });
    QTRY_VERIFY(end);
    QVERIFY(!called);
    scheduler.cancel(id);
}

TEST_WITH_CORE_APPLICATION(SchedulerTest)

} // namespace tst_scheduler

#include "tst_scheduler.moc"
