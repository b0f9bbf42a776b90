// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/codec.h"
#include "tests/support/test_program.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace banter;
using namespace banter::protocol;

namespace {

// What became of one item: "ok", or its error's code, a space and the path that the sentence names.
template <class Item>
QString outcome(const Result<Decoded<Item>> &decoded)
{
    if (!decoded)
        return errorCodeName(decoded.error().code);
    if (decoded.value().bad.empty())
        return decoded.value().items.size() == 1 ? QStringLiteral("ok") : QStringLiteral("ignored");
    const Error &error = decoded.value().bad.front().error;
    return errorCodeName(error.code) + u' ' + error.message.section(QStringLiteral(": "), 0, 0);
}

QString client(const QByteArray &json)
{
    return outcome(Decoder().client(Encoding::Json, json));
}

QString server(const QByteArray &json)
{
    return outcome(Decoder().server(Encoding::Json, json));
}

QString clientCbor(const QCborValue &value)
{
    return outcome(Decoder().client(Encoding::Cbor, value.toCbor()));
}

QByteArray cursor(const QByteArray &x)
{
    return R"({"type":"cursor.move","room":"a","x":)" + x + R"(,"y":0})";
}

QByteArray mark(const QByteArray &seq)
{
    return R"({"type":"read.mark","id":1,"room":"a","seq":)" + seq + "}";
}

QByteArray sendText(const QByteArray &text)
{
    return R"({"type":"message.send","id":1,"room":"a","clientId":"c","text":")" + text + "\"}";
}

QByteArray page(const QByteArray &messages, const QByteArray &lastSeq)
{
    return R"({"type":"history","re":1,"page":{"room":"a","epoch":"e","reachesStart":false,"reachesEnd":true,)"
           R"("lastSeq":)" +
           lastSeq + R"(,"messages":[)" + messages + "]}}";
}

QByteArray message(int seq, const QByteArray &more = {})
{
    return R"({"id":"m","sender":"b","at":1,"text":"x","seq":)" + QByteArray::number(seq) + more + "}";
}

QCborMap cborMap(std::initializer_list<std::pair<QCborValue, QCborValue>> fields)
{
    return QCborMap(fields);
}

QCborValue word(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

class StrictnessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void integers_data();
    void integers();
    void cborIntegers();
    void coordinates_data();
    void coordinates();
    void cborNumbersThatJsonDoesNotHave();
    void requestNumbers_data();
    void requestNumbers();
    void surrogates_data();
    void surrogates();
    void oddValuesThatNobodyReads_data();
    void oddValuesThatNobodyReads();
    void cborTexts();
    void byteOrderMarkIsACharacter();
    void nullIsLeftOut();
    void fieldsInAnyOrder();
    void twiceIsRefused();
    void pages_data();
    void pages();
    void deepestNesting();
    void cborShapes();
    void wordsOfNewerVersions();
    void lists();
    void secrets_data();
    void secrets();
    void largeFramesLeaveNothingBehind();
};

void StrictnessTest::integers_data()
{
    QTest::addColumn<QByteArray>("seq");
    QTest::addColumn<QString>("expected");
    const QString ok = QStringLiteral("ok");
    const QString bad = QStringLiteral("bad_request seq");
    const QString frame = QStringLiteral("bad_frame");
    const auto row = [](const QByteArray &seq, const QString &expected) {
        QTest::newRow(seq.constData()) << seq << expected;
    };
    row("1", ok);
    row("9007199254740991", ok);
    row("5.0", ok);
    row("1e3", ok);
    row("0", bad);
    row("-1", bad);
    row("-0.0", bad);
    row("1.5", bad);
    row("9007199254740992", bad);
    row("9007199254740993", bad);
    row("9223372036854775807", bad);
    row("9223372036854775808", bad);
    row("18446744073709551615", bad);
    row("-9223372036854775808", bad);
    row("1e300", bad);
    row("1e-300", bad);
    row("true", bad);
    row("\"1\"", bad);
    row("[]", bad);
    row("{}", bad);
    row("1e999", bad);
    row("-1e999", bad);
    row("18446744073709551616", bad);
    row("-9223372036854775809", bad);
    row("NaN", frame);
    row("Infinity", frame);
    row("01", frame);
    row("+1", frame);
    row("0x1", frame);
}

