// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QQmlContext>
#include <QQmlProperty>
#include <QStyleHints>
#include <QTest>

namespace tst_menus {

using namespace banter;
using namespace banter::testing;

// Menus and small dialogs: where they open, what they offer, and that nothing in them is cut.
class TestMenus : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static QList<QQuickItem *> rows(World &world)
    {
        QList<QQuickItem *> found;
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem")) {
                found.append(each);
            }
        }
        return found;
    }

    static QRectF menuPlace(World &world)
    {
        QRectF whole;
        for (QQuickItem *row : rows(world)) {
            whole |= world.place(*row);
        }
        return whole;
    }

    static QString highlighted(World &world)
    {
        for (QQuickItem *row : rows(world)) {
            if (row->property("highlighted").toBool()) {
                return row->property("text").toString();
            }
        }
        return {};
    }

    static int said(World &world, const QString &text)
    {
        const QList<QQuickItem *> items = world.all();
        return static_cast<int>(std::count_if(
            items.begin(), items.end(), [&](QQuickItem *each) { return each->property("text").toString() == text; }));
    }

    // Where there is room for one pane only, it is a step away.
    static QQuickItem &ownCard(World &world)
    {
        if (!world.find(s("own"))) {
            world.click(world.item(s("back")));
        }
        return world.item(s("own"));
    }

