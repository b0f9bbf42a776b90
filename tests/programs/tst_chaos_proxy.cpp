// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "chaos_plan.h"
#include "chaos_proxy.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUrl>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tst_chaos_proxy {

using namespace banter::test;

namespace {

constexpr int Soon = 20'000;

/// A client without Qt, which takes an RST and a FIN for the same.
class RawClient {
public:
    enum class End { Open, Finished, Reset };

    explicit RawClient(const ChaosProxy &proxy) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(quint16(QUrl(proxy.url()).port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    ~RawClient() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(RawClient)

    bool isConnected() const { return m_connected; }
    bool send(const QByteArray &bytes) const
    {
        return ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    /// Reads what there is.
    End look()
    {
        char bytes[4096];
        while (m_end == End::Open) {
            const ssize_t count = ::recv(m_socket, bytes, sizeof bytes, MSG_DONTWAIT);
            if (count < 0 && (errno == EAGAIN || errno == EINTR))
                break;
            if (count > 0)
                received.append(bytes, count);
            else
                m_end = count == 0 ? End::Finished : End::Reset;
        }
        return m_end;
    }

    QByteArray received;

private:
    int m_socket;
    bool m_connected = false;
    End m_end = End::Open;
};

/// A server that says what it hears.
class Echo final : public QTcpServer {
public:
    Echo()
    {
        listen(QHostAddress(QHostAddress::LocalHost));
        connect(this, &QTcpServer::newConnection, this, [this] {
            socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this] {
                const QByteArray bytes = socket->readAll();
                heard += bytes;
                socket->write(bytes);
            });
        });
    }

    QTcpSocket *socket = nullptr;
    QByteArray heard;
};

const QByteArray Words(1'000, 'w');

} // namespace

/// Each fault does what its name says: a proxy that does no harm would prove nothing.
class tst_ChaosProxy final : public QObject {
    Q_OBJECT

    std::unique_ptr<Echo> m_server;
    std::unique_ptr<ChaosProxy> m_proxy;
    std::unique_ptr<RawClient> m_client;

    using End = RawClient::End;

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<Echo>();
        m_proxy = std::make_unique<ChaosProxy>(m_server->serverPort(), 1);
        m_client = std::make_unique<RawClient>(*m_proxy);
        QVERIFY(m_client->isConnected() && m_client->send("hello"));
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Open && m_client->received == "hello", Soon);
        m_client->received.clear();
        m_server->heard.clear();
    }

