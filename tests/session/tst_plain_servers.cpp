// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_plain_servers {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");
const QString Hello = QStringLiteral("hello");

/// Ann in the lobby of a server that gives nothing but what is said now.
void enterPlain(Stage &stage)
{
    stage.server.becomePlain();
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.tell(tell::JoinRoom{Lobby});
    stage.tell(tell::OpenRoom{Lobby});
    QVERIFY(stage.runUntil([&] { return stage.view.history.count(Lobby) > 0 && stage.view.rooms[Lobby].room.joined; }));
    stage.run(100);
}

DeliveryState stateOf(Stage &stage, const QString &id = Id)
{
    const std::optional<ShownMessage> shown = stage.view.message(id);
    return shown ? shown->state : DeliveryState::Failed;
}

/// Requests to send a message get lost on the way.
void loseSends(Stage &stage)
{
    stage.server.refuse = {};
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
}

qsizetype sends(Stage &stage)
{
    return qsizetype(stage.server.asked<ask::SendMessage>().size());
}

} // namespace

/// What a session makes of a server without ids, acks and history: nothing is claimed that is not known, nothing is
/// said twice by itself, and what may be missing is said to be.
class TestPlainServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEchoIsTheReceipt();
    void equalTextsAreReceiptedInOrder();
    void withoutAnEchoItIsUnconfirmed();
    void aLateEchoStillSettlesIt();
    void aDialectThatWaitsNoLongerLeavesItUnconfirmed();
    void aLostLinkLeavesItUnconfirmed();
    void unconfirmedIsNeverSentByItself();
    void sentAgainByThePerson();
    void deletedByThePerson();
    void aCrashOnTheWayLeavesItUnconfirmed();
    void whatNeverLeftIsSentAfterAReconnect();
    void aRefusalThatPassesIsNoDoubt();
    void oneAtATimeWhereAnswersNameNothing();
    void anAbsenceIsMarked();
    void anAbsenceIsKnownBeforeTheServerAnswers();
    void anAbsenceIsNothingUnread();
    void absencesAreNeverAskedFor();
    void readersInOrderDoNotWaitForAnAbsence();
    void everyJoinedRoomIsHeardAgain();
    void theClosedRoomGoesOnListening();
    void timesAreOnesOwnWhereNoneAreTold();
    void ownStatusIsNotSaidWhereItCannotBe();
    void lengthInCharactersCounts();
    void roomsAreNamedAsTheServerLikes();
    void recentMessagesComeWithTheSubscription();
    void aRoomListPutsNobodyOut();
    void anEchoInAnotherFormIsTheReceipt();
    void whatWasEditedIsShownAsItIs();
    void theServersWordsAreCleaned();
};

void TestPlainServers::anEchoIsTheReceipt()
{
    Stage stage;
    enterPlain(stage);
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 1'000));
    const std::vector<ShownMessage> shown = stage.view.messages(Lobby);
    QCOMPARE(shown.size(), std::size_t(1));
    QCOMPARE(shown[0].message.seq, Seq(1));
    QCOMPARE(stage.session->unsent(), 0);
    QCOMPARE(stage.openStore()->outbox().value().size(), std::size_t(0));
}

void TestPlainServers::equalTextsAreReceiptedInOrder()
{
    Stage stage;
    enterPlain(stage);
    for (int i = 1; i <= 3; ++i)
        stage.send(Hello, QStringLiteral("id-%1").arg(i));
    stage.server.post(Lobby, Bo, Hello); // not ours
    stage.run(1'000);
    QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(4));
    for (int i = 1; i <= 3; ++i) {
        const auto shown = stage.view.message(QStringLiteral("id-%1").arg(i));
        QCOMPARE(shown->state, DeliveryState::Sent);
    }
    QVERIFY(stage.view.message(QStringLiteral("id-1"))->message.seq <
            stage.view.message(QStringLiteral("id-3"))->message.seq);
}