void StrictnessTest::integers()
{
    QFETCH(QByteArray, seq);
    QFETCH(QString, expected);
    QCOMPARE(client(mark(seq)), expected);
}

void StrictnessTest::cborIntegers()
{
    const auto marked = [](const QCborValue &seq) {
        return clientCbor(cborMap({{word("type"), word("read.mark")}, {word("room"), word("a")}, {word("seq"), seq}}));
    };
    const QString bad = QStringLiteral("bad_request seq");
    QCOMPARE(marked(1), QStringLiteral("ok"));
    QCOMPARE(marked(limits::MaxInteger), QStringLiteral("ok"));
    QCOMPARE(marked(5.0), QStringLiteral("ok"));
    for (const QCborValue &seq :
         {QCborValue(0), QCborValue(-1), QCborValue(limits::MaxInteger + 1),
          QCborValue(std::numeric_limits<qint64>::max()), QCborValue(std::numeric_limits<qint64>::min()),
          QCborValue(1.5), QCborValue(qQNaN()), QCborValue(qInf()), QCborValue(-qInf()), QCborValue(1e300),
          QCborValue(true), QCborValue(QByteArray("1"))})
        QCOMPARE(marked(seq), bad);
    // 2^64-1 and -2^64, which no qint64 holds.
    const QByteArray head =
        cborMap({{word("type"), word("read.mark")}, {word("room"), word("a")}}).toCborValue().toCbor();
    for (const char first : {'\x1b', '\x3b'}) {
        const QByteArray frame = "\xa3" + head.mid(1) + QByteArray("\x63seq") + first + QByteArray(8, '\xff');
        QCOMPARE(outcome(Decoder().client(Encoding::Cbor, frame)), bad);
    }
}

void StrictnessTest::coordinates_data()
{
    QTest::addColumn<QByteArray>("x");
    QTest::addColumn<bool>("good");
    for (const char *x : {"0", "1", "0.5", "1.0", "5e-324", "-0.0"})
        QTest::newRow(x) << QByteArray(x) << true;
    for (const char *x : {"-0.001", "1.0000001", "1e308", "-1", "2", "null", "\"0.5\"", "false", "[0]"})
        QTest::newRow(x) << QByteArray(x) << false;
}

void StrictnessTest::coordinates()
{
    QFETCH(QByteArray, x);
    QFETCH(bool, good);
    QCOMPARE(client(cursor(x)), good ? QStringLiteral("ok") : QStringLiteral("bad_request x"));
}

void StrictnessTest::cborNumbersThatJsonDoesNotHave()
{
    const auto moved = [](const QCborValue &x) {
        return clientCbor(cborMap(
            {{word("type"), word("cursor.move")}, {word("room"), word("a")}, {word("x"), x}, {word("y"), 0.0}}));
    };
    QCOMPARE(moved(0.5), QStringLiteral("ok"));
    for (const double x : {qQNaN(), qInf(), -qInf(), qSNaN()})
        QCOMPARE(moved(x), QStringLiteral("bad_request x"));
    // Half and single precision are numbers too: 0.5 in two and in four bytes.
    for (const QByteArray &x : {QByteArray("\xf9\x38\x00", 3), QByteArray("\xfa\x3f\x00\x00\x00", 5)}) {
        const QByteArray frame = QByteArray("\xa4\x64type\x6b") + "cursor.move" + "\x64room\x61" + "a\x61x" + x +
                                 "\x61y" + QByteArray("\x00", 1);
        const auto decoded = Decoder().client(Encoding::Cbor, frame);
        QCOMPARE(outcome(decoded), QStringLiteral("ok"));
        QCOMPARE(std::get<MoveCursor>(decoded.value().items.front().body).point.x, 0.5);
    }
}

void StrictnessTest::requestNumbers_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << QByteArray("1") << QStringLiteral("ok");
    QTest::newRow("largest") << QByteArray("9007199254740991") << QStringLiteral("ok");
    QTest::newRow("null") << QByteArray("null") << QStringLiteral("ok");
    for (const char *id : {"0", "-1", "9007199254740992", "1.5", "\"1\"", "[]"})
        QTest::newRow(id) << QByteArray(id) << QStringLiteral("bad_request id");
}

void StrictnessTest::requestNumbers()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, expected);
    const auto decoded = Decoder().client(Encoding::Json, R"({"type":"logout","id":)" + id + "}");
    QCOMPARE(outcome(decoded), expected);
    if (!decoded.value().bad.empty())
        QCOMPARE(decoded.value().bad.front().id, quint64(0));
}

