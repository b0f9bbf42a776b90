// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_catch_up {

using namespace banter;
using namespace banter::testing;

namespace {

std::vector<QString> numbers(int from, int to)
{
    std::vector<QString> all;
    for (int i = from; i <= to; ++i)
        all.push_back(QString::number(i));
    return all;
}

/// The texts in the order in which they were told, without repetitions taken out.
std::vector<QString> told(const View &view)
{
    std::vector<QString> all;
    for (const ShownMessage &shown : view.events)
        all.push_back(shown.message.text);
    return all;
}

template <class T>
std::ptrdiff_t placeOf(const std::vector<ask::Request> &requests)
{
    return std::find_if(requests.begin(), requests.end(),
                        [](const ask::Request &one) { return std::holds_alternative<T>(one); }) -
           requests.begin();
}

} // namespace

class TestCatchUp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recoversInOrder();
    void saysConnectedOnlyAfterTheResume();
    void showsTheNewestPageAtFirst();
    void showsWhatIsStoredBeforeItIsConnected();
    void asksSinceTheLastContiguousSequence();
    void showsOwnMessagesAmongTheOthersAfterAnOutage_data();
    void showsOwnMessagesAmongTheOthersAfterAnOutage();
    void loadsOlderInARoomThatWasEmptyBeforeTheOutage();
    void marksAndFillsAGapNewestFirst();
    void ownMessagesInAGapAreRead();
    void fillsAGapThatALiveMessageReveals();
    void neverAdvancesOverAGap();
    void goesOnFillingAfterARestart();
    void goesOnFillingAfterARefusal();
    void storesTenThousandMissedMessages();
    void closesAGapThatTheServerCannotFill();
    void forgetsAnOldEpoch();
    void forgetsWhatTheServerLost();
    void showsPendingMessagesAgainAfterANewEpoch();
    void loadsOlderFromTheStore();
    void loadsOlderFromTheServer();
    void loadsOlderAcrossWhatIsStored();
    void askingBeforeWhatIsNotYetSaidClaimsNothing_data();
    void askingBeforeWhatIsNotYetSaidClaimsNothing();
    void aLookFarBackIsNoGap();
    void readsInOrderSinceASequence();
    void readsAWholeRoomInOrder();
    void readsInOrderThroughOutages();
    void readsInOrderOnAFullDisk();
    void asksAgainForTheBeginningThatAFullDiskCouldNotTake();
    void aServerWithoutHistoryLeavesTheGapVisible();
};

void TestCatchUp::recoversInOrder()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 500);
    stage.enter();
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("deep work")});
    stage.run(100);
    stage.goOffline();
    stage.send(QStringLiteral("written offline"));
    stage.server.fill(Lobby, Bo, 500);
    stage.run(1000);
    stage.server.clearRequests();
    QVERIFY(stage.restore());
    stage.run(50);
    const std::vector<ask::Request> &requests = stage.server.requests();
    const auto subscribe = placeOf<ask::Subscribe>(requests);
    const auto fetch = placeOf<ask::FetchHistory>(requests);
    const auto presence = placeOf<ask::SetPresence>(requests);
    const auto send = placeOf<ask::SendMessage>(requests);
    QVERIFY(subscribe < fetch);
    QVERIFY(fetch < presence);
    QVERIFY(presence < send);
    QVERIFY(send < std::ptrdiff_t(requests.size()));
}

void TestCatchUp::saysConnectedOnlyAfterTheResume()
{
    Stage stage;
    stage.enter();
    bool subscribed = false;
    stage.server.pass = [&](const heard::Event &event) {
        return !std::holds_alternative<heard::Subscribed>(event) || subscribed;
    };
    stage.server.cut();
    stage.run(5'000);
    QCOMPARE(stage.view.state(), ConnectionState::Reconnecting);
    QVERIFY(stage.server.hellos().size() >= 2);
    subscribed = true;
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 60'000));
}

void TestCatchUp::showsTheNewestPageAtFirst()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 200);
    stage.enter();
    QCOMPARE(stage.view.texts(Lobby), numbers(151, 200));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    QVERIFY(!stage.view.history[Lobby].reachesStart);
    stage.run(10'000);
    QCOMPARE(stage.view.texts(Lobby), numbers(151, 200));
    for (const ShownMessage &shown : stage.view.events)
        QVERIFY(!shown.live);
    stage.server.post(Lobby, Bo, QStringLiteral("201"));
    stage.run(10);
    QVERIFY(stage.view.events.back().live);
}

