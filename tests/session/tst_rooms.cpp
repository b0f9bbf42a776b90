// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_rooms {

using namespace banter;
using namespace banter::testing;

namespace {
const QString Den = QStringLiteral("den");
const QString Cy = QStringLiteral("cy");
const QString Id = QStringLiteral("id-9");
using Words = tell::LeaveRoom::Words;

bool leaves(Stage &stage, const QString &room)
{
    return stage.runUntil([&] { return !stage.server.isMember(room, Ann); }, 5'000);
}

/// In the den with a message that waits.
void writeOffline(Stage &stage)
{
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.goOffline();
    stage.tell(tell::Send{Den, QStringLiteral("precious"), Id});
    stage.run(10);
}

/// Another device leaves the den, and then this one hears of it.
void leaveElsewhere(Stage &stage)
{
    stage.server.makeRoom(Den, {Bo}, true);
    QVERIFY(stage.restore());
    stage.run(100);
}
} // namespace

class TestRooms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsRooms();
    void showsStoredRoomsAtOnce();
    void takesAwayRoomsThatAreNoLongerListed();
    void ownWordsOfAnotherDeviceAreNotUnread();
    void joinsAndAnswersEvenWhenNothingChanged();
    void joinsAnUnknownPublicRoom();
    void joinsOnReconnectWhatWasAskedForOffline();
    void remembersAWantedJoinOverARestart();
    void tellsWhyAJoinFailed();
    void createsInvitesAndLeaves();
    void saysWhatWasDone();
    void saysWhatAFailureIsAbout();
    void isAskedAndAnswers();
    void tellsEachFailure();
    void givesUpAfterFifteenSeconds();
    void givesUpNothingBecauseItStoodStill();
    void tellsWhatWasCutShort();
    void needsAConnectionForWhatCannotWait();
    void countsUnreadMessagesOfOthers();
    void countsUnreadOfRoomsNobodyLooksAt();
    void marksReadAtOnceAndTellsTheServer();
    void tellsReadMarksAgainAfterAnOutage();
    void tellsReadMarksAgainAfterARestart();
    void neverMarksBackwards();
    void subscribesOnlyToWhatIsLookedAt();
    void unsubscribesAMinuteAfterTheLastLook();
    void staysSubscribedWhenOpenedAgain();
    void subscribesARoomThatIsJoinedWhileOpen();
    void forgetsALeftRoom();
    void keepsNothingOfALeftRoomThatIsSaidThereAgain();
    void keepsNothingOfALeftRoomThatIsTakenBack();
    void keepsWhatIsWrittenAfterComingBack();
    void tellsThatARoomIsGoneEvenWhenItIsBackAtOnce();
    void keepsAMessageThatCameJustBeforeTheRoomWentAndCameBack();
    void hearsARoomAgainThatAnotherDeviceLeftAndJoined();
    void comesBackThoughTheJoinWasPutOff();
    void keepsUnsentTextsOfARoomThatIsGone();
    void forgetsARoomThatIsGoneWithItsLastUnsentText_data();
    void forgetsARoomThatIsGoneWithItsLastUnsentText();
    void sendsThemAfterComingBack();
    void leavesNothingUnsentBehindUnasked_data();
    void leavesNothingUnsentBehindUnasked();
    void sendsFirstAndThenLeaves_data();
    void sendsFirstAndThenLeaves();
    void staysWhenWhatGoesFirstCannotBeSent();
    void leavesWhatIsGoneBeforeItWasSent();
    void entersNothingThatIsGone();
    void sendsWhatIsWrittenAfterTheWishToLeave();
    void keepsWhatIsWrittenWhileTheLeaveIsOnItsWay();
    void discardsOnlyThatRoomsWords();
    void keepsDrafts();
    void keepsTheNewestDraftThroughAFullDisk();
    void keepsTheDraftOfARoomThatWasLeftElsewhere_data();
    void keepsTheDraftOfARoomThatWasLeftElsewhere();
    void keepsADraftForARoomThatIsGone();
    void aRoomThatBeginsWhereAnEarlierOneEndedIsAtItsStart();
    void refusesBadNames();
    void aFloodOfRoomsIsBounded();
};

void TestRooms::listsRooms()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.server.makeRoom(QStringLiteral("secret"), {Bo}, true);
    stage.server.fill(Lobby, Bo, 7);
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QCOMPARE(stage.view.rooms.size(), std::size_t(2));
    QVERIFY(stage.view.rooms[Lobby].room.joined);
    QVERIFY(!stage.view.rooms[Den].room.joined);
    QCOMPARE(stage.view.rooms[Lobby].room.memberCount, 2);
    QCOMPARE(stage.view.rooms[Lobby].unread, 7);
}

void TestRooms::showsStoredRoomsAtOnce()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.server.fill(Lobby, Bo, 7);
    stage.enter();
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.run(0);
    QCOMPARE(stage.view.rooms.size(), std::size_t(1)); // others' rooms are the server's to list
    QCOMPARE(stage.view.rooms[Lobby].unread, 7);
}

void TestRooms::takesAwayRoomsThatAreNoLongerListed()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    QVERIFY(stage.view.rooms.count(Den) == 1);
    stage.goOffline();
    stage.server.makeRoom(Den, {Bo}, true);
    QVERIFY(stage.restore());
    stage.run(10);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
}

