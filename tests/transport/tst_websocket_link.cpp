// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/heard.h"
#include "tests/transport/raw_peer.h"

#include "transport/websocket_link.h"
#include "websocket/codec.h"

#include <QScopeGuard>
#include <QTest>
#include <QThread>

#include <algorithm>

namespace tst_websocket_link {

using namespace banter;
using banter::testing::Heard;
using banter::testing::RawPeer;

namespace {

constexpr int Deadline = 10'000;

/// A text as Go's usual writer sends it: its buffer of 4,096 bytes is a fragment whenever it is full, wherever that is
/// in a character.
QByteArray asGoSendsIt(const QByteArray &text)
{
    constexpr qsizetype Buffer = 4'096;
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += Buffer)
        out += RawPeer::frame(at == 0 ? 1 : 0, text.mid(at, Buffer), at + Buffer >= text.size());
    return out;
}

/// What a client wrote, as the server's codec hears it.
std::vector<websocket::Event> heardBy(const QByteArray &bytes)
{
    std::vector<websocket::Event> out;
    websocket::Receiver server(websocket::Endpoint::Server, {});
    QByteArrayView rest(bytes);
    while (std::optional<websocket::Event> event = server.read(rest))
        out.push_back(std::move(*event));
    return out;
}

std::unique_ptr<Link> makeLink()
{
    return std::make_unique<WebSocketLink>();
}

} // namespace

/// Where the program's own WebSocket does what QWebSocket does not.
class WebSocketLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatGoSends_data();
    void readsWhatGoSends();
    void takesConnectionInAnyOrder_data();
    void takesConnectionInAnyOrder();
    void tellsEachCloseCode();
    void tellsEachCloseCodeWhileItIsSending();
    void tellsTheCloseCodeWhateverMeetsTheReset();
    void anEmptyCloseHasNoCode();
    void answersACloseAndPings();
    void keepsOneAnswerForAPeerThatPingsAndReadsNothing();
    void tellsThePeerWhatWasWrong_data();
    void tellsThePeerWhatWasWrong();
    void aStalledFrameIsForItsOwnerToJudge();
    void aTextThatIsNoneEndsIt();
    void holdsOnePongForAPeerThatReadsNothing();
    void pingsProveThatThePeerLives();
    void tellsWhatARefusalAsksFor();
    void sendsNoTextThatIsNone();
    void closesWithItsCodeAndReason();
};

void WebSocketLinkTest::readsWhatGoSends_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("Chinese") << QStringLiteral("汉字");
    QTest::newRow("Russian") << QStringLiteral("Приве́т, ");
    QTest::newRow("German") << QStringLiteral("größere Äpfel ");
    QTest::newRow("emoji") << QStringLiteral("🐌👍🏽 ");
}

void WebSocketLinkTest::readsWhatGoSends()
{
    QFETCH(QString, word);
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    bool cutsInside = false;
    for (int shift = 0; shift < 8; ++shift) {
        const QByteArray text = QByteArray(shift, 'a') + word.repeated(3'000).toUtf8();
        cutsInside = cutsInside || (quint8(text.at(4'096)) & 0xc0) == 0x80;
        heard.frames.clear();
        peer.send(asGoSendsIt(text));
        QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(1), Deadline);
        QCOMPARE(heard.frames[0], (Frame{false, text}));
    }
    QVERIFY(cutsInside);
}

void WebSocketLinkTest::takesConnectionInAnyOrder_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("first") << QByteArray("Connection: Upgrade, Keep-Alive");
    QTest::newRow("last") << QByteArray("Connection: keep-alive, Upgrade");
    QTest::newRow("two headers") << QByteArray("Connection: keep-alive\r\nConnection: Upgrade");
    QTest::newRow("two headers the other way") << QByteArray("Connection: Upgrade\r\nConnection: keep-alive");
    QTest::newRow("small letters") << QByteArray("connection: upgrade");
}

void WebSocketLinkTest::takesConnectionInAnyOrder()
{
    QFETCH(QByteArray, lines);
    RawPeer peer;
    peer.reply = [lines](const QByteArray &request) {
        return RawPeer::handshake(request).replace("Connection: Upgrade", lines);
    };
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(1, "hello"));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(1), Deadline);
}

