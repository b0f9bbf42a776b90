// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"

#include <QQmlContext>
#include <QQmlProperty>
#include <QStyleHints>
#include <QTest>

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

    // A server without presence: what is not offered cannot be reached either.
    void whatIsHiddenTakesNoKeys()
    {
        World world;
        world.signIn();
        world.enter();
        Changes plain;
        plain.capabilities = everything();
        plain.capabilities->presence = plain.capabilities->statusText = false;
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

    void aMessageOfOthersCanOnlyBeCopied()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(lines(1, 3));
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(rows(world).size(), 1);
        for (int step = 0; step < 3; ++step) {
            world.key(Qt::Key_Down);
            QCOMPARE(highlighted(world), s("Copy text"));
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

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
