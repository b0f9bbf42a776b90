// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/composer_model.h"
#include "models/identity_model.h"
#include "models/membership_model.h"
#include "models/own_presence_model.h"
#include "models/reply_model.h"
#include "models/room_people.h"
#include "models/room_timelines.h"
#include "models/sign_in_again_model.h"
#include "models/sign_in_faults.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_parts {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

ShownMessage waiting(const QString &id, const QString &room = QStringLiteral("lobby"))
{
    ShownMessage shown = ownMessage(0, id, DeliveryState::Pending);
    shown.message.room = room;
    shown.editable = true;
    return shown;
}

Changes messages(std::vector<ShownMessage> shown)
{
    Changes changes;
    changes.messages = std::move(shown);
    return changes;
}

/// The outbox and a composer over it, in the room "lobby", with nothing else.
struct Writing {
    Writing()
    {
        rooms.apply({{s("lobby"), room(s("lobby"))}}, {});
        composer.show(s("lobby"), nullptr);
        Capabilities can;
        can.maxTextBytes = 10;
        features.apply(can);
    }
    void apply(const Changes &changes)
    {
        outbox.apply(changes);
        composer.apply(changes);
    }

    FakeTime time;
    FakeSink sink;
    RoomsModel rooms;
    FeaturesModel features;
    UndoModel undo{time.parts(), [](const QString &) {}};
    OutboxModel outbox{sink, undo};
    ReplyModel reply{features};
    ComposerModel composer{{sink, rooms, outbox, features, undo, reply}};
};

} // namespace

