// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "models/timeline_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_timeline {

using namespace banter;
using namespace banter::testing;

namespace {

/// A timeline under a model tester, with shorthands for what it shows.
struct Timeline {
    Timeline() : model(QStringLiteral("lobby"), time.clock), tester(&model) {}

    void apply(const std::vector<ShownMessage> &messages, const HistoryState *history = nullptr)
    {
        std::vector<const ShownMessage *> all;
        for (const ShownMessage &each : messages) {
            all.push_back(&each);
        }
        model.apply(all, history);
    }
    /// `sought`: they are the answer to a jump there.
    void applyRun(Seq first, Seq last, std::optional<Seq> sought = {})
    {
        std::vector<ShownMessage> run;
        for (Seq seq = first; seq <= last; ++seq) {
            run.push_back(message(seq));
            run.back().sought = sought;
        }
        apply(run);
    }
    /// Texts from the oldest to the newest.
    QStringList texts() const
    {
        QStringList all = column(model, "text");
        std::reverse(all.begin(), all.end());
        return all;
    }
    QVariant at(const QString &text, const char *role) const
    {
        const int row = static_cast<int>(column(model, "text").indexOf(text));
        return model.index(row).data(model.roleNames().key(role));
    }

    FakeTime time;
    TimelineModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

ShownMessage found(Seq seq, Seq sought)
{
    ShownMessage shown = message(seq);
    shown.sought = sought;
    return shown;
}

QStringList numbered(Seq first, Seq last)
{
    QStringList texts;
    for (Seq seq = first; seq <= last; ++seq) {
        texts.append(QStringLiteral("text %1").arg(seq));
    }
    return texts;
}

} // namespace

class TimelineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestIsRowZero()
    {
        Timeline timeline;
        timeline.applyRun(1, 3);
        QCOMPARE(column(timeline.model, "text").first(), QStringLiteral("text 3"));
        QCOMPARE(timeline.texts(), numbered(1, 3));
    }

    void aRunIsOneInsertion()
    {
        Timeline timeline;
        const QSignalSpy inserted(&timeline.model, &QAbstractItemModel::rowsInserted);
        timeline.applyRun(101, 200);
        QCOMPARE(inserted.count(), 1);
        timeline.applyRun(1, 100); // a page of history
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(inserted.at(1).at(1).toInt(), 100);
        QCOMPARE(timeline.texts(), numbered(1, 200));
    }

    void whatIsShownAlreadyIsNotShownTwice()
    {
        Timeline timeline;
        timeline.applyRun(1, 5);
        timeline.applyRun(3, 7);
        timeline.applyRun(1, 7);
        QCOMPARE(timeline.texts(), numbered(1, 7));
    }

