// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "models/scroll_position.h"
#include "models/timeline_position.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace tst_position {

using namespace banter;

using Held = TimelinePosition::Held;
using Sought = TimelinePosition::Sought;
using Reach = TimelinePosition::Reach;
using Landed = TimelinePosition::Landed;
using View = ScrollPosition::View;

namespace {

constexpr Held NoRows;

HistoryState history(bool reachesStart, bool loading = false)
{
    HistoryState state;
    state.reachesStart = reachesStart;
    state.loading = loading;
    return state;
}

/// A message; `sought`: it came because of a jump there.
ShownMessage at(Seq seq, std::optional<Seq> sought = {})
{
    ShownMessage shown;
    shown.message.seq = seq;
    shown.after = seq - 1;
    shown.sought = sought;
    return shown;
}

/// A view of 400 pixels over 1,000 of rows.
View viewAt(double y)
{
    return {y, 0, 1000, 0, 400};
}

} // namespace

/// What a timeline shows, follows and jumps to, and where its view stays.
class PositionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- the newest message ----

    void followsTheNewestUntilTheViewTurnsAway()
    {
        TimelinePosition position;
        QVERIFY(position.following() && !position.detached());
        QVERIFY(!position.follow(true));
        QVERIFY(position.follow(false));
        QVERIFY(!position.following() && !position.detached());
        QVERIFY(position.follow(true));
    }

    void theEndOfTheRowsIsNotTheNewestWhileDetached()
    {
        TimelinePosition position;
        position.hear(1000, 999, false);
        position.jump(300);
        QVERIFY(position.detached() && !position.following());
        QVERIFY(!position.follow(true));
        QVERIFY(!position.following());
    }

    void theLineIsAboveWhatNobodySees()
    {
        TimelinePosition position;
        QVERIFY(!position.hear(1, 0, true)); // seen as it comes
        position.setWatched(false);
        QVERIFY(position.hear(2, 1, true));
        QCOMPARE(position.readUpTo(), std::optional<Seq>(1));
        QVERIFY(!position.hear(3, 2, true)); // the line stays above the first one
        QVERIFY(!position.hear(3, 2, true)); // and is not for what was heard of before
        position.setWatched(true);           // seen
        QCOMPARE(position.readUpTo(), std::optional<Seq>(1));
        position.setWatched(false);
        QVERIFY(position.hear(4, 3, true));
        QCOMPARE(position.readUpTo(), std::optional<Seq>(3));
        QCOMPARE(position.newest(), Seq(4));
    }

    void whatIsOldOrOnesOwnGetsNoLine()
    {
        TimelinePosition position;
        position.follow(false);
        QVERIFY(!position.hear(7, 6, false));
        QVERIFY(!position.readUpTo());
        QVERIFY(position.hear(8, 7, true));
    }

    // ---- which messages are rows ----

    void aFullWindowAtTheNewestTakesNothingOlder()
    {
        TimelinePosition position;
        const Held full{1001, 3000, TimelinePosition::MaxRows};
        QVERIFY(position.takes(at(3001), full, false));
        QVERIFY(position.takes(at(0), full, false)); // it waits for its place
        QVERIFY(!position.takes(at(1000), full, false));
        QVERIFY(position.takes(at(1000), full, true)); // somebody asked
        position.follow(false);
        QVERIFY(position.takes(at(1000), full, false));
    }

    void aJumpTakesWhatIsAroundIt()
    {
        TimelinePosition position;
        position.hear(1000, 999, false);
        position.jump(300);
        QCOMPARE(position.goal(), Seq(300));
        QVERIFY(!position.takes(at(1001), NoRows, false));
        QVERIFY(!position.takes(at(301), NoRows, false)); // it came for another reason
        QVERIFY(!position.takes(at(301, 200), NoRows, false));
        QVERIFY(position.takes(at(301, 300), NoRows, false));
        QVERIFY(position.takes(at(5'000'000, 300), NoRows, false)); // how far it is, is not in the numbers
        QCOMPARE(position.land({true, true, true}, false), Landed::AtMessage);
        const Held page{276, 325, 50};
        QVERIFY(position.takes(at(275), page, false));
        QVERIFY(!position.takes(at(326), page, false)); // nobody asked for it
        QCOMPARE(position.askNewer(page), Seq(325));
        QVERIFY(position.takes(at(326), page, false));
        QVERIFY(!position.takes(at(376), page, false)); // something is between
    }

    void theRowsThatNobodyLooksAtAreTakenAway()
    {
        TimelinePosition position;
        position.hear(3000, 2999, false);
        const HistoryState whole = history(true);
        QVERIFY(position.reachesStart(whole));
        QVERIFY(position.trimsStart(true));
        QVERIFY(!position.reachesStart(whole)); // what was there is not any more
        position.follow(false);
        QVERIFY(!position.trimsStart(true));
        QVERIFY(position.detached());
        position.noteNew(false, true); // on the way back to the newest
        QVERIFY(position.trimsStart(true));
        QVERIFY(!position.trimsStart(true)); // that was one batch
    }

    void theStartIsThereAgainWhenNothingOlderComes()
    {
        TimelinePosition position;
        position.cutStart();
        const HistoryState whole = history(true);
        position.noteNew(true, false);
        position.hearHistory(true, true);
        QVERIFY(!position.reachesStart(whole)); // a page came: there may be another one
        position.hearHistory(true, true);
        QVERIFY(position.reachesStart(whole));
    }

    void theRowsReachTheNewestAgain()
    {
        TimelinePosition position;
        position.hear(400, 399, false);
        position.jump(100);
        QVERIFY(!position.rejoin({400, 400, 1})); // of before the jump
        QCOMPARE(position.land({true, true, true}, false), Landed::AtMessage);
        QVERIFY(!position.rejoin({76, 399, 50}));
        QVERIFY(position.rejoin({76, 400, 50}));
        QVERIFY(!position.detached() && !position.following());
        QVERIFY(position.follow(true));
    }

    // ---- ways to a message ----

    void oneAsksForNewerPagesOneByOne()
    {
        TimelinePosition position;
        position.hear(200, 199, false);
        QCOMPARE(position.askNewer({151, 200, 50}), Seq(0)); // they are there
        position.jump(100);
        QCOMPARE(position.askNewer(NoRows), Seq(0));
        QCOMPARE(position.land({true, false, true}, true), Landed::AtMessage);
        QCOMPARE(position.askNewer({100, 100, 1}), Seq(0)); // the rest of that page is on its way
        position.hearHistory(true, false);
        QCOMPARE(position.askNewer({76, 125, 50}), Seq(125));
        QCOMPARE(position.askNewer({76, 125, 50}), Seq(0));
        position.hearHistory(true, false);
        QCOMPARE(position.askNewer({76, 175, 100}), Seq(175));
        position.hearHistory(true, false);
        QCOMPARE(position.askNewer({76, 200, 125}), Seq(0)); // not beyond what there is
    }

    void whatCannotBeHadIsTheNextNewerOne()
    {
        TimelinePosition position;
        position.jump(300);
        QCOMPARE(position.land({false, false, true}, true), Landed::No); // the page is on its way
        QCOMPARE(position.land({false, true, false}, false), Landed::No);
        QCOMPARE(position.land({false, false, true}, false), Landed::AtMessage);
        QCOMPARE(position.goal(), Seq(0));
        QCOMPARE(position.land({true, true, true}, false), Landed::No); // once
    }

    void theFirstUnreadAmongTheRowsIsThere()
    {
        TimelinePosition position;
        position.open(89, 11);
        QVERIFY(position.opening());
        const Reach way = position.reachUnread(false, {51, 100, 50}, {true, true, true}, history(false));
        QCOMPARE(way.what, Reach::Arrived);
        QVERIFY(!position.opening());
    }

    void aNearFirstUnreadIsPagedTo()
    {
        TimelinePosition position;
        position.open(40, 60);
        const Held held{101, 150, 50};
        QCOMPARE(position.reachUnread(false, held, {false, false, true}, history(false)).what, Reach::Wait);
        QCOMPARE(position.reachUnread(true, held, {false, false, true}, history(false, true)).what, Reach::Wait);
        const Reach way = position.reachUnread(true, held, {false, false, true}, history(false));
        QCOMPARE(way.what, Reach::AskOlder);
        QCOMPARE(way.limit, 60 + TimelinePosition::PageSize / 2);
        QVERIFY(position.opening() && !position.detached());
        // Own ones lie between, which are not counted.
        const Reach further = position.reachUnread(true, {51, 150, 100}, {false, false, true}, history(false));
        QCOMPARE(further.what, Reach::AskOlder);
        QCOMPARE(further.limit, TimelinePosition::PageSize);
        // It did not come: the oldest that can be had, rather than asking for ever.
        QCOMPARE(position.reachUnread(true, {51, 150, 100}, {false, false, true}, history(false)).what, Reach::Arrived);
    }

    void aFarFirstUnreadIsJumpedTo()
    {
        TimelinePosition position;
        position.hear(5000, 4999, false);
        position.open(110, 4890);
        QCOMPARE(position.reachUnread(true, {4951, 5000, 50}, {false, false, true}, history(false)).what,
                 Reach::AskAround);
        QVERIFY(position.opening() && position.detached());
        QCOMPARE(position.reachUnread(true, {90, 140, 50}, {true, true, true}, history(false)).what, Reach::Wait);
        QCOMPARE(position.land({true, true, true}, false), Landed::AtUnread);
        QVERIFY(!position.opening() && position.detached());
    }

    // All that is here was read, and is the whole history so far: what is unread comes after it.
    void whatComesAfterTheRowsIsWaitedFor()
    {
        TimelinePosition position;
        position.open(40, 150);
        QCOMPARE(position.reachUnread(false, {1, 40, 40}, {false, true, false}, history(true)).what, Reach::Wait);
        QCOMPARE(position.reachUnread(true, {1, 40, 40}, {false, true, false}, history(true)).what, Reach::Wait);
        QCOMPARE(position.reachUnread(true, {1, 40, 40}, {false, true, false}, history(true)).what, Reach::Wait);
        QVERIFY(position.opening());
        QCOMPARE(position.reachUnread(true, {1, 190, 190}, {true, true, true}, history(true)).what, Reach::Arrived);
        QVERIFY(!position.opening());
    }

    void theStartOfTheHistoryIsFarEnough()
    {
        TimelinePosition position;
        position.open(0, 50);
        QCOMPARE(position.reachUnread(false, {5, 50, 46}, {false, false, true}, history(true)).what, Reach::Arrived);
    }

    void whoeverGivesUpIsNotMoved()
    {
        TimelinePosition position;
        position.open(40, 60);
        QVERIFY(position.stop());
        QVERIFY(!position.stop());
        QCOMPARE(position.reachUnread(true, {1, 50, 50}, {true, true, true}, history(true)).what, Reach::Wait);
        position.jump(300);
        QVERIFY(!position.stop()); // that was no first unread
        position.attach(true);
        QVERIFY(!position.detached());
        QCOMPARE(position.land({true, true, true}, false), Landed::No);
        QVERIFY(!position.reachesStart(history(true)));
    }

    void aNewEpochForgetsAll()
    {
        TimelinePosition position;
        position.hear(400, 399, false);
        position.putLine(399);
        position.jump(100);
        position.cutStart();
        position.restart();
        QVERIFY(!position.detached() && !position.opening() && !position.readUpTo());
        QCOMPARE(position.newest(), Seq(0));
        QVERIFY(position.reachesStart(history(true)));
    }

    // Whatever happened before.
    void whatWasJumpedToComesBeforeTheFirstUnread()
    {
        TimelinePosition position;
        position.jump(7);
        position.open(2, 5);
        QCOMPARE(position.goal(), Seq(7));
        QVERIFY(!position.opening());
        QVERIFY(position.takes(at(7, 7), {}, true));
    }

    // Older ones than the oldest row would never be what is missing.
    void whatIsMissingBetweenTheRowsIsAskedForWhereItIs()
    {
        TimelinePosition position;
        position.open(100, 150);
        const Held held{51, 250, 100};
        QCOMPARE(position.reachUnread(false, held, {false, true, true}, history(false)).what, Reach::Wait);
        QCOMPARE(position.reachUnread(true, held, {false, true, true}, history(false, true)).what, Reach::Wait);
        QCOMPARE(position.reachUnread(true, held, {false, true, true}, history(false)).what, Reach::AskAround);
        QCOMPARE(position.goal(), Seq(100));
        QVERIFY(position.detached() && position.opening());
    }

    void oneComesBackToTheNewest()
    {
        for (quint64 seed = 1; seed <= 500; ++seed) {
            SeededRandom random(seed);
            TimelinePosition position;
            for (int step = 0; step < 100; ++step) {
                const Seq seq = 1 + Seq(random.below(500));
                const Held held{seq, seq + 49, 50};
                const Sought sought{random.below(2) == 0, random.below(2) == 0, random.below(2) == 0};
                switch (random.below(12)) {
                case 0:
                    position.hear(seq, seq - 1, true);
                    break;
                case 1:
                    position.follow(random.below(2) == 0);
                    break;
                case 2:
                    position.setWatched(random.below(2) == 0);
                    break;
                case 3:
                    position.jump(seq);
                    break;
                case 4:
                    position.open(seq, int(random.below(500)));
                    break;
                case 5:
                    position.land(sought, random.below(2) == 0);
                    break;
                case 6:
                    position.reachUnread(true, held, sought, history(random.below(2) == 0));
                    break;
                case 7:
                    position.rejoin(held);
                    break;
                case 8:
                    position.trimsStart(random.below(2) == 0);
                    break;
                case 9:
                    position.hearHistory(true, true);
                    break;
                case 10:
                    QVERIFY(position.askNewer(held) <= position.newest());
                    break;
                default:
                    position.stop();
                    if (position.detached()) {
                        position.attach(true);
                    }
                    position.follow(true);
                    QVERIFY2(position.following(), qPrintable(QStringLiteral("seed %1").arg(seed)));
                }
                // A message that was jumped to becomes a row when it comes, wherever the rows are.
                QVERIFY2(position.goal() == 0 || position.opening() ||
                             position.takes(at(position.goal() + 1, position.goal()), {}, true),
                         qPrintable(QStringLiteral("seed %1").arg(seed)));
            }
        }
    }

    // ---- pixels ----

    void aLittleAwayFromTheNewestIsNotAtIt()
    {
        const ScrollPosition scroll;
        QVERIFY(scroll.atNewest(viewAt(600)));
        QVERIFY(scroll.atNewest(viewAt(600 - ScrollPosition::Reach)));
        QVERIFY(!scroll.atNewest(viewAt(599 - ScrollPosition::Reach)));
    }

    void theNewestStaysInView()
    {
        ScrollPosition scroll;
        scroll.note(viewAt(600), std::nullopt);
        View grown = viewAt(600);
        grown.content = 1100;
        QCOMPARE(scroll.target(grown, true, std::nullopt), 700.0);
        grown.height = 300; // the window got lower
        QCOMPARE(scroll.target(grown, true, std::nullopt), 800.0);
    }

    void whatIsReadStaysWhereItIs()
    {
        ScrollPosition scroll;
        scroll.note(viewAt(200), 580.0); // the row at the lower edge ends 20 above it
        View grown = viewAt(200);
        grown.content = 1500;
        QCOMPARE(scroll.target(grown, false, 1080.0), 700.0); // 500 came above
        grown.height = 300;
        QCOMPARE(scroll.target(grown, false, 580.0), 300.0);        // the edge came up: the row does, too
        QCOMPARE(scroll.target(grown, false, std::nullopt), 200.0); // the row is gone
    }

    void theWayBackIsOfferedFromHalfAScreenOn()
    {
        ScrollPosition scroll;
        scroll.note(viewAt(400), std::nullopt);
        QVERIFY(scroll.nearby());
        scroll.note(viewAt(399), std::nullopt);
        QVERIFY(!scroll.nearby());
        scroll.reset();
        QVERIFY(scroll.nearby());
    }

    void pagesEndWithTheRows()
    {
        QCOMPARE(ScrollPosition::turned(viewAt(600), 1), 240.0);
        QCOMPARE(ScrollPosition::turned(viewAt(200), 1), 0.0);
        QCOMPARE(ScrollPosition::turned(viewAt(500), -1), 600.0);
        QCOMPARE(ScrollPosition::opened(viewAt(0), 500), 420.0); // a fifth of the screen above it
        QCOMPARE(ScrollPosition::opened(viewAt(0), 990), 600.0);
        QCOMPARE(ScrollPosition::opened({0, 0, 100, 8, 400}, 50), 0.0); // fewer rows than the screen holds
    }

    void aRowIsSeenWhenItsEndIs()
    {
        QVERIFY(ScrollPosition::isSeen(viewAt(100), 501));
        QVERIFY(!ScrollPosition::isSeen(viewAt(100), 502));
    }

    void moreIsAskedForBeforeTheEndIsReached()
    {
        QVERIFY(ScrollPosition::nearsStart(viewAt(599)));
        QVERIFY(!ScrollPosition::nearsStart(viewAt(600)));
        QVERIFY(ScrollPosition::nearsEnd(viewAt(201)));
        QVERIFY(!ScrollPosition::nearsEnd(viewAt(200)));
    }
};

TEST_WITHOUT_APPLICATION(PositionTest)

} // namespace tst_position

#include "tst_position.moc"
