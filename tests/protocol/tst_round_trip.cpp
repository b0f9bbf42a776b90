// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/names.h"
#include "tests/protocol/samples.h"
#include "tests/support/test_program.h"

#include <QCborValue>
#include <QJsonDocument>
#include <QtTest>

#include <set>

namespace tst_round_trip {

using namespace banter;
using namespace banter::protocol;

namespace {

template <class Item>
Result<Decoded<Item>> decode(Decoder &decoder, Encoding encoding, const QByteArray &frame)
{
    if constexpr (std::is_same_v<Item, ClientItem>)
        return decoder.client(encoding, frame);
    else
        return decoder.server(encoding, frame);
}

template <class Item>
void addRows(const std::vector<Item> &samples)
{
    QTest::addColumn<int>("sample");
    QTest::addColumn<Encoding>("encoding");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const QByteArray name = encode(Encoding::Json, samples[i]).left(60);
        QTest::addRow("json %zu %s", i, name.constData()) << int(i) << Encoding::Json;
        QTest::addRow("cbor %zu %s", i, name.constData()) << int(i) << Encoding::Cbor;
    }
}

template <class Item>
void roundTrip(const Item &sample, Encoding encoding)
{
    Decoder decoder;
    const QByteArray frame = encode(encoding, sample);
    const auto decoded = decode<Item>(decoder, encoding, frame);
    QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().message));
    QVERIFY2(decoded.value().bad.empty(),
             decoded.value().bad.empty() ? "" : qPrintable(decoded.value().bad.front().error.message));
    QCOMPARE(decoded.value().unknown, 0);
    QCOMPARE(decoded.value().items.size(), std::size_t(1));
    QVERIFY2(decoded.value().items.front() == sample,
             encode(Encoding::Json, decoded.value().items.front()).constData());
}

// A batch of all, ten times over, comes back item by item in its order.
template <class Item>
void batchRoundTrip(const std::vector<Item> &samples, Encoding encoding)
{
    std::vector<Item> all;
    std::vector<QByteArray> encoded;
    for (int round = 0; round < 10; ++round) {
        for (const Item &item : samples) {
            all.push_back(item);
            encoded.push_back(encode(encoding, item));
        }
    }
    Decoder decoder;
    std::vector<Item> back;
    for (const QByteArray &frame : batch(encoding, encoded, limits::MaxFrameBytes)) {
        auto decoded = decode<Item>(decoder, encoding, frame);
        QVERIFY(decoded);
        QVERIFY(decoded.value().bad.empty());
        for (Item &item : decoded.value().items)
            back.push_back(std::move(item));
    }
    QVERIFY(back == all);
}

template <class Item>
void everyKindHasASample(const std::vector<Item> &samples)
{
    std::set<std::size_t> seen;
    for (const Item &item : samples)
        seen.insert(item.body.index());
    QCOMPARE(seen.size(), std::variant_size_v<decltype(Item::body)>);
}

} // namespace

class TestRoundTrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsSampled();
    void clientItem_data() { addRows(clientSamples()); }
    void clientItem();
    void serverItem_data() { addRows(serverSamples()); }
    void serverItem();
    void batches();
    void jsonIsWhatQtReads();
    void cborIsWhatQtReads();
    void localErrorCodesStayHere();
    void longSentencesAreCut();
};

void TestRoundTrip::everyKindIsSampled()
{
    everyKindHasASample(clientSamples());
    everyKindHasASample(serverSamples());
}

void TestRoundTrip::clientItem()
{
    QFETCH(int, sample);
    QFETCH(Encoding, encoding);
    roundTrip(clientSamples()[std::size_t(sample)], encoding);
}

void TestRoundTrip::serverItem()
{
    QFETCH(int, sample);
    QFETCH(Encoding, encoding);
    roundTrip(serverSamples()[std::size_t(sample)], encoding);
}

void TestRoundTrip::batches()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        batchRoundTrip(clientSamples(), encoding);
        batchRoundTrip(serverSamples(), encoding);
    }
}

// The wire as PROTOCOL.md has it, seen by another reader.
void TestRoundTrip::jsonIsWhatQtReads()
{
    const Message message{{QStringLiteral("lobby"), QStringLiteral("c1"), QStringLiteral("m1"), 5},
                          {QStringLiteral("ana"), QString::fromUtf8("a\"b\\\n\u007f\u2028é"), 99},
                          {}};
    const QByteArray frame = encode(Encoding::Json, ServerItem{0, MessageEvent{message}});
    const QJsonObject expected{{QStringLiteral("type"), QStringLiteral("message")},
                               {QStringLiteral("room"), message.room},
                               {QStringLiteral("clientId"), message.clientId},
                               {QStringLiteral("id"), message.id},
                               {QStringLiteral("seq"), 5},
                               {QStringLiteral("sender"), message.sender},
                               {QStringLiteral("at"), 99},
                               {QStringLiteral("text"), message.text}};
    QCOMPARE(QJsonDocument::fromJson(frame).object(), expected);
    QVERIFY(!frame.contains(' '));
}

void TestRoundTrip::cborIsWhatQtReads()
{
    const QByteArray frame = encode(Encoding::Cbor, ClientItem{9, MoveCursor{QStringLiteral("lobby"), {0.25, 0.5}}});
    const QCborMap expected{{QStringLiteral("type"), QStringLiteral("cursor.move")},
                            {QStringLiteral("id"), 9},
                            {QStringLiteral("room"), QStringLiteral("lobby")},
                            {QStringLiteral("x"), 0.25},
                            {QStringLiteral("y"), 0.5}};
    QCOMPARE(QCborValue::fromCbor(frame).toMap(), expected);
}

void TestRoundTrip::localErrorCodesStayHere()
{
    Decoder decoder;
    for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
        const ServerItem item{1, Failure{{ErrorCode(code), QStringLiteral("why"), 0}}};
        const auto decoded = decoder.server(Encoding::Json, encode(Encoding::Json, item));
        const ErrorCode got = std::get<Failure>(decoded.value().items.front().body).error.code;
        const bool crosses =
            std::any_of(wire::CodeNames.begin(), wire::CodeNames.end(), [&](auto n) { return int(n.value) == code; });
        QCOMPARE(got, crosses ? ErrorCode(code) : ErrorCode::Internal);
        if (crosses) // one spelling in the whole program
            QCOMPARE(errorCodeName(ErrorCode(code)).toStdString(), std::string(wire::nameOf(ErrorCode(code))));
    }
}

void TestRoundTrip::longSentencesAreCut()
{
    const QString face = QString::fromUtf8("🙂");
    Decoder decoder;
    const ServerItem item{0, Notice{QStringLiteral("x") + face.repeated(400)}};
    const auto decoded = decoder.server(Encoding::Json, encode(Encoding::Json, item));
    QVERIFY(decoded.value().bad.empty());
    const QString text = std::get<Notice>(decoded.value().items.front().body).text;
    QCOMPARE(text, QStringLiteral("x") + face.repeated(249)); // 499 units: half a face would be the 500th
}

TEST_WITHOUT_APPLICATION(TestRoundTrip)

} // namespace tst_round_trip

#include "tst_round_trip.moc"
