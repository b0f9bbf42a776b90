// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/message_order.h"
#include "core/random.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <utility>

namespace tst_message_order {

using namespace banter;
using namespace banter::cli;

class tst_MessageOrder final : public QObject {
    Q_OBJECT

    static ShownMessage heard(Seq seq, const QString &room = QStringLiteral("lobby"))
    {
        ShownMessage shown;
        shown.message.room = room;
        shown.message.seq = seq;
        shown.after = seq > 0 ? seq - 1 : 0;
        shown.message.sender = QStringLiteral("bo");
        shown.message.clientId = QStringLiteral("c%1").arg(seq);
        return shown;
    }

    static ShownMessage own(DeliveryState state, Seq seq = 0)
    {
        ShownMessage shown = heard(seq);
        shown.message.clientId = QStringLiteral("mine");
        shown.message.sender = QStringLiteral("ann");
        shown.state = state;
        shown.own = true;
        return shown;
    }

    static Changes batch(std::vector<ShownMessage> messages)
    {
        Changes changes;
        changes.messages = std::move(messages);
        return changes;
    }

    static Changes batch(std::initializer_list<Seq> seqs, std::vector<Gap> gaps)
    {
        Changes changes;
        for (const Seq seq : seqs) {
            changes.messages.push_back(heard(seq));
        }
        changes.history[QStringLiteral("lobby")].gaps = std::move(gaps);
        return changes;
    }

    /// All of a history that was restored, each message with an id as before.
    static Changes restored(Seq last, Seq firstLive = std::numeric_limits<Seq>::max())
    {
        Changes changes;
        changes.historyReset.insert(QStringLiteral("lobby"));
        changes.rooms[QStringLiteral("lobby")].room.lastSeq = last;
        for (Seq seq = 1; seq <= last; ++seq) {
            changes.messages.push_back(named(seq));
            changes.messages.back().live = seq >= firstLive;
        }
        return changes;
    }

    static ShownMessage named(Seq seq)
    {
        ShownMessage shown = heard(seq);
        shown.message.id = QStringLiteral("m%1").arg(seq);
        return shown;
    }

    static QList<Seq> seqs(const std::vector<ShownMessage> &messages)
    {
        QList<Seq> result;
        for (const ShownMessage &shown : messages) {
            result << shown.message.seq;
        }
        return result;
    }

