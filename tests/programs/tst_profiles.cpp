// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "program.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <csignal>

namespace tst_profiles {

using namespace banter::test;

namespace {

const QByteArray Good = R"({
  "profile": 1,
  "name": "test",
  "framing": { "kind": "plain" },
  "credentials": [{ "in": "query", "name": "key", "value": "{secret}" }],
  "rooms": { "in": "single", "name": "den" },
  "say": { "send": { "event": "m", "args": [{ "t": "{text}" }] } },
  "hear": [{ "event": "m", "means": "message", "text": "t" }],
  "echo": { "match": ["text"] }
})";

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// `profile check` and `profile trace`: what somebody who writes a profile looks at.
class tst_Profiles final : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QByteArray &profile) const
    {
        const QString path = m_dir.filePath(s("mine.json"));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(profile) == profile.size() ? path : QString();
    }

private Q_SLOTS:
    void checkTellsWhatAProfileCan_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QByteArray>("says");
        for (const char *name : {"channels", "rooms", "rooms-socketio", "chats"})
            QTest::newRow(name) << s(name) << QByteArray(name);
        QTest::newRow("a file") << write(Good) << QByteArray("test");
    }

    void checkTellsWhatAProfileCan()
    {
        QFETCH(QString, profile);
        QFETCH(QByteArray, says);
        Program cli("banter-cli");
        QVERIFY(cli.start({s("profile"), s("check"), profile}));
        QCOMPARE(cli.waitForEnd(), 0);
        QVERIFY2(cli.output().contains(says), cli.output().constData());
        QVERIFY2(cli.output().contains("\na message arrives: "), cli.output().constData());
        QCOMPARE(cli.errors(), QByteArray());
    }

    void checkNamesTheLineAndTheFault_data()
    {
        QTest::addColumn<QByteArray>("profile");
        QTest::addColumn<QByteArrayList>("says");
        const auto row = [](const char *name, const char *text, const char *instead, const QByteArrayList &says) {
            QTest::newRow(name) << QByteArray(Good).replace(text, instead) << says;
        };
        row("no JSON", "\"name\": \"den\"", "\"name\": den", {"line 6", "no JSON"});
        row("a member that is none", "\"echo\"", "\"ecco\"", {"line 9", "\"ecco\" is not known"});
        row("a gap that is none", "{text}", "{txet}", {"line 7", "{txet} is not known here"});
        row("a meaning that is none", "\"means\": \"message\"", "\"means\": \"song\"",
            {"line 8", "\"song\" is not known"});
        QTest::newRow("empty") << QByteArray() << QByteArrayList{"is empty"};
    }

    void checkNamesTheLineAndTheFault()
    {
        QFETCH(QByteArray, profile);
        QFETCH(QByteArrayList, says);
        Program cli("banter-cli");
        QVERIFY(cli.start({s("profile"), s("check"), write(profile)}));
        QCOMPARE(cli.waitForEnd(), 1);
        QCOMPARE(cli.output(), QByteArray());
        QVERIFY2(cli.errors().startsWith("banter-cli: ") && cli.errors().count('\n') == 1, cli.errors().constData());
        for (const QByteArray &part : says)
            QVERIFY2(cli.errors().contains(part), cli.errors().constData());
    }

    void checkPrintsNothingThatATerminalObeys_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("instead");
        QTest::addColumn<int>("code");
        const QByteArray odd = "x\\u001b[31m\\u009b2J\\u202e\\ny: z";
        QTest::newRow("the name") << QByteArray("\"test\"") << '"' + odd + '"' << 0;
        QTest::newRow("the title") << QByteArray("\"profile\": 1,") << "\"profile\": 1, \"title\": \"" + odd + "\","
                                   << 0;
        QTest::newRow("a member") << QByteArray("\"echo\"") << '"' + odd + '"' << 1;
        QTest::newRow("a raw control") << QByteArray("\"echo\"") << QByteArray("\"\xc2\x9b\x7f\"") << 1;
    }

    void checkPrintsNothingThatATerminalObeys()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, instead);
        QFETCH(int, code);
        Program cli("banter-cli");
        QVERIFY(cli.start({s("profile"), s("check"), write(QByteArray(Good).replace(text, instead))}));
        QCOMPARE(cli.waitForEnd(), code);
        const QByteArray said = code == 0 ? cli.output() : cli.errors();
        QVERIFY(!said.isEmpty());
        QVERIFY2(!said.contains("\ny: z"), said.constData());
        for (const QChar c : QString::fromUtf8(said))
            QVERIFY2(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format),
                     said.constData());
        QVERIFY(cli.start({s("profile"), s("check"), s("none\u001b[2J.json")}));
        QCOMPARE(cli.waitForEnd(), 1);
        QVERIFY2(!cli.errors().contains('\x1b'), cli.errors().constData());
        QVERIFY(cli.start({s("sing\u009b2J")}));
        QCOMPARE(cli.waitForEnd(), 2);
        QVERIFY2(!cli.errors().contains("\xc2\x9b"), cli.errors().constData());
    }

    void checkWantsAFileThatIsThere()
    {
        Program cli("banter-cli");
        QVERIFY(cli.start({s("profile"), s("check"), m_dir.filePath(s("nowhere.json"))}));
        QCOMPARE(cli.waitForEnd(), 1);
        QVERIFY2(cli.errors().contains("nowhere.json"), cli.errors().constData());
        QVERIFY(cli.start({s("profile"), s("check")}));
        QCOMPARE(cli.waitForEnd(), 2);
        QVERIFY(cli.start({s("profile"), s("sing"), s("x")}));
        QCOMPARE(cli.waitForEnd(), 2);
    }

    void traceShowsFramesAndWhatTheyMean()
    {
        QWebSocketServer server(s("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QWebSocketServer::newConnection, &server, [&server] {
            QWebSocket *peer = server.nextPendingConnection();
            connect(peer, &QWebSocket::textMessageReceived, peer, [peer](const QString &text) {
                peer->sendTextMessage(text);
                peer->sendTextMessage(s("{\"type\":\"weather\",\"key\":\"top \\\"secret\\\"\"}"));
                peer->sendTextMessage(s(R"({"type":"m"})"));
                peer->sendTextMessage(s("nonsense"));
            });
        });
        Program cli("banter-cli");
        const QString secret = s("top \"secret\"");
        cli.setVariable("BANTER_TEST_TOKEN", secret);
        const QString url = s("ws://127.0.0.1:%1").arg(server.serverPort());
        QVERIFY(cli.start({s("--server"), url, s("--dialect"), write(Good), s("--user"), s("ann"), s("--token-env"),
                           s("BANTER_TEST_TOKEN"), s("profile"), s("trace"), s("den")}));
        cli.write("hello\n");
        const QByteArrayList lines{
            "==   open",
            "     signed in as ann",
            R"(->   {"t":"hello","type":"m"})",
            R"(<-   {"t":"hello","type":"m"})",
            R"(     message in den from ann: "hello")",
            "     verdict: the message",
            R"(     UNKNOWN: no rule fits the event "weather")",
            "     MALFORMED: The server sent a message without a text.",
            "<-   nonsense",
            "     MALFORMED: The server sent no JSON",
        };
        const auto saysAll = [&] {
            qsizetype at = 0;
            for (const QByteArray &line : lines) {
                at = cli.output().indexOf('\n' + line, at);
                if (at < 0)
                    return false;
            }
            return true;
        };
        QVERIFY(cli.waitUntil(saysAll));
        QVERIFY2(cli.output().contains("key=(secret)"), cli.output().constData());
        QVERIFY2(!cli.output().contains("top "), cli.output().constData());
        QVERIFY2(!cli.output().contains("top%20"), cli.output().constData());
        cli.signal(SIGTERM);
        QCOMPARE(cli.waitForEnd(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Profiles)

} // namespace tst_profiles

#include "tst_profiles.moc"
