// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_access {

using namespace banter;
using namespace banter::testing;

// Who uses no mouse, or does not see the screen: Tab reaches what there is to do, and each stop says what it is.
class TestAccess : public QObject {
    Q_OBJECT

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(item);
        return seen ? seen->text(QAccessible::Name) : QString();
    }

    // Qt keeps all words of such a field from screen readers, its name too.
    static bool isPassword(QQuickItem *item)
    {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(item);
        return seen && seen->state().passwordEdit;
    }

    static QAccessible::Role roleOf(QQuickItem *item)
    {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(item);
        return seen ? seen->role() : QAccessible::NoRole;
    }

    // The stops of Tab, from where the keys are until it comes round; each once.
    static QList<QQuickItem *> stops(World &world, int key = Qt::Key_Tab)
    {
        QAccessible::setActive(true); // as a screen reader does: controls begin to describe themselves
        QList<QQuickItem *> found;
        constexpr int Most = 80;
        for (int step = 0; step < Most; ++step) {
            QQuickItem *here = world.window->activeFocusItem();
            if (!here || found.contains(here)) {
                break;
            }
            found.append(here);
            if (key == Qt::Key_Tab) {
                world.key(key);
            } else {
                world.key(key, Qt::ShiftModifier);
            }
        }
        return found;
    }

    // Every stop has a name and a role, is in the window, and shows that it holds the keys.
    static void checkStops(World &world, int atLeast)
    {
        const QList<QQuickItem *> found = stops(world);
        QVERIFY2(found.size() >= atLeast, qPrintable(QString::number(found.size())));
        for (QQuickItem *stop : found) {
            const QString what = QStringLiteral("%1 \"%2\" of %3")
                                     .arg(QString::fromLatin1(stop->metaObject()->className()), stop->objectName(),
                                          QString::fromLatin1(stop->parentItem()->metaObject()->className()));
            QVERIFY2(isPassword(stop) || !nameOf(stop).isEmpty(), qPrintable(what));
            QVERIFY2(roleOf(stop) != QAccessible::NoRole && roleOf(stop) != QAccessible::Client, qPrintable(what));
            QVERIFY2(stop->isVisible() && stop->isEnabled(), qPrintable(what));
        }
    }

    static bool reached(const QList<QQuickItem *> &stops, QQuickItem *wanted)
    {
        return std::any_of(stops.begin(), stops.end(), [wanted](QQuickItem *stop) {
            for (QQuickItem *each = stop; each; each = each->parentItem()) {
                if (each == wanted) {
                    return true;
                }
            }
            return false;
        });
    }

private Q_SLOTS:
    void theFirstScreen_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1100;
        QTest::newRow("narrow") << 400;
    }

    void theFirstScreen()
    {
        QFETCH(const int, width);
        World world({width, 720});
        const QList<QQuickItem *> found = stops(world);
        for (const char *name : {"address", "name", "password", "keep", "submit", "settings"}) {
            QVERIFY2(reached(found, &world.item(QString::fromLatin1(name))), name);
        }
        checkStops(world, 8);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theChat_data() { theFirstScreen_data(); }

    void theChat()
    {
        QFETCH(const int, width);
        World world({width, 720});
        world.signIn();
        world.enter();
        world.say(livelyRoom(world.time.clock.wallMs()));
        const QList<QQuickItem *> found = stops(world);
        for (const char *name : {"composer", "timeline", "find", "toggleMembers", "roomMenu"}) {
            QVERIFY2(reached(found, &world.item(QString::fromLatin1(name))), name);
        }
        if (width > 1000) {
            for (const char *name : {"rooms", "own", "jump"}) {
                QVERIFY2(reached(found, &world.item(QString::fromLatin1(name))), name);
            }
        } else {
            QVERIFY(reached(found, &world.item(QStringLiteral("back"))));
        }
        checkStops(world, 7);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Backwards comes to the same places, in the other order.
    void shiftTabGoesBack()
    {
        World world({1100, 720});
        world.signIn();
        world.enter();
        const QList<QQuickItem *> forth = stops(world);
        QList<QQuickItem *> back = stops(world, Qt::Key_Backtab);
        QCOMPARE(back.size(), forth.size());
        QCOMPARE(back.first(), forth.first());
        std::reverse(back.begin() + 1, back.end());
        QCOMPARE(back, forth);
    }

    void dialogs_data()
    {
        QTest::addColumn<QString>("function");
        for (const char *name : {"settings", "shortcuts", "diagnostics", "switcher", "newRoom", "leaveRoom", "invite",
                                 "statusText", "hostAddress", "signOut"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    // A dialog has the keys, keeps them, and gives them back.
    void dialogs()
    {
        QFETCH(const QString, function);
        World world({1100, 720});
        world.signIn();
        world.enter();
        world.say(livelyRoom(world.time.clock.wallMs()));
        QObject *host = world.window->findChild<QObject *>(QStringLiteral("dialogs"));
        QVERIFY(host);
        QVERIFY(QMetaObject::invokeMethod(host, function.toLatin1().constData()));
        QTRY_VERIFY(host->property("open").toBool());
        world.settle();
        const QQuickItem *timeline = world.find(QStringLiteral("timeline"));
        const QList<QQuickItem *> found = stops(world);
        QVERIFY(!reached(found, const_cast<QQuickItem *>(timeline)));
        checkStops(world, 1);
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!host->property("open").toBool());
        QTRY_VERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    // A row of the timeline says who, when and what, and an own one what became of it.
    void messagesAreRead()
    {
        World world({1100, 720});
        world.signIn();
        world.enter();
        Changes changes;
        changes.messages = {message(1, QStringLiteral("ann")),
                            ownMessage(0, QStringLiteral("mine"), DeliveryState::Pending)};
        changes.messages.back().message.text = QStringLiteral("still here?");
        world.say(changes);
        QAccessible::setActive(true);
        QQuickItem *theirs = world.message(changes.messages.front().message.text);
        QQuickItem *own = world.message(QStringLiteral("still here?"));
        QVERIFY(theirs && own);
        QCOMPARE(roleOf(theirs), QAccessible::ListItem);
        QVERIFY(nameOf(theirs).contains(QStringLiteral("ann")));
        QVERIFY(nameOf(theirs).contains(changes.messages.front().message.text));
        QVERIFY(nameOf(own).contains(QStringLiteral("waiting to be sent")));
    }

    // Colour never speaks alone: the indicator and each member say their state in words.
    void statesAreWords()
    {
        World world({1300, 720});
        world.signIn();
        world.enter();
        Changes changes;
        changes.roster[QStringLiteral("lobby")] = {member(QStringLiteral("bo"), PresenceStatus::Busy)};
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        changes.connection->nextTryAt = world.time.clock.monotonicMs() + 8'000;
        world.say(changes);
        QAccessible::setActive(true);
        QString indicator;
        QString bo;
        for (QQuickItem *each : world.all()) {
            const QString name = nameOf(each);
            if (name.startsWith(QStringLiteral("Connection:"))) {
                indicator = name;
            }
            if (name.startsWith(QStringLiteral("bo")) && roleOf(each) == QAccessible::ListItem) {
                bo = name;
            }
        }
        QVERIFY2(indicator.contains(QStringLiteral("Reconnecting")), qPrintable(indicator));
        QVERIFY2(bo.contains(QStringLiteral("busy"), Qt::CaseInsensitive), qPrintable(bo));
    }
};

TEST_WITH_GUI_APPLICATION(TestAccess)

} // namespace tst_access

#include "tst_access.moc"
