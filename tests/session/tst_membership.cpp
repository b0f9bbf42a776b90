// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/membership.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"

#include <QTest>

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

/// Unsent messages as the test says.
class NotedUnsent final : public UnsentMessages {
public:
    QStringList unsentIn(const QString &room) const override { return waiting.value(room); }
    bool anyFailedIn(const QString &) const override { return failed; }
    bool anyOf(const QString &room) const override { return !waiting.value(room).isEmpty(); }
    void discard(const QString &clientId) override
    {
        for (QStringList &ids : waiting)
            ids.removeAll(clientId);
    }
    void discardUnverified(const QString &room) override { unverifiedGone.append(room); }
    void closeRooms(std::set<QString> rooms) override { closed = std::move(rooms); }

    QMap<QString, QStringList> waiting;
    QStringList unverifiedGone;
    std::set<QString> closed;
    bool failed = false;
};

/// The part by itself.
struct Door final : RoomMembership::Port {
    explicit Door(bool online = true) { server.signedIn = server.ready = online; }
    void streamOver(KnownRoom &) override { ++ended; }
    void roomGone(const QString &room) override { gone.append(room); }
    KnownRoom &enter()
    {
        KnownRoom &room = rooms.named(Lobby);
        room.room.joined = room.listed = true;
        return room;
    }
    /// The setting as it was written last.
    QString setting(const QString &name) const
    {
        QString value;
        for (const keep::PutSetting &one : store.all<keep::PutSetting>())
            value = one.name == name ? one.value : value;
        return value;
    }
    std::vector<ErrorCode> failures()
    {
        std::vector<ErrorCode> codes;
        for (const Failed &one : views.take().failures)
            codes.push_back(one.error.code);
        return codes;
    }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    NotedUnsent unsent;
    RoomDirectory rooms{store, disk, views, server};
    RoomMembership membership{rooms, requests, disk, views, server, unsent, *this};
    int ended = 0;
    QStringList gone;
};

} // namespace

class TestMembership : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWishIsStoredBeforeItIsAsked()
    {
        Door door;
        door.membership.on(tell::JoinRoom{Lobby});
        QVERIFY(door.requests.requests.empty());
        QVERIFY(door.unsent.closed.contains(Lobby)); // nothing goes before the join has its answer
        door.scheduler.settle();
        QCOMPARE(door.setting(RoomMembership::Joins), QStringLiteral("[\"lobby\"]"));
        QCOMPARE(door.requests.all<ask::JoinRoom>().size(), std::size_t(1));
        door.membership.askAll(); // it is on its way
        QCOMPARE(door.requests.all<ask::JoinRoom>().size(), std::size_t(1));
    }

    void aWishOutlivesTheProgram()
    {
        Door door(false);
        door.membership.on(tell::JoinRoom{Lobby});
        door.scheduler.settle();
        QVERIFY(door.requests.requests.empty());

        Door again;
        again.membership.load(door.setting(RoomMembership::Joins), door.setting(RoomMembership::Leaves),
                              door.setting(RoomMembership::SendingFirst));
        again.membership.askAll();
        QCOMPARE(again.requests.all<ask::JoinRoom>().size(), std::size_t(1));
    }

    void aJoinThatSucceededIsNoWishAnyMore()
    {
        Door door;
        door.membership.on(tell::JoinRoom{Lobby});
        KnownRoom &room = door.rooms.named(Lobby);
        room.room.joined = true;
        door.membership.joined(room);
        door.scheduler.settle();
        QCOMPARE(door.setting(RoomMembership::Joins), QStringLiteral("[]"));
        QVERIFY(door.unsent.closed.empty());
    }

    void onlyTheServersNoEndsAWish()
    {
        Door door;
        door.membership.on(tell::JoinRoom{Lobby});
        door.scheduler.settle();
        const Asked asked{Asked::What::Join, Lobby};
        door.membership.refused(asked, {ErrorCode::RateLimited, {}, 0});
        QVERIFY(door.rooms.find(Lobby)->wantsJoin);
        QCOMPARE(door.requests.putOff.size(), std::size_t(1));
        door.membership.refused(asked, {ErrorCode::Forbidden, {}, 0});
        QVERIFY(!door.rooms.find(Lobby)); // nothing was known of it but the wish
        QCOMPARE(door.gone, QStringList{Lobby});
    }

    void whatIsUnsentKeepsThePersonIn()
    {
        Door door;
        door.enter();
        door.unsent.waiting[Lobby] = {QStringLiteral("one")};
        door.membership.on(tell::LeaveRoom{Lobby});
        door.scheduler.settle();
        QCOMPARE(door.failures(), std::vector<ErrorCode>{ErrorCode::Unsent});
        QVERIFY(!door.rooms.find(Lobby)->wantsLeave);
        door.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::Discard});
        door.scheduler.settle();
        QCOMPARE(door.requests.all<ask::LeaveRoom>().size(), std::size_t(1));
        QVERIFY(door.unsent.waiting[Lobby].isEmpty());
    }

    void leavesWhenAllIsSent()
    {
        Door door;
        door.enter();
        door.unsent.waiting[Lobby] = {QStringLiteral("one")};
        door.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        door.scheduler.settle();
        QVERIFY(door.requests.all<ask::LeaveRoom>().empty());
        door.membership.settled(Lobby);
        door.unsent.waiting[Lobby].clear();
        door.scheduler.settle();
        QCOMPARE(door.requests.all<ask::LeaveRoom>().size(), std::size_t(1));
    }

    void staysWhenOneCannotBeSent()
    {
        Door door;
        door.enter();
        door.unsent.waiting[Lobby] = {QStringLiteral("one")};
        door.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        door.membership.setBack(Lobby);
        QCOMPARE(door.failures(), std::vector<ErrorCode>{ErrorCode::Unsent});
        door.unsent.waiting[Lobby].clear();
        door.scheduler.settle();
        QVERIFY(door.requests.all<ask::LeaveRoom>().empty());
    }

    void aRoomWithUnsentMessagesIsKeptUntilTheyAreGone()
    {
        Door door;
        door.enter();
        door.unsent.waiting[Lobby] = {QStringLiteral("one")};
        door.membership.left(Lobby, false);
        QVERIFY(door.rooms.find(Lobby) && !door.rooms.find(Lobby)->room.joined);
        QCOMPARE(door.ended, 1);
        door.membership.forgetWhenDone(Lobby);
        QVERIFY(door.rooms.find(Lobby));
        door.unsent.waiting[Lobby].clear();
        door.membership.forgetWhenDone(Lobby);
        QVERIFY(!door.rooms.find(Lobby));
    }
};

QTEST_GUILESS_MAIN(TestMembership)
#include "tst_membership.moc"
