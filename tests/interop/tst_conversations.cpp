// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/interop/redis_server.h"
#include "tests/interop/stands.h"
#include "tests/programs/cli.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tst_conversations {

using namespace banter;
using namespace banter::testing;
using banter::test::Cli;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const QJsonArray PollingOnly{QStringLiteral("polling")};

Person::Wish wish(const NodeServer &server, const QString &dialect, const char *user)
{
    return {server.url(), dialect, s(user), s(user)};
}

bool seesCursor(const Person &person, const char *user, double x)
{
    const auto found = person.view.cursors.find({Lobby, s(user)});
    return found != person.view.cursors.end() && qAbs(found->second.x - x) < 0.001;
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// Whole conversations of the whole client with the real servers of npm: enter, say and have it receipted, hear, see who
// is there, who types and where they point, and go on after the server was killed.
class ConversationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void talks_data();
    void talks();
    void goesOnAfterAKill_data();
    void goesOnAfterAKill();
    void chatsTellNotices();
    void silentVerdictIsUnconfirmed();
    void crossesTwoNodes_data();
    void crossesTwoNodes();
    void speaksToThePublishedExampleByAFileAlone();
    void programsTalk_data();
    void programsTalk();

private:
    static void servers();
    static void meet(Person &ann, Person &bob, bool hasMembers = true);

    RedisServer m_redis;
};

void ConversationsTest::initTestCase()
{
    const QString fault = m_redis.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ConversationsTest::servers()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("cursors");
    const QJsonObject polling{{s("transports"), PollingOnly}};
    QTest::newRow("rooms") << s("rooms_socketio") << QJsonObject() << s("rooms-socketio") << true;
    QTest::newRow("rooms, polling only") << s("rooms_socketio") << polling << s("rooms-socketio") << true;
    QTest::newRow("chats") << s("chats_socketio") << QJsonObject() << s("chats") << false;
    QTest::newRow("chats, polling only") << s("chats_socketio") << polling << s("chats") << false;
    QTest::newRow("chats in a namespace")
        << s("chats_socketio") << QJsonObject{{s("namespace"), s("/chat")}} << s("chats") << false;
}

void ConversationsTest::meet(Person &ann, Person &bob, bool hasMembers)
{
    QCOMPARE(ann.fault() + bob.fault(), QString());
    bob.enter(Lobby);
    VERIFY_SOON(bob.connected() && bob.view.rooms[Lobby].room.joined);
    ann.enter(Lobby);
    VERIFY_SOON(ann.connected() && ann.view.rooms[Lobby].room.joined);
    if (hasMembers)
        VERIFY_SOON(bob.sees(Lobby, s("ann")));
}

void ConversationsTest::talks_data()
{
    servers();
}

void ConversationsTest::talks()
{
    QFETCH(QString, script);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, dialect);
    QFETCH(bool, cursors);
    NodeServer server(script, settings);
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, dialect, "ann"));
    Person bob(wish(server, dialect, "bob"));
    meet(ann, bob, cursors); // of a chat only those are known who have said something
    ann.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    ann.send(Lobby, s("Good morning"), s("id-1"));
    VERIFY_SOON(ann.has(Lobby, s("Good morning")) && bob.has(Lobby, s("Good morning")));
    QCOMPARE(ann.view.message(s("id-1"))->state, DeliveryState::Sent);
    QCOMPARE(bob.view.messages(Lobby).front().message.sender, s("ann"));
    VERIFY_SOON(!bob.seesTyping(Lobby, s("ann")));
    bob.send(Lobby, s("Morning"));
    VERIFY_SOON(ann.has(Lobby, s("Morning")));
    VERIFY_SOON(bob.sees(Lobby, s("ann")) && ann.sees(Lobby, s("bob")));
    if (cursors) {
        ann.tell(tell::MoveCursor{Lobby, {0.25, 0.5}});
        VERIFY_SOON(seesCursor(bob, "ann", 0.25));
        ann.tell(tell::LeaveCursor{Lobby});
        VERIFY_SOON(bob.view.gone.count({Lobby, s("ann")}) > 0 || bob.view.cursors.empty());
    }
    ann.tell(tell::Disconnect{});
    VERIFY_SOON(!bob.sees(Lobby, s("ann")) || bob.view.presence[s("ann")].status == PresenceStatus::Offline);
    QCOMPARE(bob.view.metrics.malformed, 0);
    QCOMPARE(ann.view.messages(Lobby).size(), std::size_t(2));
}

void ConversationsTest::goesOnAfterAKill_data()
{
    servers();
}

