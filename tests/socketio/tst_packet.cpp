// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/packet.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tst_packet {

using namespace banter;
using namespace banter::socketio;

namespace {

QJsonValue json(const char *text)
{
    return QJsonDocument::fromJson('[' + QByteArray(text) + ']').array().first();
}

Packet control(PacketType type, const QString &space, const char *data = nullptr)
{
    Packet packet;
    packet.type = type;
    packet.space = space;
    if (data)
        packet.data = json(data);
    return packet;
}

Packet listed(PacketType type, const QString &space, int attachments, std::optional<quint64> id, const char *list,
              const char *name = "", const char *lastText = "")
{
    Packet packet;
    packet.type = type;
    packet.space = space;
    packet.attachments = attachments;
    packet.id = id;
    packet.list = list;
    packet.name = QString::fromUtf8(name);
    packet.lastText = QString::fromUtf8(lastText);
    return packet;
}

} // namespace

class PacketTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void grammar_data();
    void grammar();
    void broken_data();
    void broken();
    void tenAttachmentsAreTheMost();
    void numbersAsNamesBecomeText();
    void placeholders_data();
    void placeholders();
    void deepNestingIsRefused();
};

void PacketTest::grammar_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Packet>("packet");
    const QString root = wire::DefaultSpace;
    const QString admin = QStringLiteral("/admin");
    using Type = PacketType;
    QTest::newRow("connect") << QByteArray("0") << control(Type::Connect, root);
    QTest::newRow("connect with data") << QByteArray(R"(0{"sid":"x"})")
                                       << control(Type::Connect, root, R"({"sid":"x"})");
    QTest::newRow("connect to a namespace")
        << QByteArray(R"(0/admin,{"sid":"x"})") << control(Type::Connect, admin, R"({"sid":"x"})");
    QTest::newRow("disconnect") << QByteArray("1/admin,") << control(Type::Disconnect, admin);
    QTest::newRow("event") << QByteArray(R"(2["hey",1,{"a":null}])")
                           << listed(Type::Event, root, 0, {}, R"(["hey",1,{"a":null}])", "hey");
    QTest::newRow("event that ends with a text")
        << QByteArray(R"(2["hey",1,"\u00e9"])")
        << listed(Type::Event, root, 0, {}, R"(["hey",1,"\u00e9"])", "hey", "\u00e9");
    QTest::newRow("event with an acknowledgement")
        << QByteArray(R"(2/admin,456["x"])") << listed(Type::Event, admin, 0, 456, R"(["x"])", "x");
    QTest::newRow("acknowledgement") << QByteArray("3/admin,456[]") << listed(Type::Ack, admin, 0, 456, "[]");
    QTest::newRow("number that is the greatest")
        << QByteArray("39007199254740992[]") << listed(Type::Ack, root, 0, MaxAckId, "[]");
    QTest::newRow("refusal") << QByteArray(R"(4/admin,{"message":"no"})")
                             << control(Type::ConnectError, admin, R"({"message":"no"})");
    QTest::newRow("refusal as text") << QByteArray(R"(4"no \"way\"")")
                                     << control(Type::ConnectError, root, R"("no \"way\"")");
    QTest::newRow("binary event") << QByteArray(R"(51-/admin,9["x",{"_placeholder":true,"num":0}])")
                                  << listed(Type::BinaryEvent, admin, 1, 9, R"(["x",{"_placeholder":true,"num":0}])",
                                            "x");
    QTest::newRow("binary event with nothing attached")
        << QByteArray(R"(50-["x"])") << listed(Type::BinaryEvent, root, 0, {}, R"(["x"])", "x");
    QTest::newRow("binary acknowledgement")
        << QByteArray(R"(61-456[{"_placeholder":true,"num":0}])")
        << listed(Type::BinaryAck, root, 1, 456, R"([{"_placeholder":true,"num":0}])");
}

void PacketTest::grammar()
{
    QFETCH(QByteArray, text);
    QFETCH(Packet, packet);
    const auto decoded = decodePacket(text);
    QVERIFY2(decoded.ok(), decoded.ok() ? "" : qPrintable(decoded.error().message));
    QCOMPARE(decoded.value().type, packet.type);
    QCOMPARE(decoded.value().space, packet.space);
    QCOMPARE(decoded.value().id, packet.id);
    QCOMPARE(decoded.value().data, packet.data);
    QVERIFY(decoded.value() == packet);
    const auto again = decodePacket(encodePacket(packet));
    QVERIFY(again.ok() && again.value() == packet);
}

