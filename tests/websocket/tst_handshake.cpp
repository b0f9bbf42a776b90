// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"

#include "core/random.h"
#include "websocket/accept.h"
#include "websocket/client_handshake.h"
#include "websocket/server_handshake.h"

#include <QTest>

namespace tst_handshake {

using namespace banter;
using namespace banter::websocket;

namespace {

Opening opening(const char *url = "ws://chat.example.org/", const QStringList &subprotocols = {})
{
    return {QUrl(QString::fromLatin1(url)), subprotocols, {}};
}

QByteArray keyIn(const QByteArray &request)
{
    HttpHeadReader reader;
    QByteArrayView bytes(request);
    reader.feed(bytes);
    return reader.head().value("Sec-WebSocket-Key");
}

const QByteArray Request = QByteArrayLiteral(
    "GET /room?since=1 HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");

} // namespace

class HandshakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoOfThemUnderstandEachOther();
    void asksForWhatTheAddressSays_data();
    void asksForWhatTheAddressSays();
    void sendsNoHeaderThatIsNone();
    void takesConnectionInAnyWay_data();
    void takesConnectionInAnyWay();
    void judgesAnswers_data();
    void judgesAnswers();
    void takesTheSubprotocolThatWasOffered();
    void tellsWhatARefusalSays();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void followsInterimAnswers();
    void boundsWhatItReads();
    void theServersAnswerIsTheRfcs();
    void judgesRequests_data();
    void judgesRequests();
};

