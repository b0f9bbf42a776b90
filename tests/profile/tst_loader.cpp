// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/builtin.h"
#include "dialects/profile/fill.h"
#include "dialects/profile/loader.h"
#include "dialects/profile/place.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

namespace tst_loader {

using namespace banter;
using namespace banter::profile;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A small profile that is right, each member on a line of its own.
const QByteArray Good = R"({
  "profile": 1,
  "name": "test",
  "framing": { "kind": "plain" },
  "rooms": { "in": "payload" },
  "say": { "send": { "event": "m", "args": [{ "t": "{text}" }] } },
  "hear": [{ "event": "m", "means": "message", "text": "t" }]
})";

QByteArray with(const char *line, const char *instead)
{
    QByteArray text = Good;
    text.replace(line, instead);
    return text == Good ? QByteArray("the test is wrong") : text;
}

} // namespace

class LoaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheBuiltIn();
    void takesWhatTheDocumentShows();
    void takesTheSmallest();
    void refuses_data();
    void refuses();
    void takesAByteOrderMark();
    void refusesHugeAndDeep();
    void readsPlaces();
    void matchesPatterns_data();
    void matchesPatterns();
    void fillsTemplates_data();
    void fillsTemplates();
};

void LoaderTest::takesTheBuiltIn()
{
    QVERIFY(builtinNames().contains(s("channels")));
    QVERIFY(builtinNames().contains(s("rooms")));
    QVERIFY(builtinNames().contains(s("rooms-socketio")));
    QVERIFY(builtinNames().contains(s("chats")));
    for (const QString &name : builtinNames()) {
        const auto loaded = loadProfile(*builtinProfile(name));
        const auto *fault = std::get_if<Fault>(&loaded);
        QVERIFY2(!fault, fault ? qPrintable(name + s(", ") + sentenceOf(*fault)) : "");
        QCOMPARE(std::get<Profile>(loaded).name, name);
    }
    QVERIFY(!builtinProfile(s("klingon")));
}

void LoaderTest::takesWhatTheDocumentShows()
{
    QFile file(s(BANTER_PROFILES_DOCUMENT));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList parts = QString::fromUtf8(file.readAll()).split(s("\n## "));
    int shown = 0;
    for (const QString &part : parts) { // what one section shows in pieces is one profile
        QString text;
        const QStringList blocks = part.split(s("```json\n"));
        for (qsizetype i = 1; i < blocks.size(); ++i)
            text += blocks[i].section(s("```"), 0, 0);
        if (text.isEmpty())
            continue;
        const auto loaded = loadProfile(text.toUtf8());
        const auto *fault = std::get_if<Fault>(&loaded);
        QVERIFY2(!fault, fault ? qPrintable(sentenceOf(*fault)) : "");
        ++shown;
    }
    QCOMPARE(shown, 3);
}

void LoaderTest::takesTheSmallest()
{
    const auto loaded = loadProfile(Good);
    QVERIFY(std::holds_alternative<Profile>(loaded));
    const Profile &profile = std::get<Profile>(loaded);
    QCOMPARE(profile.eventMember, s("type"));
    QVERIFY(profile.says(Action::Send) && !profile.says(Action::Join));
    QVERIFY(profile.hears(Meaning::Message) && !profile.hears(Meaning::Ack));
}

void LoaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("about");
    const auto row = [](const char *name, const QByteArray &text, int line, const char *about) {
        QTest::newRow(name) << text << line << s(about);
    };
    row("nothing", "", 1, "no JSON");
    row("a list", "[]", 1, "object");
    row("a text", "\"x\"", 1, "object");
    row("no JSON", with("\"name\": \"test\",", "\"name\": test,"), 3, "no JSON");
    row("a comma too many", with("\"t\": \"{text}\" }", "\"t\": \"{text}\", }"), 6, "no JSON");
    row("a missing colon", with("\"rooms\":", "\"rooms\""), 5, "no JSON");
    row("a missing comma", with("\"test\",", "\"test\""), 4, "no JSON"); // seen where the next word begins
    row("something behind it", Good + "\n7", 1, "follows");
    row("twice", with("\"name\": \"test\",", "\"name\": \"test\",\n\"name\": \"test\","), 4, "twice");
    row("unknown member", with("\"name\": \"test\",", "\"name\": \"test\",\n\"nmae\": \"test\","), 4,
        "\"nmae\" is not known");
    row("no version", with("\"profile\": 1,", ""), 1, "\"profile\" is missing");
    row("another version", with("\"profile\": 1", "\"profile\": 2"), 2, "from 1 to 1");
    row("no name", with("\"name\": \"test\",", ""), 1, "\"name\" is missing");
    row("empty name", with("\"test\"", "\"\""), 3, "empty");
    row("name of a wrong type", with("\"test\"", "7"), 3, "a text is needed");
    row("no framing", with("\"framing\": { \"kind\": \"plain\" },", ""), 1, "\"framing\" is missing");
    row("unknown framing", with("\"plain\"", "\"morse\""), 4, "\"morse\" is not known; known are: plain, socket.io");
    row("unknown in framing", with("\"kind\": \"plain\"", "\"kind\": \"plain\", \"path\": \"/\""), 4,
        "\"path\" is not known");
    row("unnamed events", with("\"kind\": \"plain\"", "\"kind\": \"plain\", \"event\": \"\""), 4, "empty");
    row("subprotocol", with("\"kind\": \"plain\"", "\"kind\": \"plain\", \"subprotocols\": \"a b\""), 4, "subprotocol");
    row("namespace", with("\"kind\": \"plain\"", "\"kind\": \"socket.io\", \"namespaces\": [\"chat\"]"), 4,
        "begins with");
    row("no rooms", with("\"rooms\": { \"in\": \"payload\" },", ""), 1, "\"rooms\" is missing");
    row("empty rooms", with("{ \"in\": \"payload\" }", "[]"), 5, "empty");
    row("unknown rooms", with("\"payload\"", "\"heaven\""), 5, "\"heaven\" is not known");
    row("single without a name", with("\"payload\"", "\"single\""), 5, "\"name\" is missing");
    row("path without a path", with("\"payload\"", "\"path\""), 5, "\"path\" is missing");
    row("a bad path", with("\"in\": \"payload\"", "\"in\": \"path\", \"path\": \"{room}\""), 5, "begins with");
    row("two gaps", with("\"in\": \"payload\"", "\"in\": \"path\", \"path\": \"/{room}/{room}\""), 5, "at most one");
    const auto credential = [](const char *one) {
        return with("\"rooms\"", (QByteArray("\"credentials\": [\n") + one + "],\n\"rooms\"").constData());
    };
    row("credentials nowhere", credential("{}"), 6, "\"in\" is missing");
    row("credentials in an unknown place", credential("{\"in\":\"pigeon\",\"value\":\"\"}"), 6, "\"pigeon\"");
    row("query without a name", credential("{\"in\":\"query\",\"value\":\"{secret}\"}"), 6, "\"name\" is missing");
    row("a header's name", credential("{\"in\":\"header\",\"name\":\"a b\",\"value\":\"x\"}"), 6, "header");
    row("auth over plain", credential("{\"in\":\"auth\",\"value\":{}}"), 6, "no place");
    row("auth as a text", credential("{\"in\":\"auth\",\"value\":\"x\"}"), 6, "an object for");
    row("unknown value", credential("{\"in\":\"query\",\"name\":\"t\",\"value\":\"{password}\"}"), 6,
        "{password} is not known");
    row("credentials no list", with("\"rooms\"", "\"credentials\": {},\n\"rooms\""), 5, "list");
    row("unknown action", with("\"send\"", "\"shout\""), 6, "\"shout\" is not known");
    row("no event at all", with("{ \"event\": \"m\", \"args\": [{ \"t\": \"{text}\" }] }", "[]"), 6, "one event");
    row("args no list", with("[{ \"t\": \"{text}\" }]", "{ \"t\": \"{text}\" }"), 6, "list");
    row("plain with two args", with("[{ \"t\": \"{text}\" }]", "[{}, {}]"), 6, "at most one argument");
    row("plain with a scalar", with("[{ \"t\": \"{text}\" }]", "[\"{text}\"]"), 6, "at most one argument");
    row("unknown gap", with("{text}", "{txet}"), 6, "{txet} is not known here");
    row("acks over plain", with("\"args\"", "\"ack\": {\"style\": \"error-first\"}, \"args\""), 6, "no acks");
    row("ack without style", with("\"args\"", "\"ack\": {}, \"args\""), 6, "\"style\" is missing");
    row("unknown ack", with("\"args\"", "\"ack\": {\"style\": \"nod\"}, \"args\""), 6, "\"nod\"");
    row("success of what", with("\"args\"", "\"ack\": {\"style\": \"success\"}, \"args\""), 6, "\"ok\" is missing");
    row("ack event that never comes", with("\"args\"", "\"ack\": {\"style\": \"event\"}, \"args\""), 7,
        "need each other");
    row("reserved name",
        QByteArray(Good)
            .replace("plain", "socket.io")
            .replace("\"event\": \"m\", \"args", "\"event\": \"connect\", \"args"),
        6, "keep for itself");
    row("no hear", with(",\n  \"hear\": [{ \"event\": \"m\", \"means\": \"message\", \"text\": \"t\" }]", ""), 1,
        "\"hear\" is missing");
    row("hear no list", with("[{ \"event\": \"m\", \"means\": \"message\", \"text\": \"t\" }]", "{}"), 7, "list");
    row("no meaning", with("\"means\": \"message\", ", ""), 7, "\"means\" is missing");
    row("unknown meaning", with("\"means\": \"message\"", "\"means\": \"song\""), 7, "\"song\" is not known");
    row("message without text", with(", \"text\": \"t\"", ""), 7, "\"text\" is missing");
    row("field of another meaning", with("\"text\": \"t\"", "\"text\": \"t\", \"x\": \"x\""), 7, "\"x\" is not known");
    row("bad place", with("\"text\": \"t\"", "\"text\": \"a..b\""), 7, "no place");
    row("bad argument", with("\"text\": \"t\"", "\"text\": \"$x\""), 7, "after $");
    row("catch without a pattern", with("\"text\": \"t\"", "\"text\": \"@who\""), 7,
        "\"@who\" is caught by no pattern");
    row("bad pattern", with("\"text\": \"t\"", "\"text\": \"t\", \"like\": {\"pattern\": \"{a}{b}\"}"), 7,
        "between two gaps");
    row("when of a list", with("\"text\": \"t\"", "\"text\": \"t\", \"when\": {\"a\": []}"), 7, "text, a number");
    row("never reached",
        with("\"text\": \"t\" }", "\"text\": \"t\" },\n{ \"event\": \"m\", \"means\": \"rooms-changed\" }"), 8,
        "takes every \"m\"");
    row("nothing to see", with("\"means\": \"message\", \"text\": \"t\"", "\"means\": \"nothing\""), 7,
        "nothing would ever be seen");
    const auto figure = [](const char *one) {
        return with("\"rooms\"", (QByteArray(one) + ",\n\"rooms\"").constData());
    };
    row("unknown limit", figure("\"limits\": {\"txt\": 1}"), 5, "\"txt\" is not known");
    row("limit of a wrong type", figure("\"limits\": {\"textChars\": \"7\"}"), 5, "a number");
    row("limit out of range", figure("\"limits\": {\"textChars\": 0}"), 5, "from 1");
    row("limit of a half", figure("\"limits\": {\"textChars\": 1.5}"), 5, "whole");
    row("heartbeat without a word", figure("\"heartbeat\": {\"everyMs\": 1000}"), 7, "need each other");
    row("unknown echo", figure("\"echo\": {\"match\": [\"smell\"]}"), 5, "\"smell\"");
    row("unknown error", figure("\"errors\": [{\"contains\": \"x\", \"code\": \"oops\"}]"), 5, "\"oops\"");
    row("unknown status", figure("\"statuses\": {\"here\": \"there\"}"), 5, "known are");
    row("own name", figure("\"ownName\": \"x\""), 5, "as-signed-in");
    row("order", figure("\"historyOrder\": \"random\""), 5, "\"random\"");
}

void LoaderTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QString, about);
    QVERIFY(text != "the test is wrong");
    const auto loaded = loadProfile(text);
    const auto *fault = std::get_if<Fault>(&loaded);
    QVERIFY(fault);
    QVERIFY2(fault->reason.contains(about), qPrintable(fault->reason));
    QVERIFY2(fault->line == line, qPrintable(sentenceOf(*fault)));
}

// As editors of Windows save it.
void LoaderTest::takesAByteOrderMark()
{
    QVERIFY(std::holds_alternative<Profile>(loadProfile("\xef\xbb\xbf" + *builtinProfile(QStringLiteral("rooms")))));
    const auto broken = loadProfile("\xef\xbb\xbf{\n\"profile\": 2}");
    QCOMPARE(std::get<Fault>(broken).line, 2);
}

void LoaderTest::refusesHugeAndDeep()
{
    QVERIFY(std::holds_alternative<Fault>(loadProfile(QByteArray(MaxProfileBytes + 1, ' '))));
    const QByteArray deep = "{\"a\":" + QByteArray(40, '[') + QByteArray(40, ']') + "}";
    const auto loaded = loadProfile(deep);
    QVERIFY(std::get<Fault>(loaded).reason.contains(s("deeply")));
}

void LoaderTest::readsPlaces()
{
    QCOMPARE(readPlace(s("a.b")).value(), (Place{Place::Kind::Argument, 0, {"a", "b"}, {}}));
    QCOMPARE(readPlace(s("$")).value(), (Place{Place::Kind::Argument, 0, {}, {}}));
    QCOMPARE(readPlace(s("$.a")).value(), (Place{Place::Kind::Argument, 0, {"a"}, {}}));
    QCOMPARE(readPlace(s("$2.0")).value(), (Place{Place::Kind::Argument, 2, {"0"}, {}}));
    QCOMPARE(readPlace(s("@who")).value(), (Place{Place::Kind::Caught, 0, {}, s("who")}));
    QCOMPARE(readPlace(s("=lobby")).value(), (Place{Place::Kind::Constant, 0, {}, s("lobby")}));
    for (const char *bad : {"", "a.", ".a", "$x", "$-1", "$99", "@", "=", "a.b.c.d.e.f.g.h.i"})
        QVERIFY2(!readPlace(s(bad)).ok(), bad);
}

