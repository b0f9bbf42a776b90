// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_message_changes {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

EditMessage editing(const Ack &message, const char *clientId, qint64 rev, const char *words)
{
    return {message.room, text(clientId), message.id, text("epoch-1"), rev, text(words)};
}

DeleteMessage deleting(const Ack &message, const char *clientId)
{
    return {message.room, text(clientId), message.id};
}

FetchChanges since(qint64 rev, Seq lowest = 1, int limit = 50)
{
    return {text("lobby"), text("epoch-1"), rev, lowest, limit};
}

/// "seq@rev text" of each, in the order given.
QString listed(const std::vector<Message> &messages)
{
    QStringList all;
    for (const Message &m : messages)
        all += QStringLiteral("%1@%2 %3").arg(m.seq).arg(m.rev).arg(m.deletedBy.isEmpty() ? m.text : text("gone"));
    return all.join(text(", "));
}

} // namespace

class tst_MessageChanges final : public QObject {
    Q_OBJECT

    /// Ann and Bob, who both know that messages change and see the lobby, and three messages of Ann's.
    struct Scene {
        explicit Scene(SendRate rate = {0, 0}) : world(rate)
        {
            world.capabilities = {QString(capability::Changes)};
            ann = world.registered(text("ann"));
            bob = world.registered(text("bob"));
            for (const char *id : {"m1", "m2", "m3"})
                said.push_back(world.post(ann, text("lobby"), text(id)));
            world.subscribe(ann, text("lobby"));
            world.subscribe(bob, text("lobby"));
            world.forget();
        }
        std::vector<Message> page(PeerId peer) { return world.subscribe(peer, text("lobby")).page.messages; }