void TestCatchUp::showsWhatIsStoredBeforeItIsConnected()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 80);
    stage.enter();
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.run(1);
    QVERIFY(stage.view.rooms[Lobby].room.joined);
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(1);
    QCOMPARE(stage.view.texts(Lobby), numbers(31, 80));
}

void TestCatchUp::asksSinceTheLastContiguousSequence()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 80);
    stage.enter();
    stage.server.clearRequests();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, 7);
    QVERIFY(stage.restore());
    QCOMPARE(stage.server.asked<ask::Subscribe>().size(), std::size_t(1));
    QCOMPARE(stage.server.asked<ask::Subscribe>().front().since, 80);
    QCOMPARE(stage.server.asked<ask::Subscribe>().front().epoch, stage.server.epoch);
    QCOMPARE(told(stage.view), numbers(31, 87));
    QVERIFY(stage.server.asked<ask::FetchHistory>().empty());
}

void TestCatchUp::showsOwnMessagesAmongTheOthersAfterAnOutage_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("missed");
    for (const int before : {0, 1, 30, 120}) {
        for (const int missed : {1, 60, 450})
            QTest::addRow("%d seen, %d missed", before, missed) << before << missed;
    }
}

// The server stores what it is sent, but its answers are lost with the link; others go on talking. What the page of the
// newest does not reach was never shown, yet one's own messages stand there.
void TestCatchUp::showsOwnMessagesAmongTheOthersAfterAnOutage()
{
    QFETCH(int, before);
    QFETCH(int, missed);
    Stage stage;
    stage.server.fill(Lobby, Bo, before);
    stage.enter();
    stage.server.pass = [](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    for (int i = 0; i < 8; ++i) {
        stage.send(QStringLiteral("own %1").arg(i));
        stage.run(50);
        stage.server.post(Lobby, Bo, QStringLiteral("between %1").arg(i));
    }
    stage.goOffline();
    for (int i = 0; i < missed; ++i)
        stage.server.post(Lobby, Bo, QStringLiteral("missed %1").arg(i));
    stage.server.pass = nullptr;
    stage.send(QStringLiteral("last"));
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(30'000);
    const std::vector<QString> all = stage.server.texts(Lobby);
    const std::vector<QString> shown = stage.view.texts(Lobby);
    QVERIFY(shown.size() <= all.size());
    QVERIFY(std::find(shown.begin(), shown.end(), QStringLiteral("own 0")) != shown.end());
    QCOMPARE(shown, std::vector<QString>(all.end() - std::ptrdiff_t(shown.size()), all.end()));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
}

// "All there is" was true of the empty room only.
void TestCatchUp::loadsOlderInARoomThatWasEmptyBeforeTheOutage()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, 200);
    QVERIFY(stage.restore());
    stage.run(1'000);
    QVERIFY(!stage.view.history[Lobby].reachesStart);
    for (int page = 0; page < 4; ++page) {
        stage.tell(tell::LoadOlder{Lobby, 0, 50});
        stage.run(1'000);
    }
    QCOMPARE(stage.view.texts(Lobby), stage.server.texts(Lobby));
    QVERIFY(stage.view.history[Lobby].reachesStart);
}

void TestCatchUp::marksAndFillsAGapNewestFirst()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 100);
    stage.enter();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, 1000);
    stage.server.clearRequests();
    std::vector<Gap> seen;
    stage.server.latencyMs = 20;
    stage.server.up = true;
    QVERIFY(stage.runUntil(
        [&] {
            for (const Gap &gap : stage.view.history[Lobby].gaps) {
                if (seen.empty() || !(seen.back() == gap))
                    seen.push_back(gap);
            }
            return stage.connected() && stage.view.history[Lobby].gaps.empty();
        },
        60'000));
    QVERIFY(!seen.empty());
    QCOMPARE(seen.front().after, Seq(100));
    for (std::size_t i = 1; i < seen.size(); ++i)
        QVERIFY(seen[i].last < seen[i - 1].last);
    QCOMPARE(stage.view.texts(Lobby), numbers(51, 1100));
    const auto fetches = stage.server.asked<ask::FetchHistory>();
    QVERIFY(fetches.size() < 12);
    for (std::size_t i = 1; i < fetches.size(); ++i)
        QVERIFY(fetches[i].from.seq < fetches[i - 1].from.seq);
}

void TestCatchUp::ownMessagesInAGapAreRead()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    stage.tell(tell::MarkRead{Lobby, 10});
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].unread, 0);
    stage.goOffline();
    stage.server.fill(Lobby, Ann, 500); // from another device
    QVERIFY(stage.restore());
    QVERIFY(stage.runUntil([&] { return stage.connected() && stage.view.history[Lobby].gaps.empty(); }));
    stage.run(50);
    QCOMPARE(stage.view.rooms[Lobby].unread, 0);
}

