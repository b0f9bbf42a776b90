// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_presence {

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
    static void set(World &world, PeerId peer, PresenceStatus status)
    {
        QVERIFY(is<Done>(world.ask(peer, SetPresence{status})));
    }
    // What a client says that knows words.
    static SetPresence status(PresenceStatus status, const char *id, qint64 said)
    {
        return {status, {}, {text(id), 0, said}};
    }
    static SetPresence words(const char *words, const char *id, qint64 said)
    {
        return {PresenceStatus::Unknown, text(words), {}, {text(id), 0, said}};
    }
    static SetPresence away(bool nobodyIsThere) { return {PresenceStatus::Unknown, {}, {}, {}, nobodyIsThere}; }
    static bool says(World &world, PeerId peer, const SetPresence &body)
    {
        const quint64 request = world.begin(peer, body);
        world.run(GroupCommit::MarkDelayMs);
        return is<Done>(world.answer(peer, request));
    }
    static OwnPresence own(const World &world, PeerId peer)
    {
        const auto events = world.events<OwnPresenceEvent>(peer);
        return events.empty() ? OwnPresence{} : events.back().own;
    }
    static std::unique_ptr<World> worldOfWords()
    {
        auto world = std::make_unique<World>();
        world->capabilities = capability::all();
        return world;
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
        QVERIFY(says(world, ann, SetPresence{PresenceStatus::Busy, text("writing")}));
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

    void whoAppearsOfflineIsNotSeenComingBack()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId ann = world->registered(text("ann"));
        QVERIFY(says(*world, ann, status(PresenceStatus::Offline, "s1", 0)));
        world->gone(ann);
        world->run(limits::LeaveGraceMs + 1'000);
        world->subscribe(watcher, text("lobby"));
        world->forget();
        const PeerId back = world->sameDevice(ann);
        const PeerId phone = world->signedIn(text("ann")); // nor on a device that was never told
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(watcher).empty());
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Offline);
        world->gone(back);
        world->gone(phone);
        world->run(limits::LeaveGraceMs + 1'000);
        world->restart();
        const PeerId again = world->signedIn(text("watcher"));
        world->subscribe(again, text("lobby"));
        world->forget();
        world->sameDevice(ann);
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(again).empty());
    }

    // A text is for the others to read; that somebody is there they do not learn from it, nor when they were.
    void aNewTextShowsNobodyWhoAppearsOffline()
    {
        const auto world = worldOfWords();
        const PeerId ann = world->registered(text("ann"));
        world->registered(text("watcher"));
        QVERIFY(says(*world, ann, status(PresenceStatus::Offline, "s1", 0)));
        world->run(60'000);
        world->restart();
        const PeerId watcher = world->signedIn(text("watcher"));
        const auto presenceOf = [&world, watcher](const QString &user) {
            for (const Member &member : world->subscribe(watcher, text("lobby")).members) {
                if (member.presence.user == user)
                    return member.presence;
            }
            return Presence();
        };
        const Presence before = presenceOf(text("ann"));
        QCOMPARE(before.status, PresenceStatus::Offline);
        world->forget();
        world->wish = words("writing", "t1", 0);
        world->signedIn(text("ann"));
        world->run(1'000);
        const auto events = world->events<PresenceEvent>(watcher);
        QCOMPARE(events.size(), 1u);
        Presence expected = before;
        expected.text = text("writing");
        QCOMPARE(events[0].presence, expected);
        QCOMPARE(presenceOf(text("ann")), expected);
    }

    void theWishOfAHelloHoldsBeforeAnybodyHearsOfTheArrival()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId first = world->registered(text("ann"));
        world->gone(first);
        world->run(limits::LeaveGraceMs + 1'000);
        world->subscribe(watcher, text("lobby"));
        world->forget();
        world->wish = status(PresenceStatus::Offline, "s1", -3'000); // chosen while there was no network
        const PeerId ann = world->signedIn(text("ann"));
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(watcher).empty());
        const auto &items = world->itemsOf(ann);
        QVERIFY(std::holds_alternative<Welcome>(items.front().body));
        const OwnPresence own = std::get<Welcome>(items.front().body).own;
        QCOMPARE(own.status, PresenceStatus::Offline);
        QCOMPARE(own.statusWord.id, text("s1"));
        QVERIFY(own.statusWord.at > 0);
    }

    void whatWasSaidLastHoldsOnAllDevices()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        const PeerId phone = world->signedIn(text("ann"));
        world->run(60'000);
        QVERIFY(says(*world, desk, status(PresenceStatus::Busy, "s1", 60'000)));
        QVERIFY(says(*world, desk, words("writing", "t1", 60'100)));
        QCOMPARE(own(*world, phone).status, PresenceStatus::Busy);
        QCOMPARE(own(*world, phone).text, text("writing"));
        QVERIFY(says(*world, phone, status(PresenceStatus::Online, "s2", 60'200)));
        QCOMPARE(own(*world, desk).status, PresenceStatus::Online);
        QCOMPARE(own(*world, desk).text, text("writing")); // a status says nothing of the text
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Online);
    }

    void aDeviceThatWasAwayBringsNothingOldBack()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        world->gone(desk);
        const PeerId phone = world->signedIn(text("ann"));
        world->run(60'000);
        QVERIFY(says(*world, phone, status(PresenceStatus::Online, "s2", 60'000)));
        QVERIFY(says(*world, phone, words("new", "t2", 60'000)));
        world->subscribe(watcher, text("lobby"));
        world->forget();
        world->wish = {PresenceStatus::Busy, text("old"), {text("s1"), 0, -50'000}, {text("t1"), 0, -50'000}, true};
        const PeerId back = world->sameDevice(desk);
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(watcher).empty());
        const OwnPresence own = std::get<Welcome>(world->itemsOf(back).front().body).own;
        QCOMPARE(own.status, PresenceStatus::Online);
        QCOMPARE(own.text, text("new"));
        QVERIFY(world->events<OwnPresenceEvent>(phone).empty());
        // The same again, late, as a request: whoever said it learns what holds before it has its answer.
        QVERIFY(says(*world, back, words("old", "t1", -50'000)));
        QCOMPARE(tst_Presence::own(*world, back).text, text("new"));
    }

    // A machine that sleeps, or an answer that is sent again, while a link opens: the client's "opened" is then later
    // than the server's by as much, at most by as much as the link took to open for it.
    void aLinkThatOpenedLateAtItsClientSaysNothingOlderThanItWas()
    {
        const auto world = worldOfWords();
        const PeerId phone = world->registered(text("ann"));
        const PeerId desk = world->signedIn(text("ann"));
        constexpr qint64 LateMs = 8'000; // the desk opened so much later than the server thinks
        world->run(60'000);
        QVERIFY(says(*world, phone, status(PresenceStatus::Online, "s1", 59'000)));
        SetPresence busy = status(PresenceStatus::Busy, "s2", 60'000 - LateMs);
        busy.told = 60'000 - LateMs;
        busy.opening = LateMs + 500;
        QVERIFY(says(*world, desk, busy));
        QCOMPARE(own(*world, desk).status, PresenceStatus::Busy);
        // What the phone said before that, and tells only now, stays older.
        world->run(1'000);
        QVERIFY(says(*world, phone, status(PresenceStatus::Away, "s3", 58'000)));
        QCOMPARE(own(*world, phone).status, PresenceStatus::Busy);
    }

    void aWordThatWasLongOnItsWayIsAsOldAsItIs()
    {
        const auto world = worldOfWords();
        const PeerId phone = world->registered(text("ann"));
        const PeerId desk = world->signedIn(text("ann"));
        world->run(60'000);
        QVERIFY(says(*world, phone, status(PresenceStatus::Online, "s1", 55'000)));
        SetPresence late = status(PresenceStatus::Busy, "s2", 50'000); // ten seconds in a queue
        late.told = 50'000;
        late.opening = 100; // so the two clocks cannot be further apart
        QVERIFY(says(*world, desk, late));
        QCOMPARE(own(*world, desk).status, PresenceStatus::Online);
        // Where the opening took long as well, what came quickly tells when it was.
        const PeerId tablet = world->signedIn(text("ann"));
        world->run(60'000);
        QVERIFY(says(*world, phone, status(PresenceStatus::Online, "s3", 115'000)));
        SetPresence quick = away(false);
        quick.told = 60'000;
        quick.opening = 30'000;
        QVERIFY(says(*world, tablet, quick));
        late.statusWord.id = text("s4");
        late.opening = 30'000;
        QVERIFY(says(*world, tablet, late));
        QCOMPARE(own(*world, tablet).status, PresenceStatus::Online);
    }

    void clocksThatCannotBeChangeNothing()
    {
        const auto world = worldOfWords();
        const PeerId desk = world->registered(text("ann"));
        world->run(1'000);
        for (const qint64 told : {qint64(0), qint64(5'000), limits::MaxInteger}) {
            for (const qint64 opening : {qint64(1), limits::MaxInteger}) {
                SetPresence busy = status(PresenceStatus::Busy, "s1", 0);
                busy.told = told;
                busy.opening = opening;
                QVERIFY(says(*world, desk, busy));
                QVERIFY(own(*world, desk).statusWord.at <= world->clock.wallMs());
            }
        }
    }

    void aWordThatIsRepeatedChangesNothing()
    {
        const auto world = worldOfWords();
        const PeerId desk = world->registered(text("ann"));
        QVERIFY(says(*world, desk, words("tea", "t1", 0)));
        const WallMs at = own(*world, desk).textWord.at;
        world->run(5'000);
        QVERIFY(says(*world, desk, words("tea", "t1", 5'000)));
        QCOMPARE(own(*world, desk).textWord.at, at);
    }

    void aRestoredServerLearnsWhatItToldBefore()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        world->run(60'000);
        world->subscribe(watcher, text("lobby"));
        world->gone(desk);
        world->run(limits::LeaveGraceMs + 1'000);
        world->forget();
        // It was told at another time than the clock here says: the server's own word on when is what counts.
        world->wish = {PresenceStatus::Offline, {}, {text("s1"), world->clock.wallMs() - 30'000, 0}};
        world->sameDevice(desk);
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(watcher).empty());
        world->wish = {PresenceStatus::Online, {}, {text("s0"), world->clock.wallMs() - 40'000, 0}};
        world->signedIn(text("ann"));
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(watcher).empty());
    }

    void aCalendarThatIsSetBackHidesNoNewerWord()
    {
        const auto world = worldOfWords();
        const PeerId desk = world->registered(text("ann"));
        QVERIFY(says(*world, desk, status(PresenceStatus::Busy, "s1", 0)));
        world->clock.stepWall(-12 * 3'600'000LL);
        world->run(1'000);
        QVERIFY(says(*world, desk, status(PresenceStatus::Online, "s2", 1'000)));
        QCOMPARE(own(*world, desk).status, PresenceStatus::Online);
        world->restart();
        const PeerId again = world->sameDevice(desk);
        world->run(1'000);
        QVERIFY(says(*world, again, status(PresenceStatus::Away, "s3", 500)));
        QCOMPARE(own(*world, again).status, PresenceStatus::Away);
        world->restart(); // what was said while the server was away was said later, too
        const PeerId back = world->sameDevice(desk);
        world->run(1'000);
        QVERIFY(says(*world, back, status(PresenceStatus::Busy, "s4", -60'000)));
        QCOMPARE(own(*world, back).status, PresenceStatus::Busy);
    }

    // A calendar that was wrong, and is set right before the program starts again, makes of a moment ago what was said
    // years before. Who says what they said it after is believed.
    void whatIsKnownToBeLaterHoldsWhateverTheCalendarSays()
    {
        constexpr qint64 Years = 5LL * 365 * 24 * 3'600'000;
        const auto world = worldOfWords();
        world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        world->run(60'000);
        QVERIFY(says(*world, desk, status(PresenceStatus::Online, "s1", 60'000)));
        const WallMs before = own(*world, desk).statusWord.at;
        world->run(60'000);
        world->gone(desk);
        world->run(limits::LeaveGraceMs + 1'000);
        world->restart();
        const PeerId looking = world->signedIn(text("watcher"));
        world->subscribe(looking, text("lobby"));
        world->forget();
        world->wish = {PresenceStatus::Offline, {}, {text("s3"), 0, -Years, {text("s1"), text("s2")}}};
        const PeerId back = world->sameDevice(desk);
        world->run(1'000);
        QVERIFY(world->events<PresenceEvent>(looking).empty());
        const OwnPresence held = std::get<Welcome>(world->itemsOf(back).front().body).own;
        QCOMPARE(held.statusWord.id, text("s3"));
        QVERIFY(held.statusWord.at > before);
        // Over a link that was given up comes what was said before.
        QVERIFY(says(*world, back, status(PresenceStatus::Busy, "s2", -1)));
        QCOMPARE(own(*world, back).statusWord.id, text("s3"));
        // Of what nobody knew there, the clocks tell.
        QVERIFY(says(*world, back, {PresenceStatus::Busy, {}, {text("s5"), 0, -Years, {text("s4")}}}));
        QCOMPARE(own(*world, back).statusWord.id, text("s3"));
    }

    void theFirstWordHoldsHoweverOldItSeems()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        world->subscribe(watcher, text("lobby"));
        world->forget();
        world->wish = status(PresenceStatus::Offline, "s1", -2 * world->clock.wallMs()); // a calendar of long ago
        const PeerId ann = world->registered(text("ann"));
        world->run(1'000);
        QVERIFY(heard(*world, watcher, text("ann")).empty());
        QCOMPARE(std::get<Welcome>(world->itemsOf(ann).front().body).own.statusWord.id, text("s1"));
    }

    void nobodyAtAnyDeviceIsAway()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        const PeerId phone = world->signedIn(text("ann"));
        QVERIFY(says(*world, desk, words("tea", "t1", 0)));
        QVERIFY(says(*world, desk, away(true)));
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Online);
        QVERIFY(says(*world, phone, away(true)));
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Away);
        QVERIFY(says(*world, desk, away(false)));
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Online);
        QCOMPARE(own(*world, desk).text, text("tea")); // whoever only went away erases nothing
        QVERIFY(says(*world, desk, status(PresenceStatus::Away, "s1", 100)));
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Away);
    }

    void olderClientsAreAsTheyWere()
    {
        const auto world = worldOfWords();
        const PeerId watcher = world->registered(text("watcher"));
        const PeerId desk = world->registered(text("ann"));
        world->capabilities.clear();
        const PeerId older = world->signedIn(text("ann"));
        QVERIFY(!std::get<Welcome>(world->itemsOf(older).front().body).own.textWord.id.size());
        QVERIFY(says(*world, older, SetPresence{PresenceStatus::Busy, text("tea")}));
        QCOMPARE(statusOf(*world, watcher, text("ann")), PresenceStatus::Busy);
        QCOMPARE(own(*world, desk).text, text("tea"));
        QVERIFY(says(*world, older, SetPresence{PresenceStatus::Online})); // none means none to them
        QCOMPARE(own(*world, desk).text, QString());
        QVERIFY(says(*world, desk, words("new", "t1", 1'000)));
        QVERIFY(world->events<OwnPresenceEvent>(older).empty());
        QCOMPARE(own(*world, desk).text, text("new"));
    }

    void whatIsSaidIsOnTheDiskWhenItIsAnswered()
    {
        const auto world = worldOfWords();
        const PeerId desk = world->registered(text("ann"));
        world->run(1'000);
        world->store.full = true;
        const quint64 request = world->begin(desk, status(PresenceStatus::Busy, "s1", 1'000));
        world->run(GroupCommit::MarkDelayMs);
        QCOMPARE(as<Failure>(world->answer(desk, request)).error.code, ErrorCode::StorageFull);
        world->store.full = false;
        QVERIFY(says(*world, desk, status(PresenceStatus::Busy, "s1", 1'000))); // as a client does that was put off
        QCOMPARE(world->store.accounts().value().front().own.status, PresenceStatus::Busy);
        QVERIFY(says(*world, desk, words("tea", "t1", 1'200)));
        const auto stored = world->store.accounts().value();
        QCOMPARE(stored.front().own.text, text("tea"));
        QCOMPARE(stored.front().own.textWord.id, text("t1"));
    }

    void whoAppearsOfflineShowsNeitherTypingNorAPointer()
    {
        World world;
        const PeerId watcher = world.registered(text("watcher"));
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(watcher, text("lobby"));
        world.subscribe(ann, text("lobby"));
        set(world, ann, PresenceStatus::Offline);
        world.forget();
        world.say(ann, SetTyping{text("lobby"), true});
        world.say(ann, MoveCursor{text("lobby"), {0.5, 0.5}});
        QVERIFY(world.events<TypingEvent>(watcher).empty());
        QVERIFY(world.events<CursorEvent>(watcher).empty());
        QVERIFY(world.subscribe(watcher, text("lobby")).typing.empty());
        set(world, ann, PresenceStatus::Online);
        world.say(ann, SetTyping{text("lobby"), true});
        world.say(ann, MoveCursor{text("lobby"), {0.5, 0.5}});
        QCOMPARE(world.events<TypingEvent>(watcher).size(), 1u);
        QCOMPARE(world.events<CursorEvent>(watcher).size(), 1u);
        world.forget();
        set(world, ann, PresenceStatus::Offline); // what is shown goes
        const auto typing = world.events<TypingEvent>(watcher);
        QCOMPARE(typing.size(), 1u);
        QVERIFY(!typing[0].active);
        QCOMPARE(world.events<CursorGone>(watcher).size(), 1u);
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

TEST_WITH_CORE_APPLICATION(tst_Presence)

} // namespace tst_presence

#include "tst_presence.moc"
