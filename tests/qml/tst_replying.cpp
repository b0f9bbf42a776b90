// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_replying {

using namespace banter;
using namespace banter::testing;

// How people answer a message, and find what an answer is to.
class TestReplying : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static ShownMessage answer(Seq seq, Seq to, const QString &text)
    {
        ShownMessage shown = message(seq, s("bo"));
        shown.message.text = text;
        shown.message.replyTo = {s("id%1").arg(to), to, s("ann")};
        return shown;
    }

    /// Two messages of ann's, and one's own as the newest.
    static void fill(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes;
        changes.rooms[s("attic")] = room(s("attic"));
        changes.messages = {message(1), message(2), ownMessage(3, s("mine"), DeliveryState::Sent)};
        changes.history[s("lobby")].reachesStart = true;
        world.say(changes);
    }

    static QString composed(World &world) { return world.item(s("composer")).property("text").toString(); }

    static QString textOf(World &world, const char *name)
    {
        return world.item(QString::fromLatin1(name)).property("text").toString();
    }

    static QQuickItem *quoteIn(World &world, const QString &text)
    {
        for (QQuickItem *each : world.all(world.message(text))) {
            if (each->property("quote").isValid()) {
                return each;
            }
        }
        return nullptr;
    }

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *interface = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return interface ? interface->text(QAccessible::Name) : QString();
    }

    static void choose(World &world, const QString &words)
    {
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem") && each->property("text").toString() == words) {
                world.click(*each);
                QTRY_VERIFY(!world.popup());
                return;
            }
        }
        QFAIL(qPrintable(words));
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

    static bool isMarked(World &world, const QString &text)
    {
        QQuickItem *row = world.message(text);
        return row && row->property("found").toBool();
    }

