// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"

#include <QTest>

using namespace banter;
using namespace banter::testing;

// Read is what somebody could see; what nobody could is unread on every device.
class TestReading : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static void fill(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1001, 60);
        changes.roster[s("lobby")] = {member(s("me"), PresenceStatus::Online), member(s("bo"), PresenceStatus::Away)};
        world.say(changes);
    }

    static Seq readUpTo(World &world)
    {
        const auto marks = world.told().all<tell::MarkRead>();
        return marks.empty() ? 0 : marks.back().seq;
    }

    static void arrive(World &world, Seq first, int count)
    {
        Changes changes = arriving(first, count);
        changes.rooms[s("lobby")] = room(s("lobby"), true, count);
        world.say(changes);
        world.settle();
    }

    static QQuickItem *lobbyInTheRail(World &world)
    {
        for (QQuickItem *each : world.all(&world.item(s("rooms")))) {
            if (each->property("joined").isValid() && each->property("room").toString() == s("lobby")) {
                return each;
            }
        }
        return nullptr;
    }

    static int badge(World &world)
    {
        for (QQuickItem *each : world.all(lobbyInTheRail(world))) {
            if (each->inherits("QQuickRectangle") && each->property("count").isValid()) {
                return each->property("count").toInt();
            }
        }
        return 0;
    }

    static void hide(World &world, const QString &behind)
    {
        if (behind == s("rooms")) {
            world.click(world.item(s("back")));
        } else if (behind == s("board")) {
            world.key(Qt::Key_B, Qt::ControlModifier);
        } else if (behind == s("members")) {
            world.click(world.item(s("toggleMembers")));
        } else {
            world.session().setActive(false);
        }
    }

    static void show(World &world, const QString &behind)
    {
        if (behind == s("rooms")) {
            world.click(*lobbyInTheRail(world));
        } else if (behind == s("board")) {
            world.key(Qt::Key_B, Qt::ControlModifier);
        } else if (behind == s("members")) {
            world.key(Qt::Key_Escape);
        } else {
            world.session().setActive(true);
        }
    }

private Q_SLOTS:
    void whatNobodySeesIsNotRead_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("rooms") << 420;
        QTest::newRow("members") << 420;
        QTest::newRow("board") << 1100;
        QTest::newRow("another window") << 1100;
    }

    void whatNobodySeesIsNotRead()
    {
        QFETCH(const int, width);
        const QString behind = QString::fromLatin1(QTest::currentDataTag());
        World world({width, 720});
        fill(world);
        QTRY_COMPARE(readUpTo(world), Seq(1060));
        hide(world, behind);
        arrive(world, 1061, 3);
        QCOMPARE(readUpTo(world), Seq(1060));
        show(world, behind);
        QTRY_COMPARE(readUpTo(world), Seq(1063));
        QVERIFY(world.message(lines(1061, 1).messages[0].message.text)->property("firstUnread").toBool());
        arrive(world, 1064, 1);
        QTRY_COMPARE(readUpTo(world), Seq(1064));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Who had scrolled up before has not seen the newest after either.
    void whatIsBelowIsNotReadOnceTheRoomIsBack()
    {
        World world({420, 720});
        fill(world);
        QTRY_COMPARE(readUpTo(world), Seq(1060));
        world.key(Qt::Key_PageUp);
        world.key(Qt::Key_PageUp);
        hide(world, s("rooms"));
        arrive(world, 1061, 3);
        show(world, s("rooms"));
        world.settle();
        QCOMPARE(readUpTo(world), Seq(1060));
        QCOMPARE(world.item(s("newest")).property("text").toString(), s("3 new"));
    }

    void theRailCountsWhatTheCurrentRoomDoesNotShow()
    {
        World world({1100, 720});
        fill(world);
        arrive(world, 1061, 3);
        QCOMPARE(badge(world), 0);
        world.key(Qt::Key_B, Qt::ControlModifier);
        arrive(world, 1064, 2);
        QCOMPARE(badge(world), 2);
        QVERIFY(lobbyInTheRail(world)->property("loud").toBool());
        world.key(Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(badge(world), 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    void littleBelowIsStillBelow()
    {
        World world;
        fill(world);
        QQuickItem &timeline = world.item(s("timeline"));
        timeline.forceActiveFocus(Qt::TabFocusReason);
        for (int step = 0; step < 60 && world.session().timeline()->following(); ++step) {
            world.key(Qt::Key_Up);
        }
        QVERIFY(!world.session().timeline()->following());
        QVERIFY(!world.find(s("newest"))); // so near, it would only be in the way
        arrive(world, 1061, 2);
        QCOMPARE(world.item(s("newest")).property("text").toString(), s("2 new"));
        QTRY_COMPARE(world.item(s("newest")).opacity(), 1.0);
        world.click(world.item(s("newest")));
        QTRY_VERIFY(!world.find(s("newest")));
        QTRY_COMPARE(readUpTo(world), Seq(1062));
    }
};

QTEST_MAIN(TestReading)
#include "tst_reading.moc"
