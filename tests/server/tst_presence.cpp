// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"

#include <QTest>

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_Presence final : public QObject {
    Q_OBJECT

    static PresenceStatus statusOf(World &world, PeerId watcher, const QString &user)
    {
        for (const Member &member : world.subscribe(watcher, text("lobby")).members) {
            if (member.presence.user == user)
                return member.presence.status;
        }
        return PresenceStatus::Unknown;
    }
    static std::vector<PresenceStatus> heard(const World &world, PeerId watcher, const QString &user)
    {
        std::vector<PresenceStatus> statuses;
        for (const PresenceEvent &event : world.events<PresenceEvent>(watcher)) {
            if (event.presence.user == user)
                statuses.push_back(event.presence.status);
        }
        return statuses;
    }
    static void set(World &world, PeerId peer, PresenceStatus status, const QString &words = {})
    {
        QVERIFY(is<Done>(world.ask(peer, SetPresence{status, words})));
    }

private Q_SLOTS:
    void aShortDropIsSeenByNobody()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        PeerId ann = world.registered(text("ann"));
        world.subscribe(watcher, text("lobby"));
        world.forget();
        for (int i = 0; i < 5; ++i) {
            world.gone(ann);
            world.run(limits::LeaveGraceMs - 1);
            ann = world.signedIn(text("ann"));
        }
        world.run(1'000);
        QVERIFY(world.events<PresenceEvent>(watcher).empty());
        QCOMPARE(statusOf(world, watcher, text("ann")), PresenceStatus::Online);
    }

    void whoIsGoneIsOfflineAfterTheGraceSinceTheyLeft()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(watcher, text("lobby"));
        world.run(60'000);
        const WallMs left = world.clock.wallMs();
        world.forget();
        world.gone(ann);
        world.run(limits::LeaveGraceMs - 1);
        QVERIFY(world.events<PresenceEvent>(watcher).empty());
        world.run(1);
        const auto events = world.events<PresenceEvent>(watcher);
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].presence.status, PresenceStatus::Offline);
        QCOMPARE(events[0].presence.lastSeen, left);
        world.run(1'000);
        world.restart();
        const PeerId again = world.signedIn(text("watcher"));
        for (const Member &member : world.subscribe(again, text("lobby")).members) {
            if (member.presence.user == text("ann"))
                QCOMPARE(member.presence.lastSeen, left);
        }
    }

    void aCrashForgetsFiveMinutesAtMost()
    {
        World world;
        world.registered(text("ann"));
        world.run(3 * PresenceBoard::SeenIntervalMs + 1'000);
        const WallMs crash = world.clock.wallMs();
        world.restart();
        const PeerId watcher = world.registered(text("watcher"));
        const auto members = world.subscribe(watcher, text("lobby")).members;
        QCOMPARE(members.back().presence.user, text("ann"));
        QVERIFY(members.back().presence.lastSeen >= crash - PresenceBoard::SeenIntervalMs);
    }

    void aStopNotesWhoWasHere()
    {
        World world;
        world.registered(text("ann"));
        world.run(60'000);
        const WallMs stop = world.clock.wallMs();
        world.hub->conclude();
        world.restart();
        const PeerId watcher = world.registered(text("watcher"));
        QCOMPARE(world.subscribe(watcher, text("lobby")).members.back().presence.lastSeen, stop);
    }

    void theBestOfThePersonsDevices_data()
    {
        using enum PresenceStatus;
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<int>("shown");
        const auto row = [](const char *name, PresenceStatus a, PresenceStatus b, PresenceStatus shown) {
            QTest::newRow(name) << int(a) << int(b) << int(shown);
        };
        row("active on one is online", Away, Online, Online);
        row("away on all is away", Away, Away, Away);
        row("busy is a wish", Busy, Online, Busy);
        row("busy is more than away", Busy, Away, Busy);
        row("to appear offline is a wish", Offline, Online, Offline);
        row("to appear offline is the stronger wish", Offline, Busy, Offline);
    }

    void theBestOfThePersonsDevices()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(int, shown);
        for (const auto &[one, two] : {std::pair(first, second), std::pair(second, first)}) {
            World world;
            const PeerId watcher = world.registered(text("watcher"));
            const PeerId desk = world.registered(text("ann"));
            const PeerId phone = world.signedIn(text("ann"));
            set(world, desk, PresenceStatus(one));
            set(world, phone, PresenceStatus(two));
            QCOMPARE(int(statusOf(world, watcher, text("ann"))), shown);
        }
    }

    void oneDeviceLeavingTakesNobodyOffline()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId desk = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        set(world, phone, PresenceStatus::Away);
        world.subscribe(watcher, text("lobby"));
        world.forget();
        world.gone(desk);
        world.run(limits::LeaveGraceMs - 1);
        QVERIFY(world.events<PresenceEvent>(watcher).empty());
        world.run(1);
        QCOMPARE(heard(world, watcher, text("ann")), std::vector{PresenceStatus::Away});
    }

    void aDeviceThatComesBackIsAsItWas()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        set(world, ann, PresenceStatus::Offline); // nobody may see a flash of online
        world.subscribe(watcher, text("lobby"));
        world.forget();
        world.gone(ann);
        world.run(3'000);
        world.sameDevice(ann);
        world.run(limits::LeaveGraceMs);
        QVERIFY(world.events<PresenceEvent>(watcher).empty());
    }

    void twoLinksOfOneDeviceAreOneDevice()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        const PeerId twin = world.sameDevice(ann);
        set(world, twin, PresenceStatus::Away);
        QCOMPARE(statusOf(world, watcher, text("ann")), PresenceStatus::Away);
        world.gone(twin);
        world.run(limits::LeaveGraceMs);
        QCOMPARE(statusOf(world, watcher, text("ann")), PresenceStatus::Away);
        set(world, ann, PresenceStatus::Online);
        QCOMPARE(statusOf(world, watcher, text("ann")), PresenceStatus::Online);
    }

    void ownWordsAreSeenAndKept()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(watcher, text("lobby"));
        world.forget();
        set(world, ann, PresenceStatus::Busy, text("writing"));
        const auto events = world.events<PresenceEvent>(watcher);
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].presence.text, text("writing"));
        world.run(1'000);
        world.restart();
        const PeerId again = world.registered(text("watcher2"));
        bool found = false;
        for (const Member &member : world.subscribe(again, text("lobby")).members)
            found = found || (member.presence.user == text("ann") && member.presence.text == text("writing"));
        QVERIFY(found);
    }

    void onlyPeopleWhoShareARoomLearnOfIt()
    {
        World world;
        const PeerId stranger = world.registered(text("stranger"));
        const PeerId member = world.registered(text("member"));
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, LeaveRoom{text("lobby")});
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(member, JoinRoom{text("tea")});
        world.subscribe(stranger, text("lobby"));
        world.subscribe(member, text("tea"));
        world.forget();
        set(world, ann, PresenceStatus::Busy);
        QCOMPARE(heard(world, member, text("ann")), std::vector{PresenceStatus::Busy});
        QVERIFY(world.events<PresenceEvent>(stranger).empty());
    }

    void sharingTwoRoomsTellsOnce()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        for (const PeerId peer : {ann, watcher})
            world.ask(peer, JoinRoom{text("tea")});
        world.subscribe(watcher, text("lobby"));
        world.subscribe(watcher, text("tea"));
        world.forget();
        set(world, ann, PresenceStatus::Away);
        QCOMPARE(world.events<PresenceEvent>(watcher).size(), 1u);
        set(world, ann, PresenceStatus::Away); // no change, nothing to tell
        QCOMPARE(world.events<PresenceEvent>(watcher).size(), 1u);
    }

    void whoAppearsOfflineWasSeenLastWhenThatBegan()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        world.run(60'000);
        const WallMs hidden = world.clock.wallMs();
        set(world, ann, PresenceStatus::Offline);
        world.run(2 * PresenceBoard::SeenIntervalMs);
        world.gone(ann);
        world.run(limits::LeaveGraceMs + 1'000);
        const auto members = world.subscribe(watcher, text("lobby")).members;
        QCOMPARE(members.back().presence.user, text("ann"));
        QCOMPARE(members.back().presence.lastSeen, hidden);
        const auto stored = world.store.accounts().value();
        QCOMPARE(stored.back().lastSeen, hidden);
    }

    void nothingIsLeftWhenAllAreGone()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        for (const PeerId peer : {ann, bob})
            world.subscribe(peer, text("lobby"));
        world.say(ann, SetTyping{text("lobby"), true});
        world.post(bob, text("lobby"), text("m1"));
        world.gone(ann);
        world.gone(bob);
        world.run(2 * PresenceBoard::SeenIntervalMs);
        QCOMPARE(world.scheduler.pending(), 0u);
    }
};

QTEST_GUILESS_MAIN(tst_Presence)
#include "tst_presence.moc"
