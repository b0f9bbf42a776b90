// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "session/send_pacer.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <deque>

namespace tst_send_pacer {

using namespace banter;

class TestSendPacer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void doesNotLimitWhereTheServerDoesNot();
    void sendsOneAtATimeUntilItIsSure();
    void sendsABurstOnceItIsSure();
    void saysHowLongToWait();
    void probesAfterARefusal();
    void aReceiptOfWhatWasSentBeforeTheRefusalEndsNoProbing();
    void countsWhatWasOnTheWayOfALostLink();
    void isNeverRefusedByAServerThatCountsTheSame();
};

void TestSendPacer::doesNotLimitWhereTheServerDoesNot()
{
    SendPacer pacer;
    pacer.begin(0, 1, 0);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(pacer.may(i, 0));
    QCOMPARE(pacer.wait(1000, 0), std::optional<qint64>(0));
}

void TestSendPacer::sendsOneAtATimeUntilItIsSure()
{
    SendPacer pacer;
    pacer.begin(10, 5, 0);
    QVERIFY(pacer.may(0, 0));
    QVERIFY(!pacer.may(1, 0));
    pacer.accepted(1, 1);
    QVERIFY(pacer.may(0, 1));
    pacer.accepted(1, 2);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(pacer.may(0, 2));
        pacer.accepted(1, 2);
    }
    QVERIFY(!pacer.may(0, 2)); // five at once are over the burst
}

void TestSendPacer::sendsABurstOnceItIsSure()
{
    SendPacer pacer;
    pacer.begin(10, 5, 0);
    for (int i = 0; i < 5; ++i)
        QVERIFY(pacer.may(i, 500));
    QVERIFY(!pacer.may(5, 500));
    // Time alone gives no more: the server may not have seen the first five yet.
    QVERIFY(!pacer.may(5, 60'000));
    QCOMPARE(pacer.wait(5, 60'000), std::optional<qint64>());
    for (int i = 0; i < 5; ++i)
        pacer.accepted(5 - i, 60'000);
    QVERIFY(!pacer.may(0, 60'000));
    QVERIFY(pacer.may(0, 60'100));
}

void TestSendPacer::saysHowLongToWait()
{
    SendPacer pacer;
    pacer.begin(10, 1, 0);
    QVERIFY(pacer.may(0, 0));
    pacer.accepted(1, 0);
    QCOMPARE(pacer.wait(0, 0), std::optional<qint64>(100));
    QVERIFY(!pacer.may(0, 99));
    QVERIFY(pacer.may(0, 100));
}

void TestSendPacer::probesAfterARefusal()
{
    SendPacer pacer;
    pacer.begin(0, 1, 0);
    QVERIFY(pacer.may(0, 0));
    QVERIFY(pacer.may(1, 0));
    pacer.refused(false, 2000, 0);
    QVERIFY(!pacer.may(0, 1999));
    QCOMPARE(pacer.wait(0, 500), std::optional<qint64>(1500));
    QVERIFY(pacer.may(0, 2000));
    QVERIFY(!pacer.may(1, 2000));
    pacer.accepted(1, 2001);
    QVERIFY(pacer.may(1, 2001));
}

// Three are on their way, the second is refused, and the first is stored later: the third may be refused as well.
void TestSendPacer::aReceiptOfWhatWasSentBeforeTheRefusalEndsNoProbing()
{
    SendPacer pacer;
    pacer.begin(0, 1, 0);
    pacer.refused(false, 100, 0);
    pacer.accepted(2, 1);
    QVERIFY(!pacer.may(1, 200));
    QVERIFY(pacer.may(0, 200));
    pacer.accepted(1, 300);
    QVERIFY(pacer.may(1, 300));
}

void TestSendPacer::countsWhatWasOnTheWayOfALostLink()
{
    SendPacer pacer;
    pacer.begin(10, 5, 0);
    for (int i = 0; i < 5; ++i)
        QVERIFY(pacer.may(i, 1000));
    pacer.linkLost(5, 1000);
    pacer.begin(10, 5, 1000);
    QVERIFY(!pacer.may(1, 1000));
    QVERIFY(pacer.may(1, 1200));
}

void TestSendPacer::isNeverRefusedByAServerThatCountsTheSame()
{
    // A server with the same bucket, at the end of a network that stalls and then delivers all at once.
    for (quint64 seed = 1; seed <= 200; ++seed) {
        SeededRandom dice(seed);
        const double rate = 1 + double(dice.below(50));
        const int burst = 1 + int(dice.below(40));
        SendPacer pacer;
        pacer.begin(rate, burst, 0);
        double level = burst;
        MonoMs levelAt = 0;
        std::deque<MonoMs> toServer;
        std::deque<MonoMs> toClient;
        MonoMs lastThere = 0;
        MonoMs lastBack = 0;
        int refused = 0;
        int stored = 0;
        for (MonoMs now = 0; now < 30'000; ++now) {
            while (!toServer.empty() && toServer.front() <= now) {
                toServer.pop_front();
                level = qMin(double(burst), level + double(now - levelAt) * rate / 1000.0);
                levelAt = now;
                refused += level < 1.0 - 1e-6;
                level -= 1;
                ++stored;
                lastBack = qMax(lastBack, now + qint64(dice.below(30)));
                toClient.push_back(lastBack);
            }
            while (!toClient.empty() && toClient.front() <= now) {
                toClient.pop_front();
                pacer.accepted(int(toServer.size() + toClient.size()) + 1, now);
            }
            if (dice.below(3) == 0)
                continue;
            while (pacer.may(int(toServer.size() + toClient.size()), now)) {
                lastThere = qMax(lastThere, now + qint64(dice.below(200) == 0 ? dice.below(3000) : dice.below(30)));
                toServer.push_back(lastThere);
            }
        }
        const QByteArray which = "seed " + QByteArray::number(seed) + ": " + QByteArray::number(refused) +
                                 " refused, " + QByteArray::number(stored) + " stored at " + QByteArray::number(rate);
        QVERIFY2(refused == 0, which.constData());
        QVERIFY2(stored > qMin(10.0 * rate, 100.0), which.constData());
    }
}

TEST_WITH_CORE_APPLICATION(TestSendPacer)

} // namespace tst_send_pacer

#include "tst_send_pacer.moc"