void HandshakeTest::twoOfThemUnderstandEachOther()
{
    SeededRandom random(1);
    for (const qsizetype step : {qsizetype(1), qsizetype(7), qsizetype(4'096)}) {
        ClientHandshake client(opening("ws://chat.example.org:7788/a%20room?since=1&x=%C3%A9",
                                       {QStringLiteral("first"), QStringLiteral("second")}),
                               random);
        ServerHandshake server({QStringLiteral("third"), QStringLiteral("second"), QStringLiteral("first")});
        const QByteArray request = client.request() + "frames";
        QByteArrayView rest;
        for (qsizetype at = 0; server.state() == ServerHandshake::State::Waiting; at += rest.size()) {
            const QByteArrayView piece = QByteArrayView(request).sliced(at, std::min(step, request.size() - at));
            rest = piece;
            server.feed(rest);
            rest = piece.first(piece.size() - rest.size());
        }
        QCOMPARE(server.state(), ServerHandshake::State::Asked);
        QCOMPARE(server.target(), QByteArray("/a%20room?since=1&x=%C3%A9"));
        QCOMPARE(server.head().value("host"), QByteArray("chat.example.org:7788"));
        QCOMPARE(server.subprotocol(), QStringLiteral("first"));
        const QByteArray answer = server.accept("banter-server/1") + "\x81\x02hi";
        QByteArrayView left;
        for (qsizetype at = 0; client.state() == ClientHandshake::State::Waiting; ++at) {
            left = QByteArrayView(answer).sliced(at, 1);
            client.feed(left);
            if (client.state() != ClientHandshake::State::Waiting)
                QCOMPARE(answer.mid(at + 1), QByteArray("\x81\x02hi"));
        }
        QCOMPARE(client.state(), ClientHandshake::State::Open);
        QCOMPARE(client.subprotocol(), QStringLiteral("first"));
    }
}

void HandshakeTest::asksForWhatTheAddressSays_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("host");
    const auto row = [](const char *url, const char *target, const char *host) {
        QTest::newRow(url) << QByteArray(url) << "GET " + QByteArray(target) + " HTTP/1.1" << QByteArray(host);
    };
    row("ws://example.org", "/", "example.org");
    row("ws://example.org:80/chat", "/chat", "example.org");
    row("ws://example.org:443/chat", "/chat", "example.org:443");
    row("wss://example.org:443/chat?a=b c", "/chat?a=b%20c", "example.org");
    row("wss://example.org:80/", "/", "example.org:80");
    row("ws://[::1]:7788/", "/", "[::1]:7788");
    row("ws://example.org?a=1", "/?a=1", "example.org");
    row("ws://user:secret@example.org/#part", "/", "example.org");
}

void HandshakeTest::asksForWhatTheAddressSays()
{
    QFETCH(QByteArray, url);
    SeededRandom random(1);
    const QByteArray request = ClientHandshake(opening(url.constData()), random).request();
    HttpHeadReader reader;
    QByteArrayView bytes(request);
    QCOMPARE(reader.feed(bytes), HttpHeadReader::State::Whole);
    QVERIFY(bytes.isEmpty());
    QTEST(reader.head().startLine, "line");
    QTEST(reader.head().value("Host"), "host");
    QCOMPARE(QByteArray::fromBase64(reader.head().value("Sec-WebSocket-Key")).size(), 16);
    QVERIFY(keyIn(ClientHandshake(opening(), random).request()) != keyIn(ClientHandshake(opening(), random).request()));
}

void HandshakeTest::sendsNoHeaderThatIsNone()
{
    SeededRandom random(1);
    Opening asked =
        opening("ws://h/", {QStringLiteral("good"), QStringLiteral("not good"), QStringLiteral("bad\r\nX: y")});
    asked.headers = {{"Authorization", "Bearer x"},
                     {"X-Bad", "a\r\nX-Worse: b"},
                     {"Bad Name", "c"},
                     {"X-Nul", QByteArray("a\0b", 3)},
                     {"host", "other"},
                     {"Connection", "close"},
                     {"sec-websocket-key", "mine"},
                     {"Cookie", "a=b"}};
    const QByteArray request = ClientHandshake(asked, random).request();
    HttpHeadReader reader;
    QByteArrayView bytes(request);
    QCOMPARE(reader.feed(bytes), HttpHeadReader::State::Whole);
    QByteArrayList names;
    for (const auto &[name, value] : reader.head().fields)
        names.append(name);
    QCOMPARE(names, (QByteArrayList{"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
                                    "Sec-WebSocket-Protocol", "Authorization", "Cookie"}));
    QCOMPARE(reader.head().value("Host"), QByteArray("h"));
    QCOMPARE(reader.head().value("Sec-WebSocket-Protocol"), QByteArray("good"));
}

void HandshakeTest::takesConnectionInAnyWay_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("fine");
    const auto row = [](const char *lines, bool fine) {
        QTest::newRow(QByteArray(lines).replace("\r\n", "|").constData()) << QByteArray(lines) << fine;
    };
    row("Connection: Upgrade\r\n", true);
    row("connection: upgrade\r\n", true);
    row("CONNECTION:UPGRADE\r\n", true);
    row("Connection: Upgrade, Keep-Alive\r\n", true);
    row("Connection: keep-alive, Upgrade\r\n", true);
    row("Connection: keep-alive,upgrade\r\n", true);
    row("Connection: keep-alive\r\nConnection: Upgrade\r\n", true);
    row("Connection: Upgrade\r\nConnection: keep-alive\r\n", true);
    row("Connection: ,, Upgrade ,\r\n", true);
    row("Connection: \t Upgrade \t\r\n", true);
    row("Connection: keep-alive\r\n", false);
    row("Connection: Upgrade-Insecure\r\n", false);
    row("Connection: \r\n", false);
    row("", false);
}

void HandshakeTest::takesConnectionInAnyWay()
{
    QFETCH(QByteArray, lines);
    QFETCH(bool, fine);
    SeededRandom random(1);
    ClientHandshake client(opening(), random);
    const QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n" + lines +
                              "Sec-WebSocket-Accept: " + acceptOf(keyIn(client.request())) + "\r\n\r\n";
    QByteArrayView bytes(answer);
    QCOMPARE(client.feed(bytes) == ClientHandshake::State::Open, fine);
    ServerHandshake server({});
    const QByteArray asked = QByteArray(Request).replace("Connection: Upgrade\r\n", lines);
    QByteArrayView request(asked);
    QCOMPARE(server.feed(request) == ServerHandshake::State::Asked, fine);
}

