// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timelines.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_timeline_parts {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

Message message(Seq seq)
{
    Message one;
    one.room = Lobby;
    one.seq = seq;
    one.id = QString::number(seq);
    one.sender = QStringLiteral("bo");
    one.text = QString::number(seq);
    one.at = 1;
    return one;
}

HistoryPage page(Seq first, Seq last, Seq lastSeq)
{
    HistoryPage one;
    one.room = Lobby;
    one.lastSeq = lastSeq;
    for (Seq seq = first; seq <= last; ++seq)
        one.messages.push_back(message(seq));
    one.reachesStart = first == 1;
    return one;
}

/// Nothing of one's own waits.
struct NoOwn final : OwnMessages {
    bool waits(const QString &) const override { return false; }
    QString echoed(const Message &, bool) const override { return {}; }
    bool settle(const QString &) override { return false; }
    void keepOtherWording(const Message &) override {}
};

/// One room's timeline by itself, looked at, at a server that has everything.
struct Desk {
    Desk()
    {
        server.user = QStringLiteral("ann");
        server.signedIn = server.ready = server.capabilities.history = true;
        room().room.joined = true;
        room().viewers = 1;
        room().subscribed = true;
    }
    KnownRoom &room() { return rooms.named(Lobby); }
    Timeline &timeline() { return timelines.of(room()); }
    std::vector<Seq> given()
    {
        std::vector<Seq> seqs;
        for (const ShownMessage &one : views.take().messages)
            seqs.push_back(one.message.seq);
        return seqs;
    }
    std::vector<ask::FetchHistory> fetched() const { return requests.all<ask::FetchHistory>(); }
    Asked lastAsked() const { return requests.asked.rbegin()->second; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    NotedStore store;
    Disk disk{store, scheduler, [this](const keep::PutMessages &put) { timelines.stored(put); }, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    RoomDirectory rooms{store, disk, views, server};
    HistoryPacer pacer{clock, scheduler, [] {}};
    NoOwn own;
    Timelines timelines{clock, store, disk, rooms, requests, pacer, views, own, server};
};

} // namespace

class TestTimelineParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneThatFollowsHasAPlace()
    {
        TimelineSpans spans;
        QVERIFY(!spans.knowsPlace(0, 1, true)); // others' may be before it
        spans.noteNothingThere(true);
        QVERIFY(spans.knowsPlace(0, 1, true));
        QVERIFY(!spans.knowsPlace(1, 2, true));
        spans.cover({40, 90}, {}, true);
        QVERIFY(spans.knowsPlace(90, 170, false));
        QVERIFY(!spans.knowsPlace(91, 170, true));
        QVERIFY(spans.knowsPlace(20, 30, true));
        QVERIFY(!spans.knowsPlace(20, 30, false));
    }

    void theStartOfNothingIsNotTheStart()
    {
        TimelineSpans spans;
        spans.noteNothingThere(true);
        QVERIFY(spans.reachesStart());
        spans.cover({3, 6}, {}, true);
        QVERIFY(!spans.reachesStart());
        spans.cover({0, 3}, {}, true);
        QVERIFY(spans.reachesStart());
    }

    void aReaderInOrderGetsNothingBehindAHole()
    {
        TimelineSpans spans;
        spans.cover({0, 3}, {}, true);
        spans.readInOrder(3);
        QVERIFY(spans.isWanted(4, {3, 4}, true));
        QVERIFY(!spans.isWanted(6, {5, 6}, true));
        spans.cover({5, 6}, {}, true);
        QCOMPARE(spans.orderedUpTo(), Seq(3));
        spans.cover({3, 5}, {}, true);
        QCOMPARE(spans.orderedUpTo(), Seq(5));
        spans.stepOverAbsence(9);
        QCOMPARE(spans.orderedUpTo(), Seq(5)); // nothing is missing there
    }

    void aViewIsToldOfTheHolesThatItShows()
    {
        TimelineSpans spans;
        spans.cover({0, 3}, {}, true);
        spans.cover({5, 7}, {}, true);
        spans.cover({9, 12}, {}, true);
        spans.showBackTo(5);
        const HistoryState state = spans.state(12, false, true);
        QCOMPARE(state.gaps, (std::vector<Gap>{{7, 9}}));
        QVERIFY(!state.reachesStart);
        spans.showBackTo(0);
        QCOMPARE(spans.state(12, false, true).gaps.size(), std::size_t(2));
        QVERIFY(spans.state(12, false, true).reachesStart);
    }

