// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

namespace tst_conversation {

using namespace banter::test;

/// People talk, each a process of its own.
class tst_Conversation final : public QObject {
    Q_OBJECT

    Server m_server;

    static QStringList words(const char *text) { return QString::fromUtf8(text).split(u' '); }

    /// A session that is connected and in the lobby.
    bool enter(Cli &cli)
    {
        if (!cli.begin({QStringLiteral("session")}) || !cli.waitFor("{'event':'connection','state':'connected'}")) {
            return false;
        }
        cli.tell("{'do':'join','room':'lobby'}");
        return cli.waitFor("{'event':'members','room':'lobby'}");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.up());
        for (const char *user : {"ann", "bo", "cy"}) {
            QVERIFY(registerUser(m_server.url(), QLatin1String(user)));
        }
    }

    void cleanupTestCase()
    {
        m_server.signal(SIGTERM);
        QCOMPARE(m_server.waitForEnd(), 0);
        QCOMPARE(m_server.errors(), QByteArray());
    }

    void aMessageIsSentAndTailed()
    {
        Cli bo(m_server.url(), QStringLiteral("bo"));
        QVERIFY(bo.begin(words("tail lobby")));
        QVERIFY(bo.waitFor("{'event':'connection','state':'connected'}"));
        QVERIFY(bo.waitFor("{'event':'members','room':'lobby'}"));

        Cli ann(m_server.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run(words("send lobby good morning")), 0);
        QCOMPARE(ann.output() + ann.errors(), QByteArray());
        QVERIFY(bo.waitFor("{'event':'message','room':'lobby','text':'good morning','sender':'ann','state':'sent'}"));
        const QJsonObject message = bo.matching("{'event':'message','text':'good morning'}").constFirst();
        QVERIFY(message.value(QStringLiteral("seq")).toInteger() > 0);
        QVERIFY(!message.value(QStringLiteral("id")).toString().isEmpty());
        QVERIFY(!message.value(QStringLiteral("clientId")).toString().isEmpty());
        QVERIFY(message.value(QStringLiteral("at")).toInteger() > 1'600'000'000'000);

        bo.signal(SIGINT);
        QCOMPARE(bo.waitForEnd(), 0);
        QCOMPARE(bo.matching("{'event':'message','text':'good morning'}").size(), 1);

        Cli since(m_server.url(), QStringLiteral("cy"));
        QVERIFY(since.begin(words("tail lobby --since 0")));
        QVERIFY(since.waitFor("{'event':'message','text':'good morning'}"));
        since.signal(SIGTERM);
        QCOMPARE(since.waitForEnd(), 0);
    }

