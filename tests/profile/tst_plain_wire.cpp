// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/plain/plain_wire.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_plain_wire {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

std::unique_ptr<wire::Wire> opened(const char *member = "type")
{
    auto wire = makePlainWire({s(member)});
    wire->opened({}, 0);
    return wire;
}

template <class T>
T only(const wire::Step &step)
{
    const T *one = step.events.size() == 1 ? std::get_if<T>(&step.events.front()) : nullptr;
    return one ? *one : T{};
}

wire::Arrived heard(wire::Wire &wire, const QByteArray &text)
{
    return only<wire::Arrived>(wire.received({false, text}, 0));
}

wire::Call call(const char *name, const QJsonArray &args)
{
    wire::Call one;
    one.id = 7;
    one.name = s(name);
    one.args.json = args;
    return one;
}

} // namespace

class PlainWireTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksForAWebSocket_data();
    void asksForAWebSocket();
    void putsSecretsWhereTheyAreWanted();
    void isOpenAtOnce();
    void namesEvents();
    void keepsTheFrameWhole();
    void hearsSeveralEventsInAList();
    void mendsWhatIsNoUtf8();
    void dropsWhatItDoesNotUnderstand_data();
    void dropsWhatItDoesNotUnderstand();
    void hangsUpOnNothingButNonsense();
    void saysEvents();
    void saysWhatItCannotSay();
};

void PlainWireTest::asksForAWebSocket_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("url");
    QTest::newRow("ws") << s("ws://h:1/x") << s("ws://h:1/x");
    QTest::newRow("http") << s("http://h:1/x") << s("ws://h:1/x");
    QTest::newRow("https") << s("https://h/x") << s("wss://h/x");
    QTest::newRow("no path") << s("wss://h") << s("wss://h/");
    QTest::newRow("a query of its own") << s("ws://h/?a=%26") << s("ws://h/?a=%26");
    QTest::newRow("a name before the host") << s("ws://ann:pw@h/#there") << s("ws://h/");
}

void PlainWireTest::asksForAWebSocket()
{
    QFETCH(QString, server);
    wire::Opening opening;
    opening.server = QUrl(server);
    const LinkRequest request = makePlainWire({s("type")})->linkRequest(opening);
    QTEST(QString::fromLatin1(request.url.toEncoded()), "url");
    QVERIFY(request.kind == LinkKind::WebSocket);
}

void PlainWireTest::putsSecretsWhereTheyAreWanted()
{
    wire::Opening opening;
    opening.server = QUrl(s("ws://h/?a=1"));
    opening.query.append({s("to ken"), s("a&b=c d+é")});
    opening.headers = {{"Authorization", "Bearer x"}};
    opening.subprotocols = {s("p.x")};
    const LinkRequest request = makePlainWire({s("type")})->linkRequest(opening);
    QCOMPARE(request.url.toEncoded(), QByteArray("ws://h/?a=1&to%20ken=a%26b%3Dc%20d%2B%C3%A9"));
    QCOMPARE(request.headers, opening.headers);
    QCOMPARE(request.subprotocols, opening.subprotocols);
}

void PlainWireTest::isOpenAtOnce()
{
    auto wire = makePlainWire({s("type")});
    QVERIFY(wire->received({false, "{}"}, 0).events.empty()); // not open
    QCOMPARE(only<wire::Connected>(wire->opened({}, 0)).space, wire::DefaultSpace);
    QVERIFY(!wire->nextTick());
}

void PlainWireTest::namesEvents()
{
    auto wire = opened("kind");
    QCOMPARE(heard(*wire, R"({"kind":"a","type":"b"})").name, s("a"));
    QCOMPARE(heard(*wire, R"({"kind":"a"})").name, s("a"));
    QCOMPARE(heard(*wire, R"({"kind":"ab"})").name, s("ab"));
    QCOMPARE(heard(*wire, R"({"type":"b"})").name, QString()); // it names none
    QCOMPARE(heard(*wire, R"({"kind":"\u00e9"})").name, s("é"));
    QCOMPARE(heard(*wire, R"({"kind":""})").name, QString());
}

void PlainWireTest::keepsTheFrameWhole()
{
    auto wire = opened();
    const wire::Arrived one = heard(*wire, R"({"type":"m","n":[1,{"a":null}]})");
    QCOMPARE(one.args.json().size(), 1);
    QCOMPARE(one.args.json().first().toObject().value(s("n")).toArray().size(), 2);
    QVERIFY(!one.answer);
}

// Servers that take lists send them, too.
void PlainWireTest::hearsSeveralEventsInAList()
{
    auto wire = opened();
    const wire::Step step = wire->received({false, R"([{"type":"a","n":1},7,{"type":"b","n":2}])"}, 0);
    QCOMPARE(step.events.size(), std::size_t(3));
    QCOMPARE(std::get<wire::Arrived>(step.events[0]).name, s("a"));
    QVERIFY(std::holds_alternative<wire::Malformed>(step.events[1]));
    const auto last = std::get<wire::Arrived>(step.events[2]);
    QCOMPARE(last.name, s("b"));
    QCOMPARE(last.args.json().first().toObject().value(s("n")).toInt(), 2);
}

