// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "program.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tst_service_manager {

using namespace banter::test;

namespace {

constexpr int FirstSocket = 3; // SD_LISTEN_FDS_START

/// What a service manager hears: sd_notify(3).
class Ear final : public QObject {
    Q_OBJECT
public:
    Ear()
    {
        m_file = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(path()).constData(), sizeof address.sun_path);
        m_isOpen = ::bind(m_file, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        m_notifier = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
            char bytes[4096];
            for (ssize_t size; (size = ::recv(m_file, bytes, sizeof bytes, 0)) > 0;)
                m_heard.append(QByteArray(bytes, int(size)));
        });
    }
    ~Ear() override { ::close(m_file); }

    bool isOpen() const { return m_isOpen; }
    QString path() const { return m_folder.filePath(QStringLiteral("ear")); }
    const QByteArrayList &heard() const { return m_heard; }
    qsizetype times(const QByteArray &begin) const
    {
        return std::count_if(m_heard.begin(), m_heard.end(),
                             [&begin](const QByteArray &state) { return state.startsWith(begin); });
    }

private:
    QTemporaryDir m_folder;
    int m_file = -1;
    bool m_isOpen = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArrayList m_heard;
};

/// banter-server as a service manager starts it: with sockets, and the variables that name its process.
class Service final : public QProcess {
    Q_OBJECT
public:
    Service() { setProcessEnvironment(QProcessEnvironment::systemEnvironment()); }
    ~Service() override
    {
        kill();
        waitForFinished(SoonMs);
    }

    void set(const char *name, const QString &value)
    {
        QProcessEnvironment environment = processEnvironment();
        environment.insert(QLatin1String(name), value);
        setProcessEnvironment(environment);
    }
    /// In this order, from the first place on.
    void give(const QList<qintptr> &sockets)
    {
        set("LISTEN_FDS", QString::number(sockets.size()));
        setChildProcessModifier([sockets] {
            // First out of the way of the places.
            int moved[8];
            for (int i = 0; i < int(sockets.size()); ++i)
                moved[i] = ::fcntl(int(sockets.at(i)), F_DUPFD, FirstSocket + 8);
            for (int i = 0; i < int(sockets.size()); ++i)
                ::dup2(moved[i], FirstSocket + i);
        });
    }
    bool begin(const QStringList &more = {}, const QString &forProcess = QStringLiteral("$$"))
    {
        const QString command =
            QStringLiteral("export LISTEN_PID=%1 WATCHDOG_PID=$$; exec \"$0\" \"$@\"").arg(forProcess);
        start(QStringLiteral("sh"),
              QStringList{QStringLiteral("-c"), command, Program::folder() + QStringLiteral("/banter-server"),
                          QStringLiteral("--data"), m_data.path()} +
                  more);
        return waitForStarted(SoonMs);
    }
    bool listens()
    {
        return QTest::qWaitFor([this] { return (m_said += readAllStandardOutput()).contains("identity "); }, SoonMs);
    }
    QByteArray said() const { return m_said; }
    bool ended()
    {
        return QTest::qWaitFor([this] { return state() == NotRunning; }, SoonMs);
    }

private:
    QTemporaryDir m_data;
    QByteArray m_said;
};

QByteArray addressOf(const QTcpServer &listener)
{
    return "listening on ws://127.0.0.1:" + QByteArray::number(listener.serverPort()) + '\n';
}

} // namespace

// What whoever runs banter-server under systemd relies on.
class TestServiceManager : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void servesOnTheSocketThatItIsGiven()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        listener.pauseAccepting();
        Service service;
        service.give({listener.socketDescriptor()});
        QVERIFY(service.begin());
        // Who knocks before it is ready waits.
        QWebSocket early;
        QSignalSpy connected(&early, &QWebSocket::connected);
        early.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(listener.serverPort())));
        QVERIFY(service.listens());
        QVERIFY2(service.said().startsWith(addressOf(listener)), service.said().constData());
        QVERIFY(QTest::qWaitFor([&] { return !connected.isEmpty(); }, SoonMs));
    }

    void leavesSocketsOfOthersAlone()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        Service service;
        service.give({listener.socketDescriptor()});
        QVERIFY(service.begin({}, QStringLiteral("1")));
        QVERIFY(service.listens());
        QVERIFY2(!service.said().startsWith(addressOf(listener)), service.said().constData());
    }

    void refusesWhatItCannotListenOn()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        const qintptr good = listener.socketDescriptor();
        const int plain = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const struct {
            QList<qintptr> sockets;
            QStringList more;
            const char *why;
        } cases[] = {{{good, good}, {}, "one is wanted"},
                     {{plain}, {}, "does not listen"},
                     {{good}, {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:7788")}, "banter-server.socket"}};
        for (const auto &one : cases) {
            Service service;
            service.give(one.sockets);
            QVERIFY(service.begin(one.more));
            QVERIFY(service.ended());
            QCOMPARE(service.exitCode(), 2);
            const QByteArray errors = service.readAllStandardError();
            QVERIFY2(errors.contains(one.why), errors.constData());
        }
        ::close(plain);
    }

    void saysHowItIs()
    {
        Ear ear;
        QVERIFY(ear.isOpen());
        Service service;
        service.set("NOTIFY_SOCKET", ear.path());
        service.set("WATCHDOG_USEC", QStringLiteral("200000"));
        QVERIFY(service.begin());
        QVERIFY(QTest::qWaitFor([&] { return ear.times("WATCHDOG=1") >= 3; }, SoonMs));
        QVERIFY2(ear.heard().constFirst().startsWith("READY=1\nSTATUS=Listening on ws://127.0.0.1:"),
                 ear.heard().constFirst().constData());
        QCOMPARE(ear.times("READY=1"), qsizetype(1));
        QVERIFY(ear.heard().contains("WATCHDOG=1\nSTATUS=0 people are here"));
        QCOMPARE(ear.times("STOPPING=1"), qsizetype(0));
        service.terminate();
        QVERIFY(service.ended());
        QCOMPARE(service.exitCode(), 0);
        QVERIFY(QTest::qWaitFor([&] { return ear.times("STOPPING=1") == 1; }, SoonMs));
    }

    void isNotReadyWhereItCannotStart()
    {
        Ear ear;
        Service service;
        service.set("NOTIFY_SOCKET", ear.path());
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        QVERIFY(service.begin({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(listener.serverPort())}));
        QVERIFY(service.ended());
        QCOMPARE(service.exitCode(), 1);
        QCoreApplication::processEvents();
        QVERIFY(ear.heard().isEmpty());
    }

    void tellsTheJournalHowBadItIs()
    {
        QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("log"));
        QFile file(log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        struct stat place {};
        QCOMPARE(::fstat(file.handle(), &place), 0);
        for (const bool toJournal : {true, false}) {
            Service service;
            service.setStandardErrorFile(log);
            service.set("JOURNAL_STREAM", QStringLiteral("%1:%2").arg(place.st_dev).arg(toJournal ? place.st_ino : 1));
            QVERIFY(service.begin({QStringLiteral("--listen"), QStringLiteral("192.0.2.1:1")}));
            QVERIFY(service.ended());
            QFile said(log);
            QVERIFY(said.open(QIODevice::ReadOnly));
            const QByteArray line = said.readAll();
            QVERIFY2(line.startsWith(toJournal ? "<3>Cannot listen" : "banter-server: Cannot listen"),
                     line.constData());
        }
    }
};

TEST_WITH_CORE_APPLICATION(TestServiceManager)

} // namespace tst_service_manager

#include "tst_service_manager.moc"
