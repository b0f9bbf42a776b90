// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/search_words.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_changes {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Attic = QStringLiteral("attic");

struct Scene : Stage {
    explicit Scene(int said = 5)
    {
        server.can.changes = true;
        server.fill(Lobby, Bo, said);
    }
    std::vector<Message> shown(const QString &room = Lobby) const
    {
        std::vector<Message> messages;
        for (const ShownMessage &one : view.messages(room))
            messages.push_back(one.message);
        return messages;
    }
    std::vector<Message> stored(const QString &room = Lobby) const
    {
        return openStore()->messages(room, 0, 10'000).value();
    }
    StoredRoom storedRoom(const QString &room = Lobby) const
    {
        const auto rooms = openStore()->rooms();
        for (const StoredRoom &one : rooms.value()) {
            if (one.room.id == room)
                return one;
        }
        return {};
    }
    int unread(const QString &room = Lobby) { return view.rooms[room].unread; }
    /// The program closes and starts again, with the same store.
    void restart()
    {
        session.reset();
        server.cut();
        view = {};
    }
    /// Everything that is held is the server's, here and on the disk, and the count says so.
    void check(const QString &room = Lobby)
    {
        run(100);
        const std::vector<Message> &log = server.log(room);
        const std::vector<Message> now = shown(room);
        for (std::size_t i = 0; i < std::min(now.size(), log.size()); ++i) {
            const auto words = [](const Message &one) {
                return QStringLiteral("%1 %2 \"%3\" rev %4").arg(one.seq).arg(one.id, one.text).arg(one.rev);
            };
            QVERIFY2(now[i] == log[i], qPrintable(words(now[i]) + QStringLiteral(", not ") + words(log[i])));
        }
        QCOMPARE(now.size(), log.size());
        QCOMPARE(stored(room), log);
        QCOMPARE(storedRoom(room).heldRev, server.lastRev(room));
    }
};

} // namespace

