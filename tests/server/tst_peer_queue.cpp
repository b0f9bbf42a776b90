// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/frame_builder.h"
#include "server/peer_queue.h"
#include "server/token_bucket.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_peer_queue {

using namespace banter;
using namespace banter::protocol;

class tst_PeerQueue final : public QObject {
    Q_OBJECT

    static SharedItemPtr item(ServerBody body, quint64 re = 0)
    {
        return std::make_shared<const SharedItem>(ServerItem{re, std::move(body)});
    }
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static SharedItemPtr message(Seq seq, qsizetype size = 10)
    {
        return item(MessageEvent{{{text("lobby"), {}, text("id"), seq}, {text("ann"), QString(size, u'x'), 1}, {}}});
    }
    static SharedItemPtr cursor(double x, const char *user = "ann")
    {
        return item(CursorEvent{text("lobby"), text(user), {x, 0}});
    }
    static SharedItemPtr presence(PresenceStatus status) { return item(PresenceEvent{{text("ann"), status, {}, 0}}); }

private Q_SLOTS:
    void keepsTheOrder()
    {
        PeerQueue queue(Encoding::Json, 0);
        const std::vector items{message(1), item(Done{}, 7), cursor(0.1), message(2)};
        for (const SharedItemPtr &one : items)
            QVERIFY(queue.push(one, 0, 0));
        QVERIFY(queue.take(0) == items);
        QVERIFY(queue.isEmpty());
        QCOMPARE(queue.bytes(), 0);
    }

    void aNewerWordGoesToTheEndAndTheOlderOneGoes()
    {
        PeerQueue queue(Encoding::Json, 0);
        const auto snapshot = item(Subscribed{}, 3);
        const auto busy = presence(PresenceStatus::Busy);
        queue.push(presence(PresenceStatus::Away), 0, 0);
        queue.push(snapshot, 0, 0);
        queue.push(busy, 0, 0);
        // In the older one's place, the snapshot would undo it.
        QVERIFY(queue.take(0) == (std::vector{snapshot, busy}));
    }

    void subjectsAreKeptApart()
    {
        PeerQueue queue(Encoding::Cbor, 0);
        const std::vector items{cursor(0.1, "ann"),
                                cursor(0.1, "bob"),
                                item(CursorEvent{text("tea"), text("ann"), {}}),
                                item(TypingEvent{text("lobby"), text("ann"), true}),
                                presence(PresenceStatus::Away),
                                item(Activity{text("lobby"), 1}),
                                item(Activity{text("tea"), 1})};
        for (const SharedItemPtr &one : items)
            queue.push(one, 0, 0);
        QVERIFY(queue.take(0) == items);
    }

    void aPointerThatLeftDoesNotMoveAgain()
    {
        PeerQueue queue(Encoding::Json, 0);
        const auto gone = item(CursorGone{text("lobby"), text("ann")});
        queue.push(cursor(0.1), 0, 0);
        queue.push(gone, 0, 0);
        QVERIFY(queue.take(0) == std::vector{gone});
    }

    void whatWasTakenIsNoOlderWord()
    {
        PeerQueue queue(Encoding::Json, 0);
        queue.push(cursor(0.1), 0, 0);
        queue.take(0);
        const auto next = cursor(0.2);
        queue.push(next, 0, 0);
        QVERIFY(queue.take(0) == std::vector{next});
    }

    void aSlowPeerGoesWithoutPointersAndTyping()
    {
        PeerQueue queue(Encoding::Json, 0);
        const qint64 behind = PeerQueue::EphemeralLimitBytes + 1;
        QVERIFY(queue.push(cursor(0.1), behind, 0));
        QVERIFY(queue.push(item(TypingEvent{text("lobby"), text("ann"), true}), behind, 0));
        QVERIFY(queue.isEmpty());
        for (const auto &needed : {message(1), presence(PresenceStatus::Busy), item(Activity{text("lobby"), 2}),
                                   item(CursorGone{text("lobby"), text("ann")}), item(Done{}, 5)}) {
            QVERIFY(queue.push(needed, behind, 0));
            QVERIFY(!queue.isEmpty());
            queue.clear();
        }
    }

    void anOlderPointerGoesEvenIfTheNewerOneIsLeftOut()
    {
        PeerQueue queue(Encoding::Json, 0);
        queue.push(cursor(0.1), 0, 0);
        queue.push(cursor(0.2), PeerQueue::EphemeralLimitBytes + 1, 0);
        QVERIFY(queue.isEmpty());
        QCOMPARE(queue.bytes(), 0);
    }

