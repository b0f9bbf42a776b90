// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_unsent {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

ShownMessage waiting(const QString &id, bool editable = true, const QString &room = QStringLiteral("lobby"))
{
    ShownMessage shown = ownMessage(0, id, DeliveryState::Pending);
    shown.message.room = room;
    shown.editable = editable;
    return shown;
}

ConnectionStatus refusal()
{
    ConnectionStatus status = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
    status.terminal = true;
    return status;
}

/// A session model that is offline, with two joined rooms, "lobby" shown.
struct Chat {
    Chat()
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}, {s("tea"), room(s("tea"))}};
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        model.apply(changes);
    }
    void say(std::vector<ShownMessage> messages)
    {
        Changes changes;
        changes.messages = std::move(messages);
        model.apply(changes);
    }
    void fail(ErrorCode code, const QString &clientId)
    {
        Changes changes;
        changes.failures = {{{code, s("why"), 0}, s("lobby"), clientId}};
        model.apply(changes);
    }
    void connect(const ConnectionStatus &status)
    {
        Changes changes;
        changes.connection = status;
        model.apply(changes);
    }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
};

} // namespace

/// What a person can still do about messages that have not been sent.
class UnsentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsHeldWhileItIsChanged()
    {
        Chat chat;
        chat.say({waiting(s("one")), waiting(s("two"))});
        const QSignalSpy editing(chat.model.current()->composer(), &ComposerModel::editingChanged);
        chat.model.current()->composer()->edit(s("one"));
        QCOMPARE(chat.model.current()->composer()->editing(), s("one"));
        QCOMPARE(chat.model.current()->composer()->editedText(), s("one"));
        QCOMPARE(chat.sink.all<tell::Hold>().back().clientId, s("one"));
        chat.model.current()->composer()->saveEdit(s("  better \n"));
        QVERIFY(chat.model.current()->composer()->editing().isEmpty());
        QCOMPARE(chat.sink.all<tell::Reword>().back().clientId, s("one"));
        QCOMPARE(chat.sink.all<tell::Reword>().back().text, s("  better"));
        QCOMPARE(editing.count(), 2);
    }

    void theLastOneIsTheNewestThatCanBeChanged()
    {
        Chat chat;
        chat.model.current()->composer()->editLast(); // nothing there, nothing happens
        QVERIFY(chat.sink.all<tell::Hold>().empty());
        chat.say({message(1), waiting(s("one")), waiting(s("two")), waiting(s("sent perhaps"), false)});
        chat.model.current()->composer()->editLast();
        QCOMPARE(chat.model.current()->composer()->editing(), s("two"));
    }

    void aChangeThatIsGivenUpLetsTheMessageGo()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->cancelEdit();
        QVERIFY(chat.model.current()->composer()->editing().isEmpty());
        QCOMPARE(chat.sink.all<tell::Release>().size(), std::size_t(1));
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->saveEdit(s("one")); // nothing was changed
        QCOMPARE(chat.sink.all<tell::Release>().size(), std::size_t(2));
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->show(s("tea"));
        QVERIFY(chat.model.current()->composer()->editing().isEmpty());
        QCOMPARE(chat.sink.all<tell::Release>().size(), std::size_t(3));
        QVERIFY(chat.sink.all<tell::Reword>().empty());
    }

    void aFailedMessageIsSentAgainAlsoWhenNothingWasChanged()
    {
        Chat chat;
        ShownMessage failed = ownMessage(0, s("one"), DeliveryState::Failed);
        failed.editable = true;
        chat.say({failed});
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->saveEdit(s("one"));
        QCOMPARE(chat.sink.all<tell::Reword>().size(), std::size_t(1));
    }

    void aChangeToNothingDeletes()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->saveEdit(s(" \n "));
        QCOMPARE(chat.sink.all<tell::Discard>().back().clientId, s("one"));
        QVERIFY(chat.model.current()->composer()->editing().isEmpty());
    }

    void whatIsTooLongStaysInTheComposer()
    {
        Chat chat;
        Changes changes;
        changes.capabilities = Capabilities();
        changes.capabilities->maxTextBytes = 10;
        chat.model.apply(changes);
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->edit(s("one"));
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.model.current()->composer()->saveEdit(s("more than ten bytes"));
        QCOMPARE(chat.model.current()->composer()->editing(), s("one"));
        QCOMPARE(failed.count(), 1);
        QVERIFY(chat.sink.all<tell::Reword>().empty());
    }

    void whatMayHaveArrivedIsNotChanged()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        QVERIFY(chat.model.current()
                    ->timeline()
                    ->data(chat.model.current()->timeline()->index(0), TimelineModel::EditableRole)
                    .toBool());
        Changes changes;
        changes.fixed = {s("one")};
        chat.model.apply(changes);
        QVERIFY(!chat.model.current()
                     ->timeline()
                     ->data(chat.model.current()->timeline()->index(0), TimelineModel::EditableRole)
                     .toBool());
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.model.current()->composer()->edit(s("one"));
        QCOMPARE(failed.count(), 1);
        QVERIFY(chat.sink.all<tell::Hold>().empty());
    }

    void aMessageThatWentMeanwhileEndsTheChange()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->edit(s("one"));
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.fail(ErrorCode::AlreadySent, s("one"));
        QVERIFY(chat.model.current()->composer()->editing().isEmpty());
        QCOMPARE(failed.count(), 1);
        QVERIFY(chat.model.current()->composer()->draft().isEmpty());
    }

    // The message keeps its old text, so the new one would be nowhere.
    void aChangeThatIsNotTakenGoesBackIntoTheComposer()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->saveDraft(s("a draft"));
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->saveEdit(s("better"));
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.fail(ErrorCode::StorageFull, s("one"));
        QCOMPARE(chat.model.current()->composer()->draft(), s("better\na draft"));
        QCOMPARE(failed.count(), 1);
        chat.fail(ErrorCode::StorageFull, s("one"));
        QCOMPARE(chat.model.current()->composer()->draft(), s("better\na draft"));
    }

    void aDeletedMessageThatMayHaveArrivedIsSpokenOf()
    {
        Chat chat;
        chat.say({waiting(s("one")), waiting(s("two"), false)});
        chat.model.outbox()->discard(s("one"));
        QVERIFY(!chat.model.undo()->mayHaveArrived());
        chat.time.advance(UndoModel::DoubleClickMs);
        chat.model.outbox()->discard(s("two"));
        QVERIFY(chat.model.undo()->mayHaveArrived());
        QCOMPARE(chat.sink.all<tell::Discard>().size(), std::size_t(2));
    }

    void aFullOutboxIsToldUntilThereIsRoom()
    {
        Chat chat;
        chat.say({waiting(s("one")), waiting(s("two"))});
        QVERIFY(chat.model.current()->composer()->fullNote().isEmpty());
        chat.model.current()->composer()->send(s("three"));
        chat.fail(ErrorCode::QueueFull, chat.sink.all<tell::Send>().back().clientId);
        QVERIFY(!chat.model.current()->composer()->fullNote().isEmpty());
        QCOMPARE(chat.model.current()->composer()->draft(), s("three"));
        Changes changes;
        changes.messagesGone = {{s("lobby"), s("one")}};
        chat.model.apply(changes);
        QVERIFY(chat.model.current()->composer()->fullNote().isEmpty());
        chat.model.current()->composer()->send(s("four"));
        const QString id = chat.sink.all<tell::Send>().back().clientId;
        chat.fail(ErrorCode::QueueFull, id);
        chat.model.current()->composer()->send(s("five"));
        chat.say({waiting(chat.sink.all<tell::Send>().back().clientId)});
        QVERIFY(chat.model.current()->composer()->fullNote().isEmpty());
    }

    void whatIsLeftOverCountsTheFailedToo()
    {
        Chat chat;
        const QSignalSpy changed(chat.model.outbox(), &OutboxModel::changed);
        chat.say({waiting(s("one")), ownMessage(0, s("two"), DeliveryState::Failed)});
        QCOMPARE(chat.model.outbox()->unsent(), 1);
        QCOMPARE(chat.model.outbox()->leftOver(), 2);
        QCOMPARE(changed.count(), 1);
        chat.say({ownMessage(0, s("one"), DeliveryState::Failed)});
        QCOMPARE(chat.model.outbox()->unsent(), 0);
        QCOMPARE(chat.model.outbox()->leftOver(), 2);
    }

    void whatWaitsIsKnownForEachRoom()
    {
        Chat chat;
        ShownMessage elsewhere = waiting(s("three"));
        elsewhere.message.room = s("den");
        elsewhere.message.text = s("for the den");
        ShownMessage refused = ownMessage(0, s("two"), DeliveryState::Failed);
        refused.failure = s("forbidden: not here");
        chat.say({waiting(s("one")), refused, elsewhere});
        const QVariantList lobby = chat.model.outbox()->waitingIn(s("lobby"));
        QCOMPARE(lobby.size(), 2);
        QVERIFY(chat.model.outbox()->waitingIn(s("tea")).isEmpty());
        const QVariantMap den = chat.model.outbox()->waitingIn(s("den")).at(0).toMap();
        QCOMPARE(den.value(s("text")).toString(), s("for the den"));
        QCOMPARE(den.value(s("clientId")).toString(), s("three"));
        QVERIFY(den.value(s("pending")).toBool());
        QVERIFY(den.value(s("failure")).toString().isEmpty());
        int failed = 0;
        for (const QVariant &one : lobby) {
            const QVariantMap message = one.toMap();
            QCOMPARE(message.value(s("pending")).toBool(), message.value(s("failure")).toString().isEmpty());
            failed += int(!message.value(s("pending")).toBool());
        }
        QCOMPARE(failed, 1);
    }

    void whatIsThrownAwayByLeavingIsOffered()
    {
        Chat chat;
        chat.say({waiting(s("one")), waiting(s("two"), false), waiting(s("three"), true, s("tea"))});
        chat.model.membership()->leaveAfterSending(s("lobby"));
        chat.model.membership()->leave(s("lobby"));
        QCOMPARE(chat.model.undo()->count(), 0);
        chat.model.membership()->leaveDiscarding(s("lobby"));
        QCOMPARE(chat.model.undo()->count(), 2);
        QVERIFY(chat.model.undo()->mayHaveArrived());
        chat.model.undo()->undo();
        const auto restored = chat.sink.all<tell::Restore>();
        QCOMPARE(restored.size(), std::size_t(2));
        QCOMPARE(restored[0].clientId, s("two"));
        QCOMPARE(restored[1].clientId, s("one"));
    }

    void aRewordingThatIsGivenUpIsOffered_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"cancelled", "another one", "another room", "left"}) {
            QTest::newRow(how) << s(how);
        }
    }

    void aRewordingThatIsGivenUpIsOffered()
    {
        QFETCH(const QString, how);
        Chat chat;
        chat.say({waiting(s("one")), waiting(s("two"))});
        ComposerModel &composer = *chat.model.current()->composer();
        composer.edit(s("one"));
        composer.noteRewording(s("much better"));
        QCOMPARE(composer.editedText(), s("one"));
        QCOMPARE(composer.rewording(), s("much better"));
        if (how == s("cancelled")) {
            composer.cancelEdit();
        } else if (how == s("another one")) {
            composer.edit(s("two"));
        } else if (how == s("another room")) {
            chat.model.current()->show(s("tea"));
        } else {
            chat.model.membership()->leave(s("lobby"));
        }
        QCOMPARE(chat.model.undo()->count(), 0);
        QCOMPARE(chat.model.undo()->texts(), 1);
        QSignalSpy editing(&composer, &ComposerModel::editingChanged);
        chat.model.undo()->undo();
        QCOMPARE(chat.model.undo()->texts(), 0);
        QCOMPARE(chat.model.current()->room(), s("lobby"));
        QCOMPARE(composer.editing(), s("one"));
        QCOMPARE(composer.editedText(), s("one"));
        QCOMPARE(composer.rewording(), s("much better"));
        QVERIFY(editing.count() > 0);
        QCOMPARE(chat.sink.all<tell::Hold>().back().clientId, s("one"));
        composer.saveEdit(composer.rewording());
        QCOMPARE(chat.sink.all<tell::Reword>().back().text, s("much better"));
    }

    void nothingIsOfferedWhereNothingWasWritten()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        ComposerModel &composer = *chat.model.current()->composer();
        for (const char *text : {"one", " \n"}) {
            composer.edit(s("one"));
            composer.noteRewording(s(text));
            composer.cancelEdit();
        }
        composer.edit(s("one"));
        composer.noteRewording(s("better"));
        composer.saveEdit(s("better"));
        QCOMPARE(chat.model.undo()->texts(), 0);
    }

    // The message went out as it was, so that its other words are nowhere.
    void aRewordingThatComesTooLateIsADraft_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"sent while it is changed", "refused", "sent before it is taken up again"}) {
            QTest::newRow(how) << s(how);
        }
    }

    void aRewordingThatComesTooLateIsADraft()
    {
        QFETCH(const QString, how);
        Chat chat;
        chat.say({waiting(s("one"))});
        ComposerModel &composer = *chat.model.current()->composer();
        composer.saveDraft(s("a draft"));
        composer.edit(s("one"));
        composer.noteRewording(s("much better"));
        if (how == s("refused")) {
            chat.fail(ErrorCode::AlreadySent, s("one"));
        } else if (how == s("sent while it is changed")) {
            chat.say({ownMessage(1, s("one"), DeliveryState::Sent)});
        } else {
            composer.cancelEdit();
            chat.say({ownMessage(1, s("one"), DeliveryState::Sent)});
            chat.model.undo()->undo();
        }
        QVERIFY(composer.editing().isEmpty());
        QCOMPARE(composer.draft(), s("much better\na draft"));
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().text, s("much better\na draft"));
    }

    // Another device left it, or somebody took the person out.
    void aRewordingInARoomThatGoesIsADraft()
    {
        Chat chat;
        chat.say({waiting(s("one"))});
        chat.model.current()->composer()->edit(s("one"));
        chat.model.current()->composer()->noteRewording(s("much better"));
        Changes gone;
        gone.roomsGone = {s("lobby")};
        chat.model.apply(gone);
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().room, s("lobby"));
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().text, s("much better"));
    }

    void aDraftThatIsThrownAwayIsOffered()
    {
        Chat chat;
        Changes changes;
        changes.rooms[s("den")] = room(s("den"), false);
        changes.rooms[s("den")].draft = s("half a sentence");
        chat.model.apply(changes);
        chat.model.current()->composer()->discardDraft(s("den"));
        QVERIFY(chat.sink.all<tell::SaveDraft>().back().text.isEmpty());
        QVERIFY(chat.model.rooms()->draftOf(s("den")).isEmpty());
        Changes gone;
        gone.roomsGone = {s("den")};
        chat.model.apply(gone);
        QCOMPARE(chat.model.undo()->texts(), 1);
        chat.model.undo()->undo();
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().room, s("den"));
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().text, s("half a sentence"));
        chat.model.current()->composer()->discardDraft(s("nowhere"));
        QCOMPARE(chat.model.undo()->texts(), 0);
    }

    // What was begun there is no reason to be a member, but one to be seen.
    void aRoomWithADraftIsAmongThoseThatWereLeft()
    {
        Chat chat;
        Changes changes;
        changes.rooms[s("den")] = room(s("den"), false);
        changes.rooms[s("den")].draft = s("half a sentence");
        changes.rooms[s("attic")] = room(s("attic"), false);
        changes.rooms[s("attic")].draft = s("  \n");
        chat.model.apply(changes);
        QCOMPARE(column(*chat.model.rooms(), "room").join(u' '), s("lobby tea den attic"));
        QCOMPARE(column(*chat.model.rooms(), "section").join(u' '), s("joined joined left others"));
        chat.model.rooms()->setDraft(s("den"), {});
        QCOMPARE(column(*chat.model.rooms(), "section").join(u' '), s("joined joined others others"));
        QVERIFY(chat.model.rooms()->inviterTo(s("den")).isEmpty());
    }

    void leavingSaysWhatBecomesOfTheWords()
    {
        Chat chat;
        chat.model.membership()->leave(s("tea"));
        chat.model.membership()->leaveAfterSending(s("tea"));
        chat.model.membership()->leaveDiscarding(s("tea"));
        const auto told = chat.sink.all<tell::LeaveRoom>();
        QCOMPARE(told.size(), std::size_t(3));
        QCOMPARE(told[0].unsent, tell::LeaveRoom::Words::Keep);
        QCOMPARE(told[1].unsent, tell::LeaveRoom::Words::SendFirst);
        QCOMPARE(told[2].unsent, tell::LeaveRoom::Words::Discard);
    }

    void joinsAndLeavesAreWishesWithoutAConnection()
    {
        Chat chat;
        const QSignalSpy noticed(&chat.model, &SessionModel::noticed);
        chat.model.membership()->join(s("den"));
        chat.model.membership()->leave(s("tea"));
        QCOMPARE(noticed.count(), 2);
        QVERIFY(noticed.at(0).at(0).toString().contains(s("den")));
        QCOMPARE(chat.sink.all<tell::JoinRoom>().size(), std::size_t(1));
        QCOMPARE(chat.sink.all<tell::LeaveRoom>().size(), std::size_t(1));
        chat.connect(testing::connection(ConnectionState::Connected));
        chat.model.membership()->join(s("attic"));
        QCOMPARE(noticed.count(), 2);
    }

    // ---- the sign-in does not hold any more ----

    void aRefusedSignInKeepsTheChat()
    {
        Chat chat;
        chat.say({message(1), waiting(s("one"))});
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        Changes changes;
        changes.connection = refusal();
        changes.failures = {{{ErrorCode::Unauthorized, s("refused"), 0}, {}, {}}};
        chat.model.apply(changes);
        QVERIFY(chat.model.connection()->refused());
        QCOMPARE(failed.count(), 0); // the banner says it, and what to do
        QVERIFY(chat.model.connection()->bannerText().contains(s("Sign in again")));
        QVERIFY(chat.model.connection()->bannerText().contains(s("1 message")));
        QCOMPARE(chat.model.current()->timeline()->count(), 2);
        QCOMPARE(chat.model.outbox()->unsent(), 1);
    }

    void thePasswordIsGivenAgain()
    {
        Chat chat;
        chat.connect(refusal());
        const QSignalSpy changed(chat.model.signInAgain(), &SignInAgainModel::changed);
        chat.model.signInAgain()->give({});
        QVERIFY(!chat.model.signInAgain()->busy());
        chat.model.signInAgain()->give(s("wrong"));
        QVERIFY(chat.model.signInAgain()->busy());
        QCOMPARE(chat.sink.all<tell::SignInAgain>().back().password, s("wrong"));
        Changes refused;
        refused.failures = {{{ErrorCode::Unauthorized, s("refused"), 0}, {}, {}}};
        refused.connection = refusal();
        chat.model.apply(refused);
        QVERIFY(!chat.model.signInAgain()->busy());
        QCOMPARE(chat.model.signInAgain()->error(), s("The password is wrong.")); // nobody asked for the name
        chat.model.signInAgain()->give(s("right"));
        QVERIFY(chat.model.signInAgain()->error().isEmpty());
        chat.connect(testing::connection(ConnectionState::Reconnecting));
        QVERIFY(chat.model.signInAgain()->busy());
        chat.connect(testing::connection(ConnectionState::Connected));
        QVERIFY(!chat.model.signInAgain()->busy());
        QVERIFY(!chat.model.connection()->refused());
        QCOMPARE(changed.count(), 4);
    }

    void theRosterIsStaleWithoutAConnection()
    {
        Chat chat;
        QVERIFY(chat.model.current()->members()->stale());
        const QSignalSpy changed(chat.model.current()->members(), &MembersModel::staleChanged);
        chat.connect(testing::connection(ConnectionState::Connected));
        QVERIFY(!chat.model.current()->members()->stale());
        chat.connect(testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost));
        QVERIFY(chat.model.current()->members()->stale());
        QCOMPARE(changed.count(), 2);
    }
};

TEST_WITH_CORE_APPLICATION(UnsentTest)

} // namespace tst_unsent

#include "tst_unsent.moc"
