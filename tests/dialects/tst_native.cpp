// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/native_dialect.h"
#include "dialects/registry/registry.h"

#include "protocol/codec.h"

#include <QTest>

using namespace banter;
using namespace banter::protocol;

namespace {

const QUrl Server(QStringLiteral("ws://127.0.0.1:7000/chat"));
const Credentials Ann{Credentials::Method::Password, QStringLiteral("ann"), QStringLiteral("a secret thing")};

/// A dialect and the server's side of its wire.
class Wire {
public:
    explicit Wire(Encoding encoding = Encoding::Json)
        : encoding(encoding), dialect(makeNativeDialect(encoding == Encoding::Cbor))
    {}
    DialectOutput open()
    {
        return dialect->opened(encoding == Encoding::Json ? QString(JsonSubprotocol) : QString(CborSubprotocol), Ann,
                               0);
    }
    std::vector<ClientItem> read(const DialectOutput &out)
    {
        std::vector<ClientItem> items;
        for (const Frame &frame : out.frames) {
            const auto decoded = decoder.client(encoding, frame.data);
            if (!decoded.ok() || frame.binary != (encoding == Encoding::Cbor))
                return {};
            items.insert(items.end(), decoded.value().items.begin(), decoded.value().items.end());
        }
        return items;
    }
    DialectOutput say(const ServerItem &item)
    {
        return dialect->received({encoding == Encoding::Cbor, encode(encoding, item)}, 0);
    }
    /// Signs in.
    void welcome()
    {
        const std::vector<ClientItem> hello = read(open());
        Welcome welcome;
        welcome.user = QStringLiteral("Ann");
        welcome.epoch = QStringLiteral("e1");
        welcome.capabilities = {QStringLiteral("history"), QStringLiteral("cursors")};
        welcome.limits.ratePerSecond = 7;
        said = say({hello.at(0).id, welcome});
    }

    Encoding encoding;
    std::unique_ptr<Dialect> dialect;
    Decoder decoder;
    DialectOutput said;
};

template <class Event>
const Event *only(const DialectOutput &out)
{
    return out.events.size() == 1 ? std::get_if<Event>(&out.events[0]) : nullptr;
}

} // namespace

class NativeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void registryMakesWhatItNames();
    void secretIsNeverInTheUrl();
    void offersTheEncodingsInOrder();
    void helloCarriesTheCredentials();
    void otherSubprotocolIsRefused();
    void welcomeBecomesCapabilities();
    void refusalBeforeTheWelcome();
    void everyRequestHasOneItem_data();
    void everyRequestHasOneItem();
    void answersFindTheirTickets();
    void anAnswerIsTakenOnce();
    void anUnreadableAnswerFailsItsRequest();
    void unreadableFrameHangsUp();
    void wrongKindOfFrameHangsUp();
    void manyRequestsShareAFrame();
    void aNewLinkForgetsTheOldTickets();
};

void NativeTest::registryMakesWhatItNames()
{
    for (const QString &name : dialectNames())
        QVERIFY2(makeDialect(name).ok(), qPrintable(name));
    const auto unknown = makeDialect(QStringLiteral("smoke-signals"));
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().code, ErrorCode::NotSupported);
    QVERIFY(unknown.error().message.contains(dialectNames().first()));
}

void NativeTest::secretIsNeverInTheUrl()
{
    const LinkRequest request = makeNativeDialect(false)->linkRequest(Server, Ann);
    QCOMPARE(request.url, Server);
    for (const auto &[name, value] : request.headers)
        QVERIFY(!value.contains("secret"));
}

void NativeTest::offersTheEncodingsInOrder()
{
    const QStringList json{QString(JsonSubprotocol), QString(CborSubprotocol)};
    QCOMPARE(makeNativeDialect(false)->linkRequest(Server, Ann).subprotocols, json);
    QCOMPARE(makeNativeDialect(true)->linkRequest(Server, Ann).subprotocols, (QStringList{json[1], json[0]}));
}