private Q_SLOTS:
    void rAnswersTheChosenMessage_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 900;
        QTest::newRow("narrow") << 360;
    }
    void rAnswersTheChosenMessage()
    {
        QFETCH(const int, width);
        World world({width, 720});
        fill(world);
        world.type(s("dra"));
        walkTo(world, 2);
        world.key(Qt::Key_R);
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        QCOMPARE(composed(world), s("dra"));
        QCOMPARE(textOf(world, "replySender"), s("ann"));
        QCOMPARE(textOf(world, "replyText"), s("text 2"));
        QCOMPARE(nameOf(&world.item(s("replyStrip"))), s("Replying to ann: text 2"));
        world.type(s("ft"));
        world.key(Qt::Key_Return);
        const auto sent = world.told().all<tell::Send>();
        QCOMPARE(sent.size(), std::size_t(1));
        QCOMPARE(sent[0].text, s("draft"));
        QCOMPARE(sent[0].replyTo, s("id2"));
        QVERIFY(!world.find(s("replyStrip")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void escapeAndTheCrossDropIt()
    {
        World world;
        fill(world);
        world.type(s("draft"));
        walkTo(world, 1);
        world.key(Qt::Key_R);
        QVERIFY(world.find(s("replyStrip")));
        world.key(Qt::Key_Escape);
        QVERIFY(!world.find(s("replyStrip")));
        QCOMPARE(composed(world), s("draft"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        walkTo(world, 1);
        world.key(Qt::Key_R);
        world.click(world.item(s("dropReply")));
        QVERIFY(!world.find(s("replyStrip")));
        QCOMPARE(composed(world), s("draft"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().back().replyTo, QString());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMenuAndTheBarAnswer()
    {
        World world;
        fill(world);
        world.click(*world.message(s("text 1")), Qt::RightButton);
        QTRY_VERIFY(world.popup());
        choose(world, s("Reply"));
        QCOMPARE(textOf(world, "replyText"), s("text 1"));
        QTRY_VERIFY(world.item(s("composer")).hasActiveFocus());
        QQuickItem *row = world.message(s("mine"));
        world.hover(*row, {row->width() / 3, row->height() - 8});
        QTRY_VERIFY(world.find(s("barReply")));
        world.hover(world.item(s("barReply")), {8, 8});
        world.click(world.item(s("barReply")));
        QCOMPARE(textOf(world, "replyText"), s("mine")); // also one's own
        QCOMPARE(world.complaints(), QStringList());
    }

    void itWaitsInItsRoom()
    {
        World world;
        fill(world);
        walkTo(world, 1);
        world.key(Qt::Key_R);
        world.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(world.session().current()->room(), s("attic"));
        QVERIFY(!world.find(s("replyStrip")));
        world.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(world.session().current()->room(), s("lobby"));
        QCOMPARE(textOf(world, "replyText"), s("text 1"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // What is being changed has the composer; to answer gives that up, and it can be had back.
    void anEditGoesFirst()
    {
        World world;
        fill(world);
        walkTo(world, 1);
        world.key(Qt::Key_R);
        world.key(Qt::Key_Up); // in the empty composer
        QCOMPARE(composed(world), s("mine"));
        QVERIFY(!world.find(s("replyStrip")));
        world.key(Qt::Key_Escape);
        QVERIFY(world.find(s("replyStrip"))); // one step at a time
        world.key(Qt::Key_Escape);
        QVERIFY(!world.find(s("replyStrip")));
        world.key(Qt::Key_Up);
        world.type(s("!"));
        walkTo(world, 1);
        world.key(Qt::Key_R);
        QCOMPARE(composed(world), QString());
        QCOMPARE(textOf(world, "replyText"), s("text 1"));
        QCOMPARE(world.session().undo()->texts(), 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    void anAnswerQuotes()
    {
        World world({360, 720});
        fill(world);
        Changes changes;
        changes.messages = {answer(4, 2, s("yes")), answer(5, 77, s("what?"))};
        changes.messages[1].message.replyTo.sender.clear();
        world.say(changes);
        QQuickItem *quote = quoteIn(world, s("yes"));
        QCOMPARE(nameOf(quote), s("In reply to ann: text 2"));
        QCOMPARE(nameOf(quoteIn(world, s("what?"))), s("In reply to: A message that is not here yet"));
        const qreal height = quote->height();
        Changes longer;
        longer.amended = {{s("lobby"), s("id2"), 2, 1,
                           Amendment::Words{s("<b>far</b> more words than fit ").repeated(9) + s("\nin one line"), 9}}};
        world.say(longer);
        QCOMPARE(quote->height(), height);
        QVERIFY(nameOf(quote).startsWith(s("In reply to ann: <b>far</b>")));
        QVERIFY(world.place(*quote).right() <= 360);
        Changes gone;
        gone.amended = {{s("lobby"), s("id2"), 2, 2, {}, s("ann")}};
        world.say(gone);
        QCOMPARE(nameOf(quote), s("In reply to ann: Message deleted"));
        QCOMPARE(quote->height(), height);
        QCOMPARE(world.complaints(), QStringList());
    }

    void aClickLeadsToTheOriginal()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes = lines(101, 60);
        changes.messages.push_back(answer(161, 105, s("yes")));
        world.say(changes);
        QVERIFY(!world.message(changes.messages[4].message.text));
        world.click(*quoteIn(world, s("yes")));
        QTRY_VERIFY(world.message(changes.messages[4].message.text));
        QVERIFY(isMarked(world, changes.messages[4].message.text));
        QTRY_VERIFY(!isMarked(world, changes.messages[4].message.text)); // for a moment
        QVERIFY(world.told().all<tell::LoadAround>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void enterLeadsToAnOriginalThatIsFetched()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes = lines(101, 40);
        changes.messages.push_back(answer(141, 5, s("yes")));
        world.say(changes);
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Tab);
        QCOMPARE(world.window->activeFocusItem(), quoteIn(world, s("yes")));
        world.key(Qt::Key_Return);
        const auto asked = world.told().all<tell::LoadAround>();
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked[0].seq, 5);
        Changes around = lines(1, 20);
        for (ShownMessage &each : around.messages) {
            each.sought = 5;
        }
        world.say(around);
        const QString original = around.messages[4].message.text;
        QTRY_VERIFY(world.message(original));
        QVERIFY(isMarked(world, original));
        QTRY_VERIFY(world.item(s("timeline")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMenuLeadsThereToo()
    {
        World world;
        fill(world);
        Changes changes;
        changes.messages = {answer(4, 1, s("yes"))};
        world.say(changes);
        world.click(*world.message(s("yes")), Qt::RightButton);
        QTRY_VERIFY(world.popup());
        choose(world, s("Go to the original message"));
        QVERIFY(isMarked(world, s("text 1")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // R goes on to the composer.
    void whereTheServerCannotNothingIsOffered()
    {
        World world;
        fill(world);
        Changes plain;
        plain.capabilities = everything();
        plain.capabilities->replies = false;
        world.say(plain);
        walkTo(world, 2);
        world.key(Qt::Key_R);
        QVERIFY(!world.find(s("replyStrip")));
        QCOMPARE(composed(world), s("r"));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestReplying)

} // namespace tst_replying

#include "tst_replying.moc"
