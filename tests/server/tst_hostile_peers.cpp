// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "server/link_limits.h"
#include "server/peer_queue.h"
#include "tests/server/deaf_peer.h"
#include "tests/server/peer.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace banter;
using namespace banter::testing;

namespace {

const QString Json = QStringLiteral("banter.v1.json");
const QString Cbor = QStringLiteral("banter.v1.cbor");

/// More than the buffers of both systems and what the server holds for a peer take together.
constexpr qint64 FloodBytes = 32 * 1024 * 1024;

QByteArray send(const QByteArray &text)
{
    return R"({"type":"message.send","id":2,"room":"lobby","clientId":"c","text":")" + text + "\"}";
}

} // namespace

/// What must not be said to a server, said over real sockets while somebody else is being served.
class TestHostilePeers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void closesLinksThatSpeakNothingOfOurs_data();
    void closesLinksThatSpeakNothingOfOurs();
    void refusesHellos_data();
    void refusesHellos();
    void servesNobodyBeforeTheHello();
    void dropsUnreadableFrames_data();
    void dropsUnreadableFrames();
    void holdsLittleForWhoIsUnknown();
    void dropsUnreadableCbor();
    void endsALinkOfNothingButUnreadableFrames();
    void endsALinkAtAFrameOverTheLimit();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void keepsOthersOutOfAPrivateRoom();
    void slowsDownWhoIsTooFast();
    void cutsOffWhoAsksAndNeverReads();
    void cutsOffWhoPingsAndNeverReads_data();
    void cutsOffWhoPingsAndNeverReads();
    void cutsOffWhoSendsFramesOfNothing();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EmbeddedServer> m_server;
    std::unique_ptr<Peer> m_witness;
    QUrl m_url;
};

void TestHostilePeers::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<EmbeddedServer>();
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = m_dir->path();
    const Result<QUrl> url = m_server->start(options);
    QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().message));
    m_url = url.value();
    m_witness = std::make_unique<Peer>(m_url);
    QVERIFY(m_witness->enter(QStringLiteral("witness")));
}

// Whatever was said: it was nobody else's trouble.
void TestHostilePeers::cleanup()
{
    const bool served = m_witness && m_witness->isServed();
    m_witness.reset();
    m_server.reset();
    m_dir.reset();
    QVERIFY(served);
}

void TestHostilePeers::closesLinksThatSpeakNothingOfOurs_data()
{
    QTest::addColumn<QString>("subprotocol");
    QTest::newRow("no subprotocol") << QString();
    QTest::newRow("another subprotocol") << QStringLiteral("mqtt");
    QTest::newRow("a version to come") << QStringLiteral("banter.v2.json");
}

void TestHostilePeers::closesLinksThatSpeakNothingOfOurs()
{
    QFETCH(QString, subprotocol);
    Peer peer(m_url, subprotocol);
    QCOMPARE(peer.closed(), 1002);
}

void TestHostilePeers::refusesHellos_data()
{
    QTest::addColumn<QByteArray>("auth");
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("code");
    const QByteArray good = R"({"method":"register","user":"mallory","secret":"correct horse"})";
    QTest::newRow("another version") << good << 2 << QStringLiteral("unsupported_version") << 1002;
    QTest::newRow("nobody") << QByteArray(R"({"method":"password","user":"nobody","secret":"correct horse"})") << 1
                            << QStringLiteral("unauthorized") << 4001;
    QTest::newRow("wrong password") << QByteArray(R"({"method":"password","user":"witness","secret":"wrong horse"})")
                                    << 1 << QStringLiteral("unauthorized") << 4001;
    QTest::newRow("no such token") << QByteArray(R"({"method":"token","secret":"0123456789"})") << 1
                                   << QStringLiteral("unauthorized") << 4001;
    QTest::newRow("taken name") << QByteArray(R"({"method":"register","user":"WITNESS","secret":"correct horse"})") << 1
                                << QStringLiteral("name_taken") << 4001;
    QTest::newRow("no such method") << QByteArray(R"({"method":"magic","user":"a","secret":"correct horse"})") << 1
                                    << QStringLiteral("bad_request") << 4001;
    QTest::newRow("auth is no map") << QByteArray("7") << 1 << QStringLiteral("bad_request") << 4001;
    QTest::newRow("turned name") << QByteArray("{\"method\":\"register\",\"user\":\"mal\xe2\x80\xaelory\","
                                               "\"secret\":\"correct horse\"}")
                                 << 1 << QStringLiteral("bad_text") << 4001;
}

