// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/handshake.h"
#include "engineio/packet.h"
#include "engineio/payload.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_engineio {

using namespace banter;
using namespace banter::engineio;

namespace {

Frame text(const char *data)
{
    return {false, QByteArray(data)};
}

Frame bytes(QByteArray data)
{
    return {true, std::move(data)};
}

// "ok", or the error's code.
template <class T>
QString verdict(const Result<T> &result)
{
    return result.ok() ? QStringLiteral("ok") : errorCodeName(result.error().code);
}

} // namespace

class EngineioTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void packets_data();
    void packets();
    void brokenPackets_data();
    void brokenPackets();
    void binaryFrameIsAMessage();
    void handshakeOfTheSpecification();
    void handshakeWithoutTheYoungFields();
    void brokenHandshakes_data();
    void brokenHandshakes();
    void oddHandshakes_data();
    void oddHandshakes();
    void deepNestingIsRefused();
    void payloadOfTheSpecification();
    void payloadIsJoinedAndSplitAlike();
    void payloadNeverPassesTheServersMaximum();
    void brokenPayloads_data();
    void brokenPayloads();
    void packetsOverTheMaximumAreRefused();
};

void EngineioTest::packets_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("open") << QByteArray("0{}") << 0 << QByteArray("{}");
    QTest::newRow("close") << QByteArray("1") << 1 << QByteArray();
    QTest::newRow("ping") << QByteArray("2") << 2 << QByteArray();
    QTest::newRow("ping of a probe") << QByteArray("2probe") << 2 << QByteArray("probe");
    QTest::newRow("pong") << QByteArray("3probe") << 3 << QByteArray("probe");
    QTest::newRow("message") << QByteArray("4hello") << 4 << QByteArray("hello");
    QTest::newRow("upgrade") << QByteArray("5") << 5 << QByteArray();
    QTest::newRow("noop") << QByteArray("6") << 6 << QByteArray();
}

void EngineioTest::packets()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, type);
    QFETCH(QByteArray, data);
    const Frame frame{false, wire};
    const auto packet = decodePacket(frame);
    QVERIFY(packet.ok());
    QCOMPARE(int(packet.value().type), type);
    QCOMPARE(packet.value().data.toByteArray(), data);
    QVERIFY(!packet.value().binary);
    QCOMPARE(encodePacket(PacketType(type), data), frame);
}

void EngineioTest::brokenPackets_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("unknown type") << QByteArray("7");
    QTest::newRow("letters") << QByteArray("abc");
    QTest::newRow("below") << QByteArray("/4");
    QTest::newRow("base64 outside of a body") << QByteArray("bAQID");
    QTest::newRow("high byte") << QByteArray("\xff");
}

void EngineioTest::brokenPackets()
{
    QFETCH(QByteArray, wire);
    const Frame frame{false, wire};
    QCOMPARE(verdict(decodePacket(frame)), QStringLiteral("bad_frame"));
}

void EngineioTest::binaryFrameIsAMessage()
{
    const Frame frame = bytes(QByteArray("\x01\x00\xff", 3));
    const auto packet = decodePacket(frame);
    QVERIFY(packet.ok() && packet.value().binary);
    QCOMPARE(packet.value().type, PacketType::Message);
    QCOMPARE(packet.value().data.toByteArray(), frame.data);
}

void EngineioTest::handshakeOfTheSpecification()
{
    const auto open = readHandshake(R"({"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,)"
                                    R"("pingTimeout":20000,"maxPayload":1000000})");
    QVERIFY(open.ok());
    const Handshake expected{
        QStringLiteral("lv_VI97HAXpY6yYWAAAC"), {QStringLiteral("websocket")}, 25'000, 20'000, 1'000'000};
    QCOMPARE(open.value(), expected);
}