void HandshakeTest::judgesAnswers_data()
{
    using State = ClientHandshake::State;
    QTest::addColumn<QByteArray>("answer"); // ACCEPT stands for the right one
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &answer, State state, int status) {
        QTest::newRow(name) << answer << int(state) << status;
    };
    const QByteArray good = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                            "Upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n";
    row("good", good + "\r\n", State::Open, 101);
    row("line feeds alone", QByteArray(good + "\r\n").replace("\r\n", "\n"), State::Open, 101);
    row("no phrase", QByteArray(good + "\r\n").replace("Switching Protocols", ""), State::Open, 101);
    row("not yet", good, State::Waiting, 0);
    row("another key", QByteArray(good + "\r\n").replace("ACCEPT", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), State::Broken, 101);
    row("two keys", good + "Sec-WebSocket-Accept: ACCEPT\r\n\r\n", State::Broken, 101);
    row("no key", QByteArray(good + "\r\n").replace("Sec-WebSocket-Accept", "X"), State::Broken, 101);
    row("another upgrade", QByteArray(good + "\r\n").replace("Upgrade: websocket", "Upgrade: h2c"), State::Broken, 101);
    row("an extension", good + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n", State::Broken, 101);
    row("no extension", good + "Sec-WebSocket-Extensions: \r\n\r\n", State::Open, 101);
    row("a subprotocol", good + "Sec-WebSocket-Protocol: chat\r\n\r\n", State::Broken, 101);
    row("no subprotocol", good + "Sec-WebSocket-Protocol: \r\n\r\n", State::Open, 101);
    row("HTTP 1.0", QByteArray(good + "\r\n").replace("HTTP/1.1", "HTTP/1.0"), State::Broken, 101);
    row("no header", "HTTP/1.1 101 Switching Protocols\r\nnonsense\r\n\r\n", State::Broken, 0);
    row("a folded header", good + " more\r\n\r\n", State::Broken, 0);
    row("no status", "HTTP/1.1 what\r\n\r\n", State::Broken, 0);
    row("200", "HTTP/1.1 200 OK\r\n\r\nhi", State::Refused, 200);
    row("HTTP 1.0's 400", "HTTP/1.0 400 Bad Request\r\n\r\n", State::Refused, 400);
    row("an SSH server", "SSH-2.0-OpenSSH_9.2\r\n", State::Foreign, 0);
    row("a letter", "2", State::Foreign, 0);
    row("HTT", "HTT", State::Waiting, 0);
    row("HTTX", "HTTX", State::Foreign, 0);
}

void HandshakeTest::judgesAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, state);
    SeededRandom random(1);
    for (const qsizetype step : {qsizetype(1), answer.size()}) {
        ClientHandshake client(opening(), random);
        const QByteArray bytes = QByteArray(answer).replace("ACCEPT", acceptOf(keyIn(client.request())));
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const QByteArray piece = bytes.mid(at, step);
            QByteArrayView rest(piece);
            client.feed(rest);
        }
        QCOMPARE(int(client.state()), state);
        QTEST(client.status(), "status");
        QCOMPARE(client.fault().isEmpty(), client.state() != ClientHandshake::State::Broken);
    }
}

void HandshakeTest::takesTheSubprotocolThatWasOffered()
{
    SeededRandom random(1);
    for (const auto &[said, fine] :
         {std::pair("two", true), std::pair("three", false), std::pair("one, two", false), std::pair("TWO", false)}) {
        ClientHandshake client(opening("ws://h/", {QStringLiteral("one"), QStringLiteral("two")}), random);
        const QByteArray answer =
            "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
            acceptOf(keyIn(client.request())) + "\r\nSec-WebSocket-Protocol: " + said + "\r\n\r\n";
        QByteArrayView bytes(answer);
        QCOMPARE(client.feed(bytes) == ClientHandshake::State::Open, fine);
        QCOMPARE(client.subprotocol(), fine ? QString::fromLatin1(said) : QString());
    }
}

