// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/codec.h"
#include "tests/server/door.h"
#include "tests/server/raw_caller.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

namespace tst_handshakes {

using namespace banter;
using banter::testing::addWebSocketKinds;
using banter::testing::Door;
using banter::testing::ManualClock;
using banter::testing::ManualScheduler;
using banter::testing::RawCaller;

/// Opening handshakes of both kinds, as raw bytes.
class TestHandshakes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesConnectionInAnyOrder_data();
    void takesConnectionInAnyOrder();
    void choosesASubprotocol_data();
    void choosesASubprotocol();
    void tellsWhomAProxySpeaksFor_data();
    void tellsWhomAProxySpeaksFor();
    void keepsPagesOfOthersOut_data();
    void keepsPagesOfOthersOut();
    void halfAHandshakeHasItsTime_data();
    void halfAHandshakeHasItsTime();
    void refusesInWordsOfHttp_data();
    void refusesInWordsOfHttp();
    void saysThatAHeaderIsTooLargeToWhoIsSendingIt();
};

void TestHandshakes::takesConnectionInAnyOrder_data()
{
    QTest::addColumn<WebSocketKind>("kind");
    QTest::addColumn<QByteArray>("lines");
    for (const auto &[name, kind] : {std::pair("own", WebSocketKind::Own), std::pair("qt", WebSocketKind::Qt)}) {
        QTest::addRow("%s, first", name) << kind << QByteArray("Connection: Upgrade, Keep-Alive\r\n");
        QTest::addRow("%s, last", name) << kind << QByteArray("Connection: keep-alive, Upgrade\r\n");
        QTest::addRow("%s, small letters", name) << kind << QByteArray("connection: upgrade\r\n");
    }
    QTest::newRow("own, two headers") << WebSocketKind::Own
                                      << QByteArray("Connection: keep-alive\r\nConnection: Upgrade\r\n");
    QTest::newRow("own, two headers the other way")
        << WebSocketKind::Own << QByteArray("Connection: Upgrade\r\nConnection: keep-alive\r\n");
}

void TestHandshakes::takesConnectionInAnyOrder()
{
    QFETCH(WebSocketKind, kind);
    QFETCH(QByteArray, lines);
    Door door(kind);
    RawCaller caller(door.url);
    caller.write(RawCaller::request(lines));
    QVERIFY(caller.hears("HTTP/1.1 101 "));
    QTRY_COMPARE(door.entered, 1);
}

void TestHandshakes::choosesASubprotocol_data()
{
    QTest::addColumn<WebSocketKind>("kind");
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QString>("chosen");
    for (const auto &[name, kind] : {std::pair("own", WebSocketKind::Own), std::pair("qt", WebSocketKind::Qt)}) {
        QTest::addRow("%s, one", name) << kind << QByteArray("banter.v1.cbor") << QString(protocol::CborSubprotocol);
        QTest::addRow("%s, the client's first", name)
            << kind << QByteArray("chat, banter.v1.cbor, banter.v1.json") << QString(protocol::CborSubprotocol);
        QTest::addRow("%s, none of ours", name) << kind << QByteArray("chat") << QString();
    }
}

void TestHandshakes::choosesASubprotocol()
{
    QFETCH(WebSocketKind, kind);
    QFETCH(QByteArray, offered);
    QFETCH(QString, chosen);
    Door door(kind);
    RawCaller caller(door.url);
    caller.write(RawCaller::request().replace("banter.v1.json", offered));
    QVERIFY(caller.hears("\r\n\r\n"));
    QTRY_COMPARE(door.entered, 1);
    QCOMPARE(door.visitor.subprotocol, chosen);
    QCOMPARE(caller.heard().toLower().contains("sec-websocket-protocol: " + chosen.toUtf8()), !chosen.isEmpty());
}

void TestHandshakes::tellsWhomAProxySpeaksFor_data()
{
    addWebSocketKinds();
}

// The last one is the proxy's own.
void TestHandshakes::tellsWhomAProxySpeaksFor()
{
    QFETCH(WebSocketKind, kind);
    Door door(kind);
    RawCaller caller(door.url);
    caller.write(RawCaller::request("Connection: Upgrade\r\nX-Forwarded-For: 192.0.2.1\r\n"
                                    "X-Forwarded-For: 192.0.2.2\r\n"));
    QTRY_COMPARE(door.entered, 1);
    QCOMPARE(door.visitor.forwardedFor, QByteArray("192.0.2.2"));
    QVERIFY(door.visitor.address.isLoopback());
}

