// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_changing {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

using State = ShownOperation::State;

/// A session model on a server that can edit and delete, with one joined room, "lobby", in which the person has said
/// "one" and "two", and somebody else the last word.
struct Chat {
    explicit Chat(bool can = true)
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        changes.capabilities = Capabilities{};
        changes.capabilities->edits = changes.capabilities->deletes = can;
        changes.messages = {ownMessage(1, s("one"), DeliveryState::Sent), ownMessage(2, s("two"), DeliveryState::Sent),
                            message(3)};
        model->apply(changes);
    }
    void say(const ShownOperation &shown)
    {
        Changes changes;
        changes.operations = {shown};
        model->apply(changes);
    }
    void amend(const Amendment &change)
    {
        Changes changes;
        changes.amended = {change};
        model->apply(changes);
    }
    void fail(ErrorCode code, const QString &clientId)
    {
        Changes changes;
        changes.failures = {{{code, s("why"), 0}, s("lobby"), clientId}};
        model->apply(changes);
    }
    /// Of the message that came as the `seq`th.
    QVariant at(int seq, const char *role)
    {
        const TimelineModel &rows = *model->current()->timeline();
        return rows.index(3 - seq).data(rows.roleNames().key(role));
    }
    TimelineModel::Change change(int seq) { return TimelineModel::Change(at(seq, "change").toInt()); }
    ComposerModel &composer() { return *model->current()->composer(); }

    FakeTime time;
    FakeSink sink;
    std::unique_ptr<SessionModel> model = std::make_unique<SessionModel>(
        SessionIdentity{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts());
};

ShownOperation editOf(const char *message, const char *text, State state = State::Pending)
{
    ShownOperation edit;
    edit.room = s("lobby");
    edit.clientId = s("e1");
    edit.target = s(message) == s("one") ? s("id1") : s("id2");
    edit.targetClientId = s(message);
    edit.text = s(text);
    edit.state = state;
    return edit;
}

} // namespace

