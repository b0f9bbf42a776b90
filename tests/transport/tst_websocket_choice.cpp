// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/heard.h"
#include "tests/transport/raw_peer.h"

#include "core/scheduler.h"
#include "transport/qwebsocket_link.h"
#include "transport/system_links.h"
#include "transport/websocket_link.h"

#include <QTest>

namespace tst_websocket_choice {

using namespace banter;
using banter::testing::Heard;
using banter::testing::RawPeer;

namespace {

constexpr int Deadline = 10'000;
const QByteArray TwoWords = QByteArrayLiteral("Connection: Upgrade, Keep-Alive");

/// A text of one character that comes in two fragments.
QByteArray cutText()
{
    const QByteArray grass = "\xe8\x8d\x89";
    return RawPeer::frame(1, grass.left(2), false) + RawPeer::frame(0, grass.mid(2));
}

/// A link of the program's factory, and whether it asked for the own WebSocket.
class Chosen : public Heard {
public:
    Chosen(WebSocketKind kind, const RawPeer &peer, bool own = false, LinkKind link = LinkKind::WebSocket)
        : Heard(made(kind, link))
    {
        QObject::connect(&this->link, &Link::ownWebSocketNeeded, &this->link, [this] {
            ++needed;
            wasOpen = opened;
        });
        LinkRequest request;
        request.url = peer.url();
        if (link != LinkKind::WebSocket)
            request.url.setScheme(QStringLiteral("http"));
        request.kind = link;
        request.ownWebSocket = own;
        this->link.open(request);
    }

    int needed = 0;
    bool wasOpen = false; ///< when it said so

private:
    static std::unique_ptr<Link> made(WebSocketKind kind, LinkKind link)
    {
        static QtScheduler scheduler;
        static std::map<WebSocketKind, SystemLinkFactory> factories;
        return factories.try_emplace(kind, scheduler, kind).first->second.make(link);
    }
};

} // namespace

class WebSocketChoiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasThreeNames();
    void makesWhatItIsTold();
    void triesTheOwnWhereQtsRefusesAHandshake_data();
    void triesTheOwnWhereQtsRefusesAHandshake();
    void takesTheOwnAtOnceWhereItIsKnown();
    void saysThatATextNeedsTheOwn();
    void triesNothingElseWhereTheServerSaysNo_data();
    void triesNothingElseWhereTheServerSaysNo();
    void tellsWhatTheOwnMet();
    void isAbortedBetweenTheTwo();
    void servesEngineIoToo();
};

void WebSocketChoiceTest::hasThreeNames()
{
    QCOMPARE(webSocketKindNamed(QStringLiteral("auto")), WebSocketKind::Auto);
    QCOMPARE(webSocketKindNamed(QStringLiteral("own")), WebSocketKind::Own);
    QCOMPARE(webSocketKindNamed(QStringLiteral("qt")), WebSocketKind::Qt);
    for (const char *other : {"", "Own", "QWebSocket"})
        QVERIFY(!webSocketKindNamed(QString::fromLatin1(other)));
}

void WebSocketChoiceTest::makesWhatItIsTold()
{
    QVERIFY(qobject_cast<WebSocketLink *>(makeWebSocketLink(WebSocketKind::Own).get()));
    QVERIFY(qobject_cast<QWebSocketLink *>(makeWebSocketLink(WebSocketKind::Qt).get()));
    QVERIFY(qobject_cast<ChosenWebSocketLink *>(makeWebSocketLink(WebSocketKind::Auto).get()));
}

void WebSocketChoiceTest::triesTheOwnWhereQtsRefusesAHandshake_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("Upgrade first") << TwoWords;
    QTest::newRow("Upgrade last") << QByteArray("Connection: keep-alive, Upgrade");
    QTest::newRow("two headers") << QByteArray("Connection: keep-alive\r\nConnection: Upgrade");
}

void WebSocketChoiceTest::triesTheOwnWhereQtsRefusesAHandshake()
{
    QFETCH(QByteArray, lines);
    for (const WebSocketKind kind : {WebSocketKind::Auto, WebSocketKind::Own, WebSocketKind::Qt}) {
        RawPeer peer;
        peer.reply = [lines](const QByteArray &request) {
            return RawPeer::handshake(request).replace("Connection: Upgrade", lines);
        };
        Chosen chosen(kind, peer);
        if (kind == WebSocketKind::Qt) {
            QTRY_COMPARE_WITH_TIMEOUT(chosen.ends.size(), std::size_t(1), Deadline);
            QCOMPARE(chosen.ends[0].kind, LinkEnd::Kind::Handshake);
            continue;
        }
        QTRY_VERIFY_WITH_TIMEOUT(chosen.opened, Deadline);
        QCOMPARE(peer.connections, kind == WebSocketKind::Auto ? 2 : 1);
        QCOMPARE(chosen.needed, kind == WebSocketKind::Auto ? 1 : 0);
        QVERIFY(!chosen.wasOpen);
        peer.send(RawPeer::frame(1, "hello"));
        QTRY_COMPARE_WITH_TIMEOUT(chosen.frames.size(), std::size_t(1), Deadline);
        QVERIFY(chosen.link.send({false, "you"}));
        QTRY_COMPARE_WITH_TIMEOUT(peer.received.size(), qsizetype(6 + 3), Deadline);
        peer.send(RawPeer::closeFrame(4001, {}));
        QTRY_COMPARE_WITH_TIMEOUT(chosen.ends.size(), std::size_t(1), Deadline);
        QCOMPARE(chosen.ends[0].code, 4001);
    }
}

