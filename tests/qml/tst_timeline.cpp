// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QQmlComponent>
#include <QTest>

#include <algorithm>

namespace tst_timeline {

using namespace banter;
using namespace banter::testing;

// What is being read stays where it is.
class TestTimeline : public QObject {
    Q_OBJECT

    // A row that is in view and far from its edges, by its text.
    static QString inTheMiddle(World &world)
    {
        const QRectF view = world.place(world.item(QStringLiteral("timeline")));
        for (QQuickItem *row : world.all(&world.item(QStringLiteral("timeline")))) {
            if (row->property("clientId").isValid() && world.place(*row).contains(view.center())) {
                return row->property("text").toString();
            }
        }
        return {};
    }

    static qreal top(World &world, const QString &text)
    {
        QQuickItem *row = world.message(text);
        return row ? world.place(*row).top() : -1;
    }

    // The end of the newest message, above the lower edge of the timeline.
    static qreal aboveEdge(World &world, const QString &newest)
    {
        QQuickItem *row = world.message(newest);
        return row ? world.place(world.item(QStringLiteral("timeline"))).bottom() - world.place(*row).bottom() : -1;
    }

    static bool isAtNewest(World &world, const QString &newest)
    {
        const qreal above = aboveEdge(world, newest);
        return above >= 0 && above <= 16;
    }

    static void fill(World &world, int count)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1001, count);
        changes.history[QStringLiteral("lobby")].reachesStart = false;
        world.say(changes);
    }

    static void scrollUp(World &world, int notches)
    {
        QQuickItem &timeline = world.item(QStringLiteral("timeline"));
        for (int turned = 0; turned < notches; ++turned) {
            world.wheel(timeline, 120);
        }
        QTRY_VERIFY(!timeline.property("moving").toBool());
        world.settle();
    }

    static QQuickItem *scrollBar(World &world)
    {
        for (QQuickItem *each : world.all(&world.item(QStringLiteral("timeline")))) {
            if (each->inherits("QQuickScrollBar")) {
                return each;
            }
        }
        return nullptr;
    }

    // Takes the bar by its handle and as far down as `y` of the window; gives the place where it still holds it.
    static QPoint dragBar(World &world, int y)
    {
        const QQuickItem *handle = scrollBar(world)->property("contentItem").value<QQuickItem *>();
        const QPoint from = world.place(*handle).center().toPoint();
        QTest::mousePress(world.window, Qt::LeftButton, {}, from);
        constexpr int Steps = 8;
        for (int step = 1; step <= Steps; ++step) {
            QTest::mouseMove(world.window, from + QPoint(0, (y - from.y()) * step / Steps));
            world.settle();
        }
        return {from.x(), y};
    }

    static void letGo(World &world, QPoint at)
    {
        QTest::mouseRelease(world.window, Qt::LeftButton, {}, at);
        world.settle();
    }

    static QString textOf(Seq seq) { return lines(seq, 1).messages.front().message.text; }

