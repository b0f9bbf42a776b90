// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

namespace tst_plain_servers {

using namespace banter;
using namespace banter::testing;

namespace {

/// What a server gives that only passes on what is said.
Capabilities onlyMessages()
{
    Capabilities can;
    can.echoes = true;
    can.counts = can.ownNames = can.keepsMembership = can.ownStatus = false;
    return can;
}

Capabilities onlyNotices()
{
    Capabilities can;
    can.rooms = false;
    return can;
}

Changes of(const Capabilities &can)
{
    Changes changes;
    changes.capabilities = can;
    return changes;
}

} // namespace

// What a server cannot do is not offered, and what is not known is said to be.
class TestPlainServers : public QObject {
    Q_OBJECT

    static Changes unconfirmed()
    {
        Changes changes;
        changes.messages.push_back(ownMessage(0, QStringLiteral("perhaps"), DeliveryState::Unconfirmed));
        changes.messages.back().failure = QStringLiteral("timed_out: It is not known whether this message arrived.");
        return changes;
    }

    static Changes absence(bool atEnd, std::vector<Gap> gaps)
    {
        Changes changes;
        changes.history[QStringLiteral("lobby")].gapsStay = true;
        changes.history[QStringLiteral("lobby")].gapAtEnd = atEnd;
        changes.history[QStringLiteral("lobby")].gaps = std::move(gaps);
        return changes;
    }

    // The visible texts of the whole window.
    static QStringList words(World &world)
    {
        QStringList all;
        for (QQuickItem *item : world.all()) {
            const QVariant text = item->property("text");
            if (text.isValid() && !text.toString().isEmpty()) {
                all.append(text.toString());
            }
        }
        return all;
    }