// They came while nobody looked at the room, so that only the server knows whose they are.
void TestRooms::ownWordsOfAnotherDeviceAreNotUnread()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo});
    stage.enter();
    const auto unread = [&] {
        stage.run(10);
        return stage.view.rooms[Den].unread;
    };
    stage.server.say(heard::RoomChanged{0, Room{Den, false, true, 4, 0, 2, 2}});
    QCOMPARE(unread(), 2);
    stage.server.say(heard::Activity{Den, 5}); // told only of others
    QCOMPARE(unread(), 3);
    stage.kill();
    stage.server.up = false;
    stage.start();
    QCOMPARE(unread(), 3);
    stage.tell(tell::MarkRead{Den, 5});
    QCOMPARE(unread(), 0);
}

void TestRooms::joinsAndAnswersEvenWhenNothingChanged()
{
    Stage stage;
    stage.enter();
    stage.view.rooms.clear();
    stage.tell(tell::JoinRoom{Lobby});
    stage.run(50);
    QVERIFY(stage.view.rooms[Lobby].room.joined);
    QVERIFY(stage.view.failures.empty());
}

void TestRooms::joinsAnUnknownPublicRoom()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::JoinRoom{Den});
    stage.tell(tell::OpenRoom{Den});
    stage.tell(tell::Send{Den, QStringLiteral("first"), {}});
    stage.run(100);
    QVERIFY(stage.server.isMember(Den, Ann));
    QVERIFY(stage.view.rooms[Den].room.joined);
    QCOMPARE(stage.server.texts(Den), std::vector<QString>{QStringLiteral("first")});
    QVERIFY(stage.view.roster.count(Den) == 1);
}

void TestRooms::joinsOnReconnectWhatWasAskedForOffline()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.tell(tell::OpenRoom{Den});
    stage.tell(tell::Send{Den, QStringLiteral("hello den"), {}});
    stage.run(10);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QVERIFY(stage.view.rooms[Den].room.joined);
    QCOMPARE(stage.server.asked<ask::JoinRoom>().size(), std::size_t(1));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    QCOMPARE(stage.server.texts(Den), std::vector<QString>{QStringLiteral("hello den")});
    QVERIFY(stage.view.failures.empty());
    stage.lose();
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.asked<ask::JoinRoom>().size(), std::size_t(1));
}

void TestRooms::remembersAWantedJoinOverARestart()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    stage.kill();
    stage.enter();
    QVERIFY(stage.server.isMember(Den, Ann));
    stage.kill();
    stage.server.clearRequests();
    stage.enter();
    QVERIFY(stage.server.asked<ask::JoinRoom>().empty());
}

void TestRooms::tellsWhyAJoinFailed()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo}, true);
    stage.start();
    stage.tell(tell::JoinRoom{Den});
    stage.tell(tell::OpenRoom{Den});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QVERIFY(stage.view.failed(ErrorCode::Forbidden, Den));
    stage.view.failures.clear();
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(stage.view.failures.empty()); // it is not asked for again
}

void TestRooms::createsInvitesAndLeaves()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::CreateRoom{Den, true});
    stage.run(50);
    QVERIFY(stage.view.rooms[Den].room.joined);
    QVERIFY(stage.view.rooms[Den].room.isPrivate);
    stage.tell(tell::Invite{Den, Bo});
    stage.run(50);
    QVERIFY(stage.server.isMember(Den, Bo));
    stage.tell(tell::LeaveRoom{Den});
    stage.run(50);
    QVERIFY(!stage.server.isMember(Den, Ann));
    QVERIFY(stage.view.rooms.count(Den) == 0);
    stage.tell(tell::LeaveRoom{Lobby});
    stage.run(50);
    QVERIFY(stage.view.rooms.count(Lobby) == 1); // public: it can be joined again
    QVERIFY(!stage.view.rooms[Lobby].room.joined);
    QVERIFY(stage.view.failures.empty());
}

// Whoever waits in front of a dialog learns that the server has said yes.
void TestRooms::saysWhatWasDone()
{
    Stage stage;
    stage.enter();
    stage.server.makeRoom(QStringLiteral("attic"), {Bo});
    stage.view.accomplished.clear();
    stage.tell(tell::CreateRoom{Den, true});
    stage.run(50);
    stage.tell(tell::Invite{Den, Bo});
    stage.run(50);
    stage.tell(tell::JoinRoom{QStringLiteral("attic")});
    stage.run(50);
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("baking")});
    stage.run(50);
    const std::vector<Accomplished> all{{Deed::EnterRoom, Den},
                                        {Deed::Invite, Den},
                                        {Deed::EnterRoom, QStringLiteral("attic")},
                                        {Deed::SetPresence, {}}};
    QCOMPARE(stage.view.accomplished, all);
}

void TestRooms::saysWhatAFailureIsAbout()
{
    Stage stage;
    stage.enter();
    stage.server.makeRoom(Den, {Bo});
    stage.tell(tell::CreateRoom{Den, false});
    stage.run(50);
    QCOMPARE(int(stage.view.failures.back().deed), int(Deed::EnterRoom));
    stage.tell(tell::Invite{QStringLiteral("elsewhere"), Bo});
    stage.run(50);
    QCOMPARE(int(stage.view.failures.back().deed), int(Deed::Invite));
    QVERIFY(!stage.view.failures.back().here);
    stage.server.mute = [](const ask::Request &) { return true; };
    stage.tell(tell::Invite{Lobby, Bo});
    stage.run(10);
    stage.lose();
    QCOMPARE(int(stage.view.failures.back().deed), int(Deed::Invite));
    QVERIFY(stage.view.failures.back().here); // nobody answered
    stage.tell(tell::CreateRoom{QStringLiteral("attic"), false});
    stage.run(10);
    QCOMPARE(int(stage.view.failures.back().deed), int(Deed::EnterRoom));
    stage.tell(tell::LeaveRoom{QStringLiteral("nowhere")});
    stage.run(10);
    QCOMPARE(int(stage.view.failures.back().deed), int(Deed::LeaveRoom));
    QVERIFY(stage.view.failures.back().here);
}

