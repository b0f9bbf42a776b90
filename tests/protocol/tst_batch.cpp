// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/protocol/samples.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_batch {

using namespace banter;
using namespace banter::protocol;

namespace {

ServerItem activity(Seq seq)
{
    return {0, Activity{QStringLiteral("lobby"), seq}};
}

std::vector<QByteArray> encoded(Encoding encoding, int count)
{
    std::vector<QByteArray> items;
    for (int i = 1; i <= count; ++i)
        items.push_back(encode(encoding, activity(i)));
    return items;
}

} // namespace

class BatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingMakesNothing();
    void oneIsNotWrapped();
    void everyCountReadsBack_data();
    void everyCountReadsBack();
    void framesStayWithinTheirBytes();
    void oneTooLargeGoesAlone();
    void itemLimitIsKept();
};

void BatchTest::nothingMakesNothing()
{
    QVERIFY(batch(Encoding::Json, {}, 1000).empty());
    QVERIFY(batch(Encoding::Cbor, {}, 1000).empty());
}

void BatchTest::oneIsNotWrapped()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor})
        QCOMPARE(batch(encoding, encoded(encoding, 1), 1000), encoded(encoding, 1));
}

// The head of a CBOR array is one byte longer from 24 and from 256 entries on.
void BatchTest::everyCountReadsBack_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {2, 23, 24, 25, 255, 256, 257, 999, 1000, 1001, 2500})
        QTest::addRow("%d", count) << count;
}

void BatchTest::everyCountReadsBack()
{
    QFETCH(int, count);
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        const auto frames = batch(encoding, encoded(encoding, count), limits::MaxFrameBytes);
        QCOMPARE(frames.size(), std::size_t((count + limits::MaxBatch - 1) / limits::MaxBatch));
        Decoder decoder;
        Seq expected = 0;
        for (const QByteArray &frame : frames) {
            const auto decoded = decoder.server(encoding, frame);
            QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().message));
            for (const ServerItem &item : decoded.value().items)
                QVERIFY(item == activity(++expected));
        }
        QCOMPARE(expected, Seq(count));
    }
}

void BatchTest::framesStayWithinTheirBytes()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        const auto items = encoded(encoding, 100);
        for (qint64 most = 100; most < 700; most += 7) {
            std::size_t frames = 0;
            for (const QByteArray &frame : batch(encoding, items, most)) {
                QVERIFY(frame.size() <= most);
                ++frames;
            }
            QVERIFY(frames > 1 && frames < 100);
        }
    }
}

void BatchTest::oneTooLargeGoesAlone()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        auto items = encoded(encoding, 3);
        items[1] = encode(encoding, ServerItem{0, Notice{QString(400, u'x')}});
        QCOMPARE(batch(encoding, items, 300), items);
    }
}

void BatchTest::itemLimitIsKept()
{
    const auto items = encoded(Encoding::Json, 25);
    QCOMPARE(batch(Encoding::Json, items, limits::MaxFrameBytes, 10).size(), std::size_t(3));
    QCOMPARE(batch(Encoding::Json, items, limits::MaxFrameBytes, 1), items);
    QCOMPARE(batch(Encoding::Json, items, limits::MaxFrameBytes, -5), items);
    QCOMPARE(batch(Encoding::Json, encoded(Encoding::Json, 1001), limits::MaxFrameBytes, 5000).size(), std::size_t(2));
}

TEST_WITHOUT_APPLICATION(BatchTest)

} // namespace tst_batch

#include "tst_batch.moc"
