// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/reactions.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_reactions {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");
const QString Other = QStringLiteral("id-2");
const QString First = QStringLiteral("first");
const QString Second = QStringLiteral("second");
const QString Plus = QStringLiteral("+1");
const QString Tea = QStringLiteral("tea");
const QString TheReaction = QStringLiteral("reaction-1");
const QString OtherReaction = QStringLiteral("reaction-2");

using State = ShownOperation::State;
using List = std::vector<Reaction>;

/// Ann in the lobby, with a message of hers and one of Bo's, on a server on which messages change.
struct Scene : Stage {
    Scene()
    {
        server.can.changes = server.can.edits = server.can.deletes = server.can.reactions = true;
        enter();
        send(First, Id);
        runUntil([this] { return session->unsent() == 0; });
        his = server.post(Lobby, Bo, QStringLiteral("hi")).id;
        run(20);
    }
    void react(const QString &message, const QString &key, bool on = true, const QString &clientId = {})
    {
        tell(tell::React{Lobby, message, key, on, clientId});
        run(20);
    }
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
    const Message &there(Seq seq) { return server.log(Lobby).at(std::size_t(seq - 1)); }
    Message shown(Seq seq) const { return view.messages(Lobby).at(std::size_t(seq - 1)).message; }
    Message held(Seq seq) const
    {
        return openStore()->messagesIn(Lobby, {0, seq}, 1, ClientStore::Most::Newest).value().at(0);
    }
    std::size_t asked() const { return server.asked<ask::ReactToMessage>().size(); }
    QStringList mine(Seq seq) { return reactionsOf(there(seq).reactions, Ann); }
    /// What is shown and what is kept is what the server has, and the room's count says so.
    void check()
    {
        run(200);
        for (const Message &message : server.log(Lobby)) {
            QCOMPARE(shown(message.seq), message);
            QCOMPARE(held(message.seq), message);
        }
        QCOMPARE(openStore()->rooms().value().at(0).heldRev, server.lastRev(Lobby));
        QVERIFY(view.wishes().empty());
        QVERIFY(openStore()->outbox().value().empty());
    }

    QString his; ///< Bo's message, at the place 2
};

void mute(Scene &scene)
{
    scene.server.mute = [](const ask::Request &request) {
        return std::holds_alternative<ask::ReactToMessage>(request);
    };
}

} // namespace