void TestRooms::isAskedAndAnswers()
{
    Stage stage;
    stage.start();
    stage.tell(tell::AnswerInvitation{Den, true});
    QVERIFY(stage.runUntil([&] { return stage.view.failed(ErrorCode::NotConnected, Den); }));
    stage.enter();
    Room asked;
    asked.id = Den;
    asked.isPrivate = true;
    asked.invitedBy = Bo;
    stage.server.say(heard::RoomChanged{0, asked});
    stage.server.say(heard::RoomChanged{0, asked}); // again: nothing new
    stage.run(50);
    QCOMPARE(stage.view.invited.size(), std::size_t(1));
    QCOMPARE(stage.view.invited[0].room, Den);
    QCOMPARE(stage.view.invited[0].by, Bo);
    QVERIFY(stage.view.invited[0].live);
    QVERIFY(!stage.view.rooms[Den].room.joined);
    stage.tell(tell::AnswerInvitation{Den, true});
    stage.run(50);
    QCOMPARE(stage.server.asked<ask::AcceptInvitation>().size(), std::size_t(1));
    QVERIFY(stage.view.rooms[Den].room.joined);
    stage.tell(tell::AnswerInvitation{Den, false});
    stage.run(50);
    QCOMPARE(stage.server.asked<ask::DeclineInvitation>().size(), std::size_t(1));
}

void TestRooms::tellsEachFailure()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo});
    stage.enter();
    stage.tell(tell::CreateRoom{Den, false});
    stage.tell(tell::LeaveRoom{QStringLiteral("nowhere")});
    stage.tell(tell::Invite{QStringLiteral("elsewhere"), Bo});
    stage.run(50);
    QVERIFY(stage.view.failed(ErrorCode::Conflict, Den));
    QVERIFY(stage.view.failed(ErrorCode::NotFound, QStringLiteral("nowhere")));
    QVERIFY(stage.view.failed(ErrorCode::NotFound, QStringLiteral("elsewhere")));
    QVERIFY(stage.view.rooms[Lobby].room.joined);
}

void TestRooms::givesUpAfterFifteenSeconds()
{
    Stage stage;
    stage.enter();
    stage.server.mute = [](const ask::Request &request) {
        return std::holds_alternative<ask::JoinRoom>(request) || std::holds_alternative<ask::Invite>(request);
    };
    stage.tell(tell::JoinRoom{Den});
    stage.tell(tell::Invite{Lobby, Cy});
    stage.run(14'000);
    QVERIFY(stage.view.failures.empty());
    stage.run(2'500);
    QVERIFY(stage.view.failed(ErrorCode::TimedOut, Den));
    QVERIFY(stage.view.failed(ErrorCode::TimedOut, Lobby));
    QCOMPARE(stage.view.failures.size(), std::size_t(2));
}

void TestRooms::givesUpNothingBecauseItStoodStill()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::JoinRoom{QStringLiteral("tea")});
    stage.run(0);
    stage.clock.advance(20'000); // and with it the moment at which the answer can be read
    stage.run(3'000);
    QVERIFY(!stage.view.failed(ErrorCode::TimedOut));
    QVERIFY(stage.view.rooms[QStringLiteral("tea")].room.joined);
}

void TestRooms::tellsWhatWasCutShort()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::CreateRoom{Den, false});
    stage.tell(tell::JoinRoom{QStringLiteral("attic")});
    stage.run(0);
    stage.server.blackhole = true;
    stage.server.cut();
    stage.run(10);
    QVERIFY(stage.view.failed(ErrorCode::NotConnected, Den));
    stage.server.blackhole = false;
    QVERIFY(stage.restore());
    // A join is a wish that lasts.
    QVERIFY(stage.runUntil([&] { return stage.server.isMember(QStringLiteral("attic"), Ann); }, 1'000));
}

void TestRooms::needsAConnectionForWhatCannotWait()
{
    Stage stage;
    stage.start();
    stage.tell(tell::CreateRoom{Den, false});
    stage.tell(tell::LeaveRoom{Lobby});
    stage.tell(tell::Invite{Lobby, Cy});
    stage.run(10);
    QCOMPARE(stage.view.failures.size(), std::size_t(3));
    for (const Failed &failed : stage.view.failures)
        QCOMPARE(failed.error.code, ErrorCode::NotConnected);
}

void TestRooms::aRoomThatBeginsWhereAnEarlierOneEndedIsAtItsStart()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo});
    stage.server.lie = [](heard::Event &event) {
        auto *subscribed = std::get_if<heard::Subscribed>(&event);
        if (!subscribed || subscribed->page.room != Den)
            return;
        subscribed->page.messages.clear();
        subscribed->page.lastSeq = 7;
        subscribed->page.reachesStart = subscribed->page.reachesEnd = true;
    };
    stage.enter();
    stage.tell(tell::OpenRoom{Den});
    stage.run(100);
    QVERIFY(stage.view.history[Den].reachesStart);
    QVERIFY(stage.view.texts(Den).empty());
    stage.server.say(heard::MessageArrived{
        {{Den, QStringLiteral("c8"), QStringLiteral("m8"), 8}, {Bo, QStringLiteral("hi"), 1}, {}}});
    stage.run(100);
    QCOMPARE(stage.view.texts(Den), std::vector<QString>{QStringLiteral("hi")});
    QVERIFY(stage.view.history[Den].gaps.empty());
}

