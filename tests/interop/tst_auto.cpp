// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"

#include <QTest>

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
};

void AutoTest::findsOut_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("found");
    QTest::newRow("channels") << s("channels_ws") << s("ws") << s("channels");
    QTest::newRow("rooms") << s("rooms_ws") << s("ws") << s("rooms");
    QTest::newRow("rooms over Socket.IO") << s("rooms_socketio") << s("http") << s("rooms-socketio");
    QTest::newRow("chats") << s("chats_socketio") << s("http") << s("chats");
}

void AutoTest::findsOut()
{
    QFETCH(QString, script);
    QFETCH(QString, scheme);
    QFETCH(QString, found);
    NodeServer server(script);
    QCOMPARE(server.start(), QString());
    QUrl url = server.url();
    url.setScheme(scheme);
    Person ann({url, s("auto"), s("ann"), s("token-ann")});
    QCOMPARE(ann.fault(), QString());
    ann.enter(Lobby);
    const QString notice = s("This server was found to speak: ") + found;
    VERIFY_SOON(!ann.view.notices.empty());
    QCOMPARE(ann.view.notices.front(), notice);
    VERIFY_SOON(ann.connected() && ann.view.rooms[Lobby].room.joined);
    ann.send(Lobby, s("hello"));
    VERIFY_SOON(ann.has(Lobby, s("hello")));
}

QTEST_GUILESS_MAIN(AutoTest)
#include "tst_auto.moc"