/// The models that an account's model is made of, each without the others.
class PartsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anIdentityIsWhatTheServerSays()
    {
        IdentityModel identity({s("me"), QUrl(s("wss://chat.example.org:8443")), QUrl(), s("auto")});
        const QSignalSpy user(&identity, &IdentityModel::userChanged);
        const QSignalSpy speaks(&identity, &IdentityModel::speaksChanged);
        QCOMPARE(identity.serverName(), s("chat.example.org:8443"));
        QVERIFY(!identity.openWay());
        Changes changes;
        changes.signedInAs = s("Me");
        changes.speaks = s("channels");
        identity.apply(changes);
        identity.apply(changes);
        QCOMPARE(user.count(), 1);
        QCOMPARE(speaks.count(), 1);
        QCOMPARE(identity.user(), s("Me"));
        QCOMPARE(identity.speaks(), s("Speaks: Channels, found automatically"));
        QCOMPARE(identity.errorSource(), ErrorSource::OtherServer);
    }

    void theOutboxKnowsWhatIsLeftOfEachRoom()
    {
        Writing writing;
        const QSignalSpy changed(&writing.outbox, &OutboxModel::changed);
        ShownMessage failed = ownMessage(0, s("two"), DeliveryState::Failed);
        writing.apply(messages({waiting(s("one")), failed, waiting(s("three"), s("den"))}));
        QCOMPARE(writing.outbox.unsent(), 2);
        QCOMPARE(writing.outbox.leftOver(), 3);
        QCOMPARE(writing.outbox.counts(), (std::map<QString, int>{{s("den"), 1}, {s("lobby"), 2}}));
        QCOMPARE(writing.outbox.of(s("den")).size(), std::size_t(1));
        writing.apply(messages({message(4)})); // of somebody else
        QCOMPARE(changed.count(), 1);
        writing.apply(messages({ownMessage(5, s("one"), DeliveryState::Sent)}));
        QVERIFY(!writing.outbox.find(s("one")));
        QCOMPARE(changed.count(), 2);
    }

    void aWithdrawnMessageIsLetGoBeforeTheServerHears()
    {
        Writing writing;
        writing.apply(messages({waiting(s("one"))}));
        writing.composer.edit(s("one"));
        writing.sink.told.clear();
        writing.outbox.discard(s("one"));
        QVERIFY(writing.composer.editing().isEmpty());
        QCOMPARE(writing.sink.told.size(), std::size_t(2));
        QVERIFY(std::holds_alternative<tell::Release>(writing.sink.told[0]));
        QVERIFY(std::holds_alternative<tell::Discard>(writing.sink.told[1]));
        QCOMPARE(writing.undo.count(), 1);
    }

    void aComposerTakesBackWhatWasNotTaken()
    {
        Writing writing;
        const QSignalSpy draft(&writing.composer, &ComposerModel::draftChanged);
        const QSignalSpy failed(&writing.composer, &ComposerModel::failed);
        writing.composer.send(s("more than ten bytes"));
        QCOMPARE(writing.composer.draft(), s("more than ten bytes"));
        QCOMPARE(failed.count(), 1);
        QVERIFY(writing.sink.all<tell::Send>().empty());
        writing.composer.saveDraft({});
        writing.composer.send(s("hello"));
        const QString id = writing.sink.all<tell::Send>().back().clientId;
        const Failed failure{{ErrorCode::QueueFull, s("full"), 0}, s("lobby"), id};
        QVERIFY(writing.composer.takeBack(failure));
        QCOMPARE(writing.composer.draft(), s("hello"));
        QVERIFY(!writing.composer.takeBack(failure)); // once
        QCOMPARE(draft.count(), 2);
    }

    void aComposerIsOfNoRoomAfterwards()
    {
        Writing writing;
        writing.composer.setTyping(true);
        writing.composer.leave();
        QCOMPARE(writing.sink.all<tell::Typing>().back().active, false);
        writing.composer.show({}, nullptr);
        writing.sink.told.clear();
        writing.composer.send(s("hello"));
        writing.composer.saveDraft(s("hello"));
        writing.composer.setTyping(true);
        writing.composer.editLast();
        QVERIFY(writing.sink.told.empty());
    }

    void aRoomThatOneWantedIsEnteredOnce()
    {
        FakeSink sink;
        RoomsModel rooms;
        const FeaturesModel features;
        MembershipModel membership(sink, rooms, features);
        membership.setOnline(true);
        membership.create(s("den"), true);
        QVERIFY(membership.takeEntered().isEmpty());
        rooms.apply({{s("den"), room(s("den"))}}, {});
        QCOMPARE(membership.takeEntered(), s("den"));
        QVERIFY(membership.takeEntered().isEmpty());
        membership.join(s("attic"));
        membership.giveUp(s("attic"));
        rooms.apply({{s("attic"), room(s("attic"))}}, {});
        QVERIFY(membership.takeEntered().isEmpty());
        const QSignalSpy entered(&membership, &MembershipModel::entered);
        membership.join(s("den")); // one is in it
        QCOMPARE(entered.count(), 1);
    }

    void aPresenceIsAwayOnlyInPlaceOfOnline()
    {
        FakeTime time;
        FakeSink sink;
        OwnPresenceModel presence(sink, time.parts());
        time.advance(AutoAway::IdleMs);
        QCOMPARE(presence.status(), PresenceKind::Away);
        presence.setStatus(PresenceKind::Busy);
        time.advance(AutoAway::IdleMs);
        QCOMPARE(presence.status(), PresenceKind::Busy);
        QSignalSpy noticed(&presence, &OwnPresenceModel::noticed);
        presence.textRequest()->watch(true);
        presence.setText(s("at sea"));
        QCOMPARE(noticed.count(), 1); // offline: it is kept
        presence.setOnline(true);
        presence.setText(s("ashore"));
        QCOMPARE(noticed.count(), 1);
        QVERIFY(presence.textRequest()->busy());
        presence.setOnline(false);
        QCOMPARE(noticed.count(), 2);
    }

    void aPasswordIsGivenOnceAtATime()
    {
        FakeSink sink;
        const IdentityModel identity({s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()});
        SignInAgainModel signIn(sink, identity);
        signIn.give(s("wrong"));
        signIn.give(s("right"));
        QCOMPARE(sink.all<tell::SignInAgain>().size(), std::size_t(1));
        Changes changes;
        changes.failures = {{{ErrorCode::Unauthorized, s("no"), 0}, {}, {}}};
        signIn.apply(changes);
        QVERIFY(!signIn.busy());
        QCOMPARE(signIn.error(), s("The password is wrong."));
        signIn.apply(changes); // nobody waits for that one
        Changes other;
        other.failures = {{{ErrorCode::OtherServer, s("another"), 0}, {}, {}}};
        signIn.give(s("right"));
        signIn.apply(other);
        QVERIFY(!signIn.busy() && signIn.error().isEmpty()); // it is the question's turn
    }

    void peopleAreKeptForEachRoom()
    {
        FakeTime time;
        RoomPeople people(time.parts());
        people.show(s("lobby"));
        Changes changes;
        changes.roster = {{s("tea"), {member(s("bo"), PresenceStatus::Online)}}};
        changes.typing = {{s("tea"), {s("bo")}}};
        people.apply(changes);
        QCOMPARE(people.members().count(), 0);
        people.show(s("tea"));
        QCOMPARE(column(people.members(), "user"), QStringList{s("bo")});
        QVERIFY(people.typing().active());
        people.forget(s("tea"));
        people.show(s("tea"));
        QCOMPARE(people.members().count(), 0);
    }

    void manyPeopleAreShownAnew()
    {
        FakeTime time;
        RoomPeople people(time.parts());
        people.show(s("lobby"));
        Changes changes;
        for (int i = 0; i <= int(RoomPeople::ManyPeople); ++i) {
            const QString user = QStringLiteral("p%1").arg(i);
            changes.members.emplace(std::pair(s("lobby"), user), member(user, PresenceStatus::Online));
        }
        const QSignalSpy inserted(&people.members(), &QAbstractItemModel::rowsInserted);
        people.apply(changes);
        QCOMPARE(people.members().count(), int(RoomPeople::ManyPeople) + 1);
        QVERIFY(inserted.count() <= 1);
    }

    void timelinesAskForWhatTheyMiss()
    {
        FakeTime time;
        FakeSink sink;
        RoomTimelines timelines(sink, time.parts());
        const ShownMessage mine = waiting(s("mine"));
        TimelineModel &lobby = timelines.of(s("lobby"), {&mine});
        QCOMPARE(lobby.count(), 1);
        timelines.apply(messages({message(51), message(52)}));
        QCOMPARE(lobby.count(), 3);
        Q_EMIT lobby.scroll()->olderWanted();
        QCOMPARE(sink.all<tell::LoadOlder>().back().before, Seq(51));
        QVERIFY(!lobby.jump(7));
        timelines.askAround(s("lobby"), 7);
        QCOMPARE(sink.all<tell::LoadAround>().back().seq, Seq(7));
        lobby.toNewest();
        QCOMPARE(sink.all<tell::LoadNewest>().size(), std::size_t(1));
        for (std::size_t i = 0; i < RoomTimelines::Kept; ++i) {
            timelines.of(QStringLiteral("r%1").arg(i), {});
        }
        QCOMPARE(timelines.of(s("lobby"), {}).count(), 0); // made anew
    }

    void aFaultIsToldWhereItCanBeMended()
    {
        const auto fieldOf = [](ErrorCode code, const TriedSignIn &tried, bool here = false) {
            return faultOf({code, ConnectionTrouble::None, s("why"), here}, tried).field;
        };
        TriedSignIn tried;
        QCOMPARE(fieldOf(ErrorCode::Unauthorized, tried), StartModel::Password);
        QCOMPARE(fieldOf(ErrorCode::NotConnected, tried), StartModel::Address);
        QCOMPARE(fieldOf(ErrorCode::Forbidden, tried), StartModel::NoField);
        tried.creating = true;
        QCOMPARE(fieldOf(ErrorCode::NameTaken, tried), StartModel::Name);
        QCOMPARE(fieldOf(ErrorCode::Forbidden, tried), StartModel::Code);
        QCOMPARE(fieldOf(ErrorCode::Forbidden, tried, true), StartModel::NoField); // no server said so
        tried.hosted = true;
        QCOMPARE(fieldOf(ErrorCode::NotConnected, tried), StartModel::NoField); // there is no address
        QCOMPARE(faultOfTyped({}, s("x"), true)->field, StartModel::Name);
        QCOMPARE(faultOfTyped(s("ann"), {}, true)->field, StartModel::Password);
        QVERIFY(!faultOfTyped(s("ann"), {}, false));
        QCOMPARE(faultOfNew(s("ann lee"), s("correct horse"))->field, StartModel::Name);
        QCOMPARE(faultOfNew(s("ann"), s("short"))->field, StartModel::Password);
        QVERIFY(!faultOfNew(s("ann"), s("correct horse")));
    }
};

TEST_WITH_CORE_APPLICATION(PartsTest)

} // namespace tst_parts

#include "tst_parts.moc"