void TestRooms::countsUnreadMessagesOfOthers()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 3);
    stage.enter();
    stage.tell(tell::MarkRead{Lobby, 2});
    stage.run(10);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
    stage.send(QStringLiteral("mine"));
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
    stage.server.post(Lobby, Bo, QStringLiteral("another"));
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].unread, 2);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.run(0);
    QCOMPARE(stage.view.rooms[Lobby].unread, 2);
    stage.tell(tell::MarkRead{Lobby, 3});
    stage.run(0);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
}

void TestRooms::countsUnreadOfRoomsNobodyLooksAt()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo});
    stage.enter();
    stage.server.post(Den, Bo, QStringLiteral("psst"));
    stage.server.post(Den, Bo, QStringLiteral("hey"));
    stage.run(50);
    QCOMPARE(stage.view.rooms[Den].unread, 2);
    QVERIFY(stage.view.texts(Den).empty());
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(1));
}

void TestRooms::marksReadAtOnceAndTellsTheServer()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 30);
    stage.enter();
    for (Seq seq = 1; seq <= 30; ++seq)
        stage.tell(tell::MarkRead{Lobby, seq});
    stage.run(0);
    QCOMPARE(stage.view.rooms[Lobby].unread, 0);
    stage.run(100);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 30);
    QVERIFY(stage.server.asked<ask::MarkRead>().size() <= 3);
}

void TestRooms::tellsReadMarksAgainAfterAnOutage()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 30);
    stage.enter();
    stage.goOffline();
    stage.tell(tell::MarkRead{Lobby, 10});
    stage.run(10);
    QCOMPARE(stage.view.rooms[Lobby].unread, 20);
    QVERIFY(stage.restore());
    stage.run(50);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 10);
    stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::MarkRead>(one); };
    stage.server.refuse = [](const ask::Request &one) -> std::optional<Error> {
        return std::holds_alternative<ask::MarkRead>(one) ? std::optional(Error{ErrorCode::Unavailable, {}, 0})
                                                          : std::nullopt;
    };
    stage.tell(tell::MarkRead{Lobby, 20});
    stage.run(50);
    stage.server.refuse = {};
    stage.server.mute = {};
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(50);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 20);
    QCOMPARE(stage.view.rooms[Lobby].unread, 10);
}

void TestRooms::tellsReadMarksAgainAfterARestart()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 30);
    stage.enter();
    stage.goOffline();
    stage.tell(tell::MarkRead{Lobby, 25});
    stage.run(10);
    stage.kill();
    stage.server.up = true;
    stage.enter();
    stage.run(50);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 25);
    QCOMPARE(stage.view.rooms[Lobby].unread, 5);
}

void TestRooms::neverMarksBackwards()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 30);
    stage.enter();
    stage.tell(tell::MarkRead{Lobby, 20});
    stage.tell(tell::MarkRead{Lobby, 5});
    stage.tell(tell::MarkRead{Lobby, 999});
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].room.readSeq, 30);
    QCOMPARE(stage.server.readSeq(Lobby, Ann), 30);
}

void TestRooms::subscribesOnlyToWhatIsLookedAt()
{
    Stage stage;
    for (int i = 0; i < 20; ++i)
        stage.server.makeRoom(QStringLiteral("room %1").arg(i), {Ann});
    stage.enter();
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(1));
    QCOMPARE(stage.view.rooms.size(), std::size_t(21));
    stage.lose();
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(2));
}

void TestRooms::unsubscribesAMinuteAfterTheLastLook()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(59'000);
    QVERIFY(stage.server.asked<ask::Unsubscribe>().empty());
    stage.run(1'100);
    QCOMPARE(stage.server.asked<ask::Unsubscribe>().size(), std::size_t(1));
    QVERIFY(stage.server.link(Ann)->listening.empty());
    stage.server.post(Lobby, Bo, QStringLiteral("anybody?"));
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].unread, 1);
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(50);
    QCOMPARE(stage.view.texts(Lobby), std::vector<QString>{QStringLiteral("anybody?")});
}

void TestRooms::staysSubscribedWhenOpenedAgain()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(30'000);
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(120'000);
    QVERIFY(stage.server.asked<ask::Unsubscribe>().empty());
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(1));
}

void TestRooms::subscribesARoomThatIsJoinedWhileOpen()
{
    Stage stage;
    stage.server.makeRoom(Den, {Bo}, true);
    stage.enter();
    stage.tell(tell::OpenRoom{Den});
    stage.run(50);
    QVERIFY(stage.view.roster.count(Den) == 0);
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.server.say(heard::RoomChanged{0, Room{Den, true, true, 0, 0, 2}});
    stage.run(50);
    QCOMPARE(stage.view.roster[Den].size(), std::size_t(2));
}

