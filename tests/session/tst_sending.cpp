// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_sending {

using namespace banter;
using namespace banter::testing;

namespace {

QString line(int i)
{
    return QStringLiteral("line %1").arg(i);
}

std::vector<QString> lines(int from, int to)
{
    std::vector<QString> all;
    for (int i = from; i <= to; ++i)
        all.push_back(line(i));
    return all;
}

const QString Id = QStringLiteral("id-1");

} // namespace

class TestSending : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isPendingThenSent();
    void isOnTheDiskBeforeItIsShownAndSent();
    void keepsTheOrderOfManyMessages();
    void keepsTheOrderThroughOutages();
    void neverHasMoreOnItsWayThanTheWindow();
    void pacesItselfAsTheServerAllows();
    void obeysRateLimitedAndKeepsTheOrder();
    void waitsWhileTheServerCannotStore();
    void sendsAgainWithTheSameIdWhenTheAckIsLost();
    void probesTheLinkWhenAnAckIsOverdue();
    void failsForGoodWithTheReason();
    void retriesByHandWithTheSameId();
    void discardsPendingAndFailed();
    void sendsWhatATerminalPrinted();
    void refusesBadTextBeforeTheQueue();
    void refusesTooLargeBeforeTheQueue();
    void refusesWhenTheQueueIsFull();
    void refusesWhenTheQueueHasTooManyBytes();
    void givesTheVerdictAgainForAKnownId();
    void refusesAKnownIdWithAnotherText();
    void tellsWhenTheDiskIsFullAndGoesOnReading();
    void aVerdictThatTheDiskCouldNotTakeIsOneAllTheSame_data();
    void aVerdictThatTheDiskCouldNotTakeIsOneAllTheSame();
    void aServerMayTrimWhatItPassesOn_data();
    void aServerMayTrimWhatItPassesOn();
    void sendsManyWithFewWrites();
    void stopsUnderBackPressure();
    void countsTheUnsent();
};

void TestSending::isPendingThenSent()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("hello"), Id);
    stage.run(100);
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("hello")});
    QCOMPARE(stage.view.told(Id, DeliveryState::Pending), 1);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
    const ShownMessage last = *stage.view.message(Id);
    QCOMPARE(last.message.seq, 1);
    QCOMPARE(last.message.sender, Ann);
    QVERIFY(last.own);
    QVERIFY(!last.message.id.isEmpty());
}

void TestSending::isOnTheDiskBeforeItIsShownAndSent()
{
    Stage stage;
    stage.enter();
    stage.server.clearRequests();
    stage.send(QStringLiteral("hello"), Id);
    QVERIFY(stage.view.events.empty());
    while (stage.view.told(Id, DeliveryState::Pending) == 0 && stage.server.asked<ask::SendMessage>().empty()) {
        stage.run(0);
        stage.run(1);
        QVERIFY(stage.clock.monotonicMs() < 10'000'000);
    }
    const auto entries = stage.openStore()->outbox();
    QCOMPARE(entries.value().size(), std::size_t(1));
    QCOMPARE(entries.value().front().clientId, Id);
}

void TestSending::keepsTheOrderOfManyMessages()
{
    Stage stage;
    stage.enter();
    for (int i = 1; i <= 1000; ++i)
        stage.send(line(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), lines(1, 1000));
    QCOMPARE(stage.view.texts(Lobby), lines(1, 1000));
}

void TestSending::keepsTheOrderThroughOutages()
{
    Stage stage;
    stage.enter();
    stage.server.latencyMs = 7;
    int next = 1;
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 40; ++i)
            stage.send(line(next++));
        stage.run(3 + 5 * round);
        stage.server.cut();
        stage.run(round % 3 == 0 ? 30'000 : 100);
    }
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), lines(1, next - 1));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == lines(1, next - 1); }));
}

void TestSending::neverHasMoreOnItsWayThanTheWindow()
{
    Stage stage;
    stage.enter();
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::SendMessage>(request); };
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
    for (int i = 1; i <= 3000; ++i)
        stage.send(line(i));
    stage.run(1000);
    QVERIFY(stage.server.log(Lobby).size() > 100);
    QVERIFY(stage.server.log(Lobby).size() <= 1000);
}