    void cleanup()
    {
        m_client.reset();
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->open(), 0, Soon); // nothing of it stays
        m_proxy.reset();
        m_server.reset();
    }

    void passesEverythingOn()
    {
        const QByteArray much(3'000'000, 'm');
        qsizetype sent = 0;
        QTRY_VERIFY_WITH_TIMEOUT((sent += sent < much.size() && m_client->send(much.mid(sent, 10'000)) ? 10'000 : 0,
                                  m_client->look() == End::Open && m_client->received.size() == much.size()),
                                 4 * Soon);
        QVERIFY(m_server->heard == much && m_client->received == much);
    }

    void dropIsAnEndWithoutAWord()
    {
        m_proxy->harm(Fault::Drop);
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Finished, Soon);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->socket->state() != QAbstractSocket::ConnectedState, Soon);
        const RawClient next(*m_proxy); // once, and no more
        QVERIFY(next.send("x"));
        QTRY_COMPARE_WITH_TIMEOUT(m_server->heard, QByteArray("x"), Soon);
    }

    void resetIsAReset()
    {
        m_proxy->harm(Fault::Reset);
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Reset, Soon);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->socket->state() != QAbstractSocket::ConnectedState, Soon);
    }

    void cutEndsInTheMiddle()
    {
        m_proxy->harm(Fault::CutUp);
        QVERIFY(m_client->send(Words));
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Finished, Soon);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->socket->state() != QAbstractSocket::ConnectedState, Soon);
        QVERIFY(!m_server->heard.isEmpty() && m_server->heard.size() < Words.size());
    }

    void cutDownEndsInTheMiddle()
    {
        m_proxy->harm(Fault::CutDown);
        QVERIFY(m_client->send(Words));
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Finished, Soon);
        QCOMPARE(m_server->heard, Words);
        QVERIFY(!m_client->received.isEmpty() && m_client->received.size() < Words.size());
    }

    void cutAndHushStaysOpen()
    {
        m_proxy->harm(Fault::CutAndHush);
        QVERIFY(m_client->send(Words));
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->heard.isEmpty(), Soon);
        QVERIFY(m_server->heard.size() < Words.size());
        QVERIFY(m_client->look() == End::Open);
        QCOMPARE(m_proxy->open(), 1);
        m_proxy->heal(); // the middle of a frame is no place to go on from
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Reset, Soon);
        QVERIFY(m_client->received.isEmpty());
    }

    void delayTakesAWhile()
    {
        m_proxy->harm(Fault::Delay);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(m_client->send(Words));
        QTRY_VERIFY_WITH_TIMEOUT((m_client->look(), m_client->received == Words), Soon);
        QVERIFY(clock.elapsed() >= 2 * ChaosProxy::DelayMs);
    }

    void throttleIsAKilobyteASecond()
    {
        m_proxy->harm(Fault::Throttle);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(m_client->send(Words));
        QTRY_VERIFY_WITH_TIMEOUT((m_client->look(), m_client->received == Words), Soon);
        QVERIFY(clock.elapsed() >= Words.size() * 1'000 / ChaosProxy::ThrottledBytesPerSecond);
    }

    void stallHoldsAndThenGivesAll()
    {
        m_proxy->harm(Fault::Stall);
        QVERIFY(m_client->send(Words));
        m_server->socket->write("from the server");
        QTest::qWait(100); // that nothing happens can only be waited for
        QVERIFY(m_server->heard.isEmpty());
        QVERIFY(m_client->look() == End::Open && m_client->received.isEmpty());
        m_proxy->heal();
        QTRY_VERIFY_WITH_TIMEOUT((m_client->look(), m_client->received == "from the server" + Words), Soon);
    }

    void swallowUpIsOneWay()
    {
        m_proxy->harm(Fault::SwallowUp);
        QVERIFY(m_client->send(Words));
        m_server->socket->write("from the server");
        QTRY_VERIFY_WITH_TIMEOUT((m_client->look(), m_client->received == "from the server"), Soon);
        QVERIFY(m_server->heard.isEmpty());
        m_proxy->heal();
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Reset, Soon);
    }

    void swallowDownIsTheOtherWay()
    {
        m_proxy->harm(Fault::SwallowDown);
        QVERIFY(m_client->send(Words));
        QTRY_COMPARE_WITH_TIMEOUT(m_server->heard, Words, Soon);
        QVERIFY(m_client->look() == End::Open && m_client->received.isEmpty());
        m_proxy->heal();
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Reset, Soon);
    }

    void swallowAcceptsAndNeverAnswers()
    {
        m_proxy->harm(Fault::Swallow);
        RawClient next(*m_proxy);
        QVERIFY(next.isConnected() && next.send("GET / HTTP/1.1\r\n\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->open(), 2, Soon);
        QVERIFY(next.look() == End::Open && m_server->heard.isEmpty());
        m_proxy->heal();
        QTRY_VERIFY_WITH_TIMEOUT(next.look() == End::Reset, Soon);
        QVERIFY(m_server->heard.isEmpty());
    }

    void refuseResetsWhoeverComes()
    {
        m_proxy->harm(Fault::Refuse);
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Reset, Soon);
        RawClient next(*m_proxy);
        QTRY_VERIFY_WITH_TIMEOUT(next.look() == End::Reset, Soon);
        m_proxy->heal();
        const RawClient later(*m_proxy);
        QVERIFY(later.send("x"));
        QTRY_COMPARE_WITH_TIMEOUT(m_server->heard, QByteArray("x"), Soon);
    }

    void theEndOfOneSideIsTheEndOfTheOther()
    {
        m_server->socket->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(m_client->look() == End::Finished, Soon);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->open(), 0, Soon);
        m_server->close();
        RawClient next(*m_proxy); // nobody listens behind it
        QTRY_VERIFY_WITH_TIMEOUT(next.look() == End::Reset, Soon);
    }

    void thePlanIsTheSeeds()
    {
        const QString one = describe(chaosPlan(1, 60'000, 3, {}));
        QCOMPARE(describe(chaosPlan(1, 60'000, 3, {})), one);
        QVERIFY(describe(chaosPlan(2, 60'000, 3, {})) != one);
        const QString all = summary(chaosPlan(1, 600'000, 5, {}));
        for (int fault = 0; fault < Faults; ++fault)
            QVERIFY2(all.contains(QLatin1String(faultName(Fault(fault)))), faultName(Fault(fault)));
        for (const char *kind :
             {"SIGKILL of a client", "SIGKILL of the server", "SIGSTOP of a client", "SIGSTOP of the"})
            QVERIFY2(all.contains(QLatin1String(kind)), kind);
    }
};

TEST_WITH_CORE_APPLICATION(tst_ChaosProxy)

} // namespace tst_chaos_proxy

#include "tst_chaos_proxy.moc"
