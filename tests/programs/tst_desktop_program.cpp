// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"
#include "user_version.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QLibraryInfo>
#include <QLocalServer>
#include <QSet>
#include <QSettings>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <set>

namespace tst_desktop_program {

using namespace banter::test;

namespace {

constexpr int LongMs = 120'000; // a demo gathers its people first
const QString Variable = QStringLiteral("BANTER_TEST_PASSWORD");

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

QStringList databasesIn(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, {QStringLiteral("*.db")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    return found;
}

#ifdef Q_OS_LINUX
/// The TCP ports that a process listens on: those of the sockets among its open files.
std::set<uint> listeningPorts(qint64 pid)
{
    QSet<QString> sockets;
    const QDir files(QStringLiteral("/proc/%1/fd").arg(pid));
    for (const QString &name : files.entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System))
        sockets.insert(QFile::symLinkTarget(files.filePath(name)).section(u'/', -1));
    std::set<uint> ports;
    QFile table(QStringLiteral("/proc/net/tcp")); // proc(5): sl local_address rem_address st ... inode
    if (!table.open(QIODevice::ReadOnly))
        return ports;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        const bool listens = columns.size() > 9 && columns[3] == "0A";
        if (listens && sockets.contains(QStringLiteral("socket:[%1]").arg(QString::fromLatin1(columns[9]))))
            ports.insert(columns[1].mid(columns[1].indexOf(':') + 1).toUInt(nullptr, 16));
    }
    return ports;
}
#endif

} // namespace

// What somebody sees who starts banter by hand.
class TestDesktopProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char *line :
             {"--loud", "more", "--server ws://h", "--user ann", "--host --user ann", "--server ws://a@h:1 --user ann",
              "--demo --host --user ann", "--dialect rooms", "--server ws://h --user ann --dialect french",
              "--host --user ann --password-env HOME --dialect rooms", "--theme pink", "--size 3", "--after 5",
              "--data="})
            QTest::newRow(line) << words(line);
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        Program banter("banter");
        QVERIFY(banter.start(arguments));
        QCOMPARE(banter.waitForEnd(), 2);
        QVERIFY2(banter.errors().contains("banter: "), banter.errors().constData());
    }

    void saysItsVersionAndHelpWithoutADisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("version") << QStringLiteral("--version") << QByteArray("banter ");
        QTest::newRow("help") << QStringLiteral("--help") << QByteArray("Usage: ");
    }

    void saysItsVersionAndHelpWithoutADisplay()
    {
        QFETCH(const QString, option);
        QFETCH(const QByteArray, begin);
        Program banter("banter");
        banter.setVariable("QT_QPA_PLATFORM", QStringLiteral("none-of-that-name"));
        banter.setVariable("DISPLAY", {});
        QVERIFY(banter.start({option}));
        QVERIFY2(banter.waitForEnd() == 0, banter.errors().constData());
        QVERIFY2(banter.output().startsWith(begin), banter.output().constData());
    }

    void findsAllItsPagesModulesAndIcons()
    {
        QTemporaryDir folder;
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--self-test"), QStringLiteral("--data"), folder.path()}));
        QVERIFY2(banter.waitForEnd(LongMs) == 0, banter.errors().constData());
    }

    // A copy of the program that sees all of Qt's plugins but those for SVG.
    void missesThePluginOfItsIcons()
    {
        QTemporaryDir folder;
        const QDir plugins(QLibraryInfo::path(QLibraryInfo::PluginsPath));
        const QDir own(folder.path());
        int left = 0;
        QDirIterator files(plugins.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString name = plugins.relativeFilePath(file);
            if (name.contains(QStringLiteral("svg"))) {
                ++left;
                continue;
            }
            QVERIFY(own.mkpath(QStringLiteral("plugins/") + QFileInfo(name).path()));
            QVERIFY(QFile::link(file, own.filePath(QStringLiteral("plugins/") + name)));
        }
        QVERIFY(left > 0);
        QVERIFY(QFile::copy(QDir(Program::folder()).filePath(QStringLiteral("banter")),
                            own.filePath(QStringLiteral("banter"))));
        QFile paths(own.filePath(QStringLiteral("qt.conf")));
        QVERIFY(paths.open(QIODevice::WriteOnly));
        paths.write("[Paths]\nPrefix=" + QLibraryInfo::path(QLibraryInfo::PrefixPath).toUtf8() +
                    "\nQmlImports=" + QLibraryInfo::path(QLibraryInfo::QmlImportsPath).toUtf8() +
                    "\nPlugins=" + own.filePath(QStringLiteral("plugins")).toUtf8() + '\n');
        paths.close();
        QProcess banter;
        banter.start(own.filePath(QStringLiteral("banter")),
                     {QStringLiteral("--self-test"), QStringLiteral("--data"), own.filePath(QStringLiteral("data"))});
        QVERIFY(banter.waitForFinished(LongMs));
        const QByteArray said = banter.readAllStandardError();
        QVERIFY2(banter.exitCode() == 1, said.constData());
        QVERIFY2(said.contains("Icons of the format svg cannot be shown"), said.constData());
    }

    void picturesTheDemo()
    {
        QTemporaryDir folder;
        const QString picture = folder.filePath(QStringLiteral("demo.png"));
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--demo"), QStringLiteral("--size"), QStringLiteral("900x600"),
                              QStringLiteral("--screenshot"), picture}));
        QCOMPARE(banter.waitForEnd(LongMs), 0);
        const QImage image(picture);
        QCOMPARE(image.size(), QSize(900, 600));
        QVERIFY(image.pixelColor(2, 2).isValid());
    }

