// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"

#include "store/accounts_file.h"
#include "store/paths.h"
#include "store/secret_file.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

namespace tst_meeting {

using namespace banter::test;

namespace {

const QString Ann = QStringLiteral("ann");

/// Listens where a server was, passes everything on to another one, and keeps what it was told. Clients mask their
/// frames (RFC 6455, section 5.3): a secret is looked for in what they hold.
class Impostor final : public QObject {
public:
    Impostor(quint16 port, quint16 realPort)
    {
        m_listens = m_listener.listen(QHostAddress::LocalHost, port);
        connect(&m_listener, &QTcpServer::newConnection, this, [this, realPort] {
            while (QTcpSocket *client = m_listener.nextPendingConnection())
                pass(client, realPort);
        });
    }

    bool listens() const { return m_listens; }
    int calls() const { return m_calls; }
    /// The texts of all frames that clients sent so far.
    QByteArray told() const
    {
        QByteArray all;
        for (const QByteArray &bytes : m_told)
            all += unmasked(bytes);
        return all;
    }
    bool wasTold(const QString &secret) const { return told().contains(secret.toUtf8()); }

private:
    void pass(QTcpSocket *client, quint16 realPort)
    {
        const std::size_t call = m_told.size();
        m_told.emplace_back();
        ++m_calls;
        auto *real = new QTcpSocket(client);
        real->connectToHost(QHostAddress::LocalHost, realPort);
        connect(client, &QTcpSocket::readyRead, this, [this, client, real, call] {
            const QByteArray bytes = client->readAll();
            m_told[call] += bytes;
            real->write(bytes);
        });
        connect(real, &QTcpSocket::readyRead, client, [client, real] { client->write(real->readAll()); });
        connect(real, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    static QByteArray unmasked(const QByteArray &stream)
    {
        constexpr int ExtendedLength = 126;
        QByteArray texts;
        qsizetype at = stream.indexOf("\r\n\r\n") + 4;
        while (at >= 4 && at + 2 <= stream.size()) {
            qsizetype length = uchar(stream[at + 1]) & 0x7f;
            at += 2;
            if (length == ExtendedLength) {
                length = (uchar(stream[at]) << 8) + uchar(stream[at + 1]);
                at += 2;
            } else if (length > ExtendedLength) {
                return texts + stream; // no hello is that long; what is in it would be found all the same
            }
            const QByteArray mask = stream.mid(at, 4);
            at += 4;
            for (qsizetype i = 0; i < length && at + i < stream.size(); ++i)
                texts += char(stream[at + i] ^ mask[i % 4]);
            at += length;
        }
        return texts;
    }

    QTcpServer m_listener;
    std::vector<QByteArray> m_told;
    int m_calls = 0;
    bool m_listens = false;
};

} // namespace

/// A server that is down, and somebody else at its address.
class TestMeeting final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anImpostorIsToldNoPassword();
    void anImpostorIsToldNoTokenByTheWindow();
    void aRestoredBackupIsTheSameServer();
};

void TestMeeting::anImpostorIsToldNoPassword()
{
    Server server;
    Server other;
    QVERIFY(server.up() && other.up());
    QVERIFY(server.fingerprint() != other.fingerprint());
    QTemporaryDir folder;
    Cli ann(server.url(), Ann);
    ann.setOptions({QStringLiteral("--data"), folder.path()});
    QCOMPARE(ann.run({QStringLiteral("register")}), 0);
    QVERIFY(registerUser(other.url(), Ann)); // even the same name and password are there
    server.signal(SIGTERM);
    QCOMPARE(server.waitForEnd(), 0);
    {
        Impostor impostor(server.port(), other.port());
        QVERIFY(impostor.listens());
        QCOMPARE(ann.run({QStringLiteral("send"), QStringLiteral("lobby"), QStringLiteral("a private word")}), 1);
        QVERIFY(impostor.calls() > 0);
        QVERIFY(impostor.told().contains("identify"));
        QVERIFY(!impostor.wasTold(Cli::password()));
        QVERIFY(!impostor.wasTold(QStringLiteral("hello")));
        QVERIFY(!impostor.wasTold(QStringLiteral("a private word")));
        const QString said = QString::fromUtf8(ann.errors());
        QVERIFY2(said.contains(server.fingerprint()) && said.contains(other.fingerprint()), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("--server-key")), qPrintable(said));
        // A name that was never used there: the address is what is known, not the name.
        Cli mistyped(server.url(), QStringLiteral("anm"));
        mistyped.setOptions({QStringLiteral("--data"), folder.path()});
        QCOMPARE(mistyped.run({QStringLiteral("rooms")}), 1);
        QVERIFY(!impostor.wasTold(Cli::password()));
        // Another key than the one that was named is not told either.
        ann.setOptions({QStringLiteral("--data"), folder.path(), QStringLiteral("--server-key"), server.fingerprint()});
        QCOMPARE(ann.run({QStringLiteral("rooms")}), 1);
        QVERIFY(!impostor.wasTold(Cli::password()));
        // The person says that it is right.
        ann.setOptions({QStringLiteral("--data"), folder.path(), QStringLiteral("--server-key"), other.fingerprint()});
        QCOMPARE(ann.run({QStringLiteral("rooms")}), 0);
        QVERIFY(impostor.wasTold(Cli::password())); // so that it would have been seen before
        ann.setOptions({QStringLiteral("--data"), folder.path()});
        QCOMPARE(ann.run({QStringLiteral("rooms")}), 0);
    }
    QVERIFY(server.up());
    QCOMPARE(ann.run({QStringLiteral("rooms")}), 1); // now this one is another than the known one
}

void TestMeeting::anImpostorIsToldNoTokenByTheWindow()
{
    Server server;
    Server other;
    QVERIFY(server.up() && other.up());
    Cli ann(server.url(), Ann);
    QCOMPARE(ann.run({QStringLiteral("register"), QStringLiteral("--print-token")}), 0);
    const QString token = ann.events().constFirst().value(QStringLiteral("token")).toString();
    QTemporaryDir folder;
    const QUrl url(server.url());
    QVERIFY(
        banter::putAccount(banter::accountsFile(folder.path()), {url, Ann, QStringLiteral("banter"), true, false, 1})
            .ok());
    const QString secrets = folder.filePath(QStringLiteral("secrets.json"));
    QVERIFY(banter::putSecret(secrets, banter::accountKey(url, Ann), token).ok());
    QVERIFY(registerUser(server.url(), QStringLiteral("bob")));
    Cli bob(server.url(), QStringLiteral("bob"));
    Program banter("banter");
    banter.setVariable("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=/nonexistent/bus"));
    QVERIFY(banter.start({QStringLiteral("--data"), folder.path()}));
    QVERIFY(bob.begin({QStringLiteral("tail"), QStringLiteral("lobby")}));
    QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}", 2 * SoonMs));
    server.killNow();
    Impostor impostor(server.port(), other.port());
    QVERIFY(impostor.listens());
    QVERIFY(banter.waitUntil([&] { return impostor.told().contains("identify"); }, 2 * SoonMs));
    // Started again as well: it knows the server from the last time.
    banter.killNow();
    const int calls = impostor.calls();
    QVERIFY(banter.start({QStringLiteral("--data"), folder.path()}));
    QVERIFY(banter.waitUntil([&] { return impostor.calls() > calls; }, 2 * SoonMs));
    QVERIFY(banter.waitUntil([&] { return impostor.told().count("identify") > 1; }, SoonMs));
    QVERIFY(!impostor.wasTold(token));
    QVERIFY(!impostor.wasTold(QStringLiteral("hello")));
}

