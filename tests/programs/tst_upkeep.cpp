// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <map>

namespace tst_upkeep {

using namespace banter::test;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Session = QStringLiteral("session");

/// banter-server with a command: its exit code, and what it said.
struct Told {
    int code = -2;
    QByteArray out;
    QByteArray err;
};

Told told(const QStringList &arguments, qint64 limit = 0)
{
    Program server("banter-server");
    if (limit > 0)
        server.limitFiles(limit);
    Told said;
    if (server.start(arguments))
        said.code = server.waitForEnd();
    said.out = server.output();
    said.err = server.errors();
    return said;
}

Told backup(const Server &server, const QString &file, const QStringList &more = {})
{
    return told(QStringList{QStringLiteral("backup"), file, QStringLiteral("--data"), server.dataDir()} + more);
}

Told check(const QString &file)
{
    return told({QStringLiteral("check"), file});
}

Told checkFolder(const Server &server)
{
    return told({QStringLiteral("check"), QStringLiteral("--data"), server.dataDir()});
}

QByteArray lines(int count, const char *word)
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += word + QByteArray(" ") + QByteArray::number(i) + '\n';
    return text;
}

/// All messages of the lobby, as somebody sees them who comes now.
QStringList textsFor(const Server &server, qsizetype count)
{
    Cli bob(server.url(), QStringLiteral("bob"));
    QStringList texts;
    if (!bob.begin({QStringLiteral("tail"), QStringLiteral("lobby"), QStringLiteral("--since"), QStringLiteral("0")}) ||
        !bob.waitForCount("{'event':'message'}", count))
        return texts;
    for (const QJsonObject &event : bob.matching("{'event':'message'}")) {
        if (event.value(QStringLiteral("seq")).toInt() != texts.size() + 1)
            return {};
        texts << event.value(QStringLiteral("text")).toString();
    }
    return texts;
}

QStringList textsOf(const Cli &cli, const char *json)
{
    QStringList texts;
    for (const QJsonObject &event : cli.matching(json))
        texts << event.value(QStringLiteral("text")).toString();
    return texts;
}

} // namespace