void TestPlainServers::withoutAnEchoItIsUnconfirmed()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    stage.run(4'000);
    QCOMPARE(stateOf(stage), DeliveryState::Pending);
    stage.run(2'000);
    QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
    QVERIFY(!stage.view.message(Id)->failure.isEmpty());
    QCOMPARE(stage.session->unsent(), 0);
}

void TestPlainServers::aLateEchoStillSettlesIt()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Unconfirmed; }));
    stage.server.pass = {};
    stage.server.post(Lobby, Ann, Hello);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 1'000));
    QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(1));
    QCOMPARE(stage.openStore()->outbox().value().size(), std::size_t(0));
}

void TestPlainServers::aDialectThatWaitsNoLongerLeavesItUnconfirmed()
{
    for (const ErrorCode code : {ErrorCode::TimedOut, ErrorCode::NotConnected}) { // of an ack, of a namespace
        Stage stage;
        enterPlain(stage);
        stage.server.refuse = [code](const ask::Request &request) {
            const bool isSend = std::holds_alternative<ask::SendMessage>(request);
            return isSend ? std::optional(Error{code, QStringLiteral("Nobody knows."), 0}) : std::nullopt;
        };
        stage.send(Hello, Id);
        stage.run(100);
        QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
        stage.server.refuse = {};
        stage.run(120'000);
        QCOMPARE(sends(stage), 1);
        stage.server.post(Lobby, Ann, Hello); // late, and known
        QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 1'000));
    }
}

void TestPlainServers::aLostLinkLeavesItUnconfirmed()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    stage.run(100);
    stage.lose();
    QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
    QVERIFY(stage.restore());
    stage.run(60'000);
    QCOMPARE(sends(stage), 1);
    QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
}

void TestPlainServers::unconfirmedIsNeverSentByItself()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Unconfirmed; }));
    stage.kill();
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(120'000);
    QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
    QCOMPARE(sends(stage), 1);
}

void TestPlainServers::sentAgainByThePerson()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Unconfirmed; }));
    stage.server.pass = {};
    stage.tell(tell::Retry{Id});
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 1'000));
    QCOMPARE(sends(stage), 2);
    QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(1));
}