void StrictnessTest::surrogates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read"); // nothing where it is refused
    const QString half(QChar::ReplacementCharacter);
    QTest::newRow("a pair") << QByteArray("\\ud83d\\ude42") << QStringLiteral("\U0001F642");
    QTest::newRow("first half") << QByteArray("\\ud83d") << half;
    QTest::newRow("first half, letter") << QByteArray("\\ud83dx") << half + u'x';
    QTest::newRow("first half twice") << QByteArray("\\ud83d\\ud83d") << half + half;
    QTest::newRow("second half") << QByteArray("\\ude42") << half;
    QTest::newRow("wrong order") << QByteArray("\\ude42\\ud83d") << half + half;
    QTest::newRow("as bytes") << QByteArray("\xed\xa0\xbd") << QString();
    QTest::newRow("beyond unicode") << QByteArray("\xf4\x90\x80\x80") << QString();
    QTest::newRow("last of the plane before") << QByteArray("\xed\x9f\xbf") << QStringLiteral("\ud7ff");
}

void StrictnessTest::surrogates()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, read);
    const auto decoded = Decoder().client(Encoding::Json, sendText(text));
    QCOMPARE(outcome(decoded), read.isEmpty() ? QStringLiteral("bad_frame") : QStringLiteral("ok"));
    if (!read.isEmpty())
        QCOMPARE(std::get<SendMessage>(decoded.value().items.front().body).text, read);
}

void StrictnessTest::oddValuesThatNobodyReads_data()
{
    QTest::addColumn<QByteArray>("odd");
    for (const char *odd : {"\"\\ud83d\"", "18446744073709551616", "-9223372036854775809", "1e400", "[{\"a\":-1e400}]"})
        QTest::newRow(odd) << QByteArray(odd);
}

void StrictnessTest::oddValuesThatNobodyReads()
{
    QFETCH(QByteArray, odd);
    const auto decoded = Decoder().client(
        Encoding::Json, R"({"type":"message.send","room":"a","clientId":"c","text":"hi","new":)" + odd + '}');
    QCOMPARE(outcome(decoded), QStringLiteral("ok"));
    QCOMPARE(std::get<SendMessage>(decoded.value().items.front().body).text, QStringLiteral("hi"));
}

void StrictnessTest::cborTexts()
{
    const auto sent = [](const QByteArray &text) {
        const QByteArray head("\xa4\x64type\x6cmessage.send\x64room\x61"
                              "a\x68"
                              "clientId\x61"
                              "c\x64text");
        return outcome(Decoder().client(Encoding::Cbor, head + text));
    };
    QCOMPARE(sent("\x63"
                  "abc"),
             QStringLiteral("ok"));
    QCOMPARE(sent("\x7f\x61"
                  "a\x62"
                  "bc\xff"),
             QStringLiteral("ok")); // in chunks
    QCOMPARE(sent("\x7f\x61"
                  "a"),
             QStringLiteral("bad_frame"));                           // chunks without an end
    QCOMPARE(sent("\x7f\x01\xff"), QStringLiteral("bad_frame"));     // a chunk that is no text
    QCOMPARE(sent("\x63\xed\xa0\xbd"), QStringLiteral("bad_frame")); // half a pair
    QCOMPARE(sent("\x63"
                  "ab"),
             QStringLiteral("bad_frame")); // cut off
    QCOMPARE(sent("\x43"
                  "abc"),
             QStringLiteral("bad_request text")); // bytes are not text
    QCOMPARE(sent("\x61\x07"), QStringLiteral("bad_text text"));
    QCOMPARE(sent("\x60"), QStringLiteral("bad_text text"));
}

void StrictnessTest::byteOrderMarkIsACharacter()
{
    const auto decoded = Decoder().client(Encoding::Json, sendText("\xef\xbb\xbfx"));
    QCOMPARE(outcome(decoded), QStringLiteral("ok"));
    const QString text = std::get<SendMessage>(decoded.value().items.front().body).text;
    QCOMPARE(text, QString(QChar(QChar::ByteOrderMark)) + u'x');
    QCOMPARE(client("{\"type\":\"room.join\",\"room\":\"\xef\xbb\xbflobby\"}"), QStringLiteral("bad_text room"));
}

