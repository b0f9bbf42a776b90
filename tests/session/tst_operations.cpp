// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_operations {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Id = QStringLiteral("id-1");
const QString First = QStringLiteral("first");
const QString Second = QStringLiteral("second");
const QString Third = QStringLiteral("third");
const QString Elsewhere = QStringLiteral("from elsewhere");
const QString TheEdit = QStringLiteral("edit-1");
const QString OtherEdit = QStringLiteral("edit-2");
const QString TheDelete = QStringLiteral("delete-1");

using State = ShownOperation::State;
using Texts = std::vector<QString>;

/// Ann in the lobby, on a server on which messages change, with one message of hers there.
struct Scene : Stage {
    Scene()
    {
        server.can.changes = server.can.edits = server.can.deletes = true;
        enter();
        say();
    }
    void say()
    {
        send(First, Id);
        runUntil([this] { return session->unsent() == 0; });
        run(20);
    }
    void edit(const QString &text, const QString &clientId = {})
    {
        tell(tell::EditMessage{Lobby, Id, text, clientId});
        run(20);
    }
    void remove(const QString &clientId = {})
    {
        tell(tell::DeleteMessage{Lobby, Id, clientId});
        run(20);
    }
    /// The program is started again, without a network, and somebody looks at the lobby.
    void restart()
    {
        kill();
        start();
        tell(tell::OpenRoom{Lobby, 0});
        run(20);
    }
    bool comeBack()
    {
        server.up = true;
        tell(tell::Connect{});
        return runUntil([this] { return connected() && session->unsent() == 0; });
    }
    QString held() const
    {
        const auto message = openStore()->acknowledged(Id).value();
        return message ? message->text : QStringLiteral("nothing");
    }
};

} // namespace

/// Edits and deletions of messages that the server has: once each, also when they are wished offline.
class TestOperations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditIsDone();
    void aDeletionLeavesNothing();
    void offlineTheWishIsShownAndKept();
    void whatTheServerCannotDoIsRefused();
    void somebodyElsesMessageIsRefused();
    void anUnsentMessageIsReworded();
    void anUnsentMessageIsDiscarded();
    void aSecondEditTakesUpTheFirst();
    void aSecondEditWithAnIdTakesItsPlace();
    void aTriedEditStaysItself();
    void aDeletionTakesUpAnEdit();
    void anEditWaitsForItsMessage();
    void aFailedMessageTakesUpItsEdit();
    void anEditOfAFailedMessageSendsItAgain();
    void whatADiscardedMessageWasToBecomeGoes();
    void aLostAckIsAskedForAgain();
    void aConflictShowsBoth();
    void anEditIsOneOfTheTextThatWasSeen();
    void aConflictIsRetriedOverWhatWasSeen();
    void aConflictIsStillThereAfterARestart();
    void aConflictEndsWithAnotherEdit();
    void aLaterEditStandsForOneInConflict();
    void anEditOfAnotherHistoryIsAConflict();
    void aDeletionOfWhatIsGoneIsOver();
    void aTakenBackEditIsNotSent();
    void leavingTellsOfUnsentEdits();
    void aFullDiskTakesNone();
    void onceInACrashAtAnyWrite_data();
    void onceInACrashAtAnyWrite();
};

void TestOperations::anEditIsDone()
{
    Scene scene;
    scene.tell(tell::EditMessage{Lobby, Id, Second, TheEdit});
    scene.run(1);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Pending);
    QCOMPARE(scene.view.operation(TheEdit)->text, Second);
    QCOMPARE(scene.view.texts(Lobby), Texts{First});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Done);
    QCOMPARE(scene.view.texts(Lobby), Texts{Second});
    QVERIFY(scene.view.message(Id)->message.editedAt > 0);
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
    QCOMPARE(scene.held(), Second);
    const auto asked = scene.server.asked<ask::EditMessage>();
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked[0].message, scene.server.log(Lobby)[0].id);
    QCOMPARE(asked[0].epoch, scene.server.epoch);
    QVERIFY(scene.openStore()->outbox().value().empty());
    scene.tell(tell::EditMessage{Lobby, scene.server.log(Lobby)[0].id, Third}); // by the server's id
    scene.run(20);
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
    QCOMPARE(scene.server.asked<ask::EditMessage>()[1].rev, qint64(1));
    QVERIFY(scene.view.failures.empty());
}

