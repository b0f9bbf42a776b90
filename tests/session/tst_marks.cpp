// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "tests/session/marked_server.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_marks {

using namespace banter;
using namespace banter::testing;

namespace {

std::vector<QString> numbers(int first, int last)
{
    std::vector<QString> texts;
    for (int i = first; i <= last; ++i)
        texts.push_back(QString::number(i));
    return texts;
}

/// Somebody at a server that numbers nothing and pages its history by marks of its own.
struct Hall {
    explicit Hall(bool forward = false)
    {
        stage.otherLinks = &server;
        stage.otherDialect = [forward] {
            return std::move(makeDialect(QStringLiteral("marked.json"), MarkedServer::profile(forward))).value();
        };
    }
    ~Hall() { stage.session.reset(); } // before the server
    void enter(const tell::OpenRoom &open = {Lobby})
    {
        stage.start();
        stage.tell(tell::Connect{});
        stage.tell(tell::JoinRoom{Lobby});
        stage.tell(open);
        stage.runUntil([this] { return stage.connected() && stage.view.rooms[Lobby].room.joined; }, 10'000);
        stage.run(200);
    }
    /// The link is lost, and `meanwhile` happens before the next one.
    void beAway(const std::function<void()> &meanwhile)
    {
        server.up = false;
        server.cut();
        stage.runUntil([this] { return !stage.connected(); }, 1'000);
        meanwhile();
        server.up = true;
        stage.tell(tell::RetryNow{});
        stage.runUntil([this] { return stage.connected(); }, 60'000);
        stage.run(2'000);
    }
    void leaveProgram()
    {
        stage.kill();
        server.cut();
        stage.run(100);
        server.asked.clear();
    }
    /// The texts that are shown, by their places.
    std::vector<QString> texts() { return stage.view.texts(Lobby); }
    const HistoryState &history() { return stage.view.history[Lobby]; }
    /// Each message says what it follows: from the oldest that is shown on, without a hole.
    bool isWhole()
    {
        Seq before = 0;
        for (const ShownMessage &one : stage.view.messages(Lobby)) {
            Seq after = one.after;
            for (const ShownMessage &word : stage.view.events) { // of several words on one message each is true
                if (word.message.seq == one.message.seq)
                    after = std::min(after, word.after);
            }
            if (before > 0 && after > before)
                return false;
            before = one.message.seq;
        }
        return true;
    }
    void back(int times)
    {
        for (int i = 0; i < times; ++i) {
            stage.tell(tell::LoadOlder{Lobby, 0, 20});
            stage.run(100);
        }
    }

    Stage stage;
    MarkedServer server{stage.scheduler};
};

} // namespace

// A server that numbers nothing is paged back like any other: to the start, over gaps, reconnects and restarts.
class TestMarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesBackToTheStart()
    {
        Hall hall;
        hall.server.fill(90);
        hall.enter();
        QVERIFY(!hall.texts().empty());
        QCOMPARE(hall.texts().back(), QStringLiteral("90"));
        QVERIFY(!hall.history().reachesStart && !hall.history().gapsStay);
        hall.back(6);
        QCOMPARE(hall.texts(), numbers(1, 90));
        QVERIFY(hall.history().reachesStart);
        QVERIFY(hall.isWhole());
        const std::size_t asked = hall.server.asked.size();
        hall.back(2); // there is nothing more to ask for
        QCOMPARE(hall.server.asked.size(), asked);
        QVERIFY(hall.stage.view.failures.empty());
    }

    void anEmptyRoomBeginsWithItsFirstMessage()
    {
        Hall hall;
        hall.enter();
        QVERIFY(hall.texts().empty());
        QVERIFY(hall.history().reachesStart);
        hall.server.post(QStringLiteral("first"));
        hall.stage.send(QStringLiteral("mine"), QStringLiteral("c1"));
        hall.stage.run(100);
        QCOMPARE(hall.texts(), hall.server.texts());
        QVERIFY(hall.history().reachesStart && hall.isWhole());
        QCOMPARE(hall.stage.view.message(QStringLiteral("c1"))->state, DeliveryState::Sent);
    }

    void fillsWhatWasMissed()
    {
        Hall hall;
        hall.server.fill(30);
        hall.enter();
        hall.beAway([&] { hall.server.fill(70); });
        QCOMPARE(hall.texts(), numbers(int(101 - hall.texts().size()), 100));
        QVERIFY(hall.texts().size() >= 90);
        QVERIFY(hall.history().gaps.empty() && hall.isWhole());
        hall.server.post(QStringLiteral("101"));
        hall.stage.run(100);
        QCOMPARE(hall.texts().back(), QStringLiteral("101"));
        QVERIFY(hall.isWhole());
    }

    // The page that closes the hole begins right after what is held: it brings nothing that would say so.
    void aGapThatEndsAtAPageIsClosed_data()
    {
        QTest::addColumn<int>("missed");
        for (const int missed : {1, 19, 20, 21, 39, 40, 41, 60})
            QTest::addRow("%d", missed) << missed;
    }
    void aGapThatEndsAtAPageIsClosed()
    {
        QFETCH(int, missed);
        Hall hall;
        hall.server.fill(20);
        hall.enter();
        hall.beAway([&] { hall.server.fill(missed); });
        QCOMPARE(hall.texts(), numbers(1, 20 + missed));
        QVERIFY(hall.history().gaps.empty());
        QVERIFY(hall.isWhole());
    }

    void aGapIsShownWhileItCannotBeFilled()
    {
        Hall hall;
        hall.server.fill(20);
        hall.enter();
        hall.server.pageMost = 5;
        hall.server.silent = true;
        hall.beAway([&] { hall.server.fill(50); });
        QVERIFY(hall.texts().size() < 70);
        QCOMPARE(hall.history().gaps.size(), std::size_t(1));
        QVERIFY(!hall.history().gapsStay);
        hall.server.silent = false;
        QVERIFY(hall.stage.runUntil([&] { return hall.history().gaps.empty(); }, 600'000));
        QCOMPARE(hall.texts(), numbers(1, 70));
        QVERIFY(hall.isWhole());
    }

    void severalAbsencesAreSeveralHoles()
    {
        Hall hall;
        hall.server.fill(10);
        hall.enter();
        hall.server.pageMost = 3;
        for (int i = 0; i < 4; ++i)
            hall.beAway([&] { hall.server.fill(17); });
        QVERIFY(hall.stage.runUntil([&] { return hall.history().gaps.empty(); }, 600'000));
        QCOMPARE(hall.texts(), numbers(1, 78));
        QVERIFY(hall.isWhole());
    }

    // The marks of what is held are on the disk.
    void goesOnAfterARestart()
    {
        Hall hall;
        hall.server.fill(200);
        hall.enter();
        hall.back(2);
        const std::vector<QString> before = hall.texts();
        hall.leaveProgram();
        hall.server.fill(100);
        hall.enter();
        QVERIFY(hall.stage.runUntil([&] { return hall.history().gaps.empty(); }, 60'000));
        QVERIFY(hall.stage.view.resets.empty());
        QCOMPARE(hall.texts().back(), QStringLiteral("300"));
        hall.back(20);
        QCOMPARE(hall.texts(), numbers(1, 300));
        QVERIFY(hall.history().reachesStart && hall.isWhole());
        QVERIFY(before.size() < 200);
    }

    void aGapIsKnownAfterARestart()
    {
        Hall hall;
        hall.server.fill(20);
        hall.enter();
        hall.server.pageMost = 5;
        hall.server.silent = true;
        hall.beAway([&] { hall.server.fill(60); });
        QCOMPARE(hall.history().gaps.size(), std::size_t(1));
        hall.leaveProgram();
        hall.server.silent = false;
        hall.server.pageMost = 20;
        hall.enter();
        QVERIFY(hall.stage.runUntil([&] { return hall.history().gaps.empty(); }, 600'000));
        hall.back(8);
        QCOMPARE(hall.texts(), numbers(1, 80));
        QVERIFY(hall.isWhole());
    }

    void offlineTheStoreIsShownAsFarAsItGoes()
    {
        Hall hall;
        hall.server.fill(100);
        hall.enter();
        hall.back(1);
        hall.leaveProgram();
        hall.server.up = false;
        hall.stage.start();
        hall.stage.tell(tell::OpenRoom{Lobby});
        hall.stage.run(100);
        QVERIFY(hall.texts().size() >= 40);
        QCOMPARE(hall.texts().back(), QStringLiteral("100"));
        QVERIFY(!hall.history().gapsStay);
    }

    // Nothing counts but what came: what a hole holds has been counted when it is filled.
    void unreadIsWhatCameAndWasNotRead()
    {
        Hall hall;
        hall.server.fill(20);
        hall.enter();
        hall.stage.tell(tell::MarkRead{Lobby, hall.stage.view.messages(Lobby).back().message.seq});
        hall.stage.run(10);
        QCOMPARE(hall.stage.view.rooms[Lobby].unread, 0);
        hall.beAway([&] { hall.server.fill(50); });
        QCOMPARE(hall.stage.view.rooms[Lobby].unread, 50);
        hall.stage.send(QStringLiteral("mine"), QStringLiteral("c1"));
        hall.stage.run(100);
        QCOMPARE(hall.stage.view.rooms[Lobby].unread, 50);
        hall.leaveProgram();
        hall.server.up = false;
        hall.stage.start();
        hall.stage.run(100);
        QCOMPARE(hall.stage.view.rooms[Lobby].unread, 50);
    }

    // What was said before one came into the room waits for nobody, also once it is scrolled to.
    void nothingBeforeTheFirstPageIsUnread()
    {
        Hall hall;
        hall.server.fill(90);
        hall.enter();
        const ShownRoom &lobby = hall.stage.view.rooms[Lobby];
        const int first = int(hall.texts().size());
        const int unread = lobby.unread; // the first page; the view asked for what is before it
        QVERIFY(unread > 0 && unread <= first);
        const std::vector<ShownMessage> shown = hall.stage.view.messages(Lobby);
        QCOMPARE(lobby.room.readSeq, shown[std::size_t(first - unread)].after);
        hall.back(2);
        QVERIFY(int(hall.texts().size()) > first);
        QCOMPARE(lobby.unread, unread);
        hall.stage.tell(tell::MarkRead{Lobby, hall.stage.view.messages(Lobby).back().message.seq});
        hall.stage.run(10);
        QCOMPARE(lobby.unread, 0);
    }

    // A message that was sent and has no answer yet when the link is lost is found in the pages that come later.
    void anOwnMessageIsFoundInTheGap()
    {
        Hall hall;
        hall.server.fill(20);
        hall.enter();
        hall.stage.send(QStringLiteral("mine"), QStringLiteral("c1"));
        hall.stage.run(1);
        hall.stage.run(1); // it is there, and the echo is on its way
        hall.beAway([&] { hall.server.fill(60); });
        hall.stage.run(1'000);
        QCOMPARE(hall.texts().size(), hall.server.texts().size());
        QCOMPARE(hall.texts(), hall.server.texts());
        QVERIFY(hall.isWhole());
    }

    void aReaderInOrderGetsEachOnce_data()
    {
        QTest::addColumn<bool>("forward");
        QTest::newRow("asks for what is next") << true;
        QTest::newRow("waits for the hole") << false;
    }
    void aReaderInOrderGetsEachOnce()
    {
        QFETCH(bool, forward);
        Hall hall(forward);
        hall.server.fill(30);
        hall.enter({Lobby, 0, true, 10});
        hall.server.post(QStringLiteral("31"));
        hall.stage.run(100);
        hall.beAway([&] { hall.server.fill(70); });
        hall.stage.runUntil([&] { return hall.stage.view.events.size() >= 81; }, 60'000);
        std::vector<QString> told;
        for (const ShownMessage &one : hall.stage.view.events)
            told.push_back(one.message.text);
        QCOMPARE(told, numbers(told.front().toInt(), 101));
        QVERIFY(told.front().toInt() <= 21);
    }

    void aJumpShowsWhatIsAroundIt()
    {
        Hall hall(true);
        hall.server.fill(120);
        hall.enter();
        hall.back(6);
        const std::vector<ShownMessage> all = hall.stage.view.messages(Lobby);
        QCOMPARE(all.size(), std::size_t(120));
        const Seq fifty = all[49].message.seq;
        hall.stage.view.events.clear();
        hall.stage.tell(tell::LoadAround{Lobby, fifty, 20});
        hall.stage.run(100);
        QCOMPARE(hall.texts(), numbers(41, 60));
        for (const ShownMessage &one : hall.stage.view.events)
            QCOMPARE(one.sought, std::optional(fifty));
        const Seq last = hall.stage.view.messages(Lobby).back().message.seq;
        hall.stage.tell(tell::LoadNewer{Lobby, last, 20});
        hall.stage.run(100);
        QCOMPARE(hall.texts(), numbers(41, 80));
        QVERIFY(hall.isWhole());
    }
};

TEST_WITH_CORE_APPLICATION(TestMarks)

} // namespace tst_marks

#include "tst_marks.moc"
