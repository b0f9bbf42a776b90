// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"

#include "store/accounts_file.h"
#include "store/paths.h"
#include "store/secret_file.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <csignal>

namespace tst_tokens {

using namespace banter::test;

namespace {

const QString Ann = QStringLiteral("ann");

/// How many sign-ins the server knows of, all accounts together; -1 when its database cannot be read.
int tokensOf(const Server &server)
{
    int count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tokens"));
        database.setDatabaseName(server.dataDir() + QStringLiteral("/server.db"));
        QSqlQuery query(database);
        if (database.open() && query.exec(QStringLiteral("SELECT count(*) FROM token")) && query.next())
            count = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tokens"));
    return count;
}

/// Signs in with the password, as a window names itself, and hangs up. The token that it was given.
QString tokenOfAWindow(const QString &server)
{
    QWebSocket socket;
    QString heard;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) { heard += text; });
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
        socket.sendTextMessage(QStringLiteral(R"({"type":"hello","id":1,"version":1,"client":"banter/1 window",)"
                                              R"("auth":{"method":"password","user":"%1","secret":"%2"}})")
                                   .arg(Ann, Cli::password()));
    });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("banter.v1.json")});
    socket.open(QUrl(server), options);
    static const QRegularExpression Token(QStringLiteral("\"token\":\"([^\"]+)\""));
    const bool welcome = QTest::qWaitFor([&] { return Token.match(heard).hasMatch(); }, SoonMs);
    socket.close();
    return welcome && QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, SoonMs)
               ? Token.match(heard).captured(1)
               : QString();
}

/// A window that was told to keep the sign-in.
class Desktop final : public Program {
public:
    Desktop(const QString &server, const QString &token) : Program("banter")
    {
        const QUrl url(server);
        m_ready =
            banter::putAccount(banter::accountsFile(m_data.path()),
                               {url, Ann, QStringLiteral("banter"), true, false, 1})
                .ok() &&
            banter::putSecret(m_data.filePath(QStringLiteral("secrets.json")), banter::accountKey(url, Ann), token)
                .ok();
        // The secrets are in the folder, and not in the keychain of whoever runs the test.
        setVariable("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=/nonexistent/bus"));
    }
    bool begin() { return m_ready && start({QStringLiteral("--data"), m_data.path()}); }

private:
    QTemporaryDir m_data;
    bool m_ready = false;
};

} // namespace

/// Whose sign-in ends when, and whose does not.
class TestTokens final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatItWasGiven_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<int>("left");
        QTest::newRow("rooms") << QStringList{QStringLiteral("rooms")} << 0;
        QTest::newRow("session") << QStringList{QStringLiteral("session")} << 0;
        QTest::newRow("send") << QStringList{QStringLiteral("send"), QStringLiteral("lobby"), QStringLiteral("hi")}
                              << 0;
        QTest::newRow("diagnose") << QStringList{QStringLiteral("diagnose")} << 0;
        QTest::newRow("register") << QStringList{QStringLiteral("register")} << 0;
        QTest::newRow("a printed one") << QStringList{QStringLiteral("register"), QStringLiteral("--print-token")} << 1;
    }

    void givesBackWhatItWasGiven()
    {
        QFETCH(QStringList, command);
        QFETCH(int, left);
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        QCOMPARE(tokensOf(server), 0);
        Cli ann(server.url(), Ann);
        QCOMPARE(ann.run(command), 0);
        QCOMPARE(tokensOf(server), left);
    }

    void givesBackWhatItWasGivenWhenItIsStopped()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        Cli ann(server.url(), Ann);
        QVERIFY(ann.begin({QStringLiteral("tail"), QStringLiteral("lobby")}));
        QVERIFY(ann.waitFor("{'event':'members','room':'lobby'}"));
        QCOMPARE(tokensOf(server), 1);
        ann.signal(SIGTERM);
        QCOMPARE(ann.waitForEnd(), 0);
        QCOMPARE(tokensOf(server), 0);
    }

    void aTokenFromOutsideIsNotGivenBack()
    {
        Server server;
        QVERIFY(server.up());
        Cli ann(server.url(), Ann);
        QCOMPARE(ann.run({QStringLiteral("register"), QStringLiteral("--print-token")}), 0);
        const QString token = ann.events().constFirst().value(QStringLiteral("token")).toString();
        ann.setToken(token);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(ann.run({QStringLiteral("rooms")}), 0);
    }

    // Nobody gives back the token of a run that is killed, and the window was closed meanwhile.
    void killedRunsSignOutNoDesktop()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        const QString token = tokenOfAWindow(server.url());
        QVERIFY(!token.isEmpty());
        for (int run = 0; run < 51; ++run) {
            Cli ann(server.url(), Ann);
            QVERIFY(ann.begin({QStringLiteral("tail"), QStringLiteral("lobby")}));
            QVERIFY(ann.waitFor("{'event':'members','room':'lobby'}"));
            ann.killNow();
        }
        QCOMPARE(tokensOf(server), 50);
        Cli again(server.url(), Ann);
        again.setToken(token);
        QCOMPARE(again.run({QStringLiteral("rooms")}), 0);
    }

    void manyRunsLeaveTheDesktopSignedIn_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<int>("left");
        // Each leaves nothing behind, and those that do never push out what is in use.
        QTest::newRow("runs that end") << QStringList{QStringLiteral("rooms")} << 1;
        QTest::newRow("tokens that stay")
            << QStringList{QStringLiteral("register"), QStringLiteral("--print-token")} << 50;
    }

    void manyRunsLeaveTheDesktopSignedIn()
    {
        QFETCH(QStringList, command);
        QFETCH(int, left);
        Server server;
        QVERIFY(server.up());
        Cli first(server.url(), Ann);
        QCOMPARE(first.run({QStringLiteral("register"), QStringLiteral("--print-token")}), 0);
        const QString token = first.events().constFirst().value(QStringLiteral("token")).toString();
        QVERIFY(registerUser(server.url(), QStringLiteral("bob")));
        Cli bob(server.url(), QStringLiteral("bob"));
        bob.setOptions({QStringLiteral("--timeout"), QStringLiteral("0")});
        Desktop desktop(server.url(), token);
        QVERIFY(desktop.begin());
        QVERIFY(bob.begin({QStringLiteral("tail"), QStringLiteral("lobby")}));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}", 2 * SoonMs));
        for (int run = 0; run < 51; ++run) {
            Cli ann(server.url(), Ann);
            QCOMPARE(ann.run(command), 0);
        }
        bob.signal(SIGTERM);
        QCOMPARE(bob.waitForEnd(), 0);
        QCOMPARE(tokensOf(server), left);
        QVERIFY(desktop.isRunning());
        desktop.killNow();
        Cli again(server.url(), Ann);
        again.setToken(token);
        QCOMPARE(again.run({QStringLiteral("rooms")}), 0);
    }
};

TEST_WITH_CORE_APPLICATION(TestTokens)

} // namespace tst_tokens

#include "tst_tokens.moc"
