// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_live {

using namespace banter;
using namespace banter::testing;

class TestLive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typingIsThrottled();
    void typingIsRefreshedWhileItGoesOn();
    void typingThatIsNotRepeatedEnds();
    void typingStopsWithTheMessageTheRoomAndTheLink();
    void typingIsNeverQueued();
    void typingOfOthersExpires();
    void typingOfOthersEndsWithMessageLeaveAndDisconnect();
    void typingKeepsItsOrder();
    void typingIsSilentWhereTheServerHasNone();
    void cursorIsThrottledAndItsLastPointAlwaysSent();
    void cursorIsDroppedUnderPressure();
    void cursorIsHiddenOnLeaveAndDisconnect();
    void cursorsOfOthersComeAndGo();
    void rosterIsASnapshotThenDifferences();
    void aVeryLongRosterIsCutAndCounted();
    void differencesBeforeTheSnapshotAreNotLost();
    void rosterStaysDuringAShortDrop();
    void presenceOfOthers();
    void ownPresenceIsSaidAgainAfterAReconnect();
    void ownPresenceIsOneAtATime();
    void aNewerTextOfAnotherDeviceStays();
    void whoIdlesWithoutNetworkErasesNoText();
    void partsAreSaidApart();
    void theChoiceGoesWithTheHelloAlsoAfterARestart();
    void whatWasSaidBeforeIsToldWithTheWord();
    void whatIsSaidNamesItsOwnMoment();
    void whatAnotherDeviceSaidLaterHolds();
    void whatWasPutOffIsSaidAgain();
    void whoAppearsOfflineShowsNeitherTypingNorAPointer();
    void noticesAndMalformedFrames();
    void metricsAreTold();
    void changesAreAnnouncedOnce();
};

void TestLive::typingIsThrottled()
{
    Stage stage;
    stage.enter();
    for (int i = 0; i < 30; ++i) {
        stage.tell(tell::Typing{Lobby, true});
        stage.run(50);
    }
    QCOMPARE(stage.server.asked<ask::Typing>().size(), std::size_t(1));
    stage.tell(tell::Typing{Lobby, false});
    stage.tell(tell::Typing{Lobby, false});
    stage.run(50);
    QCOMPARE(stage.server.asked<ask::Typing>().size(), std::size_t(2));
    QVERIFY(!stage.server.asked<ask::Typing>().back().active);
}

void TestLive::typingIsRefreshedWhileItGoesOn()
{
    Stage stage;
    stage.enter();
    for (int i = 0; i < 20; ++i) { // a slow typist: a key every half second
        stage.tell(tell::Typing{Lobby, true});
        stage.run(500);
    }
    const auto said = stage.server.asked<ask::Typing>();
    QVERIFY2(said.size() >= 5 && said.size() <= 6, qPrintable(QString::number(said.size())));
    for (const ask::Typing &one : said)
        QVERIFY(one.active);
}

void TestLive::typingThatIsNotRepeatedEnds()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::Typing{Lobby, true});
    stage.run(20'000);
    const auto said = stage.server.asked<ask::Typing>();
    QVERIFY(said.size() >= 3 && said.size() <= 5);
    QVERIFY(!said.back().active);
}