void PacketTest::broken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const QString frame = QStringLiteral("bad_frame");
    const QString request = QStringLiteral("bad_request");
    const QString large = QStringLiteral("too_large");
    QTest::newRow("empty") << QByteArray("") << frame;
    QTest::newRow("unknown type") << QByteArray("7") << frame;
    QTest::newRow("no type") << QByteArray("abc") << frame;
    QTest::newRow("event without data") << QByteArray("2") << request;
    QTest::newRow("event that is an object") << QByteArray("2{}") << request;
    QTest::newRow("event after letters") << QByteArray("2abc[\"x\"]") << frame;
    QTest::newRow("event that is cut") << QByteArray("2[\"x\",") << frame;
    QTest::newRow("event with something behind") << QByteArray("2[\"x\"]y") << frame;
    QTest::newRow("event without a name") << QByteArray("2[]") << request;
    QTest::newRow("event whose name is null") << QByteArray("2[null,1]") << request;
    QTest::newRow("reserved connect") << QByteArray("2[\"connect\"]") << request;
    QTest::newRow("reserved connect_error") << QByteArray("2[\"connect_error\",{}]") << request;
    QTest::newRow("reserved disconnect") << QByteArray("2[\"disconnect\"]") << request;
    QTest::newRow("reserved disconnecting") << QByteArray("2[\"disconnecting\"]") << request;
    QTest::newRow("reserved newListener") << QByteArray("2[\"newListener\"]") << request;
    QTest::newRow("reserved removeListener") << QByteArray("2[\"removeListener\"]") << request;
    QTest::newRow("connect with a list") << QByteArray("0[]") << request;
    QTest::newRow("disconnect with data") << QByteArray("1{}") << request;
    QTest::newRow("refusal without data") << QByteArray("4") << request;
    QTest::newRow("two refusals") << QByteArray("4\"a\",\"b\"") << frame;
    QTest::newRow("acknowledgement of nothing") << QByteArray("3[]") << request;
    QTest::newRow("acknowledgement without data") << QByteArray("312") << request;
    QTest::newRow("acknowledgement that is an object") << QByteArray("312{}") << request;
    QTest::newRow("number over the greatest") << QByteArray("39007199254740993[]") << large;
    QTest::newRow("number without end") << '3' + QByteArray(100, '9') + "[]" << large;
    QTest::newRow("binary without a count") << QByteArray("5[\"x\"]") << frame;
    QTest::newRow("binary without a dash") << QByteArray("51[\"x\"]") << frame;
    QTest::newRow("binary with a count below nothing") << QByteArray("5-1-[\"x\"]") << frame;
    QTest::newRow("binary with letters") << QByteArray("5a-[\"x\"]") << frame;
    QTest::newRow("namespace over its length") << "2/" + QByteArray(300, 'n') + ",[\"x\"]" << large;
    QTest::newRow("namespace that is not UTF-8") << QByteArray("2/a\xff,[\"x\"]") << frame;
    QTest::newRow("not UTF-8") << QByteArray("2[\"\xc3\x28\"]") << frame;
}

void PacketTest::broken()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto decoded = decodePacket(text);
    QVERIFY(!decoded.ok());
    QCOMPARE(errorCodeName(decoded.error().code), code);
    QVERIFY(!decoded.error().message.isEmpty());
}

void PacketTest::tenAttachmentsAreTheMost()
{
    QVERIFY(decodePacket("510-[\"x\"]").ok());
    const auto eleven = decodePacket("511-[\"x\"]");
    QVERIFY(!eleven.ok());
    QCOMPARE(eleven.error().code, ErrorCode::TooLarge);
}

void PacketTest::numbersAsNamesBecomeText()
{
    const auto decoded = decodePacket("2[42,\"x\"]");
    QVERIFY(decoded.ok());
    QCOMPARE(decoded.value().name, QStringLiteral("42"));
    QVERIFY(!decodePacket("2[true]").ok());
}

void PacketTest::placeholders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("deep inside") << QByteArray(R"(52-["x",[{"a":{"_placeholder":true,"num":1}}]])") << true;
    QTest::newRow("the same twice") << QByteArray(
                                           R"(51-["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])")
                                    << true;
    QTest::newRow("only looks like one") << QByteArray(R"(2["x",{"_placeholder":false,"num":7}])") << true;
    QTest::newRow("a text that speaks of it") << QByteArray(R"(2["x","_placeholder"])") << true;
    QTest::newRow("past the end") << QByteArray(R"(51-["x",{"_placeholder":true,"num":1}])") << false;
    QTest::newRow("before the start") << QByteArray(R"(51-["x",{"_placeholder":true,"num":-1}])") << false;
    QTest::newRow("a part") << QByteArray(R"(52-["x",{"_placeholder":true,"num":0.5}])") << false;
    QTest::newRow("text") << QByteArray(R"(51-["x",{"_placeholder":true,"num":"splice"}])") << false;
    QTest::newRow("no number") << QByteArray(R"(51-["x",{"_placeholder":true}])") << false;
    QTest::newRow("huge") << QByteArray(R"(51-["x",{"_placeholder":true,"num":1e308}])") << false;
    QTest::newRow("in a plain event") << QByteArray(R"(2["x",{"_placeholder":true,"num":0}])") << false;
    QTest::newRow("said twice") << QByteArray(R"(2["x",{"_placeholder":false,"_placeholder":true,"num":0}])") << false;
    QTest::newRow("number said twice") << QByteArray(R"(51-["x",{"_placeholder":true,"num":0,"num":7}])") << false;
    QTest::newRow("hidden in escapes") << QByteArray(R"(2["x",{"\u005fplaceholder":true,"num":0}])") << false;
    QTest::newRow("hidden in escapes that are none") << QByteArray(R"(2["x",{"_pla\ceholder":true,"num":0}])") << false;
}

void PacketTest::placeholders()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QCOMPARE(decodePacket(text).ok(), good);
}

void PacketTest::deepNestingIsRefused()
{
    QVERIFY(!decodePacket("2[\"x\"," + QByteArray(1'000'000, '[')).ok());
    QVERIFY(!decodePacket("0" + QByteArray("{\"a\":").repeated(200'000)).ok());
}

TEST_WITHOUT_APPLICATION(PacketTest)

} // namespace tst_packet

#include "tst_packet.moc"