void TestRooms::forgetsALeftRoom()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.server.fill(Den, Bo, 20);
    stage.enter();
    stage.tell(tell::OpenRoom{Den});
    stage.run(50);
    stage.server.say(heard::TypingChanged{Den, Bo, true});
    stage.server.say(heard::CursorMoved{Den, Bo, {0.5, 0.5}});
    stage.tell(tell::SaveDraft{Den, QStringLiteral("draft")});
    stage.run(50);
    QVERIFY(!stage.view.cursors.empty());
    stage.server.refuse = [](const ask::Request &one) -> std::optional<Error> {
        return std::holds_alternative<ask::SendMessage>(one)
                   ? std::optional(Error{ErrorCode::StorageFull, QStringLiteral("full"), 0})
                   : std::nullopt;
    };
    stage.tell(tell::Send{Den, QStringLiteral("too late"), QStringLiteral("id-9")});
    stage.run(50);
    stage.tell(tell::LeaveRoom{Den, Words::Discard});
    stage.run(50);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QVERIFY(stage.view.cursors.empty());
    QVERIFY(stage.view.typing[Den].empty());
    QVERIFY(stage.view.gone.count({Den, QStringLiteral("id-9")}) == 1);
    QCOMPARE(stage.session->unsent(), 0);
    const auto store = stage.openStore();
    QCOMPARE(store->rooms().value().size(), std::size_t(1));
    QVERIFY(store->messages(Den, 0, 10).value().empty());
    QVERIFY(store->outbox().value().empty());
}

// A script that is run again: its message was stored before the room was left. Kept, it would be asked about by nobody
// when the server is set back, and stand under another history's numbers when the room is entered again.
void TestRooms::keepsNothingOfALeftRoomThatIsSaidThereAgain()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 4);
    stage.enter();
    stage.send(QStringLiteral("done"), Id);
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(50);
    stage.tell(tell::LeaveRoom{Lobby});
    QVERIFY(leaves(stage, Lobby));
    stage.run(50);
    QVERIFY(stage.view.rooms.contains(Lobby)); // public, so that it may be joined again
    for (int i = 1; i <= 2; ++i) {
        stage.send(QStringLiteral("done"), Id);
        stage.run(50);
        QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
        QCOMPARE(stage.session->unsent(), 0);
        QVERIFY(stage.openStore()->messages(Lobby, 0, 10).value().empty());
        QVERIFY(stage.openStore()->outbox().value().empty());
    }
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(5));
    stage.goOffline();
    stage.server.epoch += u'\'';
    stage.server.forget(Lobby, 1);
    QVERIFY(stage.restore());
    stage.tell(tell::JoinRoom{Lobby});
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(500);
    QCOMPARE(stage.openStore()->messages(Lobby, 0, 10).value().size(), std::size_t(1));
    stage.kill();
    stage.enter();
    stage.run(500);
    QCOMPARE(stage.view.texts(Lobby), stage.server.texts(Lobby));
}

// It was taken back when the room had gone, so that the room is known for its sake alone.
void TestRooms::keepsNothingOfALeftRoomThatIsTakenBack()
{
    Stage stage;
    stage.enter();
    stage.server.pass = [](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    stage.send(QStringLiteral("stored, its answer lost"), Id);
    stage.run(50);
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(1));
    stage.goOffline();
    stage.tell(tell::Discard{Id});
    stage.tell(tell::LeaveRoom{Lobby});
    stage.server.pass = {};
    QVERIFY(stage.restore());
    QVERIFY(leaves(stage, Lobby));
    stage.run(50);
    stage.tell(tell::Restore{Id});
    stage.run(500);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
    QVERIFY(stage.openStore()->messages(Lobby, 0, 10).value().empty());
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestRooms::keepsWhatIsWrittenAfterComingBack()
{
    Stage stage;
    stage.enter();
    stage.server.latencyMs = 20;
    stage.tell(tell::LeaveRoom{Lobby});
    stage.run(10); // it is on its way
    stage.tell(tell::JoinRoom{Lobby});
    stage.server.say(heard::RoomsListed{0, {Room{Lobby, false, true, 0, 0, 1}}}); // from before the leave
    stage.tell(tell::Send{Lobby, QStringLiteral("I stay"), QStringLiteral("id-1")});
    stage.run(200);
    QVERIFY(stage.server.isMember(Lobby, Ann));
    QVERIFY(stage.view.gone.empty());
    QCOMPARE(stage.server.texts(Lobby).back(), QStringLiteral("I stay"));
}

// A view that is not told would go on showing a room that nobody is subscribed to for it any more.
void TestRooms::tellsThatARoomIsGoneEvenWhenItIsBackAtOnce()
{
    Stage stage;
    stage.enter();
    Room again = stage.view.rooms[Lobby].room;
    stage.server.say(heard::RoomLeft{0, Lobby});
    stage.server.say(heard::RoomChanged{0, again});
    stage.run(100);
    QCOMPARE(stage.view.roomsGone, std::vector<QString>{Lobby});
    QVERIFY(stage.view.rooms.count(Lobby) == 1);
    stage.server.post(Lobby, Bo, QStringLiteral("hello"));
    stage.tell(tell::OpenRoom{Lobby, 0});
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
}

// All of it in one transaction, which takes the message away again.
void TestRooms::keepsAMessageThatCameJustBeforeTheRoomWentAndCameBack()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 3);
    stage.enter();
    const Room again = stage.view.rooms[Lobby].room;
    stage.server.post(Lobby, Bo, QStringLiteral("just before"));
    stage.server.say(heard::RoomLeft{0, Lobby});
    stage.server.say(heard::RoomChanged{0, again});
    stage.run(100);
    stage.tell(tell::OpenRoom{Lobby});
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
    stage.run(100);
    stage.kill();
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
}