void EngineioTest::handshakeWithoutTheYoungFields()
{
    const auto open = readHandshake(R"({"sid":"a","pingInterval":300,"pingTimeout":200,"new":{"x":[1]}})");
    QVERIFY(open.ok());
    QCOMPARE(open.value().maxPayload, DefaultMaxPayload);
    QVERIFY(open.value().upgrades.isEmpty());
    QCOMPARE(open.value().pingIntervalMs, 300);
}

void EngineioTest::brokenHandshakes_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("code");
    const QString frame = QStringLiteral("bad_frame");
    const QString field = QStringLiteral("bad_request");
    QTest::newRow("empty") << QByteArray("") << frame;
    QTest::newRow("cut") << QByteArray(R"({"sid":"a",)") << frame;
    QTest::newRow("list") << QByteArray("[]") << frame;
    QTest::newRow("no sid") << QByteArray(R"({"pingInterval":1,"pingTimeout":1})") << field;
    QTest::newRow("empty sid") << QByteArray(R"({"sid":"","pingInterval":1,"pingTimeout":1})") << field;
    QTest::newRow("sid is a number") << QByteArray(R"({"sid":7,"pingInterval":1,"pingTimeout":1})") << field;
    QTest::newRow("no interval") << QByteArray(R"({"sid":"a","pingTimeout":1})") << field;
    QTest::newRow("interval below nothing") << QByteArray(R"({"sid":"a","pingInterval":-5,"pingTimeout":1})") << field;
    QTest::newRow("interval as text") << QByteArray(R"({"sid":"a","pingInterval":"25","pingTimeout":1})") << field;
    QTest::newRow("timeout below nothing") << QByteArray(R"({"sid":"a","pingInterval":1,"pingTimeout":-1})") << field;
    QTest::newRow("endless sid") << "{\"sid\":\"" + QByteArray(MaxSidChars + 1, 'x') +
                                        "\",\"pingInterval\":1,\"pingTimeout\":1}"
                                 << field;
}

void EngineioTest::brokenHandshakes()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, code);
    QCOMPARE(verdict(readHandshake(data)), code);
}

// Each is taken by socket.io-client 4.8.
void EngineioTest::oddHandshakes_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<qint64>("timeout");
    QTest::addColumn<qint64>("allowance");
    QTest::addColumn<qint64>("payload");
    const auto row = [](const char *fields, qint64 interval, qint64 timeout, qint64 allowance, qint64 payload) {
        QTest::newRow(fields) << QByteArray(fields) << interval << timeout << allowance << payload;
    };
    constexpr qint64 Usual = DefaultMaxPayload;
    row(R"("pingInterval":25000,"pingTimeout":0)", 25'000, 0, 45'000, Usual);
    row(R"("pingInterval":0,"pingTimeout":20000)", 0, 20'000, 0, Usual);
    row(R"("pingInterval":0,"pingTimeout":0)", 0, 0, 0, Usual);
    row(R"("pingInterval":24999.5,"pingTimeout":0.5)", 25'000, 1, 25'001, Usual);
    row(R"("pingInterval":90000000,"pingTimeout":1e300)", MaxHeartbeatMs, MaxHeartbeatMs, 2 * MaxHeartbeatMs, Usual);
    row(R"("pingInterval":1,"pingTimeout":1,"maxPayload":null)", 1, 1, 2, Usual);
    row(R"("pingInterval":1,"pingTimeout":1,"maxPayload":0)", 1, 1, 2, Usual);
    row(R"("pingInterval":1,"pingTimeout":1,"maxPayload":-1)", 1, 1, 2, Usual);
    row(R"("pingInterval":1,"pingTimeout":1,"maxPayload":9007199254740992)", 1, 1, 2, qint64(1) << 40);
    row(R"("pingInterval":1,"pingTimeout":1,"upgrades":"websocket")", 1, 1, 2, Usual);
    row(R"("pingInterval":1,"pingTimeout":1,"upgrades":null)", 1, 1, 2, Usual);
}

