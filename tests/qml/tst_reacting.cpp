// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_reacting {

using namespace banter;
using namespace banter::testing;

using State = ShownOperation::State;

// How people put reactions under messages, and see who did.
class TestReacting : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }
    static QString thumb() { return s("👍"); }

    /// Two messages of ann's, and one's own as the newest.
    static void fill(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes;
        changes.messages = {message(1), message(2), ownMessage(3, s("mine"), DeliveryState::Sent)};
        changes.history[s("lobby")].reachesStart = true;
        world.say(changes);
    }

    static void react(World &world, Seq seq, qint64 rev, const QString &user, const QStringList &keys)
    {
        Changes changes;
        changes.amended = {{s("lobby"), s("id%1").arg(seq), seq, rev}};
        changes.amended[0].reacted = Amendment::Reacted{user, keys};
        world.say(changes);
    }

    static ShownOperation wished(const QString &key, bool on, State state)
    {
        ShownOperation wish;
        wish.room = s("lobby");
        wish.clientId = s("r1");
        wish.operation = Operation::React;
        wish.target = s("id2");
        wish.text = key;
        wish.on = on;
        wish.state = state;
        wish.failure = state == State::Failed ? s("forbidden: no") : QString();
        return wish;
    }

    static void wish(World &world, const QString &key, bool on, State state)
    {
        Changes changes;
        changes.operations = {wished(key, on, state)};
        world.say(changes);
    }

    static QList<QQuickItem *> named(World &world, QQuickItem *root, const char *name)
    {
        QList<QQuickItem *> found;
        for (QQuickItem *each : world.all(root)) {
            if (each->objectName() == QLatin1String(name)) {
                found.append(each);
            }
        }
        return found;
    }

    static QList<QQuickItem *> chips(World &world, const char *text = "text 2")
    {
        return named(world, world.message(s(text)), "reaction");
    }

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *interface = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return interface ? interface->text(QAccessible::Name) : QString();
    }

    static QStringList offered(World &world)
    {
        QStringList words;
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem")) {
                words.append(each->property("text").toString());
            }
        }
        return words;
    }

    /// With the pointer on the words of a message.
    static void point(World &world, const char *text)
    {
        QQuickItem *row = world.message(s(text));
        world.hover(*row, {row->width() / 3, row->height() - 8});
    }

    /// With the keyboard to the message that came as the `seq`th of three.
    static void walkTo(World &world, int seq)
    {
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        for (int step = seq; step < 3; ++step) {
            world.key(Qt::Key_Up);
        }
        QCOMPARE(world.item(s("timeline")).property("currentIndex").toInt(), 3 - seq);
    }

