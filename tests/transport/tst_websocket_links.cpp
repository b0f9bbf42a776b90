// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/heard.h"
#include "tests/transport/raw_peer.h"

#include "transport/proxies.h"
#include "transport/qwebsocket_link.h"
#include "transport/websocket_link.h"

#include <QNetworkProxyFactory>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtEndian>

namespace tst_websocket_links {

using namespace banter;
using banter::testing::Heard;
using banter::testing::RawPeer;

namespace {

constexpr int Deadline = 10'000;

/// One of the two links, which these tests are run with in turn.
std::unique_ptr<Link> makeLink()
{
    QFETCH_GLOBAL(bool, own);
    if (own)
        return std::make_unique<WebSocketLink>();
    return std::make_unique<QWebSocketLink>();
}

bool isOwn()
{
    QFETCH_GLOBAL(bool, own);
    return own;
}

} // namespace

class WebSocketLinksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void carriesTextBinaryAndPings();
    void cutsNoTextIntoFrames();
    void choosesASubprotocol();
    void rstReadsAs1006();
    void finWithoutCloseReadsAs1006();
    void emptyCloseFrameIsAClose();
    void closeFrameKeepsItsCodeAndReason();
    void aFormerLinksCodeDoesNotStick();
    void closesThatThisSideMakesAreNotThePeers_data();
    void closesThatThisSideMakesAreNotThePeers();
    void closesOfThePeerAreThePeers_data();
    void closesOfThePeerAreThePeers();
    void neverAnswered101StaysOpenUntilAborted();
    void closeEndsOnceAndNotFromInside();
    void abortEndsAtOnceTowardsAPeerThatDoesNotRead();
    void aCloseThatHangsIsEndedByAbort();
    void sendingWhileNotOpenIsRefused();
    void holdsNoMoreThanItsBound();
    void connectionRefusedIsRefused();
    void refusedHandshakeHasItsStatus_data();
    void refusedHandshakeHasItsStatus();
    void answersOfOthersAreNoServersSilence_data();
    void answersOfOthersAreNoServersSilence();
    void tellsWhoWantsEncryption_data();
    void tellsWhoWantsEncryption();
    void encryptionThatNobodyHasIsNoCertificatesFault();
    void whoHangsUpWithoutAWordIsThere();
    void aHandshakeMayComeInPieces();
    void aHandshakeThatIsCutIsTriedAgain();
    void offersNoCompression();
    void tellsThatAFrameIsOnItsWay();
    void trustsNoCertificateByItself();
    void carriesThroughTls();
    void takesTheProgramsProxy();
    void takesTheProxyOfItsProtocol();
    void deletedWhileDiallingSaysNothing();
};

void WebSocketLinksTest::initTestCase_data()
{
    QTest::addColumn<bool>("own");
    QTest::newRow("QWebSocket") << false;
    QTest::newRow("own") << true;
}

void WebSocketLinksTest::carriesTextBinaryAndPings()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(1, "gr\xc3\xbc\xc3\x9f dich") + RawPeer::frame(2, QByteArray("\x00\x01\xff", 3)));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(2), Deadline);
    QCOMPARE(heard.frames[0], (Frame{false, "gr\xc3\xbc\xc3\x9f dich"}));
    QCOMPARE(heard.frames[1], (Frame{true, QByteArray("\x00\x01\xff", 3)}));
    QVERIFY(heard.link.send({false, "hello"}));
    heard.link.ping("42");
    QTRY_VERIFY_WITH_TIMEOUT(peer.received.size() >= (6 + 5) + (6 + 2), Deadline);
    peer.send(RawPeer::frame(10, "42"));
    QTRY_COMPARE_WITH_TIMEOUT(heard.pongs, std::vector<QByteArray>{"42"}, Deadline);
}

// A QWebSocket cuts what is over 512 KiB at any byte, and the other one reads no text that ends inside a character.
void WebSocketLinksTest::cutsNoTextIntoFrames()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    constexpr qsizetype Bytes = 700'000 / 3 * 3;
    QVERIFY(heard.link.send({false, QString(Bytes / 3, u'\u6f22').toUtf8()}));
    constexpr qsizetype Head = 2 + 8 + 4; // a length of 64 bits, and the mask (RFC 6455, section 5.2)
    QTRY_COMPARE_WITH_TIMEOUT(peer.received.size(), Head + Bytes, Deadline);
    QCOMPARE(quint8(peer.received.at(0)), quint8(0x81)); // the last frame of a text, and the first
    QCOMPARE(qFromBigEndian<quint64>(peer.received.constData() + 2), quint64(Bytes));
}

