// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_messages {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_Messages final : public QObject {
    Q_OBJECT

    static SendMessage said(const char *clientId, const char *words)
    {
        return {text("lobby"), text(clientId), text(words)};
    }

private Q_SLOTS:
    void sequencesAreContiguousPerRoom()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        for (int i = 1; i <= 5; ++i) {
            QCOMPARE(world.post(ann, text("lobby"), QStringLiteral("a%1").arg(i)).seq, 2 * i - 1);
            QCOMPARE(world.post(bob, text("lobby"), QStringLiteral("b%1").arg(i)).seq, 2 * i);
            QCOMPARE(world.post(ann, text("tea"), QStringLiteral("t%1").arg(i)).seq, i);
        }
    }

    void nothingIsSaidBeforeItIsOnTheDisk()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.subscribe(bob, text("lobby"));
        world.run(1'000);
        world.forget();
        const quint64 id = world.begin(ann, said("m1", "hi"));
        QCOMPARE(world.answers(ann, id), 0);
        QVERIFY(world.itemsOf(bob).empty());
        world.scheduler.settle();
        QVERIFY(is<Ack>(world.answer(ann, id)));
        QVERIFY(world.store.operation(1, text("m1")).value().has_value());
        QCOMPARE(world.events<MessageEvent>(bob).size(), 1u);
    }

    void aTurnIsOneCommit()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.run(1'000);
        const int before = world.store.commits;
        for (int i = 0; i < 100; ++i) {
            world.begin(ann, said(qPrintable(QStringLiteral("a%1").arg(i)), "hi"));
            world.begin(bob, said(qPrintable(QStringLiteral("b%1").arg(i)), "hi"));
        }
        world.scheduler.settle();
        QCOMPARE(world.store.commits, before + 1);
        QCOMPARE(world.subscribe(ann, text("lobby")).page.lastSeq, 200);
    }

    void aLargeGroupDoesNotKeepTheFirstWaiting()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.run(1'000);
        const int before = world.store.commits;
        for (std::size_t i = 0; i < GroupCommit::MaxGroup; ++i)
            world.begin(ann, said(qPrintable(QStringLiteral("a%1").arg(i)), "hi"));
        QCOMPARE(world.store.commits, before + 1); // in the middle of the turn
    }

    void theSenderHasItsAckBeforeTheEcho()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(ann, text("lobby"));
        world.forget();
        world.begin(ann, said("m1", "one"));
        world.begin(ann, said("m2", "two"));
        world.scheduler.settle();
        std::vector<QString> order;
        for (const ServerItem &item : world.itemsOf(ann)) {
            if (const auto *ack = std::get_if<Ack>(&item.body))
                order.push_back(text("ack ") + ack->clientId);
            if (const auto *event = std::get_if<MessageEvent>(&item.body))
                order.push_back(event->message.clientId);
        }
        QCOMPARE(order, (std::vector<QString>{text("ack m1"), text("ack m2"), text("m1"), text("m2")}));
    }

    void everybodySeesTheSameInTheSameOrder()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId cy = world.registered(text("cy"));
        for (const PeerId peer : {ann, bob, cy})
            world.subscribe(peer, text("lobby"));
        for (int turn = 0; turn < 20; ++turn) {
            for (const PeerId peer : {bob, ann, cy})
                world.begin(peer, said(qPrintable(QStringLiteral("%1-%2").arg(peer).arg(turn)), "hi"));
            world.scheduler.settle();
        }
        const auto heard = world.events<MessageEvent>(ann);
        QCOMPARE(heard.size(), 60u);
        for (std::size_t i = 0; i < heard.size(); ++i)
            QCOMPARE(heard[i].message.seq, Seq(i + 1));
        QVERIFY(world.events<MessageEvent>(bob) == heard);
        QVERIFY(world.events<MessageEvent>(cy) == heard);
    }

    // What somebody wrote on one device, after what they have not read yet, waits on none of their devices.
    void ownMessagesAfterAnUnreadOneAreCounted()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId phone = world.signedIn(text("ann"));
        const auto roomOf = [&](PeerId peer) { return as<RoomList>(world.ask(peer, ListRooms{})).rooms.at(0); };
        world.post(bob, text("lobby"), text("b1"));
        world.post(ann, text("lobby"), text("a2"));
        world.post(ann, text("lobby"), text("a3"));
        world.post(bob, text("lobby"), text("b4"));
        world.run(10'000);
        QCOMPARE(roomOf(phone).readSeq, Seq(0));
        QCOMPARE(roomOf(phone).own, Seq(2));
        const Room bobs = roomOf(bob); // ann's are unread for everybody else
        QCOMPARE(bobs.lastSeq - bobs.readSeq - bobs.own, Seq(2));
        const auto told = world.events<RoomInfo>(phone);
        QVERIFY(!told.empty());
        QCOMPARE(told.back().room.lastSeq - told.back().room.own, Seq(2));
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        QCOMPARE(roomOf(again).own, Seq(2));
        world.ask(again, MarkRead{text("lobby"), 2});
        world.run(1'000);
        QCOMPARE(roomOf(again).own, Seq(1));
        world.ask(again, MarkRead{text("lobby"), 4});
        world.run(1'000);
        QCOMPARE(roomOf(again).own, Seq(0));
    }

    // The ack was lost, and meanwhile the person left, perhaps on another device: the message is there all the same.
    void aDuplicateIsAcknowledgedToWhoHasLeftTheRoom()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const Ack first = world.post(ann, text("lobby"), text("m1"), text("hi"));
        QVERIFY(is<RoomGone>(world.ask(ann, LeaveRoom{text("lobby")})));
        QVERIFY(world.post(ann, text("lobby"), text("m1"), text("hi")) == first);
        QCOMPARE(world.refusal(ann, said("m2", "hi")), std::optional(ErrorCode::Forbidden));
    }

    void aDuplicateIsAcknowledgedAsTheFirstWas()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(ann, text("lobby"));
        const Ack first = world.post(ann, text("lobby"), text("m1"), text("hi"));
        world.run(5'000);
        world.forget();
        const PeerId phone = world.signedIn(text("ann"));
        QVERIFY(world.post(ann, text("lobby"), text("m1"), text("hi")) == first);
        QVERIFY(world.post(phone, text("lobby"), text("m1"), text("hi")) == first);
        QVERIFY(world.events<MessageEvent>(ann).empty());
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        QVERIFY(world.post(again, text("lobby"), text("m1"), text("hi")) == first);
        QCOMPARE(world.subscribe(again, text("lobby")).page.messages.size(), 1u);
    }

    void aDuplicateWithAByteOrderMarkIsAcknowledged()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        // fromUtf8() would take the first one away.
        const QString mark(QChar(QChar::ByteOrderMark));
        const QStringList texts{mark + text("hello"), mark + mark + text("hello"), mark, text("he") + mark};
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const QString clientId = QStringLiteral("m%1").arg(i);
            const Ack first = world.post(ann, text("lobby"), clientId, texts[i]);
            QCOMPARE(first.seq, Seq(i + 1));
            QVERIFY(world.post(ann, text("lobby"), clientId, texts[i]) == first);
            QCOMPARE(world.store.message(text("lobby"), first.id).value()->message.text, texts[i]);
        }
    }

    void aDuplicateInOneTurnIsStoredOnce()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const quint64 one = world.begin(ann, said("m1", "hi"));
        const quint64 two = world.begin(ann, said("m1", "hi"));
        world.scheduler.settle();
        QVERIFY(is<Ack>(world.answer(ann, one)));
        QVERIFY(as<Ack>(world.answer(ann, one)) == as<Ack>(world.answer(ann, two)));
        QCOMPARE(world.subscribe(ann, text("lobby")).page.messages.size(), 1u);
    }

    void anIdIsForOneMessageOnly()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.post(ann, text("lobby"), text("m1"), text("hi"));
        QCOMPARE(world.refusal(ann, said("m1", "something else")), ErrorCode::Conflict);
        QCOMPARE(world.refusal(ann, SendMessage{text("tea"), text("m1"), text("hi")}), ErrorCode::Conflict);
        QCOMPARE(world.subscribe(ann, text("tea")).page.lastSeq, 0);
        QCOMPARE(world.post(bob, text("lobby"), text("m1"), text("hi")).seq, 2); // ids are a sender's own
    }

    void whatIsAskedAfterAMessageSeesIt()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.begin(ann, said("m1", "hi"));
        const quint64 id = world.begin(bob, Subscribe{text("lobby"), 0, {}, 50});
        world.scheduler.settle();
        const Subscribed state = as<Subscribed>(world.answer(bob, id));
        QCOMPARE(state.page.lastSeq, 1);
        QCOMPARE(state.page.messages.size(), 1u);
        QVERIFY(world.events<MessageEvent>(bob).empty()); // and not once more as an event
    }

    void aFullDiskRefusesAllAndTheSequencesGoOn()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.subscribe(bob, text("lobby"));
        world.post(ann, text("lobby"), text("m1"));
        world.run(1'000);
        world.store.full = true;
        world.forget();
        const quint64 two = world.begin(ann, said("m2", "two"));
        const quint64 three = world.begin(ann, said("m3", "three"));
        world.run(1'000);
        for (const quint64 id : {two, three})
            QCOMPARE(as<Failure>(world.answer(ann, id)).error.code, ErrorCode::StorageFull);
        QVERIFY(world.itemsOf(bob).empty());                           // neither message nor activity
        QCOMPARE(world.subscribe(ann, text("lobby")).page.lastSeq, 1); // reading goes on
        world.store.full = false;
        // The first that was refused comes first again.
        QCOMPARE(world.refusal(ann, said("m3", "three")), ErrorCode::RateLimited);
        QCOMPARE(world.post(ann, text("lobby"), text("m2"), text("two")).seq, 2);
        QCOMPARE(world.post(ann, text("lobby"), text("m3"), text("three")).seq, 3);
        QCOMPARE(world.troubles, (std::vector<QString>{text("The disk is full."), QString()}));
    }

    void aRealFullDiskIsTheSame()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.run(1'000);
        QVERIFY(world.database.database().limitPages(40).ok());
        const QString words(8'000, u'x');
        int stored = 0;
        bool refused = false;
        for (int i = 0; i < 60 && !refused; ++i) {
            const auto answered = world.ask(ann, SendMessage{text("lobby"), QStringLiteral("m%1").arg(i), words});
            refused = as<Failure>(answered).error.code == ErrorCode::StorageFull && is<Failure>(answered);
            stored += refused ? 0 : 1;
        }
        QVERIFY(refused);
        QCOMPARE(int(world.subscribe(ann, text("lobby"), 0, 200).page.messages.size()), stored);
        QVERIFY(world.database.database().limitPages(10'000).ok());
        QCOMPARE(world.post(ann, text("lobby"), QStringLiteral("m%1").arg(stored), words).seq, stored + 1);
    }

    void acknowledgedMessagesAreThereAfterARestart()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (int i = 1; i <= 10; ++i)
            world.post(ann, text("lobby"), QStringLiteral("m%1").arg(i));
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        const Subscribed state = world.subscribe(again, text("lobby"));
        QCOMPARE(state.page.messages.size(), 10u);
        QCOMPARE(state.page.epoch, text("epoch-1"));
        QCOMPARE(world.post(again, text("lobby"), text("next")).seq, 11);
    }

    void whoIsTooFastIsToldWhenToComeBack()
    {
        World world({20, 5});
        const PeerId ann = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        for (int i = 0; i < 5; ++i) // the account's, not the link's
            QVERIFY(is<Ack>(world.ask(i % 2 ? ann : phone, said(qPrintable(QString::number(i)), "hi"))));
        const Failure slow = as<Failure>(world.ask(phone, said("m5", "hi")));
        QCOMPARE(slow.error.code, ErrorCode::RateLimited);
        QCOMPARE(slow.error.retryAfterMs, 50);
        world.run(slow.error.retryAfterMs - 1);
        QCOMPARE(world.refusal(phone, said("m5", "hi")), ErrorCode::RateLimited);
        world.run(1);
        QCOMPARE(world.post(phone, text("lobby"), text("m5"), text("hi")).seq, 6);
    }

    void aDuplicateCostsNoRate()
    {
        World world({20, 1});
        const PeerId ann = world.registered(text("ann"));
        const Ack first = world.post(ann, text("lobby"), text("m1"), text("hi"));
        for (int i = 0; i < 10; ++i)
            QVERIFY(world.post(ann, text("lobby"), text("m1"), text("hi")) == first);
    }

    void aRefusedMessageIsNotOvertaken()
    {
        World world({20, 2});
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, JoinRoom{text("tea")});
        world.begin(ann, said("m1", "1"));
        world.begin(ann, said("m2", "2"));
        QCOMPARE(world.refusal(ann, said("m3", "3")), ErrorCode::RateLimited);
        world.run(200); // there would be room now, but m3 has not come yet
        QCOMPARE(world.refusal(ann, said("m4", "4")), ErrorCode::RateLimited);
        QCOMPARE(world.post(ann, text("tea"), text("t1")).seq, 1); // another room does not wait
        QCOMPARE(world.post(ann, text("lobby"), text("m3"), text("3")).seq, 3);
        world.run(200);
        QCOMPARE(world.post(ann, text("lobby"), text("m4"), text("4")).seq, 4);
    }

    // The one behind it was refused first, for its rate; then the disk took neither.
    void whatTheDiskRefusesLaterIsNotOvertaken()
    {
        World world({20, 1});
        const PeerId ann = world.registered(text("ann"));
        world.store.full = true;
        const quint64 first = world.begin(ann, said("m1", "1"));
        const quint64 second = world.begin(ann, said("m2", "2"));
        world.scheduler.settle();
        QCOMPARE(as<Failure>(world.answer(ann, first)).error.code, ErrorCode::StorageFull);
        QCOMPARE(as<Failure>(world.answer(ann, second)).error.code, ErrorCode::RateLimited);
        world.store.full = false;
        world.run(200);
        QCOMPARE(world.refusal(ann, said("m2", "2")), ErrorCode::RateLimited);
        QCOMPARE(world.post(ann, text("lobby"), text("m1"), text("1")).seq, 1);
        world.run(200);
        QCOMPARE(world.post(ann, text("lobby"), text("m2"), text("2")).seq, 2);
    }

    void whoNeverComesBackHoldsNobodyUpForLong()
    {
        World world({20, 1});
        const PeerId ann = world.registered(text("ann"));
        world.post(ann, text("lobby"), text("m1"));
        QCOMPARE(world.refusal(ann, said("m2", "2")), ErrorCode::RateLimited);
        world.run(Messages::GateMs - 1);
        QCOMPARE(world.refusal(ann, said("m3", "3")), ErrorCode::RateLimited);
        world.run(1);
        QCOMPARE(world.post(ann, text("lobby"), text("m3"), text("3")).seq, 2);
    }

    void rateZeroIsNoLimit()
    {
        World world({0, 1});
        const PeerId ann = world.registered(text("ann"));
        for (int i = 1; i <= 1'000; ++i)
            world.begin(ann, said(qPrintable(QString::number(i)), "hi"));
        world.scheduler.settle();
        QCOMPARE(world.subscribe(ann, text("lobby")).page.lastSeq, 1'000);
    }

    void aMessageWithoutAnIdIsCarriedOutInSilence()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.forget();
        world.say(ann, said("m1", "hi"));
        world.say(ann, SendMessage{text("nowhere"), text("m2"), text("hi")});
        for (const ServerItem &item : world.itemsOf(ann))
            QVERIFY(!std::holds_alternative<Failure>(item.body) && !std::holds_alternative<Ack>(item.body));
        QCOMPARE(world.subscribe(ann, text("lobby")).page.lastSeq, 1);
    }

    void readPositionsNeverGoBackAndOutliveTheServer()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId phone = world.signedIn(text("bob"));
        for (int i = 1; i <= 5; ++i)
            world.post(ann, text("lobby"), QString::number(i));
        world.forget();
        const quint64 four = world.begin(bob, MarkRead{text("lobby"), 4});
        const quint64 two = world.begin(bob, MarkRead{text("lobby"), 2});
        QCOMPARE(world.answers(bob, four), 0);
        world.run(GroupCommit::MarkDelayMs);
        QVERIFY(is<Done>(world.answer(bob, four)) && is<Done>(world.answer(bob, two)));
        QCOMPARE(world.events<RoomInfo>(phone).back().room.readSeq, 4);
        world.begin(bob, MarkRead{text("lobby"), 99}); // not beyond what there is
        world.run(GroupCommit::MarkDelayMs);
        world.restart();
        const PeerId again = world.signedIn(text("bob"));
        QCOMPARE(as<RoomList>(world.ask(again, ListRooms{})).rooms[0].readSeq, 5);
    }

    void manyMarksAreOneCommit()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (int i = 1; i <= 50; ++i)
            world.post(ann, text("lobby"), QString::number(i));
        std::vector<PeerId> readers;
        for (int i = 0; i < 10; ++i)
            readers.push_back(world.registered(QStringLiteral("r%1").arg(i)));
        world.post(ann, text("lobby"), text("newest"));
        world.run(1'000);
        const int before = world.store.commits;
        for (const PeerId reader : readers)
            world.begin(reader, MarkRead{text("lobby"), 51});
        world.run(1'000);
        QCOMPARE(world.store.commits, before + 1);
    }

    void aMarkOnAFullDiskIsRefusedAndChangesNothing()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.post(ann, text("lobby"), text("m1"));
        world.run(1'000);
        world.store.full = true;
        const quint64 id = world.begin(bob, MarkRead{text("lobby"), 1});
        world.run(GroupCommit::MarkDelayMs);
        QCOMPARE(as<Failure>(world.answer(bob, id)).error.code, ErrorCode::StorageFull);
        QCOMPARE(as<RoomList>(world.ask(bob, ListRooms{})).rooms[0].readSeq, 0);
        world.store.full = false;
        const quint64 again = world.begin(bob, MarkRead{text("lobby"), 1});
        world.run(GroupCommit::MarkDelayMs);
        QVERIFY(is<Done>(world.answer(bob, again)));
        QCOMPARE(as<RoomList>(world.ask(bob, ListRooms{})).rooms[0].readSeq, 1);
    }

    void whoWritesHasReadWhatIsAbove()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.begin(ann, said("m1", "1"));
        world.begin(ann, said("m2", "2"));
        world.scheduler.settle();
        const auto readBy = [&](PeerId peer) { return as<RoomList>(world.ask(peer, ListRooms{})).rooms[0].readSeq; };
        QCOMPARE(readBy(ann), 2);
        world.post(bob, text("lobby"), text("m3")); // has not read the two before
        QCOMPARE(readBy(bob), 0);
        world.restart();
        QCOMPARE(readBy(world.signedIn(text("ann"))), 2);
    }

    void unsubscribedMembersHearOfActivityNowAndThen()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId stranger = world.registered(text("cy"));
        world.ask(stranger, LeaveRoom{text("lobby")});
        world.forget();
        world.post(ann, text("lobby"), text("m1"));
        QCOMPARE(world.events<Activity>(bob).size(), 1u); // the first at once
        for (int i = 2; i <= 30; ++i) {
            world.run(20);
            world.post(ann, text("lobby"), QStringLiteral("m%1").arg(i));
        }
        world.run(ActivityFeed::IntervalMs);
        const auto heard = world.events<Activity>(bob);
        QVERIFY(heard.size() >= 3u && heard.size() <= 5u); // 580 ms, then the last
        QCOMPARE(heard.back().lastSeq, 30);
        QVERIFY(world.events<MessageEvent>(bob).empty());
        QVERIFY(world.itemsOf(stranger).empty());
        world.run(10'000);
        QCOMPARE(world.events<Activity>(bob).size(), heard.size());
    }

    void activityNeverSpeaksOfWhatIsNotOnTheDisk()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.post(ann, text("lobby"), text("m1"));
        world.begin(ann, said("m2", "2"));
        world.scheduler.settle(); // waits for its quarter of a second
        world.store.full = true;
        world.forget();
        world.run(ActivityFeed::IntervalMs - 1);
        world.begin(ann, said("m3", "3")); // taken, not committed, when the activity is told
        world.run(1);
        QCOMPARE(world.events<Activity>(bob).size(), 1u);
        QCOMPARE(world.events<Activity>(bob)[0].lastSeq, 2);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Messages)

} // namespace tst_messages

#include "tst_messages.moc"