    static Amendment changed(Seq seq, qint64 rev)
    {
        return {QStringLiteral("lobby"), {}, seq, rev, Amendment::Words{QStringLiteral("rev %1").arg(rev), rev}};
    }

private Q_SLOTS:
    // What is held back behind a gap is told once, as it is then; what was told before is told to have changed.
    void whatIsHeldBackComesAsItIsNow()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 2);
        QCOMPARE(order.take(batch({3, 6}, {{3, 5}})).size(), std::size_t(1));
        Changes changes = batch({}, {{3, 5}});
        changes.amended = {changed(3, 1), changed(6, 2), changed(4, 3), changed(1, 4)};
        QVERIFY(order.take(changes).empty());
        const std::vector<Amendment> told = order.takeChanged();
        QCOMPARE(told.size(), std::size_t(1)); // not 4, which is missing, and not 1, which nobody wants
        QCOMPARE(told[0].seq, Seq(3));
        QVERIFY(order.takeChanged().empty());
        const auto rest = order.take(batch({4, 5}, {}));
        QCOMPARE(rest.size(), std::size_t(3));
        QCOMPARE(rest[2].message.text, QStringLiteral("rev 2"));
        QCOMPARE(rest[2].message.rev, qint64(2));
    }

    void showsEachOnceAndAscending()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({12, 11, 13}, {}))), (QList<Seq>{11, 12, 13}));
        QCOMPARE(seqs(order.take(batch({13, 12, 14}, {}))), (QList<Seq>{14}));
        QCOMPARE(seqs(order.take(batch({9, 10}, {}))), (QList<Seq>{9, 10})); // older history was asked for
        QCOMPARE(seqs(order.take(batch({9, 10, 11, 12, 13, 14}, {}))), QList<Seq>{});
        QCOMPARE(order.oldestShown(QStringLiteral("lobby")), 9);
        QCOMPARE(order.oldestShown(QStringLiteral("den")), 0);
    }

    void holdsBackWhatIsAboveAGap()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({1, 2}, {}))), (QList<Seq>{1, 2}));
        QCOMPARE(seqs(order.take(batch({9, 10}, {{2, 8}}))), QList<Seq>{});
        QCOMPARE(seqs(order.take(batch({6, 7, 8, 11}, {{2, 5}}))), QList<Seq>{});
        QCOMPARE(seqs(order.take(batch({3, 4, 5}, {}))), (QList<Seq>{3, 4, 5, 6, 7, 8, 9, 10, 11}));
    }

    void aGapBelowTheFirstMessageIsNobodysConcern()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({90, 91}, {{10, 89}}))), (QList<Seq>{90, 91}));
        QCOMPARE(seqs(order.take(batch({92}, {{10, 89}}))), (QList<Seq>{92}));
    }

    void startsAfterASequence()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 5);
        QCOMPARE(seqs(order.take(batch({4, 5, 6, 19, 20}, {{6, 18}}))), (QList<Seq>{6}));
        QCOMPARE(seqs(order.take(batch({7, 8}, {{8, 18}}))), (QList<Seq>{7, 8}));
        QCOMPARE(seqs(order.take(batch({9, 10, 11, 12, 13, 14, 15, 16, 17, 18}, {}))).size(), 12);
    }

    void startsFromTheFirst()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 0);
        QCOMPARE(seqs(order.take(batch({9, 10}, {{0, 8}}))), QList<Seq>{});
        QCOMPARE(seqs(order.take(batch({1, 2, 3, 4, 5, 6, 7, 8}, {}))).size(), 10);
    }

    void idsThatAServerGivesAgainAreOtherMessages()
    {
        MessageOrder order;
        const auto numbered = [](Seq seq) {
            ShownMessage shown = heard(seq);
            shown.message.id = QStringLiteral("m1");
            return batch({shown});
        };
        QCOMPARE(seqs(order.take(numbered(1))), QList<Seq>{1});
        QCOMPARE(seqs(order.take(numbered(1))), QList<Seq>());
        QCOMPARE(seqs(order.take(numbered(2))), QList<Seq>{2}); // it counts anew after its restart
    }

    void aNewEpochBeginsAnew()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({1, 2}, {}))), (QList<Seq>{1, 2}));
        Changes changes = batch({1}, {});
        changes.historyReset.insert(QStringLiteral("lobby"));
        QCOMPARE(seqs(order.take(changes)), (QList<Seq>{1}));
    }

    void whatWasShownIsNotShownAgainInANewEpoch()
    {
        MessageOrder order;
        const auto named = [](Seq seq, const char *id) {
            ShownMessage shown = heard(seq);
            shown.message.id = QString::fromLatin1(id);
            return shown;
        };
        QCOMPARE(order.take(batch({named(1, "a"), named(2, "b"), named(3, "c")})).size(), std::size_t(3));
        // Restored from a backup that has the first two; another one took the place of the third.
        Changes changes = batch({named(1, "a"), named(2, "b"), named(3, "d")});
        changes.historyReset.insert(QStringLiteral("lobby"));
        const std::vector<ShownMessage> shown = order.take(changes);
        QCOMPARE(shown.size(), std::size_t(1));
        QCOMPARE(shown[0].message.id, QStringLiteral("d"));
    }

    void aRestoredHistoryIsNotWantedUpToTheStart()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 5);
        QCOMPARE(seqs(order.take(batch({named(6), named(7)}))), (QList<Seq>{6, 7}));
        QCOMPARE(seqs(order.take(restored(9))), (QList<Seq>{8, 9}));
    }

    void aRestoredHistoryMayBeListedLater()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 5);
        Changes reset;
        reset.historyReset.insert(QStringLiteral("lobby"));
        order.take(reset);
        Changes listed = restored(4);
        listed.historyReset.clear();
        QCOMPARE(seqs(order.take(listed)), QList<Seq>());
        QCOMPARE(seqs(order.take(batch({named(5), named(6)}))), (QList<Seq>{5, 6}));
    }

    void whatIsSaidAfterAShorterHistoryIsWanted()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 10);
        QCOMPARE(seqs(order.take(batch({named(11)}))), QList<Seq>{11});
        QCOMPARE(seqs(order.take(restored(4))), QList<Seq>());
        QCOMPARE(seqs(order.take(batch({heard(5)}))), QList<Seq>{5});
    }

    void whatIsHeardTogetherWithAShorterHistoryIsWanted()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 10);
        QCOMPARE(seqs(order.take(restored(7, 6))), (QList<Seq>{6, 7}));
    }

    void aRestoredHistoryIsNotToldFromItsBeginning()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({named(51), named(52)}))), (QList<Seq>{51, 52}));
        QCOMPARE(seqs(order.take(restored(53))), QList<Seq>{53});
        QCOMPARE(seqs(order.take(batch({named(49), named(50)}))), (QList<Seq>{49, 50})); // now they were asked for
    }

    void aRoomThatCameBackAsAnotherIsToldFromItsBeginning()
    {
        for (const bool since : {false, true}) {
            MessageOrder order;
            if (since) {
                order.startAfter(QStringLiteral("lobby"), 10);
            }
            QCOMPARE(seqs(order.take(batch({named(11), named(12)}))), (QList<Seq>{11, 12}));
            Changes changes;
            changes.roomsGone.insert(QStringLiteral("lobby"));
            changes.rooms[QStringLiteral("lobby")].room.lastSeq = 2;
            changes.messages = {heard(1), heard(2)};
            QCOMPARE(seqs(order.take(changes)), (QList<Seq>{1, 2}));
        }
    }

    void aRoomThatCameBackIsNotToldAgain()
    {
        MessageOrder order;
        order.startAfter(QStringLiteral("lobby"), 2);
        QCOMPARE(seqs(order.take(batch({named(3), named(4)}))), (QList<Seq>{3, 4}));
        Changes changes = restored(5);
        changes.roomsGone = std::exchange(changes.historyReset, {});
        QCOMPARE(seqs(order.take(changes)), QList<Seq>{5});
    }

    void aMessageOfOursComesAtEachStateOnce()
    {
        MessageOrder order;
        QCOMPARE(order.take(batch({own(DeliveryState::Pending)})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({own(DeliveryState::Pending)})).size(), std::size_t(0));
        QCOMPARE(order.take(batch({own(DeliveryState::Failed)})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({own(DeliveryState::Failed)})).size(), std::size_t(0));
        QCOMPARE(order.take(batch({own(DeliveryState::Pending)})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(0)); // the echo, or history
    }

    void aVerdictDoesNotWaitForAGap()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({1}, {}))), (QList<Seq>{1}));
        order.take(batch({own(DeliveryState::Pending)}));
        Changes changes = batch({8}, {{1, 7}});
        changes.messages.push_back(own(DeliveryState::Sent, 9));
        QCOMPARE(seqs(order.take(changes)), (QList<Seq>{9}));
        QCOMPARE(seqs(order.take(batch({2, 3, 4, 5, 6, 7}, {}))), (QList<Seq>{2, 3, 4, 5, 6, 7, 8}));
    }

    void aVerdictThatWasAskedForComesAgain()
    {
        MessageOrder order;
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(1));
        order.expectVerdict(QStringLiteral("lobby"), QStringLiteral("mine"));
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(0));
        order.startAfter(QStringLiteral("lobby"), 10);
        order.expectVerdict(QStringLiteral("lobby"), QStringLiteral("mine"));
        QCOMPARE(order.take(batch({own(DeliveryState::Sent, 3)})).size(), std::size_t(1));
    }

    void messagesWithoutSequencesComeOnceById()
    {
        MessageOrder order;
        ShownMessage plain = heard(0);
        QCOMPARE(order.take(batch({plain})).size(), std::size_t(1));
        QCOMPARE(order.take(batch({plain})).size(), std::size_t(0));
        plain.message.sender = QStringLiteral("cy"); // the same id from somebody else is another message
        QCOMPARE(order.take(batch({plain})).size(), std::size_t(1));
        plain.message.clientId.clear();
        QCOMPARE(order.take(batch({plain, plain})).size(), std::size_t(2)); // nothing to know them by
    }

    void roomsDoNotMindEachOther()
    {
        MessageOrder order;
        QCOMPARE(seqs(order.take(batch({1}, {}))), (QList<Seq>{1}));
        Changes changes = batch({9}, {{1, 8}});
        changes.messages.push_back(heard(1, QStringLiteral("den")));
        QCOMPARE(seqs(order.take(changes)), (QList<Seq>{1}));
    }

    // Of a server that counts nothing: what follows is not in the numbers.
    void whatIsHeldBackIsSaidByTheHole()
    {
        MessageOrder order;
        ShownMessage far = heard(5'000);
        far.after = 2;
        QCOMPARE(seqs(order.take(batch({heard(1), heard(2), far}))), (QList<Seq>{1, 2, 5'000}));
        ShownMessage later = heard(90'000);
        Changes changes = batch({later});
        changes.history[QStringLiteral("lobby")].gaps = {{5'000, 89'999}};
        QCOMPARE(seqs(order.take(changes)), QList<Seq>{});
        QCOMPARE(seqs(order.take(batch({89'999}, {}))), (QList<Seq>{89'999, 90'000}));
    }

    /// Any way of fetching a history with holes gives every message once and in order.
    void anyOrderOfFetchingGivesTheSame()
    {
        for (quint64 seed = 1; seed <= 300; ++seed) {
            SeededRandom random(seed);
            MessageOrder order;
            order.startAfter(QStringLiteral("lobby"), 0);
            std::vector<bool> fetched(41, false);
            QList<Seq> shown;
            while (shown.size() < 40) {
                const Seq first = Seq(1 + random.below(40));
                const Seq last = std::min<Seq>(40, first + Seq(random.below(8)));
                Changes changes;
                for (Seq seq = first; seq <= last; ++seq) {
                    changes.messages.push_back(heard(seq));
                    fetched[std::size_t(seq)] = true;
                }
                std::vector<Gap> &gaps = changes.history[QStringLiteral("lobby")].gaps;
                for (Seq seq = 1; seq <= 40; ++seq) {
                    if (!fetched[std::size_t(seq)]) {
                        gaps.push_back({seq - 1, seq});
                    }
                }
                shown += seqs(order.take(changes));
                QVERIFY2(std::is_sorted(shown.begin(), shown.end()), qPrintable(QString::number(seed)));
            }
            for (Seq seq = 1; seq <= 40; ++seq) {
                QVERIFY2(shown[seq - 1] == seq, qPrintable(QString::number(seed)));
            }
        }
    }
};

TEST_WITHOUT_APPLICATION(tst_MessageOrder)

} // namespace tst_message_order

#include "tst_message_order.moc"