void TestCatchUp::fillsAGapThatALiveMessageReveals()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    const std::size_t hellos = stage.server.hellos().size();
    stage.server.fill(Lobby, Bo, 5); // nobody is told
    stage.server.post(Lobby, Bo, QStringLiteral("16"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == numbers(1, 16); }, 1'000));
    stage.run(100);
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    QCOMPARE(stage.server.hellos().size(), hellos);
    QVERIFY(stage.connected());
}

void TestCatchUp::neverAdvancesOverAGap()
{
    // The range is never answered, the link is lost, the program is started again: it is still asked for.
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::FetchHistory>(one); };
    stage.server.fill(Lobby, Bo, 5);
    stage.server.post(Lobby, Bo, QStringLiteral("16"));
    stage.run(1'000);
    QCOMPARE(stage.view.history[Lobby].gaps, (std::vector<Gap>{{10, 15}}));
    stage.lose();
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.server.post(Lobby, Bo, QStringLiteral("17"));
    stage.run(1'000);
    stage.kill();
    stage.server.mute = {};
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == numbers(1, 17); }, 5'000));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
}

void TestCatchUp::goesOnFillingAfterARestart()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 100);
    stage.enter();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, 2000);
    stage.server.latencyMs = 30;
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(!stage.view.history[Lobby].gaps.empty());
    stage.kill();
    stage.server.latencyMs = 1;
    stage.enter();
    stage.run(2'000);
    const auto rooms = stage.openStore()->rooms();
    QCOMPARE(rooms.value().front().spans, (std::vector<Span>{{50, 2100}}));
}

void TestCatchUp::goesOnFillingAfterARefusal()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    int refusals = 0;
    stage.server.refuse = [&](const ask::Request &one) -> std::optional<Error> {
        if (std::holds_alternative<ask::FetchHistory>(one) && ++refusals <= 2)
            return Error{ErrorCode::Unavailable, QStringLiteral("not now"), 0};
        return std::nullopt;
    };
    stage.server.fill(Lobby, Bo, 5);
    stage.server.post(Lobby, Bo, QStringLiteral("16"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == numbers(1, 16); }, 60'000));
    QVERIFY(stage.view.failures.empty());
}