void TestHostilePeers::refusesHellos()
{
    QFETCH(QByteArray, auth);
    QFETCH(int, version);
    QFETCH(QString, error);
    QFETCH(int, code);
    Peer peer(m_url);
    QVERIFY(peer.opened());
    peer.say(R"({"type":"hello","id":1,"client":"test","version":)" + QByteArray::number(version) + R"(,"auth":)" +
             auth + "}");
    QCOMPARE(peer.answer(1)[QStringLiteral("code")].toString(), error);
    QCOMPARE(peer.closed(), code);
}

void TestHostilePeers::servesNobodyBeforeTheHello()
{
    Peer peer(m_url);
    QVERIFY(peer.opened());
    peer.say(R"({"type":"rooms.list","id":1})");
    QCOMPARE(peer.answer(1)[QStringLiteral("code")].toString(), QStringLiteral("unauthorized"));
}

void TestHostilePeers::dropsUnreadableFrames_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("cut off") << QByteArray(R"({"type":"rooms.list","id":)");
    QTest::newRow("nothing") << QByteArray(" ");
    QTest::newRow("a number") << QByteArray("42");
    QTest::newRow("numbers") << QByteArray("[1,2,3]");
    QTest::newRow("two values") << QByteArray("{} {}");
    QTest::newRow("a million levels") << QByteArray(1'000'000, '[');
    QTest::newRow("forty levels") << "[" + QByteArray(R"({"a":)").repeated(40) + "1" + QByteArray("}").repeated(40) +
                                         "]";
}

void TestHostilePeers::dropsUnreadableFrames()
{
    QFETCH(QByteArray, frame);
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    peer.say(frame);
    QCOMPARE(peer.first(QStringLiteral("error"))[QStringLiteral("code")].toString(), QStringLiteral("bad_frame"));
    QVERIFY(peer.isServed());
    peer.sayBinary("text is expected here");
    QVERIFY(peer.isServed());
}

