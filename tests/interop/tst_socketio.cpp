// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/socketio_client.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_socketio {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QJsonArray list(std::initializer_list<QJsonValue> values)
{
    return QJsonArray(values);
}

QJsonObject placeholder(int index)
{
    return {{QStringLiteral("_placeholder"), true}, {QStringLiteral("num"), index}};
}

QJsonObject transports(std::initializer_list<QJsonValue> names, QJsonObject more = {})
{
    more.insert(QStringLiteral("transports"), QJsonArray(names));
    return more;
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)
#define START(server)                                                                                                  \
    do {                                                                                                               \
        const QString fault = server.start();                                                                          \
        QVERIFY2(fault.isEmpty(), qPrintable(fault));                                                                  \
    } while (false)

// The real socket.io of npm on the other side, over each transport.
class SocketioTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachTransport_data();
    void eachTransport();
    void oddOpenPackets_data();
    void oddOpenPackets();
    void addressOfARunningClient_data();
    void addressOfARunningClient();
    void websocketComesFirst();
    void pollingWhereWebSocketIsRefused();
    void pollingWhereWebSocketIsSwallowed();
    void upgradeFromPolling();
    void pollingOnlyOnRequest();
    void namespaces();
    void refusals();
    void acknowledgementsTimeOut();
    void serverThatFreezesIsFoundDead_data();
    void serverThatFreezesIsFoundDead();
    void pingTellsLifeFromDeath_data();
    void pingTellsLifeFromDeath();
    void serverThatIsKilledEndsTheLink_data();
    void serverThatIsKilledEndsTheLink();
    void heartbeatKeepsTheSession_data();
    void heartbeatKeepsTheSession();
    void recovery_data();
    void recovery();
    void polite_data();
    void polite();
    void largePayloads_data();
    void largePayloads();
    void nobodyListens();
    void webServerIsNoChatServer();

private:
    static void bothTransports();
};

void SocketioTest::bothTransports()
{
    QTest::addColumn<QJsonObject>("settings");
    const QString websocket = QStringLiteral("websocket");
    const QString polling = QStringLiteral("polling");
    QTest::newRow("websocket only") << transports({websocket});
    QTest::newRow("polling only") << transports({polling});
}

void SocketioTest::eachTransport_data()
{
    bothTransports();
    QTest::newRow("both") << QJsonObject();
    QTest::newRow("websocket blocked") << QJsonObject{{QStringLiteral("blockWebSocket"), true}};
}