    // The laptop was away while the same person changed the message elsewhere: neither text is lost.
    void aMessageIsChangedOnceAndNeverUnseen()
    {
        const QTemporaryDir data;
        Cli bo(m_server.url(), QStringLiteral("bo"));
        Cli laptop(m_server.url(), QStringLiteral("ann"));
        laptop.setOptions({QStringLiteral("--data"), data.path()});
        Cli desk(m_server.url(), QStringLiteral("ann"));
        QVERIFY(enter(bo));
        QVERIFY(enter(laptop));
        QVERIFY(enter(desk));
        laptop.tell("{'do':'send','room':'lobby','text':'frist','clientId':'change-1'}");
        QVERIFY(desk.waitFor("{'event':'message','clientId':'change-1','text':'frist'}"));
        QVERIFY(laptop.waitFor("{'event':'message','clientId':'change-1','state':'sent'}"));
        laptop.tell("{'do':'edit','clientId':'change-1','text':'first'}");
        QVERIFY(laptop.waitFor("{'event':'operation','do':'edit','message':'change-1','state':'done'}"));
        QVERIFY(bo.waitFor("{'event':'changed','room':'lobby','text':'first'}"));
        QVERIFY(desk.waitFor("{'event':'changed','room':'lobby','text':'first'}"));

        laptop.tell("{'do':'disconnect'}");
        QVERIFY(laptop.waitFor("{'event':'connection','state':'disconnected'}"));
        const QString id = bo.matching("{'event':'changed','text':'first'}").constFirst().value(u"id").toString();
        desk.tell({{QStringLiteral("do"), QStringLiteral("edit")},
                   {QStringLiteral("id"), id},
                   {QStringLiteral("text"), QStringLiteral("at the desk")}});
        QVERIFY(desk.waitFor("{'event':'operation','do':'edit','text':'at the desk','state':'done'}"));
        laptop.forget();
        laptop.tell("{'do':'edit','clientId':'change-1','text':'on the train'}");
        QVERIFY(laptop.waitFor("{'event':'operation','text':'on the train','state':'pending'}"));
        laptop.signal(SIGKILL); // and the battery is empty
        laptop.waitForEnd();
        Cli again(m_server.url(), QStringLiteral("ann"));
        again.setOptions({QStringLiteral("--data"), data.path()});
        QVERIFY(enter(again));
        QVERIFY(again.waitFor("{'event':'operation','text':'on the train','state':'conflict'}"));
        const QJsonObject conflict =
            again.matching("{'event':'operation','text':'on the train','state':'conflict'}").constFirst();
        QCOMPARE(conflict.value(u"current").toObject().value(u"text").toString(), QStringLiteral("at the desk"));
        QVERIFY(bo.matching("{'event':'changed','text':'on the train'}").isEmpty());
        again.tell({{QStringLiteral("do"), QStringLiteral("retry")},
                    {QStringLiteral("clientId"), conflict.value(u"clientId").toString()}});
        QVERIFY(again.waitFor("{'event':'operation','text':'on the train','state':'done'}"));
        QVERIFY(bo.waitFor("{'event':'changed','text':'on the train'}"));

        again.tell({{QStringLiteral("do"), QStringLiteral("delete")}, {QStringLiteral("id"), id}});
        QVERIFY(again.waitFor("{'event':'operation','do':'delete','state':'done'}"));
        QVERIFY(bo.waitFor("{'event':'changed','room':'lobby','deletedBy':'ann'}"));
        bo.tell("{'do':'edit','room':'lobby','clientId':'change-1','text':'not mine'}");
        QVERIFY(bo.waitFor("{'event':'error','code':'not_found'}"));
    }

