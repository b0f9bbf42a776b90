// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/inbox.h"

#include <QTest>

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

quint64 idOf(const Inbox::Request &request)
{
    return std::visit([](const auto &one) { return one.id; }, request);
}

} // namespace

class TestInbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrder()
    {
        Inbox inbox;
        QVERIFY(inbox.push(frameOf(2, 1), 100));
        QVERIFY(inbox.push(frameOf(1), 100));
        for (const quint64 id : {1u, 2u, 3u, 1u})
            QCOMPARE(idOf(inbox.take()), id);
        QVERIFY(inbox.isEmpty());
    }

    void holdsNoMoreRequestsThanItsBound()
    {
        Inbox inbox;
        QVERIFY(inbox.push(frameOf(Inbox::MaxRequests - 1), 1));
        QVERIFY(!inbox.push(frameOf(1, 1), 1));
        QVERIFY(inbox.push(frameOf(0, 1), 1));
        QVERIFY(!inbox.push(frameOf(1), 1));
        inbox.take();
        QVERIFY(inbox.push(frameOf(1), 1));
    }

    // A frame counts until the last of it is taken.
    void holdsNoMoreBytesThanItsBound()
    {
        Inbox inbox;
        QVERIFY(inbox.push(frameOf(2), Inbox::MaxBytes - 10));
        QVERIFY(inbox.push(frameOf(1), 10));
        QVERIFY(!inbox.push(frameOf(1), 1));
        inbox.take();
        QVERIFY(!inbox.push(frameOf(1), 1));
        inbox.take();
        QVERIFY(inbox.push(frameOf(1), Inbox::MaxBytes - 10));
        QCOMPARE(inbox.bytes(), Inbox::MaxBytes);
        inbox.take();
        inbox.take();
        QCOMPARE(inbox.bytes(), 0);
        QVERIFY(inbox.push(frameOf(1), Inbox::MaxBytes));
    }

    void framesOfNothingCountForNothing()
    {
        Inbox inbox;
        QVERIFY(inbox.push(frameOf(1), Inbox::MaxBytes));
        QVERIFY(inbox.push({}, 1'000));
        inbox.take();
        QVERIFY(inbox.isEmpty());
        QVERIFY(inbox.push(frameOf(1), Inbox::MaxBytes));
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
