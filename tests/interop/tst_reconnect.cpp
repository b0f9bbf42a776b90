// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/managed_client.h"
#include "tests/interop/node_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_reconnect {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 40'000;

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// The connection manager of the programs over a real socket.io server that goes away in every way.
class ReconnectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedAndStartedAgain_data();
    void killedAndStartedAgain();
    void frozenAndThawed_data();
    void frozenAndThawed();
    void goodbyeIsNotForGood_data();
    void goodbyeIsNotForGood();
    void wishToBeOfflineIsKept();
    void refusalIsTerminal();

private:
    static void transports();
};

void ReconnectTest::transports()
{
    QTest::addColumn<QJsonObject>("settings");
    const QString key = QStringLiteral("transports");
    QTest::newRow("websocket only") << QJsonObject{{key, QJsonArray{QStringLiteral("websocket")}}};
    QTest::newRow("polling only") << QJsonObject{{key, QJsonArray{QStringLiteral("polling")}}};
    QTest::newRow("both") << QJsonObject();
}

void ReconnectTest::killedAndStartedAgain_data()
{
    transports();
}

void ReconnectTest::killedAndStartedAgain()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    QCOMPARE(server.start(), QString());
    ManagedClient client(server.url());
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    client.echo(1);
    VERIFY_SOON(client.echoed() == 1);
    server.kill();
    VERIFY_SOON(client.state() == ConnectionState::Reconnecting);
    QVERIFY(!client.status().terminal);
    QCOMPARE(server.start(), QString());
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    client.echo(2);
    VERIFY_SOON(client.echoed() == 2);
}

void ReconnectTest::frozenAndThawed_data()
{
    transports();
}

void ReconnectTest::frozenAndThawed()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("pingInterval"), 1'000);
    settings.insert(QStringLiteral("pingTimeout"), 2'000);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    QCOMPARE(server.start(), QString());
    ManagedClient client(server.url());
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    server.freeze();
    VERIFY_SOON(client.state() == ConnectionState::Reconnecting);
    server.thaw();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    client.echo(3);
    VERIFY_SOON(client.echoed() == 3);
}

void ReconnectTest::goodbyeIsNotForGood_data()
{
    transports();
}

void ReconnectTest::goodbyeIsNotForGood()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("closeAfterMs"), 500);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    QCOMPARE(server.start(), QString());
    ManagedClient client(server.url());
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    VERIFY_SOON(client.metrics().opens >= 2);
}

void ReconnectTest::wishToBeOfflineIsKept()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    QCOMPARE(server.start(), QString());
    ManagedClient client(server.url());
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
    client.disconnectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Disconnected);
    VERIFY_SOON(server.said(QStringLiteral("closed")).size() == 1);
    QCOMPARE(client.metrics().dials, 1);
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Connected);
}

void ReconnectTest::refusalIsTerminal()
{
    NodeServer server(QStringLiteral("chats_socketio"));
    QCOMPARE(server.start(), QString());
    ManagedClient client(server.url()); // without the token
    client.connectWanted();
    VERIFY_SOON(client.state() == ConnectionState::Disconnected && client.status().terminal);
    QCOMPARE(client.status().trouble, ConnectionTrouble::Credentials);
    QCOMPARE(client.status().reason, QStringLiteral("Authentication failed"));
}

TEST_WITH_CORE_APPLICATION(ReconnectTest)

} // namespace tst_reconnect

#include "tst_reconnect.moc"
