// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "tests/server/peer.h"
#include "tests/support/test_program.h"

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
    void init();
    void everyRoomOpensAtOnce();
    void aLinkThatEndsTakesWhatWaitsWithIt();
    void aServerStopsWhileRequestsWait();

private:
    void fill();
    static QByteArray subscribeToAll();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EmbeddedServer> m_server;
    QUrl m_url;
};

void TestSlowPeers::init()
{
    m_server.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<EmbeddedServer>();
    ServerOptions options;
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
    Peer reader(m_url);
    QVERIFY(reader.enter(QStringLiteral("reader"), QStringLiteral("password")));
    reader.say(subscribeToAll());
    QVERIFY(!reader.answer(100).isEmpty());
    m_server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!reader.isOpen(), 30'000);
}

TEST_WITH_CORE_APPLICATION(TestSlowPeers)

#include "tst_slow_peers.moc"
