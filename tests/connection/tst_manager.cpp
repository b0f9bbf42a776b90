// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/rig.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

namespace tst_manager {

using namespace banter;
using namespace banter::testing;

class ManagerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysConnectingThenConnected();
    void nothingIsSaidFromInsideACall();
    void requestIsMadeAnewForEveryDial();
    void aServerOnThisComputerIsTriedOften();
    void framesComeAfterOpenedInOrder();
    void aLastWordIsHeardBeforeTheEnd();
    void framesOfAFormerLinkAreNotHeard();
    void aFloodOfFramesIsHeardInTime();
    void aFloodOfFramesLeavesOthersTheirTurn();
    void whatAHandlerAsksForComesBeforeWhatWaits();
    void lostLinkReconnectsAndTellsWhen();
    void refusedSignInIsTerminal();
    void theAnswerToTheSignInIsToldAndNotTheCloseBehindIt();
    void whatMustNotBeOpenedIsNotDialled();
    void disconnectClosesAndAbortsAfterASecond();
    void disconnectedPeerThatAnswersIsNotAborted();
    void noDialAfterDisconnectWhenTheNetworkComesUp();
    void afterASleepOfAnHourADeadLinkIsReplacedWithinTwoSeconds_data();
    void afterASleepOfAnHourADeadLinkIsReplacedWithinTwoSeconds();
    void whereTheSystemTellsOfASleepNothingTicks();
    void theCalendarAloneChangesNothing_data();
    void theCalendarAloneChangesNothing();
    void drainedComesBelowLowWater();
    void roundTripsAreMeasuredByNonce();
    void metricsCount();
    void sendingWithoutALinkIsRefused();
    void deletedInTheMiddleOfADial();
};

void ManagerTest::saysConnectingThenConnected()
{
    Rig rig;
    QCOMPARE(rig.state(), ConnectionState::Disconnected);
    rig.manager.connectWanted();
    rig.scheduler.settle();
    QCOMPARE(rig.state(), ConnectionState::Connecting);
    rig.links.last().link->beOpened();
    rig.scheduler.settle();
    QCOMPARE(rig.state(), ConnectionState::Connecting);
    rig.manager.helloAccepted();
    rig.scheduler.settle();
    QCOMPARE(rig.state(), ConnectionState::Connecting);
    rig.manager.resumed();
    rig.scheduler.settle();
    QCOMPARE(rig.state(), ConnectionState::Connected);
    QVERIFY(rig.manager.metrics().connectedSince > 0);
}

void ManagerTest::nothingIsSaidFromInsideACall()
{
    Rig rig;
    QSignalSpy status(&rig.manager, &ConnectionManager::statusChanged);
    rig.manager.connectWanted();
    QCOMPARE(status.count(), 0);
    QCOMPARE(rig.links.links.size(), std::size_t(0));
    rig.scheduler.settle();
    QCOMPARE(status.count(), 1);
    rig.links.last().link->beOpened();
    QCOMPARE(rig.log, QString());
    rig.scheduler.settle();
    QCOMPARE(rig.log, QStringLiteral("opened "));
}

