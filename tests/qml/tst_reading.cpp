// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QScopeGuard>
#include <QTest>

namespace tst_reading {

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

    // As somebody who was kept from last time: the program shows what it has, and is not connected yet.
    static void startAgain(World &world, Seq last)
    {
        const SavedAccount account{QUrl(s("ws://127.0.0.1:7777")), s("me"), s("banter"), true};
        world.app.accounts()->open({{account, s("token")}}, account);
        Changes changes = lines(last - 59, 60);
        changes.signedInAs = s("me");
        changes.connection = testing::connection(ConnectionState::Connecting);
        changes.capabilities = everything();
        changes.rooms[s("lobby")] = room(s("lobby"));
        changes.rooms[s("lobby")].room.readSeq = changes.rooms[s("lobby")].room.lastSeq = last;
        world.say(changes);
        QTRY_VERIFY(inView(world, last));
    }

    static void catchUp(World &world, Seq read, Seq last)
    {
        Changes changes = lines(read + 1, static_cast<int>(last - read));
        changes.rooms[s("lobby")] = room(s("lobby"), true, static_cast<int>(last - read));
        changes.rooms[s("lobby")].room.readSeq = read;
        changes.rooms[s("lobby")].room.lastSeq = last;
        changes.connection = testing::connection(ConnectionState::Connected);
        world.say(changes);
        world.settle();
    }

    // Of the account that was first.
    static Seq readUpTo(World &world)
    {
        const auto marks = world.sessions.at(0).sink.all<tell::MarkRead>();
        return marks.empty() ? 0 : marks.back().seq;
    }

    static void arrive(World &world, Seq first, int count)
    {
        Changes changes = arriving(first, count);
        changes.rooms[s("lobby")] = room(s("lobby"), true, count);
        world.sessions.at(0).alive->say(changes);
        world.time.advance(20);
        world.settle();
    }

    // What is found is in the room that is shown, and unfolds over its messages.
    static void search(World &world)
    {
        world.key(Qt::Key_F, Qt::ControlModifier);
        world.type(s("line"));
        world.time.advance(1'000);
        const tell::Search asked = world.told().all<tell::Search>().back();
        Changes changes;
        changes.found = Found{asked.number, {s("line")}, {message(1010).message}, false};
        world.say(changes);
        QVERIFY(world.find(s("findList")));
    }

    // Another one, which is shown from then on.
    static void signInAsAnother(World &world)
    {
        world.app.accounts()->add();
        world.app.start()->join(s("127.0.0.1:7778"), s("bob"), s("secret"), false, false, {});
        Changes changes;
        changes.signedInAs = s("bob");
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.capabilities = everything();
        changes.rooms[s("lobby")] = room(s("lobby"));
        world.sessions.last().alive->say(changes);
        QTRY_VERIFY(world.app.session());
        world.time.advance(20);
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
            world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        } else if (behind == s("members")) {
            world.click(world.item(s("toggleMembers")));
        } else if (behind == s("dialog")) {
            world.key(Qt::Key_Comma, Qt::ControlModifier);
        } else if (behind == s("switcher")) {
            world.key(Qt::Key_K, Qt::ControlModifier);
        } else if (behind == s("results")) {
            search(world);
        } else if (behind == s("another account")) {
            signInAsAnother(world);
        } else {
            other() = std::make_unique<QWindow>();
            other()->show();
            other()->requestActivate();
            QVERIFY(QTest::qWaitForWindowActive(other().get()));
        }
    }

    static void show(World &world, const QString &behind)
    {
        if (behind == s("rooms")) {
            world.click(*lobbyInTheRail(world));
        } else if (behind == s("board")) {
            world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        } else if (behind == s("another account")) {
            world.app.accounts()->chooseAt(0);
            world.settle();
        } else if (behind == s("another window")) {
            other().reset();
            world.window->requestActivate();
            QVERIFY(QTest::qWaitForWindowActive(world.window));
        } else {
            world.key(Qt::Key_Escape);
        }
    }

    static std::unique_ptr<QWindow> &other()
    {
        static std::unique_ptr<QWindow> window;
        return window;
    }

    // Another room with 150 unread messages: of 1150 those after 1000.
    static void fillTea(World &world)
    {
        Changes changes;
        ShownRoom tea = room(s("tea"), true, 150);
        tea.room.readSeq = 1000;
        tea.room.lastSeq = 1150;
        changes.rooms[s("tea")] = tea;
        world.say(changes);
    }

    static Changes ofTea(Seq first, int count, bool loading = false)
    {
        Changes changes = lines(first, count);
        for (ShownMessage &each : changes.messages) {
            each.message.room = s("tea");
        }
        changes.history.clear();
        changes.history[s("tea")].loading = loading;
        return changes;
    }