void WebSocketLinksTest::choosesASubprotocol()
{
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    server.setSupportedSubprotocols({QStringLiteral("second")});
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Heard heard(makeLink());
    LinkRequest request;
    request.url = server.serverUrl();
    request.subprotocols = {QStringLiteral("first"), QStringLiteral("second")};
    heard.link.open(request);
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QCOMPARE(heard.subprotocol, QStringLiteral("second"));
}

void WebSocketLinksTest::rstReadsAs1006()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.reset();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
}

void WebSocketLinksTest::finWithoutCloseReadsAs1006()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.finish();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
}

void WebSocketLinksTest::emptyCloseFrameIsAClose()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(8, {}));
    peer.finish();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
}

void WebSocketLinksTest::closeFrameKeepsItsCodeAndReason()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::closeFrame(4001, "who are you"));
    peer.finish();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
    QCOMPARE(heard.ends[0].code, 4001);
    QCOMPARE(heard.ends[0].reason, QStringLiteral("who are you"));
}

void WebSocketLinksTest::aFormerLinksCodeDoesNotStick()
{
    RawPeer peer;
    int code = 0;
    const auto dial = [&](const std::function<void()> &fault) {
        const std::unique_ptr<Link> link = makeLink();
        code = 0;
        QSignalSpy opened(link.get(), &Link::opened);
        connect(link.get(), &Link::ended, this, [&](const LinkEnd &end) { code = end.code; });
        LinkRequest request;
        request.url = peer.url();
        link->open(request);
        QVERIFY(opened.wait(Deadline));
        fault();
        QTRY_VERIFY_WITH_TIMEOUT(code != 0, Deadline);
    };
    dial([&] {
        peer.send(RawPeer::closeFrame(4001, {}));
        peer.finish();
    });
    QCOMPARE(code, 4001);
    dial([&] { peer.reset(); });
    QCOMPARE(code, 1006);
}

void WebSocketLinksTest::closesThatThisSideMakesAreNotThePeers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("1002, a reserved bit") << QByteArray("\xf1\x02hi", 4);
    QTest::newRow("1002, nothing to continue") << RawPeer::frame(0, "more");
    QTest::newRow("1002, an unknown kind of frame") << RawPeer::frame(5, "what");
    QTest::newRow("1007, no UTF-8") << RawPeer::frame(1, "\xff\xfe");
    QTest::newRow("1009, too large") << RawPeer::frame(1, QByteArray(1'001, 'x'));
    QTest::newRow("1009, too large in parts")
        << RawPeer::frame(1, QByteArray(900, 'x'), false) + RawPeer::frame(0, QByteArray(900, 'x'));
}

void WebSocketLinksTest::closesThatThisSideMakesAreNotThePeers()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url(), 1'000);
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
    QVERIFY(!heard.ends[0].reason.isEmpty());
    QVERIFY(heard.frames.empty());
}

void WebSocketLinksTest::closesOfThePeerAreThePeers_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("read");
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4001, 4999})
        QTest::addRow("%d", code) << code << code;
    for (const int code : {1012, 1013, 1014}) // Qt cannot tell them apart
        QTest::addRow("%d", code) << code << 1012;
}

void WebSocketLinksTest::closesOfThePeerAreThePeers()
{
    QFETCH(int, code);
    QFETCH(int, read);
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    // The very words that Qt uses where it closes by itself.
    peer.send(RawPeer::closeFrame(code, "Timeout when reading data from socket."));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
    QCOMPARE(heard.ends[0].code, isOwn() ? code : read);
}

void WebSocketLinksTest::neverAnswered101StaysOpenUntilAborted()
{
    RawPeer peer;
    peer.reply = [](const QByteArray &) { return QByteArray(); };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(peer.connections, 1, Deadline);
    heard.link.abort();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Local);
    QVERIFY(!heard.opened);
}

void WebSocketLinksTest::closeEndsOnceAndNotFromInside()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    heard.link.close(1000, {});
    QCOMPARE(heard.ends.size(), std::size_t(0));
    peer.send(RawPeer::closeFrame(1000, {}));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Local);
    heard.link.abort();
    QCoreApplication::processEvents();
    QCOMPARE(heard.ends.size(), std::size_t(1));
}

