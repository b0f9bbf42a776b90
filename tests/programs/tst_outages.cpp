// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <csignal>
#include <map>

namespace tst_outages {

using namespace banter::test;

/// The server is killed or stands still while people talk.
class tst_Outages final : public QObject {
    Q_OBJECT

    /// How often a message with each text was told as sent, and in which order of sequences.
    struct Heard {
        std::map<qint64, QString> bySeq;
        bool twice = false;
    };

    static Heard heard(const Cli &cli)
    {
        Heard result;
        for (const QJsonObject &event : cli.matching("{'event':'message','room':'lobby','state':'sent'}")) {
            const qint64 seq = event.value(QStringLiteral("seq")).toInteger();
            const bool isNew = result.bySeq.emplace(seq, event.value(QStringLiteral("text")).toString()).second;
            result.twice = result.twice || !isNew;
        }
        return result;
    }

    static bool enter(Cli &cli)
    {
        if (!cli.begin({QStringLiteral("session")}) || !cli.waitFor("{'event':'connection','state':'connected'}")) {
            return false;
        }
        cli.tell("{'do':'join','room':'lobby'}");
        return cli.waitFor("{'event':'members','room':'lobby'}");
    }

    static void say(Cli &cli, const QString &who, int number)
    {
        const QString text = QStringLiteral("%1 %2").arg(who).arg(number);
        cli.tell(QJsonObject{{QStringLiteral("do"), QStringLiteral("send")},
                             {QStringLiteral("room"), QStringLiteral("lobby")},
                             {QStringLiteral("text"), text},
                             {QStringLiteral("clientId"), QString(text).replace(u' ', u'-')}});
    }

private Q_SLOTS:
    void aKilledServerLosesAndRepeatsNothing()
    {
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        const QStringList names{QStringLiteral("ann"), QStringLiteral("bo"), QStringLiteral("cy")};
        std::map<QString, Cli> people;
        for (const QString &name : names) {
            QVERIFY(registerUser(server.url(), name));
            people.try_emplace(name, server.url(), name);
            QVERIFY(enter(people.at(name)));
        }
        int number = 0;
        const auto everybodySays = [&](int times) {
            for (int i = 0; i < times; ++i) {
                ++number;
                for (auto &[name, cli] : people) {
                    say(cli, name, number);
                }
            }
        };
        constexpr int Rounds = 3;
        for (int round = 1; round <= Rounds; ++round) {
            everybodySays(40);
            server.signal(SIGKILL); // in the middle of it
            QCOMPARE(server.waitForEnd(), -1);
            for (auto &[name, cli] : people) {
                QVERIFY(cli.waitForCount("{'event':'connection','state':'reconnecting'}", round));
            }
            everybodySays(5); // while nobody is there
            QVERIFY(server.up());
            for (auto &[name, cli] : people) {
                QVERIFY(cli.waitForCount("{'event':'connection','state':'connected'}", round + 1));
            }
        }
        const qsizetype all = qsizetype(number) * names.size();
        const auto complete = [&](const Cli &cli) { return qsizetype(heard(cli).bySeq.size()) >= all; };
        for (auto &[name, cli] : people) {
            if (!cli.waitUntil([&, &cli = cli] { return complete(cli); })) {
                const Heard part = heard(cli);
                QString missing;
                for (qint64 seq = 1; seq <= all; ++seq) {
                    missing += part.bySeq.contains(seq) ? QString() : QStringLiteral(" %1").arg(seq);
                }
                QFAIL(qPrintable(name + QStringLiteral(" misses") + missing));
            }
        }
        const Heard first = heard(people.at(names.constFirst()));
        QCOMPARE(qsizetype(first.bySeq.size()), all);
        std::map<QString, int> last;
        for (const auto &[seq, text] : first.bySeq) {
            const QStringList words = text.split(u' ');
            // Each person's own messages in the order in which they were sent, none left out, none twice.
            QCOMPARE(words.value(1).toInt(), ++last[words.value(0)]);
        }
        for (auto &[name, cli] : people) {
            const Heard one = heard(cli);
            QVERIFY2(!one.twice, qPrintable(name));
            QVERIFY2(one.bySeq == first.bySeq, qPrintable(name));
            QCOMPARE(cli.matching("{'event':'message','state':'failed'}").size(), 0);
            QCOMPARE(cli.matching("{'event':'error'}").size(), 0);
            cli.tell("{'do':'quit'}");
            QCOMPARE(cli.waitForEnd(), 0);
        }
    }

    void aServerThatStopsSaysGoodbye()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(enter(ann));
        server.signal(SIGTERM);
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting','code':1001}"));
        QVERIFY(server.up());
        QVERIFY(ann.waitForCount("{'event':'connection','state':'connected'}", 2));
    }

    void disconnectStaysDown()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(enter(ann));
        ann.tell("{'do':'disconnect'}");
        QVERIFY(ann.waitFor("{'event':'connection','state':'disconnected'}"));
        ann.tell("{'do':'send','room':'lobby','text':'later','clientId':'later-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'later-1','state':'pending'}"));
        QCOMPARE(ann.matching("{'event':'connection','state':'connected'}").size(), 1);
        ann.tell("{'do':'connect'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'later-1','state':'sent'}"));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Outages)

} // namespace tst_outages

#include "tst_outages.moc"