void TestSending::pacesItselfAsTheServerAllows()
{
    Stage stage;
    stage.server.can.sendsPerSecond = 20;
    stage.server.can.sendBurst = 100;
    stage.server.latencyMs = 20;
    int refused = 0;
    stage.server.pass = [&](const heard::Event &event) {
        const auto *failed = std::get_if<heard::RequestFailed>(&event);
        refused += failed && failed->error.code == ErrorCode::RateLimited;
        return true;
    };
    stage.enter();
    stage.run(10'000);
    const MonoMs began = stage.clock.monotonicMs();
    for (int i = 1; i <= 300; ++i)
        stage.send(line(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(refused, 0);
    QCOMPARE(stage.server.texts(Lobby), lines(1, 300));
    const qint64 took = stage.clock.monotonicMs() - began;
    QVERIFY2(took >= 9'500 && took < 13'000, qPrintable(QString::number(took)));
}

void TestSending::obeysRateLimitedAndKeepsTheOrder()
{
    // The program ran before and used the allowance up, which it no longer knows.
    int refused = 0;
    for (quint64 seed = 1; seed <= 20; ++seed) {
        Stage stage(seed);
        stage.server.can.sendsPerSecond = 20;
        stage.server.can.sendBurst = 10;
        stage.server.latencyMs = qint64(5 + seed * 9);
        stage.server.pass = [&](const heard::Event &event) {
            const auto *failed = std::get_if<heard::RequestFailed>(&event);
            refused += failed && failed->error.code == ErrorCode::RateLimited;
            return true;
        };
        stage.server.useUp(Ann);
        stage.enter();
        for (int i = 1; i <= 60; ++i) {
            stage.send(line(i));
            if (i % 7 == 0)
                stage.run(qint64(seed * 130 % 6000));
        }
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        QVERIFY2(stage.server.texts(Lobby) == lines(1, 60), qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
    QVERIFY(refused > 0);
}

void TestSending::waitsWhileTheServerCannotStore()
{
    Stage stage;
    stage.enter();
    bool full = true;
    stage.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
        if (full && std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::StorageFull, QStringLiteral("no room"), 0};
        return std::nullopt;
    };
    stage.send(QStringLiteral("a"), Id);
    stage.run(20'000);
    QVERIFY(stage.server.asked<ask::SendMessage>().size() >= 2);
    QVERIFY2(stage.server.asked<ask::SendMessage>().size() <= 20, "a wait between the tries");
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Pending);
    full = false;
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
}

void TestSending::sendsAgainWithTheSameIdWhenTheAckIsLost()
{
    Stage stage;
    stage.enter();
    stage.server.pass = [](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    stage.server.clearRequests();
    stage.send(QStringLiteral("once"), Id);
    stage.run(9'000);
    QCOMPARE(stage.server.asked<ask::SendMessage>().size(), std::size_t(1));
    stage.server.pass = {};
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }, 20'000));
    for (const ask::SendMessage &send : stage.server.asked<ask::SendMessage>())
        QCOMPARE(send.clientId, Id);
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(1));
    stage.run(60'000);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
}

void TestSending::probesTheLinkWhenAnAckIsOverdue()
{
    Stage stage;
    stage.enter();
    stage.server.blackhole = true;
    stage.send(QStringLiteral("into the void"), Id);
    stage.run(9'900);
    QVERIFY(stage.connected());
    QVERIFY(stage.runUntil([&] { return !stage.connected(); }, 3'000));
    stage.server.blackhole = false;
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }, 20'000));
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(1));
}

void TestSending::failsForGoodWithTheReason()
{
    Stage stage;
    stage.enter();
    stage.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
        const auto *send = std::get_if<ask::SendMessage>(&request);
        if (send && send->clientId == Id)
            return Error{ErrorCode::Forbidden, QStringLiteral("not here"), 0};
        return std::nullopt;
    };
    stage.send(QStringLiteral("a"), Id);
    stage.send(QStringLiteral("b"));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(stage.view.message(Id)->failure.contains(QStringLiteral("not here")));
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("b")});
    stage.kill();
    stage.start();
    stage.run(10);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(stage.view.message(Id)->failure.startsWith(QStringLiteral("forbidden")));
}

void TestSending::retriesByHandWithTheSameId()
{
    Stage stage;
    stage.enter();
    bool refuse = true;
    stage.server.refuse = [&](const ask::Request &request) -> std::optional<Error> {
        if (refuse && std::holds_alternative<ask::SendMessage>(request))
            return Error{ErrorCode::Forbidden, QStringLiteral("no"), 0};
        return std::nullopt;
    };
    stage.send(QStringLiteral("a"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Failed) == 1; }));
    refuse = false;
    stage.tell(tell::Retry{Id});
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
    QCOMPARE(stage.view.told(Id, DeliveryState::Pending), 2);
    QCOMPARE(stage.server.log(Lobby).front().clientId, Id);
}

void TestSending::discardsPendingAndFailed()
{
    Stage stage;
    stage.start();
    stage.send(QStringLiteral("never mind"), Id);
    stage.send(QStringLiteral("stays"));
    stage.run(10);
    stage.tell(tell::Discard{Id});
    stage.run(10);
    QVERIFY(stage.view.gone.count({Lobby, Id}) == 1);
    QCOMPARE(stage.session->unsent(), 1);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("stays")});
    QVERIFY(stage.openStore()->outbox().value().empty());
}

