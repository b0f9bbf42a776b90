// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>

namespace tst_system_menu {

using namespace banter;
using namespace banter::testing;

// The menu bar of a Mac, which no other system shows: its items do what they say.
class TestSystemMenu : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static QObject *itemOf(QObject *bar, const QString &text)
    {
        for (QObject *each : bar->findChildren<QObject *>()) {
            if (each->inherits("QQuickLabsPlatformMenuItem") && each->property("text").toString() == text)
                return each;
        }
        return nullptr;
    }

    static std::unique_ptr<QObject> barOf(World &world)
    {
        QQmlComponent component(qmlEngine(&world.item(s("composer"))), QUrl(s("qrc:/qt/qml/Banter/SystemMenuBar.qml")));
        QQuickWindow *window = world.item(s("composer")).window();
        std::unique_ptr<QObject> bar(component.createWithInitialProperties(
            {{s("owner"), QVariant::fromValue(window)},
             {s("dialogs"), QVariant::fromValue(window->findChild<QObject *>(s("dialogs")))},
             {s("app"), QVariant::fromValue(&world.app)}}));
        if (!bar)
            qWarning() << component.errors();
        return bar;
    }

    static bool choose(QObject &bar, const char *text)
    {
        QObject *item = itemOf(&bar, s(text));
        return item && item->property("enabled").toBool() && QMetaObject::invokeMethod(item, "triggered");
    }

private Q_SLOTS:
    void editsTheFieldThatHasTheKeys();
    void opensWhatItNames();
};

void TestSystemMenu::editsTheFieldThatHasTheKeys()
{
    World world;
    world.signIn();
    world.enter();
    const std::unique_ptr<QObject> bar = barOf(world);
    QVERIFY(bar);
    world.click(world.item(s("composer")));
    world.type(s("one two"));
    QQuickItem *field = world.item(s("composer")).window()->activeFocusItem();
    QCOMPARE(field->property("text").toString(), s("one two"));
    QVERIFY(choose(*bar, "Select all"));
    QVERIFY(choose(*bar, "Cut"));
    QCOMPARE(field->property("text").toString(), QString());
    QVERIFY(choose(*bar, "Paste"));
    QVERIFY(choose(*bar, "Paste"));
    QCOMPARE(field->property("text").toString(), s("one twoone two"));
    QVERIFY(choose(*bar, "Undo"));
    QVERIFY(field->property("text").toString() != s("one twoone two"));
}

void TestSystemMenu::opensWhatItNames()
{
    World world;
    world.signIn();
    world.enter();
    const std::unique_ptr<QObject> bar = barOf(world);
    QVERIFY(bar);
    QObject *dialogs = world.item(s("composer")).window()->findChild<QObject *>(s("dialogs"));
    for (const char *text : {"Settings…", "New room…", "Jump to a room", "Keyboard shortcuts", "Connection…"}) {
        QVERIFY2(choose(*bar, text), text);
        world.settle();
        QTRY_VERIFY2(dialogs->property("open").toBool(), text);
        QMetaObject::invokeMethod(dialogs, "close");
        world.settle();
        QTRY_VERIFY2(!dialogs->property("open").toBool(), text);
    }
    QVERIFY(itemOf(bar.get(), s("About Banter")));
    QVERIFY(itemOf(bar.get(), s("Quit Banter")));
}

TEST_WITH_GUI_APPLICATION(TestSystemMenu)

} // namespace tst_system_menu

#include "tst_system_menu.moc"