void TestLive::typingStopsWithTheMessageTheRoomAndTheLink()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::Typing{Lobby, true});
    stage.send(QStringLiteral("done"));
    stage.run(10'000);
    QCOMPARE(stage.server.asked<ask::Typing>().size(), std::size_t(1)); // the message says that it ended
    stage.tell(tell::Typing{Lobby, true});
    stage.run(10);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(10);
    QVERIFY(!stage.server.asked<ask::Typing>().back().active);
    stage.tell(tell::OpenRoom{Lobby});
    stage.tell(tell::Typing{Lobby, true});
    stage.run(10);
    const std::size_t before = stage.server.asked<ask::Typing>().size();
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(10'000);
    QCOMPARE(stage.server.asked<ask::Typing>().size(), before);
}

void TestLive::typingIsNeverQueued()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.tell(tell::Typing{Lobby, true});
    stage.tell(tell::MoveCursor{Lobby, {0.1, 0.1}});
    stage.run(100);
    QVERIFY(stage.restore());
    stage.run(5'000);
    QVERIFY(stage.server.asked<ask::Typing>().empty());
    QVERIFY(stage.server.asked<ask::MoveCursor>().empty());
}

void TestLive::typingOfOthersExpires()
{
    Stage stage;
    stage.enter();
    stage.server.say(heard::TypingChanged{Lobby, Bo, true});
    stage.run(5'000);
    QCOMPARE(stage.view.typing[Lobby], std::vector<QString>{Bo});
    stage.server.say(heard::TypingChanged{Lobby, Bo, true}); // refreshed
    stage.run(5'900);
    QCOMPARE(stage.view.typing[Lobby], std::vector<QString>{Bo});
    stage.run(200);
    QVERIFY(stage.view.typing[Lobby].empty());
}

void TestLive::typingOfOthersEndsWithMessageLeaveAndDisconnect()
{
    Stage stage;
    stage.enter();
    const auto begin = [&] {
        stage.server.say(heard::TypingChanged{Lobby, Bo, true});
        stage.run(10);
        return stage.view.typing[Lobby] == std::vector<QString>{Bo};
    };
    QVERIFY(begin());
    stage.server.post(Lobby, Bo, QStringLiteral("said"));
    stage.run(10);
    QVERIFY(stage.view.typing[Lobby].empty());
    QVERIFY(begin());
    stage.server.say(heard::MemberLeft{Lobby, Bo});
    stage.run(10);
    QVERIFY(stage.view.typing[Lobby].empty());
    QVERIFY(begin());
    stage.server.say(heard::PresenceChanged{{Bo, PresenceStatus::Offline, {}, 1}});
    stage.run(10);
    QVERIFY(stage.view.typing[Lobby].empty());
    QVERIFY(begin());
    stage.server.say(heard::TypingChanged{Lobby, Bo, false});
    stage.run(10);
    QVERIFY(stage.view.typing[Lobby].empty());
    QVERIFY(begin());
    stage.lose();
    QVERIFY(stage.view.typing[Lobby].empty());
}

void TestLive::typingKeepsItsOrder()
{
    Stage stage;
    stage.enter();
    const QString cy = QStringLiteral("cy");
    stage.server.say(heard::TypingChanged{Lobby, cy, true});
    stage.server.say(heard::TypingChanged{Lobby, Bo, true});
    stage.server.say(heard::TypingChanged{Lobby, Ann, true}); // oneself is not news
    stage.run(1'000);
    stage.server.say(heard::TypingChanged{Lobby, cy, true});
    stage.run(10);
    QCOMPARE(stage.view.typing[Lobby], (std::vector<QString>{cy, Bo}));
}

void TestLive::typingIsSilentWhereTheServerHasNone()
{
    Stage stage;
    stage.server.can.typing = false;
    stage.server.can.cursors = false;
    stage.server.can.presence = false;
    stage.server.can.readMarks = false;
    stage.server.fill(Lobby, Bo, 3);
    stage.enter();
    stage.tell(tell::Typing{Lobby, true});
    stage.tell(tell::MoveCursor{Lobby, {0.1, 0.1}});
    stage.tell(tell::SetPresence{PresenceStatus::Away, {}});
    stage.tell(tell::MarkRead{Lobby, 3});
    stage.run(5'000);
    QVERIFY(stage.server.asked<ask::Typing>().empty());
    QVERIFY(stage.server.asked<ask::MoveCursor>().empty());
    QVERIFY(stage.server.asked<ask::SetPresence>().empty());
    QVERIFY(stage.server.asked<ask::MarkRead>().empty());
    QCOMPARE(stage.view.rooms[Lobby].unread, 0);
}

void TestLive::cursorIsThrottledAndItsLastPointAlwaysSent()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::MoveCursor{Lobby, {0.5, 0.5}});
    stage.run(2);
    QCOMPARE(stage.server.asked<ask::MoveCursor>().size(), std::size_t(1)); // the first at once
    for (int i = 0; i <= 100; ++i) {
        stage.tell(tell::MoveCursor{Lobby, {i / 100.0, 0.25}});
        stage.run(10);
    }
    stage.run(60);
    const auto moves = stage.server.asked<ask::MoveCursor>();
    QVERIFY2(moves.size() >= 18 && moves.size() <= 23, qPrintable(QString::number(moves.size())));
    QCOMPARE(moves.back().point, (CursorPoint{1.0, 0.25})); // the last one always
    stage.run(5'000);
    QCOMPARE(stage.server.asked<ask::MoveCursor>().size(), moves.size());
    stage.tell(tell::MoveCursor{Lobby, {7.0, -3.0}});
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::MoveCursor>().back().point, (CursorPoint{1.0, 0.0}));
}

void TestLive::cursorIsDroppedUnderPressure()
{
    Stage stage;
    stage.enter();
    stage.server.link(Ann)->backlog = 100 * 1024;
    for (int i = 0; i <= 100; ++i) {
        stage.tell(tell::MoveCursor{Lobby, {i / 100.0, 0.5}});
        stage.run(20);
    }
    QVERIFY(stage.server.asked<ask::MoveCursor>().empty());
    stage.server.link(Ann)->backlog = 0;
    stage.run(200);
    QCOMPARE(stage.server.asked<ask::MoveCursor>().size(), std::size_t(1)); // the newest, once
    QCOMPARE(stage.server.asked<ask::MoveCursor>().back().point.x, 1.0);
}

void TestLive::cursorIsHiddenOnLeaveAndDisconnect()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::LeaveCursor{Lobby});
    stage.run(10);
    QVERIFY(stage.server.asked<ask::LeaveCursor>().empty()); // it was never shown
    stage.tell(tell::MoveCursor{Lobby, {0.1, 0.1}});
    stage.tell(tell::MoveCursor{Lobby, {0.2, 0.1}});
    stage.tell(tell::LeaveCursor{Lobby});
    stage.run(500);
    QCOMPARE(stage.server.asked<ask::LeaveCursor>().size(), std::size_t(1));
    QVERIFY(std::holds_alternative<ask::LeaveCursor>(stage.server.requests().back()));
    stage.tell(tell::MoveCursor{Lobby, {0.3, 0.1}});
    stage.run(100);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::LeaveCursor>().size(), std::size_t(2));
}

