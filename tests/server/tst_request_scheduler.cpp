// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/link_limits.h"
#include "server/request_scheduler.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_request_scheduler {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

/// A hub behind scheduler.
struct Busy {
    World world;
    RequestScheduler scheduler{world.clock, world.scheduler};
    int over = 0;
    std::set<PeerId> behind;

    Busy()
    {
        scheduler.setHub(world.hub.get());
        scheduler.standingOf = [this](PeerId peer) {
            if (world.closeCode(peer) != 0)
                return RequestScheduler::Standing::Closing;
            return behind.contains(peer) ? RequestScheduler::Standing::Behind : RequestScheduler::Standing::Ready;
        };
        scheduler.onOver = [this] { ++over; };
    }
    bool push(PeerId peer, std::vector<ClientBody> bodies, qint64 bytes = 10)
    {
        Decoded<ClientItem> frame;
        for (ClientBody &body : bodies)
            frame.items.push_back({++last, std::move(body)});
        return scheduler.push(peer, std::move(frame), bytes);
    }
    bool isAnswered(PeerId peer, quint64 request) const { return world.answers(peer, request) == 1; }
    quint64 last = 1'000'000;
};

ClientBody join(int i)
{
    return JoinRoom{QStringLiteral("room %1").arg(i)};
}

} // namespace

