// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

namespace tst_presence {

using namespace banter::test;

namespace {

constexpr int LeaveGraceMs = 10'000; // protocol/limits.h
const QString Ann = QStringLiteral("ann");
const QString Bob = QStringLiteral("bob");

/// A line to the server that can be cut and mended.
class Relay final : public QObject {
    Q_OBJECT
public:
    explicit Relay(quint16 target) : m_target(target)
    {
        connect(&m_listener, &QTcpServer::newConnection, this, &Relay::join);
        mend();
        m_port = m_listener.serverPort();
    }
    QString url() const { return QStringLiteral("ws://127.0.0.1:%1").arg(m_port); }
    bool mend() { return m_listener.listen(QHostAddress::LocalHost, m_port); }
    void cut()
    {
        m_listener.close();
        for (const auto &pair : m_pairs) {
            pair->near->abort();
            pair->far.abort();
        }
    }

private:
    struct Pair {
        std::unique_ptr<QTcpSocket> near;
        QTcpSocket far;
    };
    void join()
    {
        auto pair = std::make_unique<Pair>();
        pair->near.reset(m_listener.nextPendingConnection());
        pair->near->setParent(nullptr);
        QTcpSocket *near = pair->near.get();
        QTcpSocket *far = &pair->far;
        far->connectToHost(QHostAddress::LocalHost, m_target);
        connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
        connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::disconnectFromHost);
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
        m_pairs.push_back(std::move(pair));
    }

    QTcpServer m_listener;
    quint16 m_target;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Pair>> m_pairs;
};

bool comesIn(Cli &cli)
{
    if (!cli.begin({QStringLiteral("session")})) {
        return false;
    }
    cli.tell("{'do':'join','room':'lobby'}");
    return cli.waitFor("{'event':'connection','state':'connected'}") &&
           cli.waitFor("{'event':'members','room':'lobby'}");
}

/// What bob heard of ann.
QStringList heardOf(const Cli &bob)
{
    QStringList states;
    for (const QJsonObject &event : bob.matching("{'event':'presence','user':'ann'}"))
        states << event.value(QStringLiteral("status")).toString();
    return states;
}

} // namespace

// Who is there, seen by somebody else, when processes and lines go away.
class TestPresence : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.up());
        QVERIFY(registerUser(m_server.url(), Ann) && registerUser(m_server.url(), Bob));
    }

    void aKilledClientIsGoneAfterTheGraceAndNotBefore()
    {
        Cli bob(m_server.url(), Bob);
        QVERIFY(comesIn(bob));
        Cli ann(m_server.url(), Ann);
        QVERIFY(comesIn(ann));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}"));
        ann.tell("{'do':'typing','room':'lobby','active':true}");
        ann.tell("{'do':'cursor','room':'lobby','x':0.5,'y':0.5}");
        QVERIFY(bob.waitFor("{'event':'cursor','user':'ann'}"));
        QVERIFY(bob.waitFor("{'event':'typing','users':['ann']}"));
        bob.forget();
        QElapsedTimer since;
        since.start();
        ann.killNow();
        QVERIFY(bob.waitFor("{'event':'typing','users':[]}")); // nobody types who is not there
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'offline'}"));
        QVERIFY2(since.elapsed() >= LeaveGraceMs - 500, qPrintable(QString::number(since.elapsed())));
        QVERIFY(bob.waitFor("{'event':'cursor-left','user':'ann'}"));
        QCOMPARE(heardOf(bob), QStringList{QStringLiteral("offline")});
    }

    void aKilledClientThatComesBackAtOnceWasNeverAway()
    {
        Cli bob(m_server.url(), Bob);
        QVERIFY(comesIn(bob));
        auto ann = std::make_unique<Cli>(m_server.url(), Ann);
        QVERIFY(comesIn(*ann));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}"));
        bob.forget();
        ann->killNow();
        Cli again(m_server.url(), Ann);
        QVERIFY(comesIn(again));
        // Until well after the moment at which the killed one's time is up.
        QElapsedTimer since;
        since.start();
        QVERIFY(!QTest::qWaitFor([&] { return !heardOf(bob).isEmpty(); }, LeaveGraceMs + 3'000));
        QCOMPARE(heardOf(bob), QStringList());
    }

    void aDropOfThreeSecondsIsSeenByNobody()
    {
        Cli bob(m_server.url(), Bob);
        QVERIFY(comesIn(bob));
        Relay relay(m_server.port());
        Cli ann(relay.url(), Ann);
        QVERIFY(comesIn(ann));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}"));
        bob.forget();
        ann.forget();
        QElapsedTimer since;
        since.start();
        relay.cut();
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting'}"));
        QVERIFY(QTest::qWaitFor([&] { return since.elapsed() >= 3'000; }, SoonMs));
        QVERIFY(relay.mend());
        QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
        if (since.elapsed() > LeaveGraceMs - 1'000)
            QSKIP("the machine was too slow for a short drop");
        QVERIFY(!QTest::qWaitFor([&] { return !heardOf(bob).isEmpty(); }, LeaveGraceMs + 3'000));
        QVERIFY(bob.matching("{'event':'members'}").isEmpty());
        ann.tell("{'do':'send','room':'lobby','text':'still here'}");
        QVERIFY(bob.waitFor("{'event':'message','text':'still here'}"));
    }

    void afterARestartOfTheServerNobodyIsAGhost()
    {
        Cli bob(m_server.url(), Bob);
        QVERIFY(comesIn(bob));
        Cli ann(m_server.url(), Ann);
        QVERIFY(comesIn(ann));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'online'}"));
        m_server.killNow();
        ann.killNow(); // while there is no server that could see it
        bob.forget();
        QVERIFY(m_server.up());
        QVERIFY(bob.waitFor("{'event':'connection','state':'connected'}"));
        QVERIFY(bob.waitFor("{'event':'presence','user':'ann','status':'offline'}"));
        QCOMPARE(heardOf(bob).last(), QStringLiteral("offline"));
    }

private:
    Server m_server;
};

TEST_WITH_CORE_APPLICATION(TestPresence)

} // namespace tst_presence

#include "tst_presence.moc"