    static void shoot(World &world, const QString &name)
    {
        const QString folder = qEnvironmentVariable("BANTER_SHOTS");
        if (!folder.isEmpty()) {
            world.settle();
            QVERIFY(QDir().mkpath(folder));
            QVERIFY(world.window->grabWindow().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
        }
    }

private Q_SLOTS:
    void whatCannotBeDoneIsNotOffered()
    {
        World world({1440, 800});
        world.signIn();
        world.enter();
        for (const char *name : {"addRoom", "toggleMembers", "faces", "members"}) {
            QVERIFY2(world.find(QLatin1String(name)), name);
        }
        world.say(of(onlyMessages()));
        for (const char *name : {"toggleMembers", "faces", "members"}) {
            QVERIFY2(!world.find(QLatin1String(name)), name);
        }
        QVERIFY(world.find(QStringLiteral("addRoom"))); // a room is entered by its name
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        world.key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        world.settle();
        QVERIFY(world.find(QStringLiteral("timeline")) && !world.find(QStringLiteral("members")));
        Capabilities can = onlyMessages();
        can.roomList = true;
        world.say(of(can));
        QVERIFY(!world.find(QStringLiteral("addRoom"))); // of those that are listed
        can.unlistedRooms = true;
        world.say(of(can));
        QVERIFY(world.find(QStringLiteral("addRoom"))); // and of others
        QCOMPARE(world.complaints(), QStringList());
    }

    void ownMenuHoldsNoPresenceThatCannotBeSet()
    {
        World world({900, 720});
        world.signIn();
        world.enter();
        world.click(world.item(QStringLiteral("own")));
        world.settle();
        QVERIFY(words(world).contains(QStringLiteral("Busy")));
        world.key(Qt::Key_Escape);
        world.say(of(onlyMessages()));
        world.click(world.item(QStringLiteral("own")));
        world.settle();
        QVERIFY(!words(world).contains(QStringLiteral("Busy")));
        QVERIFY(words(world).contains(QStringLiteral("Connection…")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aRoomIsJoinedByItsName()
    {
        World world({900, 720});
        world.signIn();
        world.say(of(onlyMessages()));
        world.click(world.item(QStringLiteral("addRoom")));
        world.settle();
        QVERIFY(!world.find(QStringLiteral("private")));
        QTRY_VERIFY(world.item(QStringLiteral("roomNameField")).hasActiveFocus());
        world.type(QStringLiteral("team:42"));
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.told().all<tell::JoinRoom>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::JoinRoom>().front().room, QStringLiteral("team:42"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatIsUnconfirmedIsThePersonsToDecide()
    {
        World world({900, 720});
        world.signIn();
        world.enter();
        world.say(of(onlyMessages()));
        Changes changes = lines(1, 3);
        world.say(changes);
        world.say(unconfirmed());
        shoot(world, QStringLiteral("unconfirmed-light"));
        QVERIFY(words(world).contains(QStringLiteral("It is not known whether this arrived.")));
        QQuickItem *again = world.find(QStringLiteral("retry"));
        QVERIFY(again);
        QCOMPARE(again->property("text").toString(), QStringLiteral("Send again"));
        world.click(*again);
        QCOMPARE(world.told().all<tell::Retry>().size(), std::size_t(1));
        world.click(world.item(QStringLiteral("delete")));
        QCOMPARE(world.told().all<tell::Discard>().size(), std::size_t(1));
        Changes echo;
        echo.messages.push_back(ownMessage(4, QStringLiteral("perhaps"), DeliveryState::Sent));
        world.say(echo);
        QVERIFY(!world.find(QStringLiteral("retry")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void unconfirmedByTheKeyboard()
    {
        World world({900, 720});
        world.signIn();
        world.enter();
        world.say(of(onlyMessages()));
        world.say(unconfirmed());
        world.item(QStringLiteral("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return); // the menu of the newest
        world.settle();
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.told().all<tell::Retry>().size(), std::size_t(1));
        QCOMPARE(world.complaints(), QStringList());
    }

    void anAbsenceIsMarkedAtItsPlace()
    {
        World world({900, 720});
        world.signIn();
        world.enter();
        world.say(of(onlyMessages()));
        world.say(lines(1, 3));
        world.say(absence(true, {}));
        QQuickItem *mark = world.find(QStringLiteral("gapAtEnd"));
        QVERIFY(mark);
        QVERIFY(words(world).contains(QStringLiteral("Messages may be missing here.")));
        const QQuickItem *last = world.message(lines(3, 1).messages.front().message.text);
        QVERIFY(last && world.place(*mark).top() >= world.place(*last).bottom() - 1);
        shoot(world, QStringLiteral("absence-end"));
        Changes next = absence(false, {{3, 4}});
        next.messages = lines(5, 1).messages;
        world.say(next);
        QVERIFY(!world.find(QStringLiteral("gapAtEnd")));
        QVERIFY(words(world).contains(QStringLiteral("Messages may be missing here.")));
        QVERIFY(!words(world).contains(QStringLiteral("Some messages are missing here. They are being fetched.")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void anEmptyRoomWithoutHistoryDoesNotPretendToFetch()
    {
        World world({900, 720});
        world.signIn();
        world.enter();
        world.say(of(onlyMessages()));
        world.settle();
        QVERIFY(!words(world).contains(QStringLiteral("Fetching messages…")));
        QVERIFY(words(world).contains(QStringLiteral("Nothing here yet")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void noticesAloneHaveAPageOfTheirOwn_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {360, 900, 1440}) {
            QTest::addRow("%d", width) << width;
        }
    }

    void noticesAloneHaveAPageOfTheirOwn()
    {
        QFETCH(const int, width);
        for (const bool dark : {false, true}) {
            World world({width, 720});
            world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
            world.signIn();
            world.say(of(onlyNotices()));
            for (const char *name : {"jump", "rooms", "addRoom", "composer"}) {
                QVERIFY2(!world.find(QLatin1String(name)), name);
            }
            QVERIFY(words(world).contains(QStringLiteral("No notices yet")));
            Changes changes;
            changes.notices = {QStringLiteral("The lift is out of order."), QStringLiteral("<b>Lunch</b> is ready.")};
            world.say(changes);
            QQuickItem *list = world.find(QStringLiteral("notices"));
            QVERIFY(list);
            QCOMPARE(list->property("count").toInt(), 2);
            QVERIFY(words(world).contains(QStringLiteral("<b>Lunch</b> is ready.")));
            shoot(world, QStringLiteral("notices-%1-%2").arg(width).arg(dark ? u"dark" : u"light"));
            QCOMPARE(world.complaints(), QStringList());
        }
    }
};

TEST_WITH_GUI_APPLICATION(TestPlainServers)

} // namespace tst_plain_servers

#include "tst_plain_servers.moc"
