// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/change_feed.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_change_feed {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Attic = QStringLiteral("attic");

Message message(Seq seq, qint64 rev = 0)
{
    Message one;
    one.room = Lobby;
    one.seq = seq;
    one.id = QString::number(seq);
    one.sender = QStringLiteral("bo");
    one.text = QStringLiteral("%1 at %2").arg(seq).arg(rev);
    one.rev = rev;
    one.editedAt = rev;
    return one;
}

heard::MessageChanged edited(Seq seq, qint64 rev, const QString &room = Lobby)
{
    const Message now = message(seq, rev);
    return {{room, now.id, seq, rev, Amendment::Words{now.text, now.editedAt}}};
}

/// The part by itself, over rooms of which it holds the messages 1 to 9, or none.
struct Stand final : ChangeFeed::Port {
    Stand()
    {
        server.signedIn = server.ready = server.capabilities.changes = true;
        server.epoch = QStringLiteral("e1");
        for (const QString &id : {Lobby, Attic}) {
            rooms.named(id).room.joined = true;
            for (Seq seq = 1; seq <= 9; ++seq) {
                Message one = message(seq);
                one.room = id;
                held[id][seq] = one;
            }
        }
        lobby().subscribed = true;
    }
    void amend(KnownRoom &room, std::vector<Amendment> changes, qint64 heldRev) override
    {
        for (const Amendment &change : changes) {
            ++told;
            if (const auto found = held[room.room.id].find(change.seq); found != held[room.room.id].end())
                banter::amend(found->second, change);
        }
        kept[room.room.id] = heldRev;
    }
    Seq lowestOf(KnownRoom &room) override
    {
        const auto &messages = held[room.room.id];
        return messages.empty() ? 0 : messages.begin()->first;
    }
    bool holds(KnownRoom &room, Seq seq) override { return held[room.room.id].contains(seq); }
    void forgetHeld(KnownRoom &room) override { held[room.room.id].clear(); }
    void subscribeAgain(KnownRoom &) override { ++again; }

    KnownRoom &lobby() { return rooms.named(Lobby); }
    std::vector<ask::FetchChanges> asked() const { return requests.all<ask::FetchChanges>(); }
    void answer(heard::ChangePage page)
    {
        const heard::Ticket ticket = requests.asked.rbegin()->first;
        feed.on(*requests.answered(ticket), std::move(page));
    }
    void subscribe(heard::Subscribed answer)
    {
        ask::Subscribe request;
        feed.askWith(lobby(), request);
        feed.opening(lobby(), answer);
        feed.opened(lobby(), answer, request.lowest);
    }
    QString text(Seq seq) { return held[Lobby].at(seq).text; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    RoomDirectory rooms{store, disk, views, server};
    HistoryPacer pacer{clock, scheduler, [this] { feed.catchUp(); }};
    ChangeFeed feed{rooms, requests, pacer, server, *this};
    std::map<QString, std::map<Seq, Message>> held;
    std::map<QString, qint64> kept; ///< what the store was told last to have all of
    int told = 0;
    int again = 0;
};

heard::Subscribed opened(qint64 lastRev, std::optional<heard::ChangePage> changes = {})
{
    heard::Subscribed answer;
    answer.page.room = Lobby;
    answer.lastRev = lastRev;
    answer.changes = std::move(changes);
    return answer;
}

} // namespace

class TestChangeFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The first message that is held of a room with changes may be one's own.
    void aFirstOwnMessageCatchesUp()
    {
        Stand stand;
        stand.held[Attic].clear();
        stand.rooms.named(Attic).room.lastRev = 5;
        stand.feed.catchUp();
        QVERIFY(stand.asked().empty());
        Message own = message(10);
        own.room = Attic;
        stand.held[Attic][10] = own;
        stand.feed.holdsMore(Attic);
        QCOMPARE(stand.asked().size(), std::size_t(1));
        QCOMPARE(stand.asked()[0].room, Attic);
        QCOMPARE(stand.asked()[0].lowest, Seq(10));
        stand.feed.holdsMore(Attic); // it is asked for once
        QCOMPARE(stand.asked().size(), std::size_t(1));
        stand.feed.holdsMore(QStringLiteral("no such room"));
    }

    void aChangeThatIsKnownIsToldOnce()
    {
        Stand stand;
        stand.subscribe(opened(0));
        stand.feed.on(edited(3, 1));
        stand.feed.on(edited(3, 1));
        QCOMPARE(stand.told, 1);
        stand.feed.on(edited(3, 2));
        QCOMPARE(stand.told, 2);
        QCOMPARE(stand.text(3), QStringLiteral("3 at 2"));
        // Where nobody counts the changes, the number tells nothing of what is known.
        stand.server.capabilities.changes = false;
        stand.feed.on(edited(4, 1));
        QCOMPARE(stand.told, 3);
    }

    void eachChangeIsTakenAndCounted()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        QCOMPARE(stand.kept[Lobby], qint64(4));
        stand.feed.on(edited(3, 5));
        stand.feed.on(edited(77, 6)); // not held
        stand.feed.on(edited(3, 7));
        QCOMPARE(stand.text(3), QStringLiteral("3 at 7"));
        QCOMPARE(stand.feed.held(Lobby), qint64(7));
        QCOMPARE(stand.kept[Lobby], qint64(7));
        QVERIFY(stand.asked().empty());
    }

    void twiceAndLateIsHarmless()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.feed.on(edited(3, 5));
        stand.feed.on(edited(3, 5));
        stand.feed.on(edited(3, 2));
        QCOMPARE(stand.text(3), QStringLiteral("3 at 5"));
        QCOMPARE(stand.feed.held(Lobby), qint64(5));
        QVERIFY(stand.asked().empty());
    }

    // What is not the next one says that some were missed. It is taken all the same; only the count waits.
    void aGapIsAskedFor()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.feed.on(edited(3, 7));
        QCOMPARE(stand.text(3), QStringLiteral("3 at 7"));
        QCOMPARE(stand.kept[Lobby], qint64(4));
        stand.feed.on(edited(4, 8));
        QCOMPARE(stand.kept[Lobby], qint64(4));
        QCOMPARE(stand.asked().size(), std::size_t(1));
        const ask::FetchChanges asked = stand.asked()[0];
        QCOMPARE(asked.room, Lobby);
        QCOMPARE(asked.epoch, QStringLiteral("e1"));
        QCOMPARE(asked.revSince, qint64(4));
        QCOMPARE(asked.lowest, Seq(1));
        stand.answer({{message(5, 5), message(6, 6), message(3, 7), message(4, 8)}, 8, false, false});
        QCOMPARE(stand.text(5), QStringLiteral("5 at 5"));
        QCOMPARE(stand.text(6), QStringLiteral("6 at 6"));
        QCOMPARE(stand.kept[Lobby], qint64(8));
        stand.feed.on(edited(9, 9));
        QCOMPARE(stand.kept[Lobby], qint64(9));
        QCOMPARE(stand.asked().size(), std::size_t(1));
    }

    // An event that overtook a page, and a page that is older than an event.
    void theRaceOfEventAndFetchIsSettledByRev()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.feed.on(edited(3, 7));
        stand.feed.on(edited(5, 9));
        stand.answer({{message(5, 5), message(3, 7)}, 9, false, false});
        QCOMPARE(stand.text(5), QStringLiteral("5 at 9"));
        QCOMPARE(stand.feed.held(Lobby), qint64(9));
    }

    void whatIsTooMuchForOneAnswerComesInSeveral()
    {
        Stand stand;
        stand.feed.load({stand.lobby().room, {}, {}, 1, 2});
        ask::Subscribe request;
        stand.feed.askWith(stand.lobby(), request);
        QCOMPARE(request.revSince, qint64(2));
        QCOMPARE(request.lowest, Seq(1));
        stand.feed.opened(stand.lobby(), opened(9, heard::ChangePage{{message(1, 3)}, 3, true, false}), 1);
        QCOMPARE(stand.kept[Lobby], qint64(3));
        stand.feed.on(edited(2, 10)); // an event meanwhile
        QCOMPARE(stand.kept[Lobby], qint64(3));
        stand.answer({{message(3, 6)}, 6, true, false});
        QCOMPARE(stand.kept[Lobby], qint64(6));
        stand.answer({{message(4, 9), message(2, 10)}, 10, false, false});
        QCOMPARE(stand.kept[Lobby], qint64(10));
        QCOMPARE(stand.asked().size(), std::size_t(2));
        QCOMPARE(stand.asked()[1].revSince, qint64(6));
    }

    // The people of a room took all the room that a frame has.
    void anAnswerMayBeEmptyAndHaveMore()
    {
        Stand stand;
        stand.subscribe(opened(9, heard::ChangePage{{}, 0, true, false}));
        QCOMPARE(stand.kept[Lobby], qint64(0));
        QCOMPARE(stand.asked().size(), std::size_t(1));
    }

    void whoIsToldNothingDoesNotAskForEver()
    {
        Stand stand;
        stand.feed.on(edited(3, 7));
        for (int times = 1; times <= 3; ++times) {
            QCOMPARE(int(stand.asked().size()), times);
            stand.answer({{}, 0, true, false});
            QCOMPARE(int(stand.asked().size()), times);
            stand.scheduler.run(60'000);
        }
    }

    // One that names a newest change of which its own list knows nothing.
    void whoContradictsItselfIsNotAskedForEver()
    {
        Stand stand;
        stand.lobby().subscribed = false;
        stand.lobby().room.lastRev = 9;
        stand.feed.catchUp();
        stand.answer({{message(3, 5)}, 5, false, false});
        QCOMPARE(stand.asked().size(), std::size_t(1));
        QCOMPARE(stand.kept[Lobby], qint64(5));
    }

    void whoHoldsNothingMissesNothing()
    {
        Stand stand;
        stand.held.clear();
        ask::Subscribe request;
        stand.feed.askWith(stand.lobby(), request);
        QCOMPARE(request.lowest, Seq(0));
        stand.held[Lobby][8] = message(8, 6); // the page
        stand.feed.opened(stand.lobby(), opened(6), 0);
        QCOMPARE(stand.kept[Lobby], qint64(6));
        QVERIFY(stand.asked().empty());
        stand.held.clear();
        stand.feed.on(edited(3, 9));
        QCOMPARE(stand.kept[Lobby], qint64(9));
        QVERIFY(stand.asked().empty());
    }

    void tooFarBehindIsABeginningAnew()
    {
        Stand stand;
        stand.feed.load({stand.lobby().room, {}, {}, 1, 2});
        stand.subscribe(opened(9'000, heard::ChangePage{{}, 9'000, false, true}));
        QVERIFY(stand.held[Lobby].empty());
        QCOMPARE(stand.kept[Lobby], qint64(9'000));
        QCOMPARE(stand.again, 0); // the page is the beginning
    }

    void aGapThatIsTooWideIsABeginningAnewToo()
    {
        Stand stand;
        stand.feed.on(edited(3, 7'000));
        stand.answer({{}, 9'000, false, true});
        QVERIFY(stand.held[Lobby].empty());
        QCOMPARE(stand.kept[Lobby], qint64(9'000));
        QCOMPARE(stand.again, 1);
    }

    void aRoomThatNobodyLooksAtCatchesUpBehind()
    {
        Stand stand;
        stand.rooms.named(Attic).room.lastRev = 5;
        stand.server.ready = false;
        stand.feed.catchUp();
        QVERIFY(stand.asked().empty()); // first what is looked at
        stand.server.ready = true;
        stand.feed.catchUp();
        stand.feed.catchUp();
        QCOMPARE(stand.asked().size(), std::size_t(1));
        QCOMPARE(stand.asked()[0].room, Attic);
        stand.answer({{}, 5, false, false});
        QCOMPARE(stand.kept[Attic], qint64(5));
        stand.feed.catchUp();
        QCOMPARE(stand.asked().size(), std::size_t(1));
    }

    void fewAreAskedForAtOnceAndAllInTheEnd()
    {
        Stand stand;
        for (int i = 0; i < 20; ++i) {
            const QString id = QStringLiteral("r%1").arg(i);
            stand.rooms.named(id).room.joined = true;
            stand.rooms.named(id).room.lastRev = 1;
            stand.held[id][1] = message(1);
        }
        stand.feed.catchUp();
        QCOMPARE(stand.asked().size(), std::size_t(3));
        while (!stand.requests.asked.empty())
            stand.answer({{}, 1, false, false});
        QCOMPARE(stand.asked().size(), std::size_t(20));
    }

    void noAnswerIsAskedForLater()
    {
        Stand stand;
        stand.feed.on(edited(3, 7));
        const Asked about = stand.requests.asked.begin()->second;
        QVERIFY(about.what == Asked::What::Changes);
        stand.feed.refused(about, {ErrorCode::Unavailable, {}, 0});
        QCOMPARE(stand.asked().size(), std::size_t(1));
        stand.scheduler.run(60'000);
        QCOMPARE(stand.asked().size(), std::size_t(2));
        stand.feed.refused(about, {ErrorCode::Forbidden, {}, 0}); // left meanwhile
        stand.scheduler.run(60'000);
        stand.feed.catchUp();
        QCOMPARE(stand.asked().size(), std::size_t(2));
    }

    void aLostLinkForgetsWhatWasAskedAndNotWhatIsHeld()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.feed.on(edited(3, 7));
        stand.feed.linkLost();
        ask::Subscribe request;
        stand.feed.askWith(stand.lobby(), request);
        QCOMPARE(request.revSince, qint64(4));
        stand.feed.forget(Lobby); // another history
        stand.feed.askWith(stand.lobby(), request);
        QCOMPARE(request.revSince, qint64(0));
    }

    void anOlderServerIsAskedForNothing()
    {
        Stand stand;
        stand.server.capabilities.changes = false;
        stand.feed.load({stand.lobby().room, {}, {}, 1, 2});
        ask::Subscribe request;
        stand.feed.askWith(stand.lobby(), request);
        QCOMPARE(request.revSince, qint64(0));
        QCOMPARE(request.lowest, Seq(0));
        stand.feed.opened(stand.lobby(), opened(0), 0);
        stand.lobby().room.lastRev = 9;
        stand.feed.catchUp();
        QVERIFY(stand.asked().empty());
        QCOMPARE(stand.feed.held(Lobby), qint64(2)); // for when it can again
    }

    // An acknowledgement says what was sent once, and not what became of it since.
    void whatIsAcknowledgedLateIsAskedAbout()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.lobby().room.lastSeq = 20;
        QVERIFY(!stand.feed.mayBeStale(message(21))); // new
        QVERIFY(!stand.feed.mayBeStale(message(5)));  // held, and so as it is
        QVERIFY(stand.feed.mayBeStale(message(15)));
        stand.held[Lobby][15] = message(15);
        stand.feed.doubt(Lobby);
        QCOMPARE(stand.kept[Lobby], qint64(0)); // also after a restart
        QCOMPARE(stand.asked().size(), std::size_t(1));
        QCOMPARE(stand.asked()[0].revSince, qint64(0));
        stand.answer({{message(15, 2)}, 4, false, false});
        QCOMPARE(stand.text(15), QStringLiteral("15 at 2"));
        QCOMPARE(stand.kept[Lobby], qint64(4));
    }

    void whatWasAskedBeforeTheDoubtProvesNothing()
    {
        Stand stand;
        stand.subscribe(opened(4, heard::ChangePage{{}, 4, false, false}));
        stand.feed.on(edited(3, 7));
        stand.feed.doubt(Lobby);
        QCOMPARE(stand.asked().size(), std::size_t(1));
        stand.answer({{message(3, 7)}, 7, false, false}); // of those after 4
        QCOMPARE(stand.kept[Lobby], qint64(0));
        QCOMPARE(stand.asked().size(), std::size_t(2));
        QCOMPARE(stand.asked()[1].revSince, qint64(0));
        stand.answer({{}, 7, false, false});
        QCOMPARE(stand.kept[Lobby], qint64(7));
    }

    void aChangeOfAnUnknownRoomIsDropped()
    {
        Stand stand;
        stand.feed.on(edited(3, 7, QStringLiteral("cellar")));
        QCOMPARE(stand.told, 0);
    }
};

TEST_WITH_CORE_APPLICATION(TestChangeFeed)

} // namespace tst_change_feed

#include "tst_change_feed.moc"
