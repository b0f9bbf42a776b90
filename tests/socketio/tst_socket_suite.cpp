// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/socketio/peer.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_socket_suite {

using namespace banter;
using banter::testing::Peer;

namespace {

const QString Admin = QStringLiteral("/admin");

wire::Call call(wire::CallId id, const char *name, const char *args = "[]", bool wantsAnswer = false)
{
    wire::Call call;
    call.id = id;
    call.name = QString::fromLatin1(name);
    call.args.json = Peer::json(args).toArray();
    call.wantsAnswer = wantsAnswer;
    return call;
}

} // namespace

// The cases of Socket.IO's protocol suite, which tests servers, turned around: the server is played.
class SocketSuiteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void connectsToTheDefaultNamespace();
    void connectsToTheDefaultNamespaceWithAPayload();
    void connectsToACustomNamespace();
    void connectsToACustomNamespaceWithAPayload();
    void connectsToSeveralNamespaces();
    void disallowsAnUnknownNamespace();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void refusedNamespaceIsNotTriedByItself();
    void serverOfAnOlderVersionIsRefused();
    void silentNamespaceIsGivenUp();
    void disconnectsFromANamespace();
    void isDisconnectedFromANamespace();
    void leavingWhatWasNotEnteredSaysNothing();
    void malformedPacketsAreDroppedAndCounted_data();
    void malformedPacketsAreDroppedAndCounted();
    void runOfMalformedPacketsEndsTheConnection();
    void sendsAPlainTextPacket();
    void receivesAPlainTextPacket();
    void sendsTwoAttachments();
    void receivesTwoAttachments();
    void receivesAnEventWithNothingAttached();
    void textBetweenAttachmentsIsAnError();
    void pingBetweenAttachmentsIsAnswered();
    void brokenBinaryHeaderEndsTheConnection();
    void tooManyOrWrongAttachmentsAreNotSent();
    void serverAsksForAnAcknowledgement();
    void serverAsksForABinaryAcknowledgement();
    void acknowledgementIsGivenOnce();
    void receivesAnAcknowledgement();
    void receivesABinaryAcknowledgement();
    void acknowledgementsTimeOut();
    void inventedAcknowledgementIsMalformed();
    void acknowledgementInAnotherNamespaceIsNotTaken();
    void callsEndWithTheLink();
    void callsEndWithTheNamespace();
    void reservedNamesAreNotSent();
    void nothingIsSentBeforeTheNamespaceIsOpen();
    void eventsBeforeTheNamespaceIsOpenWaitForIt();
    void unansweredQuestionsAreForgotten();
};

void SocketSuiteTest::connectsToTheDefaultNamespace()
{
    Peer peer;
    peer.open();
    QCOMPARE(peer.frames(), QByteArrayList{"40"});
    peer.say(R"(40{"sid":"abc"})");
    const auto *connected = peer.only<wire::Connected>();
    QVERIFY(connected);
    QCOMPARE(connected->space, QStringLiteral("/"));
    QCOMPARE(connected->sid, QStringLiteral("abc"));
    QVERIFY(!connected->recovered);
}

void SocketSuiteTest::connectsToTheDefaultNamespaceWithAPayload()
{
    Peer peer;
    peer.opening.spaces.front().auth = {{QStringLiteral("token"), QStringLiteral("123")}};
    peer.open();
    QCOMPARE(peer.frames(), QByteArrayList{R"(40{"token":"123"})"});
}

void SocketSuiteTest::connectsToACustomNamespace()
{
    Peer peer;
    peer.opening.spaces = {wire::Join{Admin, {}}};
    peer.open();
    QCOMPARE(peer.frames(), QByteArrayList{"40/admin,"});
    peer.say(R"(40/admin,{"sid":"abc"})");
    QVERIFY(peer.only<wire::Connected>());
    QCOMPARE(peer.only<wire::Connected>()->space, Admin);
}

void SocketSuiteTest::connectsToACustomNamespaceWithAPayload()
{
    Peer peer;
    peer.opening.spaces = {wire::Join{Admin, {{QStringLiteral("token"), QStringLiteral("abc")}}}};
    peer.open();
    QCOMPARE(peer.frames(), QByteArrayList{R"(40/admin,{"token":"abc"})"});
}

