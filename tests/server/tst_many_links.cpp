// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "server/socket_server.h"
#include "system/open_files.h"
#include "tests/server/peer.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace tst_many_links {

using namespace banter;
using Visitor = banter::testing::Peer;

namespace {

constexpr int SoonMs = 60'000;
constexpr int Silent = 2'100;
const QString Json = QStringLiteral("banter.v1.json");

/// Links that do their handshake and then say nothing, from where `address` says, as a proxy tells it: %1 is a number
/// of each.
class Crowd final {
public:
    Crowd(const QUrl &server, const QString &address)
    {
        for (int i = 0; i < Silent; ++i) {
            m_links.push_back(std::make_unique<QTcpSocket>());
            QTcpSocket *link = m_links.back().get();
            QObject::connect(link, &QTcpSocket::readyRead, link, [this, link] {
                if (link->readAll().startsWith("HTTP/1.1 101"))
                    ++m_opened;
            });
            link->connectToHost(server.host(), quint16(server.port()));
            link->write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Protocol: banter.v1.json\r\nX-Forwarded-For: " +
                        QString(address).replace(QStringLiteral("%1"), QString::number(i + 1, 16)).toLatin1() +
                        "\r\n\r\n");
            // No more at once than a server lets in.
            if (i % 100 == 99)
                m_inTime = QTest::qWaitFor([this, i] { return m_opened > i - 100; }, SoonMs) && m_inTime;
        }
    }
    bool isThere() const
    {
        return m_inTime && QTest::qWaitFor([this] { return m_opened == Silent; }, SoonMs);
    }

private:
    int m_opened = 0;
    bool m_inTime = true;
    std::vector<std::unique_ptr<QTcpSocket>> m_links;
};

} // namespace

class TestManyLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Systems begin with 1,024 files or fewer, and allow more to whoever asks.
    void aServerMayOpenAFileForEachLink()
    {
#ifdef Q_OS_UNIX
        constexpr rlim_t Wanted = link_limits::MaxLinks + WebSocketListener::MaxHandshakes;
        rlimit before{};
        getrlimit(RLIMIT_NOFILE, &before);
        if (before.rlim_max < Wanted)
            QSKIP("this system does not allow as many files");
        rlimit few = before;
        few.rlim_cur = 256;
        setrlimit(RLIMIT_NOFILE, &few);
        const QTemporaryDir dir;
        EmbeddedServer server;
        ServerOptions options;
        options.webSocket = banter::testing::testedWebSocket();
        options.dataDir = dir.path();
        QVERIFY(server.start(options).ok());
        rlimit raised{};
        getrlimit(RLIMIT_NOFILE, &raised);
        setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(raised.rlim_cur >= Wanted);
#else
        QSKIP("there is no such limit");
#endif
    }

    void silentLinksKeepNobodyOut_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("one address") << "192.0.2.66";
        QTest::newRow("many of a /64") << "2001:db8::%1";
        QTest::newRow("many of a /48") << "2001:db8:0:%1::1";
    }
    void silentLinksKeepNobodyOut()
    {
        QFETCH(QString, address);
        if (allowOpenFiles(3 * Silent) < 3 * Silent)
            QSKIP("this system does not allow as many files");
        const QTemporaryDir dir;
        EmbeddedServer server;
        ServerOptions options;
        options.webSocket = banter::testing::testedWebSocket();
        options.dataDir = dir.path();
        options.behindProxy = true;
        const Result<QUrl> url = server.start(options);
        QVERIFY(url.ok());
        QString token;
        {
            Visitor ann(url.value(), Json, "192.0.2.1");
            QVERIFY(ann.enter(QStringLiteral("ann")));
            token = ann.token();
        }
        const Crowd crowd(url.value(), address);
        QVERIFY(crowd.isThere());
        Visitor withToken(url.value(), Json, "192.0.2.2");
        QVERIFY(withToken.enter(QStringLiteral("ann"), QStringLiteral("token"), token));
        Visitor withPassword(url.value(), Json, "192.0.2.3");
        QVERIFY(withPassword.enter(QStringLiteral("ann"), QStringLiteral("password")));
        Visitor newcomer(url.value(), Json, "192.0.2.4");
        QVERIFY(newcomer.enter(QStringLiteral("bob")));
        QVERIFY(withToken.isServed());
    }
};

TEST_WITH_CORE_APPLICATION(TestManyLinks)

} // namespace tst_many_links

#include "tst_many_links.moc"