private Q_SLOTS:
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    void theOwnMenuOpensAboveTheCard_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("wide") << 1100 << false;
        QTest::newRow("mirrored") << 1100 << true;
        QTest::newRow("narrow") << 400 << false;
    }

    void theOwnMenuOpensAboveTheCard()
    {
        QFETCH(const int, width);
        QFETCH(const bool, mirrored);
        QGuiApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        World world({width, 720});
        world.signIn();
        world.enter();
        QQuickItem &card = ownCard(world);
        QRectF first;
        for (int opened = 0; opened < 2; ++opened) {
            world.click(card);
            QTRY_VERIFY(!rows(world).isEmpty());
            const QRectF menu = menuPlace(world);
            const QRectF below = world.place(card);
            QVERIFY2(menu.bottom() <= below.top() && menu.bottom() > below.top() - 20,
                     qPrintable(QString::number(menu.bottom())));
            QVERIFY(menu.left() >= 0 && menu.right() <= width);
            QVERIFY(mirrored ? below.right() - menu.right() < 40 : menu.left() - below.left() < 40);
            first = opened == 0 ? menu : first;
            QCOMPARE(menu, first);
            world.key(Qt::Key_Escape);
            QTRY_VERIFY(rows(world).isEmpty());
        }
        QCOMPARE(world.complaints(), QStringList());
    }

    void theRoomMenuOpensUnderItsButton()
    {
        World world;
        world.signIn();
        world.enter();
        QQuickItem &button = world.item(s("roomMenu"));
        world.click(button);
        QTRY_VERIFY(!rows(world).isEmpty());
        const QRectF menu = menuPlace(world);
        QVERIFY(menu.top() >= world.place(button).bottom() && menu.top() < world.place(button).bottom() + 20);
        QVERIFY(std::abs(menu.right() - world.place(button).right()) < 12);
        QCOMPARE(world.complaints(), QStringList());
    }

    void noRowIsCut_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<double>("scale");
        for (const char *language : {"en", "zh_CN"}) {
            for (const double scale : {1.0, 1.5}) {
                QTest::addRow("%s %.1f", language, scale) << QString::fromLatin1(language) << scale;
            }
        }
    }

    void noRowIsCut()
    {
        QFETCH(const QString, language);
        QFETCH(const double, scale);
        World world;
        world.settings.setTextScale(scale);
        world.speak(language);
        world.signIn();
        world.enter();
        world.click(ownCard(world));
        QTRY_VERIFY(!rows(world).isEmpty());
        for (QQuickItem *row : rows(world)) {
            for (QQuickItem *each : world.all(row)) {
                QVERIFY2(!each->property("truncated").toBool(), qPrintable(each->property("text").toString()));
            }
        }
    }

    // A server without presence: what is not offered cannot be reached either.
    void whatIsHiddenTakesNoKeys()
    {
        World world;
        world.signIn();
        world.enter();
        Changes plain;
        plain.capabilities = everything();
        plain.capabilities->presence = plain.capabilities->statusText = plain.capabilities->devices = false;
        world.say(plain);
        const std::size_t told = world.told().all<tell::SetPresence>().size();
        world.item(s("own")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(!rows(world).isEmpty());
        world.key(Qt::Key_Down);
        QCOMPARE(highlighted(world), s("Connection…"));
        world.key(Qt::Key_Down);
        QCOMPARE(highlighted(world), s("Settings…"));
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Up);
        QCOMPARE(highlighted(world), s("Connection…"));
        world.key(Qt::Key_Return);
        QTRY_VERIFY(rows(world).isEmpty());
        QCOMPARE(world.told().all<tell::SetPresence>().size(), told);
        QTRY_VERIFY(world.window->findChild<QObject *>(s("dialogs"))->property("open").toBool());
        QCOMPARE(world.complaints(), QStringList());
    }

    void aMessageOfOthersIsNeitherSentNorDeleted()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(lines(1, 3));
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(rows(world).size(), 3);
        for (const char *each : {"Reply", "React", "Copy text", "Copy text"}) {
            world.key(Qt::Key_Down);
            QCOMPARE(highlighted(world), s(each));
        }
        world.key(Qt::Key_Return);
        QTRY_VERIFY(rows(world).isEmpty());
        QVERIFY(world.told().all<tell::Retry>().empty());
        QVERIFY(world.told().all<tell::Hold>().empty());
        QVERIFY(world.told().all<tell::Discard>().empty());
    }

    void theKeysReachAllOfAWaitingMessage()
    {
        World world;
        world.signIn();
        world.enter();
        Changes own;
        own.messages = {ownMessage(0, s("waits"), DeliveryState::Pending)};
        own.messages[0].editable = true;
        world.say(own);
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(rows(world).size(), 3);
        for (const char *each : {"Copy text", "Edit", "Do not send"}) {
            world.key(Qt::Key_Down);
            QCOMPARE(highlighted(world), s(each));
        }
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Hold>().size(), std::size_t(1));
    }

    void noHintLiesOverTheMenu()
    {
        QGuiApplication::styleHints()->setUseHoverEffects(true); // as on a desktop
        World world;
        world.signIn();
        world.enter();
        QQuickItem &button = world.item(s("roomMenu"));
        const QString hint = button.property("text").toString();
        QVERIFY(QQmlProperty(&button, s("ToolTip.delay"), qmlContext(&button)).write(0));
        world.hover(button, {4, 4});
        world.hover(button, {button.width() / 2, button.height() / 2});
        QTRY_COMPARE(said(world, hint), 2); // the button itself, and what says so
        world.click(button);
        QTRY_VERIFY(!rows(world).isEmpty());
        world.settle();
        QCOMPARE(said(world, hint), 1);
        world.key(Qt::Key_Escape);
        QTRY_COMPARE(said(world, hint), 2);
        QCOMPARE(world.complaints(), QStringList());
    }

    void fieldsStayInTheirDialog_data()
    {
        QTest::addColumn<QString>("dialog");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("width");
        for (const int width : {360, 1100}) {
            QTest::addRow("status text %d", width) << s("statusText") << s("statusField") << width;
            QTest::addRow("invite %d", width) << s("invite") << s("inviteField") << width;
            QTest::addRow("new room %d", width) << s("newRoom") << s("roomNameField") << width;
        }
    }

    void fieldsStayInTheirDialog()
    {
        QFETCH(const QString, dialog);
        QFETCH(const QString, field);
        QFETCH(const int, width);
        World world({width, 720});
        world.signIn();
        world.enter();
        QObject *host = world.window->findChild<QObject *>(s("dialogs"));
        QVERIFY(QMetaObject::invokeMethod(host, dialog.toLatin1().constData()));
        QTRY_VERIFY(host->property("open").toBool());
        world.settle();
        // The buttons end where the padding begins, and so must the field.
        QCOMPARE(world.place(world.item(field)).right(), world.place(world.item(s("accept"))).right());
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestMenus)

} // namespace tst_menus

#include "tst_menus.moc"
