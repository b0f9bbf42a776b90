// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_ephemeral {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

/// Typing and cursors.
class tst_Ephemeral final : public QObject {
    Q_OBJECT

    struct Scene : World {
        PeerId ann = registered(text("ann"));
        PeerId bob = registered(text("bob"));
        Scene()
        {
            for (const PeerId peer : {ann, bob})
                subscribe(peer, text("lobby"));
            forget();
        }
        void type(PeerId peer, bool active = true) { say(peer, SetTyping{text("lobby"), active}); }
        void point(PeerId peer, double x) { say(peer, MoveCursor{text("lobby"), {x, 0.5}}); }
        QString typingSeenBy(PeerId peer) const
        {
            QString seen;
            for (const TypingEvent &event : events<TypingEvent>(peer))
                seen += event.active ? u'+' : u'-';
            return seen;
        }
    };

private Q_SLOTS:
    void othersSeeWhoTypes()
    {
        Scene scene;
        scene.type(scene.ann);
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+"));
        QCOMPARE(scene.events<TypingEvent>(scene.bob)[0].user, text("ann"));
        QCOMPARE(scene.typingSeenBy(scene.ann), QString());
        scene.type(scene.ann, false);
        scene.type(scene.ann, false);
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+-"));
    }

    void ownDevicesAreNoOthers()
    {
        Scene scene;
        const PeerId phone = scene.signedIn(text("ann"));
        scene.subscribe(phone, text("lobby"));
        scene.type(scene.ann);
        scene.point(scene.ann, 0.1);
        QVERIFY(scene.events<TypingEvent>(phone).empty());
        QVERIFY(scene.events<CursorEvent>(phone).empty());
    }

    void typingEndsByItself()
    {
        Scene scene;
        scene.type(scene.ann);
        scene.run(limits::TypingExpiryMs - 1);
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+"));
        scene.run(1);
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+-"));
        QVERIFY(scene.subscribe(scene.bob, text("lobby")).typing.empty());
    }

    void typingThatIsRefreshedDoesNotBlink()
    {
        Scene scene;
        for (int i = 0; i < 10; ++i) {
            scene.type(scene.ann);
            scene.run(limits::TypingIntervalMs);
        }
        QCOMPARE(scene.typingSeenBy(scene.bob), QString(10, u'+'));
        scene.run(limits::TypingExpiryMs);
        QCOMPARE(scene.typingSeenBy(scene.bob), QString(10, u'+') + u'-');
    }

    void eachEndsInTheirOwnTime()
    {
        Scene scene;
        const PeerId cy = scene.registered(text("cy"));
        scene.subscribe(cy, text("lobby"));
        scene.type(scene.ann);
        scene.run(3'000);
        scene.type(scene.bob);
        scene.run(limits::TypingExpiryMs - 3'000);
        QCOMPARE(scene.subscribe(cy, text("lobby")).typing, std::vector<QString>{text("bob")});
        scene.run(3'000);
        QVERIFY(scene.subscribe(cy, text("lobby")).typing.empty());
    }

    void aMessageEndsTyping()
    {
        Scene scene;
        scene.type(scene.ann);
        scene.post(scene.ann, text("lobby"), text("m1"));
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+-"));
    }

    void leavingEndsTypingAndHidesThePointer_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("the link goes") << 0;
        QTest::newRow("unsubscribe") << 1;
        QTest::newRow("leave") << 2;
    }

    void leavingEndsTypingAndHidesThePointer()
    {
        QFETCH(int, how);
        Scene scene;
        scene.type(scene.ann);
        scene.point(scene.ann, 0.5);
        if (how == 0)
            scene.gone(scene.ann);
        else if (how == 1)
            scene.ask(scene.ann, Unsubscribe{text("lobby")});
        else
            scene.ask(scene.ann, LeaveRoom{text("lobby")});
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+-"));
        QCOMPARE(scene.events<CursorGone>(scene.bob).size(), 1u);
        QCOMPARE(scene.events<CursorGone>(scene.bob)[0].user, text("ann"));
    }

    void typingOnOneDeviceIsNotEndedByAnother()
    {
        Scene scene;
        const PeerId phone = scene.signedIn(text("ann"));
        scene.subscribe(phone, text("lobby"));
        scene.type(scene.ann);
        scene.gone(phone);
        QCOMPARE(scene.typingSeenBy(scene.bob), text("+"));
    }

    void pointersReachOthersOnly()
    {
        Scene scene;
        scene.point(scene.ann, 0.25);
        const auto seen = scene.events<CursorEvent>(scene.bob);
        QCOMPARE(seen.size(), 1u);
        QCOMPARE(seen[0].user, text("ann"));
        QCOMPARE(seen[0].point.x, 0.25);
        QVERIFY(scene.events<CursorEvent>(scene.ann).empty());
        scene.say(scene.ann, LeaveCursor{text("lobby")});
        scene.say(scene.ann, LeaveCursor{text("lobby")});
        QCOMPARE(scene.events<CursorGone>(scene.bob).size(), 1u);
    }

    void aPointerThatAnotherDeviceStillShowsStays()
    {
        Scene scene;
        const PeerId phone = scene.signedIn(text("ann"));
        scene.subscribe(phone, text("lobby"));
        scene.point(scene.ann, 0.1);
        scene.point(phone, 0.2);
        scene.gone(phone);
        QVERIFY(scene.events<CursorGone>(scene.bob).empty());
        scene.gone(scene.ann);
        QCOMPARE(scene.events<CursorGone>(scene.bob).size(), 1u);
    }

    void aFloodOfMovesIsThinnedAndAProperPaceIsNot()
    {
        Scene scene;
        for (int i = 0; i < 100; ++i) {
            scene.point(scene.ann, i / 100.0);
            scene.run(limits::CursorIntervalMs);
        }
        QCOMPARE(scene.events<CursorEvent>(scene.bob).size(), 100u);
        scene.run(10'000);
        scene.forget();
        for (int i = 0; i < 1'000; ++i) {
            scene.point(scene.ann, i / 1'000.0);
            scene.run(1);
        }
        const std::size_t seen = scene.events<CursorEvent>(scene.bob).size();
        QVERIFY2(seen >= 60 && seen <= 100, qPrintable(QString::number(seen)));
    }

    void aFloodOfTypingIsThinned()
    {
        Scene scene;
        for (int i = 0; i < 1'000; ++i) {
            scene.type(scene.ann);
            scene.run(1);
        }
        QVERIFY(scene.events<TypingEvent>(scene.bob).size() <= 60u);
    }

    void outsidersCannotTypeOrPoint()
    {
        Scene scene;
        const PeerId cy = scene.registered(text("cy")); // a member, but not looking
        scene.forget();
        scene.type(cy);
        scene.point(cy, 0.5);
        QVERIFY(scene.itemsOf(scene.bob).empty());
        QVERIFY(scene.itemsOf(cy).empty()); // without an id, no answer
        QCOMPARE(scene.refusal(cy, SetTyping{text("lobby"), true}), ErrorCode::Forbidden);
        QCOMPARE(scene.refusal(cy, MoveCursor{text("nowhere"), {0.5, 0.5}}), ErrorCode::Forbidden);
    }

    void ephemeralThingsAskNothingOfTheDisk()
    {
        Scene scene;
        scene.run(1'000);
        const int before = scene.store.commits;
        for (int i = 0; i < 50; ++i) {
            scene.type(scene.ann);
            scene.point(scene.ann, 0.5);
            scene.run(100);
        }
        QCOMPARE(scene.store.commits, before);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Ephemeral)

} // namespace tst_ephemeral

#include "tst_ephemeral.moc"