// The control characters go, the message does not fail for them.
void TestSending::sendsWhatATerminalPrinted()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("\x1b[1;31merror:\x1b[0m no such file\r\n\x07"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
    QCOMPARE(stage.server.texts(Lobby).back(), QStringLiteral("error: no such file\n"));
    // Told once more, as a script does after a crash, it is the same message.
    stage.send(QStringLiteral("\x1b[1;31merror:\x1b[0m no such file\r\n\x07"), Id);
    stage.run(100);
    QVERIFY(stage.view.failures.empty());
    stage.tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("at\x1b[1m lunch\n")});
    stage.run(100);
    QVERIFY(stage.view.failures.empty());
}

void TestSending::refusesBadTextBeforeTheQueue()
{
    Stage stage;
    stage.enter();
    const int writes = stage.fate.writes;
    stage.send(QStringLiteral("\a\x1b[0m"), Id); // nothing is left of it
    stage.send(QString(), QStringLiteral("id-2"));
    stage.run(10);
    QCOMPARE(stage.view.failures.size(), std::size_t(2));
    QCOMPARE(stage.view.failures.front().error.code, ErrorCode::BadText);
    QCOMPARE(stage.view.failures.front().clientId, Id);
    QCOMPARE(stage.view.failures.front().room, Lobby);
    QCOMPARE(stage.session->unsent(), 0);
    QCOMPARE(stage.fate.writes, writes);
}

void TestSending::refusesTooLargeBeforeTheQueue()
{
    Stage stage;
    stage.enter();
    stage.send(QString(stage.server.can.maxTextBytes + 1, u'x'), Id);
    stage.send(QString(stage.server.can.maxTextBytes, u'x'));
    QVERIFY(stage.runUntil([&] { return stage.server.log(Lobby).size() == 1; }));
    QCOMPARE(stage.view.failures.size(), std::size_t(1));
    QCOMPARE(stage.view.failures.front().error.code, ErrorCode::TooLarge);
}

void TestSending::refusesWhenTheQueueIsFull()
{
    Stage stage;
    stage.start();
    for (int i = 1; i <= 10'001; ++i)
        stage.send(line(i), QStringLiteral("n%1").arg(i));
    stage.run(10);
    QCOMPARE(stage.session->unsent(), 10'000);
    QCOMPARE(stage.view.failures.size(), std::size_t(1));
    QCOMPARE(stage.view.failures.front().error.code, ErrorCode::QueueFull);
    QCOMPARE(stage.view.failures.front().clientId, QStringLiteral("n10001"));
}

void TestSending::refusesWhenTheQueueHasTooManyBytes()
{
    Stage stage;
    stage.start();
    const QString big(16'000, u'x');
    int accepted = 0;
    while (!stage.view.failed(ErrorCode::QueueFull) && accepted < 2'000) {
        stage.send(big);
        stage.run(0);
        ++accepted;
    }
    QVERIFY(stage.view.failed(ErrorCode::QueueFull));
    QVERIFY(qint64(accepted) * 16'000 <= 16 * 1024 * 1024 + 16'000);
    QVERIFY(qint64(accepted) * 16'000 >= 8 * 1024 * 1024);
}

void TestSending::givesTheVerdictAgainForAKnownId()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("a"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
    stage.server.clearRequests();
    stage.send(QStringLiteral("a"), Id);
    stage.run(100);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 2);
    QVERIFY(stage.server.asked<ask::SendMessage>().empty());
    // And after a restart.
    stage.kill();
    stage.start();
    stage.run(10);
    stage.send(QStringLiteral("a"), Id);
    stage.run(100);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
    QCOMPARE(stage.session->unsent(), 0);
}

void TestSending::refusesAKnownIdWithAnotherText()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("a"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
    stage.send(QStringLiteral("b"), Id);
    stage.run(100);
    QVERIFY(stage.view.failed(ErrorCode::Conflict));
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("a")});
}

void TestSending::tellsWhenTheDiskIsFullAndGoesOnReading()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("before"), QStringLiteral("id-0"));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.fate.full = true;
    stage.send(QStringLiteral("lost?"), Id);
    stage.server.post(Lobby, Bo, QStringLiteral("heard"));
    stage.run(100);
    QVERIFY(stage.view.failed(ErrorCode::StorageFull, Lobby));
    QCOMPARE(stage.view.told(Id, DeliveryState::Pending), 0);
    QCOMPARE(stage.session->unsent(), 0);
    QCOMPARE(stage.view.texts(Lobby).back(), QStringLiteral("heard"));
    stage.server.post(Lobby, Bo, QStringLiteral("heard too"));
    stage.run(100);
    stage.fate.full = false;
    stage.send(QStringLiteral("lost?"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }));
    // What could not be stored is not missing for good: the next start asks for it again.
    stage.kill();
    stage.enter();
    const std::vector<QString> all{QStringLiteral("before"), QStringLiteral("heard"), QStringLiteral("heard too"),
                                   QStringLiteral("lost?")};
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == all; }, 5'000));
}