    static void openTea(World &world)
    {
        for (QQuickItem *each : world.all(&world.item(s("rooms")))) {
            if (each->property("joined").isValid() && each->property("room").toString() == s("tea")) {
                world.click(*each);
                break;
            }
        }
        QCOMPARE(world.session().current()->room(), s("tea"));
        world.say(ofTea(1101, 50));
        QCOMPARE(world.told().all<tell::LoadOlder>().back().room, s("tea"));
        world.say(ofTea(951, 150));
        world.settle();
    }

    // The bar over the messages has slid in: before that, a click would meet what is still under it.
    static bool barIsOpen(World &world)
    {
        const QQuickItem *label = world.find(s("unreadAbove"));
        const QQuickItem *strip = label ? label->parentItem() : nullptr;
        return strip && strip->parentItem()->height() == strip->height();
    }

    static QString textOf(Seq seq) { return lines(seq, 1).messages.front().message.text; }

    // Its lower end is in the timeline.
    static bool inView(World &world, Seq seq)
    {
        QQuickItem *row = world.message(textOf(seq));
        const QRectF view = world.place(world.item(s("timeline")));
        return row && world.place(*row).bottom() <= view.bottom() + 1 && world.place(*row).bottom() > view.top();
    }

    static Seq newestInView(World &world, Seq from, Seq to)
    {
        Seq newest = 0;
        for (Seq seq = from; seq <= to; ++seq) {
            newest = inView(world, seq) ? seq : newest;
        }
        return newest;
    }

private Q_SLOTS:
    // What was on the screen is read, and the badge and the way to the end count the rest.
    void opensAtTheFirstUnread()
    {
        World world;
        fill(world);
        fillTea(world);
        openTea(world);
        QVERIFY(inView(world, 1001));
        QVERIFY(world.message(textOf(1001))->property("firstUnread").toBool());
        QVERIFY(inView(world, 1000)); // what was read last is there to go on from
        const Seq newest = newestInView(world, 951, 1150);
        QVERIFY(newest > 1001 && newest < 1100);
        QTRY_COMPARE(readUpTo(world), newest);
        QCOMPARE(world.item(s("newest")).property("text").toString(), QStringLiteral("%1 new").arg(1150 - newest));
        for (int page = 0; page < 3; ++page) {
            world.key(Qt::Key_PageDown);
        }
        const Seq further = newestInView(world, 951, 1150);
        QVERIFY(further > newest);
        QTRY_COMPARE(readUpTo(world), further);
        QCOMPARE(world.complaints(), QStringList());
    }