void TestPlainServers::deletedByThePerson()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Unconfirmed; }));
    stage.tell(tell::Discard{Id});
    stage.run(100);
    QVERIFY(stage.view.gone.count({Lobby, Id}) > 0);
    QCOMPARE(stage.openStore()->outbox().value().size(), std::size_t(0));
    // What comes now is an own message of another device.
    stage.server.pass = {};
    stage.server.post(Lobby, Ann, Hello);
    QVERIFY(stage.runUntil([&] { return !stage.view.messages(Lobby).empty(); }, 1'000));
    QVERIFY(stage.view.messages(Lobby)[0].message.clientId.isEmpty());
}

void TestPlainServers::aCrashOnTheWayLeavesItUnconfirmed()
{
    Stage stage;
    enterPlain(stage);
    stage.server.blackhole = true;
    stage.send(Hello, Id);
    stage.run(100);
    stage.kill();
    stage.server.blackhole = false;
    stage.start();
    stage.run(0);
    QCOMPARE(stateOf(stage), DeliveryState::Unconfirmed);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(60'000);
    QCOMPARE(sends(stage), 0);
}

void TestPlainServers::whatNeverLeftIsSentAfterAReconnect()
{
    Stage stage;
    enterPlain(stage);
    stage.goOffline();
    stage.send(Hello, Id);
    stage.run(30'000);
    QCOMPARE(stateOf(stage), DeliveryState::Pending);
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 5'000));
    QCOMPARE(sends(stage), 1);
}

void TestPlainServers::aRefusalThatPassesIsNoDoubt()
{
    Stage stage;
    enterPlain(stage);
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::RateLimited, QStringLiteral("Rate limit exceeded"), 3'000};
        return std::nullopt;
    };
    stage.send(Hello, Id);
    stage.run(1'000);
    QCOMPARE(stateOf(stage), DeliveryState::Pending);
    stage.kill(); // on the disk, too, it has not gone out
    stage.server.refuse = {};
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 20'000));
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(1));
}

void TestPlainServers::oneAtATimeWhereAnswersNameNothing()
{
    Stage stage;
    stage.server.becomePlain();
    stage.server.can.sendsAtOnce = 1;
    enterPlain(stage);
    stage.server.can.sendsAtOnce = 1;
    stage.lose();
    QVERIFY(stage.restore());
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::SendMessage>(request); };
    loseSends(stage);
    for (int i = 1; i <= 3; ++i)
        stage.send(Hello, QStringLiteral("id-%1").arg(i));
    stage.run(1'000);
    QCOMPARE(sends(stage), 1);
    stage.server.pass = {};
    stage.server.post(Lobby, Ann, Hello);
    stage.run(1'000);
    QVERIFY(sends(stage) >= 2);
}

void TestPlainServers::anAbsenceIsMarked()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, QStringLiteral("before"));
    QVERIFY(stage.runUntil([&] { return stage.view.messages(Lobby).size() == 1; }, 1'000));
    QVERIFY(stage.view.history[Lobby].gapsStay);
    QVERIFY(!stage.view.history[Lobby].gapAtEnd && stage.view.history[Lobby].gaps.empty());
    stage.lose();
    QVERIFY(stage.restore());
    QVERIFY(stage.view.history[Lobby].gapAtEnd);
    stage.server.post(Lobby, Bo, QStringLiteral("after"));
    QVERIFY(stage.runUntil([&] { return stage.view.messages(Lobby).size() == 2; }, 1'000));
    QVERIFY(!stage.view.history[Lobby].gapAtEnd);
    QCOMPARE(stage.view.history[Lobby].gaps, (std::vector<Gap>{{1, 2}}));
    QCOMPARE(stage.view.messages(Lobby)[1].message.seq, Seq(3));
    stage.run(60'000);
    QCOMPARE(stage.view.history[Lobby].gaps.size(), std::size_t(1)); // for good
}

void TestPlainServers::anAbsenceIsKnownBeforeTheServerAnswers()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, QStringLiteral("one"));
    stage.run(100);
    stage.lose();
    QVERIFY(stage.restore());
    stage.server.post(Lobby, Bo, QStringLiteral("two"));
    stage.run(100);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(100);
    QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(2));
    QVERIFY(stage.view.history[Lobby].gapsStay);
    QCOMPARE(stage.view.history[Lobby].gaps, (std::vector<Gap>{{1, 2}}));
}

void TestPlainServers::anAbsenceIsNothingUnread()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, QStringLiteral("one"));
    stage.run(100);
    stage.tell(tell::MarkRead{Lobby, 1});
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(100);
    QCOMPARE(stage.view.rooms[Lobby].unread, 0);
    stage.server.post(Lobby, Bo, QStringLiteral("two"));
    stage.run(100);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
    stage.lose();
    QVERIFY(stage.restore());
    stage.server.post(Lobby, Bo, QStringLiteral("three"));
    stage.run(100);
    QCOMPARE(stage.view.rooms[Lobby].unread, 2);
    stage.kill();
    stage.start();
    stage.run(100);
    QCOMPARE(stage.view.rooms[Lobby].unread, 2);
}

void TestPlainServers::absencesAreNeverAskedFor()
{
    Stage stage;
    stage.server.becomePlain();
    enterPlain(stage);
    for (int i = 0; i < 3; ++i) {
        stage.server.post(Lobby, Bo, QString::number(i));
        stage.run(100);
        stage.lose();
        QVERIFY(stage.restore());
    }
    stage.server.post(Lobby, Bo, QStringLiteral("last"));
    stage.server.clearRequests();
    stage.run(30'000);
    QVERIFY(stage.server.asked<ask::FetchHistory>().empty());
}

void TestPlainServers::readersInOrderDoNotWaitForAnAbsence()
{
    Stage stage;
    enterPlain(stage);
    stage.tell(tell::CloseRoom{Lobby});
    stage.tell(tell::OpenRoom{Lobby, 0, true});
    stage.server.post(Lobby, Bo, QStringLiteral("one"));
    stage.run(100);
    stage.lose();
    QVERIFY(stage.restore());
    stage.server.post(Lobby, Bo, QStringLiteral("two"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby).size() == 2; }, 1'000));
    stage.kill();
    stage.start();
    stage.tell(tell::OpenRoom{Lobby, 0, true});
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby).size() == 2; }, 1'000));
    QCOMPARE(stage.view.texts(Lobby)[1], QStringLiteral("two"));
}