void SocketSuiteTest::connectsToSeveralNamespaces()
{
    Peer peer;
    peer.connect();
    peer.tell(wire::Join{Admin, {}});
    QCOMPARE(peer.frames(), QByteArrayList{"40/admin,"});
    peer.tell(wire::Join{Admin, {}}); // on its way already
    QVERIFY(peer.silent());
    peer.say(R"(40/admin,{"sid":"s2"})");
    QVERIFY(peer.only<wire::Connected>());
    peer.say(R"(42/admin,["a"])");
    QCOMPARE(peer.only<wire::Arrived>()->space, Admin);
    peer.say(R"(42["b"])");
    QCOMPARE(peer.only<wire::Arrived>()->space, QStringLiteral("/"));
    wire::Call out = call(1, "c");
    out.space = Admin;
    peer.tell(out);
    QCOMPARE(peer.frames(), QByteArrayList{R"(42/admin,["c"])"});
}

void SocketSuiteTest::disallowsAnUnknownNamespace()
{
    Peer peer;
    peer.opening.spaces = {wire::Join{QStringLiteral("/random"), {}}};
    peer.open();
    peer.say(R"(44/random,{"message":"Invalid namespace"})");
    const auto *refused = peer.only<wire::Refused>();
    QVERIFY(refused);
    QCOMPARE(refused->space, QStringLiteral("/random"));
    QCOMPARE(refused->message, QStringLiteral("Invalid namespace"));
    QVERIFY(refused->data.isUndefined());
    QVERIFY(!peer.last.hangUp && !peer.last.lost); // the connection goes on
}

void SocketSuiteTest::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QJsonValue>("data");
    const QJsonValue none(QJsonValue::Undefined);
    QTest::newRow("with data") << QByteArray(R"(44{"message":"no","data":{"code":7}})") << QStringLiteral("no")
                               << Peer::json(R"({"code":7})");
    QTest::newRow("a text") << QByteArray(R"(44"Not authorized")") << QStringLiteral("Not authorized") << none;
    QTest::newRow("no message") << QByteArray("44{}") << QString() << none;
    QTest::newRow("endless") << QByteArray(R"(44{"message":")" + QByteArray(5'000, 'x') + "\"}")
                             << QString(500, QLatin1Char('x')) << none;
}

void SocketSuiteTest::refusalsSayWhy()
{
    QFETCH(QByteArray, packet);
    QFETCH(QString, message);
    QFETCH(QJsonValue, data);
    Peer peer;
    peer.open();
    peer.say(packet);
    const auto *refused = peer.only<wire::Refused>();
    QVERIFY(refused);
    QCOMPARE(refused->message, message);
    QCOMPARE(refused->data, data);
}

void SocketSuiteTest::refusedNamespaceIsNotTriedByItself()
{
    Peer peer;
    peer.open();
    peer.say(R"(44{"message":"no"})");
    for (int i = 0; i < 50; ++i) {
        peer.pass(400);
        QVERIFY(peer.last.frames.empty());
        peer.say("2");
    }
    peer.tell(wire::Join{wire::DefaultSpace, {{QStringLiteral("token"), QStringLiteral("new")}}});
    QCOMPARE(peer.frames(), QByteArrayList{R"(40{"token":"new"})"});
}

void SocketSuiteTest::serverOfAnOlderVersionIsRefused()
{
    Peer peer;
    peer.open();
    peer.say("40");
    QVERIFY(peer.only<wire::Refused>());
    QVERIFY(peer.only<wire::Refused>()->message.contains(QLatin1String("version")));
}

void SocketSuiteTest::silentNamespaceIsGivenUp()
{
    Peer peer;
    peer.open(R"({"sid":"e1","pingInterval":25000,"pingTimeout":60000})");
    peer.pass(9'999);
    QVERIFY(peer.silent());
    peer.pass(1);
    QVERIFY(peer.only<wire::Disconnected>());
}

void SocketSuiteTest::disconnectsFromANamespace()
{
    Peer peer;
    peer.connect();
    peer.tell(wire::Leave{});
    QCOMPARE(peer.frames(), QByteArrayList{"41"});
    peer.say(R"(42["late"])"); // was on its way
    QVERIFY(peer.silent());
    peer.tell(call(3, "x"));
    QVERIFY(peer.only<wire::Failed>());
}

void SocketSuiteTest::isDisconnectedFromANamespace()
{
    Peer peer;
    peer.connect();
    peer.say("41");
    QVERIFY(peer.only<wire::Disconnected>());
    QVERIFY(!peer.last.lost && !peer.last.hangUp);
}

void SocketSuiteTest::leavingWhatWasNotEnteredSaysNothing()
{
    Peer peer;
    peer.connect();
    peer.tell(wire::Leave{Admin});
    QVERIFY(peer.silent());
}

void SocketSuiteTest::malformedPacketsAreDroppedAndCounted_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::newRow("unknown type") << QByteArray("4abc");
    QTest::newRow("nothing") << QByteArray("4");
    QTest::newRow("invalid payload format") << QByteArray("42{}");
    QTest::newRow("invalid ack id") << QByteArray(R"(42abc["message-with-ack",1])");
    QTest::newRow("event of an unknown namespace") << QByteArray(R"(42/nowhere,["x"])");
    QTest::newRow("reserved name") << QByteArray(R"(42["disconnect"])");
    QTest::newRow("second connect") << QByteArray(R"(40{"sid":"s9"})");
    QTest::newRow("refusal of what is open") << QByteArray(R"(44{"message":"no"})");
    QTest::newRow("second open") << QByteArray(R"(0{"sid":"e9","pingInterval":1,"pingTimeout":1})");
}