private Q_SLOTS:
    void aChipJoinsAndLeaves_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 900;
        QTest::newRow("narrow") << 360;
    }
    void aChipJoinsAndLeaves()
    {
        QFETCH(const int, width);
        World world({width, 720});
        fill(world);
        QVERIFY(chips(world).isEmpty());
        react(world, 2, 1, s("bo"), {thumb()});
        QCOMPARE(chips(world).size(), 1);
        QQuickItem *chip = chips(world)[0];
        QCOMPARE(nameOf(chip), thumb() + s(" 1: bo"));
        QVERIFY(!chip->property("checked").toBool());
        world.click(*chip);
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::React>()[0].id, s("id2"));
        QCOMPARE(world.told().all<tell::React>()[0].key, thumb());
        QVERIFY(world.told().all<tell::React>()[0].on);
        wish(world, thumb(), true, State::Pending);
        QCOMPARE(chips(world), QList<QQuickItem *>{chip}); // the same one, under the pointer
        QVERIFY(chip->property("checked").toBool());
        QCOMPARE(nameOf(chip), thumb() + s(" 2: You and bo, waiting to be sent"));
        Changes done;
        done.operations = {wished(thumb(), true, State::Done)};
        done.amended = {{s("lobby"), s("id2"), 2, 2}};
        done.amended[0].reacted = Amendment::Reacted{s("me"), {thumb()}};
        world.say(done);
        QCOMPARE(nameOf(chip), thumb() + s(" 2: You and bo"));
        world.click(*chip);
        QVERIFY(!world.told().all<tell::React>()[1].on);
        QVERIFY(world.item(s("composer")).hasActiveFocus()); // whoever writes goes on
        QCOMPARE(world.complaints(), QStringList());
    }

    void whoReactedIsToldInAHint()
    {
        World world;
        fill(world);
        react(world, 2, 1, s("bo"), {thumb()});
        QQuickItem *chip = chips(world)[0];
        world.hover(*chip, {chip->width() / 2, chip->height() / 2});
        QTRY_VERIFY(world.popup());
        const QList<QQuickItem *> items = world.all();
        QVERIFY(std::any_of(items.begin(), items.end(), [&](QQuickItem *each) {
            return each->inherits("QQuickText") && each->property("text").toString() == s("bo");
        }));
        QCOMPARE(world.complaints(), QStringList());
    }

    // A new kind comes after those that are there, however keys are ordered.
    void whatIsUnderThePointerStaysThere()
    {
        World world;
        fill(world);
        react(world, 2, 1, s("bo"), {s("m"), s("n")});
        QQuickItem *chip = chips(world)[0];
        const QRectF place = world.place(*chip);
        react(world, 2, 2, s("cid"), {s("a")});
        QCOMPARE(chips(world).size(), 3);
        QCOMPARE(chips(world)[0], chip);
        QCOMPARE(world.place(*chip), place);
        QCOMPARE(nameOf(chips(world)[2]), s("a 1: cid"));
        react(world, 2, 3, s("bo"), {s("n")});
        QCOMPARE(chips(world).size(), 2);
        QCOMPARE(nameOf(chips(world)[0]), s("n 1: bo"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void manyKindsWrap()
    {
        World world({360, 720});
        fill(world);
        QStringList keys;
        for (int each = 0; each < 19; ++each) {
            keys.append(thumb() + QString::number(each));
        }
        keys.append(QString(32, u'W'));
        react(world, 2, 1, s("bo"), keys);
        QQuickItem *row = world.message(s("text 2"));
        const QList<QQuickItem *> found = chips(world);
        QCOMPARE(found.size(), 20);
        for (QQuickItem *chip : found) {
            QVERIFY(world.place(*chip).right() <= world.place(*row).right());
            QVERIFY(world.place(*chip).bottom() <= world.place(*row).bottom());
        }
        QVERIFY(world.place(*found.last()).top() > world.place(*found.first()).top());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theBarReacts()
    {
        World world;
        fill(world);
        QVERIFY(!world.find(s("messageBar")));
        const qreal height = world.message(s("text 2"))->height();
        point(world, "text 2");
        QTRY_VERIFY(world.find(s("messageBar")));
        QCOMPARE(world.message(s("text 2"))->height(), height);
        const QList<QQuickItem *> quick = named(world, &world.item(s("messageBar")), "quickReaction");
        QCOMPARE(quick.size(), 3);
        QCOMPARE(nameOf(quick[0]), s("React with ") + thumb());
        world.hover(*quick[0], {10, 10});
        world.click(*quick[0]);
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::React>()[0].id, s("id2"));
        QVERIFY(world.told().all<tell::React>()[0].on);
        wish(world, thumb(), true, State::Pending);
        QVERIFY(world.find(s("messageBar"))); // it is still under the pointer
        QCOMPARE(nameOf(quick[0]), s("Take back ") + thumb());
        world.click(*quick[0]);
        QVERIFY(!world.told().all<tell::React>()[1].on);
        QTest::mouseMove(world.window, {5, 5});
        QTRY_VERIFY(!world.find(s("messageBar")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theBarOffersMore()
    {
        World world({360, 720});
        fill(world);
        point(world, "text 2");
        QTRY_VERIFY(world.find(s("messageBar")));
        QVERIFY(QRectF({}, world.window->size()).contains(world.place(world.item(s("messageBar")))));
        world.hover(world.item(s("barReact")), {8, 8});
        world.click(world.item(s("barReact")));
        QTRY_VERIFY(world.popup());
        const QList<QQuickItem *> usual = named(world, nullptr, "usualReaction");
        QCOMPARE(usual.size(), 6);
        world.click(*usual[4]);
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.told().all<tell::React>().back().key, s("😮"));
        point(world, "text 2");
        QTRY_VERIFY(world.find(s("barMenu")));
        world.hover(world.item(s("barMenu")), {8, 8});
        world.click(world.item(s("barMenu")));
        QTRY_COMPARE(offered(world), QStringList({s("Reply"), s("React"), s("Copy text")}));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Any emoji, found by its name.
    void thePickerReacts()
    {
        World world;
        fill(world);
        world.app.emoji()->book().want();
        QTRY_VERIFY(world.app.emoji()->ready());
        walkTo(world, 2);
        world.key(Qt::Key_Plus);
        QTRY_VERIFY(world.find(s("moreReactions")));
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(world.item(s("emojiField")).hasActiveFocus());
        QTRY_VERIFY(!world.find(s("moreReactions")));
        world.type(s("rocket"));
        world.key(Qt::Key_Return);
        QTRY_VERIFY(!world.find(s("emojiField")));
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::React>()[0].id, s("id2"));
        QCOMPARE(world.told().all<tell::React>()[0].key, s("🚀"));
        QTRY_VERIFY(world.item(s("timeline")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theKeyboardReacts()
    {
        World world;
        fill(world);
        walkTo(world, 2);
        QTRY_VERIFY(world.find(s("messageBar")));
        world.key(Qt::Key_Plus, Qt::ShiftModifier); // as on many keyboards
        QTRY_VERIFY(world.popup());
        world.key(Qt::Key_Right);
        world.key(Qt::Key_Right);
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::React>()[0].id, s("id2"));
        QCOMPARE(world.told().all<tell::React>()[0].key, s("❤️"));
        QTRY_VERIFY(world.item(s("timeline")).hasActiveFocus());
        world.key(Qt::Key_Plus, Qt::KeypadModifier);
        QTRY_VERIFY(world.popup());
        world.key(Qt::Key_Left); // round to the button for more, and the last before it
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Space);
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.told().all<tell::React>().back().key, s("😢"));
        world.key(Qt::Key_Plus);
        QTRY_VERIFY(world.popup());
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(2));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Tab goes from the message to its chips; those of others are no stops.
    void aChipIsPressedByKeys()
    {
        World world;
        fill(world);
        react(world, 1, 1, s("bo"), {thumb()});
        react(world, 2, 2, s("bo"), {thumb(), s("❤️")});
        walkTo(world, 2);
        world.key(Qt::Key_Tab);
        QQuickItem *first = world.window->activeFocusItem();
        QCOMPARE(first, chips(world)[0]);
        world.key(Qt::Key_Space);
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::React>().size(), std::size_t(2));
        QCOMPARE(world.told().all<tell::React>()[0].id, s("id2"));
        wish(world, world.told().all<tell::React>()[0].key, true, State::Pending);
        QCOMPARE(world.window->activeFocusItem(), first);
        world.key(Qt::Key_Tab);
        QCOMPARE(world.window->activeFocusItem(), chips(world)[1]);
        world.key(Qt::Key_Tab);
        QVERIFY(!chips(world, "text 1").contains(world.window->activeFocusItem()));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMenuReacts()
    {
        World world;
        fill(world);
        world.click(*world.message(s("mine")), Qt::RightButton);
        QTRY_COMPARE(offered(world),
                     QStringList({s("Reply"), s("React"), s("Copy text"), s("Edit"), s("Delete for everybody")}));
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem") && each->property("text").toString() == s("React")) {
                world.click(*each);
                break;
            }
        }
        QTRY_COMPARE(named(world, nullptr, "usualReaction").size(), 6);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.told().all<tell::React>().back().id, s("id3"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aRefusedOneIsTriedAgainOrDropped()
    {
        World world({360, 720});
        fill(world);
        wish(world, thumb(), true, State::Failed);
        QQuickItem *row = world.message(s("text 2"));
        const QList<QQuickItem *> notes = named(world, row, "changeNote");
        QCOMPARE(notes.size(), 1);
        QVERIFY(notes[0]->property("text").toString().startsWith(s("Your ") + thumb() + s(" was not added: ")));
        QVERIFY(world.place(*notes[0]).right() <= world.place(*row).right());
        world.click(*named(world, row, "retryChange")[0]);
        QCOMPARE(world.told().all<tell::Retry>().back().clientId, s("r1"));
        world.click(*named(world, world.message(s("text 2")), "dropChange")[0]);
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("r1"));
        wish(world, thumb(), true, State::Dropped);
        QVERIFY(named(world, world.message(s("text 2")), "changeNote").isEmpty());
        QCOMPARE(world.complaints(), QStringList());
    }

    // Neither under what the server does not have, nor under what is gone, nor where it cannot.
    void itIsOfferedWhereItCanBeOnly()
    {
        World world;
        fill(world);
        Changes changes;
        changes.messages = {ownMessage(0, s("later"), DeliveryState::Pending)};
        changes.amended = {{s("lobby"), s("id2"), 2, 2, {}, s("ann")}};
        world.say(changes);
        walkTo(world, 3); // the one that waits is newer
        QCOMPARE(world.item(s("timeline")).property("currentIndex").toInt(), 0);
        for (int each = 0; each < 3; ++each) {
            const bool can = each == 1; // the own one
            world.key(Qt::Key_Plus, Qt::ShiftModifier);
            QCOMPARE(world.popup(), can);
            world.key(Qt::Key_Escape);
            QTRY_VERIFY(!world.popup());
            world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
            world.key(Qt::Key_Up);
        }
        Changes plain;
        plain.capabilities = everything();
        plain.capabilities->reactions = plain.capabilities->replies = false;
        world.say(plain);
        point(world, "text 1");
        for (int frames = 0; frames < 10; ++frames) {
            world.settle();
        }
        QVERIFY(!world.find(s("messageBar")));
        world.click(*world.message(s("text 1")), Qt::RightButton);
        QTRY_COMPARE(offered(world), QStringList({s("Copy text")}));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestReacting)

} // namespace tst_reacting

#include "tst_reacting.moc"
