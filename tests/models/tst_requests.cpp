// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/error_text.h"
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_requests {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A session model over fakes, in one room, with what a dialog hears of a request.
struct Chat {
    explicit Chat(ConnectionState state = ConnectionState::Connected)
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        changes.connection = testing::connection(state);
        changes.capabilities = Capabilities{};
        model.apply(changes);
    }
    void accomplish(Deed deed, const QString &room)
    {
        Changes changes;
        changes.accomplished = {{deed, room}};
        model.apply(changes);
    }
    void fail(Deed deed, const QString &room, ErrorCode code)
    {
        Changes changes;
        changes.failures = {{{code, s("why"), 0}, room, {}, {}, deed}};
        model.apply(changes);
    }
    void lose()
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        model.apply(changes);
    }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
    QSignalSpy toasts{&model, &SessionModel::failed};
    QSignalSpy notices{&model, &SessionModel::noticed};
};

} // namespace

/// What a dialog learns of what it asked for.
class RequestsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRoomIsDoneWhenTheServerSaysSo()
    {
        Chat chat;
        RequestModel &request = *chat.model.membership()->roomRequest();
        const QSignalSpy done(&request, &RequestModel::done);
        request.watch(true);
        chat.model.membership()->create(s("kitchen"), true);
        QVERIFY(request.busy());
        chat.accomplish(Deed::EnterRoom, s("another"));
        QCOMPARE(done.count(), 0);
        chat.accomplish(Deed::EnterRoom, s("kitchen"));
        QCOMPARE(done.count(), 1);
        QVERIFY(!request.busy());
    }

    void aRefusalIsToldInTheDialogAlone()
    {
        Chat chat;
        RequestModel &request = *chat.model.membership()->roomRequest();
        const QSignalSpy done(&request, &RequestModel::done);
        request.watch(true);
        chat.model.membership()->create(s("kitchen"), true);
        chat.fail(Deed::EnterRoom, s("kitchen"), ErrorCode::Conflict);
        QVERIFY(!request.busy());
        QVERIFY(!request.error().isEmpty());
        QCOMPARE(chat.toasts.count(), 0);
        QCOMPARE(done.count(), 0);
        request.clearError();
        QVERIFY(request.error().isEmpty());
    }

    void whatNobodyWatchesIsToldAsBefore()
    {
        Chat chat;
        chat.model.membership()->create(s("kitchen"), true);
        chat.fail(Deed::EnterRoom, s("kitchen"), ErrorCode::Conflict);
        QCOMPARE(chat.toasts.count(), 1);
        RequestModel &request = *chat.model.membership()->roomRequest();
        request.watch(true);
        chat.model.membership()->create(s("kitchen"), true);
        request.watch(false); // closed before the answer came
        chat.fail(Deed::EnterRoom, s("kitchen"), ErrorCode::Conflict);
        QCOMPARE(chat.toasts.count(), 2);
    }

    void tooManyRoomsIsNoLongText()
    {
        Chat chat;
        chat.model.membership()->join(s("kitchen"));
        chat.fail(Deed::EnterRoom, s("kitchen"), ErrorCode::TooLarge);
        QCOMPARE(chat.toasts.count(), 1);
        const QString words = chat.toasts.first().first().toString();
        QVERIFY2(words.contains(s("room")) && !words.contains(s("too long")), qPrintable(words));
    }

    void aRoomThatOneIsInIsThereAtOnce()
    {
        Chat chat;
        const QSignalSpy done(chat.model.membership()->roomRequest(), &RequestModel::done);
        chat.model.membership()->roomRequest()->watch(true);
        chat.model.membership()->join(s("lobby"));
        QCOMPARE(done.count(), 1);
    }

    // What is kept until one is back online, nobody has to wait for.
    void offlineAWishIsTaken()
    {
        Chat chat(ConnectionState::Reconnecting);
        const QSignalSpy room(chat.model.membership()->roomRequest(), &RequestModel::done);
        const QSignalSpy status(chat.model.ownPresence()->textRequest(), &RequestModel::done);
        chat.model.membership()->roomRequest()->watch(true);
        chat.model.membership()->join(s("kitchen"));
        QCOMPARE(room.count(), 1);
        chat.model.ownPresence()->textRequest()->watch(true);
        chat.model.ownPresence()->setText(s("baking"));
        QCOMPARE(status.count(), 1);
        QCOMPARE(chat.notices.count(), 2);
    }

    void aLinkThatIsLostMeanwhileEndsTheWaiting()
    {
        Chat chat;
        const QSignalSpy room(chat.model.membership()->roomRequest(), &RequestModel::done);
        chat.model.membership()->roomRequest()->watch(true);
        chat.model.membership()->join(s("kitchen"));
        QCOMPARE(room.count(), 0);
        chat.lose();
        QCOMPARE(room.count(), 1);
        // A room that was to be created is no wish that is kept: the session says that it failed.
        chat.model.membership()->roomRequest()->watch(true);
        chat.model.membership()->create(s("den"), true);
        chat.lose();
        QCOMPARE(room.count(), 1);
    }

    void anInvitationAndAStatusHaveTheirAnswers()
    {
        Chat chat;
        RequestModel &invitation = *chat.model.membership()->inviteRequest();
        const QSignalSpy invited(&invitation, &RequestModel::done);
        invitation.watch(true);
        chat.model.membership()->invite(s("lobby"), s("bob"));
        chat.fail(Deed::Invite, s("lobby"), ErrorCode::NotFound);
        QVERIFY2(!invitation.error().contains(s("room")), qPrintable(invitation.error()));
        chat.model.membership()->invite(s("lobby"), s("bob"));
        QVERIFY(invitation.error().isEmpty() && invitation.busy());
        chat.fail(Deed::Invite, s("lobby"), ErrorCode::RateLimited);
        QVERIFY2(invitation.error().contains(s("declined")), qPrintable(invitation.error()));
        chat.model.membership()->invite(s("lobby"), s("bob"));
        chat.accomplish(Deed::Invite, s("lobby"));
        QCOMPARE(invited.count(), 1);
        const QSignalSpy said(chat.model.ownPresence()->textRequest(), &RequestModel::done);
        chat.model.ownPresence()->textRequest()->watch(true);
        chat.model.ownPresence()->setText(s("baking"));
        QCOMPARE(said.count(), 0);
        chat.accomplish(Deed::SetPresence, {});
        QCOMPARE(said.count(), 1);
    }

    void namesAreSentInTheirOneForm()
    {
        Chat chat;
        chat.model.membership()->create(s(" cafe\u0301 "), true);
        QCOMPARE(chat.sink.all<tell::CreateRoom>().back().room, s("café"));
        chat.model.membership()->invite(s("lobby"), s("Jose\u0301"));
        QCOMPARE(chat.sink.all<tell::Invite>().back().user, s("José"));
    }

    // Leaving is over when one is no member any more, which a refusal that is only put off does not prevent.
    void leavingHasItsAnswer()
    {
        Chat chat;
        RequestModel &request = *chat.model.membership()->leaveRequest();
        const QSignalSpy done(&request, &RequestModel::done);
        request.watch(true);
        chat.model.membership()->leave(s("lobby"));
        QVERIFY(request.busy());
        chat.fail(Deed::LeaveRoom, s("lobby"), ErrorCode::RateLimited);
        QVERIFY(!request.busy() && !request.error().isEmpty());
        QCOMPARE(chat.toasts.count(), 0);
        Changes gone;
        gone.rooms = {{s("lobby"), room(s("lobby"), false)}};
        chat.model.apply(gone);
        QCOMPARE(done.count(), 1);
    }

    void aLeaveThatIsAWishNeedsNoAnswer()
    {
        Chat chat;
        RequestModel &request = *chat.model.membership()->leaveRequest();
        const QSignalSpy done(&request, &RequestModel::done);
        request.watch(true);
        chat.model.membership()->leaveAfterSending(s("lobby"));
        QCOMPARE(done.count(), 1);
        chat.model.membership()->leave(s("lobby"));
        QCOMPARE(done.count(), 1);
        chat.lose();
        QCOMPARE(done.count(), 2);
        chat.model.membership()->leaveDiscarding(s("lobby"));
        QCOMPARE(done.count(), 3);
    }

    // Which disk is full decides who can do something about it.
    void aFullDiskIsThatOfWhoeverSaysSo()
    {
        Chat chat;
        for (const bool here : {true, false}) {
            Changes changes;
            changes.failures = {{{ErrorCode::StorageFull, s("full"), 0}, s("lobby"), {}, {}, Deed::Other, here}};
            chat.model.apply(changes);
            const QString words = chat.toasts.last().first().toString();
            QCOMPARE(words, here ? errorText(ErrorCode::StorageFull) : troubleText(ConnectionTrouble::ServerFull, {}));
        }
        Chat again;
        again.model.signInAgain()->give(s("correct horse"));
        again.fail(Deed::Storage, {}, ErrorCode::StorageFull);
        QVERIFY(again.model.signInAgain()->busy()); // the server has yet to answer
        QVERIFY(again.model.signInAgain()->error().isEmpty());
        QCOMPARE(again.toasts.last().first().toString(), errorText(ErrorCode::StorageFull));
    }

    // Why a message was refused is told in the words of the server that it was sent to.
    void aRefusedMessageSpeaksForItsServer()
    {
        Chat chat;
        ShownMessage refused = ownMessage(0, s("one"), DeliveryState::Failed);
        refused.failure = s("internal: oh dear");
        Changes changes;
        changes.messages = {refused};
        chat.model.apply(changes);
        const auto words = [&] {
            return QStringList{
                chat.model.outbox()->waitingIn(s("lobby")).front().toMap().value(s("failure")).toString(),
                chat.model.current()->timeline()->index(0).data(TimelineModel::FailureRole).toString()};
        };
        for (const QString &each : words()) {
            QVERIFY2(!each.isEmpty() && !each.contains(s("oh dear")), qPrintable(each));
        }
        Changes found;
        found.speaks = s("chats");
        chat.model.apply(found);
        for (const QString &each : words()) {
            QVERIFY2(each.contains(s("oh dear")), qPrintable(each));
        }
    }

    // Somebody waits in front of the dialog for a server that puts the sign-in off.
    void signingInAgainSaysWhatTheServerAnswered()
    {
        Chat chat;
        chat.model.signInAgain()->give(s("correct horse"));
        QVERIFY(chat.model.signInAgain()->busy());
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::TooMany);
        chat.model.apply(changes);
        QVERIFY(!chat.model.signInAgain()->busy());
        QVERIFY(!chat.model.signInAgain()->error().isEmpty());
    }
};

TEST_WITH_GUI_APPLICATION(RequestsTest)

} // namespace tst_requests

#include "tst_requests.moc"