/// Reactions under anybody's messages: once each, also when they are wished offline.
class TestReactions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneIsPutAndTakenAway()
    {
        Scene s;
        s.tell(tell::React{Lobby, s.his, Tea, true, TheReaction});
        s.run(1);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Pending);
        QCOMPARE(s.view.operation(TheReaction)->operation, Operation::React);
        QCOMPARE(s.view.operation(TheReaction)->text, Tea);
        QCOMPARE(s.view.operation(TheReaction)->target, s.his);
        QVERIFY(s.view.operation(TheReaction)->on);
        QVERIFY(s.shown(2).reactions.empty());
        s.run(20);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Done);
        QVERIFY(s.there(2).reactions == (List{{Tea, {Ann}}}));
        s.check();
        s.server.react(Lobby, 2, Bo, {Tea, Plus});
        s.react(s.his, Plus);
        QVERIFY(s.shown(2).reactions == (List{{Plus, {Ann, Bo}}, {Tea, {Ann, Bo}}}));
        s.react(s.his, Tea, false, OtherReaction);
        QCOMPARE(s.view.operation(OtherReaction)->on, false);
        QVERIFY(s.shown(2).reactions == (List{{Plus, {Ann, Bo}}, {Tea, {Bo}}}));
        s.check();
        QVERIFY(s.view.failures.empty());
    }

    // By its client id, without the room, and before its ack.
    void underOnesOwnToo()
    {
        Scene s;
        s.tell(tell::React{{}, Id, Tea});
        s.run(20);
        QVERIFY(s.there(1).reactions == (List{{Tea, {Ann}}}));
        s.server.blackhole = true;
        s.send(Second, Other);
        s.run(20);
        s.react(Other, Tea, true, TheReaction);
        QCOMPARE(s.view.operation(TheReaction)->target, QString());
        QCOMPARE(s.view.operation(TheReaction)->targetClientId, Other);
        s.restart();
        s.server.blackhole = false;
        QVERIFY(s.comeBack());
        QVERIFY(s.there(3).reactions == (List{{Tea, {Ann}}}));
        s.check();
    }

    void offlineTheWishIsShownAndKept()
    {
        Scene s;
        s.goOffline();
        s.react(s.his, Tea, true, TheReaction);
        QCOMPARE(s.session->unsent(), 1);
        s.restart();
        QCOMPARE(s.view.operation(TheReaction)->state, State::Pending);
        QCOMPARE(s.view.operation(TheReaction)->text, Tea);
        QCOMPARE(s.view.operation(TheReaction)->target, s.his);
        s.react(s.his, Plus); // also now, before the server has said what it can
        QVERIFY(s.view.failures.empty());
        QVERIFY(s.comeBack());
        QVERIFY(s.there(2).reactions == (List{{Plus, {Ann}}, {Tea, {Ann}}}));
        QCOMPARE(s.server.timesDone(TheReaction), 1);
        s.check();
    }

    void whatCannotBeIsRefused()
    {
        Scene s;
        s.react(s.his, QStringLiteral("a b"));
        QVERIFY(s.view.failed(ErrorCode::BadText, Lobby));
        s.react(s.his, QString());
        s.react(s.his, QString(33, u'x'));
        QVERIFY(s.view.failed(ErrorCode::TooLarge, Lobby));
        s.tell(tell::React{{}, QStringLiteral("no such"), Tea});
        s.run(20);
        QVERIFY(s.view.failed(ErrorCode::NotFound));
        s.server.remove(Lobby, 2);
        s.run(20);
        s.view.failures.clear();
        s.react(s.his, Tea);
        QVERIFY(s.view.failed(ErrorCode::NotFound, Lobby));
        s.server.can.reactions = false;
        s.lose();
        QVERIFY(s.restore());
        s.react(Id, Tea);
        QVERIFY(s.view.failed(ErrorCode::NotSupported, Lobby));
        QCOMPARE(s.asked(), std::size_t(0));
        QVERIFY(s.view.operations.empty());
    }

    void whatWasNeverTriedCollapses()
    {
        Scene s;
        s.goOffline();
        s.react(s.his, Tea);
        s.react(s.his, Tea);
        QCOMPARE(s.view.wishes().size(), std::size_t(1));
        s.react(s.his, Plus); // another key is another matter
        s.react(s.his, Tea, false);
        QCOMPARE(s.view.wishes().size(), std::size_t(1));
        QCOMPARE(s.view.operations.at(0).state, State::Dropped);
        s.restart();
        QVERIFY(s.comeBack());
        QCOMPARE(s.asked(), std::size_t(1));
        QCOMPARE(s.mine(2), QStringList{Plus});
        s.check();
    }

    // What the person said last holds, also where the first was none.
    void aCollapseLeavesItAsItWasSaidLast()
    {
        Scene s;
        s.react(s.his, Tea);
        s.goOffline();
        s.react(s.his, Tea);
        s.react(s.his, Tea, false);
        QVERIFY(s.comeBack());
        QCOMPARE(s.mine(2), QStringList());
        s.check();
    }

    // One that was named has an outcome of its own.
    void aNamedOneTakesThePlaceOfTheOther()
    {
        Scene s;
        s.goOffline();
        s.react(s.his, Tea, true, TheReaction);
        s.react(s.his, Tea, false, OtherReaction);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(s.comeBack());
        QCOMPARE(s.view.operation(OtherReaction)->state, State::Done);
        QCOMPARE(s.asked(), std::size_t(1));
        s.check();
    }

    void whatWasTriedStaysItself()
    {
        Scene s;
        mute(s);
        s.react(s.his, Tea, true, TheReaction);
        s.react(s.his, Tea, false);
        QCOMPARE(s.view.wishes().size(), std::size_t(2));
        QCOMPARE(s.asked(), std::size_t(1)); // one at a time
        s.server.mute = {};
        s.lose();
        QVERIFY(s.comeBack());
        QCOMPARE(s.view.operation(TheReaction)->state, State::Done);
        QCOMPARE(s.server.timesDone(TheReaction), 1);
        QCOMPARE(s.mine(2), QStringList());
        s.check();
    }

    // On, off and on again, of which only the first was tried: the last two cancel out.
    void onlyTheLastTwoCollapse()
    {
        Scene s;
        mute(s);
        s.react(s.his, Tea, true, TheReaction);
        s.goOffline();
        s.react(s.his, Tea, false);
        s.react(s.his, Tea);
        QCOMPARE(s.view.wishes().size(), std::size_t(1));
        s.server.mute = {};
        QVERIFY(s.comeBack());
        QCOMPARE(s.mine(2), QStringList{Tea});
        s.check();
    }

    void reactionsStandBesideEdits()
    {
        Scene s;
        s.goOffline();
        s.tell(tell::EditMessage{Lobby, Id, Second, QStringLiteral("edit-1")});
        s.react(Id, Tea, true, TheReaction);
        s.tell(tell::EditMessage{Lobby, Id, QStringLiteral("third")}); // takes up the first edit
        s.run(20);
        QCOMPARE(s.view.wishes().size(), std::size_t(2));
        QVERIFY(s.comeBack());
        QCOMPARE(s.there(1).text, QStringLiteral("third"));
        QCOMPARE(s.mine(1), QStringList{Tea});
        QCOMPARE(s.server.asked<ask::EditMessage>().size(), std::size_t(1));
        s.check();
    }

    void aDeletionTakesThemAlong()
    {
        Scene s;
        s.react(Id, Plus);
        s.goOffline();
        s.react(Id, Tea, true, TheReaction);
        s.tell(tell::DeleteMessage{Lobby, Id});
        s.run(20);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(s.comeBack());
        QVERIFY(s.held(1).reactions.empty());
        s.check();
    }

    void aFailedMessageHasNone()
    {
        Scene s;
        s.server.blackhole = true;
        s.send(Second, Other);
        s.run(20);
        s.react(Other, Tea, true, TheReaction);
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::SendMessage>(request))
                return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
            return std::nullopt;
        };
        s.server.blackhole = false;
        s.lose();
        QVERIFY(s.restore());
        QVERIFY(s.runUntil([&] { return s.view.message(Other)->state == DeliveryState::Failed; }));
        QCOMPARE(s.view.message(Other)->message.text, Second);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(s.view.operation(TheReaction)->failure.startsWith(QStringLiteral("not_found:")));
        QCOMPARE(s.session->unsent(), 0);
        QCOMPARE(s.openStore()->outbox().value().size(), std::size_t(1));
    }

    // Nothing would ever come of it.
    void underAFailedMessageNothingIsPut()
    {
        Scene s;
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::SendMessage>(request))
                return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
            return std::nullopt;
        };
        s.send(Second, Other);
        s.run(1); // it is shown as waiting
        QVERIFY(s.runUntil([&] { return s.view.message(Other)->state == DeliveryState::Failed; }));
        s.react(Other, Tea, true, TheReaction);
        QVERIFY(s.view.failed(ErrorCode::NotFound));
        QVERIFY(!s.view.operation(TheReaction));
        QCOMPARE(s.session->unsent(), 0);
        QCOMPARE(s.openStore()->outbox().value().size(), std::size_t(1));
    }

    void aDiscardedMessageTakesItAlong()
    {
        Scene s;
        s.server.blackhole = true;
        s.send(Second, Other);
        s.run(20);
        s.react(Other, Tea, true, TheReaction);
        s.tell(tell::Discard{Other});
        s.run(20);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(s.openStore()->outbox().value().empty());
    }

    // Meanwhile it was taken away on another device: sent again it does not come back.
    void aLostAckIsAskedForAgain()
    {
        Scene s;
        mute(s);
        s.react(s.his, Tea, true, TheReaction);
        s.server.react(Lobby, 2, Ann, {});
        s.server.mute = {};
        s.lose();
        QVERIFY(s.comeBack());
        QCOMPARE(s.view.operation(TheReaction)->state, State::Done);
        QCOMPARE(s.server.timesDone(TheReaction), 1);
        QVERIFY(s.shown(2).reactions.empty());
        s.check();
    }

    // The ack is of a change before which others are still to come: what is taken from the held message is not all.
    void whatWasMissedBeforeAnAckIsToldAsAWhole()
    {
        Scene s;
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageChanged>(event); };
        s.server.react(Lobby, 2, Bo, {Plus});
        s.server.react(Lobby, 2, Ann, {Plus});
        s.run(20);
        s.react(s.his, Tea);
        s.server.pass = {};
        QVERIFY(s.there(2).reactions == (List{{Plus, {Ann, Bo}}, {Tea, {Ann}}}));
        s.check();
    }

    // The ack comes before the events of what was done earlier, and nothing can be asked for meanwhile.
    void anAckThatOvertakesEventsLosesNoneOfThem()
    {
        Scene s;
        std::vector<heard::Event> late;
        s.server.pass = [&](const heard::Event &event) {
            const bool isChange = std::holds_alternative<heard::MessageChanged>(event);
            if (isChange)
                late.push_back(event);
            return !isChange;
        };
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::FetchChanges>(request))
                return Error{ErrorCode::Unavailable, QStringLiteral("Not now."), 0};
            return std::nullopt;
        };
        s.server.react(Lobby, 2, Bo, {Plus});
        s.react(s.his, Tea);
        s.server.pass = {};
        for (const heard::Event &event : late)
            s.server.say(event);
        s.run(20);
        s.server.refuse = {};
        s.run(10'000);
        QVERIFY(s.shown(2).reactions == (List{{Plus, {Bo}}, {Tea, {Ann}}}));
        s.check();
    }

    // It was there already, and the rev of the ack is that of a change that nobody has told of yet.
    void theAckOfWhatWasSoAlreadyHidesNoChange()
    {
        Scene s;
        s.react(s.his, Tea);
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageChanged>(event); };
        s.server.edit(Lobby, 2, Second);
        s.react(s.his, Tea);
        s.server.pass = {};
        s.run(20);
        QCOMPARE(s.shown(2).text, Second);
        s.check();
    }

    // It is gone with the message, of which nobody has told yet.
    void theAckOfWhatIsGoneHidesNoDeletion()
    {
        Scene s;
        s.react(s.his, Tea);
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageChanged>(event); };
        s.server.remove(Lobby, 2);
        s.react(s.his, Tea, false, TheReaction);
        s.server.pass = {};
        s.run(20);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Done);
        QCOMPARE(s.shown(2).deletedBy, Bo);
        QCOMPARE(s.shown(2).text, QString());
        s.check();
    }

    // A text of before the reaction is still to be told, and whoever edits the message has not seen it.
    void anEditBehindAnAckTakesThePlaceOfNothingUnseen()
    {
        Scene s;
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageChanged>(event); };
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::FetchChanges>(request))
                return Error{ErrorCode::Unavailable, QStringLiteral("Not now."), 0};
            return std::nullopt;
        };
        s.server.edit(Lobby, 1, Second);
        s.react(Id, Tea);
        QVERIFY(s.shown(1).reactions == (List{{Tea, {Ann}}}));
        s.tell(tell::EditMessage{Lobby, Id, QStringLiteral("third"), OtherReaction, s.shown(1).rev});
        s.run(20);
        QCOMPARE(s.there(1).text, Second);
        QCOMPARE(s.view.operation(OtherReaction)->state, State::Conflict);
        s.server.refuse = {};
        s.server.pass = {};
        s.tell(tell::Discard{OtherReaction});
        s.run(10'000);
        QCOMPARE(s.shown(1).text, Second);
        s.check();
    }

    void underADeletedMessageNothingIsPut()
    {
        Scene s;
        s.goOffline();
        s.react(s.his, Tea, true, TheReaction);
        s.server.remove(Lobby, 2);
        QVERIFY(s.comeBack());
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(!s.view.operation(TheReaction)->failure.isEmpty());
        QCOMPARE(s.shown(2).deletedBy, Bo);
        s.check();
    }

    void whatIsRefusedWaitsForThePerson()
    {
        Scene s;
        QStringList many;
        for (int i = 0; i < 20; ++i)
            many.append(QString::number(i));
        s.server.react(Lobby, 2, Bo, many);
        s.run(20);
        s.react(s.his, Tea, true, TheReaction);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Failed);
        QVERIFY(s.view.operation(TheReaction)->failure.startsWith(QStringLiteral("too_large:")));
        s.restart();
        QVERIFY(s.comeBack());
        QCOMPARE(s.view.operation(TheReaction)->state, State::Failed);
        s.server.react(Lobby, 2, Bo, {});
        s.run(20);
        s.tell(tell::Retry{TheReaction});
        s.run(20);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Done);
        QCOMPARE(s.mine(2), QStringList{Tea});
        s.check();
    }

    void aFailedOneEndsWithTheNextWord()
    {
        Scene s;
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::ReactToMessage>(request))
                return Error{ErrorCode::Forbidden, QStringLiteral("No."), 0};
            return std::nullopt;
        };
        s.react(s.his, Tea, true, TheReaction);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Failed);
        s.react(s.his, Plus, true, OtherReaction); // another key has nothing to do with it
        QCOMPARE(s.view.operation(TheReaction)->state, State::Failed);
        s.server.refuse = {};
        s.tell(tell::Discard{OtherReaction});
        s.react(s.his, Tea, false);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QCOMPARE(s.view.operation(OtherReaction)->state, State::Dropped);
        s.check();
    }

    void anotherHistoryHasItOrNot()
    {
        Scene s;
        s.goOffline();
        s.react(Id, Tea);
        s.react(s.his, Tea, true, TheReaction);
        s.server.forget(Lobby, 1);
        s.server.epoch = QStringLiteral("epoch-2");
        QVERIFY(s.comeBack());
        s.run(50);
        QCOMPARE(s.mine(1), QStringList{Tea});
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        QVERIFY(s.openStore()->outbox().value().empty());
    }

    void aFullDiskTakesNone()
    {
        Scene s;
        s.goOffline();
        s.fate.full = true;
        s.react(s.his, Tea, true, TheReaction);
        QVERIFY(s.view.failed(ErrorCode::StorageFull));
        QVERIFY(!s.view.operation(TheReaction));
        s.fate.full = false;
        QVERIFY(s.comeBack());
        QCOMPARE(s.asked(), std::size_t(0));
    }

    void aFullDiskDoesNotTakeItBack()
    {
        Scene s;
        s.goOffline();
        s.react(s.his, Tea, true, TheReaction);
        s.fate.full = true;
        s.react(s.his, Tea, false);
        QVERIFY(s.view.failed(ErrorCode::StorageFull));
        QCOMPARE(s.view.operation(TheReaction)->state, State::Pending);
        s.fate.full = false;
        s.restart();
        QCOMPARE(s.view.operation(TheReaction)->state, State::Pending);
        s.react(s.his, Tea, false);
        QCOMPARE(s.view.operation(TheReaction)->state, State::Dropped);
        s.restart();
        QVERIFY(s.comeBack());
        QCOMPARE(s.asked(), std::size_t(0));
        s.check();
    }

    // The full disk has not taken what another device of the person put a moment before the ack.
    void theAckOnAFullDiskHidesNothing()
    {
        Scene s;
        s.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::ReactToMessage>(request) && !std::exchange(s.fate.full, true))
                s.server.react(Lobby, 2, Ann, {Plus});
            return std::nullopt;
        };
        s.react(s.his, Tea);
        QVERIFY(s.fate.full);
        QVERIFY(s.shown(2).reactions == (List{{Plus, {Ann}}, {Tea, {Ann}}}));
        s.fate.full = false;
        s.server.refuse = {};
        s.restart();
        QVERIFY(s.comeBack());
        s.check();
    }

    void onceInACrashAtAnyWrite_data()
    {
        QTest::addColumn<int>("write");
        for (int write = 0; write < 14; ++write)
            QTest::addRow("write %d", write) << write;
    }
    void onceInACrashAtAnyWrite()
    {
        QFETCH(int, write);
        Scene s;
        s.fate.crashAt = s.fate.writes + write;
        s.react(s.his, Tea, true, TheReaction);
        s.send(Second, Other);
        s.tell(tell::React{Lobby, Other, Plus, true, OtherReaction});
        s.run(20);
        s.lose();
        s.run(5'000);
        const bool toldOfFirst = s.view.operation(TheReaction).has_value();
        const bool toldOfSecond = s.view.operation(OtherReaction).has_value();
        s.restart();
        QVERIFY(s.comeBack());
        QVERIFY(s.server.timesDone(TheReaction) <= 1 && s.server.timesDone(OtherReaction) <= 1);
        QVERIFY(!toldOfFirst || s.mine(2) == QStringList{Tea});
        QVERIFY(!toldOfSecond || s.mine(3) == QStringList{Plus});
        s.check();
    }
};

TEST_WITH_CORE_APPLICATION(TestReactions)

} // namespace tst_reactions

#include "tst_reactions.moc"
