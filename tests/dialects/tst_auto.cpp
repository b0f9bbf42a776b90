// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_auto {

using namespace banter;

namespace {

const QString Json = QStringLiteral("banter.v1.json");
const QString ProvingJson = QStringLiteral("banter.v1.identity.json");
const QString Nonce(43, u'n');
const Credentials Ann{Credentials::Method::Token, QStringLiteral("ann"), QStringLiteral("hush")};

std::unique_ptr<Dialect> makeAuto()
{
    return makeDialect(QStringLiteral("auto")).value();
}

LinkRequest dial(Dialect &dialect, const char16_t *server = u"ws://h:1/x?a=1")
{
    return dialect.linkRequest(QUrl(QString::fromUtf16(server)), Ann);
}

bool tellsTheSecret(const LinkRequest &request)
{
    bool tells = request.url.toString().contains(Ann.secret) || request.subprotocols.join(u' ').contains(Ann.secret);
    for (const auto &[name, value] : request.headers)
        tells = tells || value.contains(Ann.secret.toUtf8());
    return tells;
}

} // namespace

// What `auto` says before it knows whom it talks to. That it finds out is for tests/interop.
class AutoDialectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesNothingAwayBeforeItKnows();
    void knowsTheAddressOfARunningSocketIoClient();
    void saysNoHelloToWhoTakesAnything_data();
    void saysNoHelloToWhoTakesAnything();
    void signsInAtItsOwnServer();
    void waitsForItsOwnServerThatProvesWhoItIs();
    void takesNoRefusalForAProof();
    void hearsTheLastWordOfItsOwnServer();
    void waitsForSocketIosGreeting();
    void asksInTheOtherWordsWhereTheyAreHeard();
    void hidesWhatItsOwnQuestionBrings();
    void bringsTheTokenToWhoWantsItAtTheDoor_data();
    void bringsTheTokenToWhoWantsItAtTheDoor();
    void asksForAStreamWhereNobodySpeaksSocketIo();
    void theLastWordIsWhosWantedToKnow();
    void hearsAPlainServerAtABrowsersAddress();
};

void AutoDialectTest::givesNothingAwayBeforeItKnows()
{
    const auto dialect = makeAuto();
    const LinkRequest request = dial(*dialect);
    QVERIFY(!tellsTheSecret(request));
    QCOMPARE(request.url.toString(), QStringLiteral("ws://h:1/x?a=1"));
    QVERIFY(request.subprotocols.contains(Json));
    QVERIFY(request.subprotocols.first() != Json); // what an echo would choose
}

void AutoDialectTest::knowsTheAddressOfARunningSocketIoClient()
{
    const auto dialect = makeAuto();
    const LinkRequest request = dial(*dialect, u"wss://h/socket.io/?EIO=4&transport=websocket");
    QCOMPARE(request.kind, LinkKind::EngineIo);
    QCOMPARE(request.url.toString(), QStringLiteral("https://h/socket.io/?EIO=4"));
}

void AutoDialectTest::saysNoHelloToWhoTakesAnything_data()
{
    QTest::addColumn<bool>("echoes");
    QTest::newRow("the first that is offered") << true;
    QTest::newRow("none") << false;
}

void AutoDialectTest::saysNoHelloToWhoTakesAnything()
{
    QFETCH(bool, echoes);
    const auto dialect = makeAuto();
    const LinkRequest first = dial(*dialect);
    const DialectOutput out = dialect->opened(echoes ? first.subprotocols.first() : QString(), Ann, 0);
    QVERIFY(out.frames.empty());
    QVERIFY(out.again.has_value());
    QVERIFY(!dialect->nextTick());
    const LinkRequest second = dial(*dialect); // the vocabularies that are left want it there
    QVERIFY(second.url.toString().contains(QStringLiteral("token=hush")));
    QVERIFY(second.subprotocols.isEmpty());
}

void AutoDialectTest::signsInAtItsOwnServer()
{
    const auto dialect = makeAuto();
    dial(*dialect);
    const DialectOutput out = dialect->opened(Json, Ann, 0);
    QCOMPARE(out.frames.size(), std::size_t(1));
    QVERIFY(!out.lost);
    QVERIFY(dialect->nextTick());
    QVERIFY(dialect->tick(dialect->nextTick().value()).again); // it had the name, and was not it
}

