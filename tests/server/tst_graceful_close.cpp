// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/graceful_close.h"

#include "server/embedded_server.h"
#include "tests/server/deaf_peer.h"
#include "tests/server/peer.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

namespace tst_graceful_close {

using namespace banter;
using namespace banter::testing;

namespace {

/// Somebody who sends without a pause and reads nothing until it is told to: what is on its way to them then is what a
/// slow reader has not read yet.
class Chatterer final {
public:
    explicit Chatterer(const QUrl &server, const QByteArray &capabilities)
    {
        m_socket.connectToHost(server.host(), quint16(server.port()));
        m_socket.waitForConnected();
        m_socket.write("GET / HTTP/1.1\r\nHost: " + server.host().toUtf8() +
                       "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                       "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: banter.v1.json\r\n\r\n");
        waitFor("\r\n\r\n");
        say(R"({"type":"hello","id":1,"version":1,"client":"t","capabilities":[)" + capabilities +
            R"(],"auth":{"method":"register","user":"ann","secret":"correct horse"}})");
        waitFor("\"welcome\"");
    }

    void say(const QByteArray &json)
    {
        m_socket.write(DeafPeer::frame(1, json));
        m_socket.flush();
    }
    /// Goes on talking for that long, and pings, without reading.
    void talkFor(int ms)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < ms && m_socket.state() == QAbstractSocket::ConnectedState) {
            say(R"({"type":"typing","room":"lobby","active":true})");
            m_socket.write(DeafPeer::frame(9, "ping"));
            m_socket.waitForBytesWritten(1);
        }
    }
    /// All that there is until the server's end of the stream; `reset` tells whether it was cut off instead.
    QByteArray readToTheEnd(bool *reset)
    {
        while (m_socket.waitForReadyRead(5'000)) {
        }
        *reset = m_socket.error() != QAbstractSocket::RemoteHostClosedError;
        m_heard += m_socket.readAll();
        return m_heard;
    }

private:
    void waitFor(const QByteArray &what)
    {
        while (!m_heard.contains(what) && m_socket.waitForReadyRead(20'000))
            m_heard += m_socket.readAll();
    }

    QTcpSocket m_socket;
    QByteArray m_heard;
};

} // namespace

/// What a server says last arrives, also at somebody who is talking.
class TestGracefulClose : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFrameHoldsTheCodeAndWholeCharacters();
    void whoTalksHearsWhyTheServerGoes_data();
    void whoTalksHearsWhyTheServerGoes();
    void whoNeverClosesIsCutOff();
};

void TestGracefulClose::aFrameHoldsTheCodeAndWholeCharacters()
{
    QCOMPARE(closeFrame(1013, QStringLiteral("no")), QByteArray("\x88\x04\x03\xf5no", 6));
    const QByteArray longest = closeFrame(4001, QStringLiteral("x") + QString(100, QChar(0x20ac)));
    QCOMPARE(int(uchar(longest[1])), 2 + 1 + 40 * 3); // 124 would cut the 42nd character
    QVERIFY(QUtf8StringView(longest.sliced(4)).isValidUtf8());
}

void TestGracefulClose::whoTalksHearsWhyTheServerGoes_data()
{
    QTest::addColumn<QByteArray>("capabilities");
    QTest::addColumn<int>("code");
    QTest::newRow("a client that knows closing") << QByteArray("\"closing\"") << 1001;
    QTest::newRow("an older client") << QByteArray() << 1001;
    QTest::newRow("one that is signed out elsewhere") << QByteArray("\"closing\"") << 4001;
}

void TestGracefulClose::whoTalksHearsWhyTheServerGoes()
{
    QFETCH(QByteArray, capabilities);
    QFETCH(int, code);
    QTemporaryDir folder;
    EmbeddedServer server;
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = folder.path();
    const Result<QUrl> url = server.start(options);
    QVERIFY(url.ok());
    Chatterer ann(url.value(), capabilities);
    ann.talkFor(50);
    banter::testing::Peer phone(url.value());
    std::thread stopping;
    if (code == 1001) {
        stopping = std::thread([&server] { server.stop(); });
    } else {
        QVERIFY(phone.enter(QStringLiteral("ann"), QStringLiteral("password")));
        phone.say(R"({"type":"devices.drop","id":2})");
        QCOMPARE(phone.answer(2)[QStringLiteral("type")].toString(), QStringLiteral("done"));
    }
    ann.talkFor(300);
    bool reset = true;
    const QByteArray heard = ann.readToTheEnd(&reset);
    if (stopping.joinable())
        stopping.join();
    QVERIFY(!reset);
    const QString why = code == 1001 ? QStringLiteral("The server stops.") : QStringLiteral("Signed out elsewhere.");
    QVERIFY2(heard.endsWith(closeFrame(code, why)), heard.right(100).constData());
    QCOMPARE(heard.contains(R"("type":"closing")"), !capabilities.isEmpty());
    if (!capabilities.isEmpty())
        QVERIFY2(heard.contains(R"("code":)" + QByteArray::number(code)), heard.constData());
}

void TestGracefulClose::whoNeverClosesIsCutOff()
{
    QTemporaryDir folder;
    EmbeddedServer server;
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = folder.path();
    const Result<QUrl> url = server.start(options);
    QVERIFY(url.ok());
    const Chatterer ann(url.value(), {});
    QElapsedTimer clock;
    clock.start();
    server.stop();
    QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
}

TEST_WITH_CORE_APPLICATION(TestGracefulClose)

} // namespace tst_graceful_close

#include "tst_graceful_close.moc"