void WebSocketLinkTest::tellsEachCloseCode()
{
    std::vector<int> codes{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999};
    for (int code = 4000; code <= 4999; ++code)
        codes.push_back(code);
    for (const int code : codes) {
        RawPeer peer;
        Heard heard(makeLink());
        heard.open(peer.url());
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
        peer.send(RawPeer::closeFrame(code, "why"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
        QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
        QCOMPARE(heard.ends[0].code, code);
        QCOMPARE(heard.ends[0].reason, QStringLiteral("why"));
    }
}

// The server says Close and is gone, with all of what it did not read: its system answers what comes with a reset.
void WebSocketLinkTest::tellsEachCloseCodeWhileItIsSending()
{
    std::vector<int> codes{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999};
    for (int code = 4000; code <= 4999; code += 27)
        codes.push_back(code);
    for (const int code : codes) {
        RawPeer peer;
        peer.reads = false;
        Heard heard(makeLink());
        heard.open(peer.url());
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
        for (int i = 0; i < 8; ++i)
            QVERIFY(heard.link.send({true, QByteArray(1 << 20, 'x')}));
        QTRY_VERIFY_WITH_TIMEOUT(peer.socket->bytesAvailable() > 0, Deadline);
        QVERIFY(heard.link.bytesToWrite() > 0);
        peer.send(RawPeer::closeFrame(code, "why"));
        peer.socket->abort();
        while (heard.ends.empty() && heard.link.send({true, "and more"}))
            QCoreApplication::processEvents();
        QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
        QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
        QCOMPARE(heard.ends[0].code, code);
    }
}

// The same from another thread, so that the reset comes at any moment: also between the look whether there is something
// to read and the next write, which then fails.
void WebSocketLinkTest::tellsTheCloseCodeWhateverMeetsTheReset()
{
    constexpr int Times = 300;
    QThread thread;
    QObject *const there = std::make_unique<QObject>().release();
    there->moveToThread(&thread);
    connect(&thread, &QThread::finished, there, &QObject::deleteLater);
    thread.start();
    const auto stop = qScopeGuard([&thread] {
        thread.quit();
        thread.wait();
    });
    QUrl url;
    QMetaObject::invokeMethod(
        there,
        [there, &url] {
            auto *peer = std::make_unique<RawPeer>().release();
            peer->setParent(there);
            url = peer->url();
            connect(peer, &RawPeer::ready, peer, [peer] {
                auto heard = std::make_shared<qsizetype>(0);
                QTcpSocket *socket = peer->socket;
                connect(socket, &QTcpSocket::readyRead, socket, [peer, socket, heard] {
                    *heard += std::exchange(peer->received, {}).size();
                    if (*heard < 200'000 + qsizetype(socket->peerPort()) * 10)
                        return;
                    socket->write(RawPeer::closeFrame(4321, "enough"));
                    socket->flush();
                    socket->abort();
                });
            });
        },
        Qt::BlockingQueuedConnection);
    int told = 0;
    for (int i = 0; i < Times; ++i) {
        Heard heard(makeLink());
        heard.open(url);
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
        const QByteArray lump(20'000, 'x');
        while (heard.ends.empty()) {
            if (heard.link.bytesToWrite() < 1'000'000)
                heard.link.send({true, lump});
            QCoreApplication::processEvents();
        }
        told += int(heard.ends[0].code == 4321);
    }
    QCOMPARE(told, Times);
}

void WebSocketLinkTest::anEmptyCloseHasNoCode()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(8, {}));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::CloseFrame);
    QCOMPARE(heard.ends[0].code, 1005);
}

void WebSocketLinkTest::answersACloseAndPings()
{
    using namespace websocket;
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(9, "are you there") + RawPeer::frame(9, {}) + RawPeer::closeFrame(4001, "bye"));
    const std::vector<Event> answers{event::Pong{"are you there"}, event::Pong{}, event::Closed{{4001, {}}}};
    QTRY_COMPARE_WITH_TIMEOUT(heardBy(peer.received).size(), answers.size(), Deadline);
    QVERIFY(heardBy(peer.received) == answers);
}

