// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"
#include "user_version.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace tst_server_program {

using namespace banter::test;

namespace {

const QString Anywhere = QStringLiteral("127.0.0.1:0");

} // namespace

// What somebody sees who starts banter-server by hand.
class TestServerProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QStringList data{QStringLiteral("--data"), QStringLiteral("d")};
        QTest::newRow("no data folder") << QStringList{};
        QTest::newRow("unknown option") << data + QStringList{QStringLiteral("--loud")};
        QTest::newRow("an argument") << data + QStringList{QStringLiteral("more")};
        QTest::newRow("no number") << data + QStringList{QStringLiteral("--rate"), QStringLiteral("fast")};
        QTest::newRow("no such WebSocket") << data + QStringList{QStringLiteral("--websocket"), QStringLiteral("his")};
        QTest::newRow("negative rate") << data + QStringList{QStringLiteral("--rate=-1")};
        for (const char *where : {"nonsense of a host", "user@127.0.0.1:1", "127.0.0.1:70000", "no.such.host:0"})
            QTest::newRow(where) << data + QStringList{QStringLiteral("--listen"), QString::fromLatin1(where)};
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QTemporaryDir folder;
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^d$")), folder.filePath(QStringLiteral("d")));
        Program server("banter-server");
        QVERIFY(server.start(arguments));
        QCOMPARE(server.waitForEnd(), 2);
        QVERIFY(server.errors().startsWith("banter-server: "));
        QCOMPARE(server.output(), QByteArray());
    }

    void saysThatThePortIsTaken()
    {
        Server first;
        QVERIFY(first.up());
        QTemporaryDir folder;
        Program second("banter-server");
        const QString where = QStringLiteral("127.0.0.1:%1").arg(first.port());
        QVERIFY(second.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"), where}));
        QCOMPARE(second.waitForEnd(), 1);
        QVERIFY2(second.errors().contains(QByteArray::number(first.port())), second.errors().constData());
        QVERIFY(first.isRunning());
    }

    void sharesItsFolderWithNobody()
    {
        QTemporaryDir folder;
        const QStringList arguments{QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"), Anywhere};
        Program first("banter-server");
        QVERIFY(first.start(arguments));
        QVERIFY(first.waitUntil([&] { return first.output().contains("listening on"); }));
        Program second("banter-server");
        QVERIFY(second.start(arguments));
        QCOMPARE(second.waitForEnd(), 1);
        QVERIFY2(second.errors().contains("in use"), second.errors().constData());
        first.killNow();
        QVERIFY(second.start(arguments)); // one that was killed holds nothing
        QVERIFY(second.waitUntil([&] { return second.output().contains("listening on"); }));
    }

    void saysThatTheFolderCannotBeUsed_data()
    {
        QTest::addColumn<bool>("fileInTheWay");
        QTest::newRow("a file instead of the folder") << true;
        QTest::newRow("a folder instead of the database") << false;
    }

    void saysThatTheFolderCannotBeUsed()
    {
        QFETCH(bool, fileInTheWay);
        QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("data"));
        if (fileInTheWay) {
            QFile file(data);
            QVERIFY(file.open(QIODevice::WriteOnly));
        } else {
            QVERIFY(QDir().mkpath(data + QStringLiteral("/server.db")));
        }
        Program server("banter-server");
        QVERIFY(server.start({QStringLiteral("--data"), data, QStringLiteral("--listen"), Anywhere}));
        QCOMPARE(server.waitForEnd(), 1);
        QVERIFY2(server.errors().startsWith("banter-server: "), server.errors().constData());
        QCOMPARE(server.output(), QByteArray());
    }

    void leavesTheDataOfANewerVersionAlone()
    {
        QTemporaryDir folder;
        const QStringList arguments{QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"), Anywhere};
        Program server("banter-server");
        QVERIFY(server.start(arguments));
        QVERIFY(server.waitUntil([&] { return server.output().contains("listening on"); }));
        server.signal(SIGTERM);
        QCOMPARE(server.waitForEnd(), 0);
        const QString database = folder.filePath(QStringLiteral("server.db"));
        QVERIFY(writeUserVersion(database, 1000));
        QFile file(database);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QVERIFY(server.start(arguments));
        QCOMPARE(server.waitForEnd(), 1);
        QVERIFY2(server.errors().contains("newer version"), server.errors().constData());
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void saysThatTheDiskIsFullAndGoesOnOnceItIsNot()
    {
#ifdef Q_OS_LINUX
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        server.limitFiles(600'000);
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("send"), QStringLiteral("lobby")}));
        for (int i = 0; i < 100; ++i)
            ann.write(QByteArray::number(i) + QByteArray(16'000, 'x') + '\n');
        ann.closeInput();
        QVERIFY(server.waitUntil([&] { return server.errors().contains("cannot be written"); }));
        QVERIFY(ann.isRunning()); // it keeps what was refused, and tries again
        Cli bob(server.url(), QStringLiteral("ann"));
        QCOMPARE(bob.run({QStringLiteral("rooms")}), 0); // reading goes on
        server.makeRoom();
        QCOMPARE(ann.waitForEnd(), 0);
        QVERIFY(server.waitUntil([&] { return server.errors().contains("can be written again"); }));
        Program check("banter-server");
        QVERIFY(check.start({QStringLiteral("check"), QStringLiteral("--data"), server.dataDir()}));
        QCOMPARE(check.waitForEnd(), 0);
        QVERIFY2(check.output().contains(" 100 messages"), check.output().constData());
#else
        QSKIP("needs a limit that can be lifted from outside");
#endif
    }

    void namesAFolderAsItIsWrittenInAnyLocale()
    {
        QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("Büro 办公室"));
        QFile file(data);
        QVERIFY(file.open(QIODevice::WriteOnly));
        Program server("banter-server");
        server.setVariable("LC_ALL", QStringLiteral("C"));
        QVERIFY(server.start({QStringLiteral("--data"), data}));
        QCOMPARE(server.waitForEnd(), 1);
        QVERIFY2(server.errors().contains(data.toUtf8()), server.errors().constData());
    }

    void saysGoodbyeToItsClients_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void saysGoodbyeToItsClients()
    {
        QFETCH(int, signal);
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
        server.signal(signal);
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting','code':1001}"));
    }
};

TEST_WITH_CORE_APPLICATION(TestServerProgram)

} // namespace tst_server_program

#include "tst_server_program.moc"