void StrictnessTest::nullIsLeftOut()
{
    const auto decoded =
        Decoder().client(Encoding::Json, R"({"type":"subscribe","room":"a","since":null,"epoch":null,"limit":null})");
    QCOMPARE(outcome(decoded), QStringLiteral("ok"));
    QVERIFY(std::get<Subscribe>(decoded.value().items.front().body) == (Subscribe{QStringLiteral("a"), 0, {}, 50}));
    QCOMPARE(client(R"({"type":"room.join","room":null})"), QStringLiteral("bad_request room"));
    QCOMPARE(client(R"({"type":"subscribe","room":"a","epoch":""})"), QStringLiteral("ok"));
    QCOMPARE(client(R"({"type":null})"), QStringLiteral("bad_request type"));
}

void StrictnessTest::fieldsInAnyOrder()
{
    const auto decoded = Decoder().client(
        Encoding::Json, R"({"text":"hi","x":[{}],"clientId":"c","id":4,"room":"a","type":"message.send"})");
    QCOMPARE(outcome(decoded), QStringLiteral("ok"));
    QVERIFY(decoded.value().items.front() ==
            (ClientItem{4, SendMessage{QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("hi")}}));
}

void StrictnessTest::twiceIsRefused()
{
    QCOMPARE(client(R"({"type":"room.join","room":"a","room":"b"})"), QStringLiteral("bad_request room"));
    QCOMPARE(client(R"({"type":"room.join","room":"a","type":"room.leave"})"), QStringLiteral("bad_request type"));
    QCOMPARE(client(R"({"type":"room.join","room":"a","id":1,"id":2})"), QStringLiteral("bad_request id"));
    QCOMPARE(client(R"({"type":"hello","version":1,"client":"c","auth":{"method":"token","secret":"a","secret":"b"}})"),
             QStringLiteral("bad_request auth.secret"));
    // The same word, spelled with an escape.
    QCOMPARE(client(R"({"type":"room.join","room":"a","r\u006fom":"b"})"), QStringLiteral("bad_request room"));
    QCOMPARE(client(R"({"type":"room.join","room":"a","x":1,"x":2})"), QStringLiteral("ok"));
}

void StrictnessTest::pages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &json, const char *expected) {
        QTest::newRow(name) << json << QString::fromLatin1(expected);
    };
    row("empty", page({}, "0"), "ok");
    row("three", page(message(3) + "," + message(4) + "," + message(5), "9"), "ok");
    row("a hole", page(message(3) + "," + message(5), "9"), "bad_request page");
    row("descending", page(message(3) + "," + message(2), "9"), "bad_request page");
    row("twice", page(message(3) + "," + message(3), "9"), "bad_request page");
    row("beyond the last", page(message(3), "2"), "bad_request page");
    row("a bad one", page(message(3) + "," + message(4, R"(,"clientId":7)"), "9"),
        "bad_request page.messages[1].clientId");
    row("empty text", page(R"({"id":"m","sender":"b","at":1,"text":"","seq":1})", "1"), "ok");
    row("no text", page(R"({"id":"m","sender":"b","at":1,"seq":1})", "1"), "bad_request page.messages[0].text");
    row("numbers", page("1,2", "9"), "bad_request page.messages[0]");
    QByteArray many = message(1);
    for (int seq = 2; seq <= limits::MaxPage; ++seq)
        many += "," + message(seq);
    row("as many as may be", page(many, "1000"), "ok");
    row("one too many", page(many + "," + message(limits::MaxPage + 1), "1000"), "too_large page.messages");
}

void StrictnessTest::pages()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    QCOMPARE(server(json), expected);
    const QByteArray cbor = QCborValue::fromJsonValue(QJsonDocument::fromJson(json).object()).toCbor();
    QCOMPARE(outcome(Decoder().server(Encoding::Cbor, cbor)), expected);
}

// Both encodings end at the same level: MaxDepth arrays and maps, the item's own included.
void StrictnessTest::deepestNesting()
{
    const auto nested = [](int depth, char open, char close) {
        return QByteArray(depth, open) + QByteArray(depth, close);
    };
    for (const int depth : {limits::MaxDepth - 3, limits::MaxDepth - 2, limits::MaxDepth - 1, limits::MaxDepth}) {
        const bool good = depth <= limits::MaxDepth - 1;
        const QString expected = good ? QStringLiteral("ok") : QStringLiteral("bad_frame");
        QCOMPARE(client(R"({"type":"logout","x":)" + nested(depth, '[', ']') + "}"), expected);
        const QByteArray cbor = "\xa2\x64type\x66logout\x61x" + QByteArray(depth - 1, '\x81') + '\x80';
        QCOMPARE(outcome(Decoder().client(Encoding::Cbor, cbor)), expected);
    }
}