void WebSocketLinksTest::abortEndsAtOnceTowardsAPeerThatDoesNotRead()
{
    RawPeer peer;
    peer.reads = false;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray lump(1 << 20, 'x');
    for (int i = 0; i < 12; ++i)
        QVERIFY(heard.link.send({true, lump}));
    QVERIFY(heard.link.bytesToWrite() > 0);
    heard.link.abort();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QVERIFY(!heard.link.send({true, lump}));
}

void WebSocketLinksTest::aCloseThatHangsIsEndedByAbort()
{
    RawPeer peer;
    peer.reads = false;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    for (int i = 0; i < 14; ++i)
        QVERIFY(heard.link.send({true, QByteArray(1 << 20, 'x')}));
    heard.link.close(1000, {});
    QTest::qWait(100); // that nothing happens can only be waited for
    QCOMPARE(heard.ends.size(), std::size_t(0));
    heard.link.abort();
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Local);
}

void WebSocketLinksTest::holdsNoMoreThanItsBound()
{
    RawPeer peer;
    peer.reads = false;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray lump(1 << 20, 'x');
    int taken = 0;
    while (taken < 100 && heard.link.send({true, lump}))
        ++taken;
    QVERIFY2(taken >= 8 && taken < 100, qPrintable(QString::number(taken)));
    QVERIFY(heard.link.bytesToWrite() <= Link::MaxBacklogBytes);
    QVERIFY(!heard.link.send({true, QByteArray(64 << 20, 'x')}));
}

void WebSocketLinksTest::sendingWhileNotOpenIsRefused()
{
    Heard heard(makeLink());
    QVERIFY(!heard.link.send({false, "too early"}));
}

void WebSocketLinksTest::connectionRefusedIsRefused()
{
    QUrl nobody;
    {
        const RawPeer peer;
        nobody = peer.url();
    }
    Heard heard(makeLink());
    heard.open(nobody);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Refused);
    QVERIFY(!heard.ends[0].reason.isEmpty());
}

void WebSocketLinksTest::refusedHandshakeHasItsStatus_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::newRow("401") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n") << 401;
    // From Qt 6.6 on it looks at what the server asks for, and tells no status.
    QTest::newRow("401 that asks for a token") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                                                             "WWW-Authenticate: Bearer realm=\"chat\"\r\n\r\n")
                                               << 401;
    QTest::newRow("401 that asks for a password") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                                                                "WWW-Authenticate: Basic realm=\"chat\"\r\n\r\n")
                                                  << 401;
    QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") << 404;
    QTest::newRow("503") << QByteArray("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n") << 503;
    QTest::newRow("301") << QByteArray("HTTP/1.1 301 Moved Permanently\r\nLocation: https://h/\r\n\r\n") << 301;
    QTest::newRow("429") << QByteArray("HTTP/1.1 429 Too Many Requests\r\n\r\n") << 429;
    QTest::newRow("521 without a phrase") << QByteArray("HTTP/1.1 521 \r\n\r\n") << 521;
    // As Node.js answers what it was not told to upgrade; Qt does not tell the status then.
    QTest::newRow("400 in chunks") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n"
                                                 "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n"
                                                 "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
                                   << 400;
    QTest::newRow("200") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi") << 200;
}

void WebSocketLinksTest::refusedHandshakeHasItsStatus()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QTest::failOnWarning(QRegularExpression(QStringLiteral("device not open"))); // Qt 6.8 says it, and 6.4 nothing
    RawPeer peer;
    peer.reply = [answer](const QByteArray &) { return answer; };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Handshake);
    QCOMPARE(heard.ends[0].httpStatus, status);
    QVERIFY2(heard.ends[0].reason.contains(QString::number(status)), qPrintable(heard.ends[0].reason));
    QVERIFY2(heard.ends[0].reason.startsWith(QLatin1String("The server answered ")), qPrintable(heard.ends[0].reason));
}

void WebSocketLinksTest::tellsWhoWantsEncryption_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("an alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7);
    QTest::newRow("nginx") << QByteArray("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html><head><title>400 The "
                                         "plain HTTP request was sent to HTTPS port</title></head></html>");
    QTest::newRow("Apache") << QByteArray(
        "HTTP/1.1 400 Bad Request\r\n\r\nReason: You're speaking plain HTTP to an SSL-enabled server port.");
    QTest::newRow("Go") << QByteArray(
        "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
}

void WebSocketLinksTest::tellsWhoWantsEncryption()
{
    QFETCH(QByteArray, answer);
    RawPeer peer;
    peer.reply = [answer](const QByteArray &) { return answer; };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::NeedsTls);
}

