// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/listener.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QAbstractEventDispatcher>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <vector>
#endif

namespace tst_listener {

using namespace banter;
using namespace banter::testing;

#ifdef Q_OS_UNIX
namespace {

constexpr QByteArrayView Handshake =
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n";

/// Lets this process open only so many more files, until it goes.
class FewFiles final {
public:
    explicit FewFiles(int left)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        std::vector<int> lowest; // that are free
        for (int i = 0; i <= left; ++i)
            lowest.push_back(::dup(STDERR_FILENO));
        for (const int file : lowest)
            ::close(file);
        rlimit few = m_before;
        few.rlim_cur = rlim_t(lowest.back());
        setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewFiles() { setrlimit(RLIMIT_NOFILE, &m_before); }
    FewFiles(const FewFiles &) = delete;
    FewFiles &operator=(const FewFiles &) = delete;

private:
    rlimit m_before{};
};

// Its file is taken before there are no more; the system answers the connection by itself.
bool knock(int visitor, quint16 port, quint32 from = INADDR_LOOPBACK)
{
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(from);
    if (::bind(visitor, reinterpret_cast<const sockaddr *>(&own), sizeof own) != 0)
        return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(visitor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
           ::send(visitor, Handshake.data(), std::size_t(Handshake.size()), 0) == Handshake.size();
}

// False when there is always one more thing to do.
bool comesToRest()
{
    for (int round = 0; round < 1'000; ++round) {
        if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
            return true;
    }
    return false;
}

} // namespace
#endif

class TestListener : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void waitsWhileThereAreNoFiles_data();
    void waitsWhileThereAreNoFiles();
    void aCrowdIsLetInTogether();
    void nobodyWaitsForTheCrowdOfAnotherAddress();
    void whoIsNotInYetIsReadNoFurtherThanAHandshake();
    void whatComesBehindAHandshakeIsRead();
    void whoAsksForEncryptionHearsAtOnceThatThereIsNone();
};

void TestListener::waitsWhileThereAreNoFiles_data()
{
    QTest::addColumn<int>("left");
    QTest::newRow("none") << 0;
    QTest::newRow("one") << 1;
}

void TestListener::waitsWhileThereAreNoFiles()
{
#ifdef Q_OS_UNIX
    QFETCH(int, left);
    ManualClock clock;
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler, testedWebSocket());
    int entered = 0;
    connect(&listener, &WebSocketListener::entered, this, [&](PeerSocket *socket) {
        ++entered;
        socket->setParent(&listener);
    });
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    const auto port = quint16(url.value().port());
    std::array<int, 4> visitors{};
    for (int &visitor : visitors)
        visitor = ::socket(AF_INET, SOCK_STREAM, 0);
    // The first one finds all as it should be. UBSan, too: it looks at each kind of object once, and opens files for
    // it.
    QVERIFY(knock(visitors[0], port));
    QTRY_COMPARE(entered, 1);
    QVERIFY(comesToRest());
    QCOMPARE(scheduler.pending(), 0u);
    {
        const FewFiles few(left);
        for (std::size_t i = 1; i < visitors.size(); ++i)
            QVERIFY(knock(visitors[i], port));
        QTRY_COMPARE(entered, 1 + left);
        for (int again = 0; again < 3; ++again) {
            QTRY_VERIFY(scheduler.pending() > 0);
            QVERIFY(comesToRest());
            scheduler.run(WebSocketListener::AcceptRetryMs);
        }
        QTRY_VERIFY(scheduler.pending() > 0);
        QCOMPARE(entered, 1 + left);
    }
    scheduler.run(WebSocketListener::AcceptRetryMs);
    QTRY_COMPARE(entered, int(visitors.size()));
    for (const int visitor : visitors)
        ::close(visitor);
#else
    QSKIP("the limit is Unix's");
#endif
}

// One in a turn of the event loop made the last of them wait for as many turns, each as long as the server is busy.
void TestListener::aCrowdIsLetInTogether()
{
#ifdef Q_OS_UNIX
    ManualClock clock;
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler, testedWebSocket());
    int entered = 0;
    connect(&listener, &WebSocketListener::entered, this, [&](PeerSocket *socket) {
        ++entered;
        socket->setParent(&listener);
    });
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    std::array<int, 4 * WebSocketListener::MostBegunInATurn> visitors{};
    for (int &visitor : visitors) {
        visitor = ::socket(AF_INET, SOCK_STREAM, 0);
        QVERIFY(knock(visitor, quint16(url.value().port())));
    }
    int turns = 0;
    while (entered < int(visitors.size()) && turns < int(visitors.size())) {
        QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        ++turns;
    }
    QCOMPARE(entered, int(visitors.size()));
    QVERIFY2(turns <= 16, qPrintable(QString::number(turns)));
    for (const int visitor : visitors)
        ::close(visitor);