void TestOperations::aDeletionLeavesNothing()
{
    Scene scene;
    scene.remove(TheDelete);
    QCOMPARE(scene.view.operation(TheDelete)->state, State::Done);
    QCOMPARE(scene.view.message(Id)->message.deletedBy, QStringLiteral("ann"));
    QCOMPARE(scene.view.texts(Lobby), Texts{QString()});
    QCOMPARE(scene.server.texts(Lobby), Texts{QString()});
    QCOMPARE(scene.held(), QString());
    scene.edit(Second);
    QVERIFY(scene.view.failed(ErrorCode::NotFound));
    QVERIFY(scene.server.asked<ask::EditMessage>().empty());
}

void TestOperations::offlineTheWishIsShownAndKept()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    QCOMPARE(scene.session->unsent(), 1);
    scene.restart();
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Pending);
    QCOMPARE(scene.view.operation(TheEdit)->text, Second);
    QCOMPARE(scene.view.operation(TheEdit)->target, scene.server.log(Lobby)[0].id);
    QCOMPARE(scene.view.texts(Lobby), Texts{First});
    scene.edit(Third); // also now, before the server has said what it can
    QVERIFY(scene.view.failures.empty());
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
    QCOMPARE(scene.view.texts(Lobby), Texts{Third});
    QVERIFY(scene.view.wishes().empty());
    QCOMPARE(scene.server.timesDone(TheEdit), 1);
}

void TestOperations::whatTheServerCannotDoIsRefused()
{
    Scene scene;
    scene.server.can.edits = scene.server.can.deletes = false;
    scene.lose();
    QVERIFY(scene.restore());
    scene.edit(Second);
    QVERIFY(scene.view.failed(ErrorCode::NotSupported, Lobby));
    scene.view.failures.clear();
    scene.remove();
    QVERIFY(scene.view.failed(ErrorCode::NotSupported, Lobby));
    QVERIFY(scene.view.operations.empty());
}

void TestOperations::somebodyElsesMessageIsRefused()
{
    Scene scene;
    const Message other = scene.server.post(Lobby, QStringLiteral("bo"), QStringLiteral("hi"));
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, other.id, Second});
    scene.run(20);
    QVERIFY(scene.view.failed(ErrorCode::Forbidden));
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("no such"), Second});
    scene.run(20);
    QVERIFY(scene.view.failed(ErrorCode::NotFound));
    QVERIFY(scene.server.asked<ask::EditMessage>().empty());
}

void TestOperations::anUnsentMessageIsReworded()
{
    Scene scene;
    scene.goOffline();
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third});
    scene.run(20);
    QVERIFY(scene.view.operations.empty());
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), (Texts{First, Third}));
    QVERIFY(scene.server.asked<ask::EditMessage>().empty());
}

void TestOperations::anUnsentMessageIsDiscarded()
{
    Scene scene;
    scene.goOffline();
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(20);
    scene.tell(tell::DeleteMessage{Lobby, QStringLiteral("id-2")});
    scene.run(20);
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), Texts{First});
    QVERIFY(scene.server.asked<ask::DeleteMessage>().empty());
}

void TestOperations::aSecondEditTakesUpTheFirst()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.edit(Third);
    QCOMPARE(scene.view.wishes().size(), std::size_t(1));
    QCOMPARE(scene.view.operation(TheEdit)->text, Third);
    scene.restart();
    QCOMPARE(scene.view.operation(TheEdit)->text, Third);
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.asked<ask::EditMessage>().size(), std::size_t(1));
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
    QCOMPARE(scene.server.lastRev(Lobby), qint64(1));
}

void TestOperations::aSecondEditWithAnIdTakesItsPlace()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.tell(tell::EditMessage{Lobby, Id, Third, OtherEdit});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.asked<ask::EditMessage>().size(), std::size_t(1));
    QCOMPARE(scene.view.operation(OtherEdit)->state, State::Done);
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
}