void TestLive::cursorsOfOthersComeAndGo()
{
    Stage stage;
    stage.enter();
    const std::pair key{Lobby, Bo};
    const auto come = [&] {
        stage.server.say(heard::CursorMoved{Lobby, Bo, {0.1, 0.2}});
        stage.server.say(heard::CursorMoved{Lobby, Bo, {0.3, 0.4}});
        stage.run(10);
        return stage.view.cursors.count(key) == 1 && stage.view.cursors[key] == CursorPoint{0.3, 0.4};
    };
    QVERIFY(come());
    stage.server.say(heard::CursorGone{Lobby, Bo});
    stage.run(10);
    QVERIFY(stage.view.cursors.empty());
    QVERIFY(come());
    stage.run(60'000);
    QVERIFY(!stage.view.cursors.empty()); // a pointer that rests stays
    stage.server.say(heard::MemberLeft{Lobby, Bo});
    stage.run(10);
    QVERIFY(stage.view.cursors.empty());
    QVERIFY(come());
    stage.lose();
    QVERIFY(stage.view.cursors.empty());
    QVERIFY(stage.restore());
    stage.server.say(heard::CursorMoved{Lobby, Ann, {0.1, 0.2}});
    stage.run(10);
    QVERIFY(stage.view.cursors.empty());
}

void TestLive::rosterIsASnapshotThenDifferences()
{
    Stage stage;
    stage.enter();
    QCOMPARE(stage.view.roster[Lobby].size(), std::size_t(2));
    const QString cy = QStringLiteral("cy");
    stage.server.say(heard::MemberJoined{Lobby, {{cy, PresenceStatus::Busy, {}, 0}, Role::Member}});
    stage.run(10);
    QCOMPARE(stage.view.roster[Lobby][cy].presence.status, PresenceStatus::Busy);
    QCOMPARE(stage.view.rooms[Lobby].room.memberCount, 3);
    stage.server.say(heard::MemberLeft{Lobby, cy});
    stage.run(10);
    QVERIFY(stage.view.roster[Lobby].count(cy) == 0);
    QCOMPARE(stage.view.rooms[Lobby].room.memberCount, 2);
}

// All of it was kept and handed to the window, however long it was.
void TestLive::aVeryLongRosterIsCutAndCounted()
{
    constexpr int Crowd = 200'000;
    const QString hall = QStringLiteral("hall");
    std::vector<QString> people;
    for (int i = 0; i < Crowd; ++i)
        people.push_back(QStringLiteral("u%1").arg(i));
    Stage stage;
    stage.server.makeRoom(hall, people);
    stage.enter();
    stage.tell(tell::JoinRoom{hall});
    stage.tell(tell::OpenRoom{hall});
    stage.run(2'000);
    QCOMPARE(stage.view.roster[hall].size(), std::size_t(10'000));
    QCOMPARE(stage.view.rooms[hall].room.memberCount, Crowd + 1);
    // One more is counted, and not kept.
    stage.server.say(heard::MemberJoined{hall, {{QStringLiteral("zoe"), PresenceStatus::Online, {}, 0}, Role::Member}});
    stage.run(10);
    QCOMPARE(stage.view.roster[hall].size(), std::size_t(10'000));
    QCOMPARE(stage.view.rooms[hall].room.memberCount, Crowd + 2);
    stage.server.say(heard::MemberLeft{hall, QStringLiteral("zoe")});
    stage.run(10);
    QCOMPARE(stage.view.rooms[hall].room.memberCount, Crowd + 1);
}

void TestLive::differencesBeforeTheSnapshotAreNotLost()
{
    Stage stage;
    const QString cy = QStringLiteral("cy");
    stage.enter();
    // The snapshot is on its way while others come and go.
    std::optional<heard::Subscribed> held;
    stage.server.pass = [&](const heard::Event &event) {
        if (const auto *one = std::get_if<heard::Subscribed>(&event)) {
            held = *one;
            return false;
        }
        return true;
    };
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(61'000);
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(10);
    QVERIFY(held);
    stage.server.pass = {};
    stage.server.say(heard::MemberJoined{Lobby, {{cy, PresenceStatus::Online, {}, 0}, Role::Member}});
    stage.server.say(heard::MemberLeft{Lobby, Bo});
    stage.run(10);
    stage.server.say(*held);
    stage.run(10);
    QVERIFY(stage.view.roster[Lobby].count(cy) == 1);
    QVERIFY(stage.view.roster[Lobby].count(Bo) == 0);
}

void TestLive::rosterStaysDuringAShortDrop()
{
    Stage stage;
    stage.enter();
    const auto before = stage.view.roster[Lobby];
    stage.goOffline();
    stage.run(3'000);
    QVERIFY(stage.view.roster[Lobby] == before);
    QVERIFY(stage.view.presence.empty());
    QVERIFY(stage.restore());
    QVERIFY(stage.view.roster[Lobby] == before);
}

void TestLive::presenceOfOthers()
{
    Stage stage;
    stage.enter();
    stage.server.say(heard::PresenceChanged{{Bo, PresenceStatus::Away, QStringLiteral("lunch"), 0}});
    stage.server.say(heard::PresenceChanged{{Bo, PresenceStatus::Busy, QStringLiteral("back"), 0}});
    stage.run(10);
    QCOMPARE(stage.view.presence[Bo].status, PresenceStatus::Busy);
    QCOMPARE(stage.view.presence[Bo].text, QStringLiteral("back"));
}

void TestLive::ownPresenceIsSaidAgainAfterAReconnect()
{
    Stage stage;
    stage.start();
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("x")}); // before there is a connection
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::SetPresence>().size(), std::size_t(1));
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::SetPresence>().size(), std::size_t(2));
    QCOMPARE(stage.server.asked<ask::SetPresence>().back().status, PresenceStatus::Busy);
}

void TestLive::ownPresenceIsOneAtATime()
{
    Stage stage;
    stage.server.latencyMs = 50;
    stage.enter();
    for (int i = 0; i < 40; ++i) {
        stage.tell(tell::SetPresence{i % 2 ? PresenceStatus::Away : PresenceStatus::Online, QString::number(i)});
        stage.run(5);
    }
    stage.run(500);
    QVERIFY(stage.server.asked<ask::SetPresence>().size() <= 4);
    QCOMPARE(stage.server.asked<ask::SetPresence>().back().text, QStringLiteral("39"));
}

void TestLive::aNewerTextOfAnotherDeviceStays()
{
    Stage stage;
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("old")});
    stage.run(10);
    stage.lose();
    QVERIFY(stage.restore());
    stage.server.say(heard::PresenceChanged{{Ann, PresenceStatus::Online, QStringLiteral("of the phone"), 0}});
    stage.run(10);
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::SetPresence>().back().text, QStringLiteral("of the phone"));
}

namespace {

OwnPresence ownOf(PresenceStatus status, const QString &statusId, const QString &text, const QString &textId)
{
    return {status, {statusId, 1'000, 0}, text, {textId, 1'000, 0}};
}

} // namespace

void TestLive::whoIdlesWithoutNetworkErasesNoText()
{
    Stage stage;
    stage.start();
    stage.tell(tell::SetPresence{{}, {}, true});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(10);
    // The text is not known here, so that nothing can be said of it, and a server of this kind is told it as a whole.
    QVERIFY(stage.server.asked<ask::SetPresence>().empty());
    stage.server.say(heard::PresenceChanged{{Ann, PresenceStatus::Online, QStringLiteral("of the phone"), 0}});
    stage.tell(tell::SetPresence{{}, {}, true});
    stage.run(10);
    stage.tell(tell::SetPresence{{}, {}, true});
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::SetPresence>().size(), std::size_t(1));
    QCOMPARE(stage.server.asked<ask::SetPresence>().back().text, QStringLiteral("of the phone"));
    QCOMPARE(stage.server.asked<ask::SetPresence>().back().status, PresenceStatus::Away);
}