void SocketSuiteTest::malformedPacketsAreDroppedAndCounted()
{
    QFETCH(QByteArray, packet);
    Peer peer;
    peer.connect();
    peer.say(packet);
    QVERIFY(peer.only<wire::Malformed>());
    QVERIFY(!peer.last.hangUp && peer.last.frames.empty());
    peer.say(R"(42["still here"])");
    QVERIFY(peer.only<wire::Arrived>());
}

void SocketSuiteTest::runOfMalformedPacketsEndsTheConnection()
{
    Peer peer;
    peer.connect();
    int sent = 0;
    while (!peer.say("42{}").hangUp && sent < 100)
        ++sent;
    QCOMPARE(sent, 20);
    peer.connect();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!peer.say("42{}").hangUp);
        QVERIFY(!peer.say(R"(42["good"])").hangUp);
    }
}

void SocketSuiteTest::sendsAPlainTextPacket()
{
    Peer peer;
    peer.connect();
    peer.tell(call(1, "message", R"([1,"2",{"3":[true]}])"));
    QCOMPARE(peer.frames(), QByteArrayList{R"(42["message",1,"2",{"3":[true]}])"});
}

void SocketSuiteTest::receivesAPlainTextPacket()
{
    Peer peer;
    peer.connect();
    peer.say(R"(42["message-back",1,"2",{"3":[true]}])");
    const auto *arrived = peer.only<wire::Arrived>();
    QVERIFY(arrived);
    QCOMPARE(arrived->name, QStringLiteral("message-back"));
    QCOMPARE(arrived->args.json(), Peer::json(R"([1,"2",{"3":[true]}])").toArray());
    QVERIFY(!arrived->answer && arrived->args.bytes.empty());
}