// It may be at the server, and what it says there is then what the second one is an edit of.
void TestOperations::aTriedEditStaysItself()
{
    Scene scene;
    scene.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::EditMessage>(request); };
    scene.edit(Second, TheEdit);
    scene.edit(Third, OtherEdit);
    scene.edit(QStringLiteral("fourth")); // of the second, which never went out: not where it was named
    QCOMPARE(scene.view.wishes().size(), std::size_t(2));
    QCOMPARE(scene.server.asked<ask::EditMessage>().size(), std::size_t(1)); // one at a time
    scene.server.mute = {};
    scene.lose();
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), Texts{QStringLiteral("fourth")});
    QCOMPARE(scene.server.timesDone(TheEdit), 1);
    QCOMPARE(scene.server.timesDone(OtherEdit), 1);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Done);
    QCOMPARE(scene.view.operation(OtherEdit)->state, State::Done);
    QCOMPARE(scene.view.texts(Lobby), Texts{QStringLiteral("fourth")});
}

void TestOperations::aDeletionTakesUpAnEdit()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.remove(TheDelete);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QCOMPARE(scene.view.operation(TheDelete)->state, State::Pending);
    scene.edit(Third); // of what is to be deleted
    QVERIFY(scene.view.failed(ErrorCode::NotFound));
    QVERIFY(scene.comeBack());
    QVERIFY(scene.server.asked<ask::EditMessage>().empty());
    QCOMPARE(scene.server.texts(Lobby), Texts{QString()});
}

void TestOperations::anEditWaitsForItsMessage()
{
    Scene scene;
    scene.server.blackhole = true;
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third, TheEdit});
    scene.tell(tell::DeleteMessage{Lobby, QStringLiteral("id-2"), TheDelete});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->target, QString());
    QCOMPARE(scene.view.operation(TheEdit)->targetClientId, QStringLiteral("id-2"));
    scene.restart();
    scene.server.blackhole = false;
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), (Texts{First, QString()}));
    QVERIFY(scene.view.wishes().empty());
    QVERIFY(scene.view.failures.empty());
}

void TestOperations::aFailedMessageTakesUpItsEdit()
{
    Scene scene;
    scene.server.blackhole = true;
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third, TheEdit});
    scene.run(20);
    scene.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
        return std::nullopt;
    };
    scene.server.blackhole = false;
    scene.lose();
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.view.message(QStringLiteral("id-2"))->state, DeliveryState::Failed);
    QCOMPARE(scene.view.message(QStringLiteral("id-2"))->message.text, Third);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QCOMPARE(scene.openStore()->outbox().value().size(), std::size_t(1));
    QCOMPARE(scene.openStore()->outbox().value()[0].text, Third);
}

// Whoever began to edit it while it was on its way has the last word, also where it was refused meanwhile.
void TestOperations::anEditOfAFailedMessageSendsItAgain()
{
    Scene scene;
    scene.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        if (std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
        return std::nullopt;
    };
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(60'000);
    QCOMPARE(scene.view.message(QStringLiteral("id-2"))->state, DeliveryState::Failed);
    scene.server.refuse = {};
    scene.run(60'000);
    QCOMPARE(scene.server.texts(Lobby), Texts{First}); // nothing goes out again by itself
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third, TheEdit});
    QVERIFY(scene.runUntil([&] { return scene.view.message(QStringLiteral("id-2"))->state == DeliveryState::Sent; }));
    QCOMPARE(scene.server.texts(Lobby), (Texts{First, Third}));
    QCOMPARE(scene.server.log(Lobby)[1].clientId, QStringLiteral("id-2"));
    QVERIFY(scene.view.operations.empty());
    QVERIFY(scene.openStore()->outbox().value().empty());
}

void TestOperations::whatADiscardedMessageWasToBecomeGoes()
{
    Scene scene;
    scene.server.blackhole = true;
    scene.send(Second, QStringLiteral("id-2"));
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third, TheEdit});
    scene.run(20);
    scene.tell(tell::Discard{QStringLiteral("id-2")});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QVERIFY(!scene.view.operation(TheEdit)->failure.isEmpty());
    QCOMPARE(scene.session->unsent(), 0);
    QVERIFY(scene.openStore()->outbox().value().empty());
}