// Messages that change, with a whole session.
class TestChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsToldIsShownAndKept()
    {
        Scene s;
        s.enter();
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.server.remove(Lobby, 3);
        s.server.edit(Lobby, 2, QStringLiteral("best"));
        s.check();
        QCOMPARE(s.shown()[1].text, QStringLiteral("best"));
        QVERIFY(s.shown()[1].editedAt > 0);
        QCOMPARE(s.shown()[2].deletedBy, Bo);
        QCOMPARE(s.shown()[2].text, QString());
        QVERIFY(s.server.asked<ask::FetchChanges>().empty());
    }

    void whatWasMissedIsToldLater()
    {
        Scene s;
        s.enter();
        s.goOffline();
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.server.remove(Lobby, 3);
        s.server.post(Lobby, Bo, QStringLiteral("new"));
        s.server.edit(Lobby, 6, QStringLiteral("newer"));
        QVERIFY(s.restore());
        s.check();
        const ask::Subscribe asked = s.server.asked<ask::Subscribe>().back();
        QCOMPARE(asked.revSince, qint64(0));
        QCOMPARE(asked.lowest, Seq(1));
    }

    void aRestartLosesNothing()
    {
        Scene s;
        s.enter();
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.run(100);
        s.restart();
        s.server.remove(Lobby, 2);
        s.server.edit(Lobby, 1, QStringLiteral("first"));
        s.enter();
        s.check();
        const ask::Subscribe asked = s.server.asked<ask::Subscribe>().back();
        QCOMPARE(asked.revSince, qint64(1));
        QCOMPARE(asked.lowest, Seq(1));
    }

    // In whichever moment it dies: what is not on the disk is told again.
    void aCrashLosesNothing()
    {
        for (int at = 0; at < 12; ++at) {
            Scene s;
            s.enter();
            s.fate.writes = 0;
            s.fate.crashAt = at;
            for (int i = 1; i <= 5; ++i) {
                s.server.edit(Lobby, i, QStringLiteral("edit %1").arg(i));
                s.run(20);
                s.server.post(Lobby, Bo, QStringLiteral("and %1").arg(i));
                s.run(20);
            }
            s.kill();
            s.enter();
            s.check();
        }
    }

    void manyChangesComeInSeveralAnswers()
    {
        Scene s(30);
        s.enter();
        s.goOffline();
        for (Seq seq = 1; seq <= 30; ++seq)
            s.server.edit(Lobby, seq, QStringLiteral("again %1").arg(seq));
        s.server.changesAtOnce = 7;
        QVERIFY(s.restore());
        s.check();
        QCOMPARE(s.server.asked<ask::FetchChanges>().size(), std::size_t(4));
    }

    void anEventThatIsLostIsAGap()
    {
        Scene s;
        s.enter();
        int lost = 0;
        s.server.pass = [&](const heard::Event &event) {
            return !std::holds_alternative<heard::MessageChanged>(event) || ++lost > 1;
        };
        s.server.edit(Lobby, 2, QStringLiteral("lost"));
        s.server.edit(Lobby, 4, QStringLiteral("told"));
        s.check();
        QCOMPARE(s.server.asked<ask::FetchChanges>().size(), std::size_t(1));
    }

    void aLostAnswerIsAskedForAgain()
    {
        Scene s;
        s.enter();
        s.server.pass = [&](const heard::Event &event) {
            return !std::holds_alternative<heard::MessageChanged>(event) &&
                   !std::holds_alternative<heard::ChangesFetched>(event);
        };
        s.server.edit(Lobby, 2, QStringLiteral("lost"));
        s.server.pass = {};
        s.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::FetchChanges>(request); };
        s.server.edit(Lobby, 4, QStringLiteral("told"));
        s.run(1'000);
        QCOMPARE(s.server.asked<ask::FetchChanges>().size(), std::size_t(1));
        s.server.mute = {};
        s.run(60'000);
        s.check();
    }

    // A page that was on its way before the change, and is heard after it.
    void aPageDoesNotUndoAnEvent()
    {
        Scene s(80);
        s.enter();
        QCOMPARE(s.shown().size(), std::size_t(50));
        s.tell(tell::LoadOlder{Lobby, 0, 50});
        s.run(100);
        QCOMPARE(s.shown().size(), std::size_t(80));
        s.server.lie = [&](heard::Event &event) {
            if (auto *page = std::get_if<heard::HistoryFetched>(&event)) {
                for (Message &message : page->page.messages)
                    message = {{Lobby, message.clientId, message.id, message.seq},
                               {message.sender, QStringLiteral("stale"), message.at},
                               {}};
            }
        };
        for (Seq seq = 1; seq <= 80; ++seq)
            s.server.edit(Lobby, seq, QStringLiteral("fresh %1").arg(seq));
        s.run(100);
        s.tell(tell::LoadOlder{Lobby, 31, 50});
        s.tell(tell::LoadAround{Lobby, 40, 50});
        s.run(100);
        s.check();
    }

    void whatIsNotHeldIsOnlyCounted()
    {
        Scene s(200);
        s.enter();
        s.server.edit(Lobby, 3, QStringLiteral("far back"));
        s.run(100);
        QVERIFY(s.view.amended.empty());
        QCOMPARE(s.storedRoom().heldRev, qint64(1));
        QVERIFY(s.server.asked<ask::FetchChanges>().empty());
        for (int pages = 0; pages < 4; ++pages) {
            s.tell(tell::LoadOlder{Lobby, 0, 100});
            s.run(100);
        }
        s.check();
    }

    void aLookFarBackIsKeptUpToDate()
    {
        Scene s(500);
        s.enter();
        s.tell(tell::LoadAround{Lobby, 100, 20});
        s.run(100);
        QVERIFY(s.storedRoom().lowest < 100);
        s.goOffline();
        s.server.remove(Lobby, 100);
        QVERIFY(s.restore());
        s.run(100);
        const auto there = s.openStore()->messagesIn(Lobby, {0, 100}, 1, ClientStore::Most::Newest);
        QCOMPARE(there.value().at(0), s.server.log(Lobby)[99]);
    }

    void tooFarBehindBeginsAnew()
    {
        Scene s(60);
        s.enter();
        s.tell(tell::MarkRead{Lobby, 40});
        s.run(100);
        s.goOffline();
        s.server.mostBehind = 10;
        for (Seq seq = 1; seq <= 60; ++seq)
            s.server.edit(Lobby, seq, QStringLiteral("again %1").arg(seq));
        QVERIFY(s.restore());
        s.run(100);
        QVERIFY(s.view.resets.count(Lobby) > 0);
        s.tell(tell::LoadOlder{Lobby, 0, 50});
        s.check();
        QCOMPARE(s.unread(), 20); // it is the same history
        QCOMPARE(s.storedRoom().room.readSeq, Seq(40));
        QVERIFY(s.server.asked<ask::FetchChanges>().empty());
    }

    void tooWideAGapBeginsAnew()
    {
        Scene s(60);
        s.enter();
        s.send(QStringLiteral("mine"), QStringLiteral("c1"));
        s.run(100);
        s.server.mostBehind = 10;
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageChanged>(event); };
        for (Seq seq = 1; seq <= 59; ++seq)
            s.server.edit(Lobby, seq, QStringLiteral("again %1").arg(seq));
        s.server.pass = {};
        s.server.edit(Lobby, 60, QStringLiteral("the last"));
        s.run(1'000);
        QVERIFY(s.view.resets.count(Lobby) > 0);
        s.tell(tell::LoadOlder{Lobby, 0, 50});
        s.check();
        QCOMPARE(s.view.told(QStringLiteral("c1"), DeliveryState::Unconfirmed), 0); // nothing is looked for
        s.server.post(Lobby, Bo, QStringLiteral("and on"));
        s.server.edit(Lobby, 1, QStringLiteral("and on"));
        s.check();
    }

    void aReaderInOrderGoesOnWhereItWas()
    {
        Scene s(60);
        s.start();
        s.tell(tell::Connect{});
        s.tell(tell::OpenRoom{Lobby, 0, true});
        QVERIFY(s.runUntil([&] { return s.view.events.size() == 60; }));
        s.goOffline();
        s.server.mostBehind = 10;
        for (Seq seq = 1; seq <= 60; ++seq)
            s.server.edit(Lobby, seq, QStringLiteral("again %1").arg(seq));
        s.server.post(Lobby, Bo, QStringLiteral("new"));
        s.view.events.clear();
        QVERIFY(s.restore());
        s.run(1'000);
        QCOMPARE(s.view.texts(Lobby), std::vector<QString>{QStringLiteral("new")});
    }

    void anotherHistoryCountsAnew()
    {
        Scene s;
        s.enter();
        for (int i = 0; i < 7; ++i)
            s.server.edit(Lobby, 2, QStringLiteral("edit %1").arg(i));
        s.check();
        s.goOffline();
        s.server.epoch = QStringLiteral("epoch-2");
        s.server.forgetChanges(Lobby);
        s.server.remove(Lobby, 1);
        QVERIFY(s.restore());
        s.check();
        QCOMPARE(s.storedRoom().heldRev, qint64(1));
        s.server.edit(Lobby, 2, QStringLiteral("on"));
        s.check();
    }

    // Nobody looks at it: what was deleted there is gone all the same.
    void aRoomThatIsNotOpenIsKeptUpToDate()
    {
        Scene s;
        s.server.makeRoom(Attic, {Ann, Bo});
        s.server.fill(Attic, Bo, 5);
        s.enter();
        s.tell(tell::OpenRoom{Attic, 0});
        s.run(100);
        s.tell(tell::CloseRoom{Attic});
        s.run(70'000);
        s.server.clearRequests();
        s.server.remove(Attic, 2);
        s.run(1'000);
        QCOMPARE(s.stored(Attic), s.server.log(Attic));
        QCOMPARE(s.server.asked<ask::FetchChanges>().size(), std::size_t(1));
        QVERIFY(s.server.asked<ask::Subscribe>().empty());
        s.goOffline();
        s.server.edit(Attic, 3, QStringLiteral("while away"));
        QVERIFY(s.restore());
        s.run(1'000);
        QCOMPARE(s.stored(Attic), s.server.log(Attic));
    }

    void ofADeletedMessageNothingIsLeft()
    {
        Scene s;
        s.server.post(Lobby, Bo, QStringLiteral("marmalade"));
        s.enter();
        s.tell(tell::Search{1, QStringLiteral("marmalade"), {}, 10});
        s.run(10);
        QCOMPARE(s.view.found->messages.size(), std::size_t(1));
        s.server.remove(Lobby, 6);
        s.run(100);
        s.tell(tell::Search{2, QStringLiteral("marmalade"), {}, 10});
        s.run(10);
        QVERIFY(s.view.found->messages.empty());
        QCOMPARE(s.shown().back().text, QString());
        s.check();
    }

    void aDeletedMessageIsUnreadForNobody()
    {
        Scene s;
        s.server.makeRoom(Attic, {Ann, Bo});
        s.server.fill(Attic, Bo, 3);
        s.enter();
        QCOMPARE(s.unread(), 5);
        s.server.remove(Lobby, 2); // one that the list of rooms counted
        s.run(100);
        QCOMPARE(s.unread(), 4);
        s.server.post(Lobby, Bo, QStringLiteral("new"));
        s.server.remove(Lobby, 6); // one that came since
        s.run(100);
        QCOMPARE(s.unread(), 4);
        s.server.edit(Lobby, 3, QStringLiteral("edits make nothing unread"));
        s.server.remove(Attic, 1);
        s.run(100);
        QCOMPARE(s.unread(), 4);
        QCOMPARE(s.unread(Attic), 2);
        s.goOffline();
        s.server.remove(Lobby, 4);
        QVERIFY(s.restore());
        s.run(100);
        QCOMPARE(s.unread(), 3);
        s.restart();
        s.enter();
        QCOMPARE(s.unread(), 3); // 1, 3 and 5
        s.tell(tell::MarkRead{Lobby, 3});
        s.run(100);
        QCOMPARE(s.unread(), 1);
        s.tell(tell::MarkRead{Lobby, 5});
        s.run(100);
        QCOMPARE(s.unread(), 0);
        QCOMPARE(s.view.rooms[Lobby].room.readSeq, Seq(6)); // nothing unread is behind it
    }

    void anOwnDeletedMessageCountsOnce()
    {
        Scene s;
        s.server.post(Lobby, Ann, QStringLiteral("of another device"));
        s.enter();
        QCOMPARE(s.unread(), 5);
        s.server.remove(Lobby, 6);
        s.run(100);
        QCOMPARE(s.unread(), 5);
    }

    // Sent, stored, and the answer lost; then another device of the same person changed it.
    void whatIsAcknowledgedLateIsAsItIsNow()
    {
        for (const bool open : {true, false}) {
            Scene s(5);
            s.start();
            s.tell(tell::Connect{});
            if (open)
                s.tell(tell::OpenRoom{Lobby, 0});
            QVERIFY(s.runUntil([&] { return s.connected(); }));
            s.run(100);
            s.server.pass = [](const heard::Event &event) {
                return !std::holds_alternative<heard::Acknowledged>(event) &&
                       !std::holds_alternative<heard::MessageArrived>(event) &&
                       !std::holds_alternative<heard::Activity>(event);
            };
            s.send(QStringLiteral("once"), QStringLiteral("c1"));
            s.run(100);
            s.goOffline();
            QCOMPARE(s.server.log(Lobby).size(), std::size_t(6));
            s.server.pass = {};
            s.server.fill(Lobby, Bo, 400); // so that no page brings it
            s.server.remove(Lobby, 6);
            QVERIFY(s.restore());
            s.run(5'000);
            const auto there = s.openStore()->messagesIn(Lobby, {0, 6}, 1, ClientStore::Most::Newest);
            QVERIFY(!there.value().empty());
            QCOMPARE(there.value().at(0), s.server.log(Lobby)[5]);
            QCOMPARE(s.storedRoom().heldRev, qint64(1));
            QVERIFY(s.openStore()->outbox().value().empty());
        }
    }

    // The page that settles it has another text by now, which is no other wording of what waits.
    void whatWasChangedBeforeItsVerdictIsThereOnce()
    {
        for (const bool deleted : {true, false}) {
            Scene s;
            s.enter();
            s.server.pass = [](const heard::Event &event) {
                return !std::holds_alternative<heard::Acknowledged>(event) &&
                       !std::holds_alternative<heard::MessageArrived>(event);
            };
            s.send(QStringLiteral("once"), QStringLiteral("c1"));
            s.run(100);
            s.goOffline();
            s.server.pass = {};
            if (deleted)
                s.server.remove(Lobby, 6);
            else
                s.server.edit(Lobby, 6, QStringLiteral("twice"));
            QVERIFY(s.restore());
            s.check();
            QVERIFY(s.openStore()->outbox().value().empty());
            s.send(QStringLiteral("once"), QStringLiteral("c1")); // as a script does that is run again
            s.check();
            QVERIFY(s.view.failures.empty());
            QCOMPARE(s.server.log(Lobby).size(), std::size_t(6));
        }
    }

    // The page that was asked for before its ack came is the first that tells what became of it.
    void whatWasChangedBeforeItsRoomWasOpenedIsShownAsItIs()
    {
        for (const bool deleted : {true, false}) {
            Scene s(0);
            s.start();
            s.tell(tell::Connect{});
            QVERIFY(s.runUntil([&] { return s.connected(); }));
            s.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
                if (!std::holds_alternative<ask::Subscribe>(request) || s.server.lastRev(Lobby) > 0)
                    return std::nullopt;
                if (deleted)
                    s.server.remove(Lobby, 1);
                else
                    s.server.edit(Lobby, 1, QStringLiteral("twice"));
                return std::nullopt;
            };
            s.send(QStringLiteral("once"), QStringLiteral("c1"));
            QVERIFY(s.runUntil([&] { return s.server.log(Lobby).size() == 1; }));
            s.tell(tell::OpenRoom{Lobby, 0}); // asked for before the ack is there
            QVERIFY(s.runUntil([&] { return s.server.lastRev(Lobby) > 0; }));
            s.check();
        }
    }

    // Nobody looks for it in the new history, and nobody sends it again.
    void whatWasDeletedIsNotLostByARestoredServer()
    {
        Scene s;
        s.enter();
        s.send(QStringLiteral("gone"), QStringLiteral("c1"));
        s.send(QStringLiteral("kept"), QStringLiteral("c2"));
        s.run(100);
        s.server.remove(Lobby, 6);
        s.server.edit(Lobby, 7, QStringLiteral("kept better"));
        s.run(100);
        s.goOffline();
        s.server.forget(Lobby, 5);
        s.server.forgetChanges(Lobby);
        s.server.epoch = QStringLiteral("epoch-2");
        QVERIFY(s.restore());
        s.run(5'000);
        const auto outbox = s.openStore()->outbox().value();
        QCOMPARE(outbox.size(), std::size_t(1));
        QCOMPARE(outbox[0].clientId, QStringLiteral("c2"));
        QCOMPARE(outbox[0].text, QStringLiteral("kept better"));
    }

    void aFullDiskForgetsNoChange()
    {
        Scene s;
        s.enter();
        s.fate.full = true;
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.run(100);
        QCOMPARE(s.shown()[1].text, QStringLiteral("better"));
        QCOMPARE(s.storedRoom().heldRev, qint64(0));
        s.fate.full = false;
        s.run(10'000);
        s.check();
    }

    void anOlderServerIsWhatItWas()
    {
        Scene s;
        s.server.can.changes = false;
        s.enter();
        s.server.post(Lobby, Bo, QStringLiteral("new"));
        s.run(100);
        s.lose();
        QVERIFY(s.restore());
        s.run(100);
        QCOMPARE(s.shown(), s.server.log(Lobby));
        for (const ask::Subscribe &asked : s.server.asked<ask::Subscribe>())
            QVERIFY(asked.revSince == 0 && asked.lowest == 0);
        QVERIFY(s.server.asked<ask::FetchChanges>().empty());
    }

    // The cheapest test of all: old state and events are the new state.
    void anyOrderOfFaultsComesToTheSame()
    {
        for (quint64 seed = 1; seed <= 40; ++seed) {
            Scene s(20);
            SeededRandom dice(seed);
            s.enter();
            s.server.changesAtOnce = 3;
            for (int step = 0; step < 60; ++step) {
                const Seq seq = 1 + Seq(dice.below(s.server.log(Lobby).size()));
                switch (dice.below(8)) {
                case 0:
                    s.server.post(Lobby, Bo, QStringLiteral("new %1").arg(step));
                    break;
                case 1:
                    s.server.remove(Lobby, seq);
                    break;
                case 2:
                    s.server.pass = [](const heard::Event &event) {
                        return !std::holds_alternative<heard::MessageChanged>(event);
                    };
                    break;
                case 3:
                    s.server.pass = {};
                    break;
                case 4:
                    s.server.cut();
                    break;
                case 5:
                    s.restart();
                    s.start();
                    s.tell(tell::Connect{});
                    s.tell(tell::OpenRoom{Lobby, 0});
                    break;
                default:
                    if (s.server.log(Lobby)[std::size_t(seq - 1)].deletedBy.isEmpty())
                        s.server.edit(Lobby, seq, QStringLiteral("edit %1").arg(step));
                }
                s.run(qint64(dice.below(30)));
            }
            s.server.pass = {};
            QVERIFY(s.restore());
            const Seq last = s.server.post(Lobby, Bo, QStringLiteral("the last")).seq;
            s.server.edit(Lobby, last, QStringLiteral("the very last"));
            s.run(20'000);
            s.tell(tell::LoadOlder{Lobby, 0, 200});
            s.check();
            if (QTest::currentTestFailed())
                qWarning("seed %d", int(seed));
        }
    }
};

TEST_WITH_CORE_APPLICATION(TestChanges)

} // namespace tst_changes

#include "tst_changes.moc"