void WebSocketChoiceTest::takesTheOwnAtOnceWhereItIsKnown()
{
    RawPeer peer;
    peer.reply = [](const QByteArray &request) {
        return RawPeer::handshake(request).replace("Connection: Upgrade", TwoWords);
    };
    Chosen chosen(WebSocketKind::Auto, peer, true);
    QTRY_VERIFY_WITH_TIMEOUT(chosen.opened, Deadline);
    QCOMPARE(peer.connections, 1);
    QCOMPARE(chosen.needed, 0);
}

void WebSocketChoiceTest::saysThatATextNeedsTheOwn()
{
    RawPeer peer;
    Chosen first(WebSocketKind::Auto, peer);
    QTRY_VERIFY_WITH_TIMEOUT(first.opened, Deadline);
    peer.send(cutText());
    QTRY_COMPARE_WITH_TIMEOUT(first.ends.size(), std::size_t(1), Deadline);
    QVERIFY(first.ends[0].unreadableText);
    QCOMPARE(first.needed, 1);
    Chosen second(WebSocketKind::Auto, peer, true);
    QTRY_VERIFY_WITH_TIMEOUT(second.opened, Deadline);
    peer.send(cutText());
    QTRY_COMPARE_WITH_TIMEOUT(second.frames, (std::vector<Frame>{{false, "\xe8\x8d\x89"}}), Deadline);
    QCOMPARE(second.needed, 0);
    Chosen qts(WebSocketKind::Qt, peer, true);
    QTRY_VERIFY_WITH_TIMEOUT(qts.opened, Deadline);
    peer.send(cutText());
    QTRY_COMPARE_WITH_TIMEOUT(qts.ends.size(), std::size_t(1), Deadline);
}

void WebSocketChoiceTest::triesNothingElseWhereTheServerSaysNo_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const char *status : {"401 Unauthorized", "404 Not Found", "429 Too Many Requests", "503 Service Unavailable"})
        QTest::newRow(status) << "HTTP/1.1 " + QByteArray(status) + "\r\nContent-Length: 0\r\n\r\n";
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("TLS") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7);
}

void WebSocketChoiceTest::triesNothingElseWhereTheServerSaysNo()
{
    QFETCH(QByteArray, answer);
    RawPeer peer;
    peer.reply = [answer](const QByteArray &) { return answer; };
    Chosen chosen(WebSocketKind::Auto, peer);
    QTRY_COMPARE_WITH_TIMEOUT(chosen.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(peer.connections, 1);
    QCOMPARE(chosen.needed, 0);
}

void WebSocketChoiceTest::tellsWhatTheOwnMet()
{
    RawPeer peer;
    peer.reply = [&peer](const QByteArray &request) {
        if (peer.connections == 1)
            return RawPeer::handshake(request).replace("Connection: Upgrade", TwoWords);
        return QByteArray("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\n\r\n");
    };
    Chosen chosen(WebSocketKind::Auto, peer);
    QTRY_COMPARE_WITH_TIMEOUT(chosen.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(peer.connections, 2);
    QCOMPARE(chosen.ends[0].httpStatus, 503);
    QCOMPARE(chosen.ends[0].retryAfterMs, qint64(7'000));
    QCOMPARE(chosen.needed, 0); // it helped nobody yet
}

void WebSocketChoiceTest::isAbortedBetweenTheTwo()
{
    RawPeer peer;
    peer.reply = [&peer](const QByteArray &request) {
        if (peer.connections == 1)
            return RawPeer::handshake(request).replace("Connection: Upgrade", TwoWords);
        return QByteArray();
    };
    Chosen chosen(WebSocketKind::Auto, peer);
    QTRY_COMPARE_WITH_TIMEOUT(peer.connections, 2, Deadline);
    chosen.link.abort();
    QTRY_COMPARE_WITH_TIMEOUT(chosen.ends.size(), std::size_t(1), Deadline);
    QCOMPARE(chosen.ends[0].kind, LinkEnd::Kind::Local);
}

void WebSocketChoiceTest::servesEngineIoToo()
{
    RawPeer peer;
    peer.reply = [](const QByteArray &request) {
        return RawPeer::handshake(request).replace("Connection: Upgrade", TwoWords);
    };
    connect(&peer, &RawPeer::ready, &peer, [&peer] {
        peer.send(RawPeer::frame(1, R"(0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000})"));
    });
    Chosen chosen(WebSocketKind::Auto, peer, false, LinkKind::EngineIo);
    QTRY_VERIFY_WITH_TIMEOUT(chosen.opened, Deadline);
    QCOMPARE(peer.connections, 2);
    QCOMPARE(chosen.needed, 1);
}

TEST_WITH_CORE_APPLICATION(WebSocketChoiceTest)

} // namespace tst_websocket_choice

#include "tst_websocket_choice.moc"