// Meanwhile another device changed it: the same edit sent again does not beat that.
void TestOperations::aLostAckIsAskedForAgain()
{
    Scene scene;
    scene.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::EditMessage>(request); };
    scene.edit(Second, TheEdit);
    scene.server.edit(Lobby, 1, Elsewhere);
    scene.server.mute = {};
    scene.lose();
    QVERIFY(scene.comeBack());
    scene.run(20);
    QCOMPARE(scene.server.timesDone(TheEdit), 1);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Done);
    QCOMPARE(scene.view.texts(Lobby), Texts{Elsewhere});
    QCOMPARE(scene.held(), Elsewhere);
}

void TestOperations::aConflictShowsBoth()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.server.edit(Lobby, 1, Elsewhere);
    QVERIFY(scene.comeBack());
    const ShownOperation shown = *scene.view.operation(TheEdit);
    QCOMPARE(shown.state, State::Conflict);
    QCOMPARE(shown.text, Second);
    QCOMPARE(shown.current->text, Elsewhere);
    QCOMPARE(scene.view.texts(Lobby), Texts{Elsewhere});
    QCOMPARE(scene.server.texts(Lobby), Texts{Elsewhere});
    scene.tell(tell::Discard{TheEdit});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QVERIFY(scene.openStore()->outbox().value().empty());
    QCOMPARE(scene.view.texts(Lobby), Texts{Elsewhere});
}

// While it was written the text changed under it.
void TestOperations::anEditIsOneOfTheTextThatWasSeen()
{
    Scene scene;
    scene.server.edit(Lobby, 1, Elsewhere);
    scene.run(20);
    scene.tell(tell::EditMessage{Lobby, Id, Second, TheEdit, 0});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Conflict);
    QCOMPARE(scene.server.texts(Lobby), Texts{Elsewhere});
}

void TestOperations::aConflictIsRetriedOverWhatWasSeen()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.server.edit(Lobby, 1, Elsewhere);
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Conflict);
    scene.tell(tell::Retry{TheEdit});
    QVERIFY(scene.runUntil([&] { return scene.session->unsent() == 0; }));
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Done);
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
    QCOMPARE(scene.server.asked<ask::EditMessage>().back().rev, qint64(1));
}

void TestOperations::aConflictIsStillThereAfterARestart()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.server.edit(Lobby, 1, Elsewhere);
    QVERIFY(scene.comeBack());
    scene.run(20);
    scene.restart();
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Conflict);
    QCOMPARE(scene.view.operation(TheEdit)->text, Second);
    QCOMPARE(scene.view.operation(TheEdit)->current->text, Elsewhere);
    scene.tell(tell::Retry{TheEdit});
    QVERIFY(scene.comeBack());
    scene.run(20);
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
}

void TestOperations::aConflictEndsWithAnotherEdit()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.server.edit(Lobby, 1, Elsewhere);
    QVERIFY(scene.comeBack());
    scene.edit(Third);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
    QVERIFY(scene.view.wishes().empty());
}

void TestOperations::aLaterEditStandsForOneInConflict()
{
    Scene scene;
    scene.server.blackhole = true;
    scene.edit(Second, TheEdit);
    scene.edit(Third, OtherEdit);
    QCOMPARE(scene.view.wishes().size(), std::size_t(2));
    scene.server.blackhole = false;
    scene.lose();
    scene.server.edit(Lobby, 1, Elsewhere);
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QCOMPARE(scene.view.operation(OtherEdit)->state, State::Conflict);
    QCOMPARE(scene.view.operation(OtherEdit)->text, Third);
    QCOMPARE(scene.view.operation(OtherEdit)->current->text, Elsewhere);
    scene.tell(tell::Retry{OtherEdit});
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), Texts{Third});
}