        World world;
        PeerId ann = 0;
        PeerId bob = 0;
        std::vector<Ack> said;
    };

private Q_SLOTS:
    void anEditIsAcknowledgedAndTold()
    {
        Scene s;
        s.world.run(5'000);
        s.world.forget();
        const auto answer = s.world.ask(s.ann, editing(s.said[1], "e1", 0, "two"));
        const Ack ack = as<Ack>(answer);
        QVERIFY(is<Ack>(answer));
        QCOMPARE(ack.clientId, text("e1"));
        QCOMPARE(ack.id, s.said[1].id);
        QCOMPARE(ack.seq, Seq(2));
        QCOMPARE(ack.rev, 1);
        QVERIFY(ack.at > s.said[1].at);
        const MessageChanged event{text("lobby"), ack.id, 2, 1, text("two"), ack.at, {}};
        for (const PeerId peer : {s.ann, s.bob})
            QVERIFY(s.world.events<MessageChanged>(peer) == std::vector{event});
        QVERIFY(s.world.events<MessageEvent>(s.bob).empty());
        QVERIFY(s.world.events<Activity>(s.bob).empty());
        const Message now = s.page(s.bob).at(1);
        QCOMPARE(now.text, text("two"));
        QCOMPARE(now.clientId, text("m2"));
        QCOMPARE(now.at, s.said[1].at);
        QCOMPARE(now.rev, 1);
        QCOMPARE(now.editedAt, ack.at);
        QCOMPARE(now.deletedBy, QString());
    }

    void nothingIsToldBeforeItIsOnTheDisk()
    {
        Scene s;
        const quint64 id = s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        QCOMPARE(s.world.answers(s.ann, id), 0);
        QVERIFY(s.world.itemsOf(s.bob).empty());
        QCOMPARE(listed(s.world.store.changes(text("lobby"), 0, 1, 9).value()), QString());
        s.world.scheduler.settle();
        QCOMPARE(s.world.answers(s.ann, id), 1);
        QCOMPARE(s.world.events<MessageChanged>(s.bob).size(), 1u);
    }

    void changesOfManyMessagesShareACommit()
    {
        Scene s;
        s.world.run(1'000);
        const int before = s.world.store.commits;
        s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.begin(s.ann, editing(s.said[2], "e2", 0, "three"));
        s.world.begin(s.ann, deleting(s.said[1], "d1"));
        s.world.begin(s.bob, SendMessage{text("lobby"), text("b1"), text("hi")});
        s.world.scheduler.settle();
        QCOMPARE(s.world.store.commits, before + 1);
        QCOMPARE(listed(s.page(s.bob)), text("1@1 one, 2@3 gone, 3@2 three, 4@0 hi"));
    }

    void whatIsAskedAfterAChangeSeesIt()
    {
        Scene s;
        s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        const quint64 id = s.world.begin(s.bob, since(0));
        s.world.scheduler.settle();
        QCOMPARE(listed(as<ChangeList>(s.world.answer(s.bob, id)).messages), text("1@1 one"));
    }

    void theSameAgainHasTheFirstAnswer()
    {
        Scene s;
        const Ack first = as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one")));
        const Ack second = as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e2", 1, "uno")));
        QCOMPARE(second.rev, 2);
        s.world.run(5'000);
        s.world.forget();
        // An edit that comes again does not beat the newer one, on whichever link and after a restart.
        const PeerId phone = s.world.signedIn(text("ann"));
        QVERIFY(as<Ack>(s.world.ask(phone, editing(s.said[0], "e1", 0, "one"))) == first);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("ann"));
        QVERIFY(as<Ack>(s.world.ask(again, editing(s.said[0], "e1", 0, "one"))) == first);
        QVERIFY(as<Ack>(s.world.ask(again, editing(s.said[0], "e2", 1, "uno"))) == second);
        QCOMPARE(listed(s.page(again)), text("1@2 uno, 2@0 m2, 3@0 m3"));
        QVERIFY(s.world.events<MessageChanged>(s.bob).empty());
    }

    void theSameTwiceInOneTurnIsDoneOnce()
    {
        Scene s;
        const quint64 one = s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        const quint64 two = s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.scheduler.settle();
        QCOMPARE(as<Ack>(s.world.answer(s.ann, one)).rev, 1);
        QVERIFY(as<Ack>(s.world.answer(s.ann, one)) == as<Ack>(s.world.answer(s.ann, two)));
    }

    // Over all verbs: a client id stands for one thing.
    void anIdIsForOneThingOnly()
    {
        Scene s;
        s.world.ask(s.ann, JoinRoom{text("tea")});
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.ask(s.ann, deleting(s.said[1], "d1"));
        const auto refused = [&](ClientBody body) { return s.world.refusal(s.ann, std::move(body)); };
        QCOMPARE(refused(editing(s.said[0], "e1", 1, "one")), ErrorCode::Conflict); // another rev
        QCOMPARE(refused(editing(s.said[0], "e1", 0, "another")), ErrorCode::Conflict);
        QCOMPARE(refused(editing(s.said[2], "e1", 0, "one")), ErrorCode::Conflict); // another message
        QCOMPARE(refused(deleting(s.said[0], "e1")), ErrorCode::Conflict);          // another verb
        QCOMPARE(refused(deleting(s.said[2], "d1")), ErrorCode::Conflict);
        QCOMPARE(refused(editing(s.said[2], "d1", 0, "x")), ErrorCode::Conflict);
        QCOMPARE(refused(editing(s.said[2], "m3", 0, "x")), ErrorCode::Conflict); // of a sending
        QCOMPARE(refused(deleting(s.said[2], "m3")), ErrorCode::Conflict);
        for (const char *used : {"e1", "d1"})
            QCOMPARE(refused(SendMessage{text("lobby"), text(used), text("one")}), ErrorCode::Conflict);
        QCOMPARE(listed(s.page(s.bob)), text("1@1 one, 2@2 gone, 3@0 m3"));
        QCOMPARE(s.world.post(s.bob, text("lobby"), text("e1")).seq, 4); // another person's are others
    }

    // A message that is sent again after it was changed is still the one that it was.
    void aSendingAgainIsAcknowledgedAsTheFirstWas()
    {
        Scene s;
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        QVERIFY(s.world.post(s.ann, text("lobby"), text("m1")) == s.said[0]);
        QCOMPARE(s.world.refusal(s.ann, SendMessage{text("lobby"), text("m1"), text("one")}), ErrorCode::Conflict);
        s.world.ask(s.ann, deleting(s.said[0], "d1"));
        QVERIFY(s.world.post(s.ann, text("lobby"), text("m1")) == s.said[0]);
        QCOMPARE(s.page(s.bob).size(), 3u);
    }

    // Two devices: the second writer saw another text, gets the message as it is, and loses nothing.
    void anEditOfATextThatNobodySawIsAConflict()
    {
        Scene s;
        const Ack first = as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one")));
        const auto answer = s.world.ask(s.ann, editing(s.said[0], "e2", 0, "uno"));
        const Failure failure = as<Failure>(answer);
        QCOMPARE(failure.error.code, ErrorCode::Conflict);
        QCOMPARE(failure.current.id, first.id);
        QCOMPARE(failure.current.room, text("lobby"));
        QCOMPARE(failure.current.text, text("one"));
        QCOMPARE(failure.current.rev, 1);
        QCOMPARE(s.page(s.bob).at(0).text, text("one"));
        // Refused, the id is free: the person may want it all the same.
        QCOMPARE(as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e2", 1, "uno"))).rev, 2);
        // The rev of the message counts, not the room's.
        s.world.ask(s.ann, editing(s.said[1], "e3", 0, "two"));
        QCOMPARE(as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e4", 2, "un"))).rev, 4);
    }

    void twoEditsInOneTurnAreNotBothSeen()
    {
        Scene s;
        const quint64 one = s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one"));
        const quint64 two = s.world.begin(s.ann, editing(s.said[0], "e2", 0, "uno"));
        s.world.scheduler.settle();
        QCOMPARE(as<Ack>(s.world.answer(s.ann, one)).rev, 1);
        QCOMPARE(as<Failure>(s.world.answer(s.ann, two)).current.text, text("one"));
    }

    void anEditOfAnotherHistoryIsAConflict()
    {
        Scene s;
        EditMessage edit = editing(s.said[0], "e1", 0, "one");
        edit.epoch = text("epoch-0");
        QCOMPARE(s.world.refusal(s.ann, edit), ErrorCode::Conflict);
        QCOMPARE(s.page(s.bob).at(0).text, text("m1"));
    }

    void onlyItsAuthorMayChangeAMessage()
    {
        Scene s;
        QCOMPARE(s.world.refusal(s.bob, editing(s.said[0], "e1", 0, "x")), ErrorCode::Forbidden);
        QCOMPARE(s.world.refusal(s.bob, deleting(s.said[0], "d1")), ErrorCode::Forbidden);
        s.world.ask(s.ann, JoinRoom{text("tea")});
        Ack elsewhere = s.said[0];
        elsewhere.room = text("tea"); // the message is not there
        QCOMPARE(s.world.refusal(s.ann, editing(elsewhere, "e2", 0, "x")), ErrorCode::NotFound);
        QCOMPARE(s.world.refusal(s.ann, deleting(elsewhere, "d2")), ErrorCode::NotFound);
        s.world.ask(s.ann, LeaveRoom{text("lobby")});
        QCOMPARE(s.world.refusal(s.ann, deleting(s.said[0], "d3")), ErrorCode::Forbidden);
        s.world.ask(s.ann, JoinRoom{text("lobby")});
        QCOMPARE(listed(s.page(s.bob)), text("1@0 m1, 2@0 m2, 3@0 m3"));
    }

    void aDeletedMessageHasNothingLeft()
    {
        Scene s;
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "a secret"));
        s.world.forget();
        const Ack ack = as<Ack>(s.world.ask(s.ann, deleting(s.said[0], "d1")));
        QCOMPARE(ack.rev, 2);
        const MessageChanged event{text("lobby"), ack.id, 1, 2, {}, 0, text("ann")};
        QVERIFY(s.world.events<MessageChanged>(s.bob) == std::vector{event});
        Message expected{{text("lobby"), text("m1"), ack.id, 1}, {text("ann"), {}, s.said[0].at}, {2, 0, text("ann")}};
        QVERIFY(s.page(s.bob).at(0) == expected);
        s.world.restart();
        const PeerId bob = s.world.signedIn(text("bob"));
        QVERIFY(s.page(bob).at(0) == expected);
        // Neither the text nor what could tell it.
        Database &database = s.world.database.database();
        const auto count = [&](const char *sql) { return database.value(text(sql)).value().toInt(); };
        QCOMPARE(count("SELECT count(*) FROM operation WHERE verb<>3 AND digest<>x''"), 0);
        QCOMPARE(count("SELECT count(*) FROM operation"), 3);
    }

    void theTextIsWrittenOverInTheFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(text("server.db"));
        const QByteArray secret = "nobody may ever read that again ";
        {
            SqliteServerStore store;
            QVERIFY(store.open(file, text("epoch-1"), QByteArray(32, 's')).ok());
            const qint64 ann = store.addAccount({0, text("ann"), text("ann"), {}, 5}, text("hash")).value();
            const auto isInTheFile = [&] {
                const bool merged = store.database().value(text("PRAGMA wal_checkpoint(TRUNCATE)")).ok();
                QFile in(file);
                return merged && in.open(QIODevice::ReadOnly) && in.readAll().contains(secret);
            };
            Message message{{text("lobby"), text("c1"), text("m1"), 1},
                            {text("ann"), QString::fromLatin1(secret.repeated(400)), 9},
                            {}};
            QVERIFY(store.commit({{{message, ann}}, {}, {}, {}}).ok());
            QVERIFY(isInTheFile()); // else the next says nothing
            message.text.clear();
            message.rev = 1;
            message.deletedBy = text("ann");
            const MessageOperation deletion{ann, text("d1"), MessageVerb::Delete, "x", text("lobby"), text("m1"), 1,
                                            1,   9};
            QVERIFY(store.commit({{}, {{deletion, {message, ann, 1}}}, {}, {}}).ok());
            QVERIFY(!isInTheFile());
        }
    }

    void aDeletionOfADeletedMessageIsAcknowledged()
    {
        Scene s;
        const Ack first = as<Ack>(s.world.ask(s.ann, deleting(s.said[0], "d1")));
        s.world.run(1'000);
        s.world.forget();
        const Ack second = as<Ack>(s.world.ask(s.ann, deleting(s.said[0], "d2")));
        QCOMPARE(second.rev, first.rev);
        QVERIFY(s.world.events<MessageChanged>(s.bob).empty());
        s.world.run(1'000);
        QVERIFY(as<Ack>(s.world.ask(s.ann, deleting(s.said[0], "d2"))) == second);
        const Failure failure = as<Failure>(s.world.ask(s.ann, editing(s.said[0], "e1", 1, "back")));
        QCOMPARE(failure.error.code, ErrorCode::Conflict);
        QCOMPARE(failure.current.deletedBy, text("ann"));
        QCOMPARE(as<Ack>(s.world.ask(s.ann, editing(s.said[1], "e2", 0, "two"))).rev, 2); // no number was used up
    }

    // What was taken back waits for nobody, on none of their devices, and after a restart as before.
    void aDeletedMessageIsUnreadForNobody()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const Ack one = world.post(ann, text("lobby"), text("m1"));
        world.post(ann, text("lobby"), text("m2"));
        world.run(1'000);
        const auto unread = [&](PeerId peer) {
            const Room room = as<RoomList>(world.ask(peer, ListRooms{})).rooms.at(0);
            return room.lastSeq - room.readSeq - room.own;
        };
        QCOMPARE(unread(bob), Seq(2));
        world.forget();
        world.ask(ann, deleting(one, "d1"));
        QCOMPARE(unread(bob), Seq(1));
        world.run(1'000);
        const auto told = world.events<RoomInfo>(bob); // also to a client that knows of no changes
        QVERIFY(!told.empty());
        QCOMPARE(told.back().room.own, Seq(1));
        world.restart();
        const PeerId again = world.signedIn(text("bob"));
        QCOMPARE(unread(again), Seq(1));
        world.ask(again, MarkRead{text("lobby"), 1});
        world.run(1'000);
        QCOMPARE(unread(again), Seq(1));
    }

    // A client of before hears nothing new, and has the present text wherever it asks.
    void whoDoesNotKnowOfChangesSeesThePresentText()
    {
        Scene s;
        s.world.capabilities = {};
        const PeerId cy = s.world.registered(text("cy"));
        const PeerId elsewhere = s.world.registered(text("eva"));
        s.world.subscribe(cy, text("lobby"));
        s.world.run(1'000);
        s.world.forget();
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.run(1'000);
        QVERIFY(s.world.itemsOf(cy).empty());
        QVERIFY(s.world.itemsOf(elsewhere).empty());
        const Subscribed now = s.world.subscribe(cy, text("lobby"));
        QCOMPARE(now.page.messages.at(0).text, text("one"));
        QVERIFY(now.changes == ChangeList{});
    }

    void roomsThatAreNotOpenAreToldThatTheyAreStale()
    {
        Scene s;
        const PeerId phone = s.world.signedIn(text("bob"));
        s.world.ask(s.bob, MarkRead{text("lobby"), 3});
        s.world.run(1'000);
        s.world.forget();
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.ask(s.ann, editing(s.said[0], "e2", 1, "uno"));
        s.world.run(1'000);
        const auto told = s.world.events<Activity>(phone);
        QVERIFY(!told.empty());
        QVERIFY(told.back() == (Activity{text("lobby"), 3, 2}));
        QCOMPARE(as<RoomList>(s.world.ask(phone, ListRooms{})).rooms.at(0).lastRev, 2);
        QVERIFY(s.world.events<Activity>(s.bob).empty());
    }

    void changesShareTheRateOfSending()
    {
        World world({20, 3});
        const PeerId ann = world.registered(text("ann"));
        const Ack message = world.post(ann, text("lobby"), text("m1"));
        const Ack first = as<Ack>(world.ask(ann, editing(message, "e1", 0, "one")));
        QCOMPARE(as<Ack>(world.ask(ann, deleting(message, "d1"))).rev, 2);
        const Failure slow = as<Failure>(world.ask(ann, deleting(message, "d2")));
        QCOMPARE(slow.error.code, ErrorCode::RateLimited);
        QCOMPARE(slow.error.retryAfterMs, 50);
        QCOMPARE(world.refusal(ann, SendMessage{text("lobby"), text("m2"), text("hi")}), ErrorCode::RateLimited);
        QVERIFY(as<Ack>(world.ask(ann, editing(message, "e1", 0, "one"))) == first); // the same again costs nothing
    }

    void aFullDiskRefusesAndTheNumbersGoOn()
    {
        Scene s;
        s.world.run(1'000);
        s.world.store.full = true;
        s.world.forget();
        QCOMPARE(s.world.refusal(s.ann, editing(s.said[0], "e1", 0, "one")), ErrorCode::StorageFull);
        QCOMPARE(s.world.refusal(s.ann, deleting(s.said[1], "d1")), ErrorCode::StorageFull);
        QVERIFY(s.world.events<MessageChanged>(s.bob).empty());
        s.world.store.full = false;
        QCOMPARE(as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"))).rev, 1);
        QCOMPARE(listed(s.page(s.bob)), text("1@1 one, 2@0 m2, 3@0 m3"));
    }

    // Once each, at its newest number, and only what the asker holds.
    void whoWasAwayLearnsWhatChanged()
    {
        Scene s;
        s.world.gone(s.bob);
        s.world.ask(s.ann, editing(s.said[2], "e1", 0, "drei"));
        s.world.ask(s.ann, editing(s.said[0], "e2", 0, "one"));
        s.world.ask(s.ann, editing(s.said[2], "e3", 1, "three"));
        s.world.ask(s.ann, deleting(s.said[1], "d1"));
        const PeerId bob = s.world.signedIn(text("bob"));
        const auto caughtUp = [&](qint64 rev, Seq lowest, int limit = 50) {
            return as<Subscribed>(s.world.ask(bob, Subscribe{text("lobby"), 3, text("epoch-1"), limit, rev, lowest}));
        };
        const Subscribed all = caughtUp(0, 1);
        QCOMPARE(all.lastRev, 4);
        QVERIFY(all.page.messages.empty());
        QCOMPARE(listed(all.changes.messages), text("1@2 one, 3@3 three, 2@4 gone"));
        QCOMPARE(all.changes.rev, 4);
        QCOMPARE(all.changes.epoch, text("epoch-1"));
        QVERIFY(!all.changes.more && !all.changes.reset);
        QCOMPARE(listed(caughtUp(2, 1).changes.messages), text("3@3 three, 2@4 gone"));
        QCOMPARE(listed(caughtUp(0, 2).changes.messages), text("3@3 three, 2@4 gone"));
        QCOMPARE(listed(caughtUp(4, 1).changes.messages), QString());
        QVERIFY(caughtUp(3, 0).changes == ChangeList{}); // who holds nothing has everything with the page

        // By parts.
        const ChangeList first = caughtUp(0, 1, 2).changes;
        QCOMPARE(listed(first.messages), text("1@2 one, 3@3 three"));
        QVERIFY(first.more);
        QCOMPARE(first.rev, 3);
        const ChangeList rest = as<ChangeList>(s.world.ask(bob, since(first.rev, 1, 2)));
        QCOMPARE(listed(rest.messages), text("2@4 gone"));
        QVERIFY(!rest.more);
        QCOMPARE(rest.rev, 4);

        // And then live, without a hole.
        s.world.forget();
        s.world.ask(s.ann, editing(s.said[0], "e4", 2, "uno"));
        const auto events = s.world.events<MessageChanged>(bob);
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].rev, 5);
    }

    // The cheap test of all of it: what somebody held and was told is what a fresh fetch gives.
    void theOldStateAndTheEventsAreTheNewState()
    {
        Scene s;
        std::map<Seq, Message> held;
        for (const Message &message : s.page(s.bob))
            held[message.seq] = message;
        s.world.forget();
        const auto rev = [&](int i) { return s.page(s.ann).at(std::size_t(i)).rev; };
        for (int i = 0; i < 12; ++i) {
            const QByteArray id = "e" + QByteArray::number(i);
            s.world.ask(s.ann, editing(s.said[std::size_t(i % 3)], id.constData(), rev(i % 3), id.constData()));
        }
        s.world.ask(s.ann, deleting(s.said[1], "d1"));
        for (const MessageChanged &event : s.world.events<MessageChanged>(s.bob)) {
            Message &message = held.at(event.seq);
            QCOMPARE(message.id, event.id);
            QVERIFY(event.rev > message.rev);
            message.rev = event.rev;
            if (event.editedAt > 0) {
                message.text = event.text;
                message.editedAt = event.editedAt;
            }
            if (!event.deletedBy.isEmpty()) {
                message.deletedBy = event.deletedBy;
                message.text.clear();
                message.editedAt = 0;
            }
        }
        for (const Message &message : s.page(s.bob))
            QVERIFY(held.at(message.seq) == message);
    }

    void anotherHistoryBeginsAnew_data()
    {
        QTest::addColumn<QString>("epoch");
        QTest::addColumn<qint64>("rev");
        QTest::newRow("another epoch") << text("epoch-0") << qint64(1);
        QTest::newRow("beyond the newest") << text("epoch-1") << qint64(3);
    }
    void anotherHistoryBeginsAnew()
    {
        QFETCH(QString, epoch);
        QFETCH(qint64, rev);
        Scene s;
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.ask(s.ann, editing(s.said[1], "e2", 0, "two"));
        const Subscribed now = as<Subscribed>(s.world.ask(s.bob, Subscribe{text("lobby"), 3, epoch, 50, rev, 1}));
        QVERIFY(now.changes.reset);
        QVERIFY(now.changes.messages.empty() && !now.changes.more);
        QCOMPARE(now.changes.rev, 2);
        QCOMPARE(listed(now.page.messages), text("1@1 one, 2@2 two, 3@0 m3")); // as if nothing were held
        const ChangeList asked = as<ChangeList>(s.world.ask(s.bob, FetchChanges{text("lobby"), epoch, rev, 1, 50}));
        QVERIFY(asked.reset && asked.messages.empty());
    }

    void whoIsTooFarBehindBeginsAnew()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const int count = limits::MaxChangesBehind + 1;
        std::vector<Ack> said;
        for (int i = 0; i < count; ++i)
            world.begin(ann, SendMessage{text("lobby"), QStringLiteral("m%1").arg(i), text("x")});
        world.scheduler.settle();
        for (const ServerItem &item : world.itemsOf(ann)) {
            if (const auto *ack = std::get_if<Ack>(&item.body))
                said.push_back(*ack);
        }
        QCOMPARE(said.size(), std::size_t(count));
        const auto changed = [&](int i, const char *id, qint64 rev) {
            world.begin(ann, editing(said[std::size_t(i)], id, rev, "y"));
        };
        for (int i = 0; i + 1 < count; ++i)
            changed(i, ("e" + QByteArray::number(i)).constData(), 0);
        world.scheduler.settle();
        const auto at = [&](qint64 rev) { return as<ChangeList>(world.ask(ann, since(rev, 1, 200))); };
        const ChangeList most = at(0); // exactly as many as are told
        QVERIFY(!most.reset && most.more);
        QCOMPARE(most.messages.size(), std::size_t(limits::MaxPage));
        // One that changes again and again counts once, however far the number goes.
        qint64 rev = count - 1;
        for (int i = 0; i < 10; ++i, ++rev) {
            changed(count - 2, ("f" + QByteArray::number(i)).constData(), rev);
            world.scheduler.settle();
        }
        QVERIFY(!at(0).reset);
        changed(count - 1, "g", 0);
        world.scheduler.settle();
        QVERIFY(at(0).reset);
        QVERIFY(!at(1).reset);
        // By parts one gets through all of them.
        int seen = 0;
        ChangeList part = at(1);
        for (; part.more; part = at(part.rev))
            seen += int(part.messages.size());
        QCOMPARE(seen + int(part.messages.size()), count - 1);
    }

    void longTextsAreToldByParts()
    {
        World world;
        world.capabilities = {QString(capability::Changes)};
        const PeerId ann = world.registered(text("ann"));
        const QString words(limits::MaxTextBytes, u'x');
        std::vector<Ack> said;
        for (int i = 0; i < 80; ++i)
            said.push_back(world.post(ann, text("lobby"), QStringLiteral("m%1").arg(i), words));
        for (int i = 0; i < 80; ++i) {
            world.ask(ann, EditMessage{text("lobby"), QStringLiteral("e%1").arg(i), said[std::size_t(i)].id,
                                       text("epoch-1"), 0, words});
        }
        // The page takes the frame: the changes are asked for by themselves.
        const auto answer = world.ask(ann, Subscribe{text("lobby"), 0, text("epoch-1"), 200, 0, 1});
        QVERIFY(encode(Encoding::Json, ServerItem{1, *answer}).size() <= limits::MaxMadeFrameBytes);
        const ChangeList none = as<Subscribed>(answer).changes;
        QVERIFY(none.messages.empty() && none.more && !none.reset);
        QCOMPARE(none.rev, 0);
        std::size_t seen = 0;
        for (ChangeList part = none; part.more; seen += part.messages.size()) {
            const auto next = world.ask(ann, since(part.rev, 1, 200));
            QVERIFY(encode(Encoding::Json, ServerItem{1, *next}).size() <= limits::MaxMadeFrameBytes);
            part = as<ChangeList>(next);
            QVERIFY(!part.messages.empty());
        }
        QCOMPARE(seen, 80u);
    }

    void whatEndedIsNotNumberedTwice()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, JoinRoom{text("tea")});
        const Ack one = world.post(ann, text("tea"), text("t1"));
        world.ask(ann, editing(one, "e1", 0, "uno"));
        QVERIFY(world.hub->carryOut({0, OperatorOrder::What::RemoveRoom, text("tea"), {}}).ok());
        world.scheduler.settle();
        QCOMPARE(world.database.database().value(text("SELECT count(*) FROM operation")).value().toInt(), 0);
        QCOMPARE(as<RoomInfo>(world.ask(ann, JoinRoom{text("tea")})).room.lastRev, 1);
        const Ack two = world.post(ann, text("tea"), text("t2"));
        QCOMPARE(as<Ack>(world.ask(ann, editing(two, "e2", 0, "due"))).rev, 2);
    }

    void thePastOfAnAccountThatIsRemovedStays()
    {
        Scene s;
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.ask(s.ann, deleting(s.said[1], "d1"));
        QVERIFY(s.world.hub->carryOut({0, OperatorOrder::What::RemoveAccount, text("ann"), {}}).ok());
        s.world.scheduler.settle();
        const auto now = s.page(s.bob);
        QCOMPARE(listed(now), text("1@1 one, 2@2 gone, 3@0 m3"));
        QCOMPARE(now[1].deletedBy, text("ann"));
    }
};

TEST_WITH_CORE_APPLICATION(tst_MessageChanges)

} // namespace tst_message_changes

#include "tst_message_changes.moc"