void LoaderTest::matchesPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("caught"); ///< "no" when it does not fit
    const auto row = [](const char *pattern, const char *text, const char *caught) {
        QTest::newRow((QByteArray(pattern) + " / " + text).constData()) << s(pattern) << s(text) << s(caught);
    };
    row("{user} joined", "ann joined", "user=ann");
    row("{user} joined", " joined", "no");
    row("{user} joined", "ann joined us", "no");
    row("{user} joined {room}", "ann joined the den", "room=the den user=ann");
    row("-> {user}", "-> ann", "user=ann");
    row("-> {user}", "->ann", "no");
    row("{user}", "ann", "user=ann");
    row("{user}", "", "no");
    row("bye", "bye", "");
    row("bye", "bye!", "no");
    row("{a} and {b} left", "x and y and z left", "a=x b=y and z");
    row("{a}x{b}x", "1x2x", "a=1 b=2");
    row("{a}x{b}x", "1x", "no");
}

void LoaderTest::matchesPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QString, caught);
    const auto read = readPattern(pattern);
    QVERIFY(read.ok());
    const auto found = match(read.value(), text);
    QStringList words;
    for (const auto &[name, value] : found.value_or(std::map<QString, QString>{}))
        words.append(name + QLatin1Char('=') + value);
    QCOMPARE(found ? words.join(QLatin1Char(' ')) : s("no"), caught);
}

void LoaderTest::fillsTemplates_data()
{
    QTest::addColumn<QJsonValue>("pattern");
    QTest::addColumn<QJsonValue>("filled");
    QTest::newRow("a text") << QJsonValue(s("{text}")) << QJsonValue(s("hi {room}"));
    QTest::newRow("within a text") << QJsonValue(s("<{text}>{{}")) << QJsonValue(s("<hi {room}>{}"));
    QTest::newRow("a number") << QJsonValue(s("{x}")) << QJsonValue(0.5);
    QTest::newRow("a number within") << QJsonValue(s("at {x}")) << QJsonValue(s("at 0.5"));
    QTest::newRow("not there") << QJsonValue(QJsonObject{{s("a"), s("{room?}")}, {s("b"), 1}})
                               << QJsonValue(QJsonObject{{s("b"), 1}});
    QTest::newRow("empty and not optional")
        << QJsonValue(QJsonObject{{s("a"), s("{room}")}}) << QJsonValue(QJsonObject{{s("a"), s("")}});
    QTest::newRow("in a list") << QJsonValue(QJsonArray{s("{room?}"), s("{text}")})
                               << QJsonValue(QJsonArray{s("hi {room}")});
    QTest::newRow("constants") << QJsonValue(QJsonArray{true, 1, QJsonValue::Null})
                               << QJsonValue(QJsonArray{true, 1, QJsonValue::Null});
    QTest::newRow("an open brace") << QJsonValue(s("a{b")) << QJsonValue(s("a{b"));
}

// What a person writes is never a template itself: "{room}" in a text stays what it is.
void LoaderTest::fillsTemplates()
{
    QFETCH(QJsonValue, pattern);
    QFETCH(QJsonValue, filled);
    const Values values{{s("text"), s("hi {room}")}, {s("x"), 0.5}, {s("room"), s("")}};
    QCOMPARE(fill(pattern, values), filled);
}

TEST_WITHOUT_APPLICATION(LoaderTest)

} // namespace tst_loader

#include "tst_loader.moc"
