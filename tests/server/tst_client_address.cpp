// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/client_address.h"
#include "server/embedded_server.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace tst_client_address {

using namespace banter;

namespace {

constexpr int SoonMs = 30'000;

/// What a password gets from there: the code of the error, or the type of the answer.
QString tryPassword(const QUrl &server, const QByteArray &from, const QString &method, const QString &password)
{
    QNetworkRequest request(server);
    request.setRawHeader("X-Forwarded-For", from);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("banter.v1.json")});
    QWebSocket socket;
    QString answer;
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
        socket.sendTextMessage(QStringLiteral(R"({"type":"hello","id":1,"version":1,"client":"test","auth":)"
                                              R"({"method":"%1","user":"ann","secret":"%2"}})")
                                   .arg(method, password));
    });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) {
        if (answer.isEmpty())
            answer = text;
    });
    socket.open(request, options);
    return QTest::qWaitFor([&] { return !answer.isEmpty(); }, SoonMs) ? answer : QString();
}

} // namespace

class TestClientAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void believesOnlyAProxyHere_data();
    void believesOnlyAProxyHere();
    void aGuesserLocksOutNobodyElse();
    void aProxyThatIsNotBelievedIsTold_data();
    void aProxyThatIsNotBelievedIsTold();
};

void TestClientAddress::believesOnlyAProxyHere_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("behindProxy");
    QTest::addColumn<QString>("address");
    const QString here = QStringLiteral("127.0.0.1");
    const QString there = QStringLiteral("192.0.2.7");
    QTest::newRow("no proxy") << here << QByteArray("192.0.2.7") << false << here;
    QTest::newRow("a proxy") << here << QByteArray("192.0.2.7") << true << there;
    QTest::newRow("a proxy, IPv6") << "::1" << QByteArray("2001:db8::7") << true << "2001:db8::/64";
    QTest::newRow("another of that network") << "2001:db8::ffff:1" << QByteArray() << false << "2001:db8::/64";
    QTest::newRow("another network") << "2001:db8:0:1::7" << QByteArray() << false << "2001:db8:0:1::/64";
    QTest::newRow("IPv4 in IPv6") << "::ffff:192.0.2.7" << QByteArray() << false << there;
    QTest::newRow("IPv6 loopback") << "::1" << QByteArray() << false << "::1";
    QTest::newRow("what the client says before it") << here << QByteArray("10.0.0.1, 192.0.2.7") << true << there;
    QTest::newRow("nothing said") << here << QByteArray() << true << here;
    QTest::newRow("no address") << here << QByteArray("unknown") << true << here;
    QTest::newRow("somebody else") << there << QByteArray("10.0.0.1") << true << there;
}

void TestClientAddress::believesOnlyAProxyHere()
{
    QFETCH(QString, peer);
    QFETCH(QByteArray, said);
    QFETCH(bool, behindProxy);
    QFETCH(QString, address);
    QCOMPARE(clientAddress(QHostAddress(peer), said, behindProxy), address);
}

void TestClientAddress::aGuesserLocksOutNobodyElse()
{
    QTemporaryDir folder;
    EmbeddedServer server;
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = folder.path();
    options.behindProxy = true;
    const Result<QUrl> url = server.start(options);
    QVERIFY(url.ok());
    const QString right = QStringLiteral("correct horse");
    QVERIFY(tryPassword(url.value(), "192.0.2.1", QStringLiteral("register"), right).contains(u"welcome"));
    QString answer;
    for (int i = 0; i < 20 && !answer.contains(u"rate_limited"); ++i)
        answer = tryPassword(url.value(), "192.0.2.66", QStringLiteral("password"), QStringLiteral("wrong horse"));
    QVERIFY(answer.contains(u"rate_limited"));
    QVERIFY(tryPassword(url.value(), "192.0.2.1", QStringLiteral("password"), right).contains(u"welcome"));
}

void TestClientAddress::aProxyThatIsNotBelievedIsTold_data()
{
    QTest::addColumn<bool>("behindProxy");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("told");
    QTest::newRow("not believed") << false << QByteArray("192.0.2.7") << 1;
    QTest::newRow("believed") << true << QByteArray("192.0.2.7") << 0;
    QTest::newRow("no proxy") << false << QByteArray() << 0;
}

// Without --behind-proxy all have one address, and nobody noticed before the first hour with many people.
void TestClientAddress::aProxyThatIsNotBelievedIsTold()
{
    QFETCH(bool, behindProxy);
    QFETCH(QByteArray, said);
    QFETCH(int, told);
    QTemporaryDir folder;
    EmbeddedServer server;
    QSignalSpy notices(&server, &EmbeddedServer::notice);
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = folder.path();
    options.behindProxy = behindProxy;
    const Result<QUrl> url = server.start(options);
    QVERIFY(url.ok());
    for (int i = 0; i < 2; ++i)
        QVERIFY(!tryPassword(url.value(), said, QStringLiteral("password"), QStringLiteral("wrong horse")).isEmpty());
    QTRY_COMPARE(int(notices.size()), told);
    if (told > 0)
        QVERIFY(notices.first().first().toString().contains(QStringLiteral("--behind-proxy")));
}

TEST_WITH_CORE_APPLICATION(TestClientAddress)

} // namespace tst_client_address

#include "tst_client_address.moc"