void TestLive::partsAreSaidApart()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.server.own = OwnPresence{PresenceStatus::Online, {}, {}, {}};
    stage.enter();
    stage.run(10);
    QVERIFY(stage.server.asked<ask::SetPresence>().empty());
    stage.tell(tell::SetPresence{{}, {}, true});
    stage.run(10);
    const ask::SetPresence idle = stage.server.asked<ask::SetPresence>().back();
    QVERIFY(idle.away && idle.statusWord.id.isEmpty() && idle.textWord.id.isEmpty());
    stage.tell(tell::SetPresence{PresenceStatus::Busy});
    stage.run(10);
    const ask::SetPresence busy = stage.server.asked<ask::SetPresence>().back();
    QCOMPARE(busy.status, PresenceStatus::Busy);
    QVERIFY(!busy.statusWord.id.isEmpty() && busy.textWord.id.isEmpty());
    const auto count = stage.server.asked<ask::SetPresence>().size();
    stage.lose(); // what was taken is not said again
    QVERIFY(stage.restore());
    stage.run(10);
    QCOMPARE(stage.server.asked<ask::SetPresence>().size(), count);
}

void TestLive::theChoiceGoesWithTheHelloAlsoAfterARestart()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.start();
    stage.tell(tell::SetPresence{PresenceStatus::Offline, QStringLiteral("gone")});
    stage.run(10);
    stage.kill();
    stage.run(5'000);
    stage.view.own.reset();
    stage.start();
    stage.run(10);
    QCOMPARE(stage.view.own->status, PresenceStatus::Offline); // before there is any server
    stage.tell(tell::Connect{});
    stage.run(10);
    const ask::SetPresence wish = stage.server.arrivals.back();
    QCOMPARE(wish.status, PresenceStatus::Offline);
    QCOMPARE(wish.text, QStringLiteral("gone"));
    QVERIFY(wish.statusWord.said <= -5'000 && wish.statusWord.said > -6'000);
    QVERIFY(!wish.textWord.id.isEmpty());
}