void WebSocketLinksTest::encryptionThatNobodyHasIsNoCertificatesFault()
{
    RawPeer peer;
    connect(&peer, &RawPeer::connected, &peer, [&peer] { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    QUrl url = peer.url();
    url.setScheme(QStringLiteral("wss"));
    Heard heard(makeLink());
    heard.open(url);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::NoTls);
}

void WebSocketLinksTest::whoHangsUpWithoutAWordIsThere()
{
    for (const char *scheme : {"ws", "wss"}) {
        RawPeer peer;
        connect(&peer, &RawPeer::connected, &peer, [&peer] { peer.finish(); });
        QUrl url = peer.url();
        url.setScheme(QLatin1String(scheme));
        Heard heard(makeLink());
        heard.open(url);
        QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
        QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::HungUp);
    }
}

void WebSocketLinksTest::answersOfOthersAreNoServersSilence_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("finish");
    const auto row = [](const char *name, const QByteArray &answer, bool finish = false) {
        QTest::newRow(name) << answer << finish;
    };
    row("an SSH server", "SSH-2.0-OpenSSH_9.2\r\n");
    row("a mail server that hangs up", "220 mail.example ESMTP\r\n", true);
    row("another key", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Accept: AAAA\r\n\r\n");
    row("no key", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    row("HTTP 1.0", "HTTP/1.0 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: AAAA\r\n\r\n");
    row("a line that is no header", "HTTP/1.1 101 Switching Protocols\r\nnonsense\r\n\r\n");
}

void WebSocketLinksTest::answersOfOthersAreNoServersSilence()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, finish);
    RawPeer peer;
    peer.reply = [answer](const QByteArray &) { return answer; };
    if (finish)
        connect(&peer, &RawPeer::ready, &peer, [&peer] { peer.finish(); });
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Handshake);
    QCOMPARE(heard.ends[0].httpStatus, 0);
    QVERIFY(!heard.opened);
}

void WebSocketLinksTest::aHandshakeMayComeInPieces()
{
    RawPeer peer;
    QByteArray rest;
    peer.reply = [&rest](const QByteArray &request) {
        const QByteArray whole = RawPeer::handshake(request);
        rest = whole.mid(7);
        return whole.left(7); // in the middle of the status
    };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(!rest.isEmpty(), Deadline);
    for (; !rest.isEmpty(); rest = rest.mid(50)) {
        QCoreApplication::processEvents();
        peer.send(rest.left(50));
    }
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
}

void WebSocketLinksTest::aHandshakeThatIsCutIsTriedAgain()
{
    RawPeer peer;
    peer.reply = [](const QByteArray &request) { return RawPeer::handshake(request).left(60); };
    connect(&peer, &RawPeer::ready, &peer, [&peer] { peer.finish(); });
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Refused); // the network's doing, not another kind of server
}

void WebSocketLinksTest::offersNoCompression()
{
    RawPeer peer;
    QByteArray asked;
    peer.reply = [&asked](const QByteArray &request) {
        asked = request;
        return RawPeer::handshake(request);
    };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QVERIFY(!asked.toLower().contains("sec-websocket-extensions"));
}

