// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/socketio/peer.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QUrlQuery>

namespace tst_engine_suite {

using namespace banter;
using banter::testing::Peer;

// The cases of Engine.IO's protocol suite, which tests servers, turned around: the server is played, the client is
// tested. What belongs to the transports (the HTTP side) is in tests/transport and tests/interop.
class EngineSuiteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handshakeOpensASession();
    void handshakeAsksForVersion4();
    void invalidHandshakes_data();
    void invalidHandshakes();
    void messageBeforeTheHandshakeIsAnError();
    void messageIsSentAndReceived();
    void binaryMessageOutOfPlaceIsAnError();
    void pingIsAnsweredWithPong();
    void clientNeverPings();
    void missingPingEndsTheConnection();
    void pingInTimeKeepsTheConnection();
    void anyPacketKeepsTheConnection();
    void processThatStoodStillLooksOnceMore();
    void serverThatPromisesNoPingsIsNotWaitedFor();
    void serverThatGrantsNoTimeIsGivenSome();
    void heartbeatIsThatOfTheNewestHandshake();
    void forcefulCloseEndsTheConnection();
    void invalidPackets_data();
    void invalidPackets();
    void noopIsIgnored();
    void nothingIsHeardAfterTheEnd();
    void nothingLargerThanMaxPayloadIsSent();
    void urlIsThatOfTheServer_data();
    void urlIsThatOfTheServer();
};

void EngineSuiteTest::handshakeOpensASession()
{
    Peer peer;
    peer.open();
    QCOMPARE(peer.frames(), QByteArrayList{"40"});
    QVERIFY(!peer.last.hangUp && peer.last.events.empty());
}

void EngineSuiteTest::handshakeAsksForVersion4()
{
    Peer peer;
    const LinkRequest request = peer.wire->linkRequest(peer.opening);
    QCOMPARE(request.kind, LinkKind::EngineIo);
    QCOMPARE(QUrlQuery(request.url).queryItemValue(QStringLiteral("EIO")), QStringLiteral("4"));
}

void EngineSuiteTest::invalidHandshakes_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("no JSON") << QByteArray("0abc");
    QTest::newRow("nothing") << QByteArray("0");
    QTest::newRow("no sid") << QByteArray(R"(0{"pingInterval":300,"pingTimeout":200})");
    QTest::newRow("no heartbeat") << QByteArray(R"(0{"sid":"a"})");
    QTest::newRow("unknown type") << QByteArray("abc");
    QTest::newRow("empty") << QByteArray("");
}

void EngineSuiteTest::invalidHandshakes()
{
    QFETCH(QByteArray, first);
    Peer peer;
    peer.wire->opened(peer.opening, peer.now);
    peer.say(first);
    QVERIFY(peer.last.hangUp && !peer.last.hangUp->isEmpty());
    QVERIFY(peer.last.frames.empty());
    QVERIFY(peer.only<wire::Malformed>());
}

void EngineSuiteTest::messageBeforeTheHandshakeIsAnError()
{
    Peer peer;
    peer.wire->opened(peer.opening, peer.now);
    QVERIFY(peer.say(R"(40{"sid":"s1"})").hangUp);
    peer.wire->opened(peer.opening, peer.now);
    QVERIFY(peer.sayBytes("abc").hangUp);
}

void EngineSuiteTest::messageIsSentAndReceived()
{
    Peer peer;
    peer.connect();
    wire::Call call;
    call.id = 1;
    call.name = QStringLiteral("hello");
    peer.tell(call);
    QCOMPARE(peer.frames(), QByteArrayList{R"(42["hello"])"});
    peer.say(R"(42["hello"])");
    QVERIFY(peer.only<wire::Arrived>());
}

void EngineSuiteTest::binaryMessageOutOfPlaceIsAnError()
{
    Peer peer;
    peer.connect();
    QVERIFY(peer.sayBytes("\x01\x02").hangUp);
}

void EngineSuiteTest::pingIsAnsweredWithPong()
{
    Peer peer;
    peer.open();
    for (int i = 0; i < 3; ++i) {
        peer.now += 300;
        peer.say("2");
        QCOMPARE(peer.frames(), QByteArrayList{"3"});
    }
}

void EngineSuiteTest::clientNeverPings()
{
    Peer peer;
    peer.connect();
    for (int i = 0; i < 20; ++i) {
        peer.pass(100);
        QVERIFY(peer.last.frames.empty());
        peer.say("2");
    }
}

void EngineSuiteTest::missingPingEndsTheConnection()
{
    Peer peer;
    peer.open();
    QCOMPARE(peer.wire->nextTick(), std::optional<MonoMs>(peer.now + 500));
    peer.pass(499);
    QVERIFY(!peer.last.lost);
    peer.pass(1);
    QVERIFY(peer.last.lost && !peer.last.lost->isEmpty());
    QVERIFY(!peer.last.hangUp); // nobody broke a rule
}

void EngineSuiteTest::pingInTimeKeepsTheConnection()
{
    Peer peer;
    peer.open();
    for (int i = 0; i < 10; ++i) {
        peer.pass(499);
        QVERIFY(!peer.last.lost);
        peer.say("2");
    }
}

void EngineSuiteTest::anyPacketKeepsTheConnection()
{
    Peer peer;
    peer.connect();
    for (int i = 0; i < 10; ++i) {
        peer.pass(400);
        QVERIFY(!peer.last.lost);
        peer.say(R"(42["x"])");
    }
}