void HandshakeTest::tellsWhatARefusalSays()
{
    SeededRandom random(1);
    ClientHandshake moved(opening("ws://h/chat"), random);
    QByteArrayView bytes("HTTP/1.1 307 Temporary Redirect\r\nLocation: /other?x=1\r\n\r\n<html>");
    QCOMPARE(moved.feed(bytes), ClientHandshake::State::Refused);
    QCOMPARE(bytes.toByteArray(), QByteArray("<html>"));
    QCOMPARE(moved.phrase(), QStringLiteral("Temporary Redirect"));
    QCOMPARE(moved.location(), QUrl(QStringLiteral("ws://h/other?x=1")));
    ClientHandshake away(opening("ws://h/chat"), random);
    bytes = "HTTP/1.1 404 Not Found\r\nLocation: /other\r\n\r\n";
    away.feed(bytes);
    QVERIFY(!away.location().isValid());
    ClientHandshake tls(opening(), random);
    for (const char byte : QByteArray("\x15\x03\x01")) {
        bytes = QByteArrayView(&byte, 1);
        tls.feed(bytes);
    }
    QCOMPARE(tls.state(), ClientHandshake::State::Foreign);
    QVERIFY(tls.speaksTls());
}

void HandshakeTest::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char *value, qint64 ms) { QTest::newRow(value) << QByteArray(value) << ms; };
    row("30", 30'000);
    row("0", 0);
    row("", 0);
    row("-5", 0);
    row("1.5", 0);
    row("soon", 0);
    row("86400", 86'400'000);
    row("86401", 86'400'000);
    row("99999999999999999999999999", 86'400'000);
    row("Sun, 06 Nov 1994 08:49:47 GMT", 10'000);
    row("Sun, 06 Nov 1994 08:49:27 GMT", 0);
    row("Sat, 06 Nov 2094 08:49:37 GMT", 86'400'000);
    row("Sun, 06 Nov 1994 08:49:47", 0);
}

void HandshakeTest::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    constexpr WallMs Now = 784'111'777'000; // Sun, 06 Nov 1994 08:49:37 GMT
    SeededRandom random(1);
    ClientHandshake client(opening(), random);
    const QByteArray answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + value + "\r\n\r\n";
    QByteArrayView bytes(answer);
    QCOMPARE(client.feed(bytes), ClientHandshake::State::Refused);
    QTEST(client.retryAfterMs(Now), "ms");
}

