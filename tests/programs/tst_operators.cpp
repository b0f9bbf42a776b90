// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_operators {

using namespace banter::test;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Bob = QStringLiteral("bob");

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

/// banter-server with a command on the server's folder: its exit code, and what it said.
struct Told {
    int code = -2;
    QByteArray out;
    QByteArray err;
};

Told told(const Server &server, const QStringList &command, const QString &password = {})
{
    Program keeper("banter-server");
    if (!password.isEmpty())
        keeper.setVariable("BANTER_TEST_PASSWORD", password);
    Told said;
    if (keeper.start(command + QStringList{QStringLiteral("--data"), server.dataDir()}))
        said.code = keeper.waitForEnd();
    said.out = keeper.output();
    said.err = keeper.errors();
    return said;
}

} // namespace

// What whoever runs a server does from a terminal, while it runs.
class TestOperators : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoHasACodeComesIn()
    {
        Server server(words("--registration invited"));
        QVERIFY(server.up());
        Cli ann(server.url(), Ann);
        QVERIFY(ann.run({QStringLiteral("register")}) != 0);
        QVERIFY2(ann.errors().contains("code"), ann.errors().constData());
        const Told invited = told(server, words("invite"));
        QVERIFY2(invited.code == 0, invited.err.constData());
        const QString code = QString::fromUtf8(invited.out).trimmed();
        QCOMPARE(code.size(), 14);
        const QStringList command{QStringLiteral("register"), QStringLiteral("--code"), code};
        QCOMPARE(Cli(server.url(), Ann).run(command), 0);
        QVERIFY(Cli(server.url(), Bob).run(command) != 0); // one each
        // A member lets the next one in.
        Cli member(server.url(), Ann);
        QVERIFY(member.begin({QStringLiteral("session")}));
        QVERIFY(member.waitFor("{'event':'connection','state':'connected'}"));
        member.tell("{'do':'invite-code'}");
        QVERIFY(member.waitFor("{'event':'invite-code'}"));
        const QString hers = member.matching("{'event':'invite-code'}")[0].value(QStringLiteral("code")).toString();
        QCOMPARE(Cli(server.url(), Bob).run({QStringLiteral("register"), QStringLiteral("--code"), hers}), 0);
        // And by a link.
        member.forget();
        member.tell("{'do':'invite-code'}");
        QVERIFY(member.waitFor("{'event':'invite-code'}"));
        const QString link = member.matching("{'event':'invite-code'}")[0].value(QStringLiteral("link")).toString();
        QVERIFY2(link.startsWith(server.url() + QStringLiteral("?code=")), qPrintable(link));
        QCOMPARE(Cli(link, QStringLiteral("carl")).run({QStringLiteral("register")}), 0);
        QVERIFY(Cli(link, QStringLiteral("dora")).run({QStringLiteral("register")}) != 0); // one each
        QCOMPARE(Cli(link, QStringLiteral("carl")).run({QStringLiteral("rooms")}), 0);
    }

    void aClosedServerTakesNobodyNew()
    {
        Server server(words("--registration closed"));
        QVERIFY(server.up());
        QVERIFY(Cli(server.url(), Ann).run({QStringLiteral("register")}) != 0);
    }

    void anAccountIsListedAndRemovedWhileItIsUsed()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann) && registerUser(server.url(), Bob));
        Cli ann(server.url(), Ann);
        QVERIFY(ann.begin({QStringLiteral("session")}));
        QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
        const Told before = told(server, words("accounts list"));
        QVERIFY2(before.code == 0, before.err.constData());
        QCOMPARE(before.out.count('\n'), 2);
        QVERIFY(before.out.startsWith("account\t") && before.out.split('\n')[0].endsWith("\tann"));
        const Told removed = told(server, words("accounts remove ann"));
        QVERIFY2(removed.code == 0, removed.err.constData());
        QVERIFY(ann.waitForEnd() != -2); // it is told, and ends
        QVERIFY(told(server, words("accounts list")).out.startsWith("removed\t"));
        QVERIFY(Cli(server.url(), Ann).run({QStringLiteral("register")}) != 0);
        const Told twice = told(server, words("accounts remove ann"));
        QCOMPARE(twice.code, 1);
        QVERIFY2(twice.err.contains("no account"), twice.err.constData());
        QCOMPARE(Cli(server.url(), Bob).run({QStringLiteral("rooms")}), 0);
    }

    // Ten thousand that somebody made for fun are not removed one by one.
    void severalAreRemovedAtOnce()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann) && registerUser(server.url(), Bob));
        const QByteArray line = told(server, words("accounts list")).out.split('\n')[0];
        QCOMPARE(line.split('\t').size(), 7);
        QCOMPARE(line.split('\t')[5], QByteArray("127.0.0.1"));
        const Told removed = told(server, words("accounts remove ann nobody bob"));
        QCOMPARE(removed.code, 1);
        QVERIFY2(removed.err.contains("nobody: There is no account"), removed.err.constData());
        QCOMPARE(told(server, words("accounts list")).out.count("removed\t"), 2);
    }

    void aRoomIsRemoved()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        Cli ann(server.url(), Ann);
        QVERIFY(ann.begin({QStringLiteral("session")}));
        QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
        ann.tell("{'do':'join','room':'tea'}");
        QVERIFY(ann.waitFor("{'event':'members','room':'tea','users':['ann']}"));
        ann.forget();
        QVERIFY(told(server, words("rooms list")).out.contains("\tann\ttea\n"));
        const Told removed = told(server, words("rooms remove tea"));
        QVERIFY2(removed.code == 0, removed.err.constData());
        QVERIFY(ann.waitFor("{'event':'members','room':'tea','users':[]}"));
        QCOMPARE(told(server, words("rooms remove lobby")).code, 1);
        QVERIFY(!told(server, words("rooms list")).out.contains("tea"));
    }

    void aPasswordIsSetAnew()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        const Told reset = told(server, words("accounts reset-password ann"));
        QVERIFY2(reset.code == 0, reset.err.constData());
        Cli old(server.url(), Ann);
        QCOMPARE(old.run({QStringLiteral("rooms")}), 3);
        Cli fresh(server.url(), Ann);
        fresh.setPassword(QString::fromUtf8(reset.out).trimmed());
        QCOMPARE(fresh.run({QStringLiteral("rooms")}), 0);
        const QStringList given = words("accounts reset-password ann --password-env BANTER_TEST_PASSWORD");
        const Told again = told(server, given, Cli::password());
        QVERIFY2(again.code == 0 && again.out.isEmpty(), again.err.constData());
        QCOMPARE(Cli(server.url(), Ann).run({QStringLiteral("rooms")}), 0);
        QCOMPARE(told(server, given, QStringLiteral("short")).code, 1);
    }

    void wrongUsageIsSaid()
    {
        Server server; // none of these needs it
        for (const char *line :
             {"invite twice", "invite --uses 0", "invite --uses 1001", "accounts", "accounts mend", "accounts list ann",
              "accounts remove", "accounts reset-password ann bob", "rooms", "rooms reset-password tea",
              "rooms list --uses 2", "accounts list --replace", "accounts remove ann --password-env X",
              "invite --registration open", "check --websocket own"}) {
            const Told usage = told(server, words(line));
            QVERIFY2(usage.code == 2, line);
            QVERIFY2(usage.err.startsWith("banter-server: ") && usage.out.isEmpty(), line);
        }
        QCOMPARE(told(server, words("--registration sometimes")).code, 2);
    }
};

TEST_WITH_CORE_APPLICATION(TestOperators)

} // namespace tst_operators

#include "tst_operators.moc"