void TestSending::aVerdictThatTheDiskCouldNotTakeIsOneAllTheSame_data()
{
    QTest::addColumn<bool>("resends");
    QTest::newRow("sent again it is stored once") << true;
    QTest::newRow("sent again it is there twice") << false;
}

void TestSending::aVerdictThatTheDiskCouldNotTakeIsOneAllTheSame()
{
    QFETCH(bool, resends);
    Stage stage;
    stage.server.can.resends = resends;
    stage.server.latencyMs = 20;
    stage.enter();
    stage.send(QStringLiteral("once"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Pending) == 1; }));
    stage.run(10); // it is on its way
    stage.fate.full = true;
    QVERIFY(stage.runUntil([&] { return stage.view.told(Id, DeliveryState::Sent) == 1; }, 1'000));
    stage.run(100);
    stage.fate.full = false;
    stage.run(10'000);
    stage.kill();
    QVERIFY(stage.openStore()->outbox().value().empty());
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby) == stage.server.texts(Lobby); }, 5'000));
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
}

void TestSending::aServerMayTrimWhatItPassesOn_data()
{
    aVerdictThatTheDiskCouldNotTakeIsOneAllTheSame_data();
}

void TestSending::aServerMayTrimWhatItPassesOn()
{
    QFETCH(bool, resends);
    Stage stage;
    stage.server.can.resends = resends;
    stage.server.trims = stage.server.echoFirst = true;
    stage.enter();
    stage.send(QStringLiteral("hi "), Id);
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby), stage.server.texts(Lobby));
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestSending::sendsManyWithFewWrites()
{
    Stage stage;
    stage.enter();
    const int before = stage.fate.writes;
    for (int i = 1; i <= 10'000; ++i)
        stage.send(line(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QVERIFY(stage.server.texts(Lobby) == lines(1, 10'000));
    QVERIFY2(stage.fate.writes - before < 1000, qPrintable(QString::number(stage.fate.writes - before)));
}

void TestSending::stopsUnderBackPressure()
{
    Stage stage;
    stage.enter();
    stage.server.link(Ann)->backlog = 100 * 1024;
    stage.tell(tell::Typing{Lobby, true}); // a frame, after which the link is over its high water
    stage.send(QStringLiteral("later"));
    stage.run(500);
    QVERIFY(stage.server.log(Lobby).empty());
    stage.server.link(Ann)->backlog = 0;
    Q_EMIT stage.server.link(Ann)->written(100 * 1024);
    QVERIFY(stage.runUntil([&] { return stage.server.log(Lobby).size() == 1; }, 20'000));
}

void TestSending::countsTheUnsent()
{
    Stage stage;
    stage.start();
    stage.send(QStringLiteral("a"));
    stage.send(QStringLiteral("b"));
    stage.run(1);
    QCOMPARE(stage.session->unsent(), 2);
    stage.kill();
    stage.start();
    QCOMPARE(stage.session->unsent(), 2);
    stage.run(1);
    QCOMPARE(stage.view.texts(Lobby), (std::vector<QString>{QStringLiteral("a"), QStringLiteral("b")}));
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{QStringLiteral("a"), QStringLiteral("b")}));
}

TEST_WITH_CORE_APPLICATION(TestSending)

} // namespace tst_sending

#include "tst_sending.moc"