void TestRooms::hearsARoomAgainThatAnotherDeviceLeftAndJoined()
{
    Stage stage;
    stage.enter();
    // A leave ends the streams of all links of that person.
    stage.server.link(Ann)->listening.erase(Lobby);
    stage.server.say(heard::RoomChanged{0, Room{Lobby, false, false, 0, 0, 1}});
    stage.server.say(heard::RoomChanged{0, Room{Lobby, false, true, 0, 0, 2}});
    stage.run(100);
    stage.server.post(Lobby, Bo, QStringLiteral("hello"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
    QCOMPARE(stage.view.roster[Lobby].size(), std::size_t(2));
}

void TestRooms::comesBackThoughTheJoinWasPutOff()
{
    Stage stage;
    stage.enter();
    stage.server.latencyMs = 20;
    int joins = 0;
    stage.server.refuse = [&joins](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::JoinRoom>(request) && ++joins == 1)
            return Error{ErrorCode::RateLimited, QStringLiteral("Not now."), 0};
        return std::nullopt;
    };
    stage.tell(tell::LeaveRoom{Lobby});
    stage.run(10); // it is on its way
    stage.tell(tell::JoinRoom{Lobby});
    QVERIFY(stage.runUntil([&] { return joins == 2; }, 20'000));
    stage.run(100);
    QVERIFY(stage.server.isMember(Lobby, Ann));
    QVERIFY(stage.view.rooms[Lobby].room.joined);
}

void TestRooms::keepsUnsentTextsOfARoomThatIsGone()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.goOffline();
    stage.tell(tell::Send{Den, QStringLiteral("precious"), QStringLiteral("id-9")});
    stage.run(10);
    stage.server.makeRoom(Den, {Bo}, true);
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 5'000));
    QCOMPARE(stage.view.message(QStringLiteral("id-9"))->state, DeliveryState::Failed);
    QVERIFY(stage.view.message(QStringLiteral("id-9"))->failure.startsWith(QStringLiteral("forbidden")));
    QVERIFY(stage.view.rooms.count(Den) == 1);
}

void TestRooms::forgetsARoomThatIsGoneWithItsLastUnsentText_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("at once") << false;
    QTest::newRow("after a restart without a server") << true;
}

void TestRooms::forgetsARoomThatIsGoneWithItsLastUnsentText()
{
    QFETCH(bool, restarted);
    Stage stage;
    writeOffline(stage);
    leaveElsewhere(stage);
    if (restarted) {
        stage.kill();
        stage.server.up = false;
        stage.start();
        stage.run(10);
    }
    QVERIFY(stage.view.rooms.count(Den) == 1);
    QVERIFY(!stage.view.rooms[Den].room.joined);
    QVERIFY(stage.view.message(Id).has_value());
    stage.tell(tell::Discard{Id});
    stage.run(10);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestRooms::sendsThemAfterComingBack()
{
    Stage stage;
    writeOffline(stage);
    leaveElsewhere(stage);
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.server.say(heard::RoomChanged{0, Room{Den, true, true, 0, 0, 2}});
    stage.run(100);
    stage.tell(tell::Retry{Id});
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }, 5'000));
    QCOMPARE(stage.server.texts(Den), std::vector<QString>{QStringLiteral("precious")});
}

void TestRooms::leavesNothingUnsentBehindUnasked_data()
{
    QTest::addColumn<bool>("online");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<Words>("words");
    QTest::newRow("offline, waiting") << false << false << Words::Keep;
    QTest::newRow("online, failed") << true << true << Words::Keep;
    QTest::newRow("online, failed, to be sent first") << true << true << Words::SendFirst;
    QTest::newRow("online, waiting") << true << false << Words::Keep;
}

void TestRooms::leavesNothingUnsentBehindUnasked()
{
    QFETCH(bool, online);
    QFETCH(bool, failed);
    QFETCH(Words, words);
    Stage stage;
    writeOffline(stage);
    stage.server.refuse = [failed](const ask::Request &one) -> std::optional<Error> {
        if (!std::holds_alternative<ask::SendMessage>(one))
            return std::nullopt;
        return Error{failed ? ErrorCode::BadText : ErrorCode::StorageFull, QStringLiteral("no"), 0};
    };
    if (online) {
        QVERIFY(stage.restore());
        stage.run(100);
    }
    stage.tell(tell::LeaveRoom{Den, words});
    stage.run(100);
    QVERIFY(stage.view.failed(ErrorCode::Unsent, Den));
    QCOMPARE(stage.view.failures.back().unsent, QStringList{Id});
    QVERIFY(!stage.view.rooms[Den].leaving);
    QVERIFY(stage.server.isMember(Den, Ann));
    QVERIFY(!online || stage.server.asked<ask::LeaveRoom>().empty());
    QCOMPARE(stage.openStore()->outbox().value().size(), std::size_t(1));
    stage.tell(tell::LeaveRoom{Den, Words::Discard});
    stage.run(100);
    QVERIFY(stage.openStore()->outbox().value().empty());
    if (!online)
        QVERIFY(stage.restore());
    QVERIFY(leaves(stage, Den));
    stage.run(100);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QVERIFY(stage.server.texts(Den).empty());
}

void TestRooms::sendsFirstAndThenLeaves_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("in one run") << false;
    QTest::newRow("killed meanwhile") << true;
}