void StrictnessTest::cborShapes()
{
    const auto read = [](const QByteArray &bytes) { return outcome(Decoder().client(Encoding::Cbor, bytes)); };
    const QByteArray logout("\xa1\x64type\x66logout");
    QCOMPARE(read(logout), QStringLiteral("ok"));
    QCOMPARE(read("\x81" + logout), QStringLiteral("ok"));
    QCOMPARE(read("\x9f" + logout + "\xff"), QStringLiteral("ok"));     // a list without a length
    QCOMPARE(read("\xbf\x64type\x66logout\xff"), QStringLiteral("ok")); // a map without one
    QCOMPARE(read(logout + logout), QStringLiteral("bad_frame"));       // two documents
    QCOMPARE(read(logout + QByteArray(1, '\0')), QStringLiteral("bad_frame"));
    QCOMPARE(read("\xd9\xd9\xf7" + logout), QStringLiteral("bad_frame"));           // tagged: it is another thing
    QCOMPARE(read("\xa2\x64type\x66logout\x01\x02"), QStringLiteral("bad_frame"));  // a key that is a number
    QCOMPARE(read("\xbf\x64type\xff"), QStringLiteral("bad_frame"));                // a key without a value
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\xc1\x01"), QStringLiteral("ok"));    // a tag in an unknown field
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\xf7"), QStringLiteral("ok"));        // undefined
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\xf8\xff"), QStringLiteral("ok"));    // a simple value of nobody
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\x42zz"), QStringLiteral("ok"));      // bytes
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\x1c"), QStringLiteral("bad_frame")); // a reserved length
    QCOMPARE(read("\xa2\x64type\x66logout\x61x\xff"), QStringLiteral("bad_frame")); // an end in the middle
    QCOMPARE(read(QByteArray(1'000'000, '\xc1')), QStringLiteral("bad_frame"));     // a million tags
    QCOMPARE(read(QByteArray("\xa2\x64type\x66logout\x61x\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", 23)),
             QStringLiteral("bad_frame")); // bytes as long as the world
}

void StrictnessTest::wordsOfNewerVersions()
{
    const auto presence = Decoder().server(Encoding::Json, R"({"type":"presence","user":"a","status":"hiding"})");
    QCOMPARE(outcome(presence), QStringLiteral("ok"));
    QCOMPARE(std::get<PresenceEvent>(presence.value().items.front().body).presence.status, PresenceStatus::Unknown);
    const auto error = Decoder().server(Encoding::Json, R"({"type":"error","re":1,"code":"too_modern"})");
    QCOMPARE(std::get<Failure>(error.value().items.front().body).error.code, ErrorCode::Internal);
    const auto member = Decoder().server(
        Encoding::Json, R"({"type":"member.joined","room":"a","user":"b","status":"away","role":"admin"})");
    QCOMPARE(std::get<MemberJoined>(member.value().items.front().body).member.role, Role::Member);
    QCOMPARE(client(R"({"type":"presence.set","status":"hiding"})"), QStringLiteral("bad_request status"));
    QCOMPARE(client(R"({"type":"presence.set","status":"unknown"})"), QStringLiteral("bad_request status"));
    QCOMPARE(client(R"({"type":"presence.set"})"), QStringLiteral("bad_request status"));
    QCOMPARE(client(R"({"type":"presence.set","text":"x"})"), QStringLiteral("bad_request status"));
    QCOMPARE(client(R"({"type":"presence.set","statusId":"s"})"), QStringLiteral("bad_request status"));
    QCOMPARE(client(R"({"type":"presence.set","textId":"t"})"), QStringLiteral("ok"));
    QCOMPARE(client(R"({"type":"presence.set","away":false})"), QStringLiteral("ok"));
}

