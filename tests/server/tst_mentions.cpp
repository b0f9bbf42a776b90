// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_mentions {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

SendMessage naming(const char *clientId, const Mentions &mentions)
{
    return {text("lobby"), text(clientId), text("hear, hear"), {}, mentions};
}

} // namespace

class tst_Mentions final : public QObject {
    Q_OBJECT

    /// Ann, Bob and Cid are in the lobby, which Bob looks at; Dora has an account and left it.
    struct Scene {
        Scene()
        {
            world.capabilities = {QString(capability::Changes)};
            ann = world.registered(text("Ann"));
            bob = world.registered(text("bob"));
            cid = world.registered(text("cid"));
            const PeerId dora = world.registered(text("dora"));
            world.ask(dora, LeaveRoom{text("lobby")});
            world.subscribe(bob, text("lobby"));
            world.run(1'000);
            world.forget();
        }
        Message last(PeerId peer) { return world.subscribe(peer, text("lobby")).page.messages.back(); }
        /// What that link heard last of how much is unread there; -1: nothing.
        int told(PeerId peer)
        {
            world.run(1'000);
            const auto heard = world.events<RoomInfo>(peer);
            return heard.empty() ? -1 : heard.back().room.mentions;
        }
        int listed(PeerId peer)
        {
            const auto rooms = as<RoomList>(world.ask(peer, ListRooms{})).rooms;
            return rooms.empty() ? -1 : rooms.front().mentions;
        }

        World world;
        PeerId ann = 0;
        PeerId bob = 0;
        PeerId cid = 0;
    };

private Q_SLOTS:
    void onlyMembersAreMeantEachOnce()
    {
        Scene s;
        const Mentions asked{{text("nobody"), text("dora"), text("BOB"), text("bob"), text("Ann")}, false};
        QVERIFY(is<Ack>(s.world.ask(s.ann, naming("a1", asked))));
        const Mentions kept{{text("Ann"), text("bob")}, false};
        QVERIFY(s.world.events<MessageEvent>(s.bob).at(0).message.mentions == kept);
        QVERIFY(s.last(s.cid).mentions == kept);
        s.world.restart();
        QVERIFY(s.last(s.world.signedIn(text("cid"))).mentions == kept);
    }

    void thoseWhoAreMeantAreTold()
    {
        Scene s;
        s.world.ask(s.ann, naming("a1", {{text("bob")}, false}));
        QCOMPARE(s.told(s.bob), 1); // also where the room is looked at
        QCOMPARE(s.told(s.cid), -1);
        QCOMPARE(s.world.events<Activity>(s.cid).size(), 1u);
        QCOMPARE(s.listed(s.bob), 1);
        QCOMPARE(s.listed(s.cid), 0);
        s.world.ask(s.ann, naming("a2", {{}, true}));
        QCOMPARE(s.told(s.bob), 2);
        QCOMPARE(s.told(s.cid), 1);
        QCOMPARE(s.listed(s.ann), 0); // one's own mean others
        s.world.restart();
        QCOMPARE(s.listed(s.world.signedIn(text("bob"))), 2);
        QCOMPARE(s.listed(s.world.signedIn(text("Ann"))), 0);
    }

    // Read on one device, it is read on all of them.
    void whatIsReadFallsAway()
    {
        Scene s;
        const PeerId other = s.world.signedIn(text("bob"));
        s.world.ask(s.ann, naming("a1", {{text("bob")}, false}));
        s.world.ask(s.ann, naming("a2", {{text("bob")}, false}));
        QCOMPARE(s.told(other), 2);
        s.world.forget();
        s.world.ask(s.bob, MarkRead{text("lobby"), 1});
        QCOMPARE(s.told(other), 1);
        QCOMPARE(s.told(s.bob), 1);
        s.world.ask(other, MarkRead{text("lobby"), 2});
        QCOMPARE(s.told(s.bob), 0);
        QCOMPARE(s.listed(other), 0);
        // The only device hears it, too.
        s.world.ask(s.ann, naming("a3", {{text("cid")}, false}));
        QCOMPARE(s.told(s.cid), 1);
        s.world.ask(s.cid, MarkRead{text("lobby"), 3});
        QCOMPARE(s.told(s.cid), 0);
    }

    void anEditMeansOthers()
    {
        Scene s;
        const Ack sent = as<Ack>(s.world.ask(s.ann, naming("a1", {{text("bob")}, false})));
        QCOMPARE(s.told(s.bob), 1);
        const EditMessage edit{text("lobby"),
                               text("e1"),
                               sent.id,
                               text("epoch-1"),
                               0,
                               text("cid!"),
                               {{text("cid"), text("nobody")}, false}};
        const Ack done = as<Ack>(s.world.ask(s.ann, edit));
        QVERIFY(done.rev > 0);
        const Mentions kept{{text("cid")}, false};
        QVERIFY(s.world.events<MessageChanged>(s.bob).back().mentions == kept);
        QCOMPARE(s.told(s.bob), 0);
        QCOMPARE(s.told(s.cid), 1);
        QVERIFY(s.last(s.cid).mentions == kept);
        QVERIFY(as<Ack>(s.world.ask(s.ann, edit)) == done); // the same again
        s.world.restart();
        QCOMPARE(s.listed(s.world.signedIn(text("cid"))), 1);
        QCOMPARE(s.listed(s.world.signedIn(text("bob"))), 0);
    }

    void aDeletionTakesThemAway()
    {
        Scene s;
        const Ack sent = as<Ack>(s.world.ask(s.ann, naming("a1", {{text("bob")}, true})));
        QCOMPARE(s.told(s.bob), 1);
        QVERIFY(is<Ack>(s.world.ask(s.ann, DeleteMessage{text("lobby"), text("d1"), sent.id})));
        QCOMPARE(s.told(s.bob), 0);
        QCOMPARE(s.told(s.cid), 0);
        QVERIFY(s.last(s.cid).mentions.isEmpty());
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        QCOMPARE(s.listed(again), 0);
        QVERIFY(s.last(again).mentions.isEmpty());
    }

    // The words are what a client id stands for: who is in the room may be others by now.
    void theSameIsAcknowledgedWhoeverIsThereNow()
    {
        Scene s;
        const SendMessage said = naming("a1", {{text("bob"), text("cid")}, false});
        const Ack first = as<Ack>(s.world.ask(s.ann, said));
        s.world.ask(s.cid, LeaveRoom{text("lobby")});
        QVERIFY(as<Ack>(s.world.ask(s.ann, said)) == first);
        s.world.restart();
        QVERIFY(as<Ack>(s.world.ask(s.world.signedIn(text("Ann")), said)) == first);
    }

    // Nobody needs to know how many hundreds they are, and nothing grows with them.
    void theyAreCountedUpToABound()
    {
        Scene s;
        for (int i = 0; i < int(MaxNamings) + 20; ++i)
            s.world.ask(s.ann, naming(qPrintable(QString::number(i)), {{text("cid")}, false}));
        QCOMPARE(s.listed(s.cid), int(MaxNamings));
        s.world.restart();
        QCOMPARE(s.listed(s.world.signedIn(text("cid"))), int(MaxNamings));
    }
};

TEST_WITH_CORE_APPLICATION(tst_Mentions)

} // namespace tst_mentions

#include "tst_mentions.moc"
