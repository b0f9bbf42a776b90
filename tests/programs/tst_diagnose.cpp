// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace tst_diagnose {

using namespace banter::test;

namespace {

const QStringList Diagnose{QStringLiteral("diagnose")};

QJsonObject only(const Cli &cli, const char *json)
{
    const QList<QJsonObject> found = cli.matching(json);
    return found.size() == 1 ? found.constFirst() : QJsonObject();
}

QStringList phases(const Cli &cli)
{
    QStringList names;
    for (const QJsonObject &step : cli.matching("{'event':'step'}")) {
        const QString phase = step.value(QStringLiteral("then")).toObject().value(QStringLiteral("phase")).toString();
        if (names.isEmpty() || names.constLast() != phase)
            names << phase;
    }
    return names;
}

/// The recording says what it is, holds as many steps as it says, and nothing of anybody's.
bool isWhole(const Cli &cli, const QString &server)
{
    const QJsonObject first = only(cli, "{'event':'recording','version':1}");
    const QByteArray text = cli.output();
    return first.value(QStringLiteral("steps")).toInt(-1) == cli.matching("{'event':'step'}").size() &&
           !text.contains(Cli::password().toUtf8()) && !text.contains("zoe") &&
           !text.contains(server.section(u'/', 2).toUtf8());
}

} // namespace

// `banter-cli diagnose`, as somebody sees it who cannot connect, and who can.
class TestDiagnose : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerThatIsWell()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("zoe")));
        Cli ann(server.url(), QStringLiteral("zoe"));
        QCOMPARE(ann.run(Diagnose), 0);
        const QJsonObject diagnosis = only(ann, "{'event':'diagnosis','verdict':'connected','dials':1}");
        QVERIFY2(diagnosis.contains(QStringLiteral("roundTripMs")), ann.output().constData());
        QVERIFY2(isWhole(ann, server.url()), ann.output().constData());
        QCOMPARE(phases(ann),
                 (QStringList{QStringLiteral("dialling"), QStringLiteral("hello"), QStringLiteral("resuming"),
                              QStringLiteral("live"), QStringLiteral("suspect"), QStringLiteral("live")}));
        QCOMPARE(ann.errors(), QByteArray());
    }

    void aWrongPassword()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("zoe")));
        Cli ann(server.url(), QStringLiteral("zoe"));
        ann.setPassword(QStringLiteral("wrong horse"));
        QCOMPARE(ann.run(Diagnose), 3);
        QVERIFY(!only(ann, "{'event':'diagnosis','verdict':'credentials'}").isEmpty());
        QVERIFY2(isWhole(ann, server.url()), ann.output().constData());
        QVERIFY2(ann.errors().contains("refuses this name"), ann.errors().constData());
    }

    void nobodyThere()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString url = QStringLiteral("ws://127.0.0.1:%1").arg(free.serverPort());
        free.close();
        Cli ann(url, QStringLiteral("zoe"));
        QCOMPARE(ann.run(Diagnose), 4);
        QVERIFY(!only(ann, "{'event':'diagnosis','verdict':'unreachable','dials':3}").isEmpty());
        QVERIFY2(isWhole(ann, url), ann.output().constData());
        QVERIFY2(ann.errors().contains("Nobody answers"), ann.errors().constData());
    }

    void aWebServer()
    {
        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        connect(&web, &QTcpServer::newConnection, this, [&web] {
            QTcpSocket *socket = web.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        Cli ann(QStringLiteral("ws://127.0.0.1:%1").arg(web.serverPort()), QStringLiteral("zoe"));
        QCOMPARE(ann.run(Diagnose), 4);
        QVERIFY2(!only(ann, "{'event':'diagnosis','verdict':'not-websocket','dials':1}").isEmpty(),
                 ann.output().constData());
        QVERIFY2(ann.output().contains("404"), ann.output().constData());
    }

    void aSilentPeerWhenThereIsLittleTime()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Cli ann(QStringLiteral("ws://127.0.0.1:%1").arg(silent.serverPort()), QStringLiteral("zoe"));
        ann.setOptions({QStringLiteral("--timeout"), QStringLiteral("1")});
        QCOMPARE(ann.run(Diagnose), 4);
        QVERIFY2(!only(ann, "{'event':'diagnosis','verdict':'timed-out'}").isEmpty(), ann.output().constData());
        QCOMPARE(phases(ann), QStringList{QStringLiteral("dialling")});
    }

    void aSessionPrintsItsOwn()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("zoe")));
        Cli ann(server.url(), QStringLiteral("zoe"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
        server.killNow();
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting'}"));
        QVERIFY(server.up());
        QVERIFY(ann.waitForCount("{'event':'connection','state':'connected'}", 2));
        ann.forget();
        ann.tell("{'do':'diagnose'}");
        QVERIFY(ann.waitFor("{'event':'recording'}"));
        QVERIFY(phases(ann).contains(QStringLiteral("backing-off")));
        QCOMPARE(phases(ann).constLast(), QStringLiteral("live"));
        ann.tell("{'do':'diagnose'}");
        QVERIFY(ann.waitForCount("{'event':'recording'}", 2));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
        QCOMPARE(ann.matching("{'event':'recording'}").size(), 2); // asked twice, told twice
    }
};

TEST_WITH_CORE_APPLICATION(TestDiagnose)

} // namespace tst_diagnose

#include "tst_diagnose.moc"