void PlainWireTest::mendsWhatIsNoUtf8()
{
    auto wire = opened();
    const wire::Arrived one = heard(*wire, "{\"type\":\"m\",\"t\":\"a\xff\xc3\",\"odd\":1e400}");
    QCOMPARE(one.args.json().first().toObject().value(s("t")).toString(), s("a\ufffd\ufffd"));
    wire::Opening opening;
    opening.server = QUrl(s("ws://h"));
    QVERIFY(wire->linkRequest(opening).maxFrameBytes > 1'500'000); // what is too long to be shown is cut
}

void PlainWireTest::dropsWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<bool>("binary");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("bytes") << true << QByteArray("{}");
    QTest::newRow("nothing") << false << QByteArray();
    QTest::newRow("no JSON") << false << QByteArray("hello");
    QTest::newRow("half") << false << QByteArray(R"({"type":"m")");
    QTest::newRow("two") << false << QByteArray("{}{}");
    QTest::newRow("a list") << false << QByteArray("[]");
    QTest::newRow("a text") << false << QByteArray("\"m\"");
    QTest::newRow("a number for a name") << false << QByteArray(R"({"type":7})");
    QTest::newRow("null for a name") << false << QByteArray(R"({"type":null})");
    QTest::newRow("an endless name") << false << R"({"type":")" + QByteArray(257, 'x') + R"("})";
    QTest::newRow("a list of texts") << false << QByteArray("[\"m\"]");
    QTest::newRow("too deep") << false << R"({"type":"m","x":)" + QByteArray(600, '[') + QByteArray(600, ']') + "}";
}

void PlainWireTest::dropsWhatItDoesNotUnderstand()
{
    QFETCH(bool, binary);
    QFETCH(QByteArray, data);
    auto wire = opened();
    const wire::Step step = wire->received({binary, data}, 0);
    QVERIFY(!only<wire::Malformed>(step).what.isEmpty());
    QVERIFY(!step.hangUp && step.frames.empty());
    QCOMPARE(heard(*wire, R"({"type":"next"})").name, s("next"));
}

void PlainWireTest::hangsUpOnNothingButNonsense()
{
    auto wire = opened();
    const auto nonsense = [&](int times) {
        bool hungUp = false;
        for (int i = 0; i < times; ++i)
            hungUp = hungUp || wire->received({false, "?"}, 0).hangUp;
        return hungUp;
    };
    QVERIFY(!nonsense(100));
    heard(*wire, "{}"); // one that is good begins the count anew
    QVERIFY(!nonsense(100));
    QVERIFY(nonsense(1));
    QVERIFY(wire->received({false, "{}"}, 0).events.empty()); // it is over
    wire->opened({}, 0);
    QVERIFY(!nonsense(100));
}

void PlainWireTest::saysEvents()
{
    auto wire = opened("kind");
    const wire::Step step = wire->send(
        {call("a", {QJsonObject{{s("x"), 1}}}), wire::Join{}, call("b", {}), call("", {QJsonObject{{s("y"), 2}}})}, 0);
    QVERIFY(step.events.empty());
    QCOMPARE(step.frames.size(), std::size_t(3));
    QCOMPARE(step.frames[0].data, QByteArray(R"({"kind":"a","x":1})"));
    QCOMPARE(step.frames[1].data, QByteArray(R"({"kind":"b"})"));
    QCOMPARE(step.frames[2].data, QByteArray(R"({"y":2})"));
}

void PlainWireTest::saysWhatItCannotSay()
{
    auto wire = opened();
    const auto failure = [&](const wire::Call &one) {
        const wire::Step step = wire->send({one}, 0);
        return step.frames.empty() && only<wire::Failed>(step).call == 7 ? only<wire::Failed>(step).error.code
                                                                         : ErrorCode::Internal;
    };
    wire::Call answered = call("a", {});
    answered.wantsAnswer = true;
    QCOMPARE(failure(answered), ErrorCode::NotSupported);
    wire::Call bytes = call("a", {QJsonObject()});
    bytes.args.bytes = {"x"};
    QCOMPARE(failure(bytes), ErrorCode::BadRequest);
    QCOMPARE(failure(call("a", {s("text")})), ErrorCode::BadRequest);
    QCOMPARE(failure(call("a", {QJsonObject(), QJsonObject()})), ErrorCode::BadRequest);
    QCOMPARE(failure(call("a", {QJsonObject{{s("t"), QString(1 << 20, QLatin1Char('x'))}}})), ErrorCode::TooLarge);
    wire = makePlainWire({s("type")});
    QCOMPARE(failure(call("a", {})), ErrorCode::NotConnected);
}

TEST_WITHOUT_APPLICATION(PlainWireTest)

} // namespace tst_plain_wire

#include "tst_plain_wire.moc"