private Q_SLOTS:
    // The page is built before it is known how wide it is. Rows without a width have no height, so that all of them
    // fit: somebody whose server had lost 700 messages waited for seconds, and for 300 MB.
    void rowsAreMadeOnceTheirWidthIsKnown()
    {
        World world;
        fill(world, 700);
        QObject *dialogs = nullptr;
        for (QObject *each : world.window->findChildren<QObject *>()) {
            if (QByteArray(each->metaObject()->className()).startsWith("DialogHost")) {
                dialogs = each;
            }
        }
        QVERIFY(dialogs);
        QQmlComponent component(&world.engine);
        component.setData("import Banter\nTimelineView {}", QUrl());
        const std::unique_ptr<QObject> made(
            component.createWithInitialProperties({{QStringLiteral("session"), QVariant::fromValue(&world.session())},
                                                   {QStringLiteral("dialogs"), QVariant::fromValue(dialogs)},
                                                   {QStringLiteral("height"), 600}}));
        QVERIFY2(made, qPrintable(component.errorString()));
        auto *list = made->findChild<QQuickItem *>(QStringLiteral("timeline"));
        const auto rows = [&] {
            const auto all = list->property("contentItem").value<QQuickItem *>()->childItems();
            return std::count_if(all.begin(), all.end(),
                                 [](const QQuickItem *each) { return each->property("clientId").isValid(); });
        };
        QMetaObject::invokeMethod(list, "forceLayout");
        QCOMPARE(rows(), 0);
        made->setProperty("width", 600);
        QMetaObject::invokeMethod(list, "forceLayout");
        QVERIFY(rows() > 5);
        QVERIFY2(rows() < 100, qPrintable(QString::number(rows())));
        made->setProperty("width", 0); // what is read stays
        QMetaObject::invokeMethod(list, "forceLayout");
        QVERIFY(list->property("count").toInt() >= 700);
    }

    void opensAtTheNewest()
    {
        World world;
        fill(world, 100);
        QVERIFY(isAtNewest(world, textOf(1100)));
        QVERIFY(!world.find(QStringLiteral("newest")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void staysAtTheNewestAsMessagesCome()
    {
        World world;
        fill(world, 100);
        for (Seq seq = 1101; seq < 1130; ++seq) {
            world.say(arriving(seq, 1));
            QVERIFY2(isAtNewest(world, textOf(seq)), qPrintable(QString::number(seq)));
        }
        world.say(arriving(1130, 60));
        QVERIFY(isAtNewest(world, textOf(1189)));
        QVERIFY(!world.find(QStringLiteral("newest")));
    }

    // Also while it passes rows that turn out taller than the list thought.
    void theWheelTurnsAsFarAsItIsTurned()
    {
        World world;
        fill(world, 100);
        const qreal at = aboveEdge(world, textOf(1100));
        scrollUp(world, 1);
        const qreal moved = at - aboveEdge(world, textOf(1100));
        QVERIFY2(moved > 60, qPrintable(QString::number(moved))); // Qt's step is 72 px
        QCOMPARE(world.complaints(), QStringList());
    }

    void staysWhereItIsWhenScrolledUp_data()
    {
        QTest::addColumn<int>("notches");
        for (const int notches : {1, 2, 4, 10, 30}) {
            QTest::addRow("%d", notches) << notches;
        }
    }

    void staysWhereItIsWhenScrolledUp()
    {
        QFETCH(const int, notches);
        World world;
        fill(world, 100);
        scrollUp(world, notches);
        QVERIFY(!isAtNewest(world, textOf(1100)));
        const QString read = inTheMiddle(world);
        QVERIFY(!read.isEmpty());
        const qreal at = top(world, read);
        world.say(arriving(1101, 1));
        QCOMPARE(top(world, read), at);
        world.say(arriving(1102, 7));
        QCOMPARE(top(world, read), at);
        for (Seq seq = 1109; seq < 1129; ++seq) {
            world.say(arriving(seq, 1));
        }
        QCOMPARE(top(world, read), at);
        QCOMPARE(world.complaints(), QStringList());
    }

    void offersTheWayBack()
    {
        World world;
        fill(world, 100);
        world.key(Qt::Key_PageUp); // by the wheel, how far it goes depends on how fast the machine is
        world.key(Qt::Key_PageUp);
        world.say(arriving(1101, 3));
        QQuickItem &button = world.item(QStringLiteral("newest"));
        QCOMPARE(button.property("text").toString(), QStringLiteral("3 new"));
        world.click(button);
        QTRY_VERIFY(isAtNewest(world, textOf(1103)));
        QTRY_VERIFY(!world.find(QStringLiteral("newest")));
        QCOMPARE(world.session().current()->reading()->below(), 0);
    }

    void staysWhereTheKeyboardWalkedTo()
    {
        World world;
        fill(world, 100);
        world.item(QStringLiteral("timeline")).forceActiveFocus(Qt::TabFocusReason);
        for (int step = 0; step < 20; ++step) {
            world.key(Qt::Key_Up);
        }
        QVERIFY(!isAtNewest(world, textOf(1100)));
        const QString read = inTheMiddle(world);
        QVERIFY(!read.isEmpty());
        const qreal at = top(world, read);
        world.say(arriving(1101, 3));
        QCOMPARE(top(world, read), at);
        QCOMPARE(world.item(QStringLiteral("newest")).property("text").toString(), QStringLiteral("3 new"));
    }

    void asksForOlderNearTheTopAndKeepsItsPlace()
    {
        World world;
        fill(world, 60);
        QCOMPARE(world.told().all<tell::LoadOlder>().size(), 0U);
        // Not by the wheel: how far a turn goes depends on the time since the one before.
        world.item(QStringLiteral("timeline")).forceActiveFocus(Qt::TabFocusReason);
        for (int step = 0; step < 50; ++step) {
            world.key(Qt::Key_Up);
        }
        QVERIFY(!world.told().all<tell::LoadOlder>().empty());
        QCOMPARE(world.told().all<tell::LoadOlder>().front().before, Seq(1001));
        const QString read = inTheMiddle(world);
        QVERIFY(!read.isEmpty());
        const qreal at = top(world, read);
        Changes older = lines(951, 50);
        older.history[QStringLiteral("lobby")].reachesStart = false;
        world.say(older);
        QCOMPARE(top(world, read), at);
        QCOMPARE(world.complaints(), QStringList());
    }

    // From where one writes, too.
    void turnsPagesByTheKeyboard()
    {
        World world;
        fill(world, 100);
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        const QString newest = textOf(1100);
        const qreal at = top(world, newest);
        world.key(Qt::Key_PageUp);
        QVERIFY(!isAtNewest(world, newest));
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        for (int page = 0; page < 20; ++page) {
            world.key(Qt::Key_PageUp);
        }
        QVERIFY(!world.told().all<tell::LoadOlder>().empty());
        QVERIFY(world.message(textOf(1001)));
        for (int page = 0; page < 21; ++page) {
            world.key(Qt::Key_PageDown);
        }
        QVERIFY(isAtNewest(world, newest));
        QCOMPARE(top(world, newest), at);
    }

    void ownMessageGoesToTheNewest()
    {
        World world;
        fill(world, 100);
        scrollUp(world, 9);
        world.type(QStringLiteral("hello"));
        world.key(Qt::Key_Return);
        Changes pending;
        pending.messages = {ownMessage(0, QStringLiteral("hello"), DeliveryState::Pending)};
        world.say(pending);
        QTRY_VERIFY(isAtNewest(world, QStringLiteral("hello")));
    }

    void draggingTheBarIsScrolling()
    {
        World world;
        fill(world, 100);
        const QPoint held = dragBar(world, 360);
        QVERIFY(!isAtNewest(world, textOf(1100)));
        QString read = inTheMiddle(world);
        qreal at = top(world, read);
        world.say(arriving(1101, 3));
        QCOMPARE(top(world, read), at);
        letGo(world, held); // what came made the handle smaller, so that the bar goes to where it is held
        read = inTheMiddle(world);
        at = top(world, read);
        world.say(arriving(1104, 2));
        QCOMPARE(top(world, read), at);
        QCOMPARE(world.item(QStringLiteral("newest")).property("text").toString(), QStringLiteral("5 new"));
        QVERIFY(world.told().all<tell::LoadOlder>().empty());
        letGo(world, dragBar(world, 1));
        QVERIFY(!world.told().all<tell::LoadOlder>().empty());
        letGo(world, dragBar(world, 718));
        QTRY_VERIFY(isAtNewest(world, textOf(1105)));
        world.say(arriving(1106, 1));
        QTRY_VERIFY(isAtNewest(world, textOf(1106)));
        QCOMPARE(world.complaints(), QStringList());
    }

    void escapeGoesBackToTheNewest()
    {
        World world;
        fill(world, 100);
        scrollUp(world, 9);
        QVERIFY(!isAtNewest(world, textOf(1100)));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(isAtNewest(world, textOf(1100)));
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
    }

    void bannerMovesNothing_data()
    {
        QTest::addColumn<int>("notches");
        QTest::newRow("at the newest") << 0;
        QTest::newRow("scrolled up") << 7;
    }

    void bannerMovesNothing()
    {
        QFETCH(const int, notches);
        World world;
        fill(world, 100);
        if (notches > 0) {
            scrollUp(world, notches);
        }
        const QString read = inTheMiddle(world);
        const qreal at = top(world, read);
        Changes away;
        away.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        world.say(away);
        QTRY_VERIFY(world.item(QStringLiteral("banner")).height() > 30);
        QTest::qWait(200); // the slide takes 140 ms
        QCOMPARE(top(world, read), at);
        Changes back;
        back.connection = testing::connection(ConnectionState::Connected);
        world.say(back);
        QTRY_VERIFY(!world.find(QStringLiteral("banner")));
        QCOMPARE(top(world, read), at);
    }

    void composerGrowsUpwards()
    {
        World world;
        fill(world, 100);
        for (int line = 0; line < 5; ++line) {
            world.type(QStringLiteral("a"));
            world.key(Qt::Key_Return, Qt::ShiftModifier);
        }
        QVERIFY(isAtNewest(world, textOf(1100)));
    }

    void aNewWidthKeepsThePlace()
    {
        World world;
        fill(world, 100);
        world.resize({700, 720});
        QTRY_VERIFY(isAtNewest(world, textOf(1100)));
        world.resize({1300, 600});
        QTRY_VERIFY(isAtNewest(world, textOf(1100)));
    }

    void roomsKeepApart()
    {
        World world;
        fill(world, 100);
        Changes more;
        more.rooms[QStringLiteral("kitchen")] = room(QStringLiteral("kitchen"));
        world.say(more);
        scrollUp(world, 9);
        world.session().current()->show(QStringLiteral("kitchen"));
        world.settle();
        QVERIFY(!world.message(textOf(1100)));
        world.session().current()->show(QStringLiteral("lobby"));
        QTRY_VERIFY(isAtNewest(world, textOf(1100)));
        QCOMPARE(world.complaints(), QStringList());
    }

    void textIsNeverMarkup()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes;
        const QString hostile = QStringLiteral("<b>bold</b> <img src='http://127.0.0.1:1/x.png'> [a](b) &amp;");
        changes.messages = {message(1, QStringLiteral("<i>eve</i>"))};
        changes.messages[0].message.text = hostile;
        world.say(changes);
        QQuickItem *row = world.message(hostile);
        QVERIFY(row);
        int texts = 0;
        for (QQuickItem *each : world.all(row)) {
            if (each->property("textFormat").isValid()) {
                QCOMPARE(each->property("textFormat").toInt(), static_cast<int>(Qt::PlainText));
                ++texts;
            }
        }
        QVERIFY(texts >= 3);
        QCOMPARE(world.complaints(), QStringList());
    }

    void marksTheUnreadAndTheGap()
    {
        World world;
        world.signIn();
        Changes changes;
        ShownRoom lobby = room(QStringLiteral("lobby"), true, 2);
        lobby.room.readSeq = 3;
        lobby.room.lastSeq = 5;
        changes.rooms[QStringLiteral("lobby")] = lobby;
        world.say(changes);
        Changes history = lines(1, 5);
        history.history[QStringLiteral("lobby")].reachesStart = true;
        world.say(history);
        QVERIFY(world.message(textOf(4))->property("firstUnread").toBool());
        bool line = false;
        for (QQuickItem *each : world.all(world.message(textOf(4)))) {
            line = line || each->property("text").toString() == QLatin1String("New");
        }
        QVERIFY(line);
        // A gap that is open is shown where it is, and only as long as it is.
        // Few rows under it: the view only makes those that are near what is seen.
        Changes more = lines(300, 5);
        more.history[QStringLiteral("lobby")].gaps = {{5, 299}};
        world.say(more);
        QVERIFY(world.message(textOf(300))->property("gapAbove").toBool());
        bool told = false;
        for (QQuickItem *each : world.all(world.message(textOf(300)))) {
            told = told || each->property("text").toString().contains(QLatin1String("missing here"));
        }
        QVERIFY(told);
        Changes filled = lines(6, 294);
        filled.history[QStringLiteral("lobby")].reachesStart = true;
        world.say(filled);
        QVERIFY(!world.message(textOf(300))->property("gapAbove").toBool());
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestTimeline)

} // namespace tst_timeline

#include "tst_timeline.moc"
