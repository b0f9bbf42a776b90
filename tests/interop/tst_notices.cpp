// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/programs/cli.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_notices {

using namespace banter;
using namespace banter::testing;
using banter::test::Cli;

namespace {

const QString Token = QStringLiteral("token-ann");
constexpr char Connected[] = "{'event':'connection','state':'connected'}";

} // namespace

// banter-cli, as a process, listens to a server of Node that tells notices.
class NoticesInterop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noticesArrive_data();
    void noticesArrive();
    void killedServerIsFoundAgainAndNothingIsMissed();
    void streamsThatEndAreNoFailures();
    void oddTextsAreShown();
    void frozenServerIsNoticed();
    void refusedCredentialsEndIt_data();
    void refusedCredentialsEndIt();
    void nothingMoreIsTheEnd();
    void somethingElseIsNoServer();
    void thereAreNoRooms();

private:
    bool tell(const QString &words);
    std::unique_ptr<Cli> listen(const QString &secret = Token, const QString &path = QStringLiteral("/notices"));
    static bool waitFor(Cli &cli, const char *json) { return cli.waitFor(json, 60'000); }

    std::unique_ptr<NodeServer> m_server;
    QNetworkAccessManager m_http;
};

bool NoticesInterop::tell(const QString &words)
{
    QUrl url = m_server->url();
    url.setPath(QStringLiteral("/notices"));
    QNetworkReply *reply =
        m_http.post(QNetworkRequest(url), QJsonDocument(QJsonObject{{QStringLiteral("message"), words}}).toJson());
    const bool done = QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000);
    reply->deleteLater();
    return done && reply->error() == QNetworkReply::NoError;
}

std::unique_ptr<Cli> NoticesInterop::listen(const QString &secret, const QString &path)
{
    QUrl url = m_server->url();
    url.setPath(path);
    auto cli = std::make_unique<Cli>(url.toString(), QStringLiteral("ann"));
    cli->setToken(secret);
    cli->setOptions({QStringLiteral("--dialect"), QStringLiteral("notices")});
    if (!cli->begin({QStringLiteral("session")}))
        qWarning("banter-cli does not start");
    return cli;
}

void NoticesInterop::noticesArrive_data()
{
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<QString>("secret");
    QTest::newRow("bearer token") << QJsonObject{{QStringLiteral("token"), Token}} << Token;
    const QString cookie = QStringLiteral("sid=abc; theme=dark");
    QTest::newRow("cookie") << QJsonObject{{QStringLiteral("cookie"), cookie}} << cookie;
    QTest::newRow("without a greeting") << QJsonObject{{QStringLiteral("silent"), true}} << Token;
    QTest::newRow("kind inside the data") << QJsonObject{{QStringLiteral("unnamed"), true}} << Token;
}

void NoticesInterop::noticesArrive()
{
    QFETCH(QJsonObject, options);
    QFETCH(QString, secret);
    m_server = std::make_unique<NodeServer>(QStringLiteral("notices_sse"), options);
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen(secret);
    QVERIFY(waitFor(*cli, Connected));
    QVERIFY(tell(QStringLiteral("The lift is out of order.")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'The lift is out of order.'}"));
    cli->signal(SIGTERM);
    QCOMPARE(cli->waitForEnd(), 0);
}

void NoticesInterop::killedServerIsFoundAgainAndNothingIsMissed()
{
    const QTemporaryDir folder;
    m_server = std::make_unique<NodeServer>(
        QStringLiteral("notices_sse"),
        QJsonObject{{QStringLiteral("token"), Token}, {QStringLiteral("log"), folder.filePath(QStringLiteral("log"))}});
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, Connected));
    QVERIFY(tell(QStringLiteral("one")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'one'}"));
    m_server->kill(); // SIGKILL
    QVERIFY(waitFor(*cli, "{'event':'connection','state':'reconnecting'}"));
    cli->signal(SIGSTOP); // it must not be back before something was missed
    QCOMPARE(m_server->start(), QString());
    QVERIFY(tell(QStringLiteral("two")));
    cli->signal(SIGCONT);
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'two'}"));
    QVERIFY(tell(QStringLiteral("three")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'three'}"));
    QCOMPARE(cli->matching("{'event':'notice'}").size(), 3);
    const std::vector<QJsonObject> asked = m_server->said(QStringLiteral("asked"));
    QVERIFY(!asked.empty());
    QCOMPARE(asked.back().value(QStringLiteral("lastEventId")).toInt(), 1);
}

