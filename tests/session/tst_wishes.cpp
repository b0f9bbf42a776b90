// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_wishes {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Den = QStringLiteral("den");
const QString Attic = QStringLiteral("attic");

std::vector<ask::MarkRead> marks(const FakeServer &server)
{
    return server.asked<ask::MarkRead>();
}

} // namespace

/// Joins, leaves and read positions are asked for until the server has said yes or no, whatever happens in between.
class TestWishes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aJoinIsOnTheDiskBeforeItIsAskedFor();
    void aJoinSurvivesBeingKilledWhileItIsOnItsWay();
    void aJoinThatIsPutOffIsAskedAgain();
    void aJoinShowsThatItWaits();
    void whatIsWrittenWhileAJoinIsOpenWaitsForIt_data();
    void whatIsWrittenWhileAJoinIsOpenWaitsForIt();
    void whatIsWrittenWhileAJoinIsOpenIsToldWhyItFailed();
    void aRefusedJoinLeavesNothingBehind();
    void aLeaveWaitsForTheServer();
    void aLeaveSurvivesARestart();
    void aLeaveOfWhatIsLeftAlreadyIsDone();
    void aLeaveTakesAWaitingJoinBack();
    void aJoinTakesAWaitingLeaveBack();
    void aReadPositionIsToldUntilItIsTaken();
    void aRefusedReadPositionIsNotToldAgain();
    void aReadPositionOfAnotherHistoryIsNotTold();
    void everyWishSurvivesACrashAtAnyWrite();
};

void TestWishes::aJoinIsOnTheDiskBeforeItIsAskedFor()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.enter();
    stage.tell(tell::JoinRoom{Den});
    QVERIFY(stage.runUntil([&] { return !stage.server.asked<ask::JoinRoom>().empty(); }, 100));
    QVERIFY(stage.openStore()->setting(QStringLiteral("wantedJoins")).value().contains(Den));
    QVERIFY(stage.runUntil([&] { return stage.view.rooms[Den].room.joined; }, 100));
    stage.run(10);
    QVERIFY(!stage.openStore()->setting(QStringLiteral("wantedJoins")).value().contains(Den));
}

void TestWishes::aJoinSurvivesBeingKilledWhileItIsOnItsWay()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.enter();
    stage.server.blackhole = true;
    stage.tell(tell::JoinRoom{Den});
    stage.run(100);
    stage.kill();
    stage.server.blackhole = false;
    QVERIFY(!stage.server.isMember(Den, Ann));
    stage.enter();
    QVERIFY(stage.server.isMember(Den, Ann));
    QVERIFY(stage.view.rooms[Den].room.joined);
}

void TestWishes::aJoinThatIsPutOffIsAskedAgain()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.enter();
    int refusals = 2;
    stage.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::JoinRoom>(request) && refusals-- > 0)
            return Error{ErrorCode::Unavailable, QStringLiteral("Later."), 7'000};
        return std::nullopt;
    };
    stage.tell(tell::JoinRoom{Den});
    stage.run(100);
    QVERIFY(stage.view.failed(ErrorCode::Unavailable, Den));
    QVERIFY(!stage.server.isMember(Den, Ann));
    QVERIFY(stage.runUntil([&] { return stage.server.isMember(Den, Ann); }, 20'000));
    QVERIFY(stage.connected());
    QCOMPARE(stage.server.asked<ask::JoinRoom>().size(), std::size_t(3));
}

void TestWishes::aJoinShowsThatItWaits()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    QVERIFY(stage.view.rooms[Den].joining);
    stage.kill();
    stage.start();
    stage.run(10);
    QVERIFY(stage.view.rooms[Den].joining);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QVERIFY(!stage.view.rooms[Den].joining);
    QVERIFY(stage.view.rooms[Den].room.joined);
}

void TestWishes::aRefusedJoinLeavesNothingBehind()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo}, true);
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    QVERIFY(stage.view.rooms.count(Den) == 1);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.failed(ErrorCode::Forbidden, Den); }));
    stage.run(100);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QVERIFY(!stage.openStore()->setting(QStringLiteral("wantedJoins")).value().contains(Den));
}

void TestWishes::aLeaveWaitsForTheServer()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo});
    stage.enter();
    stage.goOffline();
    stage.tell(tell::LeaveRoom{Den});
    stage.run(10);
    QVERIFY(stage.view.rooms[Den].leaving);
    QVERIFY(stage.view.rooms[Den].room.joined);
    QVERIFY(stage.view.failures.empty());
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(!stage.server.isMember(Den, Ann));
    QVERIFY(!stage.view.rooms[Den].room.joined);
    QVERIFY(!stage.view.rooms[Den].leaving);
    QCOMPARE(stage.server.asked<ask::LeaveRoom>().size(), std::size_t(1));
    QVERIFY(!stage.openStore()->setting(QStringLiteral("wantedLeaves")).value().contains(Den));
}