void SocketSuiteTest::sendsTwoAttachments()
{
    Peer peer;
    peer.connect();
    wire::Call out = call(1, "message", R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    out.args.bytes = {"\x01\x02\x03", "\x04\x05"};
    peer.tell(out);
    const QByteArray head = R"(452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])";
    QCOMPARE(peer.frames(), (QByteArrayList{head, "b:\x01\x02\x03", "b:\x04\x05"}));
}

void SocketSuiteTest::receivesTwoAttachments()
{
    Peer peer;
    peer.connect();
    peer.say(R"(452-["message-back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    QVERIFY(peer.silent());
    peer.sayBytes("\x01\x02\x03");
    QVERIFY(peer.silent());
    peer.sayBytes("\x04\x05\x06");
    const auto *arrived = peer.only<wire::Arrived>();
    QVERIFY(arrived);
    QCOMPARE(arrived->args.bytes, (std::vector<QByteArray>{"\x01\x02\x03", "\x04\x05\x06"}));
}

void SocketSuiteTest::receivesAnEventWithNothingAttached()
{
    Peer peer;
    peer.connect();
    peer.say(R"(450-["x"])");
    QVERIFY(peer.only<wire::Arrived>());
}

void SocketSuiteTest::textBetweenAttachmentsIsAnError()
{
    Peer peer;
    peer.connect();
    peer.say(R"(451-["x",{"_placeholder":true,"num":0}])");
    QVERIFY(peer.say(R"(42["y"])").hangUp);
}

void SocketSuiteTest::pingBetweenAttachmentsIsAnswered()
{
    Peer peer;
    peer.connect();
    peer.say(R"(451-["x",{"_placeholder":true,"num":0}])");
    peer.say("2");
    QCOMPARE(peer.frames(), QByteArrayList{"3"});
    peer.sayBytes("a");
    QVERIFY(peer.only<wire::Arrived>());
}

void SocketSuiteTest::brokenBinaryHeaderEndsTheConnection()
{
    // Its attachments would be taken for something else.
    for (const char *packet :
         {"45[\"x\"]", "4511-[\"x\"]", "451-[\"x\",{\"_placeholder\":true,\"num\":3}]", "461-[]"}) {
        Peer peer;
        peer.connect();
        QVERIFY2(peer.say(packet).hangUp, packet);
    }
}

void SocketSuiteTest::tooManyOrWrongAttachmentsAreNotSent()
{
    Peer peer;
    peer.connect();
    wire::Call out = call(1, "x");
    out.args.bytes.assign(11, "a");
    peer.tell(out);
    QVERIFY(peer.last.frames.empty() && peer.only<wire::Failed>()->error.code == ErrorCode::TooLarge);
    out = call(2, "x", R"([{"_placeholder":true,"num":0}])");
    peer.tell(out);
    QVERIFY(peer.last.frames.empty() && peer.only<wire::Failed>()->error.code == ErrorCode::BadRequest);
    out.args.bytes = {QByteArray(800, 'x')}; // 1067 in base64, over the server's 1000
    peer.tell(out);
    QVERIFY(peer.last.frames.empty() && peer.only<wire::Failed>()->error.code == ErrorCode::TooLarge);
}

void SocketSuiteTest::serverAsksForAnAcknowledgement()
{
    Peer peer;
    peer.connect();
    peer.say(R"(42456["message-with-ack",1])");
    const auto *arrived = peer.only<wire::Arrived>();
    QVERIFY(arrived && arrived->answer);
    peer.tell(wire::Answer{*arrived->answer, {Peer::json(R"([1,"2"])").toArray(), {}}});
    QCOMPARE(peer.frames(), QByteArrayList{R"(43456[1,"2"])"});
}

void SocketSuiteTest::serverAsksForABinaryAcknowledgement()
{
    Peer peer;
    peer.opening.spaces = {wire::Join{Admin, {}}};
    peer.open();
    peer.say(R"(40/admin,{"sid":"s"})");
    peer.say(R"(452-/admin,789["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    peer.sayBytes("a");
    peer.sayBytes("b");
    const auto *arrived = peer.only<wire::Arrived>();
    QVERIFY(arrived && arrived->answer);
    peer.tell(wire::Answer{*arrived->answer, {Peer::json(R"([{"_placeholder":true,"num":0}])").toArray(), {"c"}}});
    QCOMPARE(peer.frames(), (QByteArrayList{R"(461-/admin,789[{"_placeholder":true,"num":0}])", "b:c"}));
}

void SocketSuiteTest::acknowledgementIsGivenOnce()
{
    Peer peer;
    peer.connect();
    peer.say(R"(421["x"])");
    const wire::Answer answer{*peer.only<wire::Arrived>()->answer, {}};
    QCOMPARE(peer.tell(answer).frames.size(), std::size_t(1));
    peer.tell(answer);
    QVERIFY(peer.silent());
    peer.say(R"(422["x"])");
    const wire::Answer old{*peer.only<wire::Arrived>()->answer, {}};
    peer.connect();
    peer.tell(old); // of a link that is gone: the number may mean something else now
    QVERIFY(peer.silent());
}

void SocketSuiteTest::receivesAnAcknowledgement()
{
    Peer peer;
    peer.connect();
    peer.tell(call(77, "x", "[]", true));
    QCOMPARE(peer.frames(), QByteArrayList{R"(420["x"])"});
    peer.tell(call(78, "y", "[]", true));
    QCOMPARE(peer.frames(), QByteArrayList{R"(421["y"])"});
    peer.say(R"(431["two"])");
    QCOMPARE(peer.only<wire::Answered>()->call, wire::CallId(78));
    peer.say(R"(430[{"success":true}])");
    const auto *answered = peer.only<wire::Answered>();
    QVERIFY(answered && answered->call == 77);
    QCOMPARE(answered->args.json(), Peer::json(R"([{"success":true}])").toArray());
    peer.say(R"(430["again"])");
    QVERIFY(peer.silent());
}

void SocketSuiteTest::receivesABinaryAcknowledgement()
{
    Peer peer;
    peer.connect();
    peer.tell(call(5, "x", "[]", true));
    peer.say(R"(461-0[{"_placeholder":true,"num":0}])");
    QVERIFY(peer.silent());
    peer.sayBytes("abc");
    const auto *answered = peer.only<wire::Answered>();
    QVERIFY(answered && answered->call == 5);
    QCOMPARE(answered->args.bytes, std::vector<QByteArray>{"abc"});
}

void SocketSuiteTest::acknowledgementsTimeOut()
{
    Peer peer;
    peer.connect();
    wire::Call slow = call(1, "slow", "[]", true);
    wire::Call quick = call(2, "quick", "[]", true);
    slow.timeoutMs = 400;
    quick.timeoutMs = 100;
    peer.tell(slow);
    peer.tell(quick);
    QCOMPARE(peer.wire->nextTick(), std::optional<MonoMs>(peer.now + 100));
    peer.pass(100);
    QVERIFY(peer.only<wire::Failed>());
    QCOMPARE(peer.only<wire::Failed>()->call, wire::CallId(2));
    QCOMPARE(peer.only<wire::Failed>()->error.code, ErrorCode::TimedOut);
    peer.say(R"(431["too late"])");
    QVERIFY(peer.silent());
    peer.pass(299);
    QVERIFY(peer.silent());
    peer.pass(1);
    QCOMPARE(peer.only<wire::Failed>()->call, wire::CallId(1));
}

void SocketSuiteTest::inventedAcknowledgementIsMalformed()
{
    Peer peer;
    peer.connect();
    peer.say("4312[]");
    QVERIFY(peer.only<wire::Malformed>());
}

void SocketSuiteTest::acknowledgementInAnotherNamespaceIsNotTaken()
{
    Peer peer;
    peer.opening.spaces.push_back(wire::Join{Admin, {}});
    peer.connect();
    peer.say(R"(40/admin,{"sid":"s2"})");
    peer.tell(call(1, "x", "[]", true));
    peer.say("43/admin,0[]");
    QCOMPARE(peer.count<wire::Answered>(), 0);
    peer.say("430[]");
    QVERIFY(peer.only<wire::Answered>());
}

void SocketSuiteTest::callsEndWithTheLink()
{
    Peer peer;
    peer.connect();
    peer.tell(call(1, "x", "[]", true));
    peer.last = peer.wire->opened(peer.opening, peer.now);
    QVERIFY(peer.only<wire::Failed>());
    QCOMPARE(peer.only<wire::Failed>()->error.code, ErrorCode::NotConnected);
    peer.say(R"(0{"sid":"e2","pingInterval":300,"pingTimeout":200})");
    peer.say(R"(40{"sid":"s2"})");
    peer.say("430[]"); // an answer of the old link has no meaning here
    QCOMPARE(peer.count<wire::Answered>(), 0);
    peer.tell(call(2, "x", "[]", true));
    QCOMPARE(peer.frames(), QByteArrayList{R"(421["x"])"});
}

void SocketSuiteTest::callsEndWithTheNamespace()
{
    Peer peer;
    peer.connect();
    peer.tell(call(1, "x", "[]", true));
    peer.say("41");
    QCOMPARE(peer.count<wire::Failed>(), 1);
    QCOMPARE(peer.count<wire::Disconnected>(), 1);
}

void SocketSuiteTest::reservedNamesAreNotSent()
{
    Peer peer;
    peer.connect();
    for (const char *name :
         {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"}) {
        peer.tell(call(9, name));
        QVERIFY(peer.last.frames.empty() && peer.only<wire::Failed>());
    }
}

void SocketSuiteTest::nothingIsSentBeforeTheNamespaceIsOpen()
{
    Peer peer;
    peer.open();
    peer.tell(call(1, "x"));
    QVERIFY(peer.last.frames.empty());
    QCOMPARE(peer.only<wire::Failed>()->error.code, ErrorCode::NotConnected);
}

void SocketSuiteTest::eventsBeforeTheNamespaceIsOpenWaitForIt()
{
    Peer peer;
    peer.open();
    peer.say(R"(42["x"])");
    QVERIFY(peer.silent());
    peer.say(R"(40{"sid":"s1"})");
    QCOMPARE(peer.last.events.size(), qsizetype(2));
    QVERIFY(std::holds_alternative<wire::Connected>(peer.last.events[0]));
    QVERIFY(std::holds_alternative<wire::Arrived>(peer.last.events[1]));
    peer.open();
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(peer.say(R"(42["x"])").events.empty());
    QVERIFY(peer.say(R"(42["x"])").events.size() == 1 && peer.only<wire::Malformed>());
}

void SocketSuiteTest::unansweredQuestionsAreForgotten()
{
    Peer peer;
    peer.connect();
    wire::AnswerId first = 0;
    for (int i = 0; i <= 1'000; ++i) {
        peer.say("42" + QByteArray::number(i) + "[\"x\"]");
        if (i == 0)
            first = *peer.only<wire::Arrived>()->answer;
    }
    const wire::AnswerId newest = *peer.only<wire::Arrived>()->answer;
    peer.tell(wire::Answer{first, {}});
    QVERIFY(peer.silent());
    peer.tell(wire::Answer{newest, {}});
    QCOMPARE(peer.frames(), QByteArrayList{"431000[]"});
}

TEST_WITHOUT_APPLICATION(SocketSuiteTest)

} // namespace tst_socket_suite

#include "tst_socket_suite.moc"
