// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/protocol/samples.h"

#include "core/random.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <optional>

namespace tst_bad_input {

using namespace banter;
using namespace banter::protocol;

class BadInputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unreadableFrames_data();
    void unreadableFrames();
    void badItems_data();
    void badItems();
    void badItemKeepsItsNeighbours();
    void unknownTypesAndFieldsAreIgnored();
    void unknownRequestWithAnIdIsNotSupported();
    void tooManyItemsInAFrame();
    void tooLargeAFrame();
    void mutatedFramesNeverCrash_data();
    void mutatedFramesNeverCrash();
};

void BadInputTest::unreadableFrames_data()
{
    QTest::addColumn<Encoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    const auto json = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << Encoding::Json << bytes; };
    const auto cbor = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << Encoding::Cbor << bytes; };
    json("empty", {});
    json("a word", "hello");
    json("a number", "42");
    json("a string", R"("hello")");
    json("list of numbers", "[1,2,3]");
    json("unfinished", R"({"type":"rooms.list","id":1)");
    json("two documents", R"({"type":"rooms.list"}{"type":"rooms.list"})");
    json("trailing comma", R"({"type":"rooms.list",})");
    json("invalid utf-8", "{\"type\":\"rooms.list\",\"x\":\"\xff\xfe\"}");
    json("overlong utf-8", "{\"type\":\"rooms.list\",\"x\":\"\xc0\xaf\"}");
    json("raw control in string", "{\"type\":\"rooms.list\",\"x\":\"a\x01\"}");
    json("a million deep", QByteArray(1'000'000, '['));
    json("a million deep in a field", R"({"type":"rooms.list","x":)" + QByteArray(1'000'000, '[') + "}");
    json("deeper than the limit", R"({"type":"rooms.list","x":)" + QByteArray(40, '[') + QByteArray(40, ']') + "}");
    cbor("empty", {});
    cbor("a number", "\x18\x2a");
    cbor("cut short", QByteArray("\xa1\x64type", 5));
    cbor("a million deep", QByteArray(1'000'000, '\x81'));
    cbor("length beyond the end", QByteArray("\x7b\xff\xff\xff\xff\xff\xff\xff\xff", 9));
    cbor("list as long as the world", QByteArray("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", 9));
    cbor("length that leaves no room for what came before", QByteArray::fromHex("a1"
                                                                                "6474797065"
                                                                                "5b7fffffffffffffff"));
    cbor("invalid utf-8", QByteArray("\xa1\x64type\x62\xff\xfe", 9));
    cbor("break without a list", "\xff");
    cbor("break for a value", QByteArray::fromHex("a2647479706566"
                                                  "6c6f676f75746178ff"));
    cbor("break in a list of billions", QByteArray::fromHex("a2647479706566"
                                                            "6c6f676f75746178"
                                                            "9a6269640f"
                                                            "616101"
                                                            "ffff"
                                                            "656c696d69741832"));
    // What the fuzz test once hung on.
    cbor("breaks and a list of billions in a batch",
         QByteArray::fromHex("82a364747970656c70726573656e63652e7365746269641466737461747573676f66666c696e65"
                             "a56474797065677b6973746f72799a6269640f64726f6f6d656c6f6262796561667465721b001fffff"
                             "ffffffff656c696d6974ffff656c696d69741832"));
}

void BadInputTest::unreadableFrames()
{
    QFETCH(Encoding, encoding);
    QFETCH(QByteArray, bytes);
    Decoder decoder;
    const auto client = decoder.client(encoding, bytes);
    QVERIFY(!client.ok());
    QVERIFY(client.error().code == ErrorCode::BadFrame || client.error().code == ErrorCode::TooLarge);
    QVERIFY(!client.error().message.isEmpty());
    QVERIFY(!decoder.server(encoding, bytes).ok());
    // The decoder is as good as new.
    QVERIFY(decoder.client(Encoding::Json, R"({"type":"rooms.list","id":1})").ok());
}

