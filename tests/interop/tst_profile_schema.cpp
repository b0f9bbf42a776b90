// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/builtin.h"
#include "dialects/profile/loader.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace tst_profile_schema {

using namespace banter;

namespace {

const QByteArray Good = R"({
  "profile": 1,
  "name": "test",
  "framing": { "kind": "plain" },
  "rooms": { "in": "payload" },
  "say": { "send": { "event": "m", "args": [{ "t": "{text}" }] } },
  "hear": [{ "event": "m", "means": "message", "text": "t" }]
})";

const QByteArray SocketIo = QByteArray(Good).replace("plain", "socket.io");

/// The profile with some members in place of its own; null takes one away.
QByteArray with(const char *members, const QByteArray &profile = Good)
{
    const QJsonDocument change = QJsonDocument::fromJson(members);
    if (!change.isObject())
        return {};
    QJsonObject result = QJsonDocument::fromJson(profile).object();
    const QJsonObject changes = change.object();
    for (auto member = changes.begin(); member != changes.end(); ++member) {
        if (member.value().isNull())
            result.remove(member.key());
        else
            result.insert(member.key(), member.value());
    }
    return QJsonDocument(result).toJson(QJsonDocument::Compact);
}

bool loads(const QByteArray &text)
{
    return std::holds_alternative<profile::Profile>(profile::loadProfile(text));
}

} // namespace

// Editors go by the schema and the program by its loader: what one of them takes the other must take too.
class SchemaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void bothTakeTheBuiltIn();
    void bothTake_data();
    void bothTake();
    void bothRefuse_data();
    void bothRefuse();
    void onlyTheLoaderSees_data();
    void onlyTheLoaderSees();

private:
    bool takes(const QByteArray &text);

    static constexpr int WaitMs = 60'000; // on a machine that does a lot else

    QProcess m_checker;
    QByteArray m_answer;
};

void SchemaTest::initTestCase()
{
    m_checker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_checker.start(QStringLiteral("node"), {QStringLiteral(BANTER_INTEROP_DIR "/servers/json_schema.js"),
                                             QStringLiteral(BANTER_PROFILES_DIR "/profile.schema.json")});
    QVERIFY2(m_checker.waitForStarted(WaitMs), qPrintable(m_checker.errorString()));
}

void SchemaTest::cleanupTestCase()
{
    m_checker.closeWriteChannel();
    QVERIFY(m_checker.waitForFinished(WaitMs));
    QCOMPARE(m_checker.exitCode(), 0);
}

void SchemaTest::init()
{
    m_answer.clear();
}

bool SchemaTest::takes(const QByteArray &text)
{
    m_checker.write(QJsonDocument::fromJson(text).toJson(QJsonDocument::Compact) + '\n');
    while (!m_checker.canReadLine() && m_checker.waitForReadyRead(WaitMs)) {
    }
    m_answer = m_checker.readLine().trimmed();
    return m_answer == "yes";
}

void SchemaTest::bothTakeTheBuiltIn()
{
    QVERIFY(!profile::builtinNames().isEmpty());
    for (const QString &name : profile::builtinNames()) {
        QVERIFY2(takes(*profile::builtinProfile(name)), qPrintable(name));
        QVERIFY2(loads(*profile::builtinProfile(name)), qPrintable(name));
    }
}

void SchemaTest::bothTake_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *members, const QByteArray &profile = Good) {
        QTest::newRow(members) << with(members, profile);
    };
    row("{}");
    row(R"({"say":null})");
    row(R"({"title":"T","about":"A","$schema":"profile.schema.json"})");
    row(R"({"rooms":{"in":"single","name":"den"}})");
    row(R"({"rooms":[{"in":"path","path":"/chat/{room}"},{"in":"path","path":"/chat","name":"den"},{"in":"payload"}]})");
    row(R"({"framing":{"kind":"plain","event":"kind","subprotocols":["a","b"]}})");
    row(R"({"framing":{"kind":"plain","subprotocols":"a"}})");
    row(R"({"framing":{"kind":"socket.io","namespaces":["/a","/"],"alsoEnter":"/b","path":"/x/","pollingOnly":true}})");
    row(R"({"credentials":[{"in":"query","name":"t","value":"{secret}"},{"in":"subprotocol","value":"{user}"}]})");
    row(R"({"credentials":[{"in":"auth","value":{"t":"{secret}"}}]})", SocketIo);
    row(R"({"echo":{"match":["client-id","sender-and-text","text"]}})");
    row(R"({"echo":{"comes":false}})");
    row(R"({"errors":[{"contains":"no","code":"forbidden"}],"statuses":{"here":"online","gone":"offline"}})");
    row(R"({"limits":{"textChars":1,"perSecond":0.5,"burst":3,"receiptMs":100,"cursorWidth":0.5}})");
    row(R"({"batch":{}})");
    row(R"({"batch":{"most":10,"withinMs":50}})");
    row(R"({"batch":{"event":"many","member":"events"}})");
    row(R"({"say":{"members":{"event":"who"}},"hear":[{"event":"m","means":"message","text":"t"},)"
        R"({"event":"r","means":"roster","each":"$","user":"u","lastSeen":"l"},{"event":"c","means":"members-changed"}]})");
    row(R"({"say":{"history":{"event":"get"}},"hear":[{"event":"m","means":"message","text":"t"},)"
        R"({"event":"h","means":"history","each":"$","text":"t"},{"event":"c","means":"history-changed","room":"r"}]})");
    row(R"({"ownName":"from-echo","historyOrder":"newest-first","seenAreMembers":true,"unknownSender":"?"})");
    row(R"({"hear":[{"means":"message","text":["a.b","$1.c","=x"],"when":{"k":null,"on":true,"n":1,"s":"x"}}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t","goOn":true},{"event":"m","means":"rooms-changed"}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"@t","like":{"in":"x","pattern":"{u}: {t}"}}]})");
}