    void anyOrderGivesTheSame()
    {
        for (quint64 seed = 1; seed <= 50; ++seed) {
            SeededRandom random(seed);
            std::vector<ShownMessage> messages;
            for (Seq seq = 1; seq <= 40; ++seq) {
                messages.push_back(message(seq));
            }
            for (std::size_t at = messages.size(); at > 1; --at) {
                std::swap(messages[at - 1], messages[random.below(at)]);
            }
            Timeline timeline;
            timeline.apply(messages);
            if (timeline.texts() != numbered(1, 40)) {
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(timeline.texts().join(u' '))));
            }
        }
    }

    void aPendingMessageBecomesSentInPlace()
    {
        Timeline timeline;
        timeline.applyRun(1, 2);
        timeline.apply({ownMessage(0, QStringLiteral("c1"), DeliveryState::Pending)});
        const QString key = timeline.at(QStringLiteral("c1"), "key").toString();
        QCOMPARE(timeline.at(QStringLiteral("c1"), "state").toInt(), int(TimelineModel::Pending));
        const QSignalSpy inserted(&timeline.model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy changed(&timeline.model, &QAbstractItemModel::dataChanged);
        timeline.apply({ownMessage(3, QStringLiteral("c1"), DeliveryState::Sent)});
        QCOMPARE(timeline.at(QStringLiteral("c1"), "state").toInt(), int(TimelineModel::Sent));
        QCOMPARE(timeline.at(QStringLiteral("c1"), "key").toString(), key);
        QCOMPARE(inserted.count(), 0);
        QVERIFY(changed.count() >= 1);
        QCOMPARE(timeline.model.count(), 3);
    }

    void aPendingMessageMovesToItsSequence()
    {
        Timeline timeline;
        timeline.applyRun(1, 2);
        timeline.apply({ownMessage(0, QStringLiteral("a"), DeliveryState::Pending),
                        ownMessage(0, QStringLiteral("b"), DeliveryState::Pending)});
        timeline.apply({message(3)});
        QCOMPARE(timeline.texts(), (QStringList{QStringLiteral("text 1"), QStringLiteral("text 2"),
                                                QStringLiteral("text 3"), QStringLiteral("a"), QStringLiteral("b")}));
        const QSignalSpy moved(&timeline.model, &QAbstractItemModel::rowsMoved);
        timeline.apply({ownMessage(4, QStringLiteral("b"), DeliveryState::Sent)});
        QCOMPARE(moved.count(), 1);
        QCOMPARE(timeline.texts().mid(3), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        timeline.apply({ownMessage(5, QStringLiteral("a"), DeliveryState::Sent)});
        QCOMPARE(timeline.texts().mid(3), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        QCOMPARE(timeline.model.rows().newest(), Seq(5));
    }

    void anEchoBeforeItsAckIsOneRow()
    {
        Timeline timeline;
        timeline.apply({ownMessage(0, QStringLiteral("c1"), DeliveryState::Pending)});
        ShownMessage echo = ownMessage(1, QStringLiteral("c1"), DeliveryState::Sent);
        timeline.apply({echo, echo});
        timeline.apply({echo});
        QCOMPARE(timeline.texts(), QStringList{QStringLiteral("c1")});
    }

    void aPendingBurstAndItsAcksInOneBatch()
    {
        Timeline timeline;
        std::vector<ShownMessage> batch;
        for (int i = 1; i <= 20; ++i) {
            batch.push_back(ownMessage(0, QStringLiteral("c%1").arg(i), DeliveryState::Pending));
        }
        for (int i = 1; i <= 20; ++i) {
            batch.push_back(ownMessage(i, QStringLiteral("c%1").arg(i), DeliveryState::Sent));
        }
        timeline.apply(batch);
        QCOMPARE(timeline.model.count(), 20);
        QCOMPARE(column(timeline.model, "state").count(QString::number(TimelineModel::Sent)), 20);
        QCOMPARE(timeline.texts().first(), QStringLiteral("c1"));
    }

    void failureIsShownAndGoesWithTheRow()
    {
        Timeline timeline;
        ShownMessage failed = ownMessage(0, QStringLiteral("c1"), DeliveryState::Failed);
        failed.failure = QStringLiteral("too_large: the text has 20000 bytes");
        timeline.apply({failed});
        QVERIFY(timeline.at(QStringLiteral("c1"), "failure").toString().startsWith(u"That is too long"));
        timeline.model.removeMessage(QStringLiteral("other"));
        QCOMPARE(timeline.model.count(), 1);
        timeline.model.removeMessage(QStringLiteral("c1"));
        QCOMPARE(timeline.model.count(), 0);
    }

    void whatIsUnconfirmedSaysSoUntilItsEcho()
    {
        Timeline timeline;
        timeline.applyRun(1, 2);
        ShownMessage mine = ownMessage(0, QStringLiteral("mine"), DeliveryState::Unconfirmed);
        mine.failure = QStringLiteral("timed_out: It is not known whether this message arrived.");
        timeline.apply({mine});
        QCOMPARE(timeline.at(QStringLiteral("mine"), "state").toInt(), int(TimelineModel::Unconfirmed));
        const QString words = timeline.at(QStringLiteral("mine"), "failure").toString();
        QVERIFY(!words.isEmpty() && !words.contains(QStringLiteral("timed_out")));
        const QString key = timeline.at(QStringLiteral("mine"), "key").toString();
        mine.state = DeliveryState::Sent;
        mine.failure.clear();
        mine.message.seq = 3;
        timeline.apply({mine});
        QCOMPARE(timeline.texts().size(), 3);
        QCOMPARE(timeline.at(QStringLiteral("mine"), "state").toInt(), int(TimelineModel::Sent));
        QCOMPARE(timeline.at(QStringLiteral("mine"), "key").toString(), key);
        QVERIFY(timeline.at(QStringLiteral("mine"), "failure").toString().isEmpty());
    }

    void anAbsenceIsShownWhereItWas()
    {
        Timeline timeline;
        timeline.applyRun(1, 2);
        HistoryState state;
        state.gapsStay = true;
        timeline.apply({}, &state);
        QVERIFY(timeline.model.gapsStay() && !timeline.model.gapAtEnd());
        state.gapAtEnd = true;
        const QSignalSpy changed(&timeline.model, &TimelineModel::historyChanged);
        timeline.apply({}, &state);
        QVERIFY(timeline.model.gapAtEnd());
        QCOMPARE(changed.count(), 1);
        // What is written now comes after the absence.
        timeline.apply({ownMessage(0, QStringLiteral("mine"), DeliveryState::Pending)});
        QVERIFY(!timeline.model.gapAtEnd());
        QVERIFY(timeline.at(QStringLiteral("mine"), "gapAbove").toBool());
        timeline.model.removeMessage(ownMessage(0, QStringLiteral("mine"), DeliveryState::Pending).message.clientId);
        QVERIFY(timeline.model.gapAtEnd());
        state.gapAtEnd = false;
        state.gaps = {{2, 3}};
        timeline.apply({message(4)}, &state);
        QVERIFY(!timeline.model.gapAtEnd());
        QVERIFY(timeline.at(QStringLiteral("text 4"), "gapAbove").toBool());
        QCOMPARE(timeline.texts().size(), 3); // the older ones stay
    }

    void groupsAreOfOneAuthorWithinFiveMinutes()
    {
        Timeline timeline;
        std::vector<ShownMessage> messages{message(1), message(2), message(3, QStringLiteral("bo")), message(4),
                                           message(5)};
        messages[4].message.at = messages[3].message.at + 5 * 60'000 + 1;
        timeline.apply(messages);
        const auto firsts = [&] {
            QStringList all = column(timeline.model, "firstOfGroup");
            std::reverse(all.begin(), all.end());
            return all.join(u' ');
        };
        QCOMPARE(firsts(), QStringLiteral("true false true true true"));
    }

    void anInsertedNeighbourChangesTheGroupBelow()
    {
        Timeline timeline;
        HistoryState open;
        open.gaps = {{1, 2}};
        timeline.apply({message(1), message(3)}, &open);
        QVERIFY(timeline.at(QStringLiteral("text 3"), "gapAbove").toBool());
        QVERIFY(timeline.at(QStringLiteral("text 3"), "firstOfGroup").toBool());
        const HistoryState closed;
        timeline.apply({message(2)}, &closed);
        QVERIFY(!timeline.at(QStringLiteral("text 3"), "gapAbove").toBool());
        QVERIFY(!timeline.at(QStringLiteral("text 3"), "firstOfGroup").toBool());
        QCOMPARE(timeline.texts(), numbered(1, 3));
    }

    void theOldestOfADayCarriesItsName()
    {
        Timeline timeline;
        const QDateTime noon(QDate(2026, 3, 4), QTime(12, 0));
        timeline.time.setWall(noon.toMSecsSinceEpoch());
        TimelineModel model(QStringLiteral("lobby"), timeline.time.clock);
        std::vector<ShownMessage> messages{message(1), message(2), message(3), message(4)};
        messages[0].message.at = noon.addDays(-9).toMSecsSinceEpoch();
        messages[1].message.at = noon.addDays(-1).toMSecsSinceEpoch();
        messages[2].message.at = noon.addSecs(-60).toMSecsSinceEpoch();
        messages[3].message.at = noon.toMSecsSinceEpoch();
        std::vector<const ShownMessage *> all;
        for (const ShownMessage &each : messages) {
            all.push_back(&each);
        }
        model.apply(all);
        const QStringList labels = column(model, "dayLabel");
        QCOMPARE(labels.at(0), QString());
        QCOMPARE(labels.at(1), QStringLiteral("Today"));
        QCOMPARE(labels.at(2), QStringLiteral("Yesterday"));
        QCOMPARE(labels.at(3), QLocale().toString(noon.date().addDays(-9), QLocale::LongFormat));
        timeline.time.advance(24 * 3600 * 1000);
        model.refreshDays();
        QCOMPARE(column(model, "dayLabel").at(1), QStringLiteral("Yesterday"));
    }

    void theNewLineIsAboveTheFirstUnread()
    {
        Timeline timeline;
        timeline.model.setReadUpTo(3);
        timeline.applyRun(3, 6);
        QCOMPARE(column(timeline.model, "firstUnread").join(u' '), QStringLiteral("false false true false"));
        timeline.model.setReadUpTo(std::nullopt);
        QCOMPARE(column(timeline.model, "firstUnread").count(QStringLiteral("true")), 0);
    }

    void aMessageThatNobodySeesGetsTheNewLine()
    {
        Timeline timeline;
        timeline.applyRun(1, 2);
        ShownMessage live = message(3);
        live.live = true;
        timeline.apply({live});
        QCOMPARE(column(timeline.model, "firstUnread").count(QStringLiteral("true")), 0);
        timeline.model.setWatched(false);
        live.message.seq = 4;
        live.after = 3;
        timeline.apply({live});
        live.message.seq = 5;
        live.after = 4;
        timeline.apply({live});
        QCOMPARE(column(timeline.model, "firstUnread").join(u' '), QStringLiteral("false true false false false"));
        timeline.model.setWatched(true); // seen; the next absence begins a new line
        timeline.model.setWatched(false);
        live.message.seq = 6;
        live.after = 5;
        timeline.apply({live});
        QCOMPARE(column(timeline.model, "firstUnread").first(), QStringLiteral("true"));
        QCOMPARE(column(timeline.model, "firstUnread").count(QStringLiteral("true")), 1);
    }

    void theWindowIsTrimmedAtTheFarEnd()
    {
        Timeline timeline;
        timeline.applyRun(1, 1500);
        timeline.applyRun(1501, 2600);
        QVERIFY(timeline.model.count() <= TimelinePosition::MaxRows);
        QCOMPARE(timeline.model.rows().newest(), Seq(2600));
        QVERIFY(!timeline.model.reachesStart());
        timeline.model.setFollowing(false);
        const HistoryState loading{false, true, {}};
        timeline.apply({}, &loading);
        while (timeline.model.rows().oldest() > 1) {
            timeline.applyRun(std::max<Seq>(1, timeline.model.rows().oldest() - 50),
                              timeline.model.rows().oldest() - 1);
        }
        QVERIFY(timeline.model.count() <= TimelinePosition::MaxRows);
        QVERIFY(timeline.model.detached());
        const QString newest = column(timeline.model, "text").first();
        timeline.applyRun(2601, 2601); // not next to what is shown: only counted as the newest
        QCOMPARE(column(timeline.model, "text").first(), newest);

        const QSignalSpy wanted(&timeline.model, &TimelineModel::wantedNewest);
        timeline.model.toNewest();
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!timeline.model.detached());
        timeline.applyRun(2552, 2601);
        QCOMPARE(timeline.texts(), numbered(2552, 2601));
    }

    void aHugeBatchKeepsTheNewest()
    {
        Timeline timeline;
        timeline.applyRun(1, 10);
        timeline.applyRun(11, 5010);
        QVERIFY(timeline.model.count() <= TimelinePosition::MaxRows);
        QCOMPARE(timeline.model.rows().newest(), Seq(5010));
        QCOMPARE(timeline.texts(), numbered(timeline.model.rows().oldest(), 5010));
    }

    void aHoleThatNobodyReportsIsNotShown()
    {
        Timeline timeline;
        timeline.applyRun(1, 10);
        timeline.applyRun(51, 60);
        QCOMPARE(timeline.texts(), numbered(51, 60));
        timeline.applyRun(1, 50); // the pages above it come when somebody scrolls there
        QCOMPARE(timeline.texts(), numbered(1, 60));
    }

    void aHoleUnderAReaderIsAskedFor()
    {
        Timeline timeline;
        timeline.applyRun(1, 10);
        timeline.model.setFollowing(false);
        const QSignalSpy wanted(&timeline.model, &TimelineModel::wanted);
        timeline.applyRun(51, 60);
        QCOMPARE(timeline.model.count(), 20);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).toLongLong(), 51);
    }

    void aReportedGapIsShownUntilItIsFilled()
    {
        Timeline timeline;
        HistoryState state;
        state.gaps = {{10, 50}};
        timeline.applyRun(1, 10);
        std::vector<ShownMessage> newest;
        for (Seq seq = 51; seq <= 60; ++seq) {
            newest.push_back(message(seq));
        }
        timeline.apply(newest, &state);
        QCOMPARE(timeline.model.count(), 20);
        QVERIFY(timeline.at(QStringLiteral("text 51"), "gapAbove").toBool());
        const HistoryState closed;
        std::vector<ShownMessage> missing;
        for (Seq seq = 11; seq <= 50; ++seq) {
            missing.push_back(message(seq));
        }
        timeline.apply(missing, &closed);
        QCOMPARE(timeline.texts(), numbered(1, 60));
        QVERIFY(!timeline.at(QStringLiteral("text 51"), "gapAbove").toBool());
    }

    // Of a server that counts nothing: places say what is later, and nothing else.
    void whatFollowsIsSaidByTheMessageAndNotByItsNumber()
    {
        Timeline timeline;
        ShownMessage far = message(5'000);
        far.after = 3;
        timeline.applyRun(1, 3);
        timeline.apply({far});
        QCOMPARE(timeline.texts().size(), 4);
        QVERIFY(!timeline.at(QStringLiteral("text 5000"), "gapAbove").toBool());
        HistoryState state;
        state.gaps = {{5'000, 9'000}};
        ShownMessage later = message(9'001);
        later.after = 9'000;
        timeline.apply({later}, &state);
        QVERIFY(timeline.at(QStringLiteral("text 9001"), "gapAbove").toBool());
        later.after = 5'000; // the hole was empty
        const HistoryState closed;
        timeline.apply({later}, &closed);
        QVERIFY(!timeline.at(QStringLiteral("text 9001"), "gapAbove").toBool());
        QCOMPARE(timeline.texts().size(), 5);
    }

    void theSameHistoryIsNotSaidTwice()
    {
        Timeline timeline;
        timeline.applyRun(1, 5);
        HistoryState history;
        timeline.apply({}, &history);
        const QSignalSpy said(&timeline.model, &TimelineModel::historyChanged);
        timeline.apply({}, &history); // a view that asks whenever it hears would never stop
        QCOMPARE(said.count(), 0);
        history.reachesStart = true;
        timeline.apply({}, &history);
        QCOMPARE(said.count(), 1);
    }

    void aJumpShowsWhatIsAroundAndNothingElse()
    {
        Timeline timeline;
        timeline.applyRun(951, 1000);
        QSignalSpy landed(&timeline.model, &TimelineModel::landed);
        QVERIFY(!timeline.model.jump(300));
        QVERIFY(timeline.model.detached());
        QVERIFY(!timeline.model.following());
        QCOMPARE(timeline.model.count(), 0);
        ShownMessage live = message(1001);
        live.live = true;
        timeline.apply({live});
        QCOMPARE(timeline.model.count(), 0);
        timeline.applyRun(276, 325, 300);
        QCOMPARE(landed.count(), 1);
        QCOMPARE(timeline.model.index(landed.at(0).at(0).toInt()).data(TimelineModel::TextRole).toString(),
                 QStringLiteral("text 300"));
        QCOMPARE(timeline.texts(), numbered(276, 325));
        timeline.apply({message(1002)});
        QCOMPARE(timeline.texts(), numbered(276, 325));
        timeline.applyRun(226, 275); // scrolled up
        QCOMPARE(timeline.texts(), numbered(226, 325));
    }

    void aJumpToWhatCannotBeHadEndsAtTheNext()
    {
        Timeline timeline;
        timeline.applyRun(951, 1000);
        QSignalSpy landed(&timeline.model, &TimelineModel::landed);
        HistoryState history;
        history.loading = true;
        timeline.model.jump(300);
        timeline.apply({found(310, 300)}, &history);
        QCOMPARE(landed.count(), 0); // the page is on its way
        history.loading = false;
        timeline.apply({found(280, 300), found(311, 300)}, &history);
        QCOMPARE(landed.count(), 1);
        QCOMPARE(timeline.model.index(landed.at(0).at(0).toInt()).data(TimelineModel::TextRole).toString(),
                 QStringLiteral("text 310"));
    }

    void aJumpAmongTheRowsNeedsNothing()
    {
        Timeline timeline;
        timeline.applyRun(1, 50);
        const QSignalSpy landed(&timeline.model, &TimelineModel::landed);
        QVERIFY(timeline.model.jump(20));
        QCOMPARE(landed.count(), 1);
        QVERIFY(!timeline.model.detached());
        QCOMPARE(timeline.model.count(), 50);
    }

    void newerPagesLeadBackToTheNewest()
    {
        Timeline timeline;
        timeline.applyRun(151, 200);
        HistoryState history;
        history.loading = true;
        timeline.model.jump(100);
        timeline.apply({found(100, 100)}, &history);
        QCOMPARE(timeline.model.askNewer(), Seq(0)); // the rest of that page is on its way
        history.loading = false;
        std::vector<ShownMessage> rest;
        for (Seq seq = 76; seq <= 125; ++seq) {
            rest.push_back(found(seq, 100));
        }
        timeline.apply(rest, &history);
        QCOMPARE(timeline.model.askNewer(), Seq(125));
        QCOMPARE(timeline.model.askNewer(), Seq(0)); // one at a time
        timeline.applyRun(126, 175);
        QCOMPARE(timeline.texts(), numbered(76, 175));
        timeline.apply({}, &history);
        QCOMPARE(timeline.model.askNewer(), Seq(175));
        timeline.applyRun(151, 200);
        QVERIFY(!timeline.model.detached());
        QCOMPARE(timeline.texts(), numbered(76, 200));
        timeline.apply({message(201)});
        QCOMPARE(timeline.model.count(), 126);
        QCOMPARE(timeline.model.askNewer(), Seq(0));
    }

    // With all of it in the store nothing else comes that would say that it is whole.
    void newerPagesFollowAJumpThatWasAnsweredAtOnce()
    {
        Timeline timeline;
        timeline.applyRun(151, 200);
        const HistoryState history;
        timeline.model.jump(100);
        std::vector<ShownMessage> page;
        for (Seq seq = 76; seq <= 125; ++seq) {
            page.push_back(found(seq, 100));
        }
        timeline.apply(page, &history);
        QCOMPARE(timeline.texts(), numbered(76, 125));
        QCOMPARE(timeline.model.askNewer(), Seq(125));
    }

    // Whoever reads on towards the newest must not lose what they are reading.
    void manyNewerPagesTakeRowsAwayAtTheOlderEnd()
    {
        Timeline timeline;
        timeline.applyRun(9'951, 10'000);
        HistoryState history;
        timeline.model.jump(100);
        timeline.applyRun(76, 125, 100);
        timeline.apply({}, &history);
        while (timeline.model.rows().newest() < 2'600) {
            const Seq after = timeline.model.askNewer();
            QVERIFY(after > 0);
            timeline.applyRun(after + 1, after + TimelinePosition::PageSize);
            timeline.apply({}, &history);
            QVERIFY(timeline.model.count() <= TimelinePosition::MaxRows);
        }
        QVERIFY(timeline.model.rows().oldest() > 500);
        QVERIFY(timeline.model.detached());
        timeline.model.toNewest();
        QVERIFY(!timeline.model.detached());
        QCOMPARE(timeline.model.count(), 0);
        timeline.applyRun(9'951, 10'000);
        QCOMPARE(timeline.texts(), numbered(9'951, 10'000));
    }

    void aJumpEndsWithTheLook()
    {
        Timeline timeline;
        timeline.applyRun(951, 1000);
        timeline.model.jump(300);
        timeline.applyRun(276, 325, 300);
        timeline.model.rest();
        QVERIFY(!timeline.model.detached());
        QVERIFY(timeline.model.following());
        timeline.applyRun(951, 1000);
        QCOMPARE(timeline.texts(), numbered(951, 1000));
    }

    void aNewEpochStartsAnew()
    {
        Timeline timeline;
        timeline.applyRun(1, 10);
        timeline.apply({ownMessage(0, QStringLiteral("c"), DeliveryState::Pending)});
        timeline.model.dropAll();
        QCOMPARE(timeline.model.count(), 0);
        timeline.applyRun(1, 2);
        QCOMPARE(timeline.texts(), numbered(1, 2));
    }

    void atRestOnlyTheNewestStay()
    {
        Timeline timeline;
        timeline.applyRun(1, 500);
        timeline.model.setFollowing(false);
        timeline.model.rest();
        QVERIFY(timeline.model.following());
        QCOMPARE(timeline.texts(), numbered(401, 500));
        QVERIFY(!timeline.model.reachesStart());
    }

    void randomHistoriesStayInOrder()
    {
        for (quint64 seed = 1; seed <= 200; ++seed) {
            SeededRandom random(seed);
            Timeline timeline;
            Seq last = 0;
            int pending = 0;
            for (int step = 0; step < 60; ++step) {
                const quint64 dice = random.below(6);
                std::vector<ShownMessage> batch;
                if (dice == 0) {
                    batch.push_back(ownMessage(0, QStringLiteral("c%1").arg(++pending), DeliveryState::Pending));
                } else if (dice == 1 && pending > 0) {
                    const int id = 1 + int(random.below(quint64(pending)));
                    batch.push_back(ownMessage(++last, QStringLiteral("c%1").arg(id), DeliveryState::Sent));
                } else if (dice == 2) {
                    timeline.model.setFollowing(random.below(2) == 0);
                } else {
                    const Seq from = 1 + Seq(random.below(quint64(last) + 3));
                    const Seq to = from + Seq(random.below(5));
                    for (Seq seq = std::max<Seq>(from, last + 1); seq <= to; ++seq) {
                        batch.push_back(message(seq));
                    }
                    last = std::max(last, to);
                }
                timeline.apply(batch);
                verifyOrder(timeline, seed);
            }
        }
    }

private:
    /// Sequences rise, those without one come last, each flag is what its neighbour says.
    static void verifyOrder(const Timeline &timeline, quint64 seed)
    {
        const QAbstractItemModel &model = timeline.model;
        const QByteArray where = "seed " + QByteArray::number(seed);
        const auto get = [&](int row, const char *role) {
            return model.index(row, 0).data(model.roleNames().key(role));
        };
        QSet<QString> keys;
        for (int row = 0; row < model.rowCount(); ++row) {
            keys.insert(get(row, "key").toString());
            if (row + 1 == model.rowCount()) {
                break;
            }
            const bool pending = get(row, "state").toInt() == TimelineModel::Pending;
            const bool abovePending = get(row + 1, "state").toInt() == TimelineModel::Pending;
            QVERIFY2(pending || !abovePending, where.constData());
            QVERIFY2(pending || get(row, "at").toDateTime() > get(row + 1, "at").toDateTime(), where.constData());
            const bool sameSender = get(row, "sender") == get(row + 1, "sender");
            QVERIFY2(sameSender || get(row, "firstOfGroup").toBool(), where.constData());
        }
        QCOMPARE(keys.size(), model.rowCount());
    }
};

TEST_WITH_CORE_APPLICATION(TimelineTest)

} // namespace tst_timeline

#include "tst_timeline.moc"