void ConversationsTest::goesOnAfterAKill()
{
    QFETCH(QString, script);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, dialect);
    NodeServer server(script, settings);
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, dialect, "ann"));
    Person bob(wish(server, dialect, "bob"));
    meet(ann, bob, false);
    ann.send(Lobby, s("before"));
    VERIFY_SOON(ann.has(Lobby, s("before")) && bob.has(Lobby, s("before")));
    server.kill(); // SIGKILL
    VERIFY_SOON(!ann.connected() && !bob.connected());
    ann.send(Lobby, s("written meanwhile"));
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(bob.connected() && ann.connected());
    VERIFY_SOON(ann.count(Lobby, s("written meanwhile"), DeliveryState::Sent) == 1);
    bob.send(Lobby, s("after"));
    VERIFY_SOON(ann.has(Lobby, s("after")) && bob.has(Lobby, s("after")));
    QCOMPARE(ann.count(Lobby, s("before")), 1);
    // What was missed can never be had, and is said to be missing.
    QVERIFY(bob.view.history[Lobby].gapsStay);
    QCOMPARE(bob.view.history[Lobby].gaps.size(), std::size_t(1));
}

void ConversationsTest::chatsTellNotices()
{
    NodeServer server(s("chats_socketio"), {{s("notifications"), true}, {s("namespace"), s("/chat")}});
    QCOMPARE(server.start(), QString());
    Person ann(wish(server, s("chats"), "ann"));
    Person bob(wish(server, s("chats"), "bob"));
    meet(ann, bob, false);
    ann.send(Lobby, s("notify Lunch is ready"));
    VERIFY_SOON(std::count(bob.view.notices.begin(), bob.view.notices.end(), s("Lunch is ready")) == 1);
}