void BadInputTest::badItems_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &json, ErrorCode code = ErrorCode::BadRequest) {
        QTest::newRow(name) << json << code;
    };
    const QByteArray send = R"({"type":"message.send","id":7,)";
    row("text missing", send + R"("room":"lobby","clientId":"c"})");
    row("text a number", send + R"("room":"lobby","clientId":"c","text":5})");
    row("text a map", send + R"("room":"lobby","clientId":"c","text":{}})");
    row("text empty", send + R"("room":"lobby","clientId":"c","text":""})", ErrorCode::BadText);
    row("text with a bell", send + R"("room":"lobby","clientId":"c","text":"\u0007"})", ErrorCode::BadText);
    row("text with no character", send + R"("room":"lobby","clientId":"c","text":"a\uffff"})", ErrorCode::BadText);
    row("text too long", send + R"("room":"lobby","clientId":"c","text":")" + QByteArray(16385, 'x') + "\"}",
        ErrorCode::TooLarge);
    row("client id missing", send + R"("room":"lobby","text":"x"})");
    row("client id too long", send + R"("room":"lobby","text":"x","clientId":")" + QByteArray(65, 'c') + "\"}",
        ErrorCode::TooLarge);
    row("room with a direction mark", send + R"("room":"lob\u202eby","clientId":"c","text":"x"})", ErrorCode::BadText);
    row("cursor outside", R"({"type":"cursor.move","id":7,"room":"lobby","x":1.5,"y":0})");
    row("cursor a huge number", R"({"type":"cursor.move","id":7,"room":"lobby","x":1e308,"y":0})");
    row("seq negative", R"({"type":"read.mark","id":7,"room":"lobby","seq":-1})");
    row("seq over 2^53", R"({"type":"read.mark","id":7,"room":"lobby","seq":9007199254740993})");
    row("seq a fraction", R"({"type":"read.mark","id":7,"room":"lobby","seq":1.5})");
    row("seq a string", R"({"type":"read.mark","id":7,"room":"lobby","seq":"1"})");
    row("limit zero", R"({"type":"history","id":7,"room":"lobby","before":9,"limit":0})");
    row("before and after", R"({"type":"history","id":7,"room":"lobby","before":9,"after":2})");
    row("status unheard of", R"({"type":"presence.set","id":7,"status":"sleepy"})");
    row("auth missing", R"({"type":"hello","id":7,"version":1,"client":"t"})");
    row("auth method unheard of",
        R"({"type":"hello","id":7,"version":1,"client":"t","auth":{"method":"magic","user":"a","secret":"b"}})");
    row("a field twice", R"({"type":"read.mark","id":7,"room":"lobby","seq":1,"seq":2})");
}

void BadInputTest::badItems()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    Decoder decoder;
    const auto decoded = decoder.client(Encoding::Json, json);
    QVERIFY2(decoded.ok(), decoded.ok() ? "" : qPrintable(decoded.error().message));
    QCOMPARE(decoded.value().items.size(), std::size_t(0));
    QCOMPARE(decoded.value().bad.size(), std::size_t(1));
    QCOMPARE(decoded.value().bad[0].id, quint64(7));
    QCOMPARE(decoded.value().bad[0].error.code, code);
    QVERIFY(!decoded.value().bad[0].error.message.isEmpty());
}

void BadInputTest::badItemKeepsItsNeighbours()
{
    Decoder decoder;
    const auto decoded = decoder.client(
        Encoding::Json, R"([{"type":"rooms.list","id":1},{"type":"read.mark","id":2},{"type":"logout","id":3}])");
    QVERIFY(decoded.ok());
    QCOMPARE(decoded.value().items.size(), std::size_t(2));
    QCOMPARE(decoded.value().items[1].id, quint64(3));
    QCOMPARE(decoded.value().bad.size(), std::size_t(1));
    QCOMPARE(decoded.value().bad[0].id, quint64(2));
}

void BadInputTest::unknownTypesAndFieldsAreIgnored()
{
    Decoder decoder;
    const auto decoded = decoder.server(Encoding::Json, R"([{"type":"message.reacted","room":"lobby","rev":3},
                            {"type":"activity","room":"lobby","lastSeq":4,"mood":{"of":["the","day"]}}])");
    QVERIFY(decoded.ok());
    QCOMPARE(decoded.value().unknown, 1);
    QCOMPARE(decoded.value().bad.size(), std::size_t(0));
    QCOMPARE(decoded.value().items, (std::vector<ServerItem>{{0, Activity{QStringLiteral("lobby"), 4}}}));
}

