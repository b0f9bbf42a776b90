// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/request_queue.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_request_queue {

using namespace banter;
using namespace banter::protocol;

namespace {

using Frame = Decoded<ClientItem>;

Frame frameOf(std::size_t items, std::size_t bad = 0)
{
    Frame frame;
    for (std::size_t i = 1; i <= items; ++i)
        frame.items.push_back({i, ListRooms{}});
    for (std::size_t i = 1; i <= bad; ++i)
        frame.bad.push_back({items + i, {ErrorCode::BadRequest, QStringLiteral("no")}});
    return frame;
}

quint64 idOf(const RequestQueue::Request &request)
{
    return std::visit([](const auto &one) { return one.id; }, request);
}

} // namespace

class TestRequestQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrder()
    {
        RequestQueue queue;
        QVERIFY(queue.push(frameOf(2, 1), 100));
        QVERIFY(queue.push(frameOf(1), 100));
        for (const quint64 id : {1u, 2u, 3u, 1u})
            QCOMPARE(idOf(queue.take()), id);
        QVERIFY(queue.isEmpty());
    }

    void holdsNoMoreRequestsThanItsBound()
    {
        RequestQueue queue;
        QVERIFY(queue.push(frameOf(RequestQueue::MaxRequests - 1), 1));
        QVERIFY(!queue.push(frameOf(1, 1), 1));
        QVERIFY(queue.push(frameOf(0, 1), 1));
        QVERIFY(!queue.push(frameOf(1), 1));
        queue.take();
        QVERIFY(queue.push(frameOf(1), 1));
    }

    // A frame counts until the last of it is taken.
    void holdsNoMoreBytesThanItsBound()
    {
        RequestQueue queue;
        QVERIFY(queue.push(frameOf(2), RequestQueue::MaxBytes - 10));
        QVERIFY(queue.push(frameOf(1), 10));
        QVERIFY(!queue.push(frameOf(1), 1));
        queue.take();
        QVERIFY(!queue.push(frameOf(1), 1));
        queue.take();
        QVERIFY(queue.push(frameOf(1), RequestQueue::MaxBytes - 10));
        QCOMPARE(queue.bytes(), RequestQueue::MaxBytes);
        queue.take();
        queue.take();
        QCOMPARE(queue.bytes(), 0);
        QVERIFY(queue.push(frameOf(1), RequestQueue::MaxBytes));
    }

    void framesOfNothingCountForNothing()
    {
        RequestQueue queue;
        QVERIFY(queue.push(frameOf(1), RequestQueue::MaxBytes));
        QVERIFY(queue.push({}, 1'000));
        queue.take();
        QVERIFY(queue.isEmpty());
        QVERIFY(queue.push(frameOf(1), RequestQueue::MaxBytes));
    }
};

TEST_WITH_CORE_APPLICATION(TestRequestQueue)

} // namespace tst_request_queue

#include "tst_request_queue.moc"