void TestMeeting::aRestoredBackupIsTheSameServer()
{
    Server server;
    QVERIFY(server.up());
    const QString before = server.fingerprint();
    QTemporaryDir folder;
    Cli ann(server.url(), Ann);
    ann.setOptions({QStringLiteral("--data"), folder.path()});
    QCOMPARE(ann.run({QStringLiteral("register")}), 0);
    const QString file = folder.filePath(QStringLiteral("backup"));
    Program backup("banter-server");
    QVERIFY(backup.start({QStringLiteral("backup"), file, QStringLiteral("--data"), server.dataDir()}));
    QCOMPARE(backup.waitForEnd(), 0);
    server.signal(SIGTERM);
    QCOMPARE(server.waitForEnd(), 0);
    Program restore("banter-server");
    QVERIFY(restore.start(
        {QStringLiteral("restore"), file, QStringLiteral("--data"), server.dataDir(), QStringLiteral("--replace")}));
    QCOMPARE(restore.waitForEnd(), 0);
    QVERIFY(server.up());
    QCOMPARE(server.fingerprint(), before);
    QCOMPARE(ann.run({QStringLiteral("rooms")}), 0);
}

TEST_WITH_CORE_APPLICATION(TestMeeting)

} // namespace tst_meeting

#include "tst_meeting.moc"
