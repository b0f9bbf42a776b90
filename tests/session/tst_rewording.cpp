// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_rewording {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");
const QString Old = QStringLiteral("teh text");
const QString New = QStringLiteral("the text");

using Texts = std::vector<QString>;

} // namespace

/// Changing what has not been sent: possible where it is sure to be one message, refused where it might be two.
class TestRewording : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWaitingMessageIsChangedInItsPlace();
    void aChangeSurvivesARestart();
    void aMessageOnItsWayCannotBeChanged();
    void aMessageThatMayHaveArrivedCannotBeChanged();
    void norAfterARestart();
    void aRefusedMessageIsChangedAndSentUnderTheSameId();
    void aHeldMessageWaitsAndKeepsTheOrder();
    void aHeldMessageGoesWhenItIsReleased();
    void aHoldEndsWithTheProgram();
    void aChangeOfWhatTheServerHasBecomesAMessageOfItsOwn();
    void anEarlierWordingInTheHistoryIsNeverSentOver();
    void aBadTextIsNotTaken();
    void aFullDiskKeepsTheOldText();
    void neverTwoInACrashAtAnyWrite();
};

void TestRewording::aWaitingMessageIsChangedInItsPlace()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.send(QStringLiteral("first"));
    stage.send(Old, Id);
    stage.send(QStringLiteral("third"));
    stage.run(50);
    QVERIFY(stage.view.message(Id)->editable);
    stage.tell(tell::Reword{Id, New});
    stage.run(50);
    QCOMPARE(stage.view.message(Id)->message.text, New);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Pending);
    QCOMPARE(stage.view.texts(Lobby), (Texts{QStringLiteral("first"), New, QStringLiteral("third")}));
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), (Texts{QStringLiteral("first"), New, QStringLiteral("third")}));
    QCOMPARE(stage.server.log(Lobby)[1].clientId, Id);
    QVERIFY(stage.view.failures.empty());
}

void TestRewording::aChangeSurvivesARestart()
{
    Stage stage;
    stage.start();
    stage.send(Old, Id);
    stage.run(10);
    stage.tell(tell::Reword{Id, New});
    stage.run(10);
    stage.kill();
    stage.start();
    stage.run(10);
    QCOMPARE(stage.view.message(Id)->message.text, New);
    QVERIFY(stage.view.message(Id)->editable);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), Texts{New});
}

void TestRewording::aMessageOnItsWayCannotBeChanged()
{
    Stage stage;
    stage.server.latencyMs = 50;
    stage.enter();
    stage.send(Old, Id);
    stage.run(20);
    QCOMPARE(stage.view.told(Id, DeliveryState::Pending), 1);
    stage.tell(tell::Hold{Id});
    stage.tell(tell::Reword{Id, New});
    stage.run(10);
    QVERIFY(stage.view.failed(ErrorCode::AlreadySent, Lobby));
    QCOMPARE(stage.view.failures.front().clientId, Id);
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
    stage.tell(tell::Reword{Id, New}); // and not afterwards
    stage.run(500);
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
}

void TestRewording::aMessageThatMayHaveArrivedCannotBeChanged()
{
    Stage stage;
    stage.enter();
    // It is stored, and nobody says so.
    stage.server.pass = [](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    stage.send(Old, Id);
    stage.run(50);
    stage.goOffline();
    stage.server.pass = {};
    stage.run(50);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Pending);
    QVERIFY(stage.view.fixed.count(Id) == 1);
    stage.tell(tell::Reword{Id, New});
    stage.run(50);
    QVERIFY(stage.view.failed(ErrorCode::AlreadySent, Lobby));
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(500);
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
    QCOMPARE(stage.view.texts(Lobby), Texts{Old});
}

