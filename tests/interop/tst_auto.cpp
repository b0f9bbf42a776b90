// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_auto {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// `auto` finds out what a real server speaks, says so, and holds a conversation.
class AutoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsOut_data();
    void findsOut();
    void findsAnEventStream_data();
    void findsAnEventStream();
    void saysWhenItFindsNothing();
    void keepsWhatCameOverAStart_data();
    void keepsWhatCameOverAStart();
};

void AutoTest::findsOut_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("found");
    const QJsonObject none;
    const QJsonObject strict{{s("strict"), true}};
    QTest::newRow("channels") << s("channels_ws") << none << s("ws") << s("channels");
    QTest::newRow("channels, nobody without a token") << s("channels_ws") << strict << s("ws") << s("channels");
    QTest::newRow("channels, no other words")
        << s("channels_ws") << QJsonObject{{s("picky"), true}} << s("ws") << s("channels");
    QTest::newRow("rooms") << s("rooms_ws") << none << s("ws") << s("rooms");
    QTest::newRow("channels at a browser's address") << s("channels_ws") << none << s("http") << s("channels");
    QTest::newRow("channels at a browser's address, nobody without a token")
        << s("channels_ws") << strict << s("http") << s("channels");
    QTest::newRow("rooms at a browser's address") << s("rooms_ws") << none << s("http") << s("rooms");
    QTest::newRow("rooms over Socket.IO") << s("rooms_socketio") << none << s("http") << s("rooms-socketio");
    QTest::newRow("chats") << s("chats_socketio") << none << s("http") << s("chats");
    QTest::newRow("chats in a namespace of their own")
        << s("chats_socketio") << QJsonObject{{s("namespace"), s("/chat")}} << s("http") << s("chats");
}

void AutoTest::findsOut()
{
    QFETCH(QString, script);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, scheme);
    QFETCH(QString, found);
    NodeServer server(script, settings);
    QCOMPARE(server.start(), QString());
    QUrl url = server.url();
    url.setScheme(scheme);
    Person ann({url, s("auto"), s("ann"), s("token-ann")});
    QCOMPARE(ann.fault(), QString());
    ann.enter(Lobby);
    VERIFY_SOON(!ann.view.remarks.empty());
    QVERIFY((ann.view.remarks.front() == Remark{Remark::Kind::Speaks, found}));
    VERIFY_SOON(ann.connected() && ann.view.rooms[Lobby].room.joined);
    ann.send(Lobby, s("hello"));
    VERIFY_SOON(ann.has(Lobby, s("hello")));
    QCOMPARE(ann.view.failures.size(), std::size_t(0));
}

void AutoTest::findsAnEventStream_data()
{
    QTest::addColumn<QJsonObject>("settings");
    QTest::newRow("for everybody") << QJsonObject();
    QTest::newRow("for who has the token") << QJsonObject{{s("token"), s("token-ann")}};
    QTest::newRow("at every path") << QJsonObject{{s("every"), true}};
    QTest::newRow("that does not greet") << QJsonObject{{s("silent"), true}};
}

void AutoTest::findsAnEventStream()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(s("notices_sse"), settings);
    QCOMPARE(server.start(), QString());
    QUrl url = server.url();
    url.setScheme(s("http"));
    url.setPath(s("/notices"));
    Person ann({url, s("auto"), s("ann"), s("token-ann")});
    QCOMPARE(ann.fault(), QString());
    ann.tell(tell::Connect{});
    VERIFY_SOON(ann.connected());
    QVERIFY((ann.view.remarks == std::vector{Remark{Remark::Kind::Speaks, s("notices")}}));
    QCOMPARE(ann.view.metrics.malformed, 0);
}

void AutoTest::saysWhenItFindsNothing()
{
    NodeServer server(s("notices_sse"));
    QCOMPARE(server.start(), QString());
    QUrl url = server.url();
    url.setScheme(s("http"));
    url.setPath(s("/elsewhere"));
    Person ann({url, s("auto"), s("ann"), s("token-ann")});
    QCOMPARE(ann.fault(), QString());
    ann.tell(tell::Connect{});
    VERIFY_SOON(ann.view.connection.terminal);
    QVERIFY(ann.view.remarks.empty());
    QVERIFY(!ann.view.connection.reason.isEmpty());
}

void AutoTest::keepsWhatCameOverAStart_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("scheme");
    QTest::newRow("channels") << s("channels_ws") << s("ws");
    QTest::newRow("rooms") << s("rooms_ws") << s("ws");
    QTest::newRow("rooms over Socket.IO") << s("rooms_socketio") << s("http");
    QTest::newRow("chats") << s("chats_socketio") << s("http");
}

// The server tells nothing of what was said before: what a start finds is what was stored here, whatever is guessed
// before it is known what the server speaks.
void AutoTest::keepsWhatCameOverAStart()
{
    QFETCH(QString, script);
    QFETCH(QString, scheme);
    NodeServer server(script);
    QCOMPARE(server.start(), QString());
    QUrl url = server.url();
    url.setScheme(scheme);
    const QTemporaryDir folder;
    const Person::Wish wish{url, s("auto"), s("ann"), s("token-ann"), {}, folder.filePath(s("client.db"))};
    {
        Person ann(wish);
        QCOMPARE(ann.fault(), QString());
        ann.enter(Lobby);
        VERIFY_SOON(!ann.view.remarks.empty()); // what is sent before may be lost with the guess
        VERIFY_SOON(ann.connected() && ann.view.rooms[Lobby].room.joined);
        ann.send(Lobby, s("hello"));
        VERIFY_SOON(ann.has(Lobby, s("hello")));
    }
    Person ann(wish);
    QCOMPARE(ann.fault(), QString());
    ann.enter(Lobby);
    VERIFY_SOON(ann.connected() && !ann.view.remarks.empty());
    ann.send(Lobby, s("again"));
    VERIFY_SOON(ann.has(Lobby, s("again")));
    QVERIFY(ann.has(Lobby, s("hello")));
}

TEST_WITH_CORE_APPLICATION(AutoTest)

} // namespace tst_auto

#include "tst_auto.moc"