#ifdef Q_OS_LINUX
    // Clients of a server that is down just now would find the demo in its place.
    void theDemoTakesNobodysPort()
    {
        constexpr uint FirstPort = 7788; // of every server that is asked for none
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--demo")}));
        std::set<uint> ports;
        QVERIFY(banter.waitUntil(
            [&] {
                ports = listeningPorts(banter.pid());
                return !ports.empty();
            },
            LongMs));
        QVERIFY(!ports.contains(FirstPort));
    }
#endif

    void saysThatASignInFailed()
    {
        Server server;
        QVERIFY(server.up());
        QTemporaryDir folder;
        Program banter("banter");
        banter.setVariable("BANTER_TEST_PASSWORD", QStringLiteral("wrong horse"));
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--server"), server.url(),
                              QStringLiteral("--user"), QStringLiteral("nobody"), QStringLiteral("--password-env"),
                              Variable, QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("a.png"))}));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains("banter: "), banter.errors().constData());
    }

    void showsThatItsFolderCannotBeUsed()
    {
        QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("data"));
        QFile inTheWay(data);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const QString picture = folder.filePath(QStringLiteral("trouble.png"));
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--data"), data, QStringLiteral("--screenshot"), picture}));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains(data.toUtf8()), banter.errors().constData());
        QVERIFY(!QImage(picture).isNull());
    }

    void leavesTheDataOfANewerVersionAlone_data()
    {
        QTest::addColumn<bool>("hosting");
        QTest::newRow("the account's") << false;
        QTest::newRow("the hosted server's") << true;
    }

    void leavesTheDataOfANewerVersionAlone()
    {
        QFETCH(bool, hosting);
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        QTemporaryDir folder;
        QStringList arguments{QStringLiteral("--data"),         folder.path(),
                              QStringLiteral("--user"),         QStringLiteral("ann"),
                              QStringLiteral("--password-env"), Variable,
                              QStringLiteral("--screenshot"),   folder.filePath(QStringLiteral("a.png"))};
        arguments +=
            hosting ? QStringList{QStringLiteral("--host")} : QStringList{QStringLiteral("--server"), server.url()};
        Program banter("banter");
        banter.setVariable("BANTER_TEST_PASSWORD", Cli::password());
        QVERIFY(banter.start(arguments));
        QVERIFY2(banter.waitForEnd(LongMs) == 0, banter.errors().constData());
        int changed = 0;
        for (const QString &database : databasesIn(folder.path())) {
            if (database.endsWith(QStringLiteral("/server.db")) == hosting && writeUserVersion(database, 1000))
                ++changed;
        }
        QCOMPARE(changed, 1);
        QVERIFY(banter.start(arguments));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains("newer version"), banter.errors().constData());
    }

    void aSecondOneShowsTheFirst()
    {
        QTemporaryDir folder;
        Program first("banter");
        first.setVariable("BANTER_TRACE_START", QStringLiteral("1"));
        QVERIFY(first.start({QStringLiteral("--data"), folder.path()}));
        QVERIFY(first.waitUntil([&] { return first.errors().contains("first frame"); }, LongMs));
        Program second("banter");
        QVERIFY(second.start({QStringLiteral("--data"), folder.path()}));
        QCOMPARE(second.waitForEnd(), 0);
        QVERIFY2(second.errors().contains("runs on this folder already"), second.errors().constData());
        QVERIFY(first.isRunning());
    }

    void hostsBesideAPortThatIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QTemporaryDir folder;
        QFile settings(folder.filePath(QStringLiteral("settings.ini")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("[host]\nport=" + QByteArray::number(other.serverPort()) + '\n');
        settings.close();
        Program banter("banter");
        banter.setVariable("BANTER_TEST_PASSWORD", Cli::password());
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--host"),
                              QStringLiteral("--user"), QStringLiteral("ann"), QStringLiteral("--password-env"),
                              Variable, QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("a.png"))}));
        QVERIFY2(banter.waitForEnd(LongMs) == 0, banter.errors().constData());
        const QSettings kept(settings.fileName(), QSettings::IniFormat);
        const uint port = kept.value(QStringLiteral("host/port")).toUInt();
        QVERIFY(port > 0 && port != other.serverPort());
    }

    // A person closes the window and starts it again; nothing was kept.
    void hostsAgainAfterItWasClosed_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QByteArray>("trouble"); // empty: it goes on
        QTest::newRow("the same") << QStringLiteral("ann") << Cli::password() << QByteArray();
        QTest::newRow("another person") << QStringLiteral("bob") << Cli::password() << QByteArray();
        QTest::newRow("a wrong password") << QStringLiteral("ann") << QStringLiteral("another horse")
                                          << QByteArray("The name or the password is wrong.");
        QTest::newRow("a password that is too short")
            << QStringLiteral("ann") << QStringLiteral("short") << QByteArray("A password has at least 8 characters.");
    }

    void hostsAgainAfterItWasClosed()
    {
        QFETCH(QString, user);
        QFETCH(QString, password);
        QFETCH(QByteArray, trouble);
        QTemporaryDir folder;
        const auto run = [&](Program &banter, const QString &name, const QString &secret) {
            banter.setVariable("BANTER_TEST_PASSWORD", secret);
            return banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--host"),
                                 QStringLiteral("--user"), name, QStringLiteral("--password-env"), Variable,
                                 QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("a.png"))});
        };
        Program first("banter");
        QVERIFY(run(first, QStringLiteral("ann"), Cli::password()));
        QVERIFY2(first.waitForEnd(LongMs) == 0, first.errors().constData());
        Program again("banter");
        QVERIFY(run(again, user, password));
        QCOMPARE(again.waitForEnd(LongMs), trouble.isEmpty() ? 0 : 1);
        QVERIFY2(trouble.isEmpty() ? !again.errors().contains("banter: ") : again.errors().contains(trouble),
                 again.errors().constData());
    }

    void saysThatANameIsTaken()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        QTemporaryDir folder;
        Program banter("banter");
        banter.setVariable("BANTER_TEST_PASSWORD", QStringLiteral("another horse"));
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--server"), server.url(),
                              QStringLiteral("--user"), QStringLiteral("ann"), QStringLiteral("--register"),
                              QStringLiteral("--password-env"), Variable, QStringLiteral("--screenshot"),
                              folder.filePath(QStringLiteral("a.png"))}));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains("That name is taken or reserved"), banter.errors().constData());
    }

    // Others write to the server in this program until its disk is full; the window's banner is tested with the pages.
    void saysThatTheHostedServersDiskIsFull()
    {
        QTemporaryDir folder;
        Program banter("banter");
        banter.limitFiles(1'500'000);
        banter.setVariable("BANTER_TEST_PASSWORD", Cli::password());
        QVERIFY(
            banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--host"), QStringLiteral("--user"),
                          QStringLiteral("ann"), QStringLiteral("--password-env"), Variable}));
        const QString settings = folder.filePath(QStringLiteral("settings.ini"));
        const auto port = [&] {
            return QSettings(settings, QSettings::IniFormat).value(QStringLiteral("host/port")).toString();
        };
        QVERIFY(banter.waitUntil([&] { return !port().isEmpty(); }, LongMs));
        const QString url = QStringLiteral("ws://127.0.0.1:") + port();
        QVERIFY(registerUser(url, QStringLiteral("bob")));
        Cli bob(url, QStringLiteral("bob"));
        QVERIFY(bob.begin({QStringLiteral("send"), QStringLiteral("lobby")}));
        for (int i = 0; i < 200; ++i)
            bob.write(QByteArray(16'000, 'x') + '\n');
        bob.closeInput();
        QVERIFY(banter.waitUntil([&] { return banter.errors().contains("cannot be written"); }, LongMs));
        QVERIFY(bob.isRunning()); // it keeps what was refused, and tries again
        banter.makeRoom();
#ifdef Q_OS_LINUX
        QCOMPARE(bob.waitForEnd(LongMs), 0);
        QVERIFY(banter.waitUntil([&] { return banter.errors().contains("can be written again"); }));
#endif
    }

    void stopsOnSigterm()
    {
        QTemporaryDir folder;
        Program banter("banter");
        banter.setVariable("BANTER_TRACE_START", QStringLiteral("1"));
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path()}));
        QVERIFY(banter.waitUntil([&] { return banter.errors().contains("first frame"); }, LongMs));
        banter.signal(SIGTERM);
        QCOMPARE(banter.waitForEnd(), 0);
    }

#ifdef Q_OS_LINUX
    // As a bus is whose daemon hangs: it takes every connection and answers none.
    void stopsBesideABusThatSaysNothing()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("bus"));
        QLocalServer silent;
        QVERIFY(silent.listen(path));
        Program banter("banter");
        banter.setVariable("BANTER_TRACE_START", QStringLiteral("1"));
        banter.setVariable("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=") + path);
        QVERIFY(banter.start({QStringLiteral("--data"), folder.filePath(QStringLiteral("data"))}));
        QVERIFY(banter.waitUntil([&] { return banter.errors().contains("first frame"); }, LongMs));
        QTRY_VERIFY(silent.hasPendingConnections());
        banter.signal(SIGTERM);
        QCOMPARE(banter.waitForEnd(), 0);
    }
#endif
};

TEST_WITH_CORE_APPLICATION(TestDesktopProgram)

} // namespace tst_desktop_program

#include "tst_desktop_program.moc"