void SocketioTest::eachTransport()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.opening.spaces.front().auth = {{QStringLiteral("token"), QStringLiteral("123")}};
    client.dial();
    VERIFY_SOON(client.connected());
    VERIFY_SOON(!client.arrived(QStringLiteral("auth")).empty());
    QCOMPARE(client.arrived(QStringLiteral("auth")).front().args.json().first().toObject(),
             client.opening.spaces.front().auth);

    const QJsonArray words =
        list({1, QStringLiteral("\u00e9\u4e2d \x1f"), QJsonObject{{QStringLiteral("a"), list({QJsonValue()})}}});
    client.call(QStringLiteral("message"), words);
    VERIFY_SOON(!client.arrived(QStringLiteral("message-back")).empty());
    QCOMPARE(client.arrived(QStringLiteral("message-back")).front().args.json(), words);

    const wire::CallId asked = client.call(QStringLiteral("message-with-ack"), words, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
    QCOMPARE(client.all<wire::Answered>().front().call, asked);
    QCOMPARE(client.all<wire::Answered>().front().args.json(), words);

    const std::vector<QByteArray> bytes{QByteArray("\x00\x1e\xff", 3), QByteArray(70'000, 'x')};
    client.call(QStringLiteral("message"), list({placeholder(0), placeholder(1)}), false, bytes);
    VERIFY_SOON(client.arrived(QStringLiteral("message-back")).size() == 2);
    QCOMPARE(client.arrived(QStringLiteral("message-back"))[1].args.bytes, bytes);

    client.call(QStringLiteral("message-with-ack"), list({placeholder(0)}), true, {bytes[0]});
    VERIFY_SOON(client.all<wire::Answered>().size() == 2);
    QCOMPARE(client.all<wire::Answered>()[1].args.bytes, std::vector<QByteArray>{bytes[0]});

    client.call(QStringLiteral("question"), list({QStringLiteral("why")}));
    VERIFY_SOON(!client.arrived(QStringLiteral("answer-me")).empty());
    const wire::Arrived question = client.arrived(QStringLiteral("answer-me")).front();
    QVERIFY(question.answer);
    client.tell(wire::Answer{*question.answer, {list({QStringLiteral("because"), placeholder(0)}), {bytes[0]}}});
    VERIFY_SOON(!client.arrived(QStringLiteral("answered")).empty());
    QCOMPARE(client.arrived(QStringLiteral("answered")).front().args.json(),
             list({true, QStringLiteral("because"), placeholder(0)}));
    client.call(QStringLiteral("question-in-vain"));
    VERIFY_SOON(client.arrived(QStringLiteral("answered")).size() == 2);
    QCOMPARE(client.arrived(QStringLiteral("answered"))[1].args.json(), list({false}));

    client.call(QStringLiteral("burst"), list({1'000}));
    VERIFY_SOON(client.arrived(QStringLiteral("burst")).size() == 1'000);
    int next = 0;
    for (const wire::Arrived &one : client.arrived(QStringLiteral("burst")))
        QCOMPARE(one.args.json().first().toInt(), next++);
    for (int i = 0; i < 200; ++i)
        client.call(QStringLiteral("message-with-ack"), list({i}), true);
    VERIFY_SOON(client.all<wire::Answered>().size() == 202);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(client.all<wire::Answered>()[std::size_t(i + 2)].args.json(), list({i}));
    QVERIFY(!client.ended && !client.hungUp && client.all<wire::Malformed>().empty());
    client.hangUp();
    VERIFY_SOON(client.ended);
}

void SocketioTest::oddOpenPackets_data()
{
    QTest::addColumn<QJsonObject>("settings");
    const QJsonArray both{QStringLiteral("websocket"), QStringLiteral("polling")};
    for (const QJsonValue transport : both) {
        const auto row = [&](const char *name, QJsonObject settings) {
            settings.insert(QStringLiteral("transports"), QJsonArray{transport});
            QTest::addRow("%s, %s", name, qPrintable(transport.toString())) << settings;
        };
        const auto said = [](const char *field, const QJsonValue &value) {
            return QJsonObject{{QStringLiteral("open"), QJsonObject{{QLatin1String(field), value}}}};
        };
        row("no time for a ping", said("pingTimeout", 0));
        row("no pings", said("pingInterval", 0));
        row("part of a millisecond", {{QStringLiteral("pingInterval"), 24'999.5}});
        row("more than a day", {{QStringLiteral("pingInterval"), 90'000'000}});
        row("no limit by null", said("maxPayload", QJsonValue()));
        row("no limit by 0", said("maxPayload", 0));
        row("no limit by -1", said("maxPayload", -1));
        row("no limit by 2^53", {{QStringLiteral("maxHttpBufferSize"), 9'007'199'254'740'992.0}});
        row("long sid", {{QStringLiteral("sidChars"), 300}});
    }
}

void SocketioTest::oddOpenPackets()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    const QJsonArray words = list({QString(5'000, u'x')});
    client.call(QStringLiteral("message-with-ack"), words, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
    QCOMPARE(client.all<wire::Answered>().front().args.json(), words);
    QVERIFY(!client.ended && !client.hungUp && !client.lost && client.all<wire::Malformed>().empty());
}

void SocketioTest::addressOfARunningClient_data()
{
    bothTransports();
}

void SocketioTest::addressOfARunningClient()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    QUrl pasted = server.url();
    pasted.setScheme(QStringLiteral("ws"));
    pasted.setPath(QStringLiteral("/socket.io/"));
    pasted.setQuery(QStringLiteral("EIO=4&transport=websocket&sid=7Jr8pqbXBs0XEIwpAAAB"));
    SocketIoClient client(pasted);
    client.dial();
    VERIFY_SOON(client.connected());
    client.call(QStringLiteral("message-with-ack"), {}, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
}

void SocketioTest::websocketComesFirst()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    VERIFY_SOON(server.said(QStringLiteral("engine")).size() == 1);
    QCOMPARE(server.said(QStringLiteral("engine")).front().value(QStringLiteral("transport")).toString(),
             QStringLiteral("websocket"));
}

void SocketioTest::pollingWhereWebSocketIsRefused()
{
    NodeServer server(QStringLiteral("suite_socketio"), {{QStringLiteral("blockWebSocket"), true}});
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    VERIFY_SOON(server.said(QStringLiteral("engine")).size() == 1);
    QCOMPARE(server.said(QStringLiteral("engine")).front().value(QStringLiteral("transport")).toString(),
             QStringLiteral("polling"));
    client.dial(); // now polling comes first, and a refused probe does no harm
    VERIFY_SOON(client.connected());
    VERIFY_SOON(server.said(QStringLiteral("upgrade")).size() == 2);
    client.call(QStringLiteral("message-with-ack"), {}, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
    QVERIFY(server.said(QStringLiteral("upgraded")).empty());
}

void SocketioTest::pollingWhereWebSocketIsSwallowed()
{
    NodeServer server(QStringLiteral("suite_socketio"), {{QStringLiteral("swallowWebSocket"), true}});
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    client.call(QStringLiteral("message-with-ack"), {}, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
}

void SocketioTest::upgradeFromPolling()
{
    NodeServer blocked(QStringLiteral("suite_socketio"), {{QStringLiteral("blockWebSocket"), true}});
    START(blocked);
    SocketIoClient client(blocked.url());
    client.dial();
    VERIFY_SOON(client.connected());
    blocked.kill();
    // The same address without the block: somebody put the proxy right.
    NodeServer server(QStringLiteral("suite_socketio"), {{QStringLiteral("port"), blocked.port()}});
    START(server);
    client.dial();
    VERIFY_SOON(client.connected());
    for (int i = 0; i < 300; ++i) // over the change of the transport
        client.call(QStringLiteral("message-with-ack"), list({i}), true);
    VERIFY_SOON(!server.said(QStringLiteral("upgraded")).empty());
    for (int i = 300; i < 600; ++i)
        client.call(QStringLiteral("message-with-ack"), list({i}), true);
    client.call(QStringLiteral("burst"), list({500}));
    VERIFY_SOON(client.all<wire::Answered>().size() == 600);
    for (int i = 0; i < 600; ++i)
        QCOMPARE(client.all<wire::Answered>()[std::size_t(i)].args.json(), list({i}));
    VERIFY_SOON(client.arrived(QStringLiteral("burst")).size() == 500);
    QCOMPARE(server.said(QStringLiteral("engine")).front().value(QStringLiteral("transport")).toString(),
             QStringLiteral("polling"));
    client.dial(); // and from now on WebSocket comes first again
    VERIFY_SOON(client.connected());
    VERIFY_SOON(server.said(QStringLiteral("engine")).size() == 2);
    QCOMPARE(server.said(QStringLiteral("engine"))[1].value(QStringLiteral("transport")).toString(),
             QStringLiteral("websocket"));
}

void SocketioTest::pollingOnlyOnRequest()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoOptions options;
    options.pollingOnly = true;
    SocketIoClient client(server.url(), options);
    client.dial();
    VERIFY_SOON(client.connected());
    client.call(QStringLiteral("message-with-ack"), {}, true);
    VERIFY_SOON(!client.all<wire::Answered>().empty());
    QVERIFY(server.said(QStringLiteral("upgraded")).empty());
}

void SocketioTest::namespaces()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoClient client(server.url());
    const QString custom = QStringLiteral("/custom");
    client.opening.spaces.push_back(wire::Join{custom, {{QStringLiteral("who"), QStringLiteral("ann")}}});
    client.dial();
    VERIFY_SOON(client.connected() && client.connected(custom));
    client.call(QStringLiteral("message"), list({1}), false, {}, custom);
    VERIFY_SOON(!client.arrived(QStringLiteral("message-back")).empty());
    QCOMPARE(client.arrived(QStringLiteral("message-back")).front().space, custom);
    client.call(QStringLiteral("kick"), {}, false, {}, custom);
    VERIFY_SOON(!client.all<wire::Disconnected>().empty());
    client.call(QStringLiteral("message"), list({2}));
    VERIFY_SOON(client.arrived(QStringLiteral("message-back")).size() == 2);
    client.tell(wire::Leave{});
    VERIFY_SOON(server.said(QStringLiteral("disconnected")).size() == 2);
    QCOMPARE(server.said(QStringLiteral("disconnected"))[1].value(QStringLiteral("reason")).toString(),
             QStringLiteral("client namespace disconnect"));
}

void SocketioTest::refusals()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoClient client(server.url());
    const QString guarded = QStringLiteral("/guarded");
    client.opening.spaces = {wire::Join{guarded, {}}, wire::Join{QStringLiteral("/nowhere"), {}}};
    client.dial();
    VERIFY_SOON(client.all<wire::Refused>().size() == 2);
    const auto refused = client.all<wire::Refused>();
    const bool first = refused[0].space == guarded;
    QCOMPARE(refused[first ? 0 : 1].message, QStringLiteral("Authentication failed"));
    QCOMPARE(refused[first ? 0 : 1].data.toObject().value(QStringLiteral("code")).toInt(), 7);
    QCOMPARE(refused[first ? 1 : 0].message, QStringLiteral("Invalid namespace"));
    client.tell(wire::Join{guarded, {{QStringLiteral("token"), QStringLiteral("good")}}});
    VERIFY_SOON(client.connected(guarded));
}

void SocketioTest::acknowledgementsTimeOut()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    wire::Call call;
    call.id = 99;
    call.name = QStringLiteral("never-acked");
    call.wantsAnswer = true;
    call.timeoutMs = 200;
    client.tell(call);
    VERIFY_SOON(!client.all<wire::Failed>().empty());
    QCOMPARE(client.all<wire::Failed>().front().error.code, ErrorCode::TimedOut);
}

void SocketioTest::serverThatFreezesIsFoundDead_data()
{
    bothTransports();
}

void SocketioTest::serverThatFreezesIsFoundDead()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("pingInterval"), 1'000);
    settings.insert(QStringLiteral("pingTimeout"), 2'000);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    server.freeze();
    VERIFY_SOON(client.lost);
    server.thaw();
    client.dial();
    VERIFY_SOON(client.connected());
}

void SocketioTest::pingTellsLifeFromDeath_data()
{
    bothTransports();
}

void SocketioTest::pingTellsLifeFromDeath()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("pingInterval"), 1'000);
    settings.insert(QStringLiteral("pingTimeout"), 2'000);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    client.ping("one");
    VERIFY_SOON(client.ponged == "one");
    client.call(QStringLiteral("message-with-ack"), {}, true); // it harmed nothing
    VERIFY_SOON(!client.all<wire::Answered>().empty());
    server.freeze();
    client.ping("two");
    VERIFY_SOON(client.lost); // long enough for an answer, had there been one
    QCOMPARE(client.ponged, QByteArray("one"));
    server.thaw();
    client.dial();
    VERIFY_SOON(client.connected());
    client.ping("three");
    VERIFY_SOON(client.ponged == "three");
}

void SocketioTest::serverThatIsKilledEndsTheLink_data()
{
    bothTransports();
}

void SocketioTest::serverThatIsKilledEndsTheLink()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    server.kill();
    VERIFY_SOON(client.ended);
    QCOMPARE(client.ended->kind, LinkEnd::Kind::Lost);
    QCOMPARE(client.ended->code, 1006);
    client.dial();
    VERIFY_SOON(client.ended);
    QCOMPARE(client.ended->kind, LinkEnd::Kind::Refused);
    START(server);
    client.dial();
    VERIFY_SOON(client.connected());
}

void SocketioTest::heartbeatKeepsTheSession_data()
{
    bothTransports();
}

void SocketioTest::heartbeatKeepsTheSession()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("pingInterval"), 300);
    settings.insert(QStringLiteral("pingTimeout"), 5'000);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    VERIFY_SOON(server.said(QStringLiteral("heartbeat")).size() >= 5);
    QVERIFY(!client.ended && !client.lost);
}

void SocketioTest::recovery_data()
{
    bothTransports();
}

void SocketioTest::recovery()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("connectionStateRecovery"), QJsonObject());
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient away(server.url());
    SocketIoClient other(server.url());
    for (SocketIoClient *client : {&away, &other}) {
        client->dial();
        VERIFY_SOON(client->connected());
        client->call(QStringLiteral("join"), list({QStringLiteral("r")}));
    }
    other.call(QStringLiteral("to"), list({QStringLiteral("r"), QStringLiteral("before")}));
    VERIFY_SOON(away.arrived(QStringLiteral("room-message")).size() == 1);
    away.abort();
    VERIFY_SOON(!server.said(QStringLiteral("disconnected")).empty());
    other.call(QStringLiteral("to"), list({QStringLiteral("r"), QStringLiteral("while away")}));
    VERIFY_SOON(other.arrived(QStringLiteral("room-message")).size() == 2);
    away.dial();
    VERIFY_SOON(away.connected());
    QVERIFY(away.all<wire::Connected>().front().recovered);
    VERIFY_SOON(!away.arrived(QStringLiteral("room-message")).empty());
    QCOMPARE(away.arrived(QStringLiteral("room-message")).front().args.json().first().toString(),
             QStringLiteral("while away"));
    QCOMPARE(away.arrived(QStringLiteral("room-message")).size(), std::size_t(1));
    // The rooms are still joined.
    other.call(QStringLiteral("to"), list({QStringLiteral("r"), QStringLiteral("after")}));
    VERIFY_SOON(away.arrived(QStringLiteral("room-message")).size() == 2);
    QVERIFY(server.restart().isEmpty());
    away.dial();
    VERIFY_SOON(away.connected());
    QVERIFY(!away.all<wire::Connected>().front().recovered);
}

void SocketioTest::polite_data()
{
    bothTransports();
}

void SocketioTest::polite()
{
    QFETCH(QJsonObject, settings);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    client.hangUp();
    VERIFY_SOON(client.ended);
    QCOMPARE(client.ended->kind, LinkEnd::Kind::Local);
    VERIFY_SOON(!server.said(QStringLiteral("closed")).empty()); // at once, not when its heartbeat runs out
    client.dial();
    VERIFY_SOON(client.connected());
    client.call(QStringLiteral("drop"));
    VERIFY_SOON(client.lost || client.ended);
}

void SocketioTest::largePayloads_data()
{
    bothTransports();
}

void SocketioTest::largePayloads()
{
    QFETCH(QJsonObject, settings);
    settings.insert(QStringLiteral("maxHttpBufferSize"), 10'000);
    NodeServer server(QStringLiteral("suite_socketio"), settings);
    START(server);
    SocketIoClient client(server.url());
    client.dial();
    VERIFY_SOON(client.connected());
    // Many that fit by themselves but not together, and one that never does.
    for (int i = 0; i < 20; ++i)
        client.call(QStringLiteral("message-with-ack"), list({QString(4'000, QLatin1Char('x'))}), true);
    client.call(QStringLiteral("message-with-ack"), list({QString(10'000, QLatin1Char('x'))}), true);
    VERIFY_SOON(client.all<wire::Answered>().size() == 20);
    QCOMPARE(client.all<wire::Failed>().size(), std::size_t(1));
    QCOMPARE(client.all<wire::Failed>().front().error.code, ErrorCode::TooLarge);
    QVERIFY(!client.ended);
}

void SocketioTest::nobodyListens()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    SocketIoOptions polling;
    polling.pollingOnly = true;
    SocketIoClient first(server.url());
    SocketIoClient second(server.url(), polling);
    server.kill();
    for (SocketIoClient *client : {&first, &second}) {
        client->dial();
        VERIFY_SOON(client->ended);
        QCOMPARE(client->ended->kind, LinkEnd::Kind::Refused);
    }
}

void SocketioTest::webServerIsNoChatServer()
{
    NodeServer server(QStringLiteral("suite_socketio"));
    START(server);
    QUrl url = server.url();
    url.setPath(QStringLiteral("/elsewhere/"));
    SocketIoClient client(url);
    client.dial();
    VERIFY_SOON(client.ended);
    QCOMPARE(client.ended->kind, LinkEnd::Kind::Handshake);
    QCOMPARE(client.ended->httpStatus, 404);
}

TEST_WITH_CORE_APPLICATION(SocketioTest)

} // namespace tst_socketio

#include "tst_socketio.moc"