/// Messages that the server has are changed and deleted by their author.
class ChangingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWishedOfASentMessageIsShownAndCounts()
    {
        Chat chat;
        ShownOperation edit = editOf("two", "better");
        ShownOperation removal = editOf("one", "");
        removal.operation = Operation::Delete;
        removal.clientId = s("d1");
        Changes changes;
        changes.operations = {edit, removal};
        chat.model->apply(changes);
        QCOMPARE(chat.at(2, "text").toString(), s("better"));
        QCOMPARE(chat.change(2), TimelineModel::EditWaits);
        QCOMPARE(chat.at(2, "changeId").toString(), s("e1"));
        QCOMPARE(chat.change(1), TimelineModel::DeletionWaits);
        QCOMPARE(chat.model->outbox()->unsent(), 2);
        QCOMPARE(chat.model->outbox()->waitingIn(s("lobby")).size(), 2);

        edit.state = State::Conflict;
        edit.failure = s("conflict: no");
        removal.state = State::Done;
        changes.operations = {edit, removal};
        changes.amended = {{s("lobby"), s("id2"), 2, 3, Amendment::Words{s("elsewhere"), 9}}};
        chat.model->apply(changes);
        QCOMPARE(chat.at(2, "text").toString(), s("elsewhere"));
        QCOMPARE(chat.change(2), TimelineModel::EditConflict);
        QCOMPARE(chat.at(2, "changeText").toString(), s("better"));
        QVERIFY(!chat.at(2, "changeNote").toString().isEmpty());
        QVERIFY(!chat.at(2, "editedAt").toString().isEmpty());
        QCOMPARE(chat.change(1), TimelineModel::NoChange);
        QCOMPARE(chat.model->outbox()->unsent(), 0);
        QCOMPARE(chat.model->outbox()->leftOver(), 1);

        edit.state = State::Dropped;
        chat.say(edit);
        QCOMPARE(chat.at(2, "changeNote").toString(), QString());
        QCOMPARE(chat.at(2, "changeText").toString(), QString());
        QCOMPARE(chat.model->outbox()->leftOver(), 0);
    }

    void aSentMessageIsChangedInTheComposer()
    {
        Chat chat;
        chat.composer().editLast();
        QCOMPARE(chat.composer().editing(), s("two"));
        QVERIFY(chat.composer().editingSent());
        QVERIFY(chat.sink.all<tell::Hold>().empty());
        chat.amend({s("lobby"), s("id2"), 2, 7, Amendment::Words{s("elsewhere"), 9}});
        QCOMPARE(chat.composer().editing(), s("two"));
        chat.composer().saveEdit(s("better "));
        QVERIFY(chat.composer().editing().isEmpty());
        const tell::EditMessage told = chat.sink.all<tell::EditMessage>().at(0);
        QCOMPARE(told.id, s("id2"));
        QCOMPARE(told.text, s("better"));
        QCOMPARE(told.rev, 0); // of what was in the composer
        QVERIFY(!told.clientId.isEmpty());
        chat.fail(ErrorCode::StorageFull, told.clientId);
        QCOMPARE(chat.composer().draft(), s("better")); // it is nowhere else

        chat.composer().edit(s("two"));
        chat.composer().saveEdit(s("elsewhere"));
        chat.composer().edit(s("two"));
        chat.composer().cancelEdit();
        QCOMPARE(chat.sink.all<tell::EditMessage>().size(), std::size_t(1));
        QVERIFY(chat.sink.all<tell::Release>().empty());
    }

    void theNewestThatCanBeChangedIsTaken()
    {
        Chat chat;
        ShownOperation removal = editOf("two", "");
        removal.operation = Operation::Delete;
        chat.say(removal);
        chat.composer().editLast();
        QCOMPARE(chat.composer().editing(), s("one"));
        chat.composer().cancelEdit();
        Changes unsent;
        unsent.messages = {ownMessage(0, s("three"), DeliveryState::Pending)};
        unsent.messages[0].editable = true;
        chat.model->apply(unsent);
        chat.composer().editLast();
        QCOMPARE(chat.composer().editing(), s("three"));
        QVERIFY(!chat.composer().editingSent());
        chat.composer().edit(s("one")); // and the other one goes out
        QCOMPARE(chat.sink.all<tell::Release>().size(), std::size_t(1));
        QCOMPARE(chat.composer().editing(), s("one"));
        chat.composer().edit(s("two")); // it is about to be deleted
        QCOMPARE(chat.composer().editing(), s("one"));
    }

    void whereTheServerCannotNothingHappens()
    {
        Chat chat(false);
        chat.composer().editLast();
        chat.composer().edit(s("one"));
        QVERIFY(chat.composer().editing().isEmpty());
        chat.model->current()->deleteMessage(s("one"));
        QCOMPARE(chat.model->undo()->count(), 0);
        QCOMPARE(chat.change(1), TimelineModel::NoChange);
    }

    // The answer to an edit comes while its author is at the next one already: that was written over their own text.
    void onesOwnTextIsNoConflict()
    {
        Chat chat;
        chat.say(editOf("two", "better"));
        chat.composer().editLast();
        QCOMPARE(chat.composer().rewording(), s("better"));
        Changes done;
        done.operations = {editOf("two", "better", State::Done)};
        done.amended = {{s("lobby"), s("id2"), 2, 8, Amendment::Words{s("better"), 9}}};
        chat.model->apply(done);
        chat.composer().saveEdit(s("best"));
        QCOMPARE(chat.sink.all<tell::EditMessage>().back().rev, 8);
    }

    void aMessageIsDeletedWhileItIsChanged()
    {
        Chat chat;
        const QSignalSpy failed(chat.model.get(), &SessionModel::failed);
        chat.composer().editLast();
        chat.composer().noteRewording(s("long thoughts"));
        chat.amend({s("lobby"), s("id2"), 2, 8, {}, s("me")});
        QVERIFY(chat.composer().editing().isEmpty());
        QCOMPARE(chat.composer().draft(), s("long thoughts"));
        QCOMPARE(failed.count(), 1);
    }

    void aCancelledChangeIsBroughtBack()
    {
        Chat chat;
        chat.composer().editLast();
        chat.composer().noteRewording(s("long thoughts"));
        chat.composer().cancelEdit();
        QCOMPARE(chat.model->undo()->texts(), 1);
        chat.amend({s("lobby"), s("id2"), 2, 7, Amendment::Words{s("elsewhere"), 9}});
        chat.model->undo()->undo();
        QCOMPARE(chat.composer().editing(), s("two"));
        QVERIFY(chat.composer().editingSent());
        QCOMPARE(chat.composer().rewording(), s("long thoughts"));
        chat.composer().saveEdit(s("long thoughts"));
        QCOMPARE(chat.sink.all<tell::EditMessage>().back().rev, 0); // of what was seen while they were written
    }

    // Keep theirs, and then not after all.
    void wordsThatWereGivenUpAreBroughtBack()
    {
        Chat chat;
        ShownOperation edit = editOf("two", "better", State::Conflict);
        edit.failure = s("conflict: no");
        chat.say(edit);
        chat.model->outbox()->discard(s("e1"));
        QCOMPARE(chat.sink.all<tell::Discard>().back().clientId, s("e1"));
        edit.state = State::Dropped;
        chat.say(edit);
        QCOMPARE(chat.model->undo()->texts(), 1);
        chat.model->undo()->undo();
        QCOMPARE(chat.composer().editing(), s("two"));
        QCOMPARE(chat.composer().rewording(), s("better"));
        QVERIFY(chat.sink.all<tell::EditMessage>().empty());
    }

    // With the room that is left, what was to be changed in it is thrown away, and brought back as a draft.
    void wordsThatGoWithTheRoomAreBroughtBack()
    {
        Chat chat;
        chat.say(editOf("two", "better"));
        chat.model->membership()->leaveDiscarding(s("lobby"));
        Changes gone;
        gone.operations = {editOf("two", "better", State::Dropped)};
        gone.rooms = {{s("lobby"), room(s("lobby"), false)}};
        chat.model->apply(gone);
        QCOMPARE(chat.model->undo()->texts(), 1);
        chat.model->undo()->undo();
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().text, s("better"));
    }

    void aDeletionIsHeldBackAndGoes()
    {
        Chat chat;
        chat.model->current()->deleteMessage(s("one"));
        chat.model->current()->deleteMessage(s("one"));
        QCOMPARE(chat.change(1), TimelineModel::DeletionWaits);
        QCOMPARE(chat.model->undo()->count(), 1);
        QCOMPARE(chat.model->outbox()->leftOver(), 0);
        chat.time.advance(UndoModel::HoldMs - 1);
        QVERIFY(chat.sink.all<tell::DeleteMessage>().empty());
        chat.time.advance(1);
        QCOMPARE(chat.model->undo()->count(), 0);
        const auto told = chat.sink.all<tell::DeleteMessage>();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].id, s("id1"));
        QCOMPARE(told[0].room, s("lobby"));
        QCOMPARE(chat.change(1), TimelineModel::DeletionWaits); // nobody has said yet that it is done
        QCOMPARE(chat.model->outbox()->leftOver(), 1);
        ShownOperation removal = editOf("one", "", State::Done);
        removal.operation = Operation::Delete;
        removal.clientId = told[0].clientId;
        Changes done;
        done.operations = {removal};
        done.amended = {{s("lobby"), s("id1"), 1, 4, {}, s("me")}};
        chat.model->apply(done);
        QCOMPARE(chat.change(1), TimelineModel::NoChange);
        QVERIFY(chat.at(1, "deleted").toBool());
        QCOMPARE(chat.model->outbox()->leftOver(), 0);
    }

    void aDeletionIsTakenBack_data()
    {
        QTest::addColumn<bool>("byUndo");
        QTest::newRow("undo") << true;
        QTest::newRow("at the message") << false;
    }
    void aDeletionIsTakenBack()
    {
        QFETCH(const bool, byUndo);
        Chat chat;
        chat.model->current()->deleteMessage(s("one"));
        if (byUndo) {
            chat.model->undo()->undo();
        } else {
            chat.model->outbox()->discard(chat.at(1, "changeId").toString());
        }
        QCOMPARE(chat.model->undo()->count(), 0);
        QCOMPARE(chat.change(1), TimelineModel::NoChange);
        chat.time.advance(UndoModel::OfferMs);
        chat.model.reset();
        QVERIFY(chat.sink.all<tell::DeleteMessage>().empty());
        QVERIFY(chat.sink.all<tell::Discard>().empty());
    }

    // Another deletion gives more time to what is not held, and none to what is.
    void eachDeletionGoesInItsTime()
    {
        Chat chat;
        chat.model->current()->deleteMessage(s("one"));
        chat.time.advance(UndoModel::HoldMs - 1);
        chat.model->current()->deleteMessage(s("two"));
        QCOMPARE(chat.model->undo()->count(), 2);
        chat.time.advance(1);
        QCOMPARE(chat.sink.all<tell::DeleteMessage>().size(), std::size_t(1));
        QCOMPARE(chat.model->undo()->count(), 1);
        chat.model->undo()->undo();
        chat.time.advance(UndoModel::OfferMs);
        QCOMPARE(chat.sink.all<tell::DeleteMessage>().size(), std::size_t(1));
        QCOMPARE(chat.change(2), TimelineModel::NoChange);
    }

    void whoLeavesIsNotWaitedFor()
    {
        Chat chat;
        chat.model->current()->deleteMessage(s("one"));
        chat.model.reset();
        QCOMPARE(chat.sink.all<tell::DeleteMessage>().size(), std::size_t(1));
        chat.time.advance(UndoModel::OfferMs);
        QCOMPARE(chat.sink.all<tell::DeleteMessage>().size(), std::size_t(1));
    }

    void aRefusedDeletionIsShownNoMore()
    {
        Chat chat;
        const QSignalSpy failed(chat.model.get(), &SessionModel::failed);
        chat.model->current()->deleteMessage(s("one"));
        chat.time.advance(UndoModel::HoldMs);
        chat.fail(ErrorCode::StorageFull, chat.sink.all<tell::DeleteMessage>().at(0).clientId);
        QCOMPARE(chat.change(1), TimelineModel::NoChange);
        QCOMPARE(chat.model->outbox()->leftOver(), 0);
        QCOMPARE(failed.count(), 1);
    }

    // Who takes all words out of a message wants it to be gone.
    void noTextIsADeletion()
    {
        Chat chat;
        chat.composer().editLast();
        chat.composer().saveEdit(s(" \n"));
        QVERIFY(chat.composer().editing().isEmpty());
        QCOMPARE(chat.change(2), TimelineModel::DeletionWaits);
        QCOMPARE(chat.model->undo()->count(), 1);
        QCOMPARE(chat.model->undo()->texts(), 0);
        chat.model->undo()->undo();
        QCOMPARE(chat.change(2), TimelineModel::NoChange);
        QVERIFY(chat.sink.all<tell::EditMessage>().empty());
    }
};

TEST_WITH_CORE_APPLICATION(ChangingTest)

} // namespace tst_changing

#include "tst_changing.moc"
