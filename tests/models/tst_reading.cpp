// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "models/time_text.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QDateTime>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

namespace tst_reading {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Somebody in the lobby; other rooms come by say().
struct Reader {
    enum class Start { Connected, Offline };
    explicit Reader(Start start = Start::Connected)
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        model.apply(changes);
        if (start == Start::Connected) {
            connect();
        }
    }

    void connect()
    {
        Changes changes;
        changes.connection = connection(ConnectionState::Connected);
        model.apply(changes);
    }

    // Before the program was ever connected: read to that place, and nothing unread is known of.
    void openAtTheEnd(Seq last)
    {
        know(last, last);
        model.current()->show(s("tea"));
        model.apply(page(last - 49, last));
        look(last - 9, last);
    }

    static ShownRoom unreadRoom(Seq readSeq, Seq lastSeq)
    {
        ShownRoom shown = room(s("tea"), true, static_cast<int>(lastSeq - readSeq));
        shown.room.readSeq = readSeq;
        shown.room.lastSeq = lastSeq;
        return shown;
    }

    static Changes page(Seq first, Seq last, bool loading = false, std::optional<Seq> sought = {})
    {
        Changes changes;
        for (Seq seq = first; seq <= last; ++seq) {
            changes.messages.push_back(message(seq));
            changes.messages.back().message.room = s("tea");
            changes.messages.back().sought = sought;
        }
        changes.history[s("tea")].loading = loading;
        return changes;
    }

    void know(Seq readSeq, Seq lastSeq)
    {
        Changes changes;
        changes.rooms[s("tea")] = unreadRoom(readSeq, lastSeq);
        model.apply(changes);
    }

    // What the view would tell: these sequences are on the screen.
    void look(Seq first, Seq last)
    {
        const int newest = static_cast<int>(model.current()->timeline()->rows().newest() - last);
        model.current()->reading()->look(newest, newest + static_cast<int>(last - first));
    }

    Seq marked() const
    {
        const auto marks = sink.all<tell::MarkRead>();
        return marks.empty() ? 0 : marks.back().seq;
    }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
};

} // namespace

