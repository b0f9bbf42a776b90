// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QInputMethodEvent>
#include <QTest>

namespace tst_emoji {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// Emoji by mouse and by keys: the picker over the composer, and what the composer suggests by itself.
class TestEmoji : public QObject {
    Q_OBJECT

    static void furnish(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1, 4);
        changes.history[s("lobby")].reachesStart = true;
        changes.rooms[s("attic")] = room(s("attic"));
        changes.roster[s("lobby")] = {member(s("me"), PresenceStatus::Online), member(s("ann"), PresenceStatus::Online),
                                      member(s("Anton Berg"), PresenceStatus::Away),
                                      member(s("小明"), PresenceStatus::Busy)};
        world.say(changes);
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        world.app.emoji()->book().want();
        QTRY_VERIFY(world.app.emoji()->ready());
    }

    static QString written(World &world) { return world.item(s("composer")).property("text").toString(); }
    static int cursor(World &world) { return world.item(s("composer")).property("cursorPosition").toInt(); }

    static void openByKeys(World &world)
    {
        world.key(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(world.item(s("emojiField")).hasActiveFocus());
        world.settle();
    }

    static bool pickerIsClosed(World &world)
    {
        return QTest::qWaitFor([&] { return !world.find(s("emojiField")); });
    }

    // The visible cell of this emoji; null when it is not on the screen.
    static QQuickItem *cell(World &world, const char *sign)
    {
        QQuickItem &grid = world.item(s("emojiGrid"));
        const QRectF seen = world.place(grid);
        for (QQuickItem *each : world.all(&grid)) {
            if (each->property("sign").toString() == s(sign) && each->property("code").isValid() &&
                seen.contains(world.place(*each).center())) {
                return each;
            }
        }
        return nullptr;
    }

    static QString textOf(World &world, const char *name)
    {
        return world.item(QString::fromLatin1(name)).property("text").toString();
    }

    static int sent(World &world) { return static_cast<int>(world.told().all<tell::Send>().size()); }

    static bool suggests(World &world) { return world.find(s("completions")) != nullptr; }

    static QQuickItem *suggestion(World &world, const char *title)
    {
        for (QQuickItem *each : world.all(&world.item(s("completions")))) {
            if (each->property("title").toString() == s(title)) {
                return each;
            }
        }
        return nullptr;
    }

    static void commit(World &world, const char *preedit, const char *words)
    {
        QInputMethodEvent event(s(preedit), {});
        if (*words) {
            event.setCommitString(s(words));
        }
        QCoreApplication::sendEvent(world.window->focusObject(), &event);
        world.settle();
    }

private Q_SLOTS:
    void oneIsPickedWithTheMouse()
    {
        World world;
        furnish(world);
        world.type(s("ab"));
        world.key(Qt::Key_Left);
        world.click(world.item(s("emoji")));
        QTRY_VERIFY(world.item(s("emojiField")).hasActiveFocus());
        QQuickItem *face = cell(world, "😂");
        QVERIFY(face);
        world.hover(*face, {5, 5});
        QCOMPARE(textOf(world, "emojiName"), s("face with tears of joy"));
        QCOMPARE(textOf(world, "emojiCode"), s(":joy:"));
        world.click(*face);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("a😂b"));
        QTRY_VERIFY(world.item(s("composer")).hasActiveFocus());
        world.type(s("c"));
        QCOMPARE(written(world), s("a😂cb"));
        QCOMPARE(sent(world), 0);
        QCOMPARE(world.session().current()->composer()->draft(), s("a😂cb"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void oneIsPickedWithKeysAlone()
    {
        World world;
        furnish(world);
        openByKeys(world);
        world.type(s("GRIN"));
        QCOMPARE(textOf(world, "emojiHeading"), s("Found"));
        QVERIFY(!world.item(s("emojiName")).property("text").toString().isEmpty());
        world.key(Qt::Key_Return);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("😁")); // which is called so
        QTRY_VERIFY(world.item(s("composer")).hasActiveFocus());
        // What was used is the first thing next time.
        openByKeys(world);
        QCOMPARE(textOf(world, "emojiHeading"), s("Used lately"));
        world.key(Qt::Key_Return);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("😁😁"));
        QCOMPARE(sent(world), 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theSearchIsInChineseToo()
    {
        World world;
        furnish(world);
        openByKeys(world);
        commit(world, "", "握手");
        QCOMPARE(textOf(world, "emojiName"), s("handshake"));
        world.speak(s("zh_CN"));
        world.settle();
        QCOMPARE(textOf(world, "emojiName"), s("握手"));
        world.key(Qt::Key_Return);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("🤝"));
    }

    void arrowsWalkOverTheGrid()
    {
        World world;
        furnish(world);
        openByKeys(world);
        QQuickItem &grid = world.item(s("emojiGrid"));
        const int columns = grid.property("columns").toInt();
        const auto current = [&] { return grid.property("currentIndex").toInt(); };
        QCOMPARE(current(), 0);
        world.key(Qt::Key_Right); // in an empty search there is nothing to walk over
        QCOMPARE(current(), 1);
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Down);
        QVERIFY(grid.hasActiveFocus() || grid.hasFocus());
        QCOMPARE(current(), 0);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Right);
        QCOMPARE(current(), columns + 1);
        world.key(Qt::Key_PageDown);
        QVERIFY(current() > 2 * columns + 1);
        world.key(Qt::Key_PageUp);
        QCOMPARE(current(), columns + 1);
        world.key(Qt::Key_End);
        QCOMPARE(current(), grid.property("count").toInt() - 1);
        QVERIFY(cell(world,
                     world.app.emoji()->index(current()).data(EmojiModel::SignRole).toString().toUtf8().constData()));
        world.key(Qt::Key_Home);
        QCOMPARE(current(), 0);
        world.key(Qt::Key_Up);
        QVERIFY(world.item(s("emojiField")).hasActiveFocus());
        world.key(Qt::Key_Down);
        world.type(s("he")); // goes on in the search
        QVERIFY(world.item(s("emojiField")).hasActiveFocus());
        QCOMPARE(textOf(world, "emojiField"), s("he"));
        world.key(Qt::Key_Escape);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), QString());
        QTRY_VERIFY(world.item(s("composer")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    void groupsByMouseAndKeys()
    {
        World world;
        furnish(world);
        openByKeys(world);
        QCOMPARE(textOf(world, "emojiHeading"), s("Smileys and feelings"));
        world.click(world.item(s("emojiTab9")));
        QCOMPARE(textOf(world, "emojiHeading"), s("Flags"));
        QVERIFY(world.item(s("emojiField")).hasActiveFocus()); // the keys stay with the search
        world.key(Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(textOf(world, "emojiHeading"), s("Symbols"));
        world.key(Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(textOf(world, "emojiHeading"), s("Flags"));
        while (!world.item(s("emojiTab9")).hasActiveFocus()) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Left);
        QCOMPARE(textOf(world, "emojiHeading"), s("Symbols"));
        QVERIFY(world.item(s("emojiTab8")).hasActiveFocus());
        world.click(world.item(s("emojiTab0")));
        QCOMPARE(textOf(world, "noEmoji"), s("What you pick is listed here."));
        QCOMPARE(world.complaints(), QStringList());
    }

    void whoHoldsShiftPicksSeveral()
    {
        World world;
        furnish(world);
        openByKeys(world);
        QQuickItem *face = cell(world, "😂");
        QVERIFY(face);
        for (int time = 0; time < 2; ++time) {
            QTest::mouseClick(world.window, Qt::LeftButton, Qt::ShiftModifier, world.place(*face).center().toPoint());
        }
        world.settle();
        QVERIFY(world.find(s("emojiField")));
        QVERIFY(world.item(s("emojiField")).hasActiveFocus());
        world.key(Qt::Key_Return, Qt::ShiftModifier);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Right);
        world.key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(written(world), s("😂😂😀😃"));
        world.key(Qt::Key_Space);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("😂😂😀😃😃"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aSkinToneIsChosenAndKept()
    {
        World world;
        furnish(world);
        openByKeys(world);
        world.click(world.item(s("toneButton")));
        world.click(world.item(s("tone3")));
        QCOMPARE(world.app.emoji()->tone(), 3);
        QVERIFY(!world.find(s("tone3")));
        QVERIFY(world.item(s("emojiField")).hasActiveFocus());
        // By keys.
        world.key(Qt::Key_Tab);
        QVERIFY(world.item(s("toneButton")).hasActiveFocus());
        world.key(Qt::Key_Return);
        QVERIFY(world.item(s("tone3")).hasActiveFocus());
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Left);
        world.key(Qt::Key_Return);
        QCOMPARE(world.app.emoji()->tone(), 1);
        world.type(s("thumbsup"));
        world.key(Qt::Key_Return);
        QVERIFY(pickerIsClosed(world));
        QCOMPARE(written(world), s("👍🏻"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Each stop of Tab says what it is, and Tab comes round within the picker.
    void everyStopHasAName()
    {
        World world;
        furnish(world);
        openByKeys(world);
        QAccessible::setActive(true);
        QList<QQuickItem *> stops;
        while (!stops.contains(world.window->activeFocusItem())) {
            QQuickItem *here = world.window->activeFocusItem();
            QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(here);
            QVERIFY2(seen && !seen->text(QAccessible::Name).isEmpty(), here->metaObject()->className());
            stops.append(here);
            world.key(Qt::Key_Tab);
        }
        QVERIFY(stops.size() >= 4);
        QVERIFY(stops.contains(&world.item(s("emojiField"))) && stops.contains(&world.item(s("toneButton"))));
        QVERIFY(stops.contains(&world.item(s("emojiTab1"))));
    }

    void itFitsEveryWindow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("phone") << QSize(360, 480);
        QTest::newRow("tall") << QSize(360, 720);
        QTest::newRow("middle") << QSize(900, 560);
        QTest::newRow("wide") << QSize(1440, 900);
    }

    void itFitsEveryWindow()
    {
        QFETCH(const QSize, size);
        World world(size);
        furnish(world);
        openByKeys(world);
        const QRectF window(QPointF(0, 0), size);
        for (const char *name : {"emojiField", "toneButton", "emojiTab0", "emojiTab9", "emojiGrid", "emojiName"}) {
            QVERIFY2(window.contains(world.place(world.item(QString::fromLatin1(name)))), name);
        }
        QVERIFY(world.item(s("emojiGrid")).height() >= 120);
        // Not all of them are there as items.
        QVERIFY(world.all(&world.item(s("emojiGrid"))).size() < 800);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theSameKeysCloseIt()
    {
        World world;
        furnish(world);
        openByKeys(world);
        world.key(Qt::Key_Period, Qt::ControlModifier);
        QVERIFY(pickerIsClosed(world));
        openByKeys(world);
        world.key(Qt::Key_K, Qt::ControlModifier); // which is the window's, and not now
        QVERIFY(!world.find(s("switcherField")));
        world.click(world.item(s("rooms")));
        QVERIFY(pickerIsClosed(world));
    }

    void aNameIsCompletedByKeys()
    {
        World world;
        furnish(world);
        world.type(s("so :smi"));
        QVERIFY(suggests(world));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        const QRectF list = world.place(world.item(s("completions")));
        QVERIFY(list.bottom() <= world.place(world.item(s("composer"))).top());
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Return);
        QCOMPARE(sent(world), 0);
        QVERIFY(!suggests(world));
        QCOMPARE(written(world), s("so 😄"));
        world.type(s(" :smi"));
        world.key(Qt::Key_Up); // the last one
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Tab);
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        QCOMPARE(written(world), s("so 😄 😃"));
        QCOMPARE(cursor(world), int(written(world).size()));
        world.key(Qt::Key_Return);
        QCOMPARE(sent(world), 1);
        QCOMPARE(world.told().all<tell::Send>().front().text, s("so 😄 😃"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aNameIsCompletedByAClick()
    {
        World world;
        furnish(world);
        world.type(s(":smi"));
        QQuickItem *smile = suggestion(world, ":smile:");
        QVERIFY(smile);
        world.click(*smile);
        QCOMPARE(written(world), s("😄"));
        QVERIFY(!suggests(world));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        world.type(s("x"));
        QCOMPARE(written(world), s("😄x"));
    }

    void escapeClosesTheListAndLeavesTheText()
    {
        World world;
        furnish(world);
        world.type(s(":smi"));
        world.key(Qt::Key_Escape);
        QVERIFY(!suggests(world));
        QCOMPARE(written(world), s(":smi"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        world.type(s("l"));
        QVERIFY(!suggests(world));
        world.key(Qt::Key_Return);
        QCOMPARE(sent(world), 1);
    }

    void aWholeNameIsReplaced()
    {
        World world;
        furnish(world);
        world.type(s("so :smile:"));
        QCOMPARE(written(world), s("so 😄"));
        world.type(s("! 10:30: :x"));
        QVERIFY(!suggests(world));
        QCOMPARE(written(world), s("so 😄! 10:30: :x"));
        world.key(Qt::Key_Return);
        QCOMPARE(sent(world), 1);
        world.type(s("`:smile:` `:smi"));
        QVERIFY(!suggests(world));
        QCOMPARE(written(world), s("`:smile:` `:smi"));
        QCOMPARE(world.session().current()->composer()->draft(), s("`:smile:` `:smi"));
    }

    // While an input method is at work, its keys are its own.
    void anInputMethodIsLeftAlone()
    {
        World world;
        furnish(world);
        world.type(s(":smi"));
        QVERIFY(suggests(world));
        commit(world, "xiao", "");
        QVERIFY(!suggests(world));
        QCOMPARE(world.item(s("composer")).property("preeditText").toString(), s("xiao"));
        world.key(Qt::Key_Return);
        QCOMPARE(sent(world), 0);
        QCOMPARE(written(world), s(":smi"));
        commit(world, "", "");
        world.key(Qt::Key_Escape);
        for (int time = 0; time < 4; ++time) {
            world.key(Qt::Key_Backspace);
        }
        world.type(s(":"));
        commit(world, "zan", "");
        QVERIFY(!suggests(world));
        commit(world, "", "赞");
        QVERIFY(suggests(world));
        QVERIFY(suggestion(world, ":+1:"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theListBelongsToWhoWrites()
    {
        World world;
        furnish(world);
        world.type(s(":smi"));
        QVERIFY(suggests(world));
        world.click(world.item(s("find")));
        QTRY_VERIFY(!suggests(world));
        world.key(Qt::Key_Escape);
        world.session().current()->show(s("attic"));
        world.settle();
        QVERIFY(!suggests(world));
        QCOMPARE(written(world), QString());
        world.session().current()->show(s("lobby"));
        world.settle();
        QCOMPARE(written(world), s(":smi"));
        QVERIFY(!suggests(world)); // nobody typed it
    }

    void aShiftedEnterBreaksTheLine()
    {
        World world;
        furnish(world);
        world.type(s(":smi"));
        world.key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(written(world), s(":smi\n"));
        QVERIFY(!suggests(world));
        QCOMPARE(sent(world), 0);
    }

    void aMemberIsCompleted()
    {
        World world;
        furnish(world);
        world.type(s("hi @ant"));
        QVERIFY(suggests(world));
        world.key(Qt::Key_Return);
        QCOMPARE(written(world), s("hi @Anton Berg "));
        QCOMPARE(sent(world), 0);
        world.type(s("@"));
        commit(world, "", "小");
        QVERIFY(suggestion(world, "小明"));
        world.key(Qt::Key_Tab);
        QCOMPARE(written(world), s("hi @Anton Berg @小明 "));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().front().text, s("hi @Anton Berg @小明"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void itWorksWhileAMessageIsChanged()
    {
        World world;
        furnish(world);
        Changes own;
        own.messages.push_back(ownMessage(9, s("mine"), DeliveryState::Sent));
        own.messages.back().editable = true;
        world.say(own);
        world.key(Qt::Key_Up);
        QCOMPARE(written(world), s("mine"));
        world.type(s(" :smi"));
        QVERIFY(suggests(world));
        world.key(Qt::Key_Escape); // the list only
        QVERIFY(!world.session().current()->composer()->editing().isEmpty());
        world.type(s(" :heart:"));
        QCOMPARE(written(world), s("mine :smi ❤️"));
        world.key(Qt::Key_Escape);
        QVERIFY(world.session().current()->composer()->editing().isEmpty());
    }

    // Of this computer's own font, whichever that is.
    void theSystemsFontIsAsked()
    {
        const auto font = systemEmojiFont();
        QVERIFY(!font->hasCharacters(s("\U0010fffd"))); // of private use
        QVERIFY(!font->isOnePicture(s("😀😀")));
        if (font->hasCharacters(s("😀"))) {
            QVERIFY(font->isOnePicture(s("😀")));
        }
        if (font->family() == s("Noto Color Emoji")) {
            QVERIFY(font->hasCharacters(s("👨‍👩‍👧")) && font->isOnePicture(s("👨‍👩‍👧")));
            QVERIFY(font->isOnePicture(s("🇫🇷")) && font->isOnePicture(s("👍🏽")));
            QVERIFY(font->hasCharacters(s("#⃣")) && font->isOnePicture(s("#⃣")));
            QVERIFY(font->isOnePicture(withoutSelectors(s("🏳️‍🌈"))));
            QVERIFY(!font->isOnePicture(s("👨‍🍔"))); // which nobody draws
        }
    }
};

TEST_WITH_GUI_APPLICATION(TestEmoji)

} // namespace tst_emoji

#include "tst_emoji.moc"