class TestRequestScheduler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void serveThoseWhoShareInTurn()
    {
        FairQueue queue;
        for (const PeerId link : {1, 2, 3})
            queue.add(link, 7);
        queue.add(4, 8);
        queue.add(2, 7); // is there
        queue.add(5, 8);
        std::vector<PeerId> served;
        while (const auto link = queue.next())
            served.push_back(*link);
        QCOMPARE(served, (std::vector<PeerId>{1, 4, 2, 5, 3}));
        QVERIFY(queue.isEmpty());
    }

    // Each waited for the disk by itself.
    void allThatIsWrittenInATurnSharesACommit()
    {
        Busy busy;
        const PeerId ann = busy.world.registered(text("ann"));
        std::vector<ClientBody> bodies;
        for (int i = 0; i < 100; ++i)
            bodies.push_back(join(i));
        bodies.push_back(SendMessage{text("lobby"), text("m1"), text("hi")});
        const int before = busy.world.store.commits;
        QVERIFY(busy.push(ann, bodies));
        busy.world.run(0);
        QCOMPARE(busy.world.store.commits, before + 1);
        for (quint64 request = busy.last - 100; request <= busy.last; ++request)
            QVERIFY(busy.isAnswered(ann, request));
    }

    // Each is over what those before it leave of the message, and need not wait for them.
    void reactionsToOneMessageShareATurn()
    {
        Busy busy;
        std::vector<PeerId> crowd;
        for (int i = 0; i < 50; ++i)
            crowd.push_back(busy.world.registered(QStringLiteral("p%1").arg(i)));
        const Ack message = busy.world.post(crowd[0], text("lobby"), text("m1"));
        busy.world.run(1'000);
        const int before = busy.world.store.commits;
        for (const PeerId peer : crowd)
            QVERIFY(busy.push(peer, {ReactToMessage{text("lobby"), text("r1"), message.id, text("+1")}}));
        busy.world.run(0);
        QCOMPARE(busy.world.store.commits, before + 1);
        for (std::size_t i = 0; i < crowd.size(); ++i)
            QVERIFY(busy.isAnswered(crowd[i], busy.last - crowd.size() + 1 + i));
        // Who wants the same twice waits for the first answer, and keeps nobody else.
        const ReactToMessage plus{text("lobby"), text("r2"), message.id, text("2")};
        QVERIFY(busy.push(crowd[0], {plus, plus}));
        QVERIFY(busy.push(crowd[1], {plus}));
        busy.world.run(0);
        QCOMPARE(busy.world.store.commits, before + 2);
        QVERIFY(busy.isAnswered(crowd[0], busy.last - 2) && busy.isAnswered(crowd[0], busy.last - 1));
        QVERIFY(busy.isAnswered(crowd[1], busy.last));
    }

    // A thousand joins and leaves of one room: each has to see what the one before did.
    void whoAsksMuchKeepsNobodyWaiting()
    {
        Busy busy;
        const PeerId mallory = busy.world.registered(text("mallory"));
        const PeerId ann = busy.world.registered(text("ann"));
        std::vector<ClientBody> bodies;
        for (int i = 0; i < 50; ++i) {
            bodies.push_back(join(1));
            bodies.push_back(LeaveRoom{text("room 1")});
        }
        QVERIFY(busy.push(mallory, bodies));
        const quint64 lastOfMallory = busy.last;
        QVERIFY(busy.push(ann, {SendMessage{text("lobby"), text("m1"), text("hi")}}));
        const quint64 ofAnn = busy.last;
        int turnsUntilAnn = 0;
        int turnsUntilAll = 0;
        busy.scheduler.onOver = [&] {
            turnsUntilAnn += busy.isAnswered(ann, ofAnn) ? 0 : 1;
            turnsUntilAll += busy.isAnswered(mallory, lastOfMallory) ? 0 : 1;
        };
        const int before = busy.world.store.commits;
        busy.world.run(0);
        QCOMPARE(turnsUntilAnn, 0);
        QVERIFY(turnsUntilAll >= 99);
        QVERIFY(busy.isAnswered(mallory, lastOfMallory));
        // Never more than one in a turn.
        QVERIFY(busy.world.store.commits - before <= turnsUntilAll + 1);
    }

    // They asked together; one who has asked a thousand things is not served before who asks one.
    void manyLinksOfOneAccountAreOneShare()
    {
        Busy busy;
        const PeerId mallory = busy.world.registered(text("mallory"));
        std::vector<PeerId> links{mallory};
        for (int i = 0; i < 9; ++i)
            links.push_back(busy.world.sameDevice(mallory));
        const PeerId ann = busy.world.registered(text("ann"));
        for (const PeerId link : links)
            QVERIFY(busy.push(link, {MarkRead{text("lobby"), 1}, MarkRead{text("lobby"), 1}}));
        QVERIFY(busy.push(ann, {MarkRead{text("lobby"), 1}}));
        const quint64 ofAnn = busy.last;
        int servedBefore = 0;
        int seen = 0;
        busy.scheduler.standingOf = [&](PeerId link) {
            servedBefore = link == ann ? seen : servedBefore;
            ++seen;
            return RequestScheduler::Standing::Ready;
        };
        busy.world.run(0);
        QVERIFY(busy.isAnswered(ann, ofAnn));
        QCOMPARE(servedBefore, 1);
        QCOMPARE(seen, 21);
    }

    // Each link had a rate of its own.
    void moreLinksAreNoWayToAskMore()
    {
        World world;
        const PeerId phone = world.registered(text("ann"));
        const PeerId desk = world.signedIn(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        while (is<RoomInfo>(world.ask(phone, JoinRoom{text("lobby")}))) {
        }
        const Failure slow = as<Failure>(world.ask(desk, JoinRoom{text("lobby")}));
        QCOMPARE(slow.error.code, ErrorCode::RateLimited);
        QVERIFY(slow.error.retryAfterMs > 0);
        QVERIFY(is<RoomInfo>(world.ask(bob, JoinRoom{text("lobby")})));
        world.run(slow.error.retryAfterMs);
        QVERIFY(is<RoomInfo>(world.ask(desk, JoinRoom{text("lobby")})));
    }

    void whoSendsMoreThanCanBeReadIsTurnedAwayForAWhile()
    {
        constexpr qint64 Frame = 1'000'000;
        World world({20, 200});
        const PeerId phone = world.registered(text("ann"));
        const PeerId desk = world.sameDevice(phone);
        const PeerId bob = world.registered(text("bob"));
        int read = 0;
        while (read < 1'000 && world.hub->mayBeRead(phone, Frame))
            ++read;
        QCOMPARE(read, int(link_limits::BytesBurst / Frame));
        QVERIFY(!world.hub->mayBeRead(desk, Frame));
        QVERIFY(world.hub->mayBeRead(bob, Frame));
        const PeerId late = world.open();
        const quint64 hello =
            world.begin(late, Hello{1, text("test"), {}, {Auth::Method::Token, {}, world.tokenOf(phone)}, {}});
        world.run(0);
        const Failure refused = as<Failure>(world.answer(late, hello));
        QCOMPARE(refused.error.code, ErrorCode::RateLimited);
        QVERIFY(refused.error.retryAfterMs > 0);
        world.run(refused.error.retryAfterMs);
        world.sameDevice(phone);
        QVERIFY(world.hub->mayBeRead(desk, Frame));
    }

    // What waits for the disk, or is told to all, costs more than what is looked up.
    void requestsCountForWhatTheyCost()
    {
        World world;
        const auto allowed = [&](const QString &name, const ClientBody &body) {
            const PeerId peer = world.registered(name);
            int count = 0;
            while (!is<Failure>(world.ask(peer, body)))
                ++count;
            return count;
        };
        QCOMPARE(allowed(text("ann"), JoinRoom{text("lobby")}), RequestBurst / 20);
        QCOMPARE(allowed(text("bob"), ListRooms{}), RequestBurst / 20);
        QCOMPARE(allowed(text("cid"), FetchHistory{text("lobby"), 0, 1, 50}), RequestBurst / 4);
        QCOMPARE(allowed(text("dan"), MarkRead{text("lobby"), 1}), RequestBurst);
        for (int i = 0; i < 1'000; ++i)
            world.open();
        const PeerId eve = world.registered(text("eve"));
        int made = 0;
        while (is<RoomInfo>(world.ask(eve, CreateRoom{QStringLiteral("room %1").arg(made), false})))
            ++made;
        QVERIFY(made < RequestBurst / 100);
    }

    // One word of somebody who is in many rooms with many people is told to all of them.
    void whatIsToldCountsForWhoCausesIt()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (const char *name : {"bob", "cid"}) {
            world.registered(text(name));
            for (int i = 0; i < 60; ++i)
                world.subscribe(world.signedIn(text(name)), text("lobby"));
        }
        world.subscribe(ann, text("lobby"));
        int words = 0;
        while (words < RequestBurst && world.refusal(ann, MarkRead{text("lobby"), 0}) == std::nullopt)
            world.say(ann, SetPresence{PresenceStatus::Online, QString::number(words++)});
        QVERIFY2(words > RequestBurst / 50 && words < RequestBurst / 30, qPrintable(QString::number(words)));
        world.run(60'000);
        for (int i = 0; i < 1'000; ++i) // to say the same again causes nothing
            QVERIFY(is<Done>(world.ask(ann, SetPresence{PresenceStatus::Online, QString::number(words - 1)})));
        const PeerId dan = world.registered(text("dan"));
        int times = 0;
        while (is<RoomGone>(world.ask(dan, LeaveRoom{text("lobby")})) &&
               is<RoomInfo>(world.ask(dan, JoinRoom{text("lobby")})))
            ++times;
        QVERIFY2(times > RequestBurst / 80 && times < RequestBurst / 60, qPrintable(QString::number(times)));
    }

    // They had a rate for what is told, and none for what is asked; and the rate was the same for two and for
    // thousands.
    void signsCountForThoseWhoSeeThem()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId eve = world.registered(text("eve"));
        for (const PeerId peer : {ann, bob, eve})
            world.subscribe(peer, text("lobby"));
        const auto seen = [&](PeerId mover) {
            world.forget();
            for (int i = 0; i < 2 * CursorBurst; ++i)
                world.say(mover, MoveCursor{text("lobby"), {0.5, 0.5}});
            return int(world.events<CursorEvent>(bob).size());
        };
        QCOMPARE(seen(ann), CursorBurst);
        for (const char *name : {"cid", "dan"}) {
            world.registered(text(name));
            for (int i = 0; i < 60; ++i)
                world.subscribe(world.signedIn(text(name)), text("lobby"));
        }
        QCOMPARE(seen(eve), CursorBurst / 2);
        for (int i = 0; i < 4 * RequestBurst; ++i)
            world.say(eve, MoveCursor{text("lobby"), {0.5, 0.5}});
        QCOMPARE(world.refusal(eve, SetTyping{text("lobby"), true}), ErrorCode::RateLimited);
        QVERIFY(is<Done>(world.ask(bob, SetTyping{text("lobby"), true})));
    }

    // What was refused for its rate had been looked for on the disk all the same.
    void messagesThatAreRefusedCountToo()
    {
        World world({20, 100});
        const PeerId ann = world.registered(text("ann"));
        for (int i = 0; i < RequestBurst; ++i)
            world.say(ann, DeleteMessage{text("lobby"), text("m1"), QStringLiteral("c%1").arg(i)});
        QCOMPARE(world.refusal(ann, ListRooms{}), ErrorCode::RateLimited);
        World unlimited({0, 0});
        const PeerId bob = unlimited.registered(text("bob"));
        for (int i = 0; i < RequestBurst; ++i)
            unlimited.say(bob, DeleteMessage{text("lobby"), text("m1"), QStringLiteral("c%1").arg(i)});
        QCOMPARE(unlimited.refusal(bob, ListRooms{}), std::nullopt);
    }

    // A page of history is as large as what was said.
    void pagesCountForTheirSize()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (int i = 0; i < 20; ++i)
            world.post(ann, text("lobby"), QStringLiteral("m%1").arg(i), QString(16'000, u'x'));
        int pages = 0;
        while (is<HistoryResult>(world.ask(ann, FetchHistory{text("lobby"), 0, 1, 50})))
            ++pages;
        QVERIFY2(pages > RequestBurst / 100 && pages < RequestBurst / 10, qPrintable(QString::number(pages)));
    }

    void aTurnIsBounded()
    {
        World world;
        RequestScheduler few(world.clock, world.scheduler, 10);
        few.setHub(world.hub.get());
        few.standingOf = [](PeerId) { return RequestScheduler::Standing::Ready; };
        int turns = 0;
        few.onOver = [&] { ++turns; };
        const PeerId ann = world.registered(text("ann"));
        Decoded<ClientItem> frame;
        for (quint64 i = 0; i < 95; ++i)
            frame.items.push_back({i + 1'000, MarkRead{text("lobby"), 1}});
        QVERIFY(few.push(ann, frame, 10));
        world.run(0);
        QCOMPARE(turns, 10);
        QCOMPARE(world.answers(ann, 1'094), 1);
    }

    void whatIsBehindWaitsUntilItHasCaughtUp()
    {
        Busy busy;
        const PeerId ann = busy.world.registered(text("ann"));
        busy.behind.insert(ann);
        QVERIFY(busy.push(ann, {MarkRead{text("lobby"), 1}}));
        busy.world.run(0);
        QVERIFY(!busy.isAnswered(ann, busy.last));
        busy.behind.clear();
        busy.scheduler.resume(ann);
        busy.world.run(0);
        QVERIFY(busy.isAnswered(ann, busy.last));
    }

    void oneAccountHoldsNoMoreThanItsBoundOnAllLinks()
    {
        Busy busy;
        const PeerId mallory = busy.world.registered(text("mallory"));
        const PeerId ann = busy.world.registered(text("ann"));
        std::vector<PeerId> links;
        for (int i = 0; i < 4; ++i)
            links.push_back(busy.world.sameDevice(mallory));
        for (const PeerId link : links)
            QVERIFY(busy.push(link, {MarkRead{text("lobby"), 1}}, RequestQueue::MaxBytes));
        QVERIFY(!busy.push(mallory, {MarkRead{text("lobby"), 1}}, 1));
        QVERIFY(busy.push(ann, {MarkRead{text("lobby"), 1}}, RequestQueue::MaxBytes));
        busy.world.run(0);
        QVERIFY(busy.push(mallory, {MarkRead{text("lobby"), 1}}, RequestQueue::MaxBytes));
    }

    // What was refused must not be on the disk, and what was answered must be.
    void aFullDiskRefusesEachOfThem()
    {
        Busy busy;
        const PeerId ann = busy.world.registered(text("ann"));
        busy.world.store.full = true;
        QVERIFY(busy.push(ann, {join(1), SendMessage{text("lobby"), text("m1"), text("hi")}, join(2)}));
        busy.world.run(0);
        for (quint64 request = busy.last - 2; request <= busy.last; ++request)
            QCOMPARE(as<Failure>(busy.world.answer(ann, request)).error.code, ErrorCode::StorageFull);
        QCOMPARE(busy.world.troubles.size(), std::size_t(1));
        busy.world.store.full = false;
        QVERIFY(busy.push(ann, {join(1), SendMessage{text("lobby"), text("m1"), text("hi")}}));
        busy.world.run(0);
        QVERIFY(is<RoomInfo>(busy.world.answer(ann, busy.last - 1)));
        QVERIFY(is<Ack>(busy.world.answer(ann, busy.last)));
    }

    // SQLite gives up the whole transaction in the middle: nothing of it may be there, and nothing be said to be.
    void aDiskThatFillsUpInTheMiddleKeepsNothingOfTheTurn()
    {
        Busy busy;
        const PeerId ann = busy.world.registered(text("ann"));
        QVERIFY(busy.world.database.database().limitPages(40).ok());
        std::vector<ClientBody> bodies;
        for (int i = 0; i < 150; ++i)
            bodies.push_back(CreateRoom{QStringLiteral("%1 %2").arg(i).arg(QString(2'000, u'x')), false});
        const quint64 first = busy.last + 1;
        QVERIFY(busy.push(ann, bodies));
        busy.world.run(0);
        QVERIFY(busy.world.database.database().limitPages(100'000).ok());
        int refused = 0;
        int made = 0;
        for (quint64 request = first; request <= busy.last; ++request) {
            const auto answer = busy.world.answer(ann, request);
            made += is<RoomInfo>(answer) ? 1 : 0;
            refused += as<Failure>(answer).error.code == ErrorCode::StorageFull ? 1 : 0;
        }
        QVERIFY(refused > 0);
        QCOMPARE(int(busy.world.database.rooms().value().size()), made + 1);
    }
};

TEST_WITH_CORE_APPLICATION(TestRequestScheduler)

} // namespace tst_request_scheduler

#include "tst_request_scheduler.moc"
