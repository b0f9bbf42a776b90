// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/membership.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_membership {

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
struct Alone final : RoomMembership::Port {
    explicit Alone(bool online = true) { server.signedIn = server.ready = online; }
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
        Alone alone;
        alone.membership.on(tell::JoinRoom{Lobby});
        QVERIFY(alone.requests.requests.empty());
        QVERIFY(alone.unsent.closed.contains(Lobby)); // nothing goes before the join has its answer
        alone.scheduler.settle();
        QCOMPARE(alone.setting(RoomMembership::Joins), QStringLiteral("[\"lobby\"]"));
        QCOMPARE(alone.requests.all<ask::JoinRoom>().size(), std::size_t(1));
        alone.membership.askAll(); // it is on its way
        QCOMPARE(alone.requests.all<ask::JoinRoom>().size(), std::size_t(1));
    }

    void aWishOutlivesTheProgram()
    {
        Alone alone(false);
        alone.membership.on(tell::JoinRoom{Lobby});
        alone.scheduler.settle();
        QVERIFY(alone.requests.requests.empty());

        Alone again;
        again.membership.load(alone.setting(RoomMembership::Joins), alone.setting(RoomMembership::Leaves),
                              alone.setting(RoomMembership::SendingFirst));
        again.membership.askAll();
        QCOMPARE(again.requests.all<ask::JoinRoom>().size(), std::size_t(1));
    }

    void aJoinThatSucceededIsNoWishAnyMore()
    {
        Alone alone;
        alone.membership.on(tell::JoinRoom{Lobby});
        KnownRoom &room = alone.rooms.named(Lobby);
        room.room.joined = true;
        alone.membership.joined(room);
        alone.scheduler.settle();
        QCOMPARE(alone.setting(RoomMembership::Joins), QStringLiteral("[]"));
        QVERIFY(alone.unsent.closed.empty());
    }

    void whoComesBackWhileTheyGoWritesNothingMeanwhile()
    {
        Alone alone;
        alone.enter();
        alone.membership.on(tell::LeaveRoom{Lobby});
        alone.membership.on(tell::JoinRoom{Lobby});
        alone.membership.left(Lobby, true);
        QVERIFY(alone.rooms.find(Lobby)->wantsJoin);
        QCOMPARE(alone.unsent.closed, std::set<QString>{Lobby});
    }

    void onlyTheServersNoEndsAWish()
    {
        Alone alone;
        alone.membership.on(tell::JoinRoom{Lobby});
        alone.scheduler.settle();
        const Asked asked{Asked::What::Join, Lobby};
        alone.membership.refused(asked, {ErrorCode::RateLimited, {}, 0});
        QVERIFY(alone.rooms.find(Lobby)->wantsJoin);
        QCOMPARE(alone.requests.putOff.size(), std::size_t(1));
        alone.membership.refused(asked, {ErrorCode::Forbidden, {}, 0});
        QVERIFY(!alone.rooms.find(Lobby)); // nothing was known of it but the wish
        QCOMPARE(alone.gone, QStringList{Lobby});
    }

    void whatIsUnsentKeepsThePersonIn()
    {
        Alone alone;
        alone.enter();
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.membership.on(tell::LeaveRoom{Lobby});
        alone.scheduler.settle();
        QCOMPARE(alone.failures(), std::vector<ErrorCode>{ErrorCode::Unsent});
        QVERIFY(!alone.rooms.find(Lobby)->wantsLeave);
        alone.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::Discard});
        alone.scheduler.settle();
        QCOMPARE(alone.requests.all<ask::LeaveRoom>().size(), std::size_t(1));
        QVERIFY(alone.unsent.waiting[Lobby].isEmpty());
    }

    void leavesWhenAllIsSent()
    {
        Alone alone;
        alone.enter();
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        alone.scheduler.settle();
        QVERIFY(alone.requests.all<ask::LeaveRoom>().empty());
        alone.membership.settled(Lobby);
        alone.unsent.waiting[Lobby].clear();
        alone.scheduler.settle();
        QCOMPARE(alone.requests.all<ask::LeaveRoom>().size(), std::size_t(1));
    }

    // Nothing can be sent before the join has its answer, so nothing is given back for that either.
    void sendsFirstAlsoWhereTheJoinIsStillOpen()
    {
        Alone alone;
        alone.membership.on(tell::JoinRoom{Lobby});
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.scheduler.settle();
        alone.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        alone.scheduler.settle();
        QCOMPARE(alone.unsent.closed, std::set<QString>{Lobby});
        QVERIFY(alone.requests.all<ask::LeaveRoom>().empty());
        QVERIFY(alone.rooms.find(Lobby)->shown().leaving);

        Alone again; // the wish outlives the program, and the link
        again.unsent.waiting = alone.unsent.waiting;
        again.membership.load(alone.setting(RoomMembership::Joins), alone.setting(RoomMembership::Leaves),
                              alone.setting(RoomMembership::SendingFirst));
        again.membership.askAll();
        QCOMPARE(again.requests.all<ask::JoinRoom>().size(), std::size_t(1));
        for (Alone *one : {&alone, &again}) {
            KnownRoom &room = *one->rooms.find(Lobby);
            room.room.joined = room.listed = true;
            one->membership.joined(room);
            one->scheduler.settle();
            QVERIFY(one->unsent.closed.empty());
            QVERIFY(one->requests.all<ask::LeaveRoom>().empty());
            one->unsent.waiting[Lobby].clear();
            one->membership.settled(Lobby);
            one->scheduler.settle();
            QCOMPARE(one->requests.all<ask::LeaveRoom>().size(), std::size_t(1));
            QVERIFY(one->failures().empty());
        }
    }

    void aJoinThatIsDeniedHasNothingToLeave()
    {
        Alone alone;
        alone.membership.on(tell::JoinRoom{Lobby});
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        alone.membership.refused({Asked::What::Join, Lobby}, {ErrorCode::Forbidden, {}, 0});
        alone.scheduler.settle();
        QVERIFY(alone.unsent.closed.empty()); // they get the server's reason, and are the person's
        const KnownRoom &room = *alone.rooms.find(Lobby);
        QVERIFY(!room.wantsJoin && !room.wantsLeave && !room.sendsFirst);
    }

    void staysWhenOneCannotBeSent()
    {
        Alone alone;
        alone.enter();
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.membership.on(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
        alone.membership.setBack(Lobby);
        QCOMPARE(alone.failures(), std::vector<ErrorCode>{ErrorCode::Unsent});
        alone.unsent.waiting[Lobby].clear();
        alone.scheduler.settle();
        QVERIFY(alone.requests.all<ask::LeaveRoom>().empty());
    }

    void aRoomWithUnsentMessagesIsKeptUntilTheyAreGone()
    {
        Alone alone;
        alone.enter();
        alone.unsent.waiting[Lobby] = {QStringLiteral("one")};
        alone.membership.left(Lobby, false);
        QVERIFY(alone.rooms.find(Lobby) && !alone.rooms.find(Lobby)->room.joined);
        QCOMPARE(alone.ended, 1);
        alone.membership.forgetWhenDone(Lobby);
        QVERIFY(alone.rooms.find(Lobby));
        alone.unsent.waiting[Lobby].clear();
        alone.membership.forgetWhenDone(Lobby);
        QVERIFY(!alone.rooms.find(Lobby));
    }
};

TEST_WITH_CORE_APPLICATION(TestMembership)

} // namespace tst_membership

#include "tst_membership.moc"
