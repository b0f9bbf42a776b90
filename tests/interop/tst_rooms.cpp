// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

namespace tst_rooms {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Person::Wish wish(const NodeServer &server, const char *user)
{
    QUrl url = server.url();
    url.setScheme(s("ws"));
    return {url, s("rooms"), s(user), QStringLiteral("token-%1").arg(s(user))};
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// The whole client with the profile `rooms` on servers of plain WebSocket.
class RoomsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holdsAConversation_data();
    void holdsAConversation();
    void showsWhatHappensNow();
    void hearsWhyAMessageIsRefused();
    void keepsToTheRate();
    void isDeniedARoom();
    void comesBackAfterAKill();
    void noticesADeafServer();
};

void RoomsTest::holdsAConversation_data()
{
    QTest::addColumn<QJsonObject>("settings");
    QTest::newRow("as the vocabulary has it") << QJsonObject();
    QTest::newRow("no frame names its room") << QJsonObject{{s("noRoom"), true}};
    QTest::newRow("the message before its acknowledgement") << QJsonObject{{s("late"), true}};
    QTest::newRow("no acknowledgements") << QJsonObject{{s("noAck"), true}};
    QTest::newRow("joins are not confirmed") << QJsonObject{{s("unconfirmed"), true}};
}

void RoomsTest::holdsAConversation()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(s("rooms_ws"), settings);
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    QCOMPARE(ann.fault(), QString());
    ann.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("ann")));
    bob.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    ann.send(Lobby, s("one"));
    ann.send(Lobby, s("one"));
    VERIFY_SOON(ann.count(Lobby, s("one")) == 2 && bob.count(Lobby, s("one")) == 2);
    bob.send(Lobby, s("two"));
    VERIFY_SOON(ann.has(Lobby, s("two")) && bob.has(Lobby, s("two")));
    QCOMPARE(ann.view.messages(Lobby).back().message.sender, s("bob"));
    QVERIFY(ann.view.messages(Lobby).front().own);
    bob.tell(tell::Disconnect{});
    VERIFY_SOON(!ann.sees(Lobby, s("bob")));
    QCOMPARE(ann.view.metrics.malformed, 0);
    QCOMPARE(ann.view.failures.size(), std::size_t(0));
}

void RoomsTest::showsWhatHappensNow()
{
    NodeServer server(s("rooms_ws"));
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    ann.enter(Lobby);
    bob.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    VERIFY_SOON(ann.connected() && bob.connected());
    ann.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    ann.tell(tell::Typing{Lobby, false});
    VERIFY_SOON(!bob.seesTyping(Lobby, s("ann")));
    ann.tell(tell::MoveCursor{Lobby, {0.25, 0.75}});
    VERIFY_SOON(bob.view.cursors.contains({Lobby, s("ann")}));
    const CursorPoint expected{0.25, 0.75};
    QCOMPARE(bob.view.cursors.at({Lobby, s("ann")}), expected);
    ann.tell(tell::LeaveCursor{Lobby});
    VERIFY_SOON(!bob.view.cursors.contains({Lobby, s("ann")}));
    ann.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    ann.send(Lobby, s("written")); // the message itself ends the typing
    VERIFY_SOON(bob.has(Lobby, s("written")) && !bob.seesTyping(Lobby, s("ann")));
}

void RoomsTest::hearsWhyAMessageIsRefused()
{
    NodeServer server(s("rooms_ws"), QJsonObject{{s("failing"), s("bad words")}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    ann.enter(Lobby);
    VERIFY_SOON(ann.connected() && ann.sees(Lobby, s("ann")));
    ann.send(Lobby, s("bad words"));
    ann.send(Lobby, QString(1001, QLatin1Char('x')));
    ann.send(Lobby, s("good words"));
    VERIFY_SOON(ann.has(Lobby, s("good words")));
    VERIFY_SOON(ann.count(Lobby, s("bad words"), DeliveryState::Failed) == 1);
    for (const ShownMessage &shown : ann.view.messages(Lobby)) {
        if (shown.message.text == s("bad words"))
            QVERIFY2(shown.failure.contains(s("Message refused")), qPrintable(shown.failure));
    }
    QCOMPARE(server.said(s("message")).size(), std::size_t(2)); // the longest never left
}

void RoomsTest::keepsToTheRate()
{
    NodeServer server(s("rooms_ws"), QJsonObject{{s("rate"), 10}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    ann.enter(Lobby);
    VERIFY_SOON(ann.connected());
    constexpr int Count = 25;
    for (int i = 0; i < Count; ++i)
        ann.send(Lobby, QStringLiteral("line %1").arg(i));
    VERIFY_SOON(ann.has(Lobby, QStringLiteral("line %1").arg(Count - 1)));
    const auto all = ann.view.messages(Lobby);
    QCOMPARE(all.size(), std::size_t(Count));
    for (int i = 0; i < Count; ++i) {
        QCOMPARE(all[std::size_t(i)].message.text, QStringLiteral("line %1").arg(i));
        QCOMPARE(all[std::size_t(i)].state, DeliveryState::Sent);
    }
}

void RoomsTest::isDeniedARoom()
{
    NodeServer server(s("rooms_ws"), QJsonObject{{s("denied"), s("vault")}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    ann.enter(s("vault"));
    VERIFY_SOON(ann.view.failed(ErrorCode::Forbidden, s("vault")));
    ann.tell(tell::JoinRoom{Lobby});
    VERIFY_SOON(ann.view.rooms[Lobby].room.joined);
}

void RoomsTest::comesBackAfterAKill()
{
    NodeServer server(s("rooms_ws"));
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    ann.enter(Lobby);
    bob.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    ann.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    server.kill();
    VERIFY_SOON(!ann.connected() && !bob.connected());
    QVERIFY(!bob.seesTyping(Lobby, s("ann")));
    ann.send(Lobby, s("meanwhile"));
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(ann.has(Lobby, s("meanwhile")));
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    bob.send(Lobby, s("after"));
    VERIFY_SOON(ann.has(Lobby, s("after")) && bob.has(Lobby, s("after")));
}

// SIGSTOP: the socket stays open and nobody answers. The application's heartbeat is a profile's figure, so the test
// takes one that beats faster.
void RoomsTest::noticesADeafServer()
{
    NodeServer server(s("rooms_ws"));
    QCOMPARE(server.start(), QString());
    QFile file(QStringLiteral(BANTER_INTEROP_DIR "/../../resources/profiles/rooms.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    Person::Wish fast = wish(server, "ann");
    fast.profile = file.readAll();
    QVERIFY(fast.profile.contains("\"everyMs\": 25000, \"withinMs\": 5000"));
    fast.profile.replace("\"everyMs\": 25000, \"withinMs\": 5000", "\"everyMs\": 300, \"withinMs\": 2000");
    Person ann(fast);
    ann.enter(Lobby);
    VERIFY_SOON(ann.connected() && ann.sees(Lobby, s("ann")));
    server.freeze();
    VERIFY_SOON(!ann.connected());
    QVERIFY2(ann.view.connection.reason.contains(s("heartbeat")), qPrintable(ann.view.connection.reason));
    server.thaw();
    VERIFY_SOON(ann.connected());
}

TEST_WITH_CORE_APPLICATION(RoomsTest)

} // namespace tst_rooms

#include "tst_rooms.moc"