    // However far apart places are: of a server that counts nothing they say only what is later.
    void whatIsContiguousIsNotInTheNumbers()
    {
        TimelineSpans spans;
        spans.cover({1'000, 1'003}, {}, true);
        spans.cover({5'000'000, 5'000'001, QStringLiteral("m"), {}}, {}, true);
        QCOMPARE(spans.held().holes(), (std::vector<Span>{{1'003, 5'000'000, {}, QStringLiteral("m")}}));
        spans.cover({1'003, 5'000'000}, {}, true); // a page that met what was held, and brought nothing
        QVERIFY(spans.held().holes().empty());
        QVERIFY(!spans.reachesStart());
        spans.cover({0, 1'000}, {}, true);
        QVERIFY(spans.reachesStart());
    }

    void eachMessageIsGivenAndStoredOnce()
    {
        Desk desk;
        desk.timeline().takeSubscribed(page(1, 3, 3), {0, 3});
        desk.timeline().arrived(message(4), 3, {});
        desk.timeline().arrived(message(4), 3, {});
        desk.timeline().arrived(message(3), 2, {});
        QCOMPARE(desk.given(), std::vector<Seq>({1, 2, 3, 4}));
        desk.scheduler.settle();
        std::size_t stored = 0;
        for (const keep::PutMessages &put : desk.store.all<keep::PutMessages>())
            stored += put.messages.size();
        QCOMPARE(stored, std::size_t(4));
        QCOMPARE(desk.room().room.lastSeq, Seq(4));
    }

    void aHoleIsAskedForAndFilled()
    {
        Desk desk;
        desk.timeline().takeSubscribed(page(1, 3, 3), {0, 3});
        desk.timeline().arrived(message(6), 5, {});
        QCOMPARE(desk.fetched().size(), std::size_t(1));
        QCOMPARE(desk.fetched()[0].from.seq, Seq(5));
        QCOMPARE(desk.fetched()[0].limit, 2);
        Changes changes = desk.views.take();
        QCOMPARE(changes.history.at(Lobby).gaps.size(), std::size_t(1));
        desk.timeline().takePage(desk.lastAsked(), page(4, 5, 6), {3, 5});
        desk.timeline().publish();
        changes = desk.views.take();
        QCOMPARE(changes.messages.size(), std::size_t(2));
        QVERIFY(changes.history.at(Lobby).gaps.empty());
        QCOMPARE(desk.fetched().size(), std::size_t(1));
    }

    void whatHasNoAnswerIsAskedAgainLater()
    {
        Desk desk;
        desk.timeline().takeSubscribed(page(1, 3, 3), {0, 3});
        desk.timeline().arrived(message(6), 5, {});
        QVERIFY(!desk.timeline().refused(desk.lastAsked(), {ErrorCode::TimedOut, {}, 0}));
        QVERIFY(desk.pacer.isWaiting());
        desk.timeline().fill();
        QCOMPARE(desk.fetched().size(), std::size_t(1));
        desk.scheduler.run(5'000);
        desk.timeline().fill();
        QCOMPARE(desk.fetched().size(), std::size_t(2));
    }

    void olderOnesComeFromTheServerWhereTheStoreEnds()
    {
        Desk desk;
        desk.timeline().takeSubscribed(page(101, 103, 103), {100, 103});
        desk.views.take();
        desk.timelines.on(tell::LoadOlder{Lobby, 0, 20});
        QCOMPARE(desk.fetched().back().from.seq, Seq(100));
        QVERIFY(desk.views.take().history.at(Lobby).loading);
        desk.timeline().takePage(desk.lastAsked(), page(81, 100, 103), {80, 100});
        desk.timeline().publish();
        const Changes changes = desk.views.take();
        QCOMPARE(changes.messages.size(), std::size_t(20));
        QVERIFY(!changes.history.at(Lobby).loading);
        QCOMPARE(desk.timeline().spans().held().start(), std::optional<Seq>(80));
    }

    void aReaderInOrderIsGivenAllOfItInOrder()
    {
        Desk desk;
        desk.store.held = page(1, 3, 3).messages;
        StoredRoom stored;
        stored.spans = {{0, 3}};
        desk.timeline().load(stored);
        desk.room().room.lastSeq = 5;
        desk.timeline().open({Lobby, 1, true});
        QCOMPARE(desk.given(), std::vector<Seq>({2, 3}));
        QVERIFY(desk.fetched().back().newer);
        QCOMPARE(desk.fetched().back().from.seq, Seq(3));
        desk.timeline().takePage(desk.lastAsked(), page(4, 5, 5), {3, 5});
        QCOMPARE(desk.given(), std::vector<Seq>({4, 5}));
    }

    void anotherHistoryHasNothingOfTheOld()
    {
        Desk desk;
        desk.timeline().takeSubscribed(page(1, 3, 3), {0, 3});
        desk.timeline().forget();
        QCOMPARE(desk.timeline().spans().newest(), Seq(0));
        desk.views.take();
        desk.timeline().takeSubscribed(page(1, 2, 2), {0, 2});
        QCOMPARE(desk.given(), std::vector<Seq>({1, 2}));
    }

    void whatIsNotThereIsSaid()
    {
        Desk desk;
        desk.timelines.on(tell::LoadOlder{QStringLiteral("nowhere")});
        desk.timelines.on(tell::LoadAround{Lobby, -1});
        QCOMPARE(desk.views.take().failures.size(), std::size_t(2));
    }
};

TEST_WITH_CORE_APPLICATION(TestTimelineParts)

} // namespace tst_timeline_parts

#include "tst_timeline_parts.moc"
