// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/frame_intake.h"
#include "server/request_scheduler.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_frame_intake {

using namespace banter;
using namespace banter::testing;

namespace {

/// An intake whose frames take `readMs` each. The links 1 to 9 are one share, all others one each.
struct Reading {
    ManualClock clock;
    ManualScheduler scheduler{clock};
    FrameIntake intake{clock, scheduler};
    std::vector<std::pair<PeerId, QByteArray>> read;
    std::set<PeerId> busy;
    qint64 readMs = 0;

    Reading()
    {
        intake.shareOf = [](PeerId link) { return link < 10 ? qint64(1) : qint64(link); };
        intake.isBusy = [this](PeerId link) { return busy.contains(link); };
        intake.read = [this](PeerId link, const QByteArray &frame) {
            clock.advance(readMs);
            read.emplace_back(link, frame);
        };
    }
    std::vector<PeerId> order() const
    {
        std::vector<PeerId> links;
        for (const auto &[link, frame] : read)
            links.push_back(link);
        return links;
    }
};

} // namespace

class FrameIntakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aQuietServerReadsAtOnce()
    {
        Reading reading;
        QVERIFY(reading.intake.push(1, "a"));
        QCOMPARE(reading.read.size(), std::size_t(1));
        reading.scheduler.run(0);
        QVERIFY(reading.intake.push(1, "b"));
        QCOMPARE(reading.read.size(), std::size_t(2));
        QCOMPARE(reading.read.back().second, QByteArray("b"));
    }

    // They came in this order: each would have been read before the next socket had its say.
    void whoSendsMuchTakesTurnsWithOthers()
    {
        Reading reading;
        for (const PeerId link : {1, 1, 1, 2, 2, 3, 20})
            QVERIFY(reading.intake.push(link, "x"));
        reading.scheduler.run(0);
        QCOMPARE(reading.order(), (std::vector<PeerId>{1, 1, 20, 2, 3, 1, 2}));
    }

    void aTurnIsBounded()
    {
        Reading reading;
        reading.readMs = FrameIntake::TurnMs;
        for (int i = 0; i < 4; ++i)
            QVERIFY(reading.intake.push(1, "x"));
        for (std::size_t turn = 1; turn <= 3; ++turn) {
            QCOMPARE(reading.read.size(), turn);
            reading.scheduler.run(0);
        }
        QCOMPARE(reading.read.size(), std::size_t(4));
    }

    void theNextFrameWaitsForWhatTheOneBeforeAsked()
    {
        Reading reading;
        reading.busy.insert(1);
        QVERIFY(reading.intake.push(1, "x"));
        QVERIFY(reading.intake.push(20, "y"));
        reading.scheduler.run(0);
        QCOMPARE(reading.order(), (std::vector<PeerId>{20}));
        QVERIFY(reading.intake.push(1, "z"));
        reading.intake.goOn();
        reading.scheduler.run(0);
        QCOMPARE(reading.read.size(), std::size_t(1));
        reading.busy.clear();
        reading.intake.goOn();
        reading.scheduler.run(0);
        QCOMPARE(reading.read.size(), std::size_t(3));
        QCOMPARE(reading.read[1].second, QByteArray("x"));
        QCOMPARE(reading.read[2].second, QByteArray("z"));
    }

    void holdsNoMoreThanItsBounds()
    {
        Reading reading;
        for (PeerId link = 1; link <= 8; ++link)
            reading.busy.insert(link);
        reading.busy.insert(20);
        const QByteArray all(RequestQueue::MaxBytes, 'x');
        QVERIFY(reading.intake.push(1, all));
        QVERIFY(!reading.intake.push(1, "x"));
        for (const PeerId link : {2, 3, 4})
            QVERIFY(reading.intake.push(link, all));
        QVERIFY(!reading.intake.push(5, "x")); // of the same account
        QVERIFY(reading.intake.push(20, all));
        reading.intake.gone(2);
        QVERIFY(reading.intake.push(5, all));
        QVERIFY(!reading.intake.push(6, "x"));
        for (PeerId link = 1; link <= 8; ++link)
            reading.intake.gone(link);
        for (std::size_t i = 0; i < FrameIntake::MaxFrames; ++i)
            QVERIFY(reading.intake.push(6, {}));
        QVERIFY(!reading.intake.push(6, {}));
    }

    void whoIsGoneIsNotRead()
    {
        Reading reading;
        for (const PeerId link : {1, 2, 2, 20})
            QVERIFY(reading.intake.push(link, "x"));
        reading.intake.gone(2);
        reading.busy.insert(20);
        reading.scheduler.run(0);
        reading.intake.gone(20);
        reading.busy.clear();
        reading.intake.goOn();
        reading.scheduler.run(0);
        QCOMPARE(reading.order(), (std::vector<PeerId>{1}));
    }
};

TEST_WITH_CORE_APPLICATION(FrameIntakeTest)

} // namespace tst_frame_intake

#include "tst_frame_intake.moc"