void TestCatchUp::storesTenThousandMissedMessages()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, 10'000);
    stage.server.up = true;
    stage.server.latencyMs = 25;
    QVERIFY(stage.runUntil([&] { return stage.view.connection.state == ConnectionState::Reconnecting; }));
    QVERIFY(stage.runUntil([&] { return stage.server.hellos().size() == 2; }));
    const MonoMs began = stage.clock.monotonicMs();
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby).back() == QStringLiteral("10010"); }));
    QVERIFY(stage.clock.monotonicMs() - began < 1'000);
    QVERIFY(stage.runUntil([&] { return stage.connected() && stage.view.history[Lobby].gaps.empty(); }));
    QVERIFY2(stage.clock.monotonicMs() - began < 3'000, qPrintable(QString::number(stage.clock.monotonicMs() - began)));
    stage.run(10);
    QCOMPARE(stage.openStore()->rooms().value().front().spans, (std::vector<Span>{{0, 10'010}}));
    // Of so many the views get the newest, without a hole; the others are there for whoever scrolls back to them.
    std::vector<QString> shown = stage.view.texts(Lobby);
    QCOMPARE(std::vector<QString>(shown.begin(), shown.begin() + 10), numbers(1, 10));
    shown.erase(shown.begin(), shown.begin() + 10);
    QVERIFY(shown.size() >= 2'000 && shown.size() < 2'500);
    QVERIFY(shown == numbers(10'011 - int(shown.size()), 10'010));
    stage.tell(tell::LoadOlder{Lobby, 5'000, 100});
    stage.run(100);
    QVERIFY(stage.view.texts(Lobby).size() == shown.size() + 110);
}

void TestCatchUp::closesAGapThatTheServerCannotFill()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    // The server pruned 11 to 14: its page below 16 has only what is older.
    stage.server.fill(Lobby, Bo, 5);
    stage.server.pass = [&](const heard::Event &event) {
        if (const auto *page = std::get_if<heard::HistoryFetched>(&event)) {
            auto &messages = const_cast<heard::HistoryFetched *>(page)->page.messages;
            std::erase_if(messages, [](const Message &message) { return message.seq > 10 && message.seq < 15; });
        }
        return true;
    };
    stage.server.post(Lobby, Bo, QStringLiteral("16"));
    stage.run(5'000);
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    QVERIFY(stage.server.asked<ask::FetchHistory>().size() <= 3);
    QCOMPARE(stage.view.texts(Lobby).back(), QStringLiteral("16"));
}

void TestCatchUp::forgetsAnOldEpoch()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 60);
    stage.enter();
    stage.goOffline();
    stage.server.forget(Lobby, 20);
    stage.server.fill(Lobby, QStringLiteral("cy"), 5);
    stage.server.epoch = QStringLiteral("epoch-2");
    QVERIFY(stage.restore());
    stage.run(100);
    QVERIFY(stage.view.resets.count(Lobby) == 1);
    QCOMPARE(stage.view.texts(Lobby), numbers(1, 25));
    QCOMPARE(stage.view.messages(Lobby).back().message.sender, QStringLiteral("cy"));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    QCOMPARE(stage.view.rooms[Lobby].room.lastSeq, 25);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(1);
    QCOMPARE(stage.view.messages(Lobby).back().message.sender, QStringLiteral("cy"));
}

void TestCatchUp::forgetsWhatTheServerLost()
{
    // A server that was restored without a new epoch: what it no longer knows cannot be kept beside what comes.
    Stage stage;
    stage.server.fill(Lobby, Bo, 60);
    stage.enter();
    stage.goOffline();
    stage.server.forget(Lobby, 20);
    QVERIFY(stage.restore());
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby), numbers(1, 20));
    QCOMPARE(stage.view.rooms[Lobby].room.lastSeq, 20);
}

void TestCatchUp::showsPendingMessagesAgainAfterANewEpoch()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 5);
    stage.enter();
    stage.goOffline();
    stage.send(QStringLiteral("waits"), QStringLiteral("id-1"));
    stage.run(100);
    stage.server.epoch = QStringLiteral("epoch-2");
    stage.server.mute = [](const ask::Request &one) { return std::holds_alternative<ask::SendMessage>(one); };
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
    QVERIFY(stage.restore());
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby).back(), QStringLiteral("waits"));
    QCOMPARE(stage.view.message(QStringLiteral("id-1"))->state, DeliveryState::Pending);
}

void TestCatchUp::loadsOlderFromTheStore()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 120);
    stage.enter();
    stage.tell(tell::LoadOlder{Lobby, 0, 50});
    stage.run(100);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.tell(tell::LoadOlder{Lobby, 0, 30});
    stage.run(10);
    QCOMPARE(stage.view.texts(Lobby), numbers(41, 120));
    stage.tell(tell::LoadOlder{Lobby, 41, 30});
    stage.run(10);
    QCOMPARE(stage.view.texts(Lobby), numbers(21, 120));
}

void TestCatchUp::loadsOlderFromTheServer()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 120);
    stage.enter();
    stage.tell(tell::LoadOlder{Lobby, 0, 50});
    stage.run(1);
    QVERIFY(stage.view.history[Lobby].loading);
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby), numbers(21, 120));
    QVERIFY(!stage.view.history[Lobby].loading);
    QVERIFY(!stage.view.history[Lobby].reachesStart);
    stage.tell(tell::LoadOlder{Lobby, 0, 50});
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby), numbers(1, 120));
    QVERIFY(stage.view.history[Lobby].reachesStart);
    // Asked again for what the view dropped in the meantime: it is given again.
    const std::size_t before = stage.view.events.size();
    stage.tell(tell::LoadOlder{Lobby, 121, 20});
    stage.run(100);
    QCOMPARE(stage.view.events.size(), before + 20);
}

void TestCatchUp::loadsOlderAcrossWhatIsStored()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 200);
    stage.enter(); // 151..200 are stored
    stage.tell(tell::LoadOlder{Lobby, 161, 30});
    stage.run(100);
    stage.tell(tell::LoadOlder{Lobby, 0, 30});
    stage.run(100);
    std::vector<QString> texts = stage.view.texts(Lobby);
    QCOMPARE(texts.back(), QStringLiteral("200"));
    QCOMPARE(int(texts.size()), 200 - texts.front().toInt() + 1);
    QVERIFY(texts.front().toInt() <= 121);
}

