// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/read_marks.h"
#include "session/rosters.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_room_parts {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Bo = QStringLiteral("bo");

Member member(const QString &user)
{
    return {{user, PresenceStatus::Online, {}, 0}, Role::Member};
}

/// The directory, and what hangs on it, by themselves.
struct House {
    House()
    {
        server.signedIn = server.ready = server.capabilities.readMarks = true;
        KnownRoom &room = rooms.named(Lobby);
        room.room.joined = room.subscribed = true;
        room.room.lastSeq = 10;
    }
    KnownRoom &lobby() { return *rooms.find(Lobby); }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    RoomDirectory rooms{store, disk, views, server};
    ReadMarks marks{rooms, requests, server};
    Rosters rosters{rooms, views};
};

} // namespace

class TestRoomParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMarkIsAtOnceHereAndThenThere()
    {
        House house;
        house.marks.mark(Lobby, 99);
        QCOMPARE(house.lobby().room.readSeq, Seq(10)); // there are no more
        house.marks.mark(Lobby, 10);
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(1));
        house.scheduler.settle();
        QCOMPARE(house.store.all<keep::PutRoom>().size(), std::size_t(1));
    }

    void oneMarkIsOnItsWayAtATime()
    {
        House house;
        house.marks.mark(Lobby, 3);
        house.marks.mark(Lobby, 5);
        house.marks.mark(Lobby, 7);
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(1));
        house.marks.taken({Asked::What::Read, Lobby, {}, 0, 3});
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(2));
        QCOMPARE(house.requests.all<ask::MarkRead>().back().seq, Seq(7));
    }

    void aMarkIsToldWhenItCanBe()
    {
        House house;
        house.server.ready = false;
        house.marks.mark(Lobby, 3);
        QVERIFY(house.requests.requests.empty());
        house.server.ready = true;
        house.marks.sendAll();
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(1));
        house.marks.linkLost();
        house.marks.sendAll();
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(2));
    }

    void aMarkThatIsRefusedIsNotAskedForAgain()
    {
        House house;
        house.marks.mark(Lobby, 3);
        const Asked asked{Asked::What::Read, Lobby, {}, 0, 3};
        house.marks.refused(asked, {ErrorCode::RateLimited, {}, 0});
        QCOMPARE(house.requests.putOff.size(), std::size_t(1));
        house.marks.sendAll();
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(2));
        house.marks.refused(asked, {ErrorCode::Forbidden, {}, 0});
        house.marks.sendAll();
        QCOMPARE(house.requests.all<ask::MarkRead>().size(), std::size_t(2));
    }

    void differencesBeforeTheSnapshotComeAfterIt()
    {
        House house;
        house.lobby().subscribed = false;
        house.lobby().subscribing = true;
        house.rosters.on(heard::MemberJoined{Lobby, member(Bo)});
        QVERIFY(house.views.take().members.empty());
        house.lobby().subscribing = false;
        house.lobby().subscribed = true;
        const auto early = house.rosters.take(house.lobby(), {member(QStringLiteral("ann"))});
        QCOMPARE(early.size(), std::size_t(1));
        QVERIFY(std::holds_alternative<heard::MemberJoined>(early[0]));
        QVERIFY(house.rosters.take(house.lobby(), {}).empty());
    }

    void membersAreCountedOnce()
    {
        House house;
        house.rosters.take(house.lobby(), {member(QStringLiteral("ann"))});
        house.rosters.on(heard::MemberJoined{Lobby, member(Bo)});
        house.rosters.on(heard::MemberJoined{Lobby, member(Bo)});
        QCOMPARE(house.lobby().room.memberCount, 2);
        house.rosters.on(heard::MemberLeft{Lobby, Bo});
        house.rosters.on(heard::MemberLeft{Lobby, Bo});
        QCOMPARE(house.lobby().room.memberCount, 1);
    }

    // A room of 200,000 froze the window. Those who are here are shown first, and all are counted.
    void ofACrowdNotAllAreShownAndAllAreCounted()
    {
        constexpr int Shown = 10'000;
        constexpr int Crowd = 200'000;
        House house;
        house.lobby().room.memberCount = Crowd;
        std::vector<Member> crowd;
        for (int i = 0; i < Crowd; ++i) {
            crowd.push_back(member(QStringLiteral("u%1").arg(i)));
            crowd.back().presence.status = i + Shown / 2 < Crowd ? PresenceStatus::Offline : PresenceStatus::Online;
        }
        house.rosters.take(house.lobby(), crowd);
        const std::vector<Member> shown = house.views.take().roster.at(Lobby);
        QCOMPARE(shown.size(), std::size_t(Shown));
        QCOMPARE(std::count_if(shown.begin(), shown.end(),
                               [](const Member &one) { return one.presence.status == PresenceStatus::Online; }),
                 std::ptrdiff_t(Shown / 2));
        QCOMPARE(house.lobby().room.memberCount, Crowd);
        house.rosters.on(heard::MemberJoined{Lobby, member(Bo)});
        QCOMPARE(house.lobby().room.memberCount, Crowd + 1);
        QVERIFY(house.views.take().members.empty());
        house.rosters.on(heard::MemberLeft{Lobby, Bo});
        QCOMPARE(house.lobby().room.memberCount, Crowd);
    }

    void ownMessagesOfTheStoreAreNotUnread()
    {
        House house;
        house.server.user = QStringLiteral("ann");
        StoredRoom stored;
        stored.room.id = QStringLiteral("den");
        stored.room.lastSeq = 2;
        Message own;
        own.room = stored.room.id;
        own.sender = house.server.user;
        own.seq = 2;
        house.store.held = {own};
        KnownRoom &room = house.rooms.load(stored);
        QCOMPARE(room.unread(), 2);
        house.rooms.findUnread(room);
        QCOMPARE(room.unread(), 1);
    }

    void aDraftIsStoredWhenItChanged()
    {
        House house;
        house.rooms.saveDraft(Lobby, QStringLiteral("half a"));
        house.rooms.saveDraft(Lobby, QStringLiteral("half a"));
        house.rooms.saveDraft(QStringLiteral("nowhere"), QStringLiteral("x"));
        house.scheduler.settle();
        QCOMPARE(house.store.all<keep::PutDraft>().size(), std::size_t(1));
        QCOMPARE(house.views.take().rooms.at(Lobby).draft, QStringLiteral("half a"));
    }
};

TEST_WITH_CORE_APPLICATION(TestRoomParts)

} // namespace tst_room_parts

#include "tst_room_parts.moc"
