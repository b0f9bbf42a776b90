// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_exit_codes {

using namespace banter::test;

/// Everything that can be wrong before or instead of a conversation: the exit code, and a sentence on the standard
/// error.
class tst_ExitCodes final : public QObject {
    Q_OBJECT

    Server m_server;

    static QStringList words(const char *text) { return QString::fromUtf8(text).split(u' '); }

    /// A TCP server of the test's own, which treats each connection as told.
    struct Peer {
        QTcpServer server;
        explicit Peer(const std::function<void(QTcpSocket *)> &treat)
        {
            server.listen(QHostAddress::LocalHost);
            QObject::connect(&server, &QTcpServer::newConnection, &server, [this, treat] {
                while (QTcpSocket *socket = server.nextPendingConnection()) {
                    treat(socket);
                }
            });
        }
        QString url() const { return QStringLiteral("ws://127.0.0.1:%1").arg(server.serverPort()); }
    };

    /// One sentence, with the program's name before it, and no secret.
    static bool isSentence(const QByteArray &errors)
    {
        const bool fine = errors.startsWith("banter-cli: ") && errors.endsWith('\n') && errors.count('\n') == 1 &&
                          !errors.contains(Cli::password().toUtf8());
        if (!fine) {
            qWarning("not a sentence: %s", errors.constData());
        }
        return fine;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.up());
        QVERIFY(registerUser(m_server.url(), QStringLiteral("ann")));
    }

    void helpIsDone()
    {
        Program cli("banter-cli");
        QVERIFY(cli.start({QStringLiteral("--help")}));
        QCOMPARE(cli.waitForEnd(), 0);
        QVERIFY(cli.output().contains("Usage: banter-cli"));
        QCOMPARE(cli.errors(), QByteArray());
    }

    void aBadCommandLineIsUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no user") << words("--server ws://127.0.0.1:1 --password-env PATH rooms");
        QTest::newRow("no such command") << words("--server ws://h:1 --user a --password-env PATH shout");
        QTest::newRow("password not set") << words("--server ws://h:1 --user a --password-env NO_SUCH_VARIABLE rooms");
        QTest::newRow("no such dialect") << words("--server ws://h:1 --user a --password-env PATH --dialect x rooms");
    }

    void aBadCommandLineIsUsage()
    {
        QFETCH(QStringList, arguments);
        Program cli("banter-cli");
        QVERIFY(cli.start(arguments));
        QCOMPARE(cli.waitForEnd(), 2);
        QVERIFY(cli.errors().startsWith("banter-cli: "));
        QVERIFY(cli.errors().contains("--help"));
        QCOMPARE(cli.output(), QByteArray());
    }

    void aWrongPasswordIsRefused_data()
    {
        QTest::addColumn<QStringList>("command");
        for (const char *command : {"rooms", "send lobby hi", "tail lobby", "session"}) {
            QTest::newRow(command) << words(command);
        }
    }

    void aWrongPasswordIsRefused()
    {
        QFETCH(QStringList, command);
        Cli ann(m_server.url(), QStringLiteral("ann"));
        ann.setPassword(QStringLiteral("not the password"));
        QVERIFY(ann.begin(command));
        QCOMPARE(ann.waitForEnd(), 3);
        QVERIFY(isSentence(ann.errors()));
    }

    void anUnknownNameIsRefused()
    {
        Cli nobody(m_server.url(), QStringLiteral("nobody"));
        QCOMPARE(nobody.run(words("rooms")), 3);
        QVERIFY(isSentence(nobody.errors()));
    }

    void aTakenNameIsRefused()
    {
        Cli ann(m_server.url(), QStringLiteral("ANN"));
        ann.setPassword(QStringLiteral("another horse battery"));
        QCOMPARE(ann.run(words("register")), 3);
        QVERIFY(isSentence(ann.errors()));
        QVERIFY2(ann.errors().contains("name"), ann.errors().constData());
    }

    // Whoever cannot know whether the answer was lost asks again.
    void registeringAgainIsNoFault()
    {
        for (int i = 0; i < 2; ++i) {
            Cli dan(m_server.url(), QStringLiteral("dan"));
            QCOMPARE(dan.run(words("register")), 0);
        }
    }

    void aRoomThatMayNotBeEnteredFails()
    {
        QVERIFY(registerUser(m_server.url(), QStringLiteral("owner")));
        Cli owner(m_server.url(), QStringLiteral("owner"));
        QVERIFY(owner.begin(words("session")));
        QVERIFY(owner.waitFor("{'event':'connection','state':'connected'}"));
        owner.tell("{'do':'create','room':'den','private':true}");
        owner.tell("{'do':'send','room':'den','text':'mine','clientId':'den-1'}");
        QVERIFY(owner.waitFor("{'event':'message','clientId':'den-1','state':'sent'}"));
        owner.tell("{'do':'quit'}");
        QCOMPARE(owner.waitForEnd(), 0);
        for (const char *command : {"send den hi", "tail den"}) {
            Cli ann(m_server.url(), QStringLiteral("ann"));
            QCOMPARE(ann.run(words(command)), 1);
            QVERIFY(isSentence(ann.errors()));
        }
    }

    void linesThatCannotBeSentAreNamed()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send lobby")));
        ann.write("good\n\n\xff\xfe\n" + QByteArray(20'000, 'x') + "\n\a\x1b[0m\n" + QByteArray(70'000, 'y') +
                  "\ngood \x1b[1mtoo\x1b[0m");
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(), 1);
        for (const char *line : {"line 3 ", "line 4 ", "line 5 ", "line 6 "}) {
            QVERIFY2(ann.errors().contains(line), ann.errors().constData());
        }
        QVERIFY(!ann.errors().contains("line 1 ") && !ann.errors().contains("line 7 "));
        Cli tail(m_server.url(), QStringLiteral("ann"));
        QVERIFY(tail.begin(words("tail lobby --since 0")));
        QVERIFY(tail.waitFor("{'event':'message','text':'good too'}"));
        QCOMPARE(tail.matching("{'event':'message','text':'good'}").size(), 1);
    }

    void nobodyListens_data()
    {
        QTest::addColumn<QStringList>("command");
        for (const char *command : {"rooms", "register", "send lobby hi", "tail lobby", "session"}) {
            QTest::newRow(command) << words(command) + words("--timeout 2");
        }
    }

    void nobodyListens()
    {
        QFETCH(QStringList, command);
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close();
        Cli ann(QStringLiteral("ws://127.0.0.1:%1").arg(port), QStringLiteral("ann"));
        QElapsedTimer time;
        time.start();
        QVERIFY(ann.begin(command));
        QCOMPARE(ann.waitForEnd(), 4);
        QVERIFY(isSentence(ann.errors()));
        QVERIFY(time.elapsed() >= 1900);
    }

    void aServerThatComesLateIsFound()
    {
        Server late;
        QVERIFY(late.up());
        QVERIFY(registerUser(late.url(), QStringLiteral("ann")));
        late.killNow();
        Cli ann(late.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send lobby patience")));
        QTcpServer knock; // it tries at least once while nobody is there
        QVERIFY(knock.listen(QHostAddress::LocalHost, late.port()));
        QSignalSpy knocked(&knock, &QTcpServer::newConnection);
        QVERIFY(knocked.wait(SoonMs));
        delete knock.nextPendingConnection();
        knock.close();
        QVERIFY(late.up());
        QCOMPARE(ann.waitForEnd(60'000), 0);
    }

    void anHttpServerIsNoChatServer()
    {
        Peer http([](QTcpSocket *socket) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (socket->peek(65'536).contains("\r\n\r\n")) {
                    socket->readAll();
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                }
            });
        });
        Cli ann(http.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run(words("rooms --timeout 3")), 4);
        QVERIFY(isSentence(ann.errors()));
    }

    void aSilentPeerIsNotWaitedForLong()
    {
        Peer silent([](QTcpSocket *) {});
        Cli ann(silent.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run(words("rooms --timeout 3")), 4);
        QVERIFY(isSentence(ann.errors()));
    }

    void aPeerThatHangsUpIsUnreachable()
    {
        Peer rude([](QTcpSocket *socket) { socket->abort(); });
        Cli ann(rude.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run(words("send lobby hi --timeout 3")), 4);
        QVERIFY(isSentence(ann.errors()));
    }

    void aServerThatAnswersIsNotNobody_data()
    {
        QTest::addColumn<QByteArray>("answer");
        for (const char *answer :
             {"429 Too Many Requests", "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable",
              "504 Gateway Timeout", "521 Web Server Is Down", "301 Moved Permanently", "400 Bad Request"})
            QTest::newRow(answer) << QByteArray(answer);
    }

    void aServerThatAnswersIsNotNobody()
    {
        QFETCH(QByteArray, answer);
        Peer http([answer](QTcpSocket *socket) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                if (socket->peek(65'536).contains("\r\n\r\n")) {
                    socket->readAll();
                    socket->write("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n");
                }
            });
        });
        Cli ann(http.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run(words("rooms --timeout 3")), 4);
        QVERIFY2(ann.errors().contains("The server answered " + answer), ann.errors().constData());
    }

    // Nothing is sent, and nobody is asked for: a script has nobody to ask.
    void aSecretDoesNotGoOpenly()
    {
        for (const char *url : {"ws://chat.invalid:7788", "ws://192.0.2.1:7788"}) {
            Cli ann(QString::fromLatin1(url), QStringLiteral("ann"));
            QCOMPARE(ann.run(words("rooms --timeout 3")), 2);
            QVERIFY(isSentence(ann.errors()));
            QVERIFY2(ann.errors().contains("--insecure"), ann.errors().constData());
        }
        Cli wanted(QStringLiteral("ws://chat.invalid:7788"), QStringLiteral("ann")); // no such host (RFC 6761)
        QCOMPARE(wanted.run(words("rooms --timeout 3 --insecure")), 4);
        QVERIFY2(!wanted.errors().contains("--insecure"), wanted.errors().constData());
    }

    void aDataFolderThatIsNoneIsSaid()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("file"));
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        Cli ann(m_server.url(), QStringLiteral("ann"));
        ann.setOptions({QStringLiteral("--data"), file});
        QCOMPARE(ann.run(words("rooms")), 1);
        QVERIFY(isSentence(ann.errors()));
    }

    void aDataFolderInUseIsSaid()
    {
        QTemporaryDir folder;
        const QStringList data{QStringLiteral("--data"), folder.path()};
        Cli first(m_server.url(), QStringLiteral("ann"));
        first.setOptions(data);
        QVERIFY(first.begin(words("session")));
        QVERIFY(first.waitFor("{'event':'connection','state':'connected'}"));
        Cli second(m_server.url(), QStringLiteral("ann"));
        second.setOptions(data);
        QCOMPARE(second.run(words("rooms")), 1);
        QVERIFY(isSentence(second.errors()));
    }

    void aStoppedSendSaysWhatIsMissing()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send lobby"))); // waits for its input
        ann.write("one\n");
        Cli tail(m_server.url(), QStringLiteral("ann"));
        QVERIFY(tail.begin(words("tail lobby --since 0")));
        QVERIFY(tail.waitFor("{'event':'message','text':'one'}"));
        ann.signal(SIGINT);
        QCOMPARE(ann.waitForEnd(), 1);
        QVERIFY(isSentence(ann.errors()));
    }
};

TEST_WITH_CORE_APPLICATION(tst_ExitCodes)

} // namespace tst_exit_codes

#include "tst_exit_codes.moc"