void TestHandshakes::keepsPagesOfOthersOut_data()
{
    QTest::addColumn<WebSocketKind>("kind");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("may");
    for (const auto &[name, kind] : {std::pair("own", WebSocketKind::Own), std::pair("qt", WebSocketKind::Qt)}) {
        QTest::addRow("%s, localhost", name) << kind << QByteArray("http://localhost:8080") << true;
        QTest::addRow("%s, a number", name) << kind << QByteArray("http://127.0.0.1") << true;
        QTest::addRow("%s, IPv6", name) << kind << QByteArray("http://[::1]:80") << true;
        QTest::addRow("%s, another", name) << kind << QByteArray("https://evil.example") << false;
        QTest::addRow("%s, a name like it", name) << kind << QByteArray("http://localhost.evil.example") << false;
        QTest::addRow("%s, a file", name) << kind << QByteArray("null") << false;
    }
}

void TestHandshakes::keepsPagesOfOthersOut()
{
    QFETCH(WebSocketKind, kind);
    QFETCH(QByteArray, origin);
    QFETCH(bool, may);
    Door door(kind);
    RawCaller caller(door.url);
    caller.write(RawCaller::request("Connection: Upgrade\r\nOrigin: " + origin + "\r\n"));
    QVERIFY(caller.hears("\r\n\r\n"));
    QCOMPARE(caller.heard().startsWith("HTTP/1.1 101 "), may);
    if (!may)
        QVERIFY2(caller.heard().startsWith("HTTP/1.1 403 "), caller.heard().constData());
    if (kind == WebSocketKind::Own && !may)
        QVERIFY(caller.endsInOrder());
    QTRY_COMPARE(door.entered, may ? 1 : 0);
}

void TestHandshakes::halfAHandshakeHasItsTime_data()
{
    addWebSocketKinds();
}

void TestHandshakes::halfAHandshakeHasItsTime()
{
    QFETCH(WebSocketKind, kind);
    ManualClock clock;
    ManualScheduler scheduler(clock);
    Door door(kind, &scheduler);
    RawCaller caller(door.url);
    caller.write("GET / HTTP/1.1\r\nHost: local");
    QTRY_VERIFY(scheduler.pending() > 0);
    scheduler.run(WebSocketListener::HandshakeMs - 1);
    QVERIFY(scheduler.pending() > 0);
    scheduler.run(1);
    QCOMPARE(scheduler.pending(), std::size_t(0));
    QVERIFY(caller.ends());
    QVERIFY(caller.heard().isEmpty());
    QCOMPARE(door.entered, 0);
}

void TestHandshakes::refusesInWordsOfHttp_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    const auto changed = [](const char *from, const QByteArray &to) { return RawCaller::request().replace(from, to); };
    QTest::newRow("a browser") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
                               << QByteArray("HTTP/1.1 400 Bad Request\r\n");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
    QTest::newRow("POST") << changed("GET ", "POST ")
                          << QByteArray("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n");
    QTest::newRow("HTTP/1.0") << changed("HTTP/1.1", "HTTP/1.0") << QByteArray("HTTP/1.1 505 ");
    QTest::newRow("another version") << changed("Version: 13", "Version: 8")
                                     << QByteArray("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n"
                                                   "Sec-WebSocket-Version: 13\r\n");
    QTest::newRow("a short key") << changed("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << QByteArray("HTTP/1.1 400 ");
    QTest::newRow("two hosts") << changed("Host: localhost\r\n", "Host: a\r\nHost: b\r\n")
                               << QByteArray("HTTP/1.1 400 ");
    QTest::newRow("a body") << changed("Upgrade: websocket\r\n", "Upgrade: websocket\r\nContent-Length: 5\r\n")
                            << QByteArray("HTTP/1.1 400 ");
    QTest::newRow("a header over lines") << changed("localhost", "localhost\r\n  continued")
                                         << QByteArray("HTTP/1.1 400 ");
    QTest::newRow("too many headers") << changed("Host:", QByteArray("X: y\r\n").repeated(101) + "Host:")
                                      << QByteArray("HTTP/1.1 431 ");
}

void TestHandshakes::refusesInWordsOfHttp()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    Door door(WebSocketKind::Own);
    RawCaller caller(door.url);
    caller.write(request);
    QVERIFY(caller.endsInOrder());
    QVERIFY2(caller.heard().startsWith(answer), caller.heard().constData());
    QVERIFY(caller.heard().contains("Banter server"));
    QCOMPARE(door.entered, 0);
}

void TestHandshakes::saysThatAHeaderIsTooLargeToWhoIsSendingIt()
{
    Door door(WebSocketKind::Own);
    RawCaller caller(door.url);
    caller.write("GET / HTTP/1.1\r\n" + QByteArray("X-Padding: padding\r\n").repeated(5'000)); // 100 KB
    caller.write(QByteArray(100'000, 'x'));                                                    // a line without an end
    QVERIFY(caller.endsInOrder());
    QVERIFY2(caller.heard().startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"), caller.heard().constData());
    QCOMPARE(door.entered, 0);
}

TEST_WITH_CORE_APPLICATION(TestHandshakes)

} // namespace tst_handshakes

#include "tst_handshakes.moc"
