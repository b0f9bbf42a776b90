// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/store/checks.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_rooms {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_Rooms final : public QObject {
    Q_OBJECT

    static QStringList names(const RoomList &list)
    {
        QStringList names;
        for (const Room &room : list.rooms)
            names.push_back(room.id);
        return names;
    }
    static QStringList listed(World &world, PeerId peer) { return names(as<RoomList>(world.ask(peer, ListRooms{}))); }
    static Role roleOf(const Subscribed &state, const QString &user)
    {
        for (const Member &member : state.members) {
            if (member.presence.user == user)
                return member.role;
        }
        qFatal("not a member");
    }

private Q_SLOTS:
    void joiningAPublicRoomThatIsNotThereCreatesIt()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.forget();
        const RoomInfo made = as<RoomInfo>(world.ask(ann, JoinRoom{text("tea")}));
        QVERIFY(made.room.joined && !made.room.isPrivate);
        QCOMPARE(made.room.memberCount, 1);
        QCOMPARE(roleOf(world.subscribe(ann, text("tea")), text("ann")), Role::Owner);
        const auto seen = world.events<RoomInfo>(bob);
        QCOMPARE(seen.size(), 1u);
        QVERIFY(!seen[0].room.joined);
        QVERIFY(world.events<RoomInfo>(ann).empty()); // the answer is enough
    }

    void joiningAgainChangesNothing()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, JoinRoom{text("tea")});
        world.subscribe(ann, text("tea"));
        world.forget();
        QVERIFY(as<RoomInfo>(world.ask(ann, JoinRoom{text("tea")})).room.joined);
        QVERIFY(world.events<MemberJoined>(ann).empty());
        QCOMPARE(roleOf(world.subscribe(ann, text("tea")), text("ann")), Role::Owner);
    }

    void whatWasSaidBeforeSomebodyCameIsReadForThem()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, JoinRoom{text("tea")});
        world.post(ann, text("tea"), text("m1"));
        const PeerId bob = world.registered(text("bob"));
        const Room room = as<RoomInfo>(world.ask(bob, JoinRoom{text("tea")})).room;
        QCOMPARE(room.lastSeq, 1);
        QCOMPARE(room.readSeq, 1);
    }

    void membersHearOfWhoComesAndGoes()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.subscribe(ann, text("tea"));
        world.forget();
        world.ask(bob, JoinRoom{text("tea")});
        const auto came = world.events<MemberJoined>(ann);
        QCOMPARE(came.size(), 1u);
        QCOMPARE(came[0].member.presence.user, text("bob"));
        QCOMPARE(came[0].member.presence.status, PresenceStatus::Online);
        QVERIFY(is<RoomGone>(world.ask(bob, LeaveRoom{text("tea")})));
        const auto left = world.events<MemberLeft>(ann);
        QCOMPARE(left.size(), 1u);
        QCOMPARE(left[0].user, text("bob"));
    }

    void aNewAccountAppearsInTheLobby()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.subscribe(ann, text("lobby"));
        world.forget();
        world.registered(text("bob"));
        const auto came = world.events<MemberJoined>(ann);
        QCOMPARE(came.size(), 1u);
        QCOMPARE(came[0].member.presence.user, text("bob"));
        QCOMPARE(world.events<PresenceEvent>(ann).back().presence.status, PresenceStatus::Online);
    }

    void whoLeftHearsNothingMore()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId phone = world.signedIn(text("bob"));
        for (const PeerId peer : {bob, phone})
            world.subscribe(peer, text("lobby"));
        world.forget();
        world.ask(bob, LeaveRoom{text("lobby")});
        const auto told = world.events<RoomInfo>(phone);
        QCOMPARE(told.size(), 1u);
        QVERIFY(!told[0].room.joined);
        world.post(ann, text("lobby"), text("m1"));
        for (const PeerId peer : {bob, phone})
            QVERIFY(world.events<MessageEvent>(peer).empty() && world.events<Activity>(peer).empty());
        QCOMPARE(world.refusal(bob, SendMessage{text("lobby"), text("x"), text("x")}), ErrorCode::Forbidden);
        QCOMPARE(world.refusal(bob, Subscribe{text("lobby"), 0, {}, 50}), ErrorCode::Forbidden);
    }

    void aPrivateRoomIsSeenByItsMembersOnly()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.forget();
        QVERIFY(as<RoomInfo>(world.ask(ann, CreateRoom{text("den"), true})).room.isPrivate);
        QVERIFY(world.events<RoomInfo>(bob).empty());
        QCOMPARE(listed(world, bob), QStringList{text("lobby")});
        QCOMPARE(listed(world, ann), (QStringList{text("den"), text("lobby")}));
        QCOMPARE(world.refusal(bob, JoinRoom{text("den")}), ErrorCode::Forbidden);
        QCOMPARE(world.refusal(bob, Subscribe{text("den"), 0, {}, 50}), ErrorCode::NotFound);
        QCOMPARE(world.refusal(bob, SendMessage{text("den"), text("m"), text("m")}), ErrorCode::NotFound);
        QCOMPARE(world.refusal(bob, FetchHistory{text("den"), 10, 0, 50}), ErrorCode::NotFound);
    }

    void theOwnerLetsPeopleIn()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.registered(text("cy"));
        world.ask(ann, CreateRoom{text("den"), true});
        QCOMPARE(world.refusal(ann, Invite{text("den"), text("nobody")}), ErrorCode::NotFound);
        world.forget();
        QVERIFY(is<Done>(world.ask(ann, Invite{text("den"), text("BOB")})));
        const auto told = world.events<RoomInfo>(bob);
        QCOMPARE(told.size(), 1u);
        QVERIFY(!told[0].room.joined && told[0].room.isPrivate);
        QCOMPARE(told[0].room.invitedBy, text("ann"));
        QVERIFY(is<Done>(world.ask(ann, Invite{text("den"), text("bob")}))); // again: no change
        QCOMPARE(world.events<RoomInfo>(bob).size(), 1u);
        QCOMPARE(world.refusal(bob, Subscribe{text("den"), 0, {}, 50}), ErrorCode::NotFound);
        QVERIFY(is<RoomInfo>(world.ask(bob, AcceptInvitation{text("den")})));
        QCOMPARE(world.refusal(bob, Invite{text("den"), text("cy")}), ErrorCode::Forbidden);
        QVERIFY(is<Subscribed>(world.ask(bob, Subscribe{text("den"), 0, {}, 50})));
    }

    void aNameIsUsedOnce()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, CreateRoom{text("tea"), false});
        QCOMPARE(world.refusal(ann, CreateRoom{text("tea"), false}), ErrorCode::Conflict);
        QCOMPARE(world.refusal(ann, CreateRoom{text("lobby"), true}), ErrorCode::Conflict);
    }

    void theOldestMemberInheritsTheRoom()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        // Registered in this order, but cy is in the room longer than bob.
        const PeerId bob = world.registered(text("bob"));
        const PeerId cy = world.registered(text("cy"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.run(10);
        world.ask(ann, Invite{text("den"), text("cy")});
        world.ask(cy, AcceptInvitation{text("den")});
        world.run(10);
        world.ask(ann, Invite{text("den"), text("bob")});
        world.ask(bob, JoinRoom{text("den")}); // as a client does that does not know of invitations
        world.subscribe(bob, text("den"));
        world.forget();
        world.ask(ann, LeaveRoom{text("den")});
        const auto told = world.events<MemberJoined>(bob);
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].member.presence.user, text("cy"));
        QCOMPARE(told[0].member.role, Role::Owner);
        world.run(limits::LeftForMs);
        QVERIFY(is<Done>(world.ask(cy, Invite{text("den"), text("ann")})));
        world.ask(ann, AcceptInvitation{text("den")});
        world.restart();
        const PeerId again = world.signedIn(text("bob"));
        const Subscribed state = world.subscribe(again, text("den"));
        QCOMPARE(roleOf(state, text("cy")), Role::Owner);
        QCOMPARE(roleOf(state, text("ann")), Role::Member);
    }

    void aCalendarThatJumpsMakesNobodyTheOldestMember()
    {
        constexpr qint64 JumpMs = 100LL * 24 * 3600 * 1000;
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId cy = world.registered(text("cy"));
        world.ask(ann, JoinRoom{text("tea")});
        world.clock.stepWall(JumpMs);
        world.ask(cy, JoinRoom{text("tea")});
        world.clock.stepWall(-JumpMs);
        world.ask(bob, JoinRoom{text("tea")});
        world.ask(ann, LeaveRoom{text("tea")});
        const Subscribed state = world.subscribe(bob, text("tea"));
        QCOMPARE(roleOf(state, text("cy")), Role::Owner);
        QCOMPARE(roleOf(state, text("bob")), Role::Member);
    }

    void aRoomInWhichNothingWasSaidGoesWithItsLastMember()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.forget();
        QVERIFY(is<RoomGone>(world.ask(ann, LeaveRoom{text("tea")})));
        QCOMPARE(world.events<RoomGone>(bob).size(), 1u);
        QCOMPARE(listed(world, bob), QStringList{text("lobby")});
        world.restart();
        QCOMPARE(listed(world, world.signedIn(text("bob"))), QStringList{text("lobby")});
    }

    void aRoomWithHistoryStays()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.post(ann, text("tea"), text("m1"));
        world.ask(ann, LeaveRoom{text("tea")});
        QCOMPARE(as<RoomInfo>(world.ask(bob, JoinRoom{text("tea")})).room.lastSeq, 1);
        QCOMPARE(roleOf(world.subscribe(bob, text("tea")), text("bob")), Role::Owner);
    }

    void aPrivateRoomCanBeEnteredAgainByWhomItWasLeftLast()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.post(ann, text("den"), text("secret"));
        world.ask(ann, LeaveRoom{text("den")});
        world.restart();
        const PeerId bobAgain = world.signedIn(text("bob"));
        const PeerId annAgain = world.signedIn(text("ann"));
        Q_UNUSED(bob);
        QCOMPARE(world.refusal(bobAgain, JoinRoom{text("den")}), ErrorCode::Forbidden);
        QCOMPARE(listed(world, bobAgain), QStringList{text("lobby")});
        QCOMPARE(listed(world, annAgain), (QStringList{text("lobby"), text("den")}));
        QVERIFY(as<RoomInfo>(world.ask(annAgain, JoinRoom{text("den")})).room.joined);
        QCOMPARE(roleOf(world.subscribe(annAgain, text("den")), text("ann")), Role::Owner);
    }

    void theLobbyHasNoOwnerAndStays()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, LeaveRoom{text("lobby")});
        QCOMPARE(listed(world, ann), QStringList{text("lobby")});
        world.ask(ann, JoinRoom{text("lobby")});
        QCOMPARE(roleOf(world.subscribe(ann, text("lobby")), text("ann")), Role::Member);
    }

    void nobodyIsInMoreRoomsThanTheLimit()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        for (int i = 1; i < limits::MaxRoomsPerAccount; ++i) {
            QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{QStringLiteral("room %1").arg(i)})));
            world.run(10'000); // at its rate
        }
        QCOMPARE(world.refusal(ann, JoinRoom{text("one more")}), ErrorCode::TooLarge);
        QCOMPARE(world.refusal(ann, CreateRoom{text("one more"), true}), ErrorCode::TooLarge);
        world.ask(bob, JoinRoom{text("theirs")});
        QCOMPARE(world.refusal(ann, JoinRoom{text("theirs")}), ErrorCode::TooLarge);
        QVERIFY(is<Done>(world.ask(bob, Invite{text("theirs"), text("ann")})));
        QCOMPARE(world.refusal(ann, AcceptInvitation{text("theirs")}), ErrorCode::TooLarge);
        world.ask(ann, LeaveRoom{text("room 7")});
        QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{text("theirs")})));
    }

    void anInvitationWaitsForItsAnswer()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.subscribe(ann, text("tea"));
        world.forget();
        QVERIFY(is<Done>(world.ask(ann, Invite{text("tea"), text("bob")})));
        QVERIFY(world.events<MemberJoined>(ann).empty());
        QCOMPARE(world.events<RoomInfo>(bob).back().room.invitedBy, text("ann"));
        world.restart();
        bob = world.signedIn(text("bob"));
        const auto rooms = as<RoomList>(world.ask(bob, ListRooms{})).rooms;
        QCOMPARE(rooms[1].id, text("tea"));
        QCOMPARE(rooms[1].invitedBy, text("ann"));
        const auto joined = as<RoomInfo>(world.ask(bob, AcceptInvitation{text("tea")})).room;
        QVERIFY(joined.joined && joined.invitedBy.isEmpty());
        // Who left is not put back, and not invited any more either.
        world.ask(bob, LeaveRoom{text("tea")});
        QCOMPARE(world.refusal(bob, AcceptInvitation{text("tea")}), ErrorCode::NotFound);
        QCOMPARE(world.refusal(bob, AcceptInvitation{text("nowhere")}), ErrorCode::NotFound); // it makes no room
    }

    void whoDeclinedIsLeftInPeaceForAWeek()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId phone = world.signedIn(text("bob"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.ask(ann, Invite{text("den"), text("bob")});
        world.forget();
        QVERIFY(is<Done>(world.ask(bob, DeclineInvitation{text("den")})));
        QCOMPARE(world.events<RoomGone>(bob).size(), 1u);
        QCOMPARE(world.events<RoomGone>(phone).size(), 1u);
        QVERIFY(is<Done>(world.ask(phone, DeclineInvitation{text("den")}))); // as a device that was slower
        QCOMPARE(world.refusal(bob, JoinRoom{text("den")}), ErrorCode::Forbidden);
        QCOMPARE(world.refusal(ann, Invite{text("den"), text("bob")}), ErrorCode::RateLimited);
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        QCOMPARE(world.refusal(again, Invite{text("den"), text("bob")}), ErrorCode::RateLimited);
        world.clock.stepWall(limits::DeclinedForMs); // a calendar that jumps is no week
        QCOMPARE(world.refusal(again, Invite{text("den"), text("bob")}), ErrorCode::RateLimited);
        world.clock.stepWall(-2 * limits::DeclinedForMs);
        QCOMPARE(world.refusal(again, Invite{text("den"), text("bob")}), ErrorCode::RateLimited);
        world.run(limits::DeclinedForMs + 3'600'000); // of service, which is kept by the hour
        QVERIFY(is<Done>(world.ask(again, Invite{text("den"), text("bob")})));
        const PeerId back = world.signedIn(text("bob"));
        QVERIFY(as<RoomInfo>(world.ask(back, AcceptInvitation{text("den")})).room.joined);
    }

    // Whoever asks: it is the room that they have said no to.
    void aDeclinedInvitationIsPutBackByNobody()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId cy = world.registered(text("cy"));
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(cy, JoinRoom{text("tea")});
        world.ask(ann, Invite{text("tea"), text("bob")});
        world.ask(bob, DeclineInvitation{text("tea")});
        for (const PeerId sender : {ann, cy})
            QCOMPARE(world.refusal(sender, Invite{text("tea"), text("bob")}), ErrorCode::RateLimited);
        world.ask(ann, LeaveRoom{text("tea")});
        QCOMPARE(world.refusal(cy, Invite{text("tea"), text("bob")}), ErrorCode::RateLimited);
    }

    // Who left a room was asked back into it the same moment, as often as they left.
    void whoLeftIsNotAskedBackAtOnce()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(bob, JoinRoom{text("tea")});
        world.ask(bob, LeaveRoom{text("tea")});
        QCOMPARE(world.refusal(ann, Invite{text("tea"), text("bob")}), ErrorCode::RateLimited);
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        const PeerId guest = world.signedIn(text("bob"));
        QCOMPARE(world.refusal(again, Invite{text("tea"), text("bob")}), ErrorCode::RateLimited);
        QVERIFY(is<RoomInfo>(world.ask(guest, JoinRoom{text("tea")}))); // they may come back by themselves
        world.ask(guest, LeaveRoom{text("tea")});
        world.run(limits::LeftForMs + 1);
        QVERIFY(is<Done>(world.ask(again, Invite{text("tea"), text("bob")})));
    }

    void roomsThatWereLeftAreKeptInMindOnlySoOften()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        constexpr int Most = int(Invitations::MaxLeftKept);
        for (int i = 0; i <= Most; ++i) {
            const QString room = QStringLiteral("room %1").arg(i);
            world.run(10'000); // at their rate
            world.ask(ann, JoinRoom{room});
            world.ask(bob, JoinRoom{room});
            world.ask(bob, LeaveRoom{room});
        }
        for (int run = 0; run < 2; ++run) {
            const auto kept = world.database.database().value(QStringLiteral("SELECT count(*) FROM invitation"));
            VERIFY_OK(kept);
            QCOMPARE(kept.value().toInt(), Most);
            const PeerId host = world.signedIn(text("ann"));
            QCOMPARE(world.refusal(host, Invite{text("room 1"), text("bob")}), ErrorCode::RateLimited);
            world.restart();
        }
        QVERIFY(is<Done>(world.ask(world.signedIn(text("ann")), Invite{text("room 0"), text("bob")})));
    }

    // One room after the other was a way to ask the same person again and again.
    void whoDeclinedThreeTimesIsNotAskedByThatSenderAgain()
    {
        World world;
        PeerId ann = world.registered(text("ann"));
        PeerId bob = world.registered(text("bob"));
        world.registered(text("cy"));
        const auto make = [&world, &ann](const char *room) { world.ask(ann, CreateRoom{text(room), false}); };
        for (const char *room : {"a", "b", "c", "d", "e"})
            make(room);
        world.ask(ann, Invite{text("a"), text("bob")});
        world.ask(bob, DeclineInvitation{text("a")});
        world.ask(ann, Invite{text("b"), text("bob")});
        world.ask(ann, Invite{text("c"), text("bob")});
        world.begin(bob, DeclineInvitation{text("b")}); // in one turn
        world.begin(bob, DeclineInvitation{text("c")});
        world.scheduler.settle();
        QCOMPARE(world.refusal(ann, Invite{text("d"), text("bob")}), ErrorCode::RateLimited);
        QVERIFY(is<Done>(world.ask(ann, Invite{text("d"), text("cy")}))); // others may be asked
        world.restart();
        ann = world.signedIn(text("ann"));
        bob = world.signedIn(text("bob"));
        world.run(2 * limits::DeclinedForMs); // for good
        QCOMPARE(world.refusal(ann, Invite{text("d"), text("bob")}), ErrorCode::RateLimited);
        const PeerId cy = world.signedIn(text("cy"));
        world.ask(cy, AcceptInvitation{text("d")});
        QVERIFY(is<Done>(world.ask(cy, Invite{text("d"), text("bob")}))); // and others may ask
        // Until they ask that one themselves.
        world.ask(bob, CreateRoom{text("of bob"), false});
        QVERIFY(is<Done>(world.ask(bob, Invite{text("of bob"), text("ann")})));
        QVERIFY(is<Done>(world.ask(ann, Invite{text("e"), text("bob")})));
    }

    void whoTakesAnInvitationHasNotDeclinedTheEarlierOnesForGood()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        for (const char *room : {"a", "b", "c", "d", "e"}) {
            world.ask(ann, CreateRoom{text(room), false});
            QVERIFY(is<Done>(world.ask(ann, Invite{text(room), text("bob")})));
            if (text(room) == text("c"))
                world.ask(bob, AcceptInvitation{text(room)});
            else
                world.ask(bob, DeclineInvitation{text(room)});
        }
        world.ask(ann, CreateRoom{text("f"), false});
        QVERIFY(is<Done>(world.ask(ann, Invite{text("f"), text("bob")})));
        world.store.full = true; // what did not happen is not counted
        QCOMPARE(world.refusal(bob, DeclineInvitation{text("f")}), ErrorCode::StorageFull);
        world.store.full = false;
        world.ask(ann, CreateRoom{text("g"), false});
        QVERIFY(is<Done>(world.ask(ann, Invite{text("g"), text("bob")})));
    }

    void nobodyIsBuriedUnderInvitations()
    {
        World world;
        const PeerId bob = world.registered(text("bob"));
        int asked = 0;
        for (int sender = 0; sender < 12; ++sender) {
            const QString name = QStringLiteral("sender%1").arg(sender);
            const PeerId peer = world.registered(name);
            for (int i = 0; i < limits::MaxInvitationsBySender + 2; ++i) {
                const QString room = QStringLiteral("%1 %2").arg(name).arg(i);
                world.ask(peer, CreateRoom{room, true});
                asked += is<Done>(world.ask(peer, Invite{room, text("bob")})) ? 1 : 0;
            }
            QVERIFY(asked <= (sender + 1) * limits::MaxInvitationsBySender);
        }
        QCOMPARE(asked, limits::MaxInvitations);
        QVERIFY(is<RoomInfo>(world.ask(bob, JoinRoom{text("mine")}))); // and they are in no room for that
        world.ask(bob, DeclineInvitation{text("sender0 0")});
        const PeerId last = world.signedIn(text("sender11"));
        QVERIFY(is<Done>(world.ask(last, Invite{text("sender11 0"), text("bob")})));
    }

    // What is on its way to the disk counts as much as what is there.
    void manyInvitationsOfOneTurnAreBoundedToo()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        std::vector<quint64> requests;
        for (int i = 0; i < 3 * limits::MaxInvitationsBySender; ++i)
            world.ask(ann, CreateRoom{QStringLiteral("den %1").arg(i), true});
        for (int i = 0; i < 3 * limits::MaxInvitationsBySender; ++i)
            requests.push_back(world.begin(ann, Invite{QStringLiteral("den %1").arg(i), text("bob")}));
        world.run(10);
        int asked = 0;
        for (const quint64 request : requests)
            asked += is<Done>(world.answer(ann, request)) ? 1 : 0;
        QCOMPARE(asked, limits::MaxInvitationsBySender);
        int waiting = 0;
        for (const Room &room : as<RoomList>(world.ask(bob, ListRooms{})).rooms)
            waiting += room.invitedBy == text("ann") ? 1 : 0;
        QCOMPARE(waiting, asked);
    }

    // However many people there are to be asked: some of them have to answer first.
    void nobodyAsksTheWholeServer()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.registered(text("guest0"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.store.full = true; // what never was there is not counted
        for (int i = 0; i < 20; ++i)
            QCOMPARE(world.refusal(ann, Invite{text("den"), text("guest0")}), ErrorCode::StorageFull);
        world.store.full = false;
        for (int i = 1; i <= limits::MaxInvitationsMade; ++i) {
            world.run(10'000); // as fast as accounts are made
            world.gone(world.registered(QStringLiteral("guest%1").arg(i)));
        }
        for (int i = 0; i < limits::MaxInvitationsMade; ++i) {
            world.run(5'000); // as fast as an account may ask
            QVERIFY(is<Done>(world.ask(ann, Invite{text("den"), QStringLiteral("guest%1").arg(i)})));
        }
        const QString last = QStringLiteral("guest%1").arg(limits::MaxInvitationsMade);
        QCOMPARE(world.refusal(ann, Invite{text("den"), last}), ErrorCode::RateLimited);
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        QCOMPARE(world.refusal(again, Invite{text("den"), last}), ErrorCode::RateLimited);
        world.ask(world.signedIn(text("guest0")), AcceptInvitation{text("den")});
        QVERIFY(is<Done>(world.ask(again, Invite{text("den"), last})));
    }

    // A flood of answers waits as any other.
    void answersCountAsWhatTheyCost()
    {
        World world;
        const PeerId bob = world.registered(text("bob"));
        int taken = 0;
        while (taken < RequestBurst && is<Done>(world.ask(bob, DeclineInvitation{text("nowhere")})))
            ++taken;
        QVERIFY(taken >= 100 && taken <= RequestBurst / 10);
        QCOMPARE(world.refusal(bob, AcceptInvitation{text("nowhere")}), ErrorCode::RateLimited);
    }

    void aFullDiskChangesNoInvitation()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.ask(ann, Invite{text("den"), text("bob")});
        world.forget();
        world.store.full = true;
        QCOMPARE(world.refusal(bob, DeclineInvitation{text("den")}), ErrorCode::StorageFull);
        QCOMPARE(world.refusal(bob, AcceptInvitation{text("den")}), ErrorCode::StorageFull);
        QVERIFY(world.events<RoomGone>(bob).empty());
        world.store.full = false;
        QVERIFY(as<RoomInfo>(world.ask(bob, AcceptInvitation{text("den")})).room.joined);
    }

    void anInvitationGoesWithItsRoom()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, CreateRoom{text("den"), true});
        world.ask(ann, Invite{text("den"), text("bob")});
        world.forget();
        world.ask(ann, LeaveRoom{text("den")}); // nothing was said in it
        QCOMPARE(world.events<RoomGone>(bob).size(), 1u);
        QCOMPARE(listed(world, bob), QStringList{text("lobby")});
        QCOMPARE(world.refusal(bob, AcceptInvitation{text("den")}), ErrorCode::NotFound);
    }

    void whoMadeAsManyRoomsAsOneMayGivesUpAnEmptyOneForTheNext()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(bob, JoinRoom{text("of bob")});
        world.post(bob, text("of bob"), text("b"));
        world.ask(bob, LeaveRoom{text("of bob")});
        for (int i = 1; i <= limits::MaxRoomsPerAccount; ++i) {
            const QString name = QStringLiteral("room %1").arg(i);
            QVERIFY(is<RoomInfo>(world.ask(ann, CreateRoom{name, false})));
            world.post(ann, name, QStringLiteral("a%1").arg(i));
            if (i != 2) // the one in which the least is said
                world.post(ann, name, QStringLiteral("b%1").arg(i));
            world.ask(ann, LeaveRoom{name});
            world.run(10'000); // at its rate
        }
        QCOMPARE(listed(world, bob).size(), limits::MaxRoomsPerAccount + 2);
        world.restart(); // it is not forgotten
        const PeerId again = world.signedIn(text("ann"));
        const PeerId friendOfHers = world.signedIn(text("bob"));
        world.forget();
        QVERIFY(is<RoomInfo>(world.ask(again, CreateRoom{text("one more"), false})));
        QCOMPARE(world.events<RoomGone>(friendOfHers), std::vector<RoomGone>{{text("room 2")}});
        const QStringList left = listed(world, friendOfHers);
        QCOMPARE(left.size(), limits::MaxRoomsPerAccount + 2);
        QVERIFY(left.contains(text("of bob")) && !left.contains(text("room 2")));
    }

    void noRoomWithPeopleInItEndsForANewOne()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, LeaveRoom{text("lobby")});
        for (int i = 1; i <= limits::MaxRoomsPerAccount; ++i) {
            const QString name = QStringLiteral("room %1").arg(i);
            QVERIFY(is<RoomInfo>(world.ask(ann, CreateRoom{name, false})));
            world.run(10'000); // at its rate
            if (i > 1)
                continue;
            world.ask(bob, JoinRoom{name});
            world.ask(ann, LeaveRoom{name});
        }
        QCOMPARE(world.refusal(ann, CreateRoom{text("one more"), false}), ErrorCode::TooLarge);
        QVERIFY(is<RoomInfo>(world.ask(bob, CreateRoom{text("one more"), false}))); // it is hers to give up, not his
    }

    // Who enters it in the same turn keeps it; another one ends.
    void noRoomEndsThatSomebodyIsAboutToEnter()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        for (int i = 1; i <= limits::MaxRoomsPerAccount; ++i) {
            const QString name = QStringLiteral("room %1").arg(i);
            QVERIFY(is<RoomInfo>(world.ask(ann, CreateRoom{name, false})));
            world.post(ann, name, QStringLiteral("a%1").arg(i));
            if (i > 2)
                world.post(ann, name, QStringLiteral("b%1").arg(i));
            if (i <= 3)
                world.ask(ann, LeaveRoom{name});
            world.run(10'000); // at its rate
        }
        const quint64 joined = world.begin(bob, JoinRoom{text("room 1")});
        const quint64 made = world.begin(ann, CreateRoom{text("one more"), false});
        const quint64 late = world.begin(bob, JoinRoom{text("room 2")}); // it has ended: a new one of the same name
        world.scheduler.settle();
        QVERIFY(is<RoomInfo>(world.answer(bob, joined)));
        QVERIFY(is<RoomInfo>(world.answer(ann, made)));
        QCOMPARE(as<RoomInfo>(world.answer(bob, late)).room.lastSeq, Seq(1));
        QCOMPARE(world.subscribe(bob, text("room 1")).page.messages.size(), 1u);
        QVERIFY(world.subscribe(bob, text("room 2")).page.messages.empty());
        QVERIFY(listed(world, ann).contains(text("room 3")));
    }

    void newRoomsAndInvitationsHaveARate()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.registered(text("bob"));
        int made = 0;
        while (is<RoomInfo>(world.ask(ann, CreateRoom{QStringLiteral("room %1").arg(made), false})))
            ++made;
        QCOMPARE(made, 100);
        QCOMPARE(world.refusal(ann, JoinRoom{text("one more")}), ErrorCode::RateLimited);
        QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{text("lobby")}))); // one that is there
        world.run(10'000);
        QVERIFY(is<RoomInfo>(world.ask(ann, JoinRoom{text("one more")})));
        int asked = 0;
        while (world.refusal(ann, Invite{text("one more"), QStringLiteral("nobody%1").arg(asked)}) ==
               ErrorCode::NotFound)
            ++asked;
        QCOMPARE(asked, 100);
        QCOMPARE(world.refusal(ann, Invite{text("one more"), text("bob")}), ErrorCode::RateLimited);
        world.run(5'000);
        QVERIFY(is<Done>(world.ask(ann, Invite{text("one more"), text("bob")})));
    }

    // More accounts were a way to make more rooms than one account may.
    void newRoomsHaveARateForTheirAddressToo()
    {
        World world;
        int made = 0;
        for (int account = 0; account <= Rooms::AddressBurst / 100; ++account) {
            const PeerId peer = world.registered(QStringLiteral("user%1").arg(account));
            for (int i = 0; i < 100; ++i)
                made += is<RoomInfo>(world.ask(peer, CreateRoom{QStringLiteral("room %1").arg(made), false})) ? 1 : 0;
        }
        QCOMPARE(made, Rooms::AddressBurst);
        const PeerId elsewhere = world.open(text("10.0.0.2"));
        world.ask(elsewhere,
                  Hello{1, text("test/1"), {}, {Auth::Method::Register, text("bob"), text("correct horse")}});
        QVERIFY(is<RoomInfo>(world.ask(elsewhere, CreateRoom{text("of bob"), false})));
    }

    void oneAddressMakesOnlySoManyOfTheRooms()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const auto others = world.database.database().run(
            QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT ?) "
                           "INSERT INTO room(id, private, last_seq, created, keeper, made_from) "
                           "SELECT 'r'||i, 0, 0, 0, 0, '10.0.0.1' FROM n"),
            {Rooms::MaxRoomsPerAddress - 1});
        VERIFY_OK(others);
        VERIFY_OK(world.database.database().run(
            QStringLiteral("INSERT INTO member SELECT id, 1, 0, 0, 0 FROM room WHERE id<>'lobby' AND id<>'r7'")));
        world.gone(ann);
        world.restart();
        const PeerId bob = world.registered(text("bob"));
        QVERIFY(is<RoomInfo>(world.ask(bob, CreateRoom{text("last"), false})));
        world.restart(); // it is not forgotten
        const PeerId again = world.signedIn(text("bob"));
        QVERIFY(is<RoomInfo>(world.ask(again, CreateRoom{text("in its place"), false})));
        QCOMPARE(world.refusal(again, FetchHistory{text("r7"), 0, 1, 50}), ErrorCode::NotFound); // an empty one ended
        QCOMPARE(world.refusal(again, CreateRoom{text("one more"), false}), ErrorCode::TooLarge);
        const PeerId elsewhere = world.open(text("10.0.0.2"));
        world.ask(elsewhere,
                  Hello{1, text("test/1"), {}, {Auth::Method::Password, text("bob"), text("correct horse")}});
        QVERIFY(is<RoomInfo>(world.ask(elsewhere, CreateRoom{text("one more"), false})));
    }

    void aRoomThatEndedGivesNoNumberTwice()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, CreateRoom{text("tea"), false});
        for (const char *id : {"t1", "t2", "t3"})
            world.post(ann, text("tea"), text(id));
        VERIFY_OK(world.store.dropRoom(text("tea")));
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        QVERIFY(!listed(world, again).contains(text("tea")));
        const Room made = as<RoomInfo>(world.ask(again, CreateRoom{text("tea"), true})).room;
        QCOMPARE(made.lastSeq, Seq(3));
        QCOMPARE(made.readSeq, Seq(3));
        const Subscribed empty = world.subscribe(again, text("tea"), 3);
        QVERIFY(empty.page.messages.empty() && empty.page.reachesStart && empty.page.reachesEnd);
        const HistoryPage none = as<HistoryResult>(world.ask(again, FetchHistory{text("tea"), 0, 1, 50})).page;
        QVERIFY(none.messages.empty() && none.reachesStart && none.reachesEnd);
        QCOMPARE(world.post(again, text("tea"), text("t4")).seq, Seq(4));
        const Subscribed state = world.subscribe(again, text("tea"));
        QCOMPARE(state.page.messages.size(), 1u);
        QVERIFY(state.page.reachesStart);
    }

    void ownRoomsAreListedFirst()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("a")});
        world.ask(ann, JoinRoom{text("b")});
        world.ask(bob, JoinRoom{text("z")});
        QCOMPARE(listed(world, bob), (QStringList{text("lobby"), text("z"), text("a"), text("b")}));
    }

    void aFullDiskChangesNothing()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.run(1'000);
        world.store.full = true;
        QCOMPARE(world.refusal(bob, JoinRoom{text("tea")}), ErrorCode::StorageFull);
        QCOMPARE(world.refusal(bob, JoinRoom{text("new")}), ErrorCode::StorageFull);
        QCOMPARE(world.refusal(ann, LeaveRoom{text("tea")}), ErrorCode::StorageFull);
        QCOMPARE(world.refusal(ann, Invite{text("tea"), text("bob")}), ErrorCode::StorageFull);
        QCOMPARE(world.refusal(bob, Subscribe{text("tea"), 0, {}, 50}), ErrorCode::Forbidden);
        QCOMPARE(world.subscribe(ann, text("tea")).members.size(), 1u);
        world.store.full = false;
        QVERIFY(is<RoomInfo>(world.ask(bob, JoinRoom{text("tea")})));
        QCOMPARE(world.troubles, (std::vector<QString>{text("The disk is full."), QString()}));
    }
};

TEST_WITH_CORE_APPLICATION(tst_Rooms)

} // namespace tst_rooms

#include "tst_rooms.moc"