void NativeTest::helloCarriesTheCredentials()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        const std::vector<ClientItem> items = wire.read(wire.open());
        QCOMPARE(items.size(), std::size_t(1));
        QVERIFY(items[0].id != 0);
        const auto &hello = std::get<Hello>(items[0].body);
        QCOMPARE(hello.auth, (Auth{Auth::Method::Password, Ann.user, Ann.secret}));
        QCOMPARE(hello.version, limits::Version);
    }
}

void NativeTest::otherSubprotocolIsRefused()
{
    for (const QString &other : {QString(), QStringLiteral("xmpp")}) {
        Wire wire;
        const DialectOutput out = wire.dialect->opened(other, Ann, 0);
        QVERIFY(out.frames.empty()); // and no secret leaves
        const auto *refused = only<heard::Refused>(out);
        QVERIFY(refused);
        QCOMPARE(refused->error.code, ErrorCode::UnsupportedVersion);
    }
}

void NativeTest::welcomeBecomesCapabilities()
{
    Wire wire;
    wire.welcome();
    const auto *welcomed = only<heard::Welcomed>(wire.said);
    QVERIFY(welcomed);
    QCOMPARE(welcomed->user, QStringLiteral("Ann"));
    QCOMPARE(welcomed->epoch, QStringLiteral("e1"));
    QVERIFY(welcomed->capabilities.history);
    QVERIFY(welcomed->capabilities.cursors);
    QVERIFY(!welcomed->capabilities.typing);
    QVERIFY(!welcomed->capabilities.privateRooms);
    QCOMPARE(welcomed->capabilities.sendsPerSecond, 7.0);
}

void NativeTest::refusalBeforeTheWelcome()
{
    Wire wire;
    const std::vector<ClientItem> hello = wire.read(wire.open());
    const DialectOutput out = wire.say({hello.at(0).id, Failure{{ErrorCode::NameTaken, QStringLiteral("taken"), 0}}});
    const auto *refused = only<heard::Refused>(out);
    QVERIFY(refused);
    QCOMPARE(refused->error.code, ErrorCode::NameTaken);
}

void NativeTest::everyRequestHasOneItem_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < std::variant_size_v<ask::Request>; ++i)
        QTest::addRow("request %zu", i) << int(i);
}

namespace {

template <std::size_t Index = 0>
ask::Request requestAt(std::size_t index)
{
    if constexpr (Index < std::variant_size_v<ask::Request>) {
        if (index != Index)
            return requestAt<Index + 1>(index);
        std::variant_alternative_t<Index, ask::Request> request{};
        if constexpr (requires { request.room; })
            request.room = QStringLiteral("lobby");
        if constexpr (requires { request.user; })
            request.user = QStringLiteral("bo");
        if constexpr (requires { request.seq; })
            request.seq = 3;
        if constexpr (requires { request.before; })
            request.before = 9;
        if constexpr (requires { request.clientId; }) {
            request.clientId = QStringLiteral("c1");
            request.text = QStringLiteral("hi");
        }
        return request;
    } else {
        return ask::ListRooms{};
    }
}

} // namespace

void NativeTest::everyRequestHasOneItem()
{
    QFETCH(int, index);
    const ask::Request request = requestAt(std::size_t(index));
    const bool ephemeral = std::holds_alternative<ask::Typing>(request) ||
                           std::holds_alternative<ask::MoveCursor>(request) ||
                           std::holds_alternative<ask::LeaveCursor>(request);
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        wire.welcome();
        const std::vector<ClientItem> items = wire.read(wire.dialect->request({{5, request}}, 0));
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].id == 0, ephemeral);
    }
}