// The calendar may be set before the next run, and then tells nothing of when something was said.
void TestLive::whatWasSaidBeforeIsToldWithTheWord()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.server.own = ownOf(PresenceStatus::Online, QStringLiteral("s1"), QStringLiteral("tea"), QStringLiteral("t1"));
    stage.enter();
    stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::SetPresence>(one); };
    stage.tell(tell::SetPresence{PresenceStatus::Busy}); // it may arrive, and its answer does not
    stage.run(10);
    const PresenceWord first = stage.server.asked<ask::SetPresence>().back().statusWord;
    QCOMPARE(first.after, QStringList{QStringLiteral("s1")});
    stage.goOffline();
    stage.tell(tell::SetPresence{PresenceStatus::Offline});
    stage.run(10);
    stage.kill();
    stage.clock.stepWall(8 * 3'600'000LL);
    stage.server.up = true;
    stage.start();
    stage.tell(tell::Connect{});
    stage.run(10);
    const ask::SetPresence wish = stage.server.arrivals.back();
    QCOMPARE(wish.status, PresenceStatus::Offline);
    QCOMPARE(wish.statusWord.after, (QStringList{QStringLiteral("s1"), first.id}));
    QCOMPARE(wish.textWord, (PresenceWord{QStringLiteral("t1"), 1'000, 0})); // that the server has
    for (int i = 0; i < 20; ++i)
        stage.tell(tell::SetPresence{PresenceStatus::Away});
    stage.lose();
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.arrivals.back().statusWord.after.size(), PresenceWord::MaxAfter);
    QCOMPARE(stage.server.arrivals.back().statusWord.after.front(), QStringLiteral("s1"));
    QVERIFY(!stage.server.arrivals.back().statusWord.after.contains(stage.server.arrivals.back().statusWord.id));
}

// By these the server tells when its client's clock read what, however long the link took to open.
void TestLive::whatIsSaidNamesItsOwnMoment()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.server.own = OwnPresence{PresenceStatus::Online, {}, {}, {}};
    stage.server.latencyMs = 700;
    stage.enter();
    QCOMPARE(stage.server.arrivals.back(), ask::SetPresence{}); // without words there is nothing to date
    stage.clock.sleep(5'000);
    stage.run(1'000);
    stage.tell(tell::SetPresence{PresenceStatus::Busy});
    stage.run(2'000);
    const ask::SetPresence busy = stage.server.asked<ask::SetPresence>().back();
    QCOMPARE(busy.opening, 700);
    QCOMPARE(busy.told, busy.statusWord.said);
    QVERIFY(busy.told >= 6'000);
    stage.goOffline();
    stage.tell(tell::SetPresence{PresenceStatus::Away});
    stage.server.latencyMs = 300;
    stage.server.identitySeed = QByteArray(32, 'k'); // the question who it is comes first, and takes its time
    QVERIFY(stage.restore());
    const ask::SetPresence arrival = stage.server.arrivals.back();
    QCOMPARE(arrival.opening, 300);
    QCOMPARE(arrival.told, 600);
    QVERIFY(arrival.statusWord.said < 0);
}

void TestLive::whatAnotherDeviceSaidLaterHolds()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.server.own = OwnPresence{PresenceStatus::Online, {}, {}, {}};
    stage.enter();
    stage.goOffline();
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("old")});
    stage.run(10);
    QCOMPARE(stage.view.own->text, QStringLiteral("old"));
    stage.server.own = ownOf(PresenceStatus::Away, QStringLiteral("s2"), QStringLiteral("new"), QStringLiteral("t2"));
    stage.server.clearRequests();
    QVERIFY(stage.restore());
    stage.run(10);
    QCOMPARE(stage.view.own->status, PresenceStatus::Away);
    QCOMPARE(stage.view.own->text, QStringLiteral("new"));
    QVERIFY(stage.server.asked<ask::SetPresence>().empty());
    stage.lose();
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.arrivals.back().statusWord, (PresenceWord{QStringLiteral("s2"), 1'000, 0}));
    // A word on its way is shown until the server has spoken; then what the server says holds.
    stage.server.latencyMs = 50;
    stage.tell(tell::SetPresence{{}, QStringLiteral("mine")});
    stage.server.say(heard::OwnPresenceChanged{
        ownOf(PresenceStatus::Busy, QStringLiteral("s3"), QStringLiteral("its"), QStringLiteral("t3"))});
    stage.run(60);
    QCOMPARE(stage.view.own->text, QStringLiteral("mine"));
    QCOMPARE(stage.view.own->status, PresenceStatus::Busy);
    stage.run(200);
    QCOMPARE(stage.view.own->text, QStringLiteral("its"));
}

void TestLive::whatWasPutOffIsSaidAgain()
{
    Stage stage;
    stage.server.can.presenceParts = true;
    stage.server.own = OwnPresence{PresenceStatus::Online, {}, {}, {}};
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::SetPresence>(request))
            return Error{ErrorCode::StorageFull, {}, 0};
        return std::nullopt;
    };
    stage.tell(tell::SetPresence{PresenceStatus::Busy});
    stage.run(1'000);
    QVERIFY(stage.view.failed(ErrorCode::StorageFull, {}));
    QVERIFY(stage.view.accomplished.empty());
    stage.run(30'000);
    const auto putOff = stage.server.asked<ask::SetPresence>();
    QVERIFY(putOff.size() > 1);
    QCOMPARE(stage.view.failures.size(), std::size_t(1)); // told once
    stage.server.refuse = {};
    stage.run(30'000);
    const auto asked = stage.server.asked<ask::SetPresence>();
    QCOMPARE(asked.size(), putOff.size() + 1);
    QCOMPARE(asked.front().statusWord.id, asked.back().statusWord.id);
    QCOMPARE(stage.view.accomplished, (std::vector<Accomplished>{{Deed::SetPresence, {}}}));
}

void TestLive::whoAppearsOfflineShowsNeitherTypingNorAPointer()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::Typing{Lobby, true});
    stage.tell(tell::MoveCursor{Lobby, {0.5, 0.5}});
    stage.tell(tell::SetPresence{PresenceStatus::Offline});
    stage.run(10);
    QVERIFY(!stage.server.asked<ask::Typing>().back().active);
    QCOMPARE(stage.server.asked<ask::LeaveCursor>().size(), std::size_t(1));
    stage.server.clearRequests();
    stage.tell(tell::Typing{Lobby, true});
    stage.tell(tell::MoveCursor{Lobby, {0.5, 0.5}});
    stage.run(10'000);
    QVERIFY(stage.server.asked<ask::Typing>().empty());
    QVERIFY(stage.server.asked<ask::MoveCursor>().empty());
}

void TestLive::noticesAndMalformedFrames()
{
    Stage stage;
    stage.enter();
    stage.server.say(heard::Notice{QStringLiteral("maintenance at noon")});
    stage.server.say(heard::Malformed{QStringLiteral("what?")});
    stage.run(2'000);
    QCOMPARE(stage.view.notices, std::vector<QString>{QStringLiteral("maintenance at noon")});
    QCOMPARE(stage.view.metrics.malformed, 1);
    QVERIFY(stage.connected());
}

void TestLive::metricsAreTold()
{
    Stage stage;
    stage.enter();
    stage.run(60'000);
    QCOMPARE(stage.view.metrics.opens, 1);
    QVERIFY(!stage.view.metrics.roundTripsMs.empty());
    QVERIFY(stage.view.metrics.framesIn > 0);
}

void TestLive::changesAreAnnouncedOnce()
{
    Stage stage;
    stage.enter();
    int announced = 0;
    QObject::disconnect(stage.session.get(), &Session::changed, stage.session.get(), nullptr);
    QObject::connect(stage.session.get(), &Session::changed, stage.session.get(), [&] { ++announced; });
    for (int i = 0; i < 50; ++i) {
        stage.server.post(Lobby, Bo, QString::number(i));
        stage.run(10);
    }
    QCOMPARE(announced, 1);
    const Changes changes = stage.session->takeChanges();
    QCOMPARE(changes.messages.size(), std::size_t(50));
    QVERIFY(stage.session->takeChanges().empty());
    stage.server.post(Lobby, Bo, QStringLiteral("more"));
    stage.run(10);
    QCOMPARE(announced, 2);
}

TEST_WITH_CORE_APPLICATION(TestLive)

} // namespace tst_live

#include "tst_live.moc"