void ManagerTest::requestIsMadeAnewForEveryDial()
{
    Rig rig;
    rig.connectFully();
    rig.links.last().link->end(LinkEnd::Kind::Lost);
    rig.scheduler.run(2'000);
    QCOMPARE(rig.links.links.size(), std::size_t(2));
    QVERIFY(rig.links.links[0]->request.url != rig.links.links[1]->request.url);
}

void ManagerTest::aServerOnThisComputerIsTriedOften()
{
    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeLinkFactory links;
    ConnectionManager manager{{links, clock, random, scheduler, nullptr}, [] {
                                  LinkRequest request;
                                  request.url = QUrl(QStringLiteral("ws://[::1]:7788"));
                                  return request;
                              }};
    manager.connectWanted();
    scheduler.settle();
    for (int dials = 1; dials < 20; ++dials) {
        QCOMPARE(links.links.size(), std::size_t(dials));
        links.last().link->end(LinkEnd::Kind::Refused);
        scheduler.run(5'000);
    }
}

void ManagerTest::framesComeAfterOpenedInOrder()
{
    Rig rig;
    rig.manager.connectWanted();
    rig.scheduler.settle();
    FakeLink *link = rig.links.last().link;
    link->beOpened();
    link->hear("one");
    link->hear("two");
    rig.scheduler.settle();
    QCOMPARE(rig.log, QStringLiteral("opened one two "));
}

void ManagerTest::aLastWordIsHeardBeforeTheEnd()
{
    Rig rig;
    rig.connectFully();
    rig.log.clear();
    FakeLink *link = rig.links.last().link;
    link->hear("because");
    link->end(LinkEnd::Kind::CloseFrame, 4001, QString::fromUtf8("\u001b[31mgo\u009b0m\naway"));
    rig.scheduler.settle();
    QCOMPARE(rig.log, QStringLiteral("because lost "));
    QCOMPARE(rig.manager.metrics().closes.back().reason, QStringLiteral("go away"));
    QVERIFY(rig.manager.status().terminal);
    QCOMPARE(rig.manager.status().trouble, ConnectionTrouble::Credentials);
    QCOMPARE(rig.manager.status().code, 4001);
    QCOMPARE(rig.manager.status().reason, QStringLiteral("go away"));
}

void ManagerTest::framesOfAFormerLinkAreNotHeard()
{
    Rig rig;
    rig.connectFully();
    FakeLink *old = rig.links.last().link;
    rig.manager.disconnectWanted();
    rig.scheduler.settle();
    rig.log.clear();
    old->hear("late");
    rig.scheduler.settle();
    QCOMPARE(rig.log, QString());
}

// 200 KB on the wire. Where each frame costs as much as there are others, this takes minutes.
void ManagerTest::aFloodOfFramesIsHeardInTime()
{
    Rig rig;
    rig.connectFully();
    rig.log.clear();
    for (int i = 0; i < 50'000; ++i)
        rig.links.last().link->hear("x");
    QElapsedTimer since;
    since.start();
    rig.scheduler.settle();
    QCOMPARE(rig.log.size(), qsizetype(2 * 50'000));
    QVERIFY2(since.elapsed() < 10'000, QByteArray::number(since.elapsed()).constData());
}

void ManagerTest::aFloodOfFramesLeavesOthersTheirTurn()
{
    Rig rig;
    rig.connectFully();
    rig.log.clear();
    for (int i = 0; i < 5'000; ++i)
        rig.links.last().link->hear("x");
    qsizetype heard = -1;
    rig.scheduler.after(0, [&] { heard = rig.log.size() / 2; });
    rig.scheduler.settle();
    QVERIFY2(heard > 0 && heard < 5'000, QByteArray::number(heard).constData());
    QCOMPARE(rig.log.size(), qsizetype(2 * 5'000));
    QCOMPARE(rig.state(), ConnectionState::Connected);
}

void ManagerTest::whatAHandlerAsksForComesBeforeWhatWaits()
{
    Rig rig;
    rig.connectFully();
    rig.log.clear();
    QObject::connect(&rig.manager, &ConnectionManager::frameReceived, &rig.manager, [&rig](const Frame &frame) {
        if (frame.data == "1")
            rig.manager.disconnectWanted();
    });
    for (int i = 0; i < 5'000; ++i)
        rig.links.last().link->hear(QByteArray::number(i));
    rig.scheduler.settle();
    QCOMPARE(rig.log, QStringLiteral("0 1 lost "));
}

void ManagerTest::lostLinkReconnectsAndTellsWhen()
{
    Rig rig;
    rig.connectFully();
    rig.links.last().link->end(LinkEnd::Kind::Lost);
    rig.scheduler.settle();
    QCOMPARE(rig.state(), ConnectionState::Reconnecting);
    const qint64 wait = rig.manager.status().nextTryAt - rig.clock.monotonicMs();
    QVERIFY(wait >= 750 && wait <= 1'250);
    rig.scheduler.run(wait);
    QCOMPARE(rig.links.links.size(), std::size_t(2));
    QCOMPARE(rig.manager.status().nextTryAt, MonoMs(0));
}

void ManagerTest::refusedSignInIsTerminal()
{
    Rig rig;
    rig.manager.connectWanted();
    rig.scheduler.settle();
    rig.links.last().link->beOpened();
    rig.scheduler.settle();
    rig.manager.helloRefused(ConnectionTrouble::Credentials, QStringLiteral("wrong password"));
    rig.scheduler.settle();
    QVERIFY(rig.manager.status().terminal);
    QCOMPARE(rig.manager.status().reason, QStringLiteral("wrong password"));
    rig.scheduler.run(600'000);
    QCOMPARE(rig.links.links.size(), std::size_t(1));
    rig.manager.connectWanted();
    rig.scheduler.settle();
    QCOMPARE(rig.links.links.size(), std::size_t(2));
}

// A registration of a taken name is tried as a sign-in, too: "the password is wrong" is then what the link closes with,
// and not what the person asked.
void ManagerTest::theAnswerToTheSignInIsToldAndNotTheCloseBehindIt()
{
    Rig rig;
    QObject::connect(&rig.manager, &ConnectionManager::frameReceived, &rig.manager, [&rig] {
        rig.manager.helloRefused(ConnectionTrouble::Credentials, QStringLiteral("That name is taken."));
    });
    rig.manager.connectWanted();
    rig.scheduler.settle();
    rig.links.last().link->beOpened();
    rig.scheduler.settle();
    rig.links.last().link->hear("refused"); // in one stroke with the end of the link
    rig.links.last().link->end(LinkEnd::Kind::CloseFrame, 4001, QStringLiteral("The password is wrong."));
    rig.scheduler.settle();
    QVERIFY(rig.manager.status().terminal);
    QCOMPARE(rig.manager.status().reason, QStringLiteral("That name is taken."));
}

void ManagerTest::whatMustNotBeOpenedIsNotDialled()
{
    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeLinkFactory links;
    QString refusal = QStringLiteral("not such a token");
    ConnectionManager manager({links, clock, random, scheduler, nullptr}, [&] {
        LinkRequest request;
        request.refusal = refusal;
        return request;
    });
    manager.connectWanted();
    scheduler.run(60'000);
    QVERIFY(links.links.empty());
    QCOMPARE(manager.metrics().dials, 0);
    QVERIFY(manager.status().terminal);
    QCOMPARE(manager.status().trouble, ConnectionTrouble::Credentials);
    QCOMPARE(manager.status().reason, QStringLiteral("not such a token"));
    QVERIFY(!manager.rejection()); // no server has said anything
    refusal.clear();
    manager.connectWanted();
    scheduler.run(5'000);
    QCOMPARE(links.links.size(), std::size_t(1));
}

void ManagerTest::disconnectClosesAndAbortsAfterASecond()
{
    Rig rig;
    rig.connectFully();
    rig.manager.disconnectWanted();
    rig.scheduler.settle();
    QCOMPARE(rig.links.last().closeCode, 1000);
    QVERIFY(!rig.links.last().aborted);
    QCOMPARE(rig.state(), ConnectionState::Disconnected);
    rig.scheduler.run(1'000);
    QVERIFY(rig.links.last().aborted);
}

void ManagerTest::disconnectedPeerThatAnswersIsNotAborted()
{
    Rig rig;
    rig.connectFully();
    rig.manager.disconnectWanted();
    rig.scheduler.settle();
    rig.links.last().link->end(LinkEnd::Kind::Local, 1000);
    rig.scheduler.run(5'000);
    QVERIFY(!rig.links.last().aborted);
    QCOMPARE(rig.links.links.size(), std::size_t(1));
}

void ManagerTest::noDialAfterDisconnectWhenTheNetworkComesUp()
{
    Rig rig;
    rig.connectFully();
    rig.manager.disconnectWanted();
    rig.scheduler.settle();
    rig.network.goDown();
    rig.network.goUp();
    rig.scheduler.run(120'000);
    QCOMPARE(rig.links.links.size(), std::size_t(1));
}

void ManagerTest::afterASleepOfAnHourADeadLinkIsReplacedWithinTwoSeconds_data()
{
    QTest::addColumn<bool>("monotonicClockStops");
    QTest::newRow("as on Linux") << true;
    QTest::newRow("as elsewhere") << false;
}

void ManagerTest::afterASleepOfAnHourADeadLinkIsReplacedWithinTwoSeconds()
{
    QFETCH(bool, monotonicClockStops);
    Rig rig;
    rig.connectFully();
    rig.scheduler.run(5'300);
    if (monotonicClockStops)
        rig.clock.sleep(3'600'000);
    else
        rig.clock.advance(3'600'000); // and no timer was served meanwhile
    // The link looks alive, but no byte passes any more.
    rig.scheduler.run(2'000);
    QVERIFY(!rig.links.links[0]->pings.empty());
    QVERIFY(rig.links.links[0]->aborted);
    QCOMPARE(rig.links.links.size(), std::size_t(2));
}

void ManagerTest::whereTheSystemTellsOfASleepNothingTicks()
{
    FakeSleepWatch watch;
    Rig rig(&watch);
    QCOMPARE(rig.scheduler.pending(), std::size_t(0)); // whoever does nothing wakes for nothing
    rig.connectFully();
    rig.scheduler.run(5'300);
    watch.wake(); // somebody set the calendar
    rig.scheduler.settle();
    QVERIFY(rig.links.links[0]->pings.empty());
    rig.clock.sleep(3'600'000);
    watch.wake();
    rig.scheduler.run(2'000);
    QVERIFY(!rig.links.links[0]->pings.empty());
    QVERIFY(rig.links.links[0]->aborted);
    QCOMPARE(rig.links.links.size(), std::size_t(2));
}

void ManagerTest::theCalendarAloneChangesNothing_data()
{
    QTest::addColumn<qint64>("step");
    QTest::newRow("an hour back") << qint64(-3'600'000);
    QTest::newRow("twelve hours back") << qint64(-12 * 3'600'000);
    QTest::newRow("twelve hours on") << qint64(12 * 3'600'000);
    QTest::newRow("a correction") << qint64(2'000);
}

void ManagerTest::theCalendarAloneChangesNothing()
{
    QFETCH(qint64, step);
    Rig rig;
    rig.connectFully();
    rig.scheduler.run(5'000);
    rig.clock.stepWall(step);
    rig.scheduler.run(15'000);
    QCOMPARE(rig.state(), ConnectionState::Connected);
    QCOMPARE(rig.links.links.size(), std::size_t(1));
    QVERIFY(rig.links.last().pings.empty());
}

void ManagerTest::drainedComesBelowLowWater()
{
    Rig rig;
    rig.connectFully();
    rig.log.clear();
    rig.links.last().backlog = 100 * 1024;
    QVERIFY(rig.manager.send({false, "x"}));
    QCOMPARE(rig.manager.backlog(), qint64(100 * 1024));
    rig.links.last().link->drain(50 * 1024);
    rig.scheduler.settle();
    QCOMPARE(rig.log, QString());
    rig.links.last().link->drain(20 * 1024);
    rig.scheduler.settle();
    QCOMPARE(rig.log, QStringLiteral("drained "));
}

void ManagerTest::roundTripsAreMeasuredByNonce()
{
    Rig rig;
    rig.connectFully();
    rig.scheduler.run(25'000);
    QCOMPARE(rig.links.last().pings.size(), std::size_t(1));
    rig.scheduler.run(40);
    rig.links.last().link->pong("not ours");
    rig.links.last().link->pong(rig.links.last().pings[0]);
    rig.scheduler.settle();
    QCOMPARE(rig.manager.metrics().roundTripsMs.size(), std::size_t(1));
    QCOMPARE(rig.manager.metrics().roundTripsMs[0], 40);
    rig.scheduler.run(6'000);
    QCOMPARE(rig.state(), ConnectionState::Connected);
}

void ManagerTest::metricsCount()
{
    Rig rig;
    rig.connectFully();
    rig.manager.send({false, "12345"});
    rig.links.last().link->hear("123");
    rig.scheduler.settle();
    rig.links.last().link->end(LinkEnd::Kind::CloseFrame, 1001, QStringLiteral("stops"));
    rig.scheduler.settle();
    const ConnectionMetrics &metrics = rig.manager.metrics();
    QCOMPARE(metrics.dials, 1);
    QCOMPARE(metrics.opens, 1);
    QCOMPARE(metrics.bytesOut, qint64(5));
    QCOMPARE(metrics.bytesIn, qint64(3));
    QCOMPARE(metrics.closes.size(), std::size_t(1));
    QCOMPARE(metrics.closes[0].code, 1001);
    QCOMPARE(metrics.closes[0].reason, QStringLiteral("stops"));
    QCOMPARE(metrics.connectedSince, WallMs(0));
}

void ManagerTest::sendingWithoutALinkIsRefused()
{
    Rig rig;
    QVERIFY(!rig.manager.send({false, "x"}));
    QCOMPARE(rig.manager.metrics().framesOut, qint64(0));
}

void ManagerTest::deletedInTheMiddleOfADial()
{
    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeLinkFactory links;
    {
        ConnectionManager manager({links, clock, random, scheduler, nullptr}, [] { return LinkRequest(); });
        manager.connectWanted();
        scheduler.settle();
    }
    QCOMPARE(links.links.size(), std::size_t(1));
    QVERIFY(!links.last().link); // the link went with it
    scheduler.run(60'000);       // and no timer of it is left
    QCOMPARE(scheduler.pending(), std::size_t(0));
}

TEST_WITH_CORE_APPLICATION(ManagerTest)

} // namespace tst_manager

#include "tst_manager.moc"