#else
    QSKIP("the sockets are Unix's");
#endif
}

void TestListener::nobodyWaitsForTheCrowdOfAnotherAddress()
{
#ifdef Q_OS_LINUX // elsewhere one address is this machine's
    constexpr quint32 Crowded = 0x7f000002;
    ManualClock clock;
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler, testedWebSocket());
    QStringList entered;
    connect(&listener, &WebSocketListener::entered, this, [&](PeerSocket *socket, const Visitor &visitor) {
        entered.append(visitor.address.toString());
        socket->setParent(&listener);
    });
    const Result<QUrl> url = listener.listen(QStringLiteral("0.0.0.0"), 0);
    QVERIFY(url.ok());
    std::array<int, 6 * WebSocketListener::MostBegunInATurn> crowd{};
    for (int &visitor : crowd) {
        visitor = ::socket(AF_INET, SOCK_STREAM, 0);
        QVERIFY(knock(visitor, quint16(url.value().port()), Crowded));
    }
    const int last = ::socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(knock(last, quint16(url.value().port())));
    QTRY_COMPARE(entered.size(), qsizetype(crowd.size() + 1));
    const qsizetype before = entered.indexOf(QStringLiteral("127.0.0.1"));
    QVERIFY2(before <= WebSocketListener::MostBegunInATurn, qPrintable(QString::number(before)));
    for (const int visitor : crowd)
        ::close(visitor);
    ::close(last);
#else
    QSKIP("the addresses are Linux's");
#endif
}

// Each of 500 made the server hold 800 KB of a header without an end.
void TestListener::whoIsNotInYetIsReadNoFurtherThanAHandshake()
{
    ManualClock clock;
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler, testedWebSocket());
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    QTcpSocket visitor;
    visitor.connectToHost(url.value().host(), quint16(url.value().port()));
    visitor.write("GET / HTTP/1.1\r\n");
    visitor.write(QByteArray("X-Padding: padding\r\n").repeated(5'000)); // 100 KB
    const auto atTheDoor = [&] { return listener.findChildren<QTcpSocket *>(); };
    QTRY_COMPARE(visitor.bytesToWrite(), 0);
    QTRY_COMPARE(atTheDoor().size(), 1);
    if (testedWebSocket() == WebSocketKind::Own) { // which says so at once: see tst_peer_sockets.cpp
        QTRY_VERIFY(atTheDoor().isEmpty());
        return;
    }
    QTRY_VERIFY(atTheDoor().first()->bytesAvailable() > 0);
    QTest::qWait(200);
    QCOMPARE(atTheDoor().size(), 1);
    QVERIFY2(atTheDoor().first()->bytesAvailable() <= WebSocketListener::MaxHandshakeBytes,
             qPrintable(QString::number(atTheDoor().first()->bytesAvailable())));
    scheduler.run(WebSocketListener::HandshakeMs);
    QTRY_COMPARE(visitor.state(), QAbstractSocket::UnconnectedState);
}

void TestListener::whoAsksForEncryptionHearsAtOnceThatThereIsNone()
{
    ManualClock clock; // which stands: nobody waits for the handshake's time
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler);
    int entered = 0;
    connect(&listener, &WebSocketListener::entered, this, [&] { ++entered; });
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    QTcpSocket visitor;
    visitor.connectToHost(url.value().host(), quint16(url.value().port()));
    visitor.write(QByteArray::fromHex("1603010200010001fc0303") + QByteArray(500, 'r'));
    QTRY_COMPARE(visitor.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(visitor.readAll().startsWith("HTTP/1.1 400 "));
    QTRY_VERIFY(listener.findChildren<QTcpSocket *>().isEmpty());
    QCOMPARE(entered, 0);
}

void TestListener::whatComesBehindAHandshakeIsRead()
{
    ManualClock clock;
    ManualScheduler scheduler(clock);
    WebSocketListener listener(scheduler, testedWebSocket());
    QByteArray heard;
    connect(&listener, &WebSocketListener::entered, this, [&](PeerSocket *socket) {
        socket->setParent(&listener);
        socket->allow({8 * WebSocketListener::MaxHandshakeBytes, 0});
        connect(socket, &PeerSocket::received, this, [&](const QByteArray &text) { heard = text; });
    });
    const Result<QUrl> url = listener.listen(QStringLiteral("127.0.0.1"), 0);
    QVERIFY(url.ok());
    QWebSocket visitor;
    const QString words(4 * WebSocketListener::MaxHandshakeBytes, u'x');
    connect(&visitor, &QWebSocket::connected, this, [&] { visitor.sendTextMessage(words); });
    visitor.open(url.value());
    QTRY_COMPARE(heard.size(), words.size());
}

TEST_WITH_CORE_APPLICATION(TestListener)

} // namespace tst_listener

#include "tst_listener.moc"