void NativeTest::answersFindTheirTickets()
{
    Wire wire;
    wire.welcome();
    const std::vector<ClientItem> items = wire.read(wire.dialect->request(
        {{41, ask::SendMessage{QStringLiteral("lobby"), QStringLiteral("c1"), QStringLiteral("hi")}},
         {42, ask::MarkRead{QStringLiteral("lobby"), 3}}},
        0));
    QCOMPARE(items.size(), std::size_t(2));
    const DialectOutput done = wire.say({items[1].id, Done{}});
    QVERIFY(only<heard::Done>(done));
    QCOMPARE(only<heard::Done>(done)->ticket, heard::Ticket(42));
    const DialectOutput acked =
        wire.say({items[0].id, Ack{QStringLiteral("lobby"), QStringLiteral("c1"), QStringLiteral("m1"), 8, 99}});
    const auto *ack = only<heard::Acknowledged>(acked);
    QVERIFY(ack);
    QCOMPARE(ack->ticket, heard::Ticket(41));
    QCOMPARE(ack->seq, Seq(8));
    QCOMPARE(ack->clientId, QStringLiteral("c1"));
}

void NativeTest::anAnswerIsTakenOnce()
{
    Wire wire;
    wire.welcome();
    const std::vector<ClientItem> items =
        wire.read(wire.dialect->request({{41, ask::MarkRead{QStringLiteral("lobby"), 3}}}, 0));
    const ServerItem failure{items.at(0).id, Failure{{ErrorCode::NotFound, QStringLiteral("no"), 0}}};
    QCOMPARE(wire.say(failure).events.size(), std::size_t(1));
    QCOMPARE(wire.say(failure).events.size(), std::size_t(0));
}

void NativeTest::anUnreadableAnswerFailsItsRequest()
{
    Wire wire;
    wire.welcome();
    const std::vector<ClientItem> items = wire.read(wire.dialect->request(
        {{41, ask::SendMessage{QStringLiteral("lobby"), QStringLiteral("c1"), QStringLiteral("hi")}}}, 0));
    const QByteArray broken = "{\"type\":\"ack\",\"re\":" + QByteArray::number(items.at(0).id) + "}";
    const DialectOutput out = wire.dialect->received({false, broken}, 0);
    QVERIFY(!out.hangUp);
    QCOMPARE(out.events.size(), std::size_t(2));
    QVERIFY(std::holds_alternative<heard::Malformed>(out.events[0]));
    QCOMPARE(std::get<heard::RequestFailed>(out.events[1]).ticket, heard::Ticket(41));
}

void NativeTest::unreadableFrameHangsUp()
{
    Wire wire;
    wire.welcome();
    const DialectOutput out = wire.dialect->received({false, "<html>"}, 0);
    QVERIFY(out.hangUp);
    QVERIFY(only<heard::Malformed>(out));
}

void NativeTest::wrongKindOfFrameHangsUp()
{
    Wire wire;
    wire.welcome();
    QVERIFY(wire.dialect->received({true, "{}"}, 0).hangUp);
}

void NativeTest::manyRequestsShareAFrame()
{
    Wire wire;
    wire.welcome();
    std::vector<std::pair<heard::Ticket, ask::Request>> requests;
    for (heard::Ticket i = 1; i <= 200; ++i)
        requests.emplace_back(i, ask::SendMessage{QStringLiteral("lobby"), QString::number(i), QStringLiteral("hi")});
    const DialectOutput out = wire.dialect->request(requests, 0);
    QCOMPARE(out.frames.size(), std::size_t(1));
    const std::vector<ClientItem> items = wire.read(out);
    QCOMPARE(items.size(), std::size_t(200));
    QCOMPARE(std::get<SendMessage>(items[150].body).clientId, QStringLiteral("151"));
}

void NativeTest::aNewLinkForgetsTheOldTickets()
{
    Wire wire;
    wire.welcome();
    const std::vector<ClientItem> items =
        wire.read(wire.dialect->request({{41, ask::MarkRead{QStringLiteral("lobby"), 3}}}, 0));
    wire.welcome();
    const DialectOutput late = wire.say({items.at(0).id, Done{}});
    QVERIFY(only<heard::Done>(late));
    QCOMPARE(only<heard::Done>(late)->ticket, heard::Ticket(0));
}

QTEST_APPLESS_MAIN(NativeTest)
#include "tst_native.moc"