void TestPlainServers::everyJoinedRoomIsHeardAgain()
{
    Stage stage;
    enterPlain(stage);
    stage.tell(tell::JoinRoom{QStringLiteral("kitchen")}); // and nobody looks at it
    QVERIFY(stage.runUntil([&] { return stage.view.rooms[QStringLiteral("kitchen")].room.joined; }, 1'000));
    stage.run(100);
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(2));
    stage.server.clearRequests();
    stage.lose();
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(2));
    stage.server.post(QStringLiteral("kitchen"), Bo, Hello);
    stage.run(100);
    QCOMPARE(stage.view.rooms[QStringLiteral("kitchen")].unread, 1);
}

void TestPlainServers::theClosedRoomGoesOnListening()
{
    Stage stage;
    enterPlain(stage);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(120'000);
    QVERIFY(stage.server.asked<ask::Unsubscribe>().empty());
    stage.server.post(Lobby, Bo, Hello);
    stage.run(100);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby), std::vector<QString>{Hello});
}

void TestPlainServers::timesAreOnesOwnWhereNoneAreTold()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, Hello);
    QVERIFY(stage.runUntil([&] { return !stage.view.messages(Lobby).empty(); }, 1'000));
    const WallMs at = stage.view.messages(Lobby)[0].message.at;
    QVERIFY(at > 0 && at <= stage.clock.wallMs() && at > stage.clock.wallMs() - 2'000);
}

void TestPlainServers::ownStatusIsNotSaidWhereItCannotBe()
{
    Stage stage;
    enterPlain(stage);
    stage.tell(tell::SetPresence{PresenceStatus::Busy, {}});
    stage.run(100);
    QCOMPARE(stage.server.asked<ask::SetPresence>().size(), std::size_t(1));
    stage.server.can.ownStatus = false;
    stage.server.clearRequests();
    stage.lose();
    QVERIFY(stage.restore());
    stage.tell(tell::SetPresence{PresenceStatus::Away, {}});
    stage.run(100);
    QVERIFY(stage.server.asked<ask::SetPresence>().empty());
}

void TestPlainServers::lengthInCharactersCounts()
{
    Stage stage;
    stage.server.can.maxTextChars = 1'000;
    enterPlain(stage);
    stage.server.can.maxTextChars = 1'000;
    stage.lose();
    QVERIFY(stage.restore());
    stage.send(QString(1'000, u'x'), QStringLiteral("fits"));
    stage.send(QString(1'001, u'x'), QStringLiteral("long"));
    stage.run(100);
    QVERIFY(stage.view.message(QStringLiteral("fits")));
    QVERIFY(!stage.view.message(QStringLiteral("long")));
    QVERIFY(stage.view.failed(ErrorCode::TooLarge, Lobby));
}

void TestPlainServers::roomsAreNamedAsTheServerLikes()
{
    Stage stage;
    enterPlain(stage);
    const QString name = QStringLiteral("team:42/general & more");
    stage.tell(tell::JoinRoom{name});
    QVERIFY(stage.runUntil([&] { return stage.view.rooms[name].room.joined; }, 1'000));
    for (const QString &bad : {QString(), QString(300, u'x'), QStringLiteral("a\u0007b")}) {
        stage.view.failures.clear();
        stage.tell(tell::JoinRoom{bad});
        stage.run(10);
        QCOMPARE(stage.view.failures.size(), std::size_t(1));
    }
}

void TestPlainServers::recentMessagesComeWithTheSubscription()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, QStringLiteral("one"));
    stage.server.post(Lobby, Bo, QStringLiteral("two"));
    stage.run(100);
    stage.server.clearRequests();
    stage.lose();
    QVERIFY(stage.restore());
    const auto asked = stage.server.asked<ask::Subscribe>();
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked[0].since, Seq(2));
    QCOMPARE(asked[0].recent.size(), std::size_t(2));
    QCOMPARE(asked[0].recent[1].text, QStringLiteral("two"));
}

// It tells which rooms there are, and may come before the room that the person is in is heard again.
void TestPlainServers::aRoomListPutsNobodyOut()
{
    Stage stage;
    enterPlain(stage);
    stage.kill();
    stage.server.clearRequests();
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::Subscribe>(request); };
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return !stage.server.asked<ask::Subscribe>().empty(); }));
    Room listed;
    listed.id = Lobby;
    for (const std::vector<Room> &rooms : {std::vector<Room>{listed}, std::vector<Room>{}}) {
        stage.server.say(heard::RoomsListed{0, rooms});
        stage.run(100);
        QVERIFY(stage.view.rooms.count(Lobby) == 1 && stage.view.rooms[Lobby].room.joined);
    }
    const std::vector<StoredRoom> stored = stage.openStore()->rooms().value();
    QVERIFY(stored.size() == 1 && stored.front().room.joined);
}

void TestPlainServers::anEchoInAnotherFormIsTheReceipt()
{
    Stage stage;
    enterPlain(stage);
    loseSends(stage);
    stage.send(QString::fromUtf8("Cafe\u0301"), Id);
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Unconfirmed; }));
    stage.server.pass = {};
    stage.server.post(Lobby, Ann, QString::fromUtf8("Caf\u00e9"));
    QVERIFY(stage.runUntil([&] { return stateOf(stage) == DeliveryState::Sent; }, 1'000));
    QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(1));
}

