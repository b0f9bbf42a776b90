// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_navigation {

using namespace banter;
using namespace banter::testing;

// From room to room and from pane to pane, with the keyboard and with one pane at a time.
class TestNavigation : public QObject {
    Q_OBJECT

    // Three rooms that one is in, and one that can be joined.
    static void furnish(World &world)
    {
        world.signIn();
        Changes changes;
        for (const char *name : {"alpha", "beta", "gamma"}) {
            changes.rooms[QString::fromLatin1(name)] = room(QString::fromLatin1(name));
        }
        changes.rooms[QStringLiteral("open house")] = room(QStringLiteral("open house"), false);
        changes.roster[QStringLiteral("alpha")] = {member(QStringLiteral("me"), PresenceStatus::Online),
                                                   member(QStringLiteral("bo"), PresenceStatus::Away)};
        world.say(changes);
        QCOMPARE(world.session().current()->room(), QStringLiteral("alpha"));
    }

    static QString shownRoom(World &world)
    {
        const QQuickItem *name = world.find(QStringLiteral("roomName"));
        return name ? name->property("text").toString() : QString();
    }

    // The row of the rail that is that room's.
    static QQuickItem *railRow(World &world, const QString &name)
    {
        for (QQuickItem *each : world.all(&world.item(QStringLiteral("rooms")))) {
            if (each->property("room").toString() == name && each->property("joined").isValid()) {
                return each;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    void clicksOnARoom()
    {
        World world;
        furnish(world);
        QQuickItem *beta = railRow(world, QStringLiteral("beta"));
        QVERIFY(beta);
        world.click(*beta);
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
    }

    void aClickJoinsARoomThatIsOpen()
    {
        World world;
        furnish(world);
        QQuickItem *open = railRow(world, QStringLiteral("open house"));
        QVERIFY(open);
        world.click(*open);
        QCOMPARE(world.told().all<tell::JoinRoom>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::JoinRoom>().front().room, QStringLiteral("open house"));
    }

    void altAndArrowsStepThroughRooms()
    {
        World world;
        furnish(world);
        world.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
        world.key(Qt::Key_Down, Qt::AltModifier);
        world.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(shownRoom(world), QStringLiteral("alpha")); // round, and never into a room that is not joined
        world.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(shownRoom(world), QStringLiteral("gamma"));
    }

    void theSwitcherFindsARoomByItsLetters()
    {
        World world;
        furnish(world);
        world.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(world.item(QStringLiteral("switcherField")).hasActiveFocus());
        QTRY_COMPARE(world.item(QStringLiteral("switcherList")).property("count").toInt(), 4);
        world.type(QStringLiteral("amm"));
        QCOMPARE(world.item(QStringLiteral("switcherList")).property("count").toInt(), 1);
        world.key(Qt::Key_Return);
        QCOMPARE(shownRoom(world), QStringLiteral("gamma"));
        QTRY_VERIFY(!world.find(QStringLiteral("switcherField")));
        QTRY_VERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theSwitcherWalksByArrowsAndLeavesByEscape()
    {
        World world;
        furnish(world);
        world.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(world.item(QStringLiteral("switcherField")).hasActiveFocus());
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Return);
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
        QTRY_VERIFY(!world.find(QStringLiteral("switcherField")));
        world.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(world.item(QStringLiteral("switcherField")).hasActiveFocus());
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(QStringLiteral("switcherField")));
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
    }

    void f6WalksThroughThePanes()
    {
        World world({1300, 720});
        furnish(world);
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        world.key(Qt::Key_F6);
        QVERIFY(world.item(QStringLiteral("members")).hasActiveFocus());
        world.key(Qt::Key_F6);
        QVERIFY(world.item(QStringLiteral("rooms")).hasActiveFocus());
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Return);
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
    }

    void ctrlShiftMTogglesTheMembers()
    {
        World world({1300, 720});
        furnish(world);
        QVERIFY(world.find(QStringLiteral("members")));
        world.key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!world.find(QStringLiteral("members")));
        world.key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(world.find(QStringLiteral("members")));
    }

    // One pane at a time: into a room, to its members, and all the way back.
    void aNarrowWindowHasAWayThereAndBack()
    {
        World world({400, 720});
        furnish(world);
        QVERIFY(!world.find(QStringLiteral("rooms")));
        world.click(world.item(QStringLiteral("back")));
        QVERIFY(world.find(QStringLiteral("rooms")));
        QVERIFY(!world.find(QStringLiteral("composer")));
        QQuickItem *gamma = railRow(world, QStringLiteral("gamma"));
        QVERIFY(gamma);
        world.click(*gamma);
        QCOMPARE(shownRoom(world), QStringLiteral("gamma"));
        QVERIFY(!world.find(QStringLiteral("rooms")));
        world.click(world.item(QStringLiteral("toggleMembers")));
        QVERIFY(world.find(QStringLiteral("members")));
        QVERIFY(!world.find(QStringLiteral("composer")));
        world.key(Qt::Key_Escape);
        QVERIFY(!world.find(QStringLiteral("members")));
        QVERIFY(world.find(QStringLiteral("composer")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // What was chosen while there was room for all is what stays when there is no longer.
    void narrowingKeepsTheRoom()
    {
        World world({1300, 720});
        furnish(world);
        world.click(*railRow(world, QStringLiteral("beta")));
        world.resize({400, 720});
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
        QVERIFY(!world.find(QStringLiteral("rooms")));
        QVERIFY(world.find(QStringLiteral("roomIndicator"))); // the connection stays in sight
        world.resize({1300, 720});
        QVERIFY(world.find(QStringLiteral("rooms")));
        QCOMPARE(shownRoom(world), QStringLiteral("beta"));
    }

    void theBoardTellsWhereThePointerIs()
    {
        World world;
        furnish(world);
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QQuickItem &board = world.item(QStringLiteral("board"));
        world.hover(board, {board.width() / 2, board.height() / 4});
        world.hover(board, {board.width() / 4, board.height() / 2});
        const auto moves = world.told().all<tell::MoveCursor>();
        QVERIFY(!moves.empty());
        QCOMPARE(moves.back().room, QStringLiteral("alpha"));
        QVERIFY(std::abs(moves.back().point.x - 0.25) < 0.01);
        QVERIFY(std::abs(moves.back().point.y - 0.5) < 0.01);
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!world.told().all<tell::LeaveCursor>().empty());
    }
};

TEST_WITH_GUI_APPLICATION(TestNavigation)

} // namespace tst_navigation

#include "tst_navigation.moc"