    void tooFarBehindIsTheEnd()
    {
        PeerQueue queue(Encoding::Json, 0);
        int pushed = 0;
        while (queue.push(message(pushed + 1, 16'000), 1'000'000, 0))
            ++pushed;
        QVERIFY(queue.bytes() + 1'000'000 <= PeerQueue::HardLimitBytes);
        QVERIFY(queue.bytes() + 1'000'000 + 17'000 > PeerQueue::HardLimitBytes);
        QVERIFY(pushed > 400);
    }

    void theSocketIsFilledToTheMarkOnly()
    {
        PeerQueue queue(Encoding::Json, 0);
        for (Seq seq = 1; seq <= 100; ++seq)
            queue.push(message(seq, 16'000), 0, 0);
        const auto first = queue.take(0);
        QVERIFY(first.size() >= 4u && first.size() <= 5u);
        QVERIFY(queue.take(PeerQueue::HighWaterBytes).empty());
        QCOMPARE(queue.take(PeerQueue::HighWaterBytes - 1).size(), 1u);
        std::size_t taken = first.size() + 1;
        while (!queue.isEmpty())
            taken += queue.take(0).size();
        QCOMPARE(taken, 100u);
    }

    void slownessIsJudgedByWhatDrains()
    {
        PeerQueue queue(Encoding::Json, 0);
        queue.push(message(1), 0, 1'000);
        QVERIFY(!queue.isStuck(500, 1'000 + PeerQueue::StuckMs - 1));
        QVERIFY(queue.isStuck(500, 1'000 + PeerQueue::StuckMs));
        QVERIFY(!queue.isStuck(0, 1'000 + PeerQueue::StuckMs)); // nothing to read
        queue.drained(20'000);                                  // a little
        QVERIFY(!queue.isStuck(500, 20'000 + PeerQueue::StuckMs - 1));
        QVERIFY(queue.isStuck(500, 20'000 + PeerQueue::StuckMs));
    }

    void anIdleHourIsNoSlowness()
    {
        PeerQueue queue(Encoding::Json, 0);
        queue.push(message(1), 0, 3'600'000);
        queue.take(0);
        QVERIFY(!queue.isStuck(200, 3'600'001));
    }

    void aFrameIsBuiltOnceForAllWhoGetTheSame()
    {
        FrameBuilder builder;
        const std::vector items{message(1), message(2)};
        const auto frame = [&builder](Encoding encoding,
                                      const std::vector<SharedItemPtr> &of) -> const OutgoingFrame & {
            return builder.frames(encoding, of).at(0);
        };
        const void *text = frame(Encoding::Json, items).text().constData();
        const void *wire = frame(Encoding::Json, items).wire().constData();
        const void *binary = frame(Encoding::Cbor, items).payload().constData();
        QCOMPARE(static_cast<const void *>(frame(Encoding::Json, items).text().constData()), text);
        QCOMPARE(static_cast<const void *>(frame(Encoding::Json, items).wire().constData()), wire);
        QCOMPARE(static_cast<const void *>(frame(Encoding::Cbor, items).payload().constData()), binary);
        QVERIFY(frame(Encoding::Cbor, items).isBinary() && !frame(Encoding::Json, items).isBinary());
        const std::vector<SharedItemPtr> others{message(1)};
        QCOMPARE(frame(Encoding::Json, others).payload(), others[0]->bytes(Encoding::Json));
        QVERIFY(frame(Encoding::Json, items).text().startsWith(u'['));
    }

    void anItemIsEncodedOnce()
    {
        const auto one = message(1);
        for (const Encoding encoding : {Encoding::Json, Encoding::Cbor})
            QCOMPARE(static_cast<const void *>(one->bytes(encoding).constData()),
                     static_cast<const void *>(one->bytes(encoding).constData()));
        QVERIFY(one->bytes(Encoding::Json) != one->bytes(Encoding::Cbor));
    }

    void anAnswerIsNeverMergedOrLeftOut()
    {
        const SharedItem answer(ServerItem{7, Activity{text("lobby"), 3}});
        QVERIFY(answer.subject().isEmpty());
        QVERIFY(!answer.isEphemeral());
    }

    void theBucketRefills()
    {
        TokenBucket rate(10, 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(rate.take(0), 0);
        QCOMPARE(rate.take(0), 100);
        QCOMPARE(rate.take(40), 60);
        QCOMPARE(rate.take(100), 0);
        QCOMPARE(rate.take(100), 100);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(rate.take(1'000'000), 0); // no more than the burst, however long the pause
        QCOMPARE(rate.take(1'000'000), 100);
        TokenBucket slow(0.5, 1);
        QCOMPARE(slow.take(0), 0);
        QCOMPARE(slow.take(0), 2'000);
        TokenBucket none(0, 1);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(none.take(0), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_PeerQueue)

} // namespace tst_peer_queue

#include "tst_peer_queue.moc"