// A machine that has much to do needs longer for a new account's password than a server needs that is none of ours.
void AutoDialectTest::waitsForItsOwnServerThatProvesWhoItIs()
{
    const auto dialect = makeAuto();
    dial(*dialect);
    dialect->identify(ProvingJson, Nonce, 0);
    const DialectOutput proof =
        dialect->received({false, R"({"type":"identity","re":1,"key":"k","signature":"s"})"}, 0);
    QVERIFY(!proof.again);
    const auto isProof = [](const heard::Event &event) { return std::holds_alternative<heard::Identified>(event); };
    QVERIFY(std::any_of(proof.events.begin(), proof.events.end(), isProof));
    QVERIFY(!dialect->opened(ProvingJson, Ann, 0).again);
    QVERIFY(!dialect->nextTick() || !dialect->tick(4'000).again);
}

void AutoDialectTest::takesNoRefusalForAProof()
{
    const auto dialect = makeAuto();
    dial(*dialect);
    dialect->identify(ProvingJson, Nonce, 0);
    dialect->received({false, R"({"type":"error","re":1,"code":"unauthorized","message":"Say hello first."})"}, 0);
    dialect->opened(ProvingJson, Ann, 0);
    QVERIFY(dialect->nextTick());
    QVERIFY(dialect->tick(dialect->nextTick().value()).again);
}

void AutoDialectTest::hearsTheLastWordOfItsOwnServer()
{
    const auto dialect = makeAuto();
    dial(*dialect);
    dialect->opened(Json, Ann, 0);
    const DialectOutput out = dialect->received({false, R"({"type":"closing","code":1001})"}, 0);
    QVERIFY(!out.again);
    QCOMPARE(out.events.size(), std::size_t(1));
    QVERIFY(std::holds_alternative<heard::Closing>(out.events.front()));
}

void AutoDialectTest::waitsForSocketIosGreeting()
{
    const auto dialect = makeAuto();
    QVERIFY(!tellsTheSecret(dial(*dialect, u"http://h:1")));
    QVERIFY(dialect->opened({}, Ann, 0).frames.empty());
    const QByteArray greeting = R"(0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000})";
    const DialectOutput out = dialect->received({false, greeting}, 0);
    QVERIFY(!out.frames.empty());
    QVERIFY(out.frames.front().data.contains("hush"));
}

// socket.io hangs up on whoever speaks in a namespace that was not entered.
void AutoDialectTest::asksInTheOtherWordsWhereTheyAreHeard()
{
    const QByteArray greeting = R"(0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000})";
    const auto joins = [](Dialect &dialect) {
        QByteArrayList said;
        for (const Frame &frame : dialect.request({{1, ask::JoinRoom{QStringLiteral("den")}}}, 0).frames)
            said.append(frame.data);
        return said.join(' ');
    };
    const auto found = [](const DialectOutput &out) {
        return std::any_of(out.events.begin(), out.events.end(), [](const heard::Event &event) {
            const auto *found = std::get_if<heard::Remarked>(&event);
            return found && found->remark == Remark{Remark::Kind::Speaks, QStringLiteral("chats")};
        });
    };
    const auto own = makeAuto();
    dial(*own, u"http://h:1");
    own->opened({}, Ann, 0);
    own->received({false, greeting}, 0);
    QVERIFY(found(own->received({false, R"(40/chat,{"sid":"s"})"}, 0)));
    QCOMPARE(joins(*own), QByteArray(R"(42/chat,["chat:join",{"chatId":"den"}])"));
    const auto shared = makeAuto();
    dial(*shared, u"http://h:1");
    shared->opened({}, Ann, 0);
    shared->received({false, greeting}, 0);
    shared->received({false, R"(44/chat,{"message":"Invalid namespace"})"}, 0);
    QVERIFY(!found(shared->received({false, R"(40{"sid":"s"})"}, 0)));
    QVERIFY(joins(*shared).contains("join-room"));
}

void AutoDialectTest::hidesWhatItsOwnQuestionBrings()
{
    const auto dialect = makeAuto();
    dial(*dialect);
    dialect->opened({}, Ann, 0); // not its own server
    dial(*dialect);
    dialect->opened({}, Ann, 0);
    const QString den = QStringLiteral("den");
    QCOMPARE(dialect->request({{1, ask::JoinRoom{den}}}, 0).frames.size(), std::size_t(2));
    const auto failures = [&](const QByteArray &frame, MonoMs now) {
        const DialectOutput out = dialect->received({false, frame}, now);
        return std::count_if(out.events.begin(), out.events.end(), [](const heard::Event &event) {
            return std::holds_alternative<heard::RequestFailed>(event);
        });
    };
    const QByteArray error = R"({"type":"error","message":"Unknown message type: join-room"})";
    QCOMPARE(failures(R"({"type":"subscribed","channel":"den"})", 1), 0);
    QCOMPARE(failures(error, 2), 0);
    QCOMPARE(failures(error, 3), 1); // that one was not its own
}

void AutoDialectTest::bringsTheTokenToWhoWantsItAtTheDoor_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("again");
    QTest::newRow("401") << 401 << true;
    QTest::newRow("403") << 403 << true;
    QTest::newRow("404") << 404 << false;
    QTest::newRow("not known") << 0 << false;
}

void AutoDialectTest::bringsTheTokenToWhoWantsItAtTheDoor()
{
    QFETCH(int, status);
    QFETCH(bool, again);
    const auto dialect = makeAuto();
    dial(*dialect);
    QCOMPARE(dialect->rejected(status), again);
    QCOMPARE(tellsTheSecret(dial(*dialect)), again);
    QVERIFY(!dialect->rejected(status)); // it was not good, or it does not help
}

void AutoDialectTest::asksForAStreamWhereNobodySpeaksSocketIo()
{
    const auto dialect = makeAuto();
    QCOMPARE(dial(*dialect, u"http://h:1/x").kind, LinkKind::EngineIo);
    QVERIFY(dialect->rejected(404));
    const LinkRequest plain = dial(*dialect, u"http://h:1/x");
    QCOMPARE(plain.kind, LinkKind::WebSocket);
    QCOMPARE(plain.url.toString(), QStringLiteral("ws://h:1/x"));
    QVERIFY(!tellsTheSecret(plain));
    QVERIFY(dialect->rejected(404));
    const LinkRequest stream = dial(*dialect, u"http://h:1/x");
    QCOMPARE(stream.kind, LinkKind::EventStream);
    QCOMPARE(stream.url.toString(), QStringLiteral("http://h:1/x"));
    QVERIFY(!dialect->rejected(404));
    QCOMPARE(dial(*dialect, u"http://h:1/x").kind, LinkKind::EngineIo); // the person tries again later
}

// Who wanted to know who asks, and did not take the answer, is who refused.
void AutoDialectTest::theLastWordIsWhosWantedToKnow()
{
    for (const bool stream : {false, true}) {
        const auto dialect = makeAuto();
        dial(*dialect, u"https://h:1");
        QVERIFY(dialect->rejected(404)); // no Socket.IO
        QCOMPARE(dial(*dialect, u"https://h:1").url.scheme(), QStringLiteral("wss"));
        QVERIFY(dialect->rejected(401)); // a plain WebSocket, for those who say who they are
        QVERIFY(tellsTheSecret(dial(*dialect, u"https://h:1")));
        QVERIFY(dialect->rejected(401));
        QCOMPARE(dial(*dialect, u"https://h:1").kind, LinkKind::EventStream);
        if (stream) { // guarded too
            QVERIFY(!dialect->rejected(401));
        } else {
            QVERIFY(dialect->rejected(404));
            QCOMPARE(dial(*dialect, u"https://h:1").url.scheme(), QStringLiteral("wss"));
            QVERIFY(!dialect->rejected(401));
        }
        QCOMPARE(dial(*dialect, u"https://h:1").kind, LinkKind::EngineIo);
    }
}

// A plain server that is asked in Engine.IO's words, and speaks first.
void AutoDialectTest::hearsAPlainServerAtABrowsersAddress()
{
    const auto dialect = makeAuto();
    dial(*dialect, u"http://h:1");
    dialect->opened({}, Ann, 0);
    const DialectOutput out = dialect->received({false, R"({"type":"connected"})"}, 0);
    QVERIFY(out.again.has_value());
    QVERIFY(!out.hangUp);
    const LinkRequest plain = dial(*dialect, u"http://h:1");
    QCOMPARE(plain.kind, LinkKind::WebSocket);
    QVERIFY(!tellsTheSecret(plain));
}

TEST_WITHOUT_APPLICATION(AutoDialectTest)

} // namespace tst_auto

#include "tst_auto.moc"