void SchemaTest::bothTake()
{
    QFETCH(QByteArray, text);
    QVERIFY(!text.isEmpty());
    const auto loaded = profile::loadProfile(text);
    const auto *fault = std::get_if<profile::Fault>(&loaded);
    QVERIFY2(!fault, fault ? qPrintable(profile::sentenceOf(*fault)) : "");
    QVERIFY(takes(text));
}

void SchemaTest::bothRefuse_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *members, const QByteArray &profile = Good) {
        QTest::newRow(members) << with(members, profile);
    };
    row(R"({"profile":2})");
    row(R"({"profile":null})");
    row(R"({"name":""})");
    row(R"({"name":7})");
    row(R"({"name":"0123456789012345678901234567890123456789012345678901234567890123x"})");
    row(R"({"nmae":"x"})");
    row(R"({"framing":{"kind":"morse"}})");
    row(R"({"framing":{"kind":"plain","path":"/x"}})");
    row(R"({"framing":{"kind":"plain","event":""}})");
    row(R"({"framing":{"kind":"socket.io","namespaces":["chat"]}})");
    row(R"({"framing":{"kind":"socket.io","namespaces":[]}})");
    row(R"({"framing":{"kind":"socket.io","path":"x"}})");
    row(R"({"framing":{"kind":"socket.io","pollingOnly":1}})");
    row(R"({"rooms":[]})");
    row(R"({"rooms":{"in":"heaven"}})");
    row(R"({"rooms":{"in":"single"}})");
    row(R"({"rooms":{"in":"path"}})");
    row(R"({"credentials":{}})");
    row(R"({"credentials":[{"in":"pigeon","value":""}]})");
    row(R"({"credentials":[{"in":"query","value":"{secret}"}]})");
    row(R"({"credentials":[{"in":"auth","value":"x"}]})", SocketIo);
    row(R"({"say":{"shout":{"event":"m"}}})");
    row(R"({"say":{"send":[]}})");
    row(R"({"say":{"send":{"event":"m","args":{"t":"{text}"}}}})");
    row(R"({"say":{"send":{"event":"m","ack":{"style":"nod"}}}})", SocketIo);
    row(R"({"say":{"send":{"event":"m","ack":{}}}})", SocketIo);
    row(R"({"say":{"send":{"event":"m","ack":{"style":"success"}}}})", SocketIo);
    row(R"({"say":{"join":{"event":"m","ack":{"style":"none"}}}})", SocketIo);
    row(R"({"hear":{}})");
    row(R"({"hear":null})");
    row(R"({"hear":[{"event":"m","text":"t"}]})");
    row(R"({"hear":[{"event":"m","means":"song"}]})");
    row(R"({"hear":[{"event":"m","means":"message"}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t","x":"x"}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t","when":{"a":[]}}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t","like":{"in":"a"}}]})");
    row(R"({"echo":{"match":["smell"]}})");
    row(R"({"errors":[{"contains":"x","code":"oops"}]})");
    row(R"({"statuses":{"here":"there"}})");
    row(R"({"ownName":"x"})");
    row(R"({"historyOrder":"random"})");
    row(R"({"seenAreMembers":1})");
    row(R"({"limits":{"txt":1}})");
    row(R"({"limits":{"textChars":"7"}})");
    row(R"({"limits":{"textChars":0}})");
    row(R"({"limits":{"textChars":1.5}})");
    row(R"({"limits":{"receiptMs":99}})");
    row(R"({"heartbeat":{"everyMs":0}})");
    row(R"({"batch":{"most":1}})");
    row(R"({"batch":{"withinMs":0}})");
    row(R"({"batch":[]})");
    row(R"({"heartbeat":{}})");
}

void SchemaTest::bothRefuse()
{
    QFETCH(QByteArray, text);
    QVERIFY(!text.isEmpty());
    QVERIFY(!loads(text));
    QVERIFY(!takes(text));
    QCOMPARE(m_answer, "no"); // the checker is there, and has looked at it
}

// What hangs together between the parts of a file is beyond a schema, and is said so in it.
void SchemaTest::onlyTheLoaderSees_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *members, const QByteArray &profile = Good) {
        QTest::newRow(members) << with(members, profile);
    };
    row(R"({"say":{"send":{"event":"m","ack":{"style":"error-first"}}}})");
    row(R"({"say":{"send":{"event":"m","args":[{},{}]}}})");
    row(R"({"say":{"send":{"event":"m","args":["{txet}"]}}})", SocketIo);
    row(R"({"credentials":[{"in":"auth","value":{}}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"@who"}]})");
    row(R"({"hear":[{"event":"m","means":"nothing"}]})");
    row(R"({"heartbeat":{"everyMs":1000}})");
    row(R"({"batch":{"event":"many"}})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t"},{"event":"c","means":"members-changed"}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t"},{"event":"c","means":"history-changed"}]})");
    row(R"({"hear":[{"event":"m","means":"message","text":"t"},{"event":"m","means":"rooms-changed"}]})");
}

void SchemaTest::onlyTheLoaderSees()
{
    QFETCH(QByteArray, text);
    QVERIFY(!text.isEmpty());
    QVERIFY(!loads(text));
    QVERIFY(takes(text));
}

TEST_WITH_CORE_APPLICATION(SchemaTest)

} // namespace tst_profile_schema

#include "tst_profile_schema.moc"