void TestRooms::sendsFirstAndThenLeaves()
{
    QFETCH(bool, restarted);
    Stage stage;
    writeOffline(stage);
    for (int i = 1; i <= 3; ++i)
        stage.send(QStringLiteral("%1").arg(i), QStringLiteral("more-%1").arg(i), Den);
    stage.tell(tell::LeaveRoom{Den, Words::SendFirst});
    stage.run(100);
    QVERIFY(stage.view.rooms[Den].leaving);
    QVERIFY(stage.view.failures.empty());
    if (restarted) {
        stage.kill();
        stage.server.up = true;
        stage.start();
        stage.tell(tell::Connect{});
    } else {
        QVERIFY(stage.restore());
    }
    QVERIFY(leaves(stage, Den));
    stage.run(100);
    QCOMPARE(stage.server.texts(Den), (std::vector<QString>{QStringLiteral("precious"), QStringLiteral("1"),
                                                            QStringLiteral("2"), QStringLiteral("3")}));
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QVERIFY(stage.view.failures.empty());
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
}

void TestRooms::staysWhenWhatGoesFirstCannotBeSent()
{
    Stage stage;
    writeOffline(stage);
    stage.tell(tell::LeaveRoom{Den, Words::SendFirst});
    stage.server.refuse = [](const ask::Request &one) -> std::optional<Error> {
        return std::holds_alternative<ask::SendMessage>(one)
                   ? std::optional(Error{ErrorCode::BadText, QStringLiteral("no"), 0})
                   : std::nullopt;
    };
    QVERIFY(stage.restore());
    stage.run(60'000);
    QVERIFY(stage.server.isMember(Den, Ann));
    QVERIFY(!stage.view.rooms[Den].leaving);
    QVERIFY(stage.view.rooms[Den].room.joined);
    QVERIFY(stage.view.failed(ErrorCode::Unsent, Den));
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
}

// The server was set back to before the room, or the room ended: nothing is left to be left.
void TestRooms::leavesWhatIsGoneBeforeItWasSent()
{
    Stage stage;
    writeOffline(stage);
    stage.tell(tell::LeaveRoom{Den, Words::SendFirst});
    stage.run(10);
    stage.server.dropRoom(Den);
    QVERIFY(stage.restore());
    stage.run(1'000);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(!stage.view.rooms[Den].room.joined);
    QVERIFY(!stage.view.rooms[Den].leaving);
    QVERIFY(!stage.view.failed(ErrorCode::Unsent, Den)); // it was left
    stage.tell(tell::Discard{Id});
    stage.run(10);
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
}

// A join that has no answer yet says nothing of whether the room is there.
void TestRooms::entersNothingThatIsGone()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::JoinRoom>(one); };
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    stage.goOffline();
    stage.server.dropRoom(Den);
    stage.server.mute = {};
    stage.server.refuse = [](const ask::Request &one) -> std::optional<Error> {
        return std::holds_alternative<ask::JoinRoom>(one)
                   ? std::optional(Error{ErrorCode::NotFound, QStringLiteral("no"), 0})
                   : std::nullopt;
    };
    QVERIFY(stage.restore());
    stage.run(1'000);
    QVERIFY(stage.view.failed(ErrorCode::NotFound, Den));
    QVERIFY(stage.view.rooms.count(Den) == 0);
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
}

void TestRooms::sendsWhatIsWrittenAfterTheWishToLeave()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.goOffline();
    stage.tell(tell::LeaveRoom{Den});
    stage.tell(tell::Send{Den, QStringLiteral("good bye"), Id});
    stage.run(10);
    QVERIFY(stage.restore());
    QVERIFY(leaves(stage, Den));
    QCOMPARE(stage.server.texts(Den), std::vector<QString>{QStringLiteral("good bye")});
}

void TestRooms::keepsWhatIsWrittenWhileTheLeaveIsOnItsWay()
{
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.enter();
    stage.server.latencyMs = 20;
    stage.tell(tell::LeaveRoom{Den});
    stage.run(10);
    stage.tell(tell::Send{Den, QStringLiteral("one more thing"), Id});
    stage.run(1'000);
    QVERIFY(!stage.server.isMember(Den, Ann));
    QVERIFY(stage.view.gone.empty());
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(stage.view.rooms.count(Den) == 1 && !stage.view.rooms[Den].room.joined);
}

void TestRooms::discardsOnlyThatRoomsWords()
{
    Stage stage;
    writeOffline(stage);
    stage.send(QStringLiteral("for the lobby"), QStringLiteral("id-1"));
    stage.tell(tell::LeaveRoom{Den, Words::Discard});
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.view.told(QStringLiteral("id-1"), DeliveryState::Sent) == 1; }, 5'000));
    QVERIFY(leaves(stage, Den));
    QVERIFY(stage.server.texts(Den).empty());
}

// What a full disk put off is in its order, and a newer word takes the place of the newest.
void TestRooms::keepsTheNewestDraftThroughAFullDisk()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.tell(tell::JoinRoom{Den});
    stage.run(10);
    stage.fate.full = true;
    stage.tell(tell::SaveDraft{Lobby, QStringLiteral("a")});
    stage.tell(tell::LeaveRoom{Den});
    stage.tell(tell::SaveDraft{Lobby, QStringLiteral("ab")});
    stage.run(10); // refused
    stage.tell(tell::SaveDraft{Lobby, QStringLiteral("abc")});
    stage.fate.full = false;
    stage.run(10'000);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.run(0);
    QCOMPARE(stage.view.rooms[Lobby].draft, QStringLiteral("abc"));
}