    void roomsAreListed()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QCOMPARE(ann.run({QStringLiteral("rooms")}), 0);
        QCOMPARE(ann.matching("{'event':'room','room':'lobby','private':false}").size(), 1);
    }

    void twoSessionsSeeEachOther()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        Cli bo(m_server.url(), QStringLiteral("bo"));
        QVERIFY(enter(ann));
        QVERIFY(enter(bo));
        QVERIFY(ann.waitFor("{'event':'presence','room':'lobby','user':'bo','status':'online'}"));
        QVERIFY(bo.waitFor("{'event':'presence','room':'lobby','user':'ann','status':'online'}"));

        ann.tell("{'do':'send','room':'lobby','text':'hello bo','clientId':'ann-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'ann-1','state':'sent'}"));
        QVERIFY(bo.waitFor("{'event':'message','clientId':'ann-1','text':'hello bo','sender':'ann','state':'sent'}"));
        bo.tell("{'do':'send','room':'lobby','text':'hello ann','clientId':'bo-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'bo-1','text':'hello ann','sender':'bo'}"));

        ann.tell("{'do':'typing','room':'lobby','active':true}");
        QVERIFY(bo.waitFor("{'event':'typing','room':'lobby','users':['ann']}"));
        ann.tell("{'do':'typing','room':'lobby','active':false}");
        QVERIFY(bo.waitFor("{'event':'typing','room':'lobby','users':[]}"));

        ann.tell("{'do':'cursor','room':'lobby','x':0.25,'y':0.75}");
        QVERIFY(bo.waitFor("{'event':'cursor','room':'lobby','user':'ann','x':0.25,'y':0.75}"));
        ann.tell("{'do':'cursor-leave','room':'lobby'}");
        QVERIFY(bo.waitFor("{'event':'cursor-left','room':'lobby','user':'ann'}"));

        ann.tell("{'do':'presence','status':'busy','text':'deep in it'}");
        QVERIFY(bo.waitFor("{'event':'presence','user':'ann','status':'busy','text':'deep in it'}"));
        ann.tell("{'do':'presence','status':'online'}");
        QVERIFY(bo.waitForCount("{'event':'presence','user':'ann','status':'online'}", 2));

        ann.tell("{'do':'leave','room':'lobby'}");
        QVERIFY(ann.waitFor("{'event':'members','room':'lobby','users':[]}"));
        QVERIFY(bo.waitUntil([&] {
            const auto members = bo.matching("{'event':'members','room':'lobby'}").constLast();
            return !members.value(QStringLiteral("users")).toArray().contains(QStringLiteral("ann"));
        }));

        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
        bo.closeInput();
        QCOMPARE(bo.waitForEnd(), 0);
        QCOMPARE(bo.matching("{'event':'message','clientId':'ann-1'}").size(), 1);
        QCOMPARE(bo.matching("{'event':'error'}").size(), 0);
        for (const QJsonObject &event : bo.events()) {
            QVERIFY(event.value(QStringLiteral("at")).isDouble());
        }
    }

    void aMessageComesAtEachState()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(enter(ann));
        ann.tell("{'do':'send','room':'lobby','text':'once','clientId':'once-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'once-1','state':'sent'}"));
        QVERIFY(ann.matching("{'event':'message','clientId':'once-1','state':'pending'}").size() <= 1);
        // The same id again has its verdict already; another text under it is refused.
        ann.tell("{'do':'send','room':'lobby','text':'once','clientId':'once-1'}");
        QVERIFY(ann.waitForCount("{'event':'message','clientId':'once-1','state':'sent'}", 2));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);

        Cli bo(m_server.url(), QStringLiteral("bo"));
        QVERIFY(bo.begin(words("tail lobby --since 0")));
        QVERIFY(bo.waitFor("{'event':'message','text':'once'}"));
        QCOMPARE(bo.matching("{'event':'message','text':'once'}").size(), 1);
    }

    void badLinesChangeNothing()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(enter(ann));
        ann.write("nonsense\n{\"do\":\"dance\"}\n\n{\"do\":\"cursor\",\"room\":\"lobby\",\"x\":2,\"y\":0}\n\xff\n");
        ann.write(QByteArray(70'000, 'x') + '\n');
        QVERIFY(ann.waitForCount("{'event':'error'}", 5));
        QCOMPARE(ann.matching("{'event':'error','code':'bad_frame'}").size(), 1);
        QCOMPARE(ann.matching("{'event':'error','code':'bad_request'}").size(), 2);
        QCOMPARE(ann.matching("{'event':'error','code':'bad_text'}").size(), 1);
        QCOMPARE(ann.matching("{'event':'error','code':'too_large'}").size(), 1);
        ann.tell("{'do':'send','room':'lobby','text':'still here','clientId':'still-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'still-1','state':'sent'}"));
        ann.tell("{'do':'join','room':'no/such/name'}");
        QVERIFY(ann.waitForCount("{'event':'error','room':'no/such/name'}", 1));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
    }

    void aSessionEndsWithItsInputOnceAllIsSent()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        ann.write("{\"do\":\"join\",\"room\":\"workshop\"}\n"
                  "{\"do\":\"send\",\"room\":\"workshop\",\"text\":\"from a pipe\",\"clientId\":\"pipe-1\"}\n");
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(), 0);
        QCOMPARE(ann.matching("{'event':'message','clientId':'pipe-1','state':'sent'}").size(), 1);
        Cli bo(m_server.url(), QStringLiteral("bo"));
        QCOMPARE(bo.run({QStringLiteral("rooms")}), 0);
        QCOMPARE(bo.matching("{'event':'room','room':'workshop','joined':false}").size(), 1);
    }

    void historyIsFetched()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send archive")));
        QByteArray lines;
        for (int i = 1; i <= 90; ++i) {
            lines += "line " + QByteArray::number(i) + '\n';
        }
        ann.write(lines);
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(), 0);
        Cli bo(m_server.url(), QStringLiteral("bo"));
        QVERIFY(bo.begin({QStringLiteral("session")}));
        bo.tell("{'do':'join','room':'archive'}");
        QVERIFY(bo.waitFor("{'event':'message','room':'archive','seq':90}"));
        QCOMPARE(bo.matching("{'event':'message','seq':5}").size(), 0);
        bo.tell("{'do':'history','room':'archive','before':10,'limit':9}");
        QVERIFY(bo.waitFor("{'event':'message','room':'archive','seq':1,'text':'line 1'}"));
        bo.tell("{'do':'quit'}");
        QCOMPARE(bo.waitForEnd(), 0);
        QCOMPARE(bo.matching("{'event':'message','seq':9,'text':'line 9'}").size(), 1);
    }

    void leavingNamesWhatIsUnsent()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        ann.tell("{'do':'join','room':'porch'}");
        QVERIFY(ann.waitFor("{'event':'members','room':'porch','users':['ann']}"));
        ann.tell("{'do':'disconnect'}");
        QVERIFY(ann.waitFor("{'event':'connection','state':'disconnected'}"));
        ann.tell("{'do':'send','room':'porch','text':'not yet','clientId':'porch-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'porch-1','state':'pending'}"));
        ann.tell("{'do':'leave','room':'porch'}");
        QVERIFY(ann.waitFor("{'event':'error','code':'unsent','room':'porch','unsent':['porch-1']}"));
        ann.tell("{'do':'leave','room':'porch','sendFirst':true}");
        ann.tell("{'do':'connect'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'porch-1','state':'sent'}"));
        QVERIFY(ann.waitFor("{'event':'members','room':'porch','users':[]}"));
        ann.tell("{'do':'join','room':'porch'}");
        QVERIFY(ann.waitForCount("{'event':'members','room':'porch','users':['ann']}", 2));
        ann.tell("{'do':'disconnect'}");
        QVERIFY(ann.waitForCount("{'event':'connection','state':'disconnected'}", 2));
        ann.tell("{'do':'send','room':'porch','text':'never','clientId':'porch-2'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'porch-2','state':'pending'}"));
        ann.tell("{'do':'leave','room':'porch','discard':true}");
        ann.tell("{'do':'connect'}");
        QVERIFY(ann.waitForCount("{'event':'members','room':'porch','users':[]}", 2));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
        QCOMPARE(ann.matching("{'event':'message','clientId':'porch-2','state':'sent'}").size(), 0);
        QCOMPARE(ann.matching("{'event':'error'}").size(), 1);
    }

    void aTokenSignsIn()
    {
        Cli bot(m_server.url(), QStringLiteral("bot"));
        QCOMPARE(bot.run(words("register --print-token")), 0);
        const auto made = bot.matching("{'event':'registered','user':'bot'}");
        QCOMPARE(made.size(), 1);
        Program byToken("banter-cli");
        byToken.setVariable("BANTER_TEST_TOKEN", made.constFirst().value(QStringLiteral("token")).toString());
        QVERIFY(byToken.start({QStringLiteral("--server"), m_server.url(), QStringLiteral("--token-env"),
                               QStringLiteral("BANTER_TEST_TOKEN"), QStringLiteral("send"), QStringLiteral("lobby"),
                               QStringLiteral("by token")}));
        QCOMPARE(byToken.waitForEnd(), 0);
    }

    void aReaderThatWentAwayEndsItQuietly()
    {
        QProcess head;
        Cli bo(m_server.url(), QStringLiteral("bo"));
        bo.pipeTo(head);
        QVERIFY(bo.begin(words("tail lobby")));
        head.start(QStringLiteral("head"), words("-n 1"));
        QVERIFY(head.waitForStarted(SoonMs));
        QCOMPARE(bo.waitForEnd(), 0);
        QCOMPARE(bo.errors(), QByteArray());
        QVERIFY(head.state() == QProcess::NotRunning || head.waitForFinished(SoonMs));
        QCOMPARE(head.readAll().count('\n'), 1);
    }

    void aFullDiskIsNoQuietEnd()
    {
        Cli ann(m_server.url(), QStringLiteral("ann"));
        ann.writeTo(QStringLiteral("/dev/full"));
        QCOMPARE(ann.run({QStringLiteral("rooms")}), 1);
        QVERIFY(ann.errors().contains("could not be written"));
    }
};

TEST_WITH_CORE_APPLICATION(tst_Conversation)

} // namespace tst_conversation

#include "tst_conversation.moc"