    // The room that a start of the program shows: what is unread is known a moment later only.
    void theFirstRoomMovesToItsFirstUnread()
    {
        World world;
        startAgain(world, 1060);
        catchUp(world, 1060, 1210);
        QTRY_VERIFY(inView(world, 1061));
        QVERIFY(inView(world, 1060));
        QVERIFY(world.message(textOf(1061))->property("firstUnread").toBool());
        const Seq newest = newestInView(world, 1001, 1210);
        QVERIFY(newest < 1100);
        QTRY_COMPARE(readUpTo(world), newest);
        QCOMPARE(world.item(s("newest")).property("text").toString(), QStringLiteral("%1 new").arg(1210 - newest));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theFirstRoomStaysWhereSomebodyHasTurnedIt_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"key", "wheel", "row"}) {
            QTest::newRow(how) << s(how);
        }
    }

    void theFirstRoomStaysWhereSomebodyHasTurnedIt()
    {
        QFETCH(const QString, how);
        World world;
        startAgain(world, 1060);
        if (how == s("key")) {
            world.key(Qt::Key_PageUp);
        } else if (how == s("wheel")) {
            for (int notch = 0; notch < 10; ++notch) { // how far one goes depends on the time since the one before
                world.wheel(world.item(s("timeline")), 120);
            }
            QTRY_VERIFY(!world.item(s("timeline")).property("moving").toBool());
            world.settle();
            QVERIFY(newestInView(world, 1001, 1060) < 1060);
        } else {
            world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
            world.key(Qt::Key_Up);
        }
        const Seq newest = newestInView(world, 1001, 1060);
        catchUp(world, 1060, 1210);
        QVERIFY(!world.session().current()->timeline()->opening());
        QCOMPARE(newestInView(world, 1001, 1210), how == s("row") ? Seq(1210) : newest);
        QCOMPARE(readUpTo(world), Seq(0));
    }

    void theWayToTheEndReadsNothingOfWhatItPasses()
    {
        World world;
        fill(world);
        fillTea(world);
        openTea(world);
        const Seq newest = newestInView(world, 951, 1150);
        world.click(world.item(s("newest")));
        QTRY_VERIFY(inView(world, 1150));
        QTRY_VERIFY(!world.find(s("newest")));
        QTRY_VERIFY(barIsOpen(world));
        QCOMPARE(readUpTo(world), newest);
        world.click(world.item(s("toUnread")));
        QTRY_VERIFY(inView(world, newest + 1));
        world.click(world.item(s("newest")));
        QTRY_VERIFY(inView(world, 1150));
        QTRY_VERIFY(barIsOpen(world));
        world.click(world.item(s("readAll")));
        QTRY_COMPARE(readUpTo(world), Seq(1150));
        QTRY_VERIFY(!world.find(s("unreadAbove")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Few unread: all are on the screen, at the end.
    void fewUnreadAreAllInView()
    {
        World world;
        fill(world);
        Changes changes;
        ShownRoom tea = room(s("tea"), true, 3);
        tea.room.readSeq = 1147;
        tea.room.lastSeq = 1150;
        changes.rooms[s("tea")] = tea;
        world.say(changes);
        world.session().current()->show(s("tea"));
        world.say(ofTea(1101, 50));
        QTRY_VERIFY(inView(world, 1150) && inView(world, 1148));
        QVERIFY(world.message(textOf(1148))->property("firstUnread").toBool());
        QTRY_COMPARE(readUpTo(world), Seq(1150));
        QVERIFY(!world.find(s("newest")));
    }

    void theBadgeCountsWhatWasNotSeen()
    {
        World world;
        fill(world);
        fillTea(world);
        openTea(world);
        int shown = 0;
        for (QQuickItem *each : world.all(&world.item(s("rooms")))) {
            if (each->property("room").toString() == s("tea") && each->property("loud").toBool()) {
                shown = each->property("unread").toInt();
            }
        }
        QCOMPARE(shown, 150); // until the session says that some were read
    }

    // Neither the way to the end nor what is said in passing lies over a message, or over a button.
    void nothingLiesOverMessages_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("narrow") << 360;
        QTest::newRow("wide") << 1100;
    }

    void nothingLiesOverMessages()
    {
        QFETCH(const int, width);
        World world({width, 720});
        fill(world);
        world.key(Qt::Key_PageUp);
        world.key(Qt::Key_PageUp);
        arrive(world, 1061, 3);
        Changes changes;
        changes.notices = {s("The server will be restarted tonight.")};
        changes.messages = {ownMessage(0, s("waits"), DeliveryState::Pending)};
        world.say(changes);
        world.session().outbox()->discard(s("waits"));
        QTRY_VERIFY(world.find(s("toast")) && world.find(s("undo")));
        for (const char *slides : {"toast", "undo"}) {
            QTRY_VERIFY(world.item(QString::fromLatin1(slides)).property("settled").toBool());
        }
        world.settle();
        for (const char *over : {"toast", "undo", "newest"}) {
            const QRectF place = world.place(world.item(QString::fromLatin1(over)));
            for (const char *under : {"timeline", "composer", "roomMenu", "find", "typing", "send"}) {
                const QRectF other = world.place(world.item(QString::fromLatin1(under)));
                QVERIFY2(!place.adjusted(1, 1, -1, -1).intersects(other), over);
            }
        }
        QCOMPARE(world.complaints(), QStringList());
    }

    // One that is in view is not announced.
    void whatIsInViewIsNotAnnounced()
    {
        World world;
        fill(world);
        arrive(world, 1061, 1);
        QVERIFY(inView(world, 1061));
        QVERIFY(!world.find(s("newest")));
        world.session().setActive(false);
        arrive(world, 1062, 1);
        QVERIFY(inView(world, 1062));
        QVERIFY(!world.find(s("newest")));
    }

    // In the locale of LANG=C, too.
    void timesHaveNoSeconds()
    {
        World world;
        world.signIn();
        world.enter();
        const auto back = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale::c());
        world.say(lines(1, 3));
        const QString time = world.message(textOf(2))->property("time").toString();
        QCOMPARE(time.size(), qsizetype(5));
        QCOMPARE(time.count(u':'), qsizetype(1));
    }

    void whatNobodySeesIsNotRead_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("rooms") << 420;
        QTest::newRow("members") << 420;
        QTest::newRow("board") << 1100;
        QTest::newRow("dialog") << 1100;
        QTest::newRow("switcher") << 1100;
        QTest::newRow("results") << 1100;
        QTest::newRow("another account") << 1100;
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
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        arrive(world, 1064, 2);
        QCOMPARE(badge(world), 2);
        QVERIFY(lobbyInTheRail(world)->property("loud").toBool());
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(badge(world), 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    void littleBelowIsStillBelow()
    {
        World world;
        fill(world);
        QQuickItem &timeline = world.item(s("timeline"));
        timeline.forceActiveFocus(Qt::TabFocusReason);
        for (int step = 0; step < 60 && world.session().current()->timeline()->following(); ++step) {
            world.key(Qt::Key_Up);
        }
        QVERIFY(!world.session().current()->timeline()->following());
        QVERIFY(!world.find(s("newest"))); // so near, it would only be in the way
        arrive(world, 1061, 2);
        QCOMPARE(world.item(s("newest")).property("text").toString(), s("2 new"));
        world.click(world.item(s("newest")));
        QTRY_VERIFY(!world.find(s("newest")));
        QTRY_COMPARE(readUpTo(world), Seq(1062));
    }
};

TEST_WITH_GUI_APPLICATION(TestReading)

} // namespace tst_reading

#include "tst_reading.moc"