void TestRooms::keepsTheDraftOfARoomThatWasLeftElsewhere_data()
{
    QTest::addColumn<bool>("tellsLive");
    QTest::newRow("told at once") << true;
    QTest::newRow("seen in the list") << false;
}

// Nobody asked this person: what they had begun to write is theirs until they throw it away.
void TestRooms::keepsTheDraftOfARoomThatWasLeftElsewhere()
{
    QFETCH(const bool, tellsLive);
    Stage stage;
    stage.server.makeRoom(Den, {Ann, Bo}, true);
    stage.server.fill(Den, Bo, 5);
    stage.enter();
    stage.tell(tell::OpenRoom{Den});
    stage.run(50);
    stage.tell(tell::SaveDraft{Den, QStringLiteral("half a sentence")});
    stage.run(50);
    if (tellsLive) {
        stage.server.makeRoom(Den, {Bo}, true);
        stage.server.say(heard::RoomLeft{0, Den});
        stage.run(50);
    } else {
        stage.goOffline();
        stage.server.makeRoom(Den, {Bo}, true);
        QVERIFY(stage.restore());
    }
    for (int start = 0; start < 2; ++start) {
        QVERIFY(stage.view.rooms.contains(Den));
        QCOMPARE(stage.view.rooms[Den].draft, QStringLiteral("half a sentence"));
        QVERIFY(!stage.view.rooms[Den].room.joined && stage.view.rooms[Den].room.isPrivate);
        QVERIFY(stage.openStore()->messages(Den, 0, 10).value().empty());
        QVERIFY(stage.openStore()->outbox().value().empty());
        QCOMPARE(stage.session->unsent(), 0);
        stage.kill();
        stage.enter();
        stage.run(500);
    }
    // Invited again, it is still there; and it goes when the person throws it away, not before.
    Room invitation{Den, true, false, 0, 0, 1};
    invitation.invitedBy = Bo;
    stage.server.say(heard::RoomChanged{0, invitation});
    stage.run(50);
    QCOMPARE(stage.view.rooms[Den].room.invitedBy, Bo);
    QCOMPARE(stage.view.rooms[Den].draft, QStringLiteral("half a sentence"));
    stage.server.say(heard::RoomLeft{0, Den}); // it was taken back, or declined
    stage.run(50);
    QCOMPARE(stage.view.rooms[Den].draft, QStringLiteral("half a sentence"));
    QVERIFY(stage.view.rooms[Den].room.invitedBy.isEmpty());
    stage.tell(tell::SaveDraft{Den, {}});
    stage.run(50);
    QVERIFY(!stage.view.rooms.contains(Den));
    QCOMPARE(stage.openStore()->rooms().value().size(), std::size_t(1));
}

// The composer did not know yet, or it was thrown away and is wanted back.
void TestRooms::keepsADraftForARoomThatIsGone()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::SaveDraft{Den, QStringLiteral("  ")});
    stage.run(50);
    QVERIFY(!stage.view.rooms.contains(Den));
    stage.tell(tell::SaveDraft{Den, QStringLiteral("too late")});
    stage.run(50);
    QCOMPARE(stage.view.rooms[Den].draft, QStringLiteral("too late"));
    stage.kill();
    stage.start();
    stage.run(50);
    QCOMPARE(stage.view.rooms[Den].draft, QStringLiteral("too late"));
}

void TestRooms::keepsDrafts()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::SaveDraft{Lobby, QStringLiteral("half a sen")});
    stage.run(10);
    QCOMPARE(stage.view.rooms[Lobby].draft, QStringLiteral("half a sen"));
    stage.kill();
    stage.start();
    stage.run(0);
    QCOMPARE(stage.view.rooms[Lobby].draft, QStringLiteral("half a sen"));
    stage.tell(tell::SaveDraft{Lobby, {}});
    stage.run(10);
    stage.kill();
    stage.start();
    stage.run(0);
    QVERIFY(stage.view.rooms[Lobby].draft.isEmpty());
}

void TestRooms::refusesBadNames()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::CreateRoom{QStringLiteral("  "), false});
    stage.tell(tell::JoinRoom{QString(65, u'x')});
    stage.tell(tell::Send{{}, QStringLiteral("nowhere"), {}});
    stage.run(50);
    QCOMPARE(stage.view.failures.size(), std::size_t(3));
    QVERIFY(stage.server.asked<ask::JoinRoom>().empty());
}

// A server may name as many rooms as it likes.
void TestRooms::aFloodOfRoomsIsBounded()
{
    Stage stage;
    stage.enter();
    const auto room = [](int i) { return Room{QStringLiteral("r%1").arg(i), false, false, 0, 0, 0, 1}; };
    heard::RoomsListed all{0, {}, false};
    for (int i = 0; i < 9'990; ++i)
        all.rooms.push_back(room(i));
    stage.server.say(all);
    stage.run(50);
    for (int i = 10'000; i < 10'100; ++i)
        stage.server.say(heard::RoomChanged{0, room(i)});
    stage.run(50);
    QCOMPARE(stage.view.rooms.size(), std::size_t(10'000));
    QVERIFY(stage.view.rooms.contains(Lobby));
    QVERIFY(stage.connected());
}

TEST_WITH_CORE_APPLICATION(TestRooms)

} // namespace tst_rooms

#include "tst_rooms.moc"
