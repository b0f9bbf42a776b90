// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/heard.h"
#include "tests/transport/raw_peer.h"

#include "transport/qwebsocket_link.h"

#include <QTest>

namespace tst_qwebsocket_link {

using namespace banter;
using banter::testing::Heard;
using banter::testing::RawPeer;

namespace {

constexpr int Deadline = 10'000;

} // namespace

/// What QWebSocket does otherwise than RFC 6455 and the program's own WebSocket.
class QWebSocketLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysThatItCannotReadAText_data();
    void saysThatItCannotReadAText();
    void stalledFrameIsNoServerRestart();
    void leavesAPeerThatPingsAndReadsNothing();
};

void QWebSocketLinkTest::saysThatItCannotReadAText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("unreadable");
    const QByteArray grass = "\xe8\x8d\x89";
    QTest::newRow("cut inside a character")
        << RawPeer::frame(1, grass.left(2), false) + RawPeer::frame(0, grass.mid(2)) << true;
    QTest::newRow("no UTF-8") << RawPeer::frame(1, "\xff\xfe") << true;
    QTest::newRow("a broken frame") << RawPeer::frame(5, "what") << false;
    QTest::newRow("the peer says 1007") << RawPeer::closeFrame(1007, "not mine") << false;
}

void QWebSocketLinkTest::saysThatItCannotReadAText()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer;
    Heard heard(std::make_unique<QWebSocketLink>());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QTEST(heard.ends[0].unreadableText, "unreadable");
}

void QWebSocketLinkTest::stalledFrameIsNoServerRestart()
{
    RawPeer peer;
    Heard heard(std::make_unique<QWebSocketLink>());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    peer.send(RawPeer::frame(1, "a whole sentence").left(5));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), 3 * Deadline); // Qt waits 5 s by itself
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
}

void QWebSocketLinkTest::leavesAPeerThatPingsAndReadsNothing()
{
    constexpr qint64 Slack = 2 * 1024 * 1024; // answers to what one read of the socket brings
    RawPeer peer;
    peer.reads = false;
    Heard heard(std::make_unique<QWebSocketLink>());
    heard.open(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(heard.opened, Deadline);
    const QByteArray pings = RawPeer::frame(9, QByteArray(125, 'p')).repeated(500);
    qint64 most = 0;
    for (qint64 sent = 0; heard.ends.empty() && sent < 10 * Link::MaxBacklogBytes; sent += pings.size()) {
        peer.send(pings);
        QCoreApplication::processEvents();
        most = std::max(most, heard.link.bytesToWrite());
    }
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends.size(), std::size_t(1), Deadline);
    QVERIFY2(most < Link::MaxBacklogBytes + Slack, qPrintable(QString::number(most)));
    QCOMPARE(heard.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(heard.ends[0].code, 1006);
    QVERIFY(heard.ends[0].reason.contains(QStringLiteral("reads nothing")));
}

TEST_WITH_CORE_APPLICATION(QWebSocketLinkTest)

} // namespace tst_qwebsocket_link

#include "tst_qwebsocket_link.moc"
