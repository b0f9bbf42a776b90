// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/programs/cli.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_halls {

using namespace banter;
using namespace banter::testing;
using banter::test::Cli;

namespace {

/// The larger profile of PROFILES.md, word for word.
QByteArray profileOfTheDocument()
{
    QFile document(QStringLiteral(BANTER_PROFILES_DOCUMENT));
    if (!document.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = document.readAll();
    const qsizetype name = text.indexOf("\"name\": \"halls\"");
    const qsizetype begin = text.lastIndexOf("```json\n", name) + 8;
    return name < 0 ? QByteArray() : text.mid(begin, text.indexOf("```", begin) - begin);
}

} // namespace

// banter-cli and a server whose rooms come with what was said before, as the profiles' document has it.
class HallsInterop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void historyAndWhatFollows_data();
    void historyAndWhatFollows();
    void historyIsKeptOnce_data();
    void historyIsKeptOnce();

private:
    void start(const QJsonObject &options);
    std::unique_ptr<Cli> person(const QString &name, const QStringList &more = {}) const;
    static bool waitFor(Cli &cli, const char *json) { return cli.waitFor(json, 60'000); }

    QTemporaryDir m_folder;
    QString m_profile;
    std::unique_ptr<NodeServer> m_server;
};

void HallsInterop::initTestCase()
{
    m_profile = m_folder.filePath(QStringLiteral("halls.json"));
    QFile file(m_profile);
    const QByteArray profile = profileOfTheDocument();
    QVERIFY(!profile.isEmpty() && file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(profile), profile.size());
}

void HallsInterop::start(const QJsonObject &options)
{
    m_server = std::make_unique<NodeServer>(QStringLiteral("halls_ws"), options);
    QCOMPARE(m_server->start(), QString());
}

std::unique_ptr<Cli> HallsInterop::person(const QString &name, const QStringList &more) const
{
    QUrl url = m_server->url();
    url.setScheme(QStringLiteral("ws"));
    auto cli = std::make_unique<Cli>(url.toString(), name);
    cli->setPassword(Cli::password());
    cli->setOptions(QStringList{QStringLiteral("--dialect"), m_profile} + more);
    return cli;
}

void HallsInterop::historyAndWhatFollows_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("tail") << QStringList{QStringLiteral("tail"), QStringLiteral("den")};
    QTest::newRow("session") << QStringList{QStringLiteral("session")};
}

void HallsInterop::historyAndWhatFollows()
{
    QFETCH(QStringList, command);
    start({{QStringLiteral("past"), QJsonObject{{QStringLiteral("den"), QJsonArray{QStringLiteral("before")}}}},
           {QStringLiteral("by"), QStringLiteral("bob")}});
    const auto ann = person(QStringLiteral("ann"));
    QVERIFY(ann->begin(command));
    if (command.size() == 1)
        ann->tell("{'do':'join','room':'den'}");
    QVERIFY(waitFor(*ann, "{'event':'message','room':'den','sender':'bob','text':'before'}"));
    const auto bob = person(QStringLiteral("bob"));
    QCOMPARE(bob->run({QStringLiteral("send"), QStringLiteral("den"), QStringLiteral("after")}), 0);
    QVERIFY(waitFor(*ann, "{'event':'message','room':'den','sender':'bob','text':'after'}"));
    ann->signal(SIGTERM);
    QCOMPARE(ann->waitForEnd(), 0);
}

void HallsInterop::historyIsKeptOnce_data()
{
    QTest::addColumn<QJsonObject>("options");
    const QJsonObject past{{QStringLiteral("den"), QJsonArray{QStringLiteral("one"), QStringLiteral("two")}}};
    QTest::newRow("no senders") << QJsonObject{{QStringLiteral("past"), past}};
    const auto row = [&](const char *name, const QJsonValue &by) {
        QTest::newRow(name) << QJsonObject{{QStringLiteral("past"), past}, {QStringLiteral("by"), by}};
    };
    row("null", QJsonValue());
    row("empty", QString());
    row("a line feed", QStringLiteral("b\nob"));
    row("300 characters", QString(300, u'b'));
    row("U+FFFE", QStringLiteral("bob") + QChar(0xfffe));
    row("half a pair", QStringLiteral("bob") + QChar(0xfffd));
    row("a name", QStringLiteral("bob"));
}

void HallsInterop::historyIsKeptOnce()
{
    QFETCH(QJsonObject, options);
    start(options);
    const QTemporaryDir data;
    for (int start = 0; start < 3; ++start) {
        const auto ann = person(QStringLiteral("ann"), {QStringLiteral("--data"), data.path()});
        QVERIFY(ann->begin({QStringLiteral("session")}));
        ann->tell("{'do':'join','room':'den'}");
        QVERIFY(waitFor(*ann, "{'event':'message','room':'den','text':'two'}"));
        ann->tell("{'do':'disconnect'}"); // and once more over another link
        QVERIFY(waitFor(*ann, "{'event':'connection','state':'disconnected'}"));
        ann->forget();
        ann->tell("{'do':'connect'}");
        QVERIFY(waitFor(*ann, "{'event':'connection','state':'connected'}"));
        // What is acknowledged came after the history.
        const QString words = QStringLiteral("number %1").arg(start);
        ann->tell({{QStringLiteral("do"), QStringLiteral("send")},
                   {QStringLiteral("room"), QStringLiteral("den")},
                   {QStringLiteral("text"), words}});
        const QByteArray sent = "{'event':'message','state':'sent','text':'" + words.toUtf8() + "'}";
        QVERIFY(waitFor(*ann, sent.constData()));
        ann->tell("{'do':'quit'}");
        QCOMPARE(ann->waitForEnd(), 0);
        QVERIFY2(ann->matching("{'event':'message','text':'two'}").isEmpty(), "the history came a second time");
    }
    const auto reader = person(QStringLiteral("ann"), {QStringLiteral("--data"), data.path()});
    QVERIFY(
        reader->begin({QStringLiteral("tail"), QStringLiteral("den"), QStringLiteral("--since"), QStringLiteral("0")}));
    QVERIFY(waitFor(*reader, "{'event':'message','room':'den','text':'two'}"));
    QVERIFY(waitFor(*reader, "{'event':'message','room':'den','text':'number 2'}"));
    for (const char *text : {"one", "two", "number 0", "number 1", "number 2"}) {
        const QByteArray kept = QByteArray("{'event':'message','text':'") + text + "'}";
        QCOMPARE(reader->matching(kept.constData()).size(), 1);
    }
    reader->signal(SIGTERM);
    QCOMPARE(reader->waitForEnd(), 0);
}

TEST_WITH_CORE_APPLICATION(HallsInterop)

} // namespace tst_halls

#include "tst_halls.moc"