void StrictnessTest::lists()
{
    const auto hello = [](const QByteArray &capabilities) {
        return client(
            R"({"type":"hello","version":1,"client":"c","auth":{"method":"token","secret":"s"},"capabilities":)" +
            capabilities + "}");
    };
    QCOMPARE(hello("[]"), QStringLiteral("ok"));
    QCOMPARE(hello(R"(["a","b"])"), QStringLiteral("ok"));
    QCOMPARE(hello(R"(["a",""])"), QStringLiteral("bad_request capabilities[1]"));
    QCOMPARE(hello(R"(["a b"])"), QStringLiteral("bad_request capabilities[0]"));
    QCOMPARE(hello(R"([[]])"), QStringLiteral("bad_request capabilities[0]"));
    QCOMPARE(hello(R"({"a":1})"), QStringLiteral("bad_request capabilities"));
    QCOMPARE(hello("[" + QByteArray(R"("a",)").repeated(limits::MaxCapabilities) + R"("a"])"),
             QStringLiteral("too_large capabilities"));
}

void StrictnessTest::secrets_data()
{
    QTest::addColumn<QByteArray>("auth");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &auth, const char *expected) {
        QTest::newRow(name) << auth << QString::fromLatin1(expected);
    };
    row("password", R"("method":"password","user":"a","secret":"p")", "ok");
    row("password of spaces", R"("method":"password","user":"a","secret":"        ")", "ok");
    row("no password", R"("method":"password","user":"a","secret":"")", "bad_request auth.secret");
    row("no user", R"("method":"password","secret":"p")", "bad_request auth");
    row("bad user", R"("method":"register","user":"a b","secret":"12345678")", "bad_text auth.user");
    row("short new password", R"("method":"register","user":"a","secret":"1234567")", "bad_request auth");
    row("new password", R"("method":"register","user":"a","secret":"12345678")", "ok");
    row("longest", R"("method":"password","user":"a","secret":")" + QByteArray(1024, 'p') + "\"", "ok");
    row("too long", R"("method":"password","user":"a","secret":")" + QByteArray(1025, 'p') + "\"",
        "too_large auth.secret");
    row("long in bytes", R"("method":"password","user":"a","secret":")" + QByteArray("\xc3\xa9").repeated(513) + "\"",
        "too_large auth.secret");
    row("code", R"("method":"register","user":"a","secret":"12345678","code":"0123-4567-89ab")", "ok");
    row("long code", R"("method":"register","user":"a","secret":"12345678","code":")" + QByteArray(65, 'c') + "\"",
        "too_large auth.code");
    row("token", R"("method":"token","secret":")" + QByteArray(128, 't') + "\"", "ok");
    row("long token", R"("method":"token","secret":")" + QByteArray(129, 't') + "\"", "too_large auth");
}

void StrictnessTest::secrets()
{
    QFETCH(QByteArray, auth);
    QFETCH(QString, expected);
    const QByteArray json = R"({"type":"hello","id":1,"version":1,"client":"c","auth":{)" + auth + "}}";
    QCOMPARE(client(json), expected);
    // What was refused is a secret all the same.
    const auto decoded = Decoder().client(Encoding::Json, json);
    for (const BadItem &bad : decoded.value().bad)
        QVERIFY(!bad.error.message.contains(QStringLiteral("ppp")) &&
                !bad.error.message.contains(QStringLiteral("ttt")));
}

void StrictnessTest::largeFramesLeaveNothingBehind()
{
    Decoder decoder;
    const QByteArray large = R"({"type":"logout","x":")" + QByteArray(900'000, 'x') + "\"}";
    const QByteArray largeCbor =
        "\xa2\x64type\x66logout\x61x" + QByteArray("\x7a\x00\x0d\xbb\xa0", 5) + QByteArray(900'000, 'x');
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(outcome(decoder.client(Encoding::Json, large)), QStringLiteral("ok"));
        QCOMPARE(outcome(decoder.client(Encoding::Json, mark("1"))), QStringLiteral("ok"));
        QCOMPARE(outcome(decoder.client(Encoding::Cbor, largeCbor)), QStringLiteral("ok"));
        QCOMPARE(outcome(decoder.client(Encoding::Cbor, "\xa1\x64type\x66logout")), QStringLiteral("ok"));
    }
    Decoder moved = std::move(decoder);
    QCOMPARE(outcome(moved.client(Encoding::Json, mark("2"))), QStringLiteral("ok"));
}

TEST_WITHOUT_APPLICATION(StrictnessTest)

#include "tst_strictness.moc"