// Anybody could make the server hold a megabyte for each link.
void TestHostilePeers::holdsLittleForWhoIsUnknown()
{
    Peer peer(m_url);
    QVERIFY(peer.opened());
    peer.say(QByteArray(100'000, ' ') + "{}");
    QCOMPARE(peer.closed(), 1009);
    // In pieces of a message that never ends.
    QTcpSocket raw;
    raw.connectToHost(m_url.host(), quint16(m_url.port()));
    raw.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
              "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n");
    for (int i = 0; i < 100; ++i) {
        QByteArray piece = DeafPeer::frame(i == 0 ? 1 : 0, QByteArray(1'000, ' '));
        piece[0] = char(piece[0] & 0x7f); // more follows
        raw.write(piece);
    }
    QVERIFY(QTest::qWaitFor([&] { return raw.state() == QAbstractSocket::UnconnectedState; }, 30'000));
    QVERIFY(raw.readAll().contains(QByteArray("\x03\xf1", 2))); // 1009
    // Afterwards it may say as much as others.
    Peer known(m_url);
    QVERIFY(known.enter(QStringLiteral("mallory")));
    known.say(QByteArray(900'000, ' ') + R"({"type":"rooms.list","id":7})");
    QCOMPARE(known.answer(7)[QStringLiteral("type")].toString(), QStringLiteral("rooms"));
}

// The answers come in CBOR; that the witness is served, and this link still open, is what counts.
void TestHostilePeers::dropsUnreadableCbor()
{
    Peer peer(m_url, Cbor);
    QVERIFY(peer.opened());
    peer.sayBinary(QByteArray::fromHex("a1647479706562c328")); // invalid UTF-8 in a text
    peer.sayBinary(QByteArray::fromHex("9bffffffffffffffff")); // a list of 2^64-1 items
    peer.sayBinary(QByteArray(60'000, char(0x81)));            // as many levels as a stranger's frame holds
    peer.sayBinary(QByteArray::fromHex("bf"));                 // a map without an end
    QVERIFY(m_witness->isServed());
    QVERIFY(peer.isOpen());
}

void TestHostilePeers::endsALinkOfNothingButUnreadableFrames()
{
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    for (int i = 0; i < 10; ++i)
        peer.say("nonsense");
    QCOMPARE(peer.closed(), 1002);
}

void TestHostilePeers::endsALinkAtAFrameOverTheLimit()
{
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    peer.say(send(QByteArray(2'000'000, 'x')));
    QCOMPARE(peer.closed(), 1009);
}

void TestHostilePeers::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("error");
    const QString badRequest = QStringLiteral("bad_request");
    const QString badText = QStringLiteral("bad_text");
    QTest::newRow("missing field") << QByteArray(R"({"type":"room.join","id":2})") << badRequest;
    QTest::newRow("wrong type") << QByteArray(R"({"type":"room.join","id":2,"room":5})") << badRequest;
    QTest::newRow("out of range") << QByteArray(R"({"type":"history","id":2,"room":"lobby","before":1,"limit":9999})")
                                  << badRequest;
    QTest::newRow("both ways at once") << QByteArray(R"({"type":"history","id":2,"room":"lobby","before":9,"after":1})")
                                       << badRequest;
    QTest::newRow("unknown type") << QByteArray(R"({"type":"room.burn","id":2})") << QStringLiteral("not_supported");
    QTest::newRow("unknown room") << QByteArray(
                                         R"({"type":"message.send","id":2,"room":"nowhere","clientId":"c","text":"x"})")
                                  << QStringLiteral("not_found");
    QTest::newRow("control character") << send(R"(a\u0007b)") << badText;
    QTest::newRow("empty text") << send("") << badText;
    QTest::newRow("too long") << send(QByteArray(16'385, 'x')) << QStringLiteral("too_large");
    QTest::newRow("turned room name") << QByteArray("{\"type\":\"room.join\",\"id\":2,\"room\":\"a\xe2\x80\xae"
                                                    "b\"}")
                                      << badText;
    const auto react = [](const QByteArray &more) {
        return QByteArray("{\"type\":\"message.react\",\"id\":2,\"room\":\"lobby\",\"clientId\":\"c\","
                          "\"message\":\"m\"") +
               more + "}";
    };
    QTest::newRow("no reaction") << react({}) << badRequest;
    QTest::newRow("empty reaction") << react(",\"key\":\"\"") << badText;
    QTest::newRow("reaction of two words") << react(",\"key\":\"a b\"") << badText;
    QTest::newRow("long reaction") << react(",\"key\":\"" + QByteArray(33, 'x') + "\"") << QStringLiteral("too_large");
    QTest::newRow("reaction that is half on") << react(",\"key\":\"a\",\"on\":1") << badRequest;
    QTest::newRow("reaction to nothing") << react(",\"key\":\"a\"") << QStringLiteral("not_found");
    QTest::newRow("answer to no id")
        << QByteArray(R"({"type":"message.send","id":2,"room":"lobby","clientId":"c","text":"x","replyTo":"a b"})")
        << badRequest;
    QTest::newRow("bad client id")
        << QByteArray(R"({"type":"message.send","id":2,"room":"lobby","clientId":"a b","text":"x"})") << badRequest;
}

void TestHostilePeers::namesWhatIsWrong()
{
    QFETCH(QByteArray, request);
    QFETCH(QString, error);
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    peer.say(R"({"type":"room.join","id":3,"room":"lobby"})");
    QCOMPARE(peer.answer(3)[QStringLiteral("type")].toString(), QStringLiteral("room"));
    peer.say(request);
    const QJsonObject answer = peer.answer(2);
    QCOMPARE(answer[QStringLiteral("type")].toString(), QStringLiteral("error"));
    QCOMPARE(answer[QStringLiteral("code")].toString(), error);
    QVERIFY(!answer[QStringLiteral("message")].toString().isEmpty());
    QVERIFY(peer.isServed());
}

void TestHostilePeers::keepsOthersOutOfAPrivateRoom()
{
    m_witness->say(R"({"type":"room.create","id":2,"room":"den","private":true})");
    QCOMPARE(m_witness->answer(2)[QStringLiteral("type")].toString(), QStringLiteral("room"));
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    const QList<QByteArray> requests{R"({"type":"room.join","id":2,"room":"den"})",
                                     R"({"type":"subscribe","id":3,"room":"den"})",
                                     R"({"type":"history","id":4,"room":"den","after":1})",
                                     R"({"type":"message.send","id":5,"room":"den","clientId":"c","text":"hello"})"};
    for (const QByteArray &request : requests)
        peer.say(request);
    const QStringList refusals{QStringLiteral("forbidden"), QStringLiteral("not_found")};
    for (int id = 2; id <= 5; ++id) {
        const QString code = peer.answer(id)[QStringLiteral("code")].toString();
        QVERIFY2(refusals.contains(code), qPrintable(QStringLiteral("%1: %2").arg(id).arg(code)));
    }
}

void TestHostilePeers::slowsDownWhoIsTooFast()
{
    Peer peer(m_url);
    QVERIFY(peer.enter(QStringLiteral("mallory")));
    peer.say(R"({"type":"room.join","id":2,"room":"lobby"})");
    QCOMPARE(peer.answer(2)[QStringLiteral("type")].toString(), QStringLiteral("room"));
    QByteArray batch = "[";
    for (int i = 0; i < 400; ++i) {
        batch += R"({"type":"message.send","room":"lobby","text":"x","clientId":"c)" + QByteArray::number(i) +
                 R"(","id":)" + QByteArray::number(100 + i) + "},";
    }
    batch.back() = ']';
    peer.say(batch);
    QCOMPARE(peer.answer(100)[QStringLiteral("type")].toString(), QStringLiteral("ack"));
    const QJsonObject last = peer.answer(499);
    QCOMPARE(last[QStringLiteral("code")].toString(), QStringLiteral("rate_limited"));
    QVERIFY(last[QStringLiteral("retryAfterMs")].toInt() > 0);
}

void TestHostilePeers::cutsOffWhoAsksAndNeverReads()
{
    DeafPeer peer(m_url);
    QVERIFY(peer.opened());
    peer.say(R"({"type":"hello","id":1,"version":1,"client":"test",)"
             R"("auth":{"method":"register","user":"mallory","secret":"correct horse"}})");
    m_witness->say(R"({"type":"subscribe","id":2,"room":"lobby"})");
    QCOMPARE(m_witness->first(QStringLiteral("presence"))[QStringLiteral("user")].toString(),
             QStringLiteral("mallory"));
    const QByteArray requests =
        "[" + QByteArray(R"({"type":"rooms.list","id":2},)").repeated(999) + R"({"type":"rooms.list","id":2}])";
    QVERIFY(peer.flood(DeafPeer::frame(1, requests), FloodBytes) < FloodBytes);
    QVERIFY(!peer.isOpen());
}

// Before the hello anybody can, on each of a thousand links. What the systems hold on the way comes on top.
void TestHostilePeers::cutsOffWhoPingsAndNeverReads_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<qint64>("most");
    QTest::newRow("nobody knows them") << false << PeerQueue::HardLimitBytes;
    QTest::newRow("they are signed in") << true << FloodBytes;
}

void TestHostilePeers::cutsOffWhoPingsAndNeverReads()
{
    QFETCH(bool, known);
    QFETCH(qint64, most);
    constexpr int Ping = 9;
    DeafPeer peer(m_url);
    QVERIFY(peer.opened());
    if (known) {
        peer.say(R"({"type":"hello","id":1,"version":1,"client":"test",)"
                 R"("auth":{"method":"register","user":"mallory","secret":"correct horse"}})");
        m_witness->say(R"({"type":"subscribe","id":2,"room":"lobby"})");
        QCOMPARE(m_witness->first(QStringLiteral("presence"))[QStringLiteral("user")].toString(),
                 QStringLiteral("mallory"));
    }
    const QByteArray pings = DeafPeer::frame(Ping, QByteArray(125, 'x')).repeated(400);
    const qint64 sent = peer.flood(pings, FloodBytes);
    QVERIFY(!peer.isOpen());
    QVERIFY2(sent < most, qPrintable(QString::number(sent)));
    if (known)
        QVERIFY2(sent > PeerQueue::HardLimitBytes, qPrintable(QString::number(sent)));
}

// They ask for nothing, and were read for as long as they came: 4 ms of the server for each. Which bound ends it, that
// of bytes or of what waits, depends on how fast the machine is.
void TestHostilePeers::cutsOffWhoSendsFramesOfNothing()
{
    const QByteArray hello = R"({"type":"hello","id":1,"version":1,"client":"test",)"
                             R"("auth":{"method":"register","user":"mallory","secret":"correct horse"}})";
    DeafPeer peer(m_url);
    QVERIFY(peer.opened());
    peer.say(hello);
    m_witness->say(R"({"type":"subscribe","id":2,"room":"lobby"})");
    QCOMPARE(m_witness->first(QStringLiteral("presence"))[QStringLiteral("user")].toString(),
             QStringLiteral("mallory"));
    const QByteArray nothing = "[" + QByteArray(1'000'000, ' ') + "]";
    const qint64 most = 4 * qint64(link_limits::BytesBurst);
    QVERIFY(peer.flood(DeafPeer::frame(1, nothing), most) < most);
    QVERIFY(!peer.isOpen());
}

TEST_WITH_CORE_APPLICATION(TestHostilePeers)

#include "tst_hostile_peers.moc"
