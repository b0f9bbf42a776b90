// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/outbox.h"
#include "session/withdrawn.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_withdrawing {

using namespace banter;
using namespace banter::testing;

namespace {

const QString One = QStringLiteral("one");
const QString Two = QStringLiteral("two");
const QString Three = QStringLiteral("three");

QStringList stored(const Stage &stage)
{
    QStringList ids;
    const auto entries = stage.openStore()->outbox();
    for (const OutboxEntry &entry : entries.value())
        ids.append(entry.clientId);
    return ids;
}

/// Three messages wait, since nobody is connected.
void writeThree(Stage &stage)
{
    stage.start();
    for (const QString &id : {One, Two, Three})
        stage.send(id, id);
    stage.run(10);
}

void deliver(Stage &stage)
{
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
}

} // namespace

// What was deleted can be brought back, to the place that it had.
class TestWithdrawing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackToItsPlace()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{Two});
        stage.run(10);
        QCOMPARE(stored(stage), QStringList({One, Three}));
        stage.tell(tell::Restore{Two});
        stage.run(10);
        QCOMPARE(stored(stage), QStringList({One, Two, Three}));
        QCOMPARE(stage.view.message(Two)->before, Three);
        QCOMPARE(stage.view.message(Two)->state, DeliveryState::Pending);
        QVERIFY(stage.view.message(Two)->editable);
        QCOMPARE(stage.session->unsent(), 3);
        deliver(stage);
        QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{One, Two, Three}));
    }

    // Several, brought back in another order than they went.
    void allComeBackToTheirPlaces()
    {
        Stage stage;
        writeThree(stage);
        for (const QString &id : {One, Two, Three})
            stage.tell(tell::Discard{id});
        stage.run(10);
        QCOMPARE(stored(stage), QStringList());
        stage.send(QStringLiteral("four"), QStringLiteral("four"));
        stage.run(10);
        for (const QString &id : {Two, Three, One})
            stage.tell(tell::Restore{id});
        stage.run(10);
        QCOMPARE(stored(stage), QStringList({One, Two, Three, QStringLiteral("four")}));
        deliver(stage);
        QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{One, Two, Three, QStringLiteral("four")}));
    }

    // Deleted and brought back within one batch: it is there.
    void isThereWhenBothHappenAtOnce()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{Two});
        stage.tell(tell::Restore{Two});
        stage.run(10);
        QVERIFY(stage.view.gone.count({Lobby, Two}) == 0);
        QCOMPARE(stage.session->unsent(), 3);
    }

    // Who closes the program after deleting a message has deleted it.
    void isGoneWhenTheProgramCloses()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{Two});
        stage.run(10);
        stage.kill();
        stage.start();
        stage.tell(tell::Restore{Two});
        deliver(stage);
        QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{One, Three}));
        QVERIFY(stage.view.failed(ErrorCode::NotFound));
    }

    // Who has it back has it back, also when the program dies then.
    void isKeptWhenTheProgramClosesAfterIt()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{One});
        stage.run(10);
        stage.tell(tell::Restore{One});
        stage.run(10);
        stage.kill();
        stage.start();
        deliver(stage);
        QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{One, Two, Three}));
    }

    void cannotBeBroughtBackForEver()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{Two});
        stage.run(61'000);
        stage.tell(tell::Restore{Two});
        stage.run(10);
        QVERIFY(stage.view.failed(ErrorCode::NotFound));
        QCOMPARE(stored(stage), QStringList({One, Three}));
    }

    // Taken in again before the disk had it: its place is as good.
    void hasItsPlaceBeforeTheDiskHasIt()
    {
        Stage stage;
        writeThree(stage);
        stage.tell(tell::Discard{One});
        stage.tell(tell::Restore{One});
        stage.tell(tell::Discard{One});
        stage.send(QStringLiteral("four"), QStringLiteral("four"));
        stage.tell(tell::Discard{QStringLiteral("four")});
        stage.tell(tell::Restore{One});
        stage.tell(tell::Restore{QStringLiteral("four")});
        stage.run(10);
        QCOMPARE(stored(stage), QStringList({One, Two, Three, QStringLiteral("four")}));
    }

    // The room was kept for this message alone, and went with it.
    void comesBackWithItsRoom()
    {
        const QString den = QStringLiteral("den");
        Stage stage;
        stage.start();
        stage.tell(tell::Send{den, One, One});
        stage.run(10);
        stage.kill();
        stage.start();
        stage.run(10);
        QVERIFY(stage.view.rooms.count(den) == 1);
        stage.tell(tell::Discard{One});
        stage.run(10);
        QVERIFY(stage.view.rooms.count(den) == 0);
        stage.tell(tell::Restore{One});
        stage.run(10);
        QVERIFY(stage.view.rooms.count(den) == 1);
        QCOMPARE(stored(stage), QStringList({One}));
    }

    // A failed one comes back as the failed one that it was.
    void aFailedOneStaysFailed()
    {
        Stage stage;
        stage.enter();
        stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::SendMessage>(request))
                return Error{ErrorCode::Forbidden, QStringLiteral("no"), 0};
            return std::nullopt;
        };
        stage.send(One, One);
        QVERIFY(stage.runUntil([&] { return stage.view.told(One, DeliveryState::Failed) == 1; }));
        stage.tell(tell::Discard{One});
        stage.run(10);
        stage.tell(tell::Restore{One});
        stage.run(10);
        QCOMPARE(stage.view.message(One)->state, DeliveryState::Failed);
        QCOMPARE(stored(stage), QStringList({One}));
        stage.run(60'000);
        QVERIFY(stage.server.texts(Lobby).empty()); // nothing goes out by itself
    }

    // It was on its way, and the server has it: it is there once.
    void whatArrivedMeanwhileIsNotSentTwice()
    {
        Stage stage;
        stage.enter();
        stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::SendMessage>(one); };
        stage.send(One, One);
        stage.run(200);
        QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(1));
        stage.tell(tell::Discard{One});
        stage.run(10);
        stage.server.mute = {};
        stage.tell(tell::Restore{One});
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{One}));
        QCOMPARE(stage.view.messages(Lobby).size(), std::size_t(1));
        QCOMPARE(stage.view.message(One)->state, DeliveryState::Sent);
    }

    // Pure: the outbox puts it between the same neighbours, whatever went meanwhile.
    void theOutboxKnowsItsPlace()
    {
        Outbox outbox;
        for (const QString &id : {One, Two, Three})
            outbox.restore({Lobby, id, id, 1, DeliveryState::Pending, {}}, Outbox::Stage::Waiting);
        const Outbox::Item two = *outbox.find(Two);
        QVERIFY(outbox.remove(Two));
        QVERIFY(outbox.remove(One));
        outbox.reinstate(two);
        QCOMPARE(outbox.items().front().entry.clientId, Two);
        QCOMPARE(outbox.find(Two)->stage, Outbox::Stage::Storing);
        QCOMPARE(outbox.shownAfter(Two), Three);
        QCOMPARE(outbox.shownAfter(Three), QString());
        QCOMPARE(outbox.unsent(), 2);
    }

    void keepsABoundedNumber()
    {
        Withdrawn withdrawn;
        for (std::size_t count = 0; count <= Withdrawn::Most; ++count) {
            Withdrawn::Kept kept;
            kept.item.entry.clientId = QString::number(count);
            kept.until = 100;
            withdrawn.add(kept);
        }
        QVERIFY(!withdrawn.take(QStringLiteral("0"), 1));
        QVERIFY(withdrawn.take(QStringLiteral("1"), 1));
        QVERIFY(!withdrawn.take(QStringLiteral("1"), 1)); // once
        QVERIFY(!withdrawn.take(QStringLiteral("2"), 101));
    }
};

TEST_WITH_CORE_APPLICATION(TestWithdrawing)

} // namespace tst_withdrawing

#include "tst_withdrawing.moc"