void HandshakeTest::followsInterimAnswers()
{
    SeededRandom random(1);
    const QByteArray hint = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    ClientHandshake client(opening(), random);
    const QByteArray answer = hint +
                              "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                              acceptOf(keyIn(client.request())) + "\r\n\r\n";
    QByteArrayView bytes(answer);
    QCOMPARE(client.feed(bytes), ClientHandshake::State::Open);
    ClientHandshake endless(opening(), random);
    const QByteArray hints = hint.repeated(1'000);
    bytes = hints;
    QCOMPARE(endless.feed(bytes), ClientHandshake::State::Broken);
    QVERIFY(!bytes.isEmpty());
}

void HandshakeTest::boundsWhatItReads()
{
    SeededRandom random(1);
    const QByteArray start = "HTTP/1.1 200 OK\r\n";
    const auto stateOf = [&](const QByteArray &answer) {
        ClientHandshake client(opening(), random);
        QByteArrayView bytes(answer);
        return client.feed(bytes);
    };
    const auto padded = [&](qsizetype bytes) {
        return start + "X: " + QByteArray(bytes - start.size() - 7, 'x') + "\r\n\r\n";
    };
    QCOMPARE(padded(HttpHeadReader::MaxBytes).size(), HttpHeadReader::MaxBytes);
    QCOMPARE(stateOf(padded(HttpHeadReader::MaxBytes)), ClientHandshake::State::Refused);
    QCOMPARE(stateOf(padded(HttpHeadReader::MaxBytes + 1)), ClientHandshake::State::Broken);
    QCOMPARE(stateOf(start + QByteArray(HttpHeadReader::MaxBytes, 'x')), ClientHandshake::State::Broken);
    const QByteArray field = "X: y\r\n";
    QCOMPARE(stateOf(start + field.repeated(HttpHeadReader::MaxFields) + "\r\n"), ClientHandshake::State::Refused);
    QCOMPARE(stateOf(start + field.repeated(HttpHeadReader::MaxFields + 1)), ClientHandshake::State::Broken);
    ServerHandshake server({});
    const QByteArray asked = QByteArray(Request).chopped(2) + field.repeated(HttpHeadReader::MaxFields);
    QByteArrayView request(asked);
    QCOMPARE(server.feed(request), ServerHandshake::State::Refused);
    QCOMPARE(server.status(), 431);
}

// RFC 6455, section 1.3.
void HandshakeTest::theServersAnswerIsTheRfcs()
{
    ServerHandshake server({});
    QByteArrayView request(Request);
    QCOMPARE(server.feed(request), ServerHandshake::State::Asked);
    QCOMPARE(server.target(), QByteArray("/room?since=1"));
    QCOMPARE(server.accept(),
             QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"));
    QVERIFY(ServerHandshake::refuse(426).contains("\r\nSec-WebSocket-Version: 13\r\n"));
    QVERIFY(ServerHandshake::refuse(403).startsWith("HTTP/1.1 403 Forbidden\r\n"));
}

void HandshakeTest::judgesRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *what, const char *instead, int status) {
        QTest::newRow(name) << QByteArray(Request).replace(what, instead) << status;
    };
    row("good", "", "", 0);
    row("a POST", "GET ", "POST ", 405);
    row("HTTP 1.0", "HTTP/1.1", "HTTP/1.0", 505);
    row("HTTP 2", "HTTP/1.1", "HTTP/2.0", 505);
    row("no HTTP", " HTTP/1.1", "", 400);
    row("blanks", "/room", "/a room", 400);
    row("no host", "Host: server.example.com\r\n", "", 400);
    row("two hosts", "Upgrade: w", "Host: b\r\nUpgrade: w", 400);
    row("a body", "\r\nUpgrade: w", "\r\nContent-Length: 5\r\nUpgrade: w", 400);
    row("no body", "\r\nUpgrade: w", "\r\nContent-Length: 0\r\nUpgrade: w", 0);
    row("a body in chunks", "\r\nUpgrade: w", "\r\nTransfer-Encoding: chunked\r\nUpgrade: w", 400);
    row("no upgrade", "Upgrade: websocket\r\n", "", 400);
    row("several upgrades", "Upgrade: websocket\r\n", "Upgrade: h2c, WebSocket\r\n", 0);
    row("version 8", "Version: 13", "Version: 8", 426);
    row("no version", "Sec-WebSocket-Version: 13\r\n", "", 426);
    row("two versions", "Sec-WebSocket-Version: 13\r\n", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13\r\n",
        426);
    row("no key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400);
    row("a short key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", 400);
    row("no base64", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j*Q==", 400);
    row("a folded header", "Host: ", "Host:\r\n ", 400);
    row("a blank before the colon", "Host:", "Host :", 400);
}

void HandshakeTest::judgesRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    for (const qsizetype step : {qsizetype(1), request.size()}) {
        ServerHandshake server({});
        for (qsizetype at = 0; at < request.size(); at += step) {
            const QByteArray piece = request.mid(at, step);
            QByteArrayView rest(piece);
            server.feed(rest);
        }
        QCOMPARE(server.state(), status == 0 ? ServerHandshake::State::Asked : ServerHandshake::State::Refused);
        QCOMPARE(server.status(), status);
    }
}

TEST_WITHOUT_APPLICATION(HandshakeTest)

} // namespace tst_handshake

#include "tst_handshake.moc"