void TestOperations::anEditOfAnotherHistoryIsAConflict()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.server.epoch = QStringLiteral("epoch-2");
    QVERIFY(scene.comeBack());
    scene.run(50);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Conflict);
    QCOMPARE(scene.view.operation(TheEdit)->current->text, First);
    scene.tell(tell::Retry{TheEdit});
    QVERIFY(scene.comeBack());
    scene.run(20);
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
}

void TestOperations::aDeletionOfWhatIsGoneIsOver()
{
    Scene scene;
    scene.goOffline();
    scene.remove(TheDelete);
    scene.server.forget(Lobby, 0);
    scene.server.epoch = QStringLiteral("epoch-2");
    QVERIFY(scene.comeBack());
    scene.run(50);
    QCOMPARE(scene.view.operation(TheDelete)->state, State::Dropped);
    QVERIFY(scene.openStore()->outbox().value().empty()); // nor is it offered to be sent again
    QVERIFY(scene.view.texts(Lobby).empty());
}

void TestOperations::aTakenBackEditIsNotSent()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.tell(tell::Discard{TheEdit});
    scene.run(20);
    QCOMPARE(scene.view.operation(TheEdit)->state, State::Dropped);
    QVERIFY(scene.comeBack());
    QVERIFY(scene.server.asked<ask::EditMessage>().empty());
    QCOMPARE(scene.view.texts(Lobby), Texts{First});
}

void TestOperations::leavingTellsOfUnsentEdits()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.tell(tell::LeaveRoom{Lobby});
    scene.run(20);
    QCOMPARE(scene.view.failures.size(), std::size_t(1));
    QCOMPARE(scene.view.failures[0].error.code, ErrorCode::Unsent);
    QCOMPARE(scene.view.failures[0].unsent, QStringList{TheEdit});
    scene.tell(tell::LeaveRoom{Lobby, tell::LeaveRoom::Words::SendFirst});
    QVERIFY(scene.comeBack());
    QVERIFY(scene.runUntil([&] { return !scene.server.isMember(Lobby, QStringLiteral("ann")); }));
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
}

void TestOperations::aFullDiskTakesNone()
{
    Scene scene;
    scene.goOffline();
    scene.edit(Second, TheEdit);
    scene.fate.full = true;
    scene.edit(Third); // the earlier wish stays
    QVERIFY(scene.view.failed(ErrorCode::StorageFull));
    scene.remove(TheDelete);
    QVERIFY(!scene.view.operation(TheDelete));
    scene.fate.full = false;
    QVERIFY(scene.comeBack());
    QCOMPARE(scene.server.texts(Lobby), Texts{Second});
}

void TestOperations::onceInACrashAtAnyWrite_data()
{
    QTest::addColumn<int>("write");
    for (int write = 0; write < 14; ++write)
        QTest::addRow("write %d", write) << write;
}

void TestOperations::onceInACrashAtAnyWrite()
{
    QFETCH(int, write);
    Scene scene;
    scene.fate.crashAt = scene.fate.writes + write;
    scene.edit(Second, TheEdit);
    scene.send(Second, QStringLiteral("id-2"));
    scene.tell(tell::EditMessage{Lobby, QStringLiteral("id-2"), Third, OtherEdit});
    scene.run(20);
    scene.lose();
    scene.run(5'000);
    const bool toldOfFirst = scene.view.operation(TheEdit).has_value();
    const bool toldOfSecond = scene.view.operation(OtherEdit).has_value();
    scene.restart();
    QVERIFY(scene.comeBack());
    scene.run(50);
    const Texts texts = scene.server.texts(Lobby);
    QVERIFY(scene.server.timesDone(TheEdit) <= 1 && scene.server.timesDone(OtherEdit) <= 1);
    QVERIFY(!toldOfFirst || texts.at(0) == Second);
    QVERIFY(!toldOfSecond || texts.at(1) == Third);
    QCOMPARE(scene.view.texts(Lobby), texts);
    QVERIFY(scene.view.wishes().empty());
    QVERIFY(scene.openStore()->outbox().value().empty());
}

TEST_WITH_CORE_APPLICATION(TestOperations)

} // namespace tst_operations

#include "tst_operations.moc"