void WebSocketLinksTest::tellsThatAFrameIsOnItsWay()
{
    RawPeer peer;
    Heard heard(makeLink());
    int arriving = 0;
    connect(&heard.link, &Link::arriving, &heard.link, [&arriving] { ++arriving; });
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    // What comes whole says so by itself.
    for (int i = 1; i <= 5; ++i) {
        peer.send(RawPeer::frame(1, "a whole sentence"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(i), Deadline);
    }
    QCOMPARE(arriving, 0);
    const QByteArray page = RawPeer::frame(1, QByteArray(3'000, 'p'));
    peer.send(page.left(1'000));
    QTest::qWait(20); // the first piece goes with what came before it
    peer.send(page.mid(1'000, 1'000));
    QTRY_VERIFY_WITH_TIMEOUT(arriving > 0, Deadline);
    QCOMPARE(heard.frames.size(), std::size_t(5));
    peer.send(page.mid(2'000));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(6), Deadline);
}

void WebSocketLinksTest::trustsNoCertificateByItself()
{
    RawPeer peer(RawPeer::Way::Tls);
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Tls);
    QCOMPARE(heard.ends[0].code, 1015);
    QVERIFY(!heard.ends[0].reason.isEmpty());
    QVERIFY(!heard.opened);
}

void WebSocketLinksTest::carriesThroughTls()
{
    const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = usual;
    trusting.setCaCertificates({RawPeer::certificate()});
    QSslConfiguration::setDefaultConfiguration(trusting);
    const auto restore = qScopeGuard([&usual] { QSslConfiguration::setDefaultConfiguration(usual); });
    RawPeer peer(RawPeer::Way::Tls);
    Heard heard(makeLink());
    qint64 written = 0;
    connect(&heard.link, &Link::written, &heard.link, [&written](qint64 bytes) { written += bytes; });
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QVERIFY(heard.link.send({true, QByteArray(300'000, 'x')}));
    QVERIFY(heard.link.bytesToWrite() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(peer.received.size(), 2 + 8 + 4 + 300'000, Deadline);
    QTRY_COMPARE_WITH_TIMEOUT(heard.link.bytesToWrite(), qint64(0), Deadline);
    QVERIFY(written > 0);
    peer.send(RawPeer::frame(1, "hello") + RawPeer::closeFrame(4001, "bye"));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.frames, (std::vector<Frame>{{false, "hello"}}));
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
    QCOMPARE(heard.ends[0].code, 4001);
}

// As the environment names it; the proxy looks the host up.
void WebSocketLinksTest::takesTheProgramsProxy()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    QByteArray asked;
    connect(&proxy, &QTcpServer::newConnection, &proxy, [&proxy, &asked] {
        QTcpSocket *socket = proxy.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &asked] {
            const QByteArray request = socket->readAll();
            const bool isFirst = asked.isEmpty();
            if (isFirst)
                asked = request;
            if (isFirst)
                socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
            else
                socket->write(RawPeer::handshake(request) + RawPeer::frame(1, "through"));
        });
    });
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.serverPort()));
    useSystemProxies();
    const auto restore = qScopeGuard([] {
        qunsetenv("http_proxy");
        QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
    });
    Heard heard(makeLink());
    heard.open(QUrl(QStringLiteral("ws://chat.example.invalid:7788/")));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(1), Deadline);
    QVERIFY2(asked.startsWith("CONNECT chat.example.invalid:7788 HTTP/1.1\r\n"), asked.constData());
}

// A system may have one for each; which that is, is asked with the protocol's name.
void WebSocketLinksTest::takesTheProxyOfItsProtocol()
{
    class Asked final : public QNetworkProxyFactory {
    public:
        explicit Asked(QStringList &protocols) : m_protocols(protocols) {}
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
        {
            m_protocols.append(query.protocolTag());
            return {QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9)}; // nothing is looked up
        }

    private:
        QStringList &m_protocols;
    };
    const auto restore = qScopeGuard([] { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); });
    for (const auto &[scheme, protocol] : {std::pair("ws", "http"), std::pair("wss", "https")}) {
        QStringList protocols;
        QNetworkProxyFactory::setApplicationProxyFactory(std::make_unique<Asked>(protocols).release());
        Heard heard(makeLink());
        heard.open(QUrl(QString::fromLatin1(scheme) + QStringLiteral("://chat.example.invalid/")));
        QTRY_VERIFY_WITH_TIMEOUT(!protocols.isEmpty(), Deadline);
        QCOMPARE(protocols, QStringList(protocols.size(), QLatin1String(protocol)));
    }
}

void WebSocketLinksTest::deletedWhileDiallingSaysNothing()
{
    RawPeer peer;
    peer.reply = [](const QByteArray &) { return QByteArray(); };
    int said = 0;
    std::unique_ptr<Link> link = makeLink();
    connect(link.get(), &Link::opened, this, [&] { ++said; });
    connect(link.get(), &Link::ended, this, [&] { ++said; });
    LinkRequest request;
    request.url = peer.url();
    link->open(request);
    QTRY_COMPARE_WITH_TIMEOUT(peer.connections, 1, Deadline);
    link.reset();
    QCoreApplication::processEvents();
    QCOMPARE(said, 0);
}

TEST_WITH_CORE_APPLICATION(WebSocketLinksTest)

} // namespace tst_websocket_links

#include "tst_websocket_links.moc"
