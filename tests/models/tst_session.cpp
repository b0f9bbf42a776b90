// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/live_account.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_session {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A session model over fakes, with two joined rooms, "lobby" shown.
struct Chat {
    Chat()
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}, {s("tea"), room(s("tea"))}};
        changes.connection = testing::connection(ConnectionState::Connected);
        model.apply(changes);
    }

    void say(std::vector<ShownMessage> messages)
    {
        Changes changes;
        changes.messages = std::move(messages);
        model.apply(changes);
    }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
};

ShownMessage live(Seq seq, const QString &sender = QStringLiteral("ann"))
{
    ShownMessage shown = message(seq, sender);
    shown.live = true;
    return shown;
}

} // namespace

class SessionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstRoomIsOpenedByItself()
    {
        Chat chat;
        QCOMPARE(chat.model.current()->room(), s("lobby"));
        QCOMPARE(chat.sink.all<tell::OpenRoom>().size(), std::size_t(1));
        QCOMPARE(chat.sink.all<tell::OpenRoom>().front().room, s("lobby"));
        QCOMPARE(chat.model.identity()->serverName(), s("127.0.0.1:7777"));
        QVERIFY(chat.model.identity()->hostAddress().isEmpty());
    }

    void changingRoomsClosesAndOpens()
    {
        Chat chat;
        const QSignalSpy changed(chat.model.current(), &CurrentRoomModel::roomChanged);
        TimelineModel *lobby = chat.model.current()->timeline();
        chat.model.current()->show(s("tea"));
        QCOMPARE(chat.sink.all<tell::CloseRoom>().back().room, s("lobby"));
        QCOMPARE(chat.sink.all<tell::OpenRoom>().back().room, s("tea"));
        QVERIFY(chat.model.current()->timeline() != lobby);
        chat.model.current()->show(s("lobby"));
        QCOMPARE(chat.model.current()->timeline(), lobby);
        chat.model.current()->show(s("nowhere"));
        QCOMPARE(chat.model.current()->room(), s("lobby"));
        QCOMPARE(changed.count(), 2);
    }

    void manyRoomsKeepFewTimelines()
    {
        Chat chat;
        Changes changes;
        for (int i = 0; i < 30; ++i) {
            const QString id = QStringLiteral("r%1").arg(i);
            changes.rooms.emplace(id, room(id));
        }
        chat.model.apply(changes);
        for (int i = 0; i < 30; ++i) {
            chat.model.current()->show(QStringLiteral("r%1").arg(i));
            QVERIFY(chat.model.current()->timeline());
            QCOMPARE(chat.model.current()->timeline()->room(), chat.model.current()->room());
        }
    }

    void messagesReachTheirRoomOnly()
    {
        Chat chat;
        ShownMessage other = message(1);
        other.message.room = s("tea");
        chat.say({message(1), other, message(2)});
        QCOMPARE(chat.model.current()->timeline()->count(), 2);
    }

    void sendingIsACommandAndClearsTheDraft()
    {
        Chat chat;
        chat.model.current()->composer()->saveDraft(s("hel"));
        QCOMPARE(chat.model.current()->composer()->draft(), s("hel"));
        QCOMPARE(chat.sink.all<tell::SaveDraft>().back().text, s("hel"));
        chat.model.current()->composer()->send(s("\n  hello \n world \n\n"));
        QCOMPARE(chat.sink.all<tell::Send>().back().text, s("  hello \n world"));
        QCOMPARE(chat.sink.all<tell::Send>().back().room, s("lobby"));
        QVERIFY(!chat.sink.all<tell::Send>().back().clientId.isEmpty());
        QVERIFY(chat.model.current()->composer()->draft().isEmpty());
        QVERIFY(chat.sink.all<tell::SaveDraft>().back().text.isEmpty());
        chat.model.current()->composer()->send(s(" \n\t "));
        QCOMPARE(chat.sink.all<tell::Send>().size(), std::size_t(1));
    }

    void whatIsTooLongGoesBackIntoTheComposer()
    {
        Chat chat;
        Changes changes;
        changes.capabilities = Capabilities{};
        changes.capabilities->maxTextBytes = 10;
        chat.model.apply(changes);
        QSignalSpy failed(&chat.model, &SessionModel::failed);
        const QSignalSpy draft(chat.model.current()->composer(), &ComposerModel::draftChanged);
        chat.model.current()->composer()->send(s("ééééééé")); // 7 characters, 14 bytes
        QCOMPARE(chat.sink.all<tell::Send>().size(), std::size_t(0));
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.at(0).at(1).toString(), s("lobby"));
        QCOMPARE(chat.model.current()->composer()->draft(), s("ééééééé"));
        QCOMPARE(draft.count(), 1);
    }

    void aRefusedMessageGoesBackIntoTheComposer()
    {
        Chat chat;
        chat.model.current()->composer()->send(s("hello"));
        chat.model.current()->composer()->saveDraft(s("next"));
        const QString id = chat.sink.all<tell::Send>().back().clientId;
        QSignalSpy failed(&chat.model, &SessionModel::failed);
        Changes changes;
        changes.failures = {{{ErrorCode::QueueFull, s("full"), 0}, s("lobby"), id}};
        chat.model.apply(changes);
        QCOMPARE(chat.model.current()->composer()->draft(), s("hello\nnext"));
        QCOMPARE(failed.count(), 1);
        chat.model.apply(changes); // the same again gives nothing back
        QCOMPARE(chat.model.current()->composer()->draft(), s("hello\nnext"));
    }

    void aFailedMessageSpeaksForItself()
    {
        Chat chat;
        chat.model.current()->composer()->send(s("hello"));
        const QString id = chat.sink.all<tell::Send>().back().clientId;
        const QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.say({ownMessage(0, id, DeliveryState::Pending)});
        QCOMPARE(chat.model.outbox()->unsent(), 1);
        Changes changes;
        changes.messages = {ownMessage(0, id, DeliveryState::Failed)};
        changes.failures = {{{ErrorCode::Forbidden, s("no"), 0}, s("lobby"), id}};
        chat.model.apply(changes);
        QCOMPARE(failed.count(), 0);
        QCOMPARE(chat.model.outbox()->unsent(), 0);
        chat.model.outbox()->retry(id);
        QCOMPARE(chat.sink.all<tell::Retry>().back().clientId, id);
        chat.model.outbox()->discard(id);
        QCOMPARE(chat.sink.all<tell::Discard>().back().clientId, id);
        Changes gone;
        gone.messagesGone = {{s("lobby"), id}};
        chat.model.apply(gone);
        QCOMPARE(chat.model.current()->timeline()->count(), 0);
    }

    void unsentCountsAllRooms()
    {
        Chat chat;
        const QSignalSpy changed(chat.model.outbox(), &OutboxModel::changed);
        ShownMessage elsewhere = ownMessage(0, s("c2"), DeliveryState::Pending);
        elsewhere.message.room = s("tea");
        chat.say({ownMessage(0, s("c1"), DeliveryState::Pending), elsewhere});
        QCOMPARE(chat.model.outbox()->unsent(), 2);
        QCOMPARE(chat.model.connection()->unsent(), 2);
        chat.say({ownMessage(1, s("c1"), DeliveryState::Sent)});
        QCOMPARE(chat.model.outbox()->unsent(), 1);
        QCOMPARE(changed.count(), 2);
        chat.model.current()->show(s("tea")); // shown although it came before its room was opened
        QCOMPARE(chat.model.current()->timeline()->count(), 1);
    }

    void readingFollowsTheEye()
    {
        Chat chat;
        chat.say({live(1), live(2)});
        chat.model.current()->reading()->look(0, 1);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(2));
        chat.say({live(2)});
        QCOMPARE(chat.sink.all<tell::MarkRead>().size(), std::size_t(1));
        chat.model.current()->timeline()->setFollowing(false);
        chat.say({live(3)});
        chat.model.current()->reading()->look(1, 2);
        QCOMPARE(chat.sink.all<tell::MarkRead>().size(), std::size_t(1));
        QCOMPARE(chat.model.current()->reading()->below(), 1);
        chat.model.current()->timeline()->setFollowing(true);
        chat.model.current()->reading()->look(0, 2);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(3));
        QCOMPARE(chat.model.current()->reading()->below(), 0);
        chat.model.setActive(false);
        chat.say({live(4)});
        chat.model.current()->reading()->look(0, 3);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(3));
        chat.model.setActive(true);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(4));
    }

    // Behind another pane, or in a window that is not looked at.
    void whatNobodySeesIsNotRead()
    {
        Chat chat;
        chat.say({live(1)});
        chat.model.current()->reading()->look(0, 0);
        const QSignalSpy changed(chat.model.current(), &CurrentRoomModel::messagesShownChanged);
        chat.model.current()->setMessagesShown(false);
        chat.say({live(2)});
        chat.model.current()->reading()->look(0, 1);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(1));
        chat.model.setActive(false);
        chat.model.current()->setMessagesShown(true);
        chat.model.current()->reading()->look(0, 1);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(1));
        chat.model.setActive(true);
        QCOMPARE(chat.sink.all<tell::MarkRead>().back().seq, Seq(2));
        QCOMPARE(changed.count(), 2);
    }

    void theNewLineIsWhereReadingStopped()
    {
        Chat chat;
        Changes changes;
        ShownRoom tea = room(s("tea"), true, 2);
        tea.room.readSeq = 3;
        changes.rooms.emplace(s("tea"), tea);
        chat.model.apply(changes);
        chat.model.current()->show(s("tea"));
        std::vector<ShownMessage> page;
        for (Seq seq = 1; seq <= 5; ++seq) {
            page.push_back(message(seq));
            page.back().message.room = s("tea");
        }
        chat.say(page);
        QCOMPARE(column(*chat.model.current()->timeline(), "firstUnread").join(u' '),
                 s("false true false false false"));
        chat.model.current()->composer()->send(s("an answer"));
        QCOMPARE(column(*chat.model.current()->timeline(), "firstUnread").count(s("true")), 0);
    }

    void olderMessagesAreAskedForOnce()
    {
        Chat chat;
        chat.say({message(51), message(52)});
        Q_EMIT chat.model.current()->timeline()->scroll()->olderWanted();
        QCOMPARE(chat.sink.all<tell::LoadOlder>().back().before, Seq(51));
        Changes changes;
        changes.history = {{s("lobby"), {false, true, {}}}};
        chat.model.apply(changes);
        Q_EMIT chat.model.current()->timeline()->scroll()->olderWanted();
        QCOMPARE(chat.sink.all<tell::LoadOlder>().size(), std::size_t(1));
        changes.history = {{s("lobby"), {true, false, {}}}};
        changes.messages = {message(50)};
        chat.model.apply(changes);
        QVERIFY(chat.model.current()->timeline()->reachesStart());
        Q_EMIT chat.model.current()->timeline()->scroll()->olderWanted();
        QCOMPARE(chat.sink.all<tell::LoadOlder>().size(), std::size_t(1));
    }

    void aCreatedRoomIsShownOnceItIsThere()
    {
        Chat chat;
        chat.model.membership()->create(s(" new "), true);
        QCOMPARE(chat.sink.all<tell::CreateRoom>().back().room, s("new"));
        QVERIFY(chat.sink.all<tell::CreateRoom>().back().isPrivate);
        QCOMPARE(chat.model.current()->room(), s("lobby"));
        Changes changes;
        ShownRoom made = room(s("new"));
        made.room.isPrivate = true;
        changes.rooms.emplace(s("new"), made);
        changes.capabilities = Capabilities{};
        changes.capabilities->privateRooms = true;
        chat.model.apply(changes);
        QCOMPARE(chat.model.current()->room(), s("new"));
        QVERIFY(chat.model.current()->isPrivate());
        QVERIFY(chat.model.current()->canInvite());
        chat.model.membership()->invite(s("new"), s("ann "));
        QCOMPARE(chat.sink.all<tell::Invite>().back().user, s("ann"));
    }

    void aRefusedRoomIsToldAndForgotten()
    {
        Chat chat;
        QSignalSpy failed(&chat.model, &SessionModel::failed);
        chat.model.membership()->join(s("secret"));
        QCOMPARE(chat.sink.all<tell::JoinRoom>().back().room, s("secret"));
        Changes changes;
        changes.failures = {{{ErrorCode::Forbidden, s("no"), 0}, s("secret"), {}}};
        chat.model.apply(changes);
        QCOMPARE(failed.count(), 1);
        Changes later;
        later.rooms.emplace(s("secret"), room(s("secret")));
        chat.model.apply(later);
        QCOMPARE(chat.model.current()->room(), s("lobby"));
    }

    void aRoomThatIsLeftIsNoLongerShown()
    {
        Chat chat;
        chat.say({message(1)});
        chat.model.membership()->leave(s("lobby"));
        QCOMPARE(chat.sink.all<tell::LeaveRoom>().back().room, s("lobby"));
        Changes changes;
        changes.rooms.emplace(s("lobby"), room(s("lobby"), false));
        chat.model.apply(changes);
        QCOMPARE(chat.model.current()->room(), s("tea"));
        Changes gone;
        gone.roomsGone = {s("tea"), s("lobby")};
        chat.model.apply(gone);
        QVERIFY(chat.model.current()->room().isEmpty());
        QVERIFY(!chat.model.current()->timeline());
        QCOMPARE(chat.model.rooms()->count(), 0);
    }

    void peopleAreOfTheCurrentRoom()
    {
        Chat chat;
        Changes changes;
        changes.roster = {
            {s("lobby"), {member(s("me"), PresenceStatus::Online), member(s("ann"), PresenceStatus::Away)}},
            {s("tea"), {member(s("bo"), PresenceStatus::Online)}}};
        changes.typing = {{s("lobby"), {s("ann")}}, {s("tea"), {s("bo")}}};
        changes.cursors = {{{s("lobby"), s("ann")}, {0.1, 0.2}}, {{s("tea"), s("bo")}, {0.3, 0.4}}};
        chat.model.apply(changes);
        QCOMPARE(column(*chat.model.current()->members(), "user").join(u' '), s("me ann"));
        QVERIFY(chat.model.current()->typing()->text().contains(u"ann"));
        QCOMPARE(column(*chat.model.current()->cursors(), "user").join(u' '), s("ann"));
        chat.model.current()->show(s("tea"));
        QCOMPARE(column(*chat.model.current()->members(), "user").join(u' '), s("bo"));
        QVERIFY(chat.model.current()->typing()->text().contains(u"bo"));
        QCOMPARE(column(*chat.model.current()->cursors(), "user").join(u' '), s("bo"));

        Changes news;
        news.presence = {{s("ann"), member(s("ann"), PresenceStatus::Busy).presence}};
        news.membersGone = {{s("lobby"), s("me")}};
        news.members = {{{s("lobby"), s("cy")}, member(s("cy"), PresenceStatus::Offline)}};
        news.cursorsGone = {{s("lobby"), s("ann")}};
        news.typing = {{s("lobby"), {}}};
        chat.model.apply(news);
        QCOMPARE(column(*chat.model.current()->members(), "user").join(u' '), s("bo"));
        chat.model.current()->show(s("lobby"));
        QCOMPARE(column(*chat.model.current()->members(), "user").join(u' '), s("ann cy"));
        QCOMPARE(column(*chat.model.current()->members(), "status").first().toInt(), int(PresenceKind::Busy));
        QCOMPARE(chat.model.current()->cursors()->count(), 0);
        QVERIFY(!chat.model.current()->typing()->active());
    }

    void typingAndTheCursorEndWithTheRoom()
    {
        Chat chat;
        chat.model.current()->composer()->setTyping(false);
        chat.model.current()->leaveCursor();
        QVERIFY(chat.sink.all<tell::Typing>().empty());
        QVERIFY(chat.sink.all<tell::LeaveCursor>().empty());
        chat.model.current()->composer()->setTyping(true);
        chat.model.current()->moveCursor(1.5, -1);
        QCOMPARE(chat.sink.all<tell::MoveCursor>().back().point, (CursorPoint{1, 0}));
        chat.model.current()->show(s("tea"));
        QCOMPARE(chat.sink.all<tell::Typing>().back().active, false);
        QCOMPARE(chat.sink.all<tell::Typing>().back().room, s("lobby"));
        QCOMPARE(chat.sink.all<tell::LeaveCursor>().back().room, s("lobby"));
    }

    void ownStatusIsTheChoiceOrAway()
    {
        Chat chat;
        const auto told = [&] { return chat.sink.all<tell::SetPresence>().back(); };
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Online);
        chat.model.ownPresence()->setText(s(" tea time "));
        QCOMPARE(told().text, std::optional(s("tea time")));
        QCOMPARE(told().status, std::nullopt);
        chat.time.advance(AutoAway::IdleMs);
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Away);
        QCOMPARE(told().away, std::optional(true));
        QCOMPARE(told().status, std::nullopt); // nobody chose that
        QCOMPARE(told().text, std::nullopt);
        chat.model.ownPresence()->noteInput();
        QCOMPARE(told().away, std::optional(false));
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Online);
        chat.model.ownPresence()->setStatus(PresenceKind::Busy);
        QCOMPARE(told().status, std::optional(PresenceStatus::Busy));
        QCOMPARE(told().text, std::nullopt);
        chat.time.advance(AutoAway::IdleMs);
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Busy);
        QCOMPARE(chat.model.ownPresence()->text(), s("tea time"));
    }

    void invitationsComeFirstAndAreAnswered()
    {
        Chat chat;
        QSignalSpy noticed(&chat.model, &SessionModel::noticed);
        Changes changes;
        for (const char *name : {"attic", "zoo"}) {
            ShownRoom asked = room(s(name), false);
            asked.room.invitedBy = s("bob");
            changes.rooms[s(name)] = asked;
            changes.invited.push_back({s(name), s("bob"), qstrcmp(name, "zoo") == 0});
        }
        chat.model.apply(changes);
        QCOMPARE(noticed.count(), 1); // the other one waits since an earlier day
        QCOMPARE(noticed.at(0).at(0).toString(), s("bob invites you to zoo."));
        const QStringList sections = column(*chat.model.rooms(), "section");
        QCOMPARE(sections.mid(0, 3), (QStringList{s("invited"), s("invited"), s("joined")}));
        QCOMPARE(column(*chat.model.rooms(), "invitedBy").first(), s("bob"));
        QVERIFY(!chat.model.rooms()->neighbour(s("lobby"), -1).isEmpty());
        QCOMPARE(chat.model.rooms()->neighbour(s("nowhere"), 1), chat.model.rooms()->firstJoined());
        chat.model.membership()->answerInvitation(s("attic"), false);
        QVERIFY(!chat.sink.all<tell::AnswerInvitation>().back().accept);
        chat.model.membership()->answerInvitation(s("zoo"), true);
        QVERIFY(chat.sink.all<tell::AnswerInvitation>().back().accept);
        Changes joined;
        joined.rooms[s("zoo")] = room(s("zoo"));
        joined.roomsGone = {s("attic")};
        chat.model.apply(joined);
        QCOMPARE(chat.model.current()->room(), s("zoo"));
        QVERIFY(!column(*chat.model.rooms(), "section").contains(s("invited")));
    }

    void whatWasChosenElsewhereIsShown()
    {
        Chat chat;
        QSignalSpy changed(chat.model.ownPresence(), &OwnPresenceModel::changed);
        Changes changes;
        changes.own = OwnChoice{PresenceStatus::Offline, s("gone fishing")};
        chat.model.apply(changes);
        chat.model.apply(changes);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Offline);
        QCOMPARE(chat.model.ownPresence()->text(), s("gone fishing"));
        chat.time.advance(AutoAway::IdleMs);
        QCOMPARE(chat.model.ownPresence()->status(), PresenceKind::Offline);
    }

    void aNewEpochDropsWhatWasShown()
    {
        Chat chat;
        chat.say({message(1), message(2)});
        Changes changes;
        changes.historyReset = {s("lobby")};
        changes.messages = {message(1)};
        chat.model.apply(changes);
        QCOMPARE(chat.model.current()->timeline()->count(), 1);
    }

    void noticesAndTokensArePassedOn()
    {
        Chat chat;
        QSignalSpy noticed(&chat.model, &SessionModel::noticed);
        QSignalSpy token(&chat.model, &SessionModel::tokenChanged);
        Changes changes;
        changes.notices = {s("maintenance at noon")};
        changes.token = s("t0k3n");
        changes.signedInAs = s("Me");
        chat.model.apply(changes);
        QCOMPARE(noticed.at(0).at(0).toString(), s("maintenance at noon"));
        QCOMPARE(token.at(0).at(0).toString(), s("t0k3n"));
        QCOMPARE(chat.model.identity()->user(), s("Me"));
    }

    // A sentence of the program's own comes in the person's language; which dialect was found is no news for anybody.
    void remarksAreToldInThePersonsLanguage()
    {
        Chat chat;
        const QSignalSpy noticed(&chat.model, &SessionModel::noticed);
        Changes changes;
        changes.remarks = {{Remark::Kind::Speaks, s("chats")}};
        chat.model.apply(changes);
        QCOMPARE(noticed.count(), 0);
        QCOMPARE(chat.model.notices()->count(), 0);
        changes.remarks = {{Remark::Kind::RoomsUnnamed}, {Remark::Kind::SpaceRefused, s("/news"), s("go away")}};
        chat.model.apply(changes);
        QCOMPARE(noticed.count(), 2);
        QCOMPARE(noticed.at(0).at(0).toString(), remarkText(changes.remarks[0]));
        const QString refused = noticed.at(1).at(0).toString();
        QVERIFY(refused.contains(s("/news")) && refused.contains(s("go away")));
        struct Chinese final : QTranslator {
            bool isEmpty() const override { return false; }
            QString translate(const char *context, const char *, const char *, int) const override
            {
                return qstrcmp(context, "ErrorText") == 0 ? QStringLiteral("好") : QString();
            }
        } chinese;
        QCoreApplication::installTranslator(&chinese);
        chat.model.retranslate();
        QCOMPARE(chat.model.notices()->index(0).data(NoticesModel::TextRole).toString(), s("好"));
        QCoreApplication::removeTranslator(&chinese);
    }

    void aLiveAccountTakesOneBatchAFrame()
    {
        FakeTime time;
        FakePort::Log log;
        auto port = std::make_unique<FakePort>(log);
        FakePort &engine = *port;
        SavedAccount me;
        me.user = s("me");
        LiveAccount account({me, s("me"), {}}, std::move(port), time.parts());
        time.advance(100);
        Changes first;
        first.rooms.emplace(s("lobby"), room(s("lobby")));
        engine.say(first);
        QCOMPARE(account.session()->rooms()->count(), 0);
        time.advance(FrameTicker::FrameMs);
        QCOMPARE(account.session()->rooms()->count(), 1);
        QCOMPARE(log.sink.all<tell::OpenRoom>().size(), std::size_t(1));
        QSignalSpy broken(&account, &LiveAccount::broken);
        Q_EMIT engine.started(success());
        QCOMPARE(broken.count(), 0);
        Q_EMIT engine.started(Error{ErrorCode::NewerDatabase, s("newer"), 0});
        QCOMPARE(broken.count(), 1);
    }
};

TEST_WITH_CORE_APPLICATION(SessionTest)

} // namespace tst_session

#include "tst_session.moc"