void TestWishes::aLeaveSurvivesARestart()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.server.blackhole = true;
    stage.tell(tell::LeaveRoom{Den});
    stage.run(50);
    stage.kill();
    stage.server.blackhole = false;
    QVERIFY(stage.server.isMember(Den, Ann));
    stage.enter();
    stage.run(100);
    QVERIFY(!stage.server.isMember(Den, Ann));
    QVERIFY(stage.view.rooms.count(Den) == 0);
    stage.kill();
    stage.server.clearRequests();
    stage.enter();
    QVERIFY(stage.server.asked<ask::LeaveRoom>().empty());
}

// It was carried out, and only the answer got lost.
void TestWishes::aLeaveOfWhatIsLeftAlreadyIsDone()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::RoomLeft>(event); };
    stage.tell(tell::LeaveRoom{Den});
    QVERIFY(stage.runUntil([&] { return !stage.server.isMember(Den, Ann); }, 1'000));
    stage.lose();
    stage.server.pass = {};
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QVERIFY(stage.view.failures.empty());
    stage.lose();
    stage.server.clearRequests();
    QVERIFY(stage.restore());
    QVERIFY(stage.server.asked<ask::LeaveRoom>().empty());
}

void TestWishes::aLeaveTakesAWaitingJoinBack()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    stage.tell(tell::LeaveRoom{Den});
    stage.run(10);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(100);
    QVERIFY(stage.server.asked<ask::JoinRoom>().empty());
    QVERIFY(stage.server.asked<ask::LeaveRoom>().empty());
    QVERIFY(stage.view.rooms.count(Den) == 1); // the server lists it, to be joined
}

void TestWishes::aJoinTakesAWaitingLeaveBack()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo});
    stage.enter();
    stage.goOffline();
    stage.tell(tell::LeaveRoom{Den});
    stage.run(10);
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    QVERIFY(!stage.view.rooms[Den].leaving);
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(stage.server.isMember(Den, Ann));
    QVERIFY(stage.server.asked<ask::LeaveRoom>().empty());
}

void TestWishes::whatIsWrittenWhileAJoinIsOpenWaitsForIt_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("in one run") << false;
    QTest::newRow("killed meanwhile") << true;
}

// Where a join is not confirmed it counts as one when nobody has objected for a while.
void TestWishes::whatIsWrittenWhileAJoinIsOpenWaitsForIt()
{
    QFETCH(bool, killed);
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.enter();
    stage.server.latencyMs = 1'500; // a round trip of 3 s
    stage.tell(tell::JoinRoom{Den});
    for (int i = 1; i <= 3; ++i)
        stage.send(QStringLiteral("%1").arg(i), QStringLiteral("early-%1").arg(i), Den);
    stage.send(QStringLiteral("elsewhere"), QStringLiteral("lobby-1"));
    stage.run(1'000);
    QCOMPARE(stage.server.asked<ask::SendMessage>().size(), std::size_t(0)); // nothing has arrived at all
    stage.run(1'000);
    // Nobody else waits for that room.
    QCOMPARE(stage.server.asked<ask::SendMessage>().size(), std::size_t(1));
    QCOMPARE(stage.server.asked<ask::SendMessage>()[0].room, Lobby);
    if (killed) {
        stage.kill();
        stage.enter();
    }
    QVERIFY(stage.runUntil([&] { return stage.server.texts(Den).size() == 3; }, 60'000));
    QCOMPARE(stage.server.texts(Den),
             (std::vector<QString>{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    for (int i = 1; i <= 3; ++i)
        QCOMPARE(stage.view.told(QStringLiteral("early-%1").arg(i), DeliveryState::Failed), 0);
}

void TestWishes::whatIsWrittenWhileAJoinIsOpenIsToldWhyItFailed()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo}, true);
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::JoinRoom>(request) || std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::Forbidden, QStringLiteral("Not you.")};
        return std::nullopt;
    };
    stage.tell(tell::JoinRoom{Den});
    stage.send(QStringLiteral("may I?"), QStringLiteral("early-1"), Den);
    QVERIFY(
        stage.runUntil([&] { return stage.view.told(QStringLiteral("early-1"), DeliveryState::Failed) == 1; }, 1'000));
    QVERIFY(stage.view.message(QStringLiteral("early-1"))->failure.startsWith(QStringLiteral("forbidden:")));
}

void TestWishes::aReadPositionIsToldUntilItIsTaken()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 9);
    stage.enter();
    int refusals = 1;
    stage.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::MarkRead>(request) && refusals-- > 0)
            return Error{ErrorCode::Unavailable, QStringLiteral("Later."), 0};
        return std::nullopt;
    };
    stage.tell(tell::MarkRead{Lobby, 6});
    stage.run(100);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 0);
    QCOMPARE(stage.view.rooms[Lobby].unread, 3); // here it counts at once
    QVERIFY(stage.runUntil([&] { return stage.server.readSeq(Lobby, Ann) == 6; }, 10'000));
    QVERIFY(stage.connected());
    // Killed with the answer on its way, and told again.
    stage.server.blackhole = true;
    stage.tell(tell::MarkRead{Lobby, 8});
    stage.run(50);
    stage.kill();
    stage.server.blackhole = false;
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.server.readSeq(Lobby, Ann) == 8; }, 1'000));
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
}

