// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "protocol/codec.h"
#include "server/embedded_server.h"
#include "server/listener.h"
#include "server/peer_link.h"
#include "tests/server/peer.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int Rooms = 36;
constexpr int MessagesPerRoom = 60;
constexpr int MessageBytes = 6'000;

QByteArray number(int value)
{
    return QByteArray::number(value);
}

QByteArray batch(const QByteArrayList &items)
{
    return "[" + items.join(',') + "]";
}

QByteArray create(int room)
{
    return R"({"type":"room.create","id":)" + number(1'000 + room) + R"(,"room":"r)" + number(room) + "\"}";
}

QByteArray post(int room, int message)
{
    const QByteArray clientId = number(room) + "-" + number(message);
    return R"({"type":"message.send","id":)" + number(10'000 + MessagesPerRoom * room + message) + R"(,"room":"r)" +
           number(room) + R"(","clientId":")" + clientId + R"(","text":")" + QByteArray(MessageBytes, 'x') + "\"}";
}

QByteArray subscribe(int room)
{
    return R"({"type":"subscribe","id":)" + number(100 + room) + R"(,"room":"r)" + number(room) + R"(","limit":60})";
}

} // namespace

/// Peers that ask at once for more than a link carries at once.
class TestSlowPeers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRoomOpensAtOnce();
    void aLinkThatEndsTakesWhatWaitsWithIt();
    void aServerStopsWhileRequestsWait();
    void aSlowReaderHearsWhy();

private:
    void begin();
    void fill();
    static QByteArray subscribeToAll();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EmbeddedServer> m_server;
    QUrl m_url;
};

void TestSlowPeers::begin()
{
    m_server.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<EmbeddedServer>();
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = m_dir->path();
    options.ratePerSecond = 0;
    const Result<QUrl> url = m_server->start(options);
    QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().message));
    m_url = url.value();
    fill();
}

void TestSlowPeers::fill()
{
    Peer writer(m_url);
    QVERIFY(writer.enter(QStringLiteral("reader")));
    for (int room = 0; room < Rooms; ++room) {
        QByteArrayList items{create(room)};
        for (int message = 0; message < MessagesPerRoom; ++message)
            items.push_back(post(room, message));
        writer.say(batch(items));
        // As a client does: what waits at the server has a bound.
        const int last = 10'000 + MessagesPerRoom * (room + 1) - 1;
        QCOMPARE(writer.answer(last)[QStringLiteral("type")].toString(), QStringLiteral("ack"));
    }
}

QByteArray TestSlowPeers::subscribeToAll()
{
    QByteArrayList items;
    for (int room = 0; room < Rooms; ++room)
        items.push_back(subscribe(room));
    return batch(items);
}

// Thirteen megabytes of answers to one frame: half as much again as a peer may be behind.
void TestSlowPeers::everyRoomOpensAtOnce()
{
    begin();
    Peer reader(m_url);
    QVERIFY(reader.enter(QStringLiteral("reader"), QStringLiteral("password")));
    reader.say(subscribeToAll());
    QTRY_VERIFY_WITH_TIMEOUT(reader.answers().size() == 1 + Rooms || !reader.isOpen(), 60'000);
    QVERIFY(reader.isOpen());
    const QList<QJsonObject> answers = reader.answers().mid(1); // after the welcome
    QCOMPARE(answers.size(), Rooms);
    for (int room = 0; room < Rooms; ++room) {
        QCOMPARE(answers[room][QStringLiteral("re")].toInt(), 100 + room);
        QCOMPARE(answers[room][QStringLiteral("type")].toString(), QStringLiteral("subscribed"));
        const QJsonObject page = answers[room][QStringLiteral("page")].toObject();
        QCOMPARE(page[QStringLiteral("lastSeq")].toInt(), MessagesPerRoom);
    }
    QVERIFY(reader.isServed());
}

void TestSlowPeers::aLinkThatEndsTakesWhatWaitsWithIt()
{
    begin();
    {
        Peer reader(m_url);
        QVERIFY(reader.enter(QStringLiteral("reader"), QStringLiteral("password")));
        reader.say(subscribeToAll());
        QVERIFY(!reader.answer(100).isEmpty());
    }
    Peer other(m_url);
    QVERIFY(other.enter(QStringLiteral("other")));
    QVERIFY(other.isServed());
}

void TestSlowPeers::aServerStopsWhileRequestsWait()
{
    begin();
    Peer reader(m_url);
    QVERIFY(reader.enter(QStringLiteral("reader"), QStringLiteral("password")));
    reader.say(subscribeToAll());
    QVERIFY(!reader.answer(100).isEmpty());
    m_server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!reader.isOpen(), 30'000);
}

// At 20 KB/s what lies between the two is read in seconds: who was cut off before found 1006, and came back as if the
// network had failed.
void TestSlowPeers::aSlowReaderHearsWhy()
{
    constexpr int BufferBytes = 16 * 1024; // of each system, on the way
    constexpr qint64 BytesPerTick = 2'000;
    const SystemClock clock;
    QtScheduler scheduler;
    FrameBuilder frames;
    WebSocketListener listener(scheduler, testedWebSocket());
    std::unique_ptr<PeerLink> link;
    connect(&listener, &WebSocketListener::entered, this, [&](PeerSocket *socket) {
        link = std::make_unique<PeerLink>(1, std::unique_ptr<PeerSocket>(socket), protocol::Encoding::Json,
                                          PeerLink::Parts{clock, frames});
        connect(link.get(), &PeerLink::wantsFlush, link.get(), &PeerLink::flush);
    });
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    QTcpSocket reader;
    reader.setReadBufferSize(BytesPerTick);
    reader.connectToHost(url.value().host(), quint16(url.value().port()));
    const auto atTheDoor = [&] { return listener.findChildren<QTcpSocket *>(); };
    QTRY_VERIFY(reader.state() == QAbstractSocket::ConnectedState && !atTheDoor().isEmpty());
    atTheDoor().first()->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, BufferBytes);
    reader.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, BufferBytes);
    reader.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n");
    QTRY_VERIFY(link);
    const QString text(5'000, u'x');
    while (!link->isClosing())
        link->queue(std::make_shared<const SharedItem>(protocol::ServerItem{0, protocol::Notice{text}}));
    QByteArray heard;
    QTimer tick;
    connect(&tick, &QTimer::timeout, this, [&] { heard += reader.read(BytesPerTick); });
    tick.start(100);
    QVERIFY(QTest::qWaitFor([&] { return reader.state() == QAbstractSocket::UnconnectedState; }, 30'000));
    heard += reader.readAll();
    QCOMPARE(reader.error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY2(heard.contains(closeFrame(1013, QStringLiteral("Too slow: come back and catch up."))),
             qPrintable(QString::number(heard.size())));
}

TEST_WITH_CORE_APPLICATION(TestSlowPeers)

#include "tst_slow_peers.moc"
