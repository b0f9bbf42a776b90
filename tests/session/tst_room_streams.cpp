// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/room_streams.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_room_streams {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

/// The part by itself.
struct Stand final : RoomStreams::Port {
    Stand()
    {
        server.signedIn = server.ready = true;
        lobby().room.joined = true;
    }
    Seq newestOf(KnownRoom &) override { return newest; }
    std::vector<Message> recentOf(KnownRoom &) override { return {}; }
    void wantChanges(KnownRoom &, ask::Subscribe &request) override { request.lowest = lowest; }
    void unseen(KnownRoom &) override { ++hidden; }
    void ended(KnownRoom &, bool) override { ++over; }
    KnownRoom &lobby() { return rooms.named(Lobby); }
    std::vector<ask::Subscribe> subscribed() const { return requests.all<ask::Subscribe>(); }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    RoomDirectory rooms{store, disk, views, server};
    RoomStreams streams{scheduler, rooms, requests, server, *this};
    Seq newest = 0;
    Seq lowest = 0;
    int hidden = 0;
    int over = 0;
};

constexpr qint64 LingerMs = 60'000;

} // namespace

class TestRoomStreams : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsLookedAtIsStreamed()
    {
        Stand stand;
        stand.streams.subscribeAll();
        QVERIFY(stand.subscribed().empty());
        stand.streams.look(stand.lobby());
        stand.streams.subscribeAll();
        stand.streams.subscribeAll(); // it is on its way
        QCOMPARE(stand.subscribed().size(), std::size_t(1));
    }

    void aServerThatForgetsWhoJoinedIsAskedForAll()
    {
        Stand stand;
        stand.server.capabilities.keepsMembership = false;
        stand.streams.subscribeAll();
        QCOMPARE(stand.subscribed().size(), std::size_t(1));
    }

    void asksSinceTheNewestThatIsHeld()
    {
        Stand stand;
        stand.newest = 7;
        stand.server.epoch = QStringLiteral("e");
        stand.streams.subscribe(stand.lobby());
        QCOMPARE(stand.subscribed().at(0).since, Seq(7));
        QCOMPARE(stand.subscribed().at(0).epoch, QStringLiteral("e"));
    }

    void goesOnForAWhileAfterTheLastLook()
    {
        Stand stand;
        stand.streams.look(stand.lobby());
        stand.streams.look(stand.lobby());
        stand.streams.subscribe(stand.lobby());
        stand.streams.opened(stand.lobby());
        QVERIFY(!stand.streams.lookAway(stand.lobby()));
        QVERIFY(stand.streams.lookAway(stand.lobby()));
        QVERIFY(!stand.streams.lookAway(stand.lobby()));
        stand.scheduler.run(LingerMs - 1);
        QVERIFY(stand.requests.allEphemeral<ask::Unsubscribe>().empty());
        stand.scheduler.run(1);
        QCOMPARE(stand.requests.allEphemeral<ask::Unsubscribe>().size(), std::size_t(1));
        QCOMPARE(stand.hidden, 1);
        QCOMPARE(stand.over, 1);
        QVERIFY(!stand.lobby().subscribed);
    }

    void anotherLookInTimeKeepsIt()
    {
        Stand stand;
        stand.streams.look(stand.lobby());
        stand.streams.subscribe(stand.lobby());
        stand.streams.opened(stand.lobby());
        stand.streams.lookAway(stand.lobby());
        stand.scheduler.run(LingerMs / 2);
        stand.streams.look(stand.lobby());
        stand.scheduler.run(2 * LingerMs);
        QVERIFY(stand.lobby().subscribed);
        QCOMPARE(stand.over, 0);
    }

    void anOpenStreamCanBeBegunAgain()
    {
        Stand stand;
        stand.lowest = 4;
        stand.streams.subscribeAgain(stand.lobby()); // it is not open
        QVERIFY(stand.subscribed().empty());
        stand.streams.look(stand.lobby());
        stand.streams.subscribe(stand.lobby());
        stand.streams.opened(stand.lobby());
        stand.streams.subscribeAgain(stand.lobby());
        stand.streams.subscribeAgain(stand.lobby()); // it is asked for
        QCOMPARE(stand.subscribed().size(), std::size_t(2));
        QCOMPARE(stand.subscribed()[1].lowest, Seq(4));
        QCOMPARE(stand.requests.asked.rbegin()->second.place, Seq(4));
    }

    void aLostLinkEndsAllStreams()
    {
        Stand stand;
        stand.streams.look(stand.lobby());
        stand.streams.subscribe(stand.lobby());
        stand.streams.linkLost(stand.lobby());
        QCOMPARE(stand.over, 1);
        stand.streams.subscribeAll();
        QCOMPARE(stand.subscribed().size(), std::size_t(2));
    }
};

TEST_WITH_CORE_APPLICATION(TestRoomStreams)

} // namespace tst_room_streams

#include "tst_room_streams.moc"
