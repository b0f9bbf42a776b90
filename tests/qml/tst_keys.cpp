// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

namespace tst_keys {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// Where a key goes: Enter to the default button (of each dialog, see tst_dialogs), what one types to the composer, the
// ring to who walks by keys.
class TestKeys : public QObject {
    Q_OBJECT

    static void furnish(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1, 8);
        changes.history[s("lobby")].reachesStart = true;
        changes.rooms[s("attic")] = room(s("attic"));
        changes.roster[s("lobby")] = {member(s("me"), PresenceStatus::Online), member(s("bo"), PresenceStatus::Away),
                                      member(s("cy"), PresenceStatus::Busy)};
        world.say(changes);
        QVERIFY(world.item(s("composer")).hasActiveFocus());
    }

    static QObject *openDialog(World &world, const QString &function)
    {
        QObject *host = world.window->findChild<QObject *>(s("dialogs"));
        if (!host || !QMetaObject::invokeMethod(host, function.toLatin1().constData())) {
            return nullptr;
        }
        const bool open = QTest::qWaitFor([&] { return host->property("open").toBool(); });
        world.settle();
        return open ? host : nullptr;
    }

    // The rings that are seen, by the item that each is around.
    static QList<QQuickItem *> rings(World &world)
    {
        QList<QQuickItem *> found;
        for (QQuickItem *each : world.all()) {
            if (QString::fromLatin1(each->metaObject()->className()).startsWith(s("FocusRing")) &&
                each->opacity() > 0) {
                found.append(each->parentItem());
            }
        }
        return found;
    }

    static bool within(const QQuickItem *item, const QQuickItem *root)
    {
        for (; item; item = item->parentItem()) {
            if (item == root) {
                return true;
            }
        }
        return false;
    }

    // Whether the keys go to a dialog, a menu or the search: those open some frames after the click.
    static bool keysAreElsewhere(World &world)
    {
        for (const QQuickItem *each = world.window->activeFocusItem(); each; each = each->parentItem()) {
            if (each->objectName() == s("findField") || each->inherits("QQuickPopupItem")) {
                return true;
            }
        }
        return false;
    }

    static QString written(World &world) { return world.item(s("composer")).property("text").toString(); }

    static QString textOf(Seq seq) { return lines(seq, 1).messages.front().message.text; }