void TestRewording::norAfterARestart()
{
    Stage stage;
    stage.enter();
    stage.server.blackhole = true;
    stage.send(Old, Id);
    stage.run(50);
    stage.kill();
    stage.start();
    stage.run(50);
    QVERIFY(!stage.view.message(Id)->editable);
    stage.tell(tell::Hold{Id});
    stage.run(10);
    QVERIFY(stage.view.failed(ErrorCode::AlreadySent, Lobby));
    // Written without a connection, then seen off by one that came back, the same.
    stage.server.blackhole = false;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.goOffline();
    stage.send(New, QStringLiteral("id-2"));
    stage.run(20);
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::SendMessage>(request); };
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
    QVERIFY(stage.restore());
    stage.run(50);
    stage.kill();
    stage.start();
    stage.run(10);
    QVERIFY(!stage.view.message(QStringLiteral("id-2"))->editable);
}

void TestRewording::aRefusedMessageIsChangedAndSentUnderTheSameId()
{
    Stage stage;
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        const auto *send = std::get_if<ask::SendMessage>(&request);
        if (send && send->text == Old)
            return Error{ErrorCode::BadText, QStringLiteral("No."), 0};
        return std::nullopt;
    };
    stage.send(Old, Id);
    stage.run(50);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(stage.view.message(Id)->editable);
    stage.tell(tell::Hold{Id});
    stage.tell(tell::Reword{Id, New});
    QVERIFY(stage.runUntil([&] { return stage.view.message(Id)->state == DeliveryState::Sent; }, 1'000));
    QCOMPARE(stage.server.texts(Lobby), Texts{New});
    QCOMPARE(stage.server.log(Lobby)[0].clientId, Id);
    QCOMPARE(stage.view.texts(Lobby), Texts{New});
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestRewording::aHeldMessageWaitsAndKeepsTheOrder()
{
    Stage stage;
    stage.server.makeRoom(QStringLiteral("attic"), {Ann});
    stage.enter();
    stage.goOffline();
    stage.send(QStringLiteral("before"));
    stage.send(Old, Id);
    stage.send(QStringLiteral("after"));
    stage.send(QStringLiteral("elsewhere"), {}, QStringLiteral("attic"));
    stage.run(50);
    stage.tell(tell::Hold{Id});
    QVERIFY(stage.restore());
    stage.run(30'000);
    QVERIFY(stage.connected());
    QCOMPARE(stage.server.texts(Lobby), Texts{QStringLiteral("before")});
    QCOMPARE(stage.server.texts(QStringLiteral("attic")), Texts{QStringLiteral("elsewhere")});
    stage.tell(tell::Reword{Id, New});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    QCOMPARE(stage.server.texts(Lobby), (Texts{QStringLiteral("before"), New, QStringLiteral("after")}));
}

void TestRewording::aHeldMessageGoesWhenItIsReleased()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.send(Old, Id);
    stage.run(50);
    stage.tell(tell::Hold{Id});
    QVERIFY(stage.restore());
    stage.run(1'000);
    QCOMPARE(stage.session->unsent(), 1);
    stage.tell(tell::Release{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
    // Deleted while it is held, it lets the others go.
    stage.goOffline();
    stage.send(New, QStringLiteral("id-2"));
    stage.send(QStringLiteral("last"));
    stage.run(50);
    stage.tell(tell::Hold{QStringLiteral("id-2")});
    QVERIFY(stage.restore());
    stage.run(1'000);
    stage.tell(tell::Discard{QStringLiteral("id-2")});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    QCOMPARE(stage.server.texts(Lobby), (Texts{Old, QStringLiteral("last")}));
}

void TestRewording::aHoldEndsWithTheProgram()
{
    Stage stage;
    stage.start();
    stage.send(Old, Id);
    stage.run(10);
    stage.tell(tell::Hold{Id});
    stage.run(10);
    stage.kill();
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
}

// The server says that something else is stored under the id: from here on they are two messages, and only because the
// person says so.
void TestRewording::aChangeOfWhatTheServerHasBecomesAMessageOfItsOwn()
{
    Stage stage;
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        const auto *send = std::get_if<ask::SendMessage>(&request);
        if (send && send->clientId == Id)
            return Error{ErrorCode::Conflict, QStringLiteral("Another one."), 0};
        return std::nullopt;
    };
    stage.send(Old, Id);
    stage.run(50);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    stage.run(60'000);
    QVERIFY(stage.server.texts(Lobby).empty());
    stage.tell(tell::Reword{Id, New});
    QVERIFY(stage.runUntil([&] { return !stage.server.texts(Lobby).empty(); }, 1'000));
    stage.run(100);
    QCOMPARE(stage.server.texts(Lobby), Texts{New});
    QVERIFY(stage.server.log(Lobby)[0].clientId != Id);
    QCOMPARE(stage.view.texts(Lobby), Texts{New});
    QVERIFY(stage.openStore()->outbox().value().empty());
}

// This side was wrong about what the server has: a history page brings the earlier wording under the id of the change.
void TestRewording::anEarlierWordingInTheHistoryIsNeverSentOver()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.send(Old, Id);
    stage.run(20);
    stage.tell(tell::Reword{Id, New});
    stage.run(20);
    stage.server.post(Lobby, Ann, Old, Id); // as if it had gone out in another life
    QVERIFY(stage.restore());
    stage.run(2'000);
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
    QCOMPARE(stage.view.texts(Lobby), (Texts{Old, New}));
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
    const std::vector<OutboxEntry> kept = stage.openStore()->outbox().value();
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].text, New);
    QCOMPARE(kept[0].state, DeliveryState::Failed);
    QVERIFY(kept[0].clientId != Id);
    QVERIFY(stage.view.message(kept[0].clientId)->editable);
    stage.tell(tell::Retry{kept[0].clientId}); // the person wants it all the same
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    QCOMPARE(stage.server.texts(Lobby), (Texts{Old, New}));
}

void TestRewording::aBadTextIsNotTaken()
{
    Stage stage;
    stage.start();
    stage.send(Old, Id);
    stage.run(10);
    stage.tell(tell::Reword{Id, QString()});
    stage.tell(tell::Reword{Id, QString(20'000, u'x')});
    stage.run(10);
    QCOMPARE(stage.view.failures.size(), std::size_t(2));
    QVERIFY(stage.view.failed(ErrorCode::TooLarge, Lobby));
    QCOMPARE(stage.openStore()->outbox().value()[0].text, Old);
    stage.tell(tell::Reword{QStringLiteral("nothing"), New});
    stage.run(10);
    QVERIFY(stage.view.failed(ErrorCode::AlreadySent));
}

void TestRewording::aFullDiskKeepsTheOldText()
{
    Stage stage;
    stage.start();
    stage.send(Old, Id);
    stage.run(10);
    stage.fate.full = true;
    stage.tell(tell::Reword{Id, New});
    stage.run(10);
    QVERIFY(stage.view.failed(ErrorCode::StorageFull, Lobby));
    stage.fate.full = false;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), Texts{Old});
}

void TestRewording::neverTwoInACrashAtAnyWrite()
{
    int crashAt = 0;
    for (bool everCrashed = true; everCrashed; ++crashAt) {
        Stage stage;
        stage.enter();
        stage.goOffline();
        stage.fate.writes = 0;
        stage.fate.crashAt = crashAt;
        stage.send(QStringLiteral("before"));
        stage.send(Old, Id);
        stage.run(10);
        stage.tell(tell::Hold{Id});
        stage.run(10);
        stage.tell(tell::Reword{Id, New});
        stage.run(10);
        stage.restore();
        stage.run(50);
        everCrashed = stage.fate.crashed();
        const bool accepted = stage.view.told(Id, DeliveryState::Pending) > 0;
        stage.kill();
        stage.server.up = true;
        stage.enter();
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        stage.run(500);
        const Texts texts = stage.server.texts(Lobby);
        const auto count = std::count(texts.begin(), texts.end(), Old) + std::count(texts.begin(), texts.end(), New);
        QVERIFY2(count <= 1, qPrintable(QString::number(crashAt)));
        QVERIFY2(count == 1 || !accepted, qPrintable(QString::number(crashAt)));
        QVERIFY(crashAt < 100);
    }
    QVERIFY(crashAt > 2);
}

TEST_WITH_CORE_APPLICATION(TestRewording)

} // namespace tst_rewording

#include "tst_rewording.moc"