void ConversationsTest::silentVerdictIsUnconfirmed()
{
    // Refused in so many words, and then neither acknowledged nor passed on.
    NodeServer server(s("chats_socketio"), {{s("silent"), s("hush")}, {s("failing"), s("no")}});
    QCOMPARE(server.start(), QString());
    QFile file(s(BANTER_PROFILES_DIR "/chats.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject profile = QJsonDocument::fromJson(file.readAll()).object();
    profile[s("limits")] = QJsonObject{{s("receiptMs"), 1'000}};
    Person::Wish impatient = wish(server, s("file"), "ann");
    impatient.profile = QJsonDocument(profile).toJson();
    Person ann(impatient);
    Person bob(wish(server, s("chats"), "bob"));
    meet(ann, bob, false);
    ann.send(Lobby, s("no"), s("id-no"));
    VERIFY_SOON(ann.count(Lobby, s("no"), DeliveryState::Failed) == 1);
    ann.send(Lobby, s("hush"), s("id-hush"));
    VERIFY_SOON(ann.count(Lobby, s("hush"), DeliveryState::Unconfirmed) == 1);
    ann.send(Lobby, s("next"));
    VERIFY_SOON(ann.has(Lobby, s("next")) && bob.has(Lobby, s("next")));
    QVERIFY(bob.count(Lobby, s("hush")) == 0 && bob.count(Lobby, s("no")) == 0);
}

void ConversationsTest::crossesTwoNodes_data()
{
    QTest::addColumn<QString>("adapter");
    QTest::newRow("pub/sub") << s("redis");
    QTest::newRow("streams") << s("streams");
}

void ConversationsTest::crossesTwoNodes()
{
    QFETCH(QString, adapter);
    const QJsonObject settings{{adapter, m_redis.url()}};
    NodeServer one(s("rooms_socketio"), settings);
    NodeServer two(s("rooms_socketio"), settings);
    QCOMPARE(one.start() + two.start(), QString());
    Person ann(wish(one, s("rooms-socketio"), "ann"));
    Person bob(wish(two, s("rooms-socketio"), "bob"));
    meet(ann, bob);
    ann.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    ann.send(Lobby, s("from one"));
    VERIFY_SOON(ann.has(Lobby, s("from one")) && bob.has(Lobby, s("from one")));
    bob.send(Lobby, s("from two"));
    VERIFY_SOON(bob.has(Lobby, s("from two")) && ann.has(Lobby, s("from two")));
    ann.tell(tell::MoveCursor{Lobby, {0.75, 0.5}});
    VERIFY_SOON(seesCursor(bob, "ann", 0.75));
    two.kill(); // a node dies, the other goes on
    VERIFY_SOON(!bob.connected());
    QVERIFY(ann.connected());
    QCOMPARE(two.restart(), QString());
    VERIFY_SOON(bob.connected());
    ann.send(Lobby, s("are you back?"));
    VERIFY_SOON(ann.has(Lobby, s("are you back?")) && bob.has(Lobby, s("are you back?")));
}

void ConversationsTest::speaksToThePublishedExampleByAFileAlone()
{
    QFile file(s(BANTER_INTEROP_DIR "/profiles/published-chat.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray profile = file.readAll();
    NodeServer server(s("published_chat"));
    QCOMPARE(server.start(), QString());
    const QString room = s("chat");
    const auto visitor = [&](const char *user) {
        return Person::Wish{server.url(), s("file"), s(user), {}, profile, {}};
    };
    Person ann(visitor("ann"));
    Person bob(visitor("bob"));
    QCOMPARE(ann.fault() + bob.fault(), QString());
    ann.enter(room);
    bob.enter(room);
    VERIFY_SOON(ann.connected() && bob.connected());
    ann.send(room, s("hello world"), s("id-1"));
    VERIFY_SOON(ann.has(room, s("hello world")) && bob.has(room, s("hello world")));
    QCOMPARE(ann.view.message(s("id-1"))->state, DeliveryState::Sent);
    QCOMPARE(ann.view.messages(room).size(), std::size_t(1));
    server.kill();
    VERIFY_SOON(!ann.connected() && !bob.connected());
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(ann.connected() && bob.connected());
    bob.send(room, s("again"));
    VERIFY_SOON(ann.has(room, s("again")) && bob.has(room, s("again")));
}

void ConversationsTest::programsTalk_data()
{
    addStands(m_redis.url());
}

void ConversationsTest::programsTalk()
{
    QFETCH(Stand, stand);
    const Offers offers = stand.offers;
    const QByteArray room = stand.room().toUtf8();
    StandServers servers(stand);
    QCOMPARE(servers.start(), QString());
    QByteArray line; // keeps what is asked with until it is answered
    const auto in = [&](const char *json) { return (line = QByteArray(json).replace("ROOM", room)).constData(); };
    const auto enter = [&](const char *user, const QUrl &url) {
        auto cli = std::make_unique<Cli>(url.toString(), s(user));
        cli->setToken(s(user));
        cli->setOptions({s("--dialect"), stand.dialect});
        const bool begun = cli->begin({s("session")});
        cli->tell(in("{'do':'join','room':'ROOM'}"));
        if (!begun || !cli->waitFor("{'event':'connection','state':'connected'}", WaitMs))
            cli.reset();
        return cli;
    };
    const auto bob = enter("bob", servers.otherUrl());
    const auto ann = enter("ann", servers.url());
    QVERIFY(ann && bob);
    if (offers.lists)
        QVERIFY(bob->waitFor(in("{'event':'presence','room':'ROOM','user':'ann','status':'online'}"), WaitMs));
    if (offers.typing) {
        ann->tell(in("{'do':'typing','room':'ROOM','active':true}"));
        QVERIFY(bob->waitFor(in("{'event':'typing','room':'ROOM','users':['ann']}"), WaitMs));
    }
    if (offers.cursors) {
        ann->tell(in("{'do':'cursor','room':'ROOM','x':0.25,'y':0.5}"));
        QVERIFY(bob->waitFor(in("{'event':'cursor','room':'ROOM','user':'ann','x':0.25,'y':0.5}"), WaitMs));
    }
    ann->tell(in("{'do':'send','room':'ROOM','text':'hello','clientId':'c-1'}"));
    QVERIFY(ann->waitFor("{'event':'message','clientId':'c-1','state':'sent'}", WaitMs));
    QVERIFY(bob->waitFor("{'event':'message','text':'hello','state':'sent'}", WaitMs));
    if (offers.typing)
        QVERIFY(bob->waitFor(in("{'event':'typing','room':'ROOM','users':[]}"), WaitMs));
    servers.kill();
    QVERIFY(ann->waitFor("{'event':'connection','state':'reconnecting'}", WaitMs));
    QCOMPARE(servers.restart(), QString());
    QVERIFY(servers.areTwo() || bob->waitForCount("{'event':'connection','state':'connected'}", 2, WaitMs));
    QVERIFY(ann->waitForCount("{'event':'connection','state':'connected'}", 2, WaitMs));
    QVERIFY(ann->waitFor(in("{'event':'missing','room':'ROOM'}"), WaitMs));
    // Not every server confirms that one is in a room; who was heard there is.
    bob->tell(in("{'do':'send','room':'ROOM','text':'back','clientId':'c-3'}"));
    QVERIFY(bob->waitFor("{'event':'message','clientId':'c-3','state':'sent'}", WaitMs));
    ann->tell(in("{'do':'send','room':'ROOM','text':'again','clientId':'c-2'}"));
    QVERIFY(bob->waitFor("{'event':'message','text':'again','state':'sent'}", WaitMs));
    QCOMPARE(bob->matching("{'event':'message','text':'hello'}").size(), 1);
}

TEST_WITH_CORE_APPLICATION(ConversationsTest)

} // namespace tst_conversations

#include "tst_conversations.moc"