void NoticesInterop::streamsThatEndAreNoFailures()
{
    m_server = std::make_unique<NodeServer>(
        QStringLiteral("notices_sse"),
        QJsonObject{{QStringLiteral("retry"), 500}, {QStringLiteral("few"), 2}, {QStringLiteral("silent"), true}});
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, Connected));
    constexpr int Notices = 14; // seven streams
    for (int i = 0; i < Notices; ++i) {
        QVERIFY(tell(QStringLiteral("number %1").arg(i)));
        const QByteArray told = "{'event':'notice','text':'number " + QByteArray::number(i) + "'}";
        QVERIFY(waitFor(*cli, told.constData()));
    }
    const QList<QJsonObject> ends = cli->matching("{'event':'connection','state':'reconnecting'}");
    QVERIFY(ends.size() >= Notices / 2 - 1);
    for (const QJsonObject &end : ends)
        QVERIFY2(end.value(QStringLiteral("retryInMs")).toInt() <= 1'000, QJsonDocument(end).toJson().constData());
}

void NoticesInterop::oddTextsAreShown()
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("notices_sse"));
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, Connected));
    QVERIFY(tell(QStringLiteral("\x1b[1;31mThe lift\x1b[0m is out of order.") + QChar(u'\0')));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'The lift is out of order.'}"));
    QVERIFY(tell(QStringLiteral("one\ftwo")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'one\\ntwo'}"));
    QVERIFY(tell(QString(20'000, u'x')));
    QVERIFY(cli->waitForCount("{'event':'notice'}", 3, 60'000));
    QVERIFY(cli->matching("{'event':'notice'}")
                .last()
                .value(QStringLiteral("text"))
                .toString()
                .endsWith(QStringLiteral("x [\u2026]")));
}

void NoticesInterop::frozenServerIsNoticed()
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("notices_sse"));
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, Connected));
    m_server->freeze();
    // 25 s without a word and 5 s for the answer to a ping.
    QVERIFY(cli->waitFor("{'event':'connection','state':'reconnecting'}", 90'000));
    m_server->thaw();
    QVERIFY(cli->waitForCount(Connected, 2, 90'000));
    QVERIFY(tell(QStringLiteral("again")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'again'}"));
}

void NoticesInterop::refusedCredentialsEndIt_data()
{
    QTest::addColumn<bool>("late");
    QTest::newRow("401") << false;
    QTest::newRow("in the stream") << true;
}

void NoticesInterop::refusedCredentialsEndIt()
{
    QFETCH(bool, late);
    m_server =
        std::make_unique<NodeServer>(QStringLiteral("notices_sse"), QJsonObject{{QStringLiteral("token"), Token},
                                                                                {QStringLiteral("lateRefusal"), late}});
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen(QStringLiteral("wrong"));
    QCOMPARE(cli->waitForEnd(60'000), 3);
    QVERIFY(cli->matching(Connected).isEmpty());
    QCOMPARE(m_server->said(QStringLiteral("asked")).size(), std::size_t(1));
}

void NoticesInterop::nothingMoreIsTheEnd()
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("notices_sse"), QJsonObject{{QStringLiteral("over"), true}});
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, "{'event':'connection','state':'disconnected'}"));
    QVERIFY(cli->matching("{'event':'connection','state':'reconnecting'}").isEmpty());
}

void NoticesInterop::somethingElseIsNoServer()
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("chats_socketio"));
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen(Token, QStringLiteral("/anything"));
    QVERIFY(waitFor(*cli, "{'event':'connection','state':'disconnected'}"));
}

void NoticesInterop::thereAreNoRooms()
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("notices_sse"));
    QCOMPARE(m_server->start(), QString());
    const std::unique_ptr<Cli> cli = listen();
    QVERIFY(waitFor(*cli, Connected));
    cli->tell("{'do':'join','room':'lobby'}");
    QVERIFY(waitFor(*cli, "{'event':'error','code':'not_supported','room':'lobby'}"));
    QVERIFY(tell(QStringLiteral("still here")));
    QVERIFY(waitFor(*cli, "{'event':'notice','text':'still here'}"));
}

TEST_WITH_CORE_APPLICATION(NoticesInterop)

} // namespace tst_notices

#include "tst_notices.moc"