void EngineioTest::oddHandshakes()
{
    QFETCH(QByteArray, fields);
    QFETCH(qint64, interval);
    QFETCH(qint64, timeout);
    QFETCH(qint64, allowance);
    QFETCH(qint64, payload);
    const QString sid(300, u'x');
    const auto open = readHandshake("{\"sid\":\"" + sid.toUtf8() + "\"," + fields + '}');
    QVERIFY(open.ok());
    QCOMPARE(open.value().sid, sid);
    QCOMPARE(open.value().pingIntervalMs, interval);
    QCOMPARE(open.value().pingTimeoutMs, timeout);
    QCOMPARE(open.value().allowanceMs(), allowance);
    QCOMPARE(open.value().maxPayload, payload);
    QVERIFY(open.value().upgrades.isEmpty());
}

void EngineioTest::deepNestingIsRefused()
{
    QCOMPARE(verdict(readHandshake(QByteArray(1'000'000, '['))), QStringLiteral("bad_frame"));
}

void EngineioTest::payloadOfTheSpecification()
{
    const auto frames = splitPayload("4hello\x1e"
                                     "2\x1e"
                                     "4world",
                                     100);
    QVERIFY(frames.ok());
    QCOMPARE(frames.value(), (std::vector<Frame>{text("4hello"), text("2"), text("4world")}));
    const auto mixed = splitPayload("4hello\x1e"
                                    "bAQIDBA==",
                                    100);
    QVERIFY(mixed.ok());
    QCOMPARE(mixed.value(), (std::vector<Frame>{text("4hello"), bytes("\x01\x02\x03\x04")}));
}

void EngineioTest::payloadIsJoinedAndSplitAlike()
{
    std::vector<Frame> frames{text("4one"), bytes(QByteArray("\x00\x1e\xff", 3)), bytes({}), text("2"), bytes("ab")};
    std::deque<Frame> queue(frames.begin(), frames.end());
    const QByteArray body = joinPayload(queue, 1'000);
    QVERIFY(queue.empty());
    const auto split = splitPayload(body, 100);
    QVERIFY(split.ok());
    QCOMPARE(split.value(), frames);
}

void EngineioTest::payloadNeverPassesTheServersMaximum()
{
    std::deque<Frame> queue;
    for (int i = 0; i < 50; ++i)
        queue.push_back(i % 3 == 0 ? bytes(QByteArray(i, 'x')) : Frame{false, QByteArray(1 + i, '4')});
    const std::deque<Frame> all = queue;
    std::vector<Frame> arrived;
    while (!queue.empty()) {
        const QByteArray body = joinPayload(queue, 70);
        QVERIFY2(body.size() <= 70, qPrintable(QString::number(body.size())));
        const auto split = splitPayload(body, 100);
        QVERIFY(split.ok());
        arrived.insert(arrived.end(), split.value().begin(), split.value().end());
    }
    QVERIFY(std::equal(arrived.begin(), arrived.end(), all.begin(), all.end()));
}

void EngineioTest::brokenPayloads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("not base64") << QByteArray("4a\x1e"
                                              "b!!!!");
    QTest::newRow("base64 cut") << QByteArray("bAQI*");
    QTest::newRow("not UTF-8") << QByteArray("4\xc3\x28");
}

void EngineioTest::brokenPayloads()
{
    QFETCH(QByteArray, body);
    QCOMPARE(verdict(splitPayload(body, 100)), QStringLiteral("bad_frame"));
}

void EngineioTest::packetsOverTheMaximumAreRefused()
{
    QCOMPARE(verdict(splitPayload("4" + QByteArray(99, 'x'), 100)), QStringLiteral("ok"));
    QCOMPARE(verdict(splitPayload("4" + QByteArray(100, 'x'), 100)), QStringLiteral("too_large"));
    QCOMPARE(verdict(splitPayload("b" + QByteArray(101, 'x').toBase64(), 100)), QStringLiteral("too_large"));
}

TEST_WITHOUT_APPLICATION(EngineioTest)

} // namespace tst_engineio

#include "tst_engineio.moc"
