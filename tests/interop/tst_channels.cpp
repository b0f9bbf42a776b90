// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_channels {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QUrl addressOf(const NodeServer &server, const char *path = "")
{
    QUrl url = server.url();
    url.setScheme(s("ws"));
    url.setPath(s(path));
    return url;
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// The whole client with the profile `channels` on servers of plain WebSocket.
class ChannelsTest : public QObject {
    Q_OBJECT
private:
    static Person::Wish wish(const NodeServer &server, const char *user, const char *path = "")
    {
        return {addressOf(server, path), s("channels"), s(user), QStringLiteral("token-%1").arg(s(user))};
    }

private Q_SLOTS:
    void holdsAConversation();
    void meetsItsVariants_data();
    void meetsItsVariants();
    void knowsItsOwnWordsAgain();
    void comesBackAfterAKill();
    void leavesAHoleForAnAbsence();
    void hearsARoomThatNobodyLooksAt();
    void isRefused();
    void isDeniedARoom();
    void survivesNonsense();
};

void ChannelsTest::holdsAConversation()
{
    NodeServer server(s("channels_ws"));
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    QCOMPARE(ann.fault(), QString());
    ann.enter(Lobby);
    bob.enter(Lobby);
    VERIFY_SOON(ann.connected() && bob.connected());
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")) && ann.sees(Lobby, s("ann")));
    ann.send(Lobby, s("Good morning"));
    VERIFY_SOON(ann.has(Lobby, s("Good morning")) && bob.has(Lobby, s("Good morning")));
    bob.send(Lobby, s("Good morning")); // the same words are another message
    VERIFY_SOON(ann.count(Lobby, s("Good morning")) == 2 && bob.count(Lobby, s("Good morning")) == 2);
    QCOMPARE(bob.view.messages(Lobby).front().message.sender, s("ann"));
    bob.tell(tell::Disconnect{});
    VERIFY_SOON(!ann.sees(Lobby, s("bob")));
    QCOMPARE(ann.view.failures.size(), std::size_t(0));
    QCOMPARE(ann.view.metrics.malformed, 0);
}

void ChannelsTest::meetsItsVariants_data()
{
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("sender");
    const QJsonObject path{{s("path"), true}};
    const auto with = [](QJsonObject settings, const char *name, const QJsonValue &value) {
        settings.insert(s(name), value);
        return settings;
    };
    QTest::newRow("a room of the path") << path << s("/chat/tea") << s("tea") << s("ann");
    QTest::newRow("a path without a room") << path << s("/chat") << s("chat") << s("ann");
    QTest::newRow("text for content") << QJsonObject{{s("text"), true}} << QString() << Lobby << s("ann");
    QTest::newRow("passed on as it came") << QJsonObject{{s("verbatim"), true}} << QString() << Lobby << s("?");
    QTest::newRow("by path, as it came") << with(path, "verbatim", true) << s("/chat/tea") << s("tea") << s("?");
    QTest::newRow("timestamp") << QJsonObject{{s("stamp"), s("timestamp")}} << QString() << Lobby << s("ann");
    QTest::newRow("ts") << QJsonObject{{s("stamp"), s("ts")}} << QString() << Lobby << s("ann");
    QTest::newRow("a path, and channels") << QJsonObject() << s("/chat") << Lobby << s("ann");
    QTest::newRow("a path with a room, and channels") << QJsonObject() << s("/chat/tea") << Lobby << s("ann");
    QTest::newRow("a path, channels, and joins are not confirmed")
        << QJsonObject{{s("deaf"), true}} << s("/chat") << Lobby << s("ann");
    for (const char *odd : {R"("x":"\ud83d")", R"("x":18446744073709551616)", R"("timestamp":1e400)",
                            R"("id":123456789012345678901234567890)"})
        QTest::newRow(odd) << QJsonObject{{s("odd"), s(odd)}} << QString() << Lobby << s("ann");
    QTest::newRow("joins are not confirmed") << QJsonObject{{s("deaf"), true}} << QString() << Lobby << s("ann");
}

void ChannelsTest::meetsItsVariants()
{
    QFETCH(QJsonObject, settings);
    QFETCH(QString, path);
    QFETCH(QString, room);
    QFETCH(QString, sender);
    NodeServer server(s("channels_ws"), settings);
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann", path.toUtf8().constData()));
    Person bob(wish(server, "bob", path.toUtf8().constData()));
    ann.enter(room);
    bob.enter(room);
    VERIFY_SOON(ann.sees(room, s("bob")) && bob.sees(room, s("ann")));
    ann.send(room, s("one"));
    VERIFY_SOON(ann.has(room, s("one")) && bob.has(room, s("one")));
    QCOMPARE(bob.view.messages(room).front().message.sender, sender);
    QVERIFY(ann.view.messages(room).front().own);
    if (settings.contains(s("stamp")))
        QCOMPARE(bob.view.messages(room).front().message.at, WallMs(1'700'000'000'000));
    else
        QVERIFY(bob.view.messages(room).front().message.at > 1'700'000'000'000);
}

void ChannelsTest::knowsItsOwnWordsAgain()
{
    NodeServer server(s("channels_ws"), {{s("rewrites"), true}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    ann.enter(Lobby);
    bob.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    ann.send(Lobby, s("  Cafe\u0301\nau lait "));
    const QString echoed = s("Caf\u00e9\nau lait");
    VERIFY_SOON(bob.has(Lobby, echoed) && ann.has(Lobby, echoed));
    QCOMPARE(ann.view.messages(Lobby).size(), std::size_t(1));
    QVERIFY(ann.view.messages(Lobby).front().own);
}

void ChannelsTest::comesBackAfterAKill()
{
    NodeServer server(s("channels_ws"));
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    ann.enter(Lobby);
    bob.enter(Lobby);
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    ann.send(Lobby, s("before"));
    VERIFY_SOON(bob.has(Lobby, s("before")) && ann.has(Lobby, s("before")));
    server.kill();
    VERIFY_SOON(!ann.connected() && !bob.connected());
    ann.send(Lobby, s("meanwhile"));
    VERIFY_SOON(ann.count(Lobby, s("meanwhile"), DeliveryState::Pending) == 1);
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(ann.connected() && bob.connected());
    VERIFY_SOON(ann.has(Lobby, s("meanwhile")));
    VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
    bob.send(Lobby, s("after"));
    VERIFY_SOON(ann.has(Lobby, s("after")) && bob.has(Lobby, s("after")));
    QCOMPARE(ann.view.messages(Lobby).size(), std::size_t(3));
}

// Nothing tells what was said while one was away: the place is kept free, and shown as such.
void ChannelsTest::leavesAHoleForAnAbsence()
{
    NodeServer server(s("channels_ws"));
    QCOMPARE(server.start(), QString());
    QTemporaryDir folder;
    Person bob(wish(server, "bob"));
    bob.enter(Lobby);
    Person::Wish annsWish = wish(server, "ann");
    annsWish.storeFile = folder.filePath(s("ann.db"));
    {
        Person ann(annsWish);
        ann.enter(Lobby);
        VERIFY_SOON(ann.sees(Lobby, s("bob")) && bob.sees(Lobby, s("ann")));
        bob.send(Lobby, s("one"));
        VERIFY_SOON(ann.has(Lobby, s("one")));
    }
    VERIFY_SOON(!bob.sees(Lobby, s("ann")));
    bob.send(Lobby, s("nobody hears this"));
    VERIFY_SOON(bob.has(Lobby, s("nobody hears this")));
    Person ann(annsWish);
    ann.enter(Lobby);
    VERIFY_SOON(bob.sees(Lobby, s("ann")) && ann.sees(Lobby, s("bob")));
    bob.send(Lobby, s("two"));
    VERIFY_SOON(ann.has(Lobby, s("two")));
    const auto all = ann.view.messages(Lobby);
    QCOMPARE(all.size(), std::size_t(2));
    QCOMPARE(all[1].message.seq, all[0].message.seq + 2);
    VERIFY_SOON(ann.view.history[Lobby].gaps.size() == 1);
    QCOMPARE(ann.view.history[Lobby].gaps.front().after, all[0].message.seq);
    QVERIFY(!ann.view.history[Lobby].reachesStart);
    QCOMPARE(ann.view.rooms[Lobby].unread, 2);
}

void ChannelsTest::hearsARoomThatNobodyLooksAt()
{
    NodeServer server(s("channels_ws"));
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    Person bob(wish(server, "bob"));
    ann.tell(tell::Connect{});
    ann.tell(tell::JoinRoom{Lobby});
    bob.enter(Lobby);
    VERIFY_SOON(bob.sees(Lobby, s("ann")));
    bob.send(Lobby, s("psst"));
    VERIFY_SOON(ann.view.rooms[Lobby].unread == 1);
    server.kill();
    VERIFY_SOON(!bob.connected() && !ann.connected());
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(bob.connected() && ann.connected()); // the roster of before tells nothing of now
    bob.send(Lobby, s("again"));
    VERIFY_SOON(ann.view.rooms[Lobby].unread == 2);
}

void ChannelsTest::isRefused()
{
    NodeServer server(s("channels_ws"));
    QCOMPARE(server.start(), QString());
    Person::Wish bad = wish(server, "ann");
    bad.secret = s("bad");
    Person ann(bad);
    ann.tell(tell::Connect{});
    VERIFY_SOON(ann.view.connection.terminal);
    QCOMPARE(ann.view.connection.trouble, ConnectionTrouble::Credentials);
    QCOMPARE(ann.view.connection.code, 4001);
}

void ChannelsTest::isDeniedARoom()
{
    NodeServer server(s("channels_ws"), {{s("denied"), s("vault")}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    ann.enter(s("vault"));
    VERIFY_SOON(ann.view.failed(ErrorCode::Forbidden, s("vault")));
    ann.tell(tell::JoinRoom{Lobby});
    VERIFY_SOON(ann.view.rooms[Lobby].room.joined);
    QVERIFY(!ann.view.rooms[s("vault")].room.joined);
}

void ChannelsTest::survivesNonsense()
{
    NodeServer server(s("channels_ws"), {{s("garbage"), true}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, "ann"));
    ann.enter(Lobby);
    VERIFY_SOON(ann.view.metrics.malformed >= 8 && ann.view.metrics.unknown >= 1);
    VERIFY_SOON(ann.connected());
    ann.send(Lobby, s("still here"));
    VERIFY_SOON(ann.has(Lobby, s("still here")));
}

TEST_WITH_CORE_APPLICATION(ChannelsTest)

} // namespace tst_channels

#include "tst_channels.moc"
