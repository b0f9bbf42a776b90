// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/redis_server.h"
#include "tests/interop/socketio_client.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_cluster {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QJsonObject room(const char *key)
{
    return {{QString::fromLatin1(key), QStringLiteral("r")}};
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// Two nodes of socket.io that share their rooms through a real Redis.
class ClusterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void messagesPresenceAndTypingCross_data();
    void messagesPresenceAndTypingCross();
    void aNodeIsKilled_data();
    void aNodeIsKilled();
    void streamsRecoverOnAnotherNode();

private:
    static void adapters();
    QJsonObject settings(const QString &adapter) const
    {
        return {{adapter, m_redis.url()}, {QStringLiteral("recovery"), adapter == QLatin1String("streams")}};
    }
    static void enter(SocketIoClient &client, const char *user)
    {
        client.opening.spaces.front().auth = {{QStringLiteral("user"), QString::fromLatin1(user)}};
        client.dial();
        VERIFY_SOON(client.connected());
        client.call(QStringLiteral("join-room"), {room("roomId")});
        VERIFY_SOON(!client.arrived(QStringLiteral("room-joined")).empty());
    }
    static void say(SocketIoClient &client, const QString &text)
    {
        QJsonObject message = room("roomId");
        message.insert(QStringLiteral("message"), text);
        client.call(QStringLiteral("send-message"), {message});
    }
    static QStringList texts(const SocketIoClient &client)
    {
        QStringList list;
        for (const wire::Arrived &one : client.arrived(QStringLiteral("new-message")))
            list.append(one.args.json().first().toObject().value(QStringLiteral("text")).toString());
        return list;
    }

    RedisServer m_redis;
};

void ClusterTest::initTestCase()
{
    const QString fault = m_redis.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ClusterTest::adapters()
{
    QTest::addColumn<QString>("adapter");
    QTest::newRow("pub/sub") << QStringLiteral("redis");
    QTest::newRow("streams") << QStringLiteral("streams");
}

void ClusterTest::messagesPresenceAndTypingCross_data()
{
    adapters();
}

void ClusterTest::messagesPresenceAndTypingCross()
{
    QFETCH(QString, adapter);
    NodeServer first(QStringLiteral("rooms_socketio"), settings(adapter));
    NodeServer second(QStringLiteral("rooms_socketio"), settings(adapter));
    QCOMPARE(first.start() + second.start(), QString());
    SocketIoClient ann(first.url());
    SocketIoClient bob(second.url());
    enter(ann, "ann");
    enter(bob, "bob");
    VERIFY_SOON(!ann.arrived(QStringLiteral("user-joined")).empty());
    say(ann, QStringLiteral("from the first"));
    say(bob, QStringLiteral("from the second"));
    VERIFY_SOON(texts(ann).size() == 2 && texts(bob).size() == 2);
    QVERIFY(texts(ann).contains(QStringLiteral("from the second")) &&
            texts(bob).contains(QStringLiteral("from the first")));
    ann.call(QStringLiteral("typing:start"), {room("chatId")});
    VERIFY_SOON(!bob.arrived(QStringLiteral("typing:start")).empty());
    ann.call(QStringLiteral("presence:join"), {room("channelId")});
    VERIFY_SOON(!ann.arrived(QStringLiteral("presence:sync")).empty());
    bob.call(QStringLiteral("presence:join"), {room("channelId")});
    VERIFY_SOON(!bob.arrived(QStringLiteral("presence:sync")).empty());
    QCOMPARE(bob.arrived(QStringLiteral("presence:sync")).front().args.json().first().toArray().size(), 2);
    VERIFY_SOON(!ann.arrived(QStringLiteral("presence:join")).empty());
    bob.hangUp();
    VERIFY_SOON(!ann.arrived(QStringLiteral("presence:leave")).empty());
}

void ClusterTest::aNodeIsKilled_data()
{
    adapters();
}

void ClusterTest::aNodeIsKilled()
{
    QFETCH(QString, adapter);
    NodeServer first(QStringLiteral("rooms_socketio"), settings(adapter));
    NodeServer second(QStringLiteral("rooms_socketio"), settings(adapter));
    QCOMPARE(first.start() + second.start(), QString());
    SocketIoClient ann(first.url());
    SocketIoClient bob(second.url());
    enter(ann, "ann");
    enter(bob, "bob");
    say(bob, QStringLiteral("before"));
    VERIFY_SOON(texts(ann).contains(QStringLiteral("before")));
    first.kill();
    VERIFY_SOON(ann.ended);
    say(bob, QStringLiteral("alone")); // the other node is not held up
    VERIFY_SOON(texts(bob).contains(QStringLiteral("alone")));
    ann.opening.server = second.url(); // as a balancer would have it
    enter(ann, "ann");
    say(ann, QStringLiteral("after"));
    VERIFY_SOON(texts(ann).contains(QStringLiteral("after")) && texts(bob).contains(QStringLiteral("after")));
}

void ClusterTest::streamsRecoverOnAnotherNode()
{
    NodeServer first(QStringLiteral("rooms_socketio"), settings(QStringLiteral("streams")));
    NodeServer second(QStringLiteral("rooms_socketio"), settings(QStringLiteral("streams")));
    QCOMPARE(first.start() + second.start(), QString());
    SocketIoClient ann(first.url());
    SocketIoClient bob(second.url());
    enter(ann, "ann");
    enter(bob, "bob");
    say(bob, QStringLiteral("before"));
    VERIFY_SOON(texts(ann).contains(QStringLiteral("before")));
    ann.abort(); // the node keeps the session in the stream
    VERIFY_SOON(!bob.arrived(QStringLiteral("user-left")).empty());
    for (int i = 0; i < 20; ++i)
        say(bob, QStringLiteral("missed %1").arg(i));
    VERIFY_SOON(texts(bob).size() == 21);
    ann.opening.server = second.url();
    ann.dial();
    VERIFY_SOON(ann.connected());
    QVERIFY(ann.all<wire::Connected>().front().recovered);
    VERIFY_SOON(texts(ann).size() == 20);
    QCOMPARE(texts(ann), texts(bob).sliced(1));
    say(bob, QStringLiteral("live")); // the room is still joined
    VERIFY_SOON(texts(ann).contains(QStringLiteral("live")));
}

TEST_WITH_CORE_APPLICATION(ClusterTest)

} // namespace tst_cluster

#include "tst_cluster.moc"