// Of a message that is held the dialect may hear another text: it stands in the place of the first, also later.
void TestPlainServers::whatWasEditedIsShownAsItIs()
{
    Stage stage;
    enterPlain(stage);
    stage.server.post(Lobby, Bo, Hello);
    QVERIFY(stage.runUntil([&] { return stage.view.messages(Lobby).size() == 1; }, 1'000));
    const Message held = stage.view.messages(Lobby).front().message;
    for (const auto &[rev, text] :
         {std::pair(qint64(1), QStringLiteral("once")), std::pair(qint64(2), QStringLiteral("twice"))}) {
        stage.server.say(heard::MessageChanged{{Lobby, held.id, held.seq, rev, Amendment::Words{text, 0}}});
        stage.run(100);
        QCOMPARE(stage.view.texts(Lobby), std::vector<QString>{text});
        const Message stored = stage.openStore()->messages(Lobby, 0, 10).value().front();
        QCOMPARE(stored.text, text);
        QVERIFY(stored.editedAt > 0); // by one's own clock, where the server tells none
    }
    QVERIFY(stage.view.failures.empty());
}

void TestPlainServers::theServersWordsAreCleaned()
{
    Stage stage;
    enterPlain(stage);
    const QString words = QString::fromUtf8("\u001b[31mslow\u009b0m down\u0007\nnow");
    stage.server.say(heard::RequestFailed{0, {ErrorCode::BadRequest, words, 0}});
    stage.run(100);
    QCOMPARE(stage.view.failures.back().error.message, QStringLiteral("slow down now"));
    stage.server.refuse = [&](const ask::Request &request) {
        const bool isSend = std::holds_alternative<ask::SendMessage>(request);
        return isSend ? std::optional(Error{ErrorCode::BadRequest, words, 0}) : std::nullopt;
    };
    stage.send(Hello, Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Failed) > 0; }, 1'000));
    QVERIFY(stage.view.message(Id)->failure.endsWith(QStringLiteral(": slow down now")));
}

TEST_WITH_CORE_APPLICATION(TestPlainServers)

} // namespace tst_plain_servers

#include "tst_plain_servers.moc"