// Such a server made the client hold a GiB of answers.
void WebSocketLinkTest::keepsOneAnswerForAPeerThatPingsAndReadsNothing()
{
    constexpr qint64 Most = 256 * 1024;
    constexpr int Rounds = 400;
    RawPeer peer;
    peer.reads = false;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray pings = RawPeer::frame(9, QByteArray(125, 'p')).repeated(500);
    qint64 most = 0;
    for (int round = 0; round < Rounds; ++round) { // 25 MB, more than any socket takes by itself
        peer.send(pings);
        QCoreApplication::processEvents();
        most = std::max(most, heard.link.bytesToWrite());
    }
    QVERIFY2(most < Most, qPrintable(QString::number(most)));
    QVERIFY(heard.ends.empty()); // it is the heartbeat that finds it dead
}

void WebSocketLinkTest::tellsThePeerWhatWasWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("a reserved bit") << QByteArray("\xf1\x02hi", 4) << 1002;
    QTest::newRow("a mask") << QByteArray("\x81\x82\0\0\0\0hi", 8) << 1002;
    QTest::newRow("no UTF-8") << RawPeer::frame(1, "\xff\xfe") << 1007;
    QTest::newRow("too large") << RawPeer::frame(2, QByteArray(1'001, 'x')).left(10) << 1009;
    QTest::newRow("no code") << RawPeer::closeFrame(1005, {}) << 1002;
}

void WebSocketLinkTest::tellsThePeerWhatWasWrong()
{
    using namespace websocket;
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url(), 1'000);
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
    QTRY_COMPARE_WITH_TIMEOUT(heardBy(peer.received).size(), std::size_t(1), Deadline);
    const std::vector<Event> told = heardBy(peer.received);
    const auto *closed = std::get_if<event::Closed>(&told[0]);
    QVERIFY(closed);
    QCOMPARE(closed->words.code, code);
    QVERIFY(!closed->words.reason.isEmpty());
}

// QWebSocket ends it after five seconds; a slow line takes longer, and a dead one is found by its silence.
void WebSocketLinkTest::aStalledFrameIsForItsOwnerToJudge()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray frame = RawPeer::frame(1, "a whole sentence");
    peer.send(frame.left(5));
    QTest::qWait(6'000); // that nothing happens can only be waited for
    QVERIFY(heard.ends.empty());
    peer.send(frame.mid(5));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames, (std::vector<Frame>{{false, "a whole sentence"}}), Deadline);
}

void WebSocketLinkTest::aTextThatIsNoneEndsIt()
{
    for (const auto &[text, unreadable] :
         {std::pair(QByteArray("\xff\xfe"), true), std::pair(QByteArray("fine"), false)}) {
        RawPeer peer;
        Heard heard(makeLink());
        heard.open(peer.url());
        QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
        peer.send(RawPeer::frame(1, text) + RawPeer::frame(5, {}));
        QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
        QCOMPARE(heard.ends[0].unreadableText, unreadable);
        QCOMPARE(heard.frames.empty(), unreadable);
    }
}