void BadInputTest::unknownRequestWithAnIdIsNotSupported()
{
    Decoder decoder;
    const auto decoded = decoder.client(Encoding::Json, R"({"type":"message.pin","id":9})");
    QVERIFY(decoded.ok());
    QCOMPARE(decoded.value().bad.size(), std::size_t(1));
    QCOMPARE(decoded.value().bad[0].id, quint64(9));
    QCOMPARE(decoded.value().bad[0].error.code, ErrorCode::NotSupported);
}

void BadInputTest::tooManyItemsInAFrame()
{
    QByteArray frame = "[";
    for (int i = 0; i <= limits::MaxBatch; ++i)
        frame += i == 0 ? R"({"type":"logout"})" : R"(,{"type":"logout"})";
    Decoder decoder;
    const auto decoded = decoder.client(Encoding::Json, frame + "]");
    QVERIFY(!decoded.ok());
    QCOMPARE(decoded.error().code, ErrorCode::TooLarge);
}

void BadInputTest::tooLargeAFrame()
{
    Decoder decoder;
    const QByteArray frame = R"({"type":"logout","x":")" + QByteArray(limits::MaxFrameBytes, 'x') + "\"}";
    const auto decoded = decoder.client(Encoding::Json, frame);
    QVERIFY(!decoded.ok());
    QCOMPARE(decoded.error().code, ErrorCode::TooLarge);
}

void BadInputTest::mutatedFramesNeverCrash_data()
{
    QTest::addColumn<quint64>("seed");
    const QByteArray given = qgetenv("BANTER_SEED");
    if (!given.isEmpty()) {
        QTest::newRow("given") << given.toULongLong();
        return;
    }
    for (quint64 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

namespace {

Result<Decoded<ClientItem>> read(Decoder &decoder, Encoding encoding, const QByteArray &frame, const ClientItem &)
{
    return decoder.client(encoding, frame);
}

Result<Decoded<ServerItem>> read(Decoder &decoder, Encoding encoding, const QByteArray &frame, const ServerItem &)
{
    return decoder.server(encoding, frame);
}

void change(QByteArray &frame, Random &random)
{
    const qsizetype at = qsizetype(random.below(quint64(frame.size())));
    switch (random.below(4)) {
    case 0:
        frame[at] = char(random.below(256));
        break;
    case 1:
        frame.truncate(qMax<qsizetype>(1, at));
        break;
    case 2:
        frame.insert(at, frame.mid(at, qsizetype(random.below(16))));
        break;
    default:
        frame.insert(at, char(random.below(256)));
        break;
    }
}

// Gives how many items were understood, or nothing when one of them could not be written and read again.
template <class Item>
std::optional<int> fuzz(const std::vector<Item> &samples, Random &random)
{
    Decoder decoder;
    int understood = 0;
    for (int i = 0; i < 2'500; ++i) {
        const Encoding encoding = random.below(2) == 0 ? Encoding::Json : Encoding::Cbor;
        std::vector<QByteArray> items;
        for (quint64 count = 0; count <= random.below(3); ++count)
            items.push_back(encode(encoding, samples[random.below(samples.size())]));
        QByteArray frame = batch(encoding, items, limits::MaxFrameBytes).front();
        for (quint64 changes = 0; changes <= random.below(4); ++changes)
            change(frame, random);
        const auto decoded = read(decoder, encoding, frame, Item{});
        if (!decoded)
            continue;
        for (const Item &item : decoded.value().items) {
            ++understood;
            const auto again = read(decoder, encoding, encode(encoding, item), Item{});
            if (!again || again.value().items.size() != 1 || !(again.value().items.front() == item))
                return std::nullopt;
        }
    }
    return understood;
}

} // namespace

// Valid frames with a few bytes changed, cut, doubled or inserted. Whatever comes out is within the limits, so that it
// can be written and read again.
void BadInputTest::mutatedFramesNeverCrash()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    const std::optional<int> client = fuzz(clientSamples(), random);
    const std::optional<int> server = fuzz(serverSamples(), random);
    QVERIFY2(client && server, qPrintable(QStringLiteral("BANTER_SEED=%1").arg(seed)));
    QVERIFY(*client > 100 && *server > 100);
}

TEST_WITHOUT_APPLICATION(BadInputTest)

} // namespace tst_bad_input

#include "tst_bad_input.moc"