void EngineSuiteTest::processThatStoodStillLooksOnceMore()
{
    Peer peer;
    peer.open();
    peer.pass(60'000);
    QVERIFY(!peer.last.lost);
    peer.say("2");
    peer.pass(499);
    QVERIFY(!peer.last.lost);
    peer.pass(60'000);
    QVERIFY(!peer.last.lost);
    peer.pass(100);
    QVERIFY(peer.last.lost);
}

void EngineSuiteTest::serverThatPromisesNoPingsIsNotWaitedFor()
{
    Peer peer;
    peer.connect(); // with a heartbeat; that of the former link is not the next one's
    peer.open(R"({"sid":"e2","upgrades":[],"pingInterval":0,"pingTimeout":20000})");
    peer.say(R"(40{"sid":"s1"})");
    QVERIFY(!peer.wire->nextTick());
    QVERIFY(!peer.pass(3'600'000).lost);
    QVERIFY(!peer.last.hangUp);
}

void EngineSuiteTest::serverThatGrantsNoTimeIsGivenSome()
{
    Peer peer;
    peer.open(R"({"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":0})");
    peer.say(R"(40{"sid":"s1"})");
    QVERIFY(!peer.pass(44'999).lost);
    QVERIFY(peer.pass(1).lost);
}

void EngineSuiteTest::heartbeatIsThatOfTheNewestHandshake()
{
    Peer peer;
    peer.open();
    peer.open(R"({"sid":"e2","upgrades":[],"pingInterval":25000,"pingTimeout":60000})");
    QCOMPARE(peer.wire->nextTick(), std::optional<MonoMs>(peer.now + 10'000)); // for the namespace
    peer.say(R"(40{"sid":"s1"})");
    QCOMPARE(peer.wire->nextTick(), std::optional<MonoMs>(peer.now + 85'000));
}

void EngineSuiteTest::forcefulCloseEndsTheConnection()
{
    Peer peer;
    peer.open();
    peer.say("1");
    QVERIFY(peer.last.lost);
    QVERIFY(!peer.last.hangUp);
}

void EngineSuiteTest::invalidPackets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("unknown type") << QByteArray("abc");
    QTest::newRow("type past the last") << QByteArray("7");
}

void EngineSuiteTest::invalidPackets()
{
    QFETCH(QByteArray, text);
    Peer peer;
    peer.open();
    QVERIFY(peer.say(text).hangUp);
}

void EngineSuiteTest::noopIsIgnored()
{
    Peer peer;
    peer.connect();
    for (const char *packet : {"6", "3", "5"}) {
        peer.say(packet);
        QVERIFY(peer.silent());
    }
}

void EngineSuiteTest::nothingIsHeardAfterTheEnd()
{
    Peer peer;
    peer.connect();
    peer.say("1");
    peer.say(R"(42["x"])");
    QVERIFY(peer.silent());
    peer.pass(100'000);
    QVERIFY(peer.silent());
}

void EngineSuiteTest::nothingLargerThanMaxPayloadIsSent()
{
    Peer peer;
    peer.connect();
    wire::Call call;
    call.id = 7;
    call.name = QStringLiteral("x");
    call.args.json = {QString(1000 - int(qstrlen(R"(42["x",""])")), QLatin1Char('a'))};
    peer.tell(call);
    QCOMPARE(peer.frames().size(), 1);
    QCOMPARE(peer.frames().first().size(), 1000);
    call.args.json = {QString(1001 - int(qstrlen(R"(42["x",""])")), QLatin1Char('a'))};
    call.wantsAnswer = true;
    peer.tell(call);
    QVERIFY(peer.last.frames.empty());
    const auto *failed = peer.only<wire::Failed>();
    QVERIFY(failed && failed->call == 7);
    QCOMPARE(failed->error.code, ErrorCode::TooLarge);
    peer.pass(200); // and its acknowledgement is not awaited either
    QVERIFY(peer.silent());
}

void EngineSuiteTest::urlIsThatOfTheServer_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *server, const char *url) {
        QTest::newRow(server) << QString::fromLatin1(server) << QString::fromLatin1(url);
    };
    row("http://h:3000", "http://h:3000/socket.io/?EIO=4&token=a%2Bb%26c");
    row("https://h/", "https://h/socket.io/?EIO=4&token=a%2Bb%26c");
    row("ws://h:3000", "http://h:3000/socket.io/?EIO=4&token=a%2Bb%26c");
    row("wss://h", "https://h/socket.io/?EIO=4&token=a%2Bb%26c");
    row("wss://h/socket.io/?EIO=4&transport=websocket", "https://h/socket.io/?EIO=4&token=a%2Bb%26c");
    row("https://h/socket.io/?EIO=3&transport=polling&t=Px1&sid=ab&b64=1&room=1",
        "https://h/socket.io/?room=1&EIO=4&token=a%2Bb%26c");
    row("https://h/chat/socket.io", "https://h/chat/socket.io/?EIO=4&token=a%2Bb%26c");
    row("https://me:secret@h/?room=1#top", "https://h/socket.io/?room=1&EIO=4&token=a%2Bb%26c");
}

void EngineSuiteTest::urlIsThatOfTheServer()
{
    QFETCH(QString, server);
    QFETCH(QString, url);
    Peer peer;
    peer.opening.server = QUrl(server);
    peer.opening.query = {{QStringLiteral("token"), QStringLiteral("a+b&c")}};
    QCOMPARE(peer.wire->linkRequest(peer.opening).url.toString(QUrl::FullyEncoded), url);
}

TEST_WITHOUT_APPLICATION(EngineSuiteTest)

} // namespace tst_engine_suite

#include "tst_engine_suite.moc"
