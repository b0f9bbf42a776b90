// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_replies {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

SendMessage answering(const QString &id, const char *clientId, const char *words = "yes")
{
    return {text("lobby"), text(clientId), text(words), id};
}

} // namespace

class tst_Replies final : public QObject {
    Q_OBJECT

    /// A message of ann's in the lobby, which bob sees.
    struct Scene {
        Scene()
        {
            world.capabilities = {QString(capability::Changes)};
            ann = world.registered(text("ann"));
            bob = world.registered(text("bob"));
            first = world.post(ann, text("lobby"), text("m1"));
            world.subscribe(bob, text("lobby"));
            world.forget();
        }
        std::vector<Message> page(PeerId peer) { return world.subscribe(peer, text("lobby")).page.messages; }

        World world;
        PeerId ann = 0;
        PeerId bob = 0;
        Ack first;
    };

private Q_SLOTS:
    void whereverItStandsItSaysWhatItAnswers()
    {
        Scene s;
        const RepliedMessage replied{s.first.id, 1, text("ann")};
        const Ack ack = as<Ack>(s.world.ask(s.bob, answering(s.first.id, "b1")));
        QCOMPARE(ack.seq, Seq(2));
        const auto heard = s.world.events<MessageEvent>(s.bob);
        QCOMPARE(heard.size(), 1u);
        QVERIFY(heard[0].message.replyTo == replied);
        QVERIFY(s.page(s.ann).at(1) == heard[0].message);
        QVERIFY(s.page(s.ann).at(0).replyTo == RepliedMessage());
        const HistoryPage before = as<HistoryResult>(s.world.ask(s.ann, FetchHistory{text("lobby"), 3, 0, 1})).page;
        QVERIFY(before.messages.at(0).replyTo == replied);
        // And when it changes.
        const EditMessage edit{text("lobby"), text("e1"), ack.id, text("epoch-1"), 0, text("no")};
        QVERIFY(is<Ack>(s.world.ask(s.bob, edit)));
        EditMessage unseen = edit;
        unseen.clientId = text("e2");
        QVERIFY(as<Failure>(s.world.ask(s.bob, unseen)).current.replyTo == replied);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        const ChangeList changed =
            as<ChangeList>(s.world.ask(again, FetchChanges{text("lobby"), text("epoch-1"), 0, 1, 50}));
        QVERIFY(changed.messages.at(0).replyTo == replied);
        // A deleted one keeps it, and so does the answer to a deleted one.
        s.world.ask(again, DeleteMessage{text("lobby"), text("d1"), ack.id});
        const PeerId ann = s.world.signedIn(text("ann"));
        s.world.ask(ann, DeleteMessage{text("lobby"), text("d2"), s.first.id});
        QVERIFY(s.page(again).at(1).replyTo == replied);
        QVERIFY(s.page(again).at(1).text.isEmpty());
        QCOMPARE(as<Ack>(s.world.ask(again, answering(s.first.id, "b2"))).seq, Seq(3));
        QVERIFY(s.page(again).at(2).replyTo == replied);
    }

    // The words are not lost for it, and nobody learns what is elsewhere.
    void anIdThatIsNotInTheRoomIsKeptByItself()
    {
        Scene s;
        s.world.ask(s.ann, CreateRoom{text("hers"), true});
        const QString secret = s.world.post(s.ann, text("hers"), text("h1")).id;
        for (const QString &id : {text("nothing"), secret}) {
            const Ack ack = as<Ack>(s.world.ask(s.bob, answering(id, id == secret ? "b2" : "b1")));
            QVERIFY(ack.seq > 1);
            QVERIFY(s.world.events<MessageEvent>(s.bob).back().message.replyTo == RepliedMessage{id});
            QVERIFY(s.page(s.bob).at(std::size_t(ack.seq) - 1).replyTo == RepliedMessage{id});
        }
    }

    void whatAnsweredAnEndedRoomHasNoPlaceInTheNext()
    {
        Scene s;
        s.world.ask(s.ann, JoinRoom{text("tea")});
        const QString old = s.world.post(s.ann, text("tea"), text("t1")).id;
        QVERIFY(s.world.hub->carryOut({0, OperatorOrder::What::RemoveRoom, text("tea"), {}}).ok());
        s.world.ask(s.ann, JoinRoom{text("tea")});
        SendMessage late = answering(old, "t2");
        late.room = text("tea");
        QCOMPARE(as<Ack>(s.world.ask(s.ann, late)).seq, Seq(2));
        QVERIFY(s.world.subscribe(s.ann, text("tea")).page.messages.at(0).replyTo == RepliedMessage{old});
    }

    void itIsPartOfWhatAClientIdStandsFor()
    {
        Scene s;
        const QString second = s.world.post(s.ann, text("lobby"), text("m2")).id;
        const Ack first = as<Ack>(s.world.ask(s.bob, answering(s.first.id, "b1")));
        const auto all = [&](PeerId peer) {
            QVERIFY(as<Ack>(s.world.ask(peer, answering(s.first.id, "b1"))) == first);
            QCOMPARE(s.world.refusal(peer, answering(second, "b1")), ErrorCode::Conflict);
            QCOMPARE(s.world.refusal(peer, answering({}, "b1")), ErrorCode::Conflict);
        };
        all(s.bob);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        all(again);
        // Also when the message does not say it any more, since it changed.
        s.world.ask(again, EditMessage{text("lobby"), text("e1"), first.id, text("epoch-1"), 0, text("no")});
        all(again);
        QCOMPARE(s.page(again).size(), 3u);
    }

    // What was stored by an earlier version is acknowledged as it was then: this is its digest.
    void withoutOneTheDigestIsWhatItWas()
    {
        const QByteArray of01 = QByteArray::fromHex("7e231336f279eb02e929351f4b3701557441f117f98a05f5d6f263a6b4aecb52");
        QCOMPARE(sendingDigest(text("lobby"), text("hi")), of01);
        QCOMPARE(sendingDigest(text("lobby"), text("hi"), QString()), of01);
        QCOMPARE(sendingDigest(text("lobby"), text("hi"), text("m7")),
                 QByteArray::fromHex("2330ba6b5035b404037b5ca632911e0183d3308dc51a6ed7a7ecb6f6f4a078d5"));
    }
};

TEST_WITH_CORE_APPLICATION(tst_Replies)

} // namespace tst_replies

#include "tst_replies.moc"