    static QQuickItem *wordsOf(World &world, Seq seq)
    {
        for (QQuickItem *each : world.all(world.message(textOf(seq)))) {
            if (each->inherits("QQuickTextEdit")) {
                return each;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    // With the tick set, Enter makes the room that was asked for.
    void enterOnTheTickMakesAPrivateRoom()
    {
        World world;
        furnish(world);
        world.click(world.item(s("addRoom")));
        QTRY_VERIFY(within(world.window->activeFocusItem(), &world.item(s("roomNameField"))));
        world.type(s("kitchen"));
        world.key(Qt::Key_Tab);
        world.key(Qt::Key_Space);
        QVERIFY(world.item(s("private")).property("checked").toBool());
        world.key(Qt::Key_Return);
        const auto made = world.told().all<tell::CreateRoom>();
        QCOMPARE(made.size(), std::size_t(1));
        QCOMPARE(made.front().room, s("kitchen"));
        QVERIFY(made.front().isPrivate);
    }

    // A button of its own that has the keys is what Enter means there.
    void enterOnAButtonIsThatButton()
    {
        World world;
        furnish(world);
        QObject *host = openDialog(world, s("newRoom"));
        QVERIFY(host);
        world.type(s("kitchen"));
        while (world.window->activeFocusItem()->property("text").toString() != s("Cancel")) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Return);
        QTRY_VERIFY(!host->property("open").toBool());
        QVERIFY(world.told().all<tell::CreateRoom>().empty() && world.told().all<tell::JoinRoom>().empty());
    }

    // A list that is open takes Enter for its choice, and Escape for closing itself only.
    void anOpenListTakesItsKeys()
    {
        World world;
        furnish(world);
        QObject *host = openDialog(world, s("settings"));
        QQuickItem &box = world.item(s("language"));
        box.forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Space);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Return);
        QCOMPARE(world.settings.language(), s("en"));
        QVERIFY(host->property("open").toBool());
        world.key(Qt::Key_Space);
        world.key(Qt::Key_Escape);
        QVERIFY(host->property("open").toBool());
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!host->property("open").toBool());
    }

    // On the first screen Enter signs in, wherever the keys are.
    void enterSignsIn_data()
    {
        QTest::addColumn<QString>("at");
        for (const char *name : {"address", "name", "password", "keep", "spoken", "account"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void enterSignsIn()
    {
        QFETCH(const QString, at);
        World world;
        const auto fill = [&](const char *field, const char *text) {
            world.click(world.item(QString::fromLatin1(field)));
            world.type(QString::fromLatin1(text));
        };
        fill("address", "127.0.0.1:7777");
        fill("name", "me");
        fill("password", "secret");
        QQuickItem &here = world.item(at);
        while (!within(world.window->activeFocusItem(), &here)) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Return);
        QVERIFY(world.app.start()->busy());
        QCOMPARE(world.sessions.count(), 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatIsTypedGoesToTheComposer_data()
    {
        QTest::addColumn<QString>("after");
        for (const char *name : {"find", "toggleMembers", "roomMenu", "indicator", "own", "jump"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    // After a click on a button, what one types is written; a space is a space, and not that button once more.
    void whatIsTypedGoesToTheComposer()
    {
        QFETCH(const QString, after);
        World world({1300, 720});
        furnish(world);
        world.click(world.item(after));
        if (after != s("toggleMembers")) {
            QTRY_VERIFY(keysAreElsewhere(world));
            world.key(Qt::Key_Escape);                               // what it opened
            QTRY_VERIFY(world.item(s("composer")).hasActiveFocus()); // which it has when that has faded
        }
        world.type(s("so it is"));
        QTRY_COMPARE(written(world), s("so it is"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        QVERIFY(!world.find(s("accept")) && !world.find(s("findField")));
    }

    // Who walks there by keys may press the button by Space; a letter is written.
    void aButtonThatWasReachedByKeysTakesSpace()
    {
        World world({1300, 720});
        furnish(world);
        while (!world.item(s("toggleMembers")).hasActiveFocus()) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Space);
        QVERIFY(!world.find(s("members")));
        world.type(s("Yes"));
        QCOMPARE(written(world), s("Yes"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
    }

    void whatIsTypedOverAListGoesToTheComposer_data()
    {
        QTest::addColumn<QString>("list");
        for (const char *name : {"rooms", "members", "timeline"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void whatIsTypedOverAListGoesToTheComposer()
    {
        QFETCH(const QString, list);
        World world({1300, 720});
        furnish(world);
        while (!world.item(list).hasActiveFocus()) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Down);
        world.type(s("hello"));
        QCOMPARE(written(world), s("hello"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().size(), std::size_t(1));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Somebody marks words of a message to answer them.
    void whatIsTypedOverAMessageGoesToTheComposer()
    {
        World world;
        furnish(world);
        world.click(*wordsOf(world, 3));
        QVERIFY(!world.item(s("composer")).hasActiveFocus());
        world.type(s("Oh!"));
        QCOMPARE(written(world), s("Oh!"));
        world.click(*wordsOf(world, 3));
        QGuiApplication::clipboard()->setText(s(" and this"));
        world.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(written(world), s("Oh! and this"));
    }

    // A key that means something is none that is written.
    void keysWithAMeaningAreNotWritten()
    {
        World world({1300, 720});
        furnish(world);
        while (!world.item(s("members")).hasActiveFocus()) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_X, Qt::ControlModifier);
        world.key(Qt::Key_X, Qt::AltModifier);
        world.key(Qt::Key_Delete);
        world.key(Qt::Key_F2);
        QCOMPARE(written(world), QString());
        QVERIFY(world.item(s("members")).hasActiveFocus());
    }

    void otherFieldsKeepWhatIsTyped()
    {
        World world;
        furnish(world);
        world.click(world.item(s("find")));
        world.type(s("line"));
        QCOMPARE(world.item(s("findField")).property("text").toString(), s("line"));
        QCOMPARE(written(world), QString());
    }

    // A click on a message sets no ring; the next arrow goes on from that row.
    void theRingComesWithTheKeysToTheRowThatWasClicked()
    {
        World world;
        furnish(world);
        world.click(*wordsOf(world, 5));
        QCOMPARE(rings(world), QList<QQuickItem *>());
        world.key(Qt::Key_Up);
        const QList<QQuickItem *> seen = rings(world);
        QCOMPARE(seen.size(), qsizetype(1));
        QVERIFY(within(seen.front(), world.message(textOf(4))));
        world.click(*wordsOf(world, 7));
        QCOMPARE(rings(world), QList<QQuickItem *>());
    }

    void theRingIsOnTheMemberThatWasClicked()
    {
        World world({1300, 720});
        furnish(world);
        QQuickItem &members = world.item(s("members"));
        QQuickItem *cy = nullptr;
        for (QQuickItem *each : world.all(&members)) {
            cy = each->property("user").toString() == s("cy") && each->property("marked").isValid() ? each : cy;
        }
        QVERIFY(cy);
        world.click(*cy);
        QCOMPARE(rings(world), QList<QQuickItem *>());
        world.key(Qt::Key_F6);
        QVERIFY(members.hasActiveFocus());
        const QList<QQuickItem *> seen = rings(world);
        QCOMPARE(seen.size(), qsizetype(1));
        QVERIFY(within(seen.front(), cy));
    }

    // What the pointer opens shows no ring; the first key brings it.
    void theMouseBringsNoRing()
    {
        World world({400, 720});
        furnish(world);
        world.click(world.item(s("back")));
        QVERIFY(world.item(s("rooms")).hasActiveFocus());
        QCOMPARE(rings(world), QList<QQuickItem *>());
        world.key(Qt::Key_Down);
        QCOMPARE(rings(world).size(), qsizetype(1));
    }

    void aDialogOfTheMouseBringsNoRing()
    {
        World world;
        furnish(world);
        world.click(world.item(s("indicator")));
        QTRY_VERIFY(world.find(s("accept")));
        world.settle();
        QCOMPARE(rings(world), QList<QQuickItem *>());
        world.key(Qt::Key_Tab);
        QCOMPARE(rings(world).size(), qsizetype(1));
    }

    // The box shows what was chosen, also once its own words are in that language.
    void theLanguageBoxShowsWhatWasChosen()
    {
        World world;
        furnish(world);
        QObject::connect(&world.settings, &SettingsModel::languageChanged, &world.engine,
                         [&] { world.speak(world.settings.language()); });
        QVERIFY(openDialog(world, s("settings")));
        QQuickItem &box = world.item(s("language"));
        world.click(box);
        QQuickItem *chinese = nullptr;
        for (QQuickItem *each : world.all()) {
            chinese = each->property("text").toString() == s("简体中文") && each->inherits("QQuickItemDelegate")
                          ? each
                          : chinese;
        }
        QVERIFY(chinese);
        world.click(*chinese);
        QCOMPARE(world.settings.language(), s("zh_CN"));
        QCOMPARE(box.property("displayText").toString(), s("简体中文"));
        world.settings.setLanguage(s("en"));
        QCOMPARE(box.property("displayText").toString(), s("English"));
    }

    void theBoxOfWhatIsSpokenKeepsItsChoiceInAnotherLanguage()
    {
        World world;
        world.app.start()->spoken()->choose(s("rooms"));
        world.settle();
        QQuickItem &box = world.item(s("spoken"));
        const int chosen = box.property("currentIndex").toInt();
        QVERIFY(chosen > 0);
        world.speak(s("zh_CN"));
        QCOMPARE(box.property("currentIndex").toInt(), chosen);
        QCOMPARE(world.app.start()->spoken()->labels().at(chosen), box.property("displayText").toString());
    }
};

TEST_WITH_GUI_APPLICATION(TestKeys)

} // namespace tst_keys

#include "tst_keys.moc"