void WebSocketLinkTest::holdsOnePongForAPeerThatReadsNothing()
{
    constexpr qint64 Most = 64 * 1024 + 131; // what is written before it waits, and a pong
    RawPeer peer;
    peer.reads = false;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray pings = RawPeer::frame(9, QByteArray(125, 'p')).repeated(500);
    qint64 most = 0;
    for (qint64 sent = 0; sent < 24 * 1024 * 1024; sent += pings.size()) {
        peer.send(pings);
        QCoreApplication::processEvents();
        most = std::max(most, heard.link.bytesToWrite());
    }
    peer.send(RawPeer::frame(9, "the last") + RawPeer::frame(1, "hello"));
    QTRY_COMPARE_WITH_TIMEOUT(heard.frames.size(), std::size_t(1), 6 * Deadline);
    QVERIFY2(most > 32 * 1024 && most <= Most, qPrintable(QString::number(most)));
    QVERIFY(heard.ends.empty());
    // Once it reads, it is answered the last one.
    peer.reads = true;
    peer.received += peer.socket->readAll();
    QTRY_VERIFY_WITH_TIMEOUT(heard.link.bytesToWrite() == 0, Deadline);
    const auto lastPong = [&peer] {
        const std::vector<websocket::Event> answers = heardBy(peer.received);
        const auto *pong = answers.empty() ? nullptr : std::get_if<websocket::event::Pong>(&answers.back());
        return pong ? pong->payload : QByteArray();
    };
    QTRY_COMPARE_WITH_TIMEOUT(lastPong(), QByteArray("the last"), Deadline);
}

void WebSocketLinkTest::pingsProveThatThePeerLives()
{
    RawPeer peer;
    Heard heard(makeLink());
    int arriving = 0;
    connect(&heard.link, &Link::arriving, &heard.link, [&arriving] { ++arriving; });
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QCOMPARE(arriving, 0);
    peer.send(RawPeer::frame(9, {}));
    QTRY_COMPARE_WITH_TIMEOUT(arriving, 1, Deadline);
}

void WebSocketLinkTest::tellsWhatARefusalAsksFor()
{
    RawPeer peer;
    Heard busy(makeLink());
    peer.reply = [](const QByteArray &) {
        return QByteArray("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n");
    };
    busy.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(busy.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(busy.ends[0].httpStatus, 503);
    QCOMPARE(busy.ends[0].retryAfterMs, qint64(30'000));
    Heard moved(makeLink());
    peer.reply = [](const QByteArray &) {
        return QByteArray(
            "HTTP/1.1 301 Moved Permanently\r\nLocation: https://u:p@other.example/chat?token=secret\r\n\r\n");
    };
    moved.open(peer.url());
    QTRY_COMPARE_WITH_TIMEOUT(moved.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(moved.ends[0].httpStatus, 301);
    QCOMPARE(moved.ends[0].reason,
             QStringLiteral("The server answered 301 Moved Permanently. It names https://other.example/chat."));
    QCOMPARE(peer.connections, 2); // and nothing follows it
}

void WebSocketLinkTest::sendsNoTextThatIsNone()
{
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QVERIFY(heard.link.send({false, "a\xff"}));
    QVERIFY(heard.link.send({true, "a\xff"}));
    QTRY_COMPARE_WITH_TIMEOUT(heardBy(peer.received).size(), std::size_t(2), Deadline);
    QVERIFY(heardBy(peer.received) ==
            (std::vector<websocket::Event>{Frame{false, "a\xef\xbf\xbd"}, Frame{true, "a\xff"}}));
}

void WebSocketLinkTest::closesWithItsCodeAndReason()
{
    using namespace websocket;
    RawPeer peer;
    Heard heard(makeLink());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    QVERIFY(heard.link.send({false, "first"}));
    heard.link.close(4002, QStringLiteral("enough"));
    QVERIFY(!heard.link.send({false, "late"}));
    const std::vector<Event> said{Frame{false, "first"}, event::Closed{{4002, QStringLiteral("enough")}}};
    QTRY_COMPARE_WITH_TIMEOUT(heardBy(peer.received).size(), said.size(), Deadline);
    QVERIFY(heardBy(peer.received) == said);
    peer.send(RawPeer::frame(1, "not heard any more") + RawPeer::closeFrame(4002, {}));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Local);
    QVERIFY(heard.frames.empty());
}

TEST_WITH_CORE_APPLICATION(WebSocketLinkTest)

} // namespace tst_websocket_link

#include "tst_websocket_link.moc"