void TestCatchUp::askingBeforeWhatIsNotYetSaidClaimsNothing_data()
{
    QTest::addColumn<int>("said");
    QTest::newRow("an empty room") << 0;
    QTest::newRow("a room with a history") << 5;
}

void TestCatchUp::askingBeforeWhatIsNotYetSaidClaimsNothing()
{
    QFETCH(int, said);
    const QString den = QStringLiteral("den");
    Stage stage;
    stage.server.makeRoom(den, {Ann, Bo});
    stage.server.fill(den, Bo, said);
    stage.enter();
    stage.tell(tell::OpenRoom{den});
    stage.run(100);
    stage.tell(tell::LoadOlder{den, 1'000});
    stage.run(100);
    for (const char *text : {"one", "two", "three"})
        stage.server.post(den, Bo, QString::fromLatin1(text));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(den) == stage.server.texts(den); }, 5'000));
    stage.server.post(den, Bo, QStringLiteral("four"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(den) == stage.server.texts(den); }, 5'000));
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{den});
    stage.run(50);
    QCOMPARE(stage.view.texts(den), stage.server.texts(den));
}

void TestCatchUp::aLookFarBackIsNoGap()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 5000);
    stage.enter();
    stage.tell(tell::LoadOlder{Lobby, 100, 10});
    stage.run(5'000);
    QCOMPARE(stage.server.asked<ask::FetchHistory>().size(), std::size_t(1));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(60));
    QCOMPARE(stage.view.texts(Lobby).front(), QStringLiteral("90"));
}

void TestCatchUp::readsInOrderSinceASequence()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 900);
    stage.start();
    stage.tell(tell::OpenRoom{Lobby, 120, true});
    stage.tell(tell::Connect{});
    stage.server.latencyMs = 10;
    for (int i = 901; i <= 950; ++i) {
        stage.run(7);
        stage.server.post(Lobby, Bo, QString::number(i));
    }
    stage.run(5'000);
    QCOMPARE(told(stage.view), numbers(121, 950));
}

void TestCatchUp::readsAWholeRoomInOrder()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 450);
    stage.start();
    stage.tell(tell::Connect{});
    stage.tell(tell::OpenRoom{Lobby, 0, true});
    stage.run(5'000);
    QCOMPARE(told(stage.view), numbers(1, 450));
}

void TestCatchUp::readsInOrderThroughOutages()
{
    for (quint64 seed = 1; seed <= 15; ++seed) {
        Stage stage(seed);
        SeededRandom dice(seed);
        stage.server.fill(Lobby, Bo, 300);
        stage.start();
        stage.tell(tell::OpenRoom{Lobby, 40, true});
        stage.tell(tell::Connect{});
        stage.server.latencyMs = 5;
        for (int step = 0; step < 30; ++step) {
            stage.run(qint64(dice.below(700)));
            if (dice.below(3) == 0)
                stage.server.cut();
            const int more = int(dice.below(80));
            if (dice.below(2) == 0)
                stage.server.fill(Lobby, Bo, more);
            stage.server.post(Lobby, Bo, QString::number(stage.server.log(Lobby).size() + 1));
        }
        stage.run(60'000);
        QVERIFY2(told(stage.view) == numbers(41, int(stage.server.log(Lobby).size())),
                 qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestCatchUp::readsInOrderOnAFullDisk()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 700);
    stage.start();
    stage.fate.full = true;
    stage.tell(tell::OpenRoom{Lobby, 5, true});
    stage.tell(tell::Connect{});
    stage.run(3'000);
    stage.server.post(Lobby, Bo, QStringLiteral("701"));
    stage.run(3'000);
    QCOMPARE(told(stage.view), numbers(6, 701));
}

void TestCatchUp::asksAgainForTheBeginningThatAFullDiskCouldNotTake()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 3);
    stage.fate.full = true;
    stage.enter();
    stage.fate.full = false;
    stage.server.post(Lobby, Bo, QStringLiteral("4"));
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(4));
    stage.kill();
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
}

void TestCatchUp::aServerWithoutHistoryLeavesTheGapVisible()
{
    Stage stage;
    stage.server.can.history = false;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    stage.server.fill(Lobby, Bo, 5);
    stage.server.post(Lobby, Bo, QStringLiteral("16"));
    stage.run(5'000);
    QCOMPARE(stage.view.history[Lobby].gaps, (std::vector<Gap>{{10, 15}}));
    QVERIFY(stage.server.asked<ask::FetchHistory>().empty());
}

TEST_WITH_CORE_APPLICATION(TestCatchUp)

} // namespace tst_catch_up

#include "tst_catch_up.moc"