void TestWishes::aRefusedReadPositionIsNotToldAgain()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 9);
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::MarkRead>(request))
            return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
        return std::nullopt;
    };
    stage.tell(tell::MarkRead{Lobby, 6});
    stage.run(60'000);
    QCOMPARE(marks(stage.server).size(), std::size_t(1));
    stage.server.refuse = {};
    stage.tell(tell::MarkRead{Lobby, 7});
    stage.run(100);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 7);
}

// The read position is forgotten with the history it counted in, in the same stroke.
void TestWishes::aReadPositionOfAnotherHistoryIsNotTold()
{
    int crashAt = 0;
    for (bool everCrashed = true; everCrashed; ++crashAt) {
        Stage stage;
        stage.server.fill(Lobby, Bo, 90);
        stage.enter();
        stage.tell(tell::MarkRead{Lobby, 80});
        stage.run(100);
        stage.goOffline();
        stage.server.epoch = QStringLiteral("epoch-2");
        stage.server.forget(Lobby, 0);
        stage.server.makeRoom(Lobby, {Ann, Bo});
        stage.server.fill(Lobby, Bo, 85);
        stage.server.clearRequests();
        stage.fate.writes = 0;
        stage.fate.crashAt = crashAt;
        QVERIFY(stage.restore());
        stage.run(100);
        everCrashed = stage.fate.crashed();
        stage.kill();
        stage.enter();
        stage.run(100);
        QVERIFY2(marks(stage.server).empty(), qPrintable(QString::number(crashAt)));
        QCOMPARE(stage.view.rooms[Lobby].unread, 85 - int(stage.server.readSeq(Lobby, Ann)));
        QVERIFY(crashAt < 100);
    }
    QVERIFY(crashAt > 1);
}

void TestWishes::everyWishSurvivesACrashAtAnyWrite()
{
    int crashAt = 0;
    for (bool everCrashed = true; everCrashed; ++crashAt) {
        Stage stage;
        stage.server.makeRoom(Den, {Bo});
        stage.server.makeRoom(Attic, {Ann, Bo});
        stage.server.fill(Lobby, Bo, 9);
        stage.enter();
        stage.goOffline();
        stage.fate.writes = 0;
        stage.fate.crashAt = crashAt;
        stage.tell(tell::JoinRoom{Den});
        stage.run(5);
        const bool joined = !stage.fate.crashed();
        stage.tell(tell::LeaveRoom{Attic});
        stage.run(5);
        const bool left = !stage.fate.crashed();
        stage.tell(tell::MarkRead{Lobby, 5});
        stage.run(5);
        const bool read = !stage.fate.crashed();
        stage.server.up = true;
        stage.runUntil([&] { return stage.connected(); });
        stage.run(1);
        everCrashed = stage.fate.crashed();
        stage.kill();
        stage.enter();
        stage.run(200);
        const QByteArray which = "crash at write " + QByteArray::number(crashAt);
        QVERIFY2(!joined || stage.server.isMember(Den, Ann), which.constData());
        QVERIFY2(!left || !stage.server.isMember(Attic, Ann), which.constData());
        QVERIFY2(!read || stage.server.readSeq(Lobby, Ann) == 5, which.constData());
        QVERIFY2(stage.view.rooms[Den].room.joined == stage.server.isMember(Den, Ann), which.constData());
        QVERIFY2(stage.view.rooms[Attic].room.joined == stage.server.isMember(Attic, Ann), which.constData());
        QVERIFY(crashAt < 100);
    }
    QVERIFY(crashAt > 3);
}

TEST_WITH_CORE_APPLICATION(TestWishes)

} // namespace tst_wishes

#include "tst_wishes.moc"
