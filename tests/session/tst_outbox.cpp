// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/outbox.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_outbox {

using namespace banter;

namespace {

OutboxEntry entry(int number, const QString &room = QStringLiteral("lobby"))
{
    return {room, QStringLiteral("id-%1").arg(number), QStringLiteral("text %1").arg(number), 0, DeliveryState::Pending,
            {}};
}

QString id(int number)
{
    return entry(number).clientId;
}

OutboxEntry edit(int number, const QString &target, const QString &message = {})
{
    OutboxEntry one = entry(number);
    one.operation = Operation::Edit;
    one.target = target;
    one.targetClientId = message;
    return one;
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesInOrderAndNotesWhatWasTried();
    void holdsAMessageAndItsRoomBack();
    void aHeldMessageThatGoesFreesItsRoom();
    void saysWhetherAnythingMayGo();
    void aChangeWaitsForItsMessage();
    void changesOfOneMessageGoOneByOne();
    void isBoundedByCount();
    void isBoundedByBytesAlsoWhenReworded();
    void whatIsUnverifiedIsNeitherSentNorCounted();
    void knowsAnEchoInAnotherForm();

private:
    static void fill(Outbox &outbox, const std::vector<OutboxEntry> &entries);
    static QStringList take(Outbox &outbox, int limit = 100);
};

void TestOutbox::fill(Outbox &outbox, const std::vector<OutboxEntry> &entries)
{
    for (const OutboxEntry &one : entries) {
        QVERIFY(outbox.add(one).ok());
        outbox.setStage(*outbox.find(one.clientId), Outbox::Stage::Waiting);
    }
}

QStringList TestOutbox::take(Outbox &outbox, int limit)
{
    QStringList ids;
    for (const OutboxEntry *one : outbox.take(limit, 1, [](const OutboxEntry &) { return true; }))
        ids.append(one->clientId);
    return ids;
}

void TestOutbox::takesInOrderAndNotesWhatWasTried()
{
    Outbox outbox;
    fill(outbox, {entry(1), entry(2), entry(3)});
    QCOMPARE(take(outbox, 2), QStringList({id(1), id(2)}));
    QVERIFY(outbox.find(id(1))->entry.tried);
    QVERIFY(!outbox.find(id(3))->entry.tried);
    outbox.recall();
    QVERIFY(outbox.find(id(1))->entry.tried);
    QCOMPARE(take(outbox), QStringList({id(1), id(2), id(3)}));
}

void TestOutbox::holdsAMessageAndItsRoomBack()
{
    const QString attic = QStringLiteral("attic");
    Outbox outbox;
    fill(outbox, {entry(1), entry(2), entry(3, attic), entry(4), entry(5, attic)});
    outbox.hold(id(2));
    QCOMPARE(take(outbox), QStringList({id(1), id(3), id(5)}));
    QCOMPARE(take(outbox), QStringList());
    outbox.release();
    QCOMPARE(take(outbox), QStringList({id(2), id(4)}));
}

void TestOutbox::aHeldMessageThatGoesFreesItsRoom()
{
    Outbox outbox;
    fill(outbox, {entry(1), entry(2)});
    outbox.hold(id(1));
    QCOMPARE(take(outbox), QStringList());
    outbox.remove(id(1));
    QVERIFY(outbox.held().isEmpty());
    QCOMPARE(take(outbox), QStringList({id(2)}));
}

// A timer hangs on this: yes without anything to take would be a loop.
void TestOutbox::saysWhetherAnythingMayGo()
{
    Outbox outbox;
    fill(outbox, {entry(1), entry(2)});
    QVERIFY(outbox.hasWaiting());
    outbox.hold(id(1));
    QVERIFY(!outbox.hasWaiting());
    outbox.hold(id(2));
    QVERIFY(outbox.hasWaiting());
    QCOMPARE(take(outbox), QStringList({id(1)}));
    QVERIFY(!outbox.hasWaiting());
    outbox.release();
    QVERIFY(outbox.hasWaiting());
}

void TestOutbox::aChangeWaitsForItsMessage()
{
    Outbox outbox;
    fill(outbox, {entry(1), edit(2, {}, id(1)), entry(3)});
    QCOMPARE(take(outbox), QStringList({id(1), id(3)}));
    QVERIFY(!outbox.hasWaiting());
    QVERIFY(outbox.isAwaited(id(1)));
    outbox.remove(id(1));
    QVERIFY(!outbox.hasWaiting());
    outbox.aim(*outbox.find(id(2)), QStringLiteral("m1"));
    QVERIFY(!outbox.isAwaited(id(1)));
    QVERIFY(outbox.hasWaiting());
    QCOMPARE(take(outbox), QStringList(id(2)));
}

void TestOutbox::changesOfOneMessageGoOneByOne()
{
    const QString m1 = QStringLiteral("m1");
    const QString m2 = QStringLiteral("m2");
    Outbox outbox;
    fill(outbox, {edit(1, m1), edit(2, m1), edit(3, m2), entry(4)});
    QCOMPARE(outbox.operationsOn(m1, {}), (std::vector<QString>{id(1), id(2)}));
    QCOMPARE(outbox.lastAfter(*outbox.find(id(1)))->entry.clientId, id(2));
    QVERIFY(!outbox.lastAfter(*outbox.find(id(2))));
    QCOMPARE(take(outbox), QStringList({id(1), id(3), id(4)}));
    QCOMPARE(take(outbox), QStringList());
    QVERIFY(!outbox.hasWaiting());
    outbox.recall();
    QCOMPARE(take(outbox), QStringList({id(1), id(3), id(4)}));
    outbox.setStage(*outbox.find(id(1)), Outbox::Stage::Failed); // it keeps nothing back
    QVERIFY(outbox.hasWaiting());
    QCOMPARE(take(outbox), QStringList(id(2)));
    Message echo;
    echo.room = entry(1).room;
    echo.text = entry(2).text;
    QVERIFY(outbox.echoed(echo, true).isEmpty()); // an edit has no echo
}

void TestOutbox::isBoundedByCount()
{
    Outbox outbox;
    for (int i = 0; i < int(Outbox::MaxEntries); ++i)
        QVERIFY(outbox.add(entry(i)).ok());
    const Status refused = outbox.add(entry(-1));
    QCOMPARE(refused.error().code, ErrorCode::QueueFull);
    QVERIFY(refused.error().message.contains(QString::number(Outbox::MaxEntries)));
    QVERIFY(!outbox.find(id(-1)));
    QVERIFY(outbox.find(id(0)));
    outbox.remove(id(5));
    QVERIFY(outbox.add(entry(-1)).ok());
}

void TestOutbox::isBoundedByBytesAlsoWhenReworded()
{
    Outbox outbox;
    const QString half(qsizetype(Outbox::MaxBytes / 4 - 100), u'x'); // two bytes each
    OutboxEntry first = entry(1);
    first.text = half;
    OutboxEntry second = entry(2);
    second.text = half;
    fill(outbox, {first, second});
    OutboxEntry third = entry(3);
    third.text = QString(500, u'x');
    QCOMPARE(outbox.add(third).error().code, ErrorCode::QueueFull);
    QCOMPARE(outbox.reword(*outbox.find(id(1)), half + third.text, {}).error().code, ErrorCode::QueueFull);
    QCOMPARE(outbox.find(id(1))->entry.text, half);
    QVERIFY(outbox.reword(*outbox.find(id(1)), QStringLiteral("short"), {}).ok());
    QCOMPARE(outbox.find(id(1))->entry.text, QStringLiteral("short"));
    QVERIFY(outbox.add(third).ok()); // the room that was made counts
    outbox.remove(id(1));
    outbox.remove(id(2));
    outbox.remove(id(3));
    OutboxEntry whole = entry(4);
    whole.text = QString(qsizetype(Outbox::MaxBytes / 2), u'x');
    QVERIFY(outbox.add(whole).ok());
}

void TestOutbox::whatIsUnverifiedIsNeitherSentNorCounted()
{
    Outbox outbox;
    outbox.restore(entry(1), Outbox::Stage::Unverified);
    QCOMPARE(outbox.unsent(), 0);
    QVERIFY(!outbox.hasWaiting());
    QCOMPARE(take(outbox), QStringList());
    QVERIFY(outbox.remove(id(1)));
    QCOMPARE(outbox.unsent(), 0);
}

// Servers trim what they pass on, and compose what was written decomposed.
void TestOutbox::knowsAnEchoInAnotherForm()
{
    Outbox outbox;
    OutboxEntry cafe = entry(1);
    cafe.text = QString::fromUtf8(" Cafe\u0301  two\n");
    fill(outbox, {cafe});
    take(outbox);
    Message message{{cafe.room, {}, {}, 1}, {QStringLiteral("ann"), QString::fromUtf8("Caf\u00e9 two"), 0}, {}};
    QCOMPARE(outbox.echoed(message, true), id(1));
    message.text = QStringLiteral("Cafe two");
    QCOMPARE(outbox.echoed(message, true), QString());
}

TEST_WITH_CORE_APPLICATION(TestOutbox)

} // namespace tst_outbox

#include "tst_outbox.moc"