// What was on the screen is read, and nothing else.
class ReadingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMarkMovesOverWhatWasSeenWithoutAHole()
    {
        ReadProgress progress;
        progress.readTo(100);
        progress.see({140, 150});
        QCOMPARE(progress.read(), Seq(100));
        QVERIFY(!progress.wasSeen(140) && progress.wasSeen(141));
        progress.see({100, 110});
        QCOMPARE(progress.read(), Seq(110));
        progress.see({110, 140});
        QCOMPARE(progress.read(), Seq(150));
        QVERIFY(progress.wasSeen(140) && !progress.wasSeen(151));
        progress.readTo(90); // never back
        QCOMPARE(progress.read(), Seq(150));
    }

    // 150 unread: the newest page comes first, and the room opens where reading stopped.
    void opensAtTheFirstUnread()
    {
        Reader reader;
        reader.know(100, 250);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(201, 250));
        QVERIFY(reader.model.current()->timeline()->opening());
        reader.model.current()->reading()->look(0, 9); // nobody was to see these
        QCOMPARE(opened.count(), 0);
        QCOMPARE(reader.marked(), Seq(0));
        const auto asked = reader.sink.all<tell::LoadOlder>();
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked.front().before, Seq(201));
        QVERIFY(asked.front().limit > 100);
        reader.model.apply(Reader::page(76, 200));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toInt(), 149); // row 0 is 250
        QVERIFY(!reader.model.current()->timeline()->opening());
        reader.look(98, 110);
        QCOMPARE(reader.marked(), Seq(110));
        QCOMPARE(reader.model.current()->reading()->below(), 140);
        QCOMPARE(reader.model.current()->reading()->above(), 0);
    }

    // Thousands: only what is around the first of them is loaded.
    void opensFarBackWithoutLoadingAllBetween()
    {
        Reader reader;
        reader.know(100, 5'000);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(4'951, 5'000));
        const auto asked = reader.sink.all<tell::LoadAround>();
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked.front().seq, Seq(100));
        reader.model.apply(Reader::page(77, 126, false, 100));
        QCOMPARE(opened.count(), 1);
        QVERIFY(reader.model.current()->timeline()->detached());
        reader.look(98, 110);
        QCOMPARE(reader.marked(), Seq(110));
        QCOMPARE(reader.model.current()->reading()->below(), 4'890);
    }

    // Offline the store may end before it: then at the oldest unread that is here.
    void opensAtTheOldestThatThereIs()
    {
        Reader reader;
        reader.know(100, 250);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(201, 250));
        reader.model.apply(Reader::page(191, 200));
        QCOMPARE(opened.count(), 0); // own ones may lie between, which are not counted as unread
        QCOMPARE(reader.sink.all<tell::LoadOlder>().back().before, Seq(191));
        reader.model.apply(Reader::page(191, 190)); // and there is nothing more
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toInt(), 59);
        reader.look(191, 200);
        QCOMPARE(reader.marked(), Seq(0)); // between 100 and 191 nobody has seen anything
    }

    // Where a server numbers nothing, places are left out: before the first message that came here, and in each
    // absence.
    void aHoleThatStaysHoldsNothingUp_data()
    {
        QTest::addColumn<Seq>("from");
        QTest::addColumn<bool>("stays");
        QTest::addColumn<Seq>("marked");
        QTest::newRow("all in view") << Seq(2) << true << Seq(21);
        QTest::newRow("an unread one above") << Seq(3) << true << Seq(0);
        QTest::newRow("to be filled") << Seq(2) << false << Seq(0);
    }
    void aHoleThatStaysHoldsNothingUp()
    {
        QFETCH(const Seq, from);
        QFETCH(const bool, stays);
        Reader reader;
        Changes changes = Reader::page(2, 21);
        changes.rooms[s("tea")] = Reader::unreadRoom(0, 20); // of twenty messages
        changes.history[s("tea")].gapsStay = stays;
        reader.know(0, 0);
        reader.model.current()->show(s("tea"));
        reader.model.apply(changes);
        reader.look(from, 21);
        QTEST(reader.marked(), "marked");
        QCOMPARE(reader.model.current()->reading()->above(), from == 2 ? 0 : 1);
    }

    // While the server is asked, nothing is decided.
    void waitsForThePageThatIsOnItsWay()
    {
        Reader reader;
        reader.know(100, 250);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(201, 250));
        reader.model.apply(Reader::page(201, 200, true));
        QCOMPARE(opened.count(), 0);
        reader.model.apply(Reader::page(76, 200));
        QCOMPARE(opened.count(), 1);
    }

    void aRoomWithoutUnreadOpensAtTheNewest()
    {
        Reader reader;
        reader.know(250, 250);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(201, 250));
        QCOMPARE(opened.count(), 0);
        QVERIFY(!reader.model.current()->timeline()->opening());
        QVERIFY(reader.sink.all<tell::LoadOlder>().empty());
    }

    // What a start of the program shows first, before the server says what came meanwhile.
    void aRoomThatWasOpenedEarlyMovesToItsFirstUnread()
    {
        Reader reader(Reader::Start::Offline);
        reader.openAtTheEnd(100);
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.know(100, 250);
        QCOMPARE(opened.count(), 0);
        reader.model.apply(Reader::page(201, 250)); // what is above the hole goes
        QVERIFY(reader.model.current()->timeline()->opening());
        reader.model.current()->reading()->look(0, 9);
        reader.connect();
        QCOMPARE(reader.sink.all<tell::LoadOlder>().back().before, Seq(201));
        reader.model.apply(Reader::page(76, 200));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toInt(), 149);
        QCOMPARE(reader.model.current()->timeline()->position().readUpTo(), std::optional<Seq>(100));
        QCOMPARE(reader.marked(), Seq(0));
        reader.model.current()->timeline()->setFollowing(false);
        reader.look(98, 110);
        QCOMPARE(reader.marked(), Seq(110));
        reader.know(110, 250);
        QCOMPARE(opened.count(), 1);
    }

    // The session says what is missing between what was held and what is new, and fills it by itself.
    void aRoomThatWasOpenedEarlyIsShownAroundItsFirstUnread()
    {
        Reader reader(Reader::Start::Offline);
        reader.openAtTheEnd(100);
        Changes changes = Reader::page(201, 250);
        changes.rooms[s("tea")] = Reader::unreadRoom(100, 250);
        changes.history[s("tea")].gaps = {{100, 200}};
        reader.model.apply(changes);
        QVERIFY(reader.sink.all<tell::LoadOlder>().empty()); // nothing older is looked for
        QCOMPARE(reader.sink.all<tell::LoadAround>().size(), std::size_t(1));
        QCOMPARE(reader.sink.all<tell::LoadAround>().front().seq, Seq(100));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(77, 126, false, 100));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toInt(), 25);
    }

    // A few were unread in the store already, and were on the screen at once.
    void whatWasReadEarlyIsNotWhereItStays()
    {
        Reader reader(Reader::Start::Offline);
        reader.know(97, 100);
        reader.model.current()->show(s("tea"));
        reader.model.apply(Reader::page(51, 100));
        reader.look(91, 100);
        QCOMPARE(reader.marked(), Seq(100));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        Changes changes = Reader::page(101, 250);
        changes.rooms[s("tea")] = Reader::unreadRoom(100, 250);
        changes.connection = connection(ConnectionState::Connected);
        reader.model.apply(changes);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toInt(), 149);
    }

    // It was read further on another device than where it was opened here.
    void whatWasReadElsewhereMovesIt()
    {
        Reader reader(Reader::Start::Offline);
        reader.know(60, 100);
        reader.model.current()->show(s("tea"));
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        reader.model.apply(Reader::page(51, 100));
        QCOMPARE(opened.count(), 1);
        reader.model.current()->timeline()->setFollowing(false);
        reader.look(58, 70);
        reader.know(70, 100); // one's own progress moves nothing
        QCOMPARE(opened.count(), 1);
        Changes changes = Reader::page(101, 250);
        changes.rooms[s("tea")] = Reader::unreadRoom(200, 250);
        reader.model.apply(changes);
        QCOMPARE(opened.count(), 2);
        QCOMPARE(opened.back().front().toInt(), 49);
        reader.model.apply({});
        QCOMPARE(opened.count(), 2);
    }

    void whoHasTakenTheViewKeepsIt_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"scrolls", "types", "jumps", "was connected before"}) {
            QTest::newRow(how) << s(how);
        }
    }

    void whoHasTakenTheViewKeepsIt()
    {
        QFETCH(const QString, how);
        Reader reader(Reader::Start::Offline);
        reader.openAtTheEnd(100);
        if (how == s("scrolls")) {
            reader.model.current()->timeline()->scroll()->touch();
        } else if (how == s("types")) {
            reader.model.current()->composer()->setTyping(true);
        } else if (how == s("jumps")) {
            reader.model.current()->showMessage(s("tea"), 80);
        } else {
            reader.connect();
        }
        QSignalSpy opened(reader.model.current()->timeline(), &TimelineModel::openedAt);
        Changes changes = Reader::page(101, 250);
        changes.rooms[s("tea")] = Reader::unreadRoom(100, 250);
        reader.model.apply(changes);
        QCOMPARE(opened.count(), 0);
        QVERIFY(!reader.model.current()->timeline()->opening());
        // And the next room is opened like any other.
        reader.model.current()->show(s("lobby"));
        reader.model.current()->show(s("tea"));
        QVERIFY(reader.model.current()->timeline()->opening());
    }

    // A room of few messages that were all read: what is stored is its whole history, and the unread come behind it.
    void whatIsUnreadBehindAllThatIsStoredIsWaitedFor_data()
    {
        QTest::addColumn<bool>("scrolls");
        QTest::newRow("looks") << false;
        QTest::newRow("scrolls meanwhile") << true;
    }

    void whatIsUnreadBehindAllThatIsStoredIsWaitedFor()
    {
        QFETCH(const bool, scrolls);
        Reader reader;
        reader.know(40, 190);
        reader.model.current()->show(s("tea"));
        TimelineModel *timeline = reader.model.current()->timeline();
        QSignalSpy opened(timeline, &TimelineModel::openedAt);
        Changes stored = Reader::page(1, 40);
        stored.history[s("tea")].reachesStart = true;
        reader.model.apply(stored);
        Changes again;
        again.history[s("tea")].reachesStart = true;
        reader.model.apply(again);
        QVERIFY(timeline->opening());
        if (scrolls) {
            timeline->scroll()->touch();
        }
        Changes newest = Reader::page(41, 190);
        newest.history[s("tea")].reachesStart = true;
        reader.model.apply(newest);
        QVERIFY(!timeline->opening());
        QCOMPARE(opened.count(), scrolls ? 0 : 1);
        if (!scrolls) {
            QCOMPARE(opened.front().front().toInt(), 149); // row 0 is 190
        }
    }

    // Whoever jumps to the newest has not read what lies between, until they say so.
    void whatWasPassedStaysUnread()
    {
        Reader reader;
        reader.know(100, 250);
        reader.model.current()->show(s("tea"));
        reader.model.apply(Reader::page(76, 250));
        reader.look(98, 110);
        reader.know(110, 250);
        reader.look(241, 250);
        QCOMPARE(reader.marked(), Seq(110));
        QCOMPARE(reader.model.current()->reading()->above(), 130);
        QCOMPARE(reader.model.current()->reading()->below(), 0);
        QCOMPARE(reader.model.current()->reading()->unreadAfter(), std::optional<Seq>(110));
        reader.model.current()->reading()->readAll();
        QCOMPARE(reader.marked(), Seq(250));
        QCOMPARE(reader.model.current()->reading()->above(), 0);
    }

    // A message that is higher than the view: none is whole in view, and what waits below it still waits.
    void behindALongMessageTheRestStaysUnread()
    {
        Reader reader;
        reader.know(100, 130);
        reader.model.current()->show(s("tea"));
        reader.model.apply(Reader::page(90, 130));
        reader.look(98, 110);
        QCOMPARE(reader.model.current()->reading()->below(), 20);
        reader.model.current()->reading()->look(-1, -1);
        QCOMPARE(reader.model.current()->reading()->below(), 20);
        QCOMPARE(reader.marked(), Seq(110));
    }

    void ownMessagesAreNotCounted()
    {
        Reader reader;
        reader.know(100, 130);
        reader.model.current()->show(s("tea"));
        Changes changes = Reader::page(90, 130);
        changes.messages[35].own = true; // 125
        reader.model.apply(changes);
        reader.look(98, 120);
        QCOMPARE(reader.model.current()->reading()->below(), 9);
    }

    void aNewHistoryBeginsAnew()
    {
        Reader reader;
        reader.know(100, 130);
        reader.model.current()->show(s("tea"));
        reader.model.apply(Reader::page(90, 130));
        reader.look(98, 130);
        QCOMPARE(reader.marked(), Seq(130));
        Changes reset;
        reset.historyReset = {s("tea")};
        reset.rooms[s("tea")] = Reader::unreadRoom(0, 4);
        reader.model.apply(reset);
        reader.model.apply(Reader::page(1, 4));
        reader.look(1, 2);
        QCOMPARE(reader.marked(), Seq(2));
        QCOMPARE(reader.model.current()->reading()->below(), 2);
    }

    void timesAreHoursAndMinutes_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("words");
        QTest::newRow("C") << QLocale::c() << s("15:04");
        QTest::newRow("British") << QLocale(QLocale::English, QLocale::UnitedKingdom) << s("15:04");
        QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany) << s("15:04");
        QTest::newRow("Chinese") << QLocale(QLocale::Chinese, QLocale::China) << s("15:04");
        QTest::newRow("Finnish") << QLocale(QLocale::Finnish, QLocale::Finland) << s("15.04");
    }

    void timesAreHoursAndMinutes()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QString, words);
        const auto back = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(locale);
        const QDateTime at(QDate(2026, 5, 17), QTime(15, 4, 39));
        QCOMPARE(clockText(at.toMSecsSinceEpoch()), words);
        QVERIFY(!momentText(at.toMSecsSinceEpoch()).contains(s("39")));
    }

    // Twelve hours where the locale counts so.
    void theClockIsTheLocales()
    {
        const auto back = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const QString words = clockText(QDateTime(QDate(2026, 5, 17), QTime(15, 4, 39)).toMSecsSinceEpoch());
        QVERIFY2(words.startsWith(s("3:04")) && words.endsWith(s("PM")), qPrintable(words));
    }
};

TEST_WITH_CORE_APPLICATION(ReadingTest)

} // namespace tst_reading

#include "tst_reading.moc"