// What somebody relies on who runs a server for others: acknowledged is durable, and a backup brings it back.
class TestUpkeep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasAcknowledgedSurvivesSigkill()
    {
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        std::map<QString, QJsonObject> acknowledged;
        for (int round = 0; round < 8; ++round) {
            Cli ann(server.url(), Ann);
            QVERIFY(ann.begin({Session}));
            QVERIFY(ann.waitFor("{'event':'connection','state':'connected'}"));
            for (int i = 0; i < 100; ++i) {
                const QString id = QStringLiteral("r%1-%2").arg(round).arg(i);
                ann.tell(QJsonObject{{QStringLiteral("do"), QStringLiteral("send")},
                                     {QStringLiteral("room"), QStringLiteral("lobby")},
                                     {QStringLiteral("text"), id},
                                     {QStringLiteral("clientId"), id}});
            }
            // Earlier each time: in the first round after half of them, in the last at the first one.
            QVERIFY(ann.waitForCount("{'event':'message','state':'sent'}", 50 - 7 * round));
            server.killNow();
            ann.killNow();
            for (const QJsonObject &event : ann.matching("{'event':'message','state':'sent'}"))
                acknowledged[event.value(QStringLiteral("clientId")).toString()] = event;
            const Told checked = checkFolder(server);
            QVERIFY2(checked.code == 0, (checked.out + checked.err).constData());
            QVERIFY(server.up());
        }
        // Asked again, each gets the first one's verdict, field for field.
        Cli again(server.url(), Ann);
        QVERIFY(again.begin({Session}));
        for (const auto &[id, event] : acknowledged) {
            again.tell(QJsonObject{{QStringLiteral("do"), QStringLiteral("send")},
                                   {QStringLiteral("room"), QStringLiteral("lobby")},
                                   {QStringLiteral("text"), id},
                                   {QStringLiteral("clientId"), id}});
        }
        QVERIFY(again.waitForCount("{'event':'message','state':'sent'}", qsizetype(acknowledged.size())));
        for (const QJsonObject &event : again.matching("{'event':'message','state':'sent'}")) {
            const auto first = acknowledged.find(event.value(QStringLiteral("clientId")).toString());
            QVERIFY(first != acknowledged.end());
            QCOMPARE(event, first->second);
        }
    }

    void aBackupIsTakenWhileEverybodyWrites()
    {
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        Cli ann(server.url(), Ann);
        QVERIFY(ann.begin({QStringLiteral("send"), QStringLiteral("lobby")}));
        ann.write(lines(20'000, "line"));
        ann.closeInput();
        QTemporaryDir folder;
        for (int i = 0; i < 3; ++i) {
            const QString file = folder.filePath(QString::number(i));
            const Told saved = backup(server, file);
            QVERIFY2(saved.code == 0, saved.err.constData());
            const Told checked = check(file);
            QVERIFY2(checked.code == 0 && checked.out.contains("no faults"), (checked.out + checked.err).constData());
            QVERIFY(checked.out.contains("a backup of version"));
            const Told running = checkFolder(server);
            QVERIFY2(running.code == 0 && running.out.contains("a database of version"),
                     (running.out + running.err).constData());
        }
        QCOMPARE(ann.waitForEnd(120'000), 0); // nobody was held up for good
        QVERIFY(checkFolder(server).out.contains("20000 messages"));
    }

    void saysWhyThereIsNoBackup()
    {
        Server server;
        QVERIFY(server.up());
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("b"));
        QCOMPARE(backup(server, file).code, 0);
        const Told there = backup(server, file);
        QCOMPARE(there.code, 1);
        QVERIFY2(there.err.contains("exists already") && there.err.contains("--replace"), there.err.constData());
        QCOMPARE(backup(server, file, {QStringLiteral("--replace")}).code, 0);
        const Told nowhere = told({QStringLiteral("backup"), file, QStringLiteral("--replace"),
                                   QStringLiteral("--data"), folder.filePath(QStringLiteral("none"))});
        QCOMPARE(nowhere.code, 1);
        QVERIFY2(nowhere.err.contains("no data folder"), nowhere.err.constData());
        const Told full = told({QStringLiteral("backup"), folder.filePath(QStringLiteral("c")),
                                QStringLiteral("--data"), server.dataDir()},
                               8'000);
        QCOMPARE(full.code, 1);
        QVERIFY2(full.err.contains("cannot be written"), full.err.constData());
        QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("c"))));
        for (const QStringList &wrong : {QStringList{QStringLiteral("backup"), file},
                                         {QStringLiteral("backup"), QStringLiteral("--data=x")},
                                         {QStringLiteral("check")},
                                         {QStringLiteral("check"), file, QStringLiteral("--data=x")},
                                         {QStringLiteral("mend"), file},
                                         {QStringLiteral("check"), file, QStringLiteral("--rate=1")},
                                         {QStringLiteral("check"), file, QStringLiteral("--replace")},
                                         {QStringLiteral("restore"), file}}) {
            const Told usage = told(wrong);
            QCOMPARE(usage.code, 2);
            QVERIFY(usage.err.startsWith("banter-server: ") && usage.out.isEmpty());
        }
    }

    void aCheckFindsWhatIsBroken()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann));
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("b"));
        QCOMPARE(backup(server, file).code, 0);
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::ReadWrite) && broken.seek(4096));
        QCOMPARE(broken.write(QByteArray(4096, '\xff')), 4096);
        broken.close();
        const Told checked = check(file);
        QCOMPARE(checked.code, 3);
        QVERIFY2(checked.out.contains("faults found"), checked.out.constData());
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("not a database") > 0);
        broken.close();
        QCOMPARE(check(file).code, 1);
        QCOMPARE(check(folder.filePath(QStringLiteral("none"))).code, 1);
    }

    // The whole of it: what is in the backup is there once, what was not sent goes out, and what was said after the
    // backup is gone from everybody's sight.
    void aRestoredServerIsAnotherHistory()
    {
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), Ann) && registerUser(server.url(), QStringLiteral("bob")));
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("b"));
        Cli ann(server.url(), Ann);
        ann.setOptions({QStringLiteral("--data"), folder.filePath(QStringLiteral("ann"))});
        QVERIFY(ann.begin({Session}));
        ann.tell("{'do':'join','room':'lobby'}");
        for (const char *line :
             {"{'do':'send','room':'lobby','text':'one'}", "{'do':'send','room':'lobby','text':'two'}"})
            ann.tell(line);
        QVERIFY(ann.waitForCount("{'event':'message','state':'sent'}", 2));
        QCOMPARE(backup(server, file).code, 0);
        Cli reader(server.url(), QStringLiteral("bob"));
        QVERIFY(reader.begin(
            {QStringLiteral("tail"), QStringLiteral("lobby"), QStringLiteral("--since"), QStringLiteral("1")}));
        QVERIFY(reader.waitFor("{'event':'message','text':'two'}"));
        for (const char *line :
             {"{'do':'send','room':'lobby','text':'lost 1'}", "{'do':'send','room':'lobby','text':'lost 2'}",
              "{'do':'send','room':'lobby','text':'lost 3'}"})
            ann.tell(line);
        QVERIFY(ann.waitForCount("{'event':'message','state':'sent'}", 5));
        QVERIFY(reader.waitForCount("{'event':'message'}", 4));

        const QStringList restore{QStringLiteral("restore"), file, QStringLiteral("--replace"),
                                  QStringLiteral("--data"), server.dataDir()};
        const Told running = told(restore);
        QCOMPARE(running.code, 1);
        QVERIFY2(running.err.contains("in use"), running.err.constData());
        server.killNow();
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting'}"));
        ann.tell("{'do':'send','room':'lobby','text':'three'}");
        QVERIFY(ann.waitFor("{'event':'message','state':'pending','text':'three'}"));
        const Told restored = told(restore);
        QVERIFY2(restored.code == 0 && restored.out.contains("before-restore-1"),
                 (restored.out + restored.err).constData());
        ann.forget();
        reader.forget();
        QVERIFY(server.up());

        QVERIFY(ann.waitFor("{'event':'message','state':'sent','text':'three'}"));
        const QStringList expected{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")};
        QCOMPARE(textsFor(server, 3), expected);
        // A reader hears each message once, whatever happened to the server's history.
        QCOMPARE(textsOf(ann, "{'event':'message','state':'sent'}"), QStringList{QStringLiteral("three")});
        ann.tell("{'do':'send','room':'lobby','text':'four'}");
        QVERIFY(ann.waitFor("{'event':'message','state':'sent','text':'four','seq':4}"));
        ann.killNow();
        // Who wanted all after the first one does not hear the first one now.
        QVERIFY(reader.waitFor("{'event':'message','text':'four'}"));
        QCOMPARE(textsOf(reader, "{'event':'message'}"),
                 QStringList({QStringLiteral("three"), QStringLiteral("four")}));

        // And so does the folder: nothing of the lost history is in it.
        Cli later(server.url(), Ann);
        later.setOptions({QStringLiteral("--data"), folder.filePath(QStringLiteral("ann"))});
        QVERIFY(later.begin(
            {QStringLiteral("tail"), QStringLiteral("lobby"), QStringLiteral("--since"), QStringLiteral("0")}));
        QVERIFY(later.waitForCount("{'event':'message','state':'sent'}", 4));
        QCOMPARE(textsOf(later, "{'event':'message','state':'sent'}"), expected + QStringList{QStringLiteral("four")});
        QCOMPARE(checkFolder(server).code, 0);
    }

    void anInterruptedRestoreIsNotAnEmptyServer()
    {
        QTemporaryDir folder;
        QFile half(folder.filePath(QStringLiteral("server.db.restoring")));
        QVERIFY(half.open(QIODevice::WriteOnly));
        const Told said = told({QStringLiteral("--data"), folder.path()});
        QCOMPARE(said.code, 1);
        QVERIFY2(said.err.contains("interrupted"), said.err.constData());
        QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("server.db"))));
    }
};

TEST_WITH_CORE_APPLICATION(TestUpkeep)

} // namespace tst_upkeep

#include "tst_upkeep.moc"
