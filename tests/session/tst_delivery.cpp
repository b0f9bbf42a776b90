// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>

namespace tst_delivery {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");

std::vector<QString> numbered(int count)
{
    std::vector<QString> all;
    for (int i = 1; i <= count; ++i)
        all.push_back(QStringLiteral("m%1").arg(i));
    return all;
}

/// No sequence, no id and no text of these rooms twice.
void verifyOnce(FakeServer &server, const QString &room)
{
    std::set<QString> ids;
    for (const Message &message : server.log(room)) {
        if (!message.clientId.isEmpty())
            QVERIFY2(ids.insert(message.clientId).second, qPrintable(message.clientId));
    }
}

} // namespace

/// The guarantee: each accepted message reaches the server once, in order, and is shown once.
class TestDelivery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsOnceWhateverTheOrderOfAckEchoAndHistory_data();
    void showsOnceWhateverTheOrderOfAckEchoAndHistory();
    void showsOnceWithAndWithoutALostLink_data();
    void showsOnceWithAndWithoutALostLink();
    void losesNothingInACrashAtAnyWrite();
    void losesNothingInRandomCrashesAndOutages();
    void emptiesItsMapsWhenHalfOfTheAcksAreLost();
    void keepsWhatIsUnsentOverANewEpoch();
    void aForeignMessageWithOurIdTakesNothingFromUs();
};

void TestDelivery::showsOnceWhateverTheOrderOfAckEchoAndHistory_data()
{
    QTest::addColumn<QString>("order");
    // a: ack, e: echo, h: history, d: the link drops and comes back. Every subset in every order.
    const QString all = QStringLiteral("aehd");
    for (int mask = 1; mask < 16; ++mask) {
        QString subset;
        for (int bit = 0; bit < 4; ++bit) {
            if (mask & (1 << bit))
                subset += all[bit];
        }
        std::sort(subset.begin(), subset.end());
        do {
            QTest::newRow(qPrintable(subset)) << subset;
        } while (std::next_permutation(subset.begin(), subset.end()));
    }
}

void TestDelivery::showsOnceWhateverTheOrderOfAckEchoAndHistory()
{
    QFETCH(QString, order);
    Stage stage;
    stage.server.fill(Lobby, Bo, 5);
    stage.enter();
    // Nothing that the server says of the message gets through; it is said by hand.
    heard::Acknowledged ack;
    stage.server.pass = [&](const heard::Event &event) {
        if (const auto *one = std::get_if<heard::Acknowledged>(&event)) {
            ack = *one;
            return false;
        }
        return !std::holds_alternative<heard::MessageArrived>(event);
    };
    stage.send(QStringLiteral("once"), Id);
    stage.run(50);
    QVERIFY(ack.seq == 6);
    stage.server.pass = {};
    for (const QChar what : order) {
        if (what == u'a')
            stage.server.say(ack);
        else if (what == u'e')
            stage.server.say(heard::MessageArrived{stage.server.log(Lobby).back()});
        else if (what == u'd')
            QVERIFY((stage.lose(), stage.runUntil([&] { return stage.connected(); })));
        else
            stage.tell(tell::LoadOlder{Lobby, 7, 3});
        stage.run(50);
    }
    stage.run(60'000);
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(6));
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
    QCOMPARE(stage.view.message(Id)->message.seq, 6);
    QCOMPARE(stage.view.told(Id, DeliveryState::Pending), 1);
    QCOMPARE(stage.view.told(Id, DeliveryState::Failed), 0);
    // A person who asks for older messages is given what was asked for, so that page may say it again.
    QVERIFY(stage.view.told(Id, DeliveryState::Sent) <= (order.contains(u'h') ? 2 : 1));
    QCOMPARE(stage.session->unsent(), 0);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(6));
    QVERIFY(stage.openStore()->outbox().value().empty());
    QVERIFY(stage.view.history[Lobby].gaps.empty());
}

void TestDelivery::showsOnceWithAndWithoutALostLink_data()
{
    QTest::addColumn<int>("cutAfter");
    QTest::addColumn<bool>("echoFirst");
    QTest::addColumn<bool>("looking");
    for (int cut = 0; cut < 14; ++cut) {
        for (const bool echoFirst : {false, true}) {
            for (const bool looking : {false, true})
                QTest::addRow("cut after %d ms, %s first, %s", cut, echoFirst ? "echo" : "ack",
                              looking ? "looking" : "away")
                    << cut << echoFirst << looking;
        }
    }
}

void TestDelivery::showsOnceWithAndWithoutALostLink()
{
    QFETCH(int, cutAfter);
    QFETCH(bool, echoFirst);
    QFETCH(bool, looking);
    Stage stage;
    stage.server.echoFirst = echoFirst;
    stage.server.latencyMs = 3;
    stage.enter();
    if (!looking)
        stage.tell(tell::CloseRoom{Lobby});
    stage.run(looking ? 0 : 61'000);
    stage.send(QStringLiteral("one"), Id);
    stage.send(QStringLiteral("two"), QStringLiteral("id-2"));
    stage.run(cutAfter);
    stage.server.cut();
    stage.server.post(Lobby, Bo, QStringLiteral("meanwhile"));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(20'000);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(3));
    for (const QString &id : {Id, QStringLiteral("id-2")}) {
        QCOMPARE(stage.view.told(id, DeliveryState::Pending), 1);
        QCOMPARE(stage.view.told(id, DeliveryState::Sent), 1);
    }
    if (looking)
        QCOMPARE(stage.view.texts(Lobby), stage.server.texts(Lobby));
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestDelivery::losesNothingInACrashAtAnyWrite()
{
    int crashAt = 0;
    for (bool everCrashed = true; everCrashed; ++crashAt) {
        Stage stage;
        stage.server.fill(Lobby, Bo, 3);
        stage.fate.crashAt = crashAt;
        stage.enter();
        std::set<QString> accepted;
        for (int i = 1; i <= 6; ++i) {
            stage.send(QStringLiteral("m%1").arg(i), QStringLiteral("id-%1").arg(i));
            stage.run(i % 2);
        }
        stage.run(30);
        everCrashed = stage.fate.crashed();
        for (const ShownMessage &shown : stage.view.events) {
            if (shown.own)
                accepted.insert(shown.message.clientId);
        }
        stage.kill();
        stage.enter();
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        stage.run(1000);
        std::set<QString> there;
        for (const Message &message : stage.server.log(Lobby)) {
            if (message.sender == Ann)
                QVERIFY2(there.insert(message.clientId).second, qPrintable(message.clientId));
        }
        for (const QString &id : accepted)
            QVERIFY2(there.count(id) == 1, qPrintable(QStringLiteral("%1, crash at write %2").arg(id).arg(crashAt)));
        QVERIFY2(stage.view.texts(Lobby) == stage.server.texts(Lobby), qPrintable(QString::number(crashAt)));
        QVERIFY(crashAt < 200);
    }
    QVERIFY(crashAt > 5);
}

void TestDelivery::losesNothingInRandomCrashesAndOutages()
{
    for (quint64 seed = 1; seed <= 40; ++seed) {
        Stage stage(seed);
        SeededRandom dice(seed * 7919);
        stage.server.latencyMs = qint64(dice.below(30));
        stage.server.echoFirst = dice.below(2) == 0;
        stage.server.pass = [&](const heard::Event &event) {
            return !std::holds_alternative<heard::Acknowledged>(event) || dice.below(4) != 0;
        };
        stage.enter();
        int next = 0;
        std::set<QString> accepted;
        std::vector<QString> order;
        for (int step = 0; step < 60; ++step) {
            const quint64 what = dice.below(10);
            if (what < 5) {
                ++next;
                const QString id = QStringLiteral("id-%1").arg(next, 4, 10, QLatin1Char('0'));
                stage.send(QStringLiteral("m%1").arg(next), id);
            } else if (what == 5) {
                stage.server.cut();
            } else if (what == 6) {
                stage.server.post(Lobby, Bo, QStringLiteral("bo %1").arg(step));
            } else if (what == 7) {
                for (const ShownMessage &shown : stage.view.events) {
                    if (shown.own)
                        accepted.insert(shown.message.clientId);
                }
                stage.kill();
                stage.enter();
            } else {
                stage.run(qint64(dice.below(3000)));
            }
            stage.run(qint64(dice.below(10)));
        }
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        stage.run(30'000);
        for (const Message &message : stage.server.log(Lobby)) {
            if (message.sender == Ann)
                order.push_back(message.clientId);
        }
        const QByteArray which = "seed " + QByteArray::number(seed);
        QVERIFY2(std::is_sorted(order.begin(), order.end()), which.constData());
        QVERIFY2(std::adjacent_find(order.begin(), order.end()) == order.end(), which.constData());
        for (const QString &id : accepted)
            QVERIFY2(std::binary_search(order.begin(), order.end(), id), which.constData());
        stage.kill();
        stage.enter();
        stage.run(5000);
        const std::vector<QString> all = stage.server.texts(Lobby);
        std::vector<QString> shown = stage.view.texts(Lobby);
        QVERIFY2(shown.size() >= std::min<std::size_t>(all.size(), 50), which.constData());
        QVERIFY2(std::equal(shown.rbegin(), shown.rend(), all.rbegin()), which.constData());
    }
}

void TestDelivery::emptiesItsMapsWhenHalfOfTheAcksAreLost()
{
    Stage stage;
    SeededRandom dice(5);
    stage.server.pass = [&](const heard::Event &event) {
        if (std::holds_alternative<heard::MessageArrived>(event))
            return false;
        return !std::holds_alternative<heard::Acknowledged>(event) || dice.below(2) == 0;
    };
    stage.enter();
    std::vector<QString> expected;
    const QByteArray given = qgetenv("BANTER_SENDS"); // 100000 takes minutes, most of them the disk's
    const int sends = given.isEmpty() ? 10'000 : given.toInt();
    constexpr int Portion = 10'000; // an outbox holds no more
    for (int i = 1; i <= sends; ++i) {
        stage.send(QStringLiteral("m%1").arg(i), QStringLiteral("id-%1").arg(i));
        const MonoMs hours = stage.clock.monotonicMs() + 36'000'000;
        while (i % Portion == 0 && stage.session->unsent() > 0 && stage.clock.monotonicMs() < hours)
            stage.run(100);
    }
    stage.run(100);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(sends));
    verifyOnce(stage.server, Lobby);
    QVERIFY(stage.server.texts(Lobby) == numbered(sends));
    QVERIFY(stage.openStore()->outbox().value().empty());
    // Everything that was asked has an answer or was given up: only the connection's own timers are left.
    stage.run(60'000);
    stage.tell(tell::Disconnect{});
    stage.run(5'000);
    QVERIFY2(stage.scheduler.pending() <= 1, qPrintable(QString::number(stage.scheduler.pending())));
}

void TestDelivery::keepsWhatIsUnsentOverANewEpoch()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 20);
    stage.enter();
    stage.send(QStringLiteral("old"), QStringLiteral("id-0"));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.goOffline();
    stage.send(QStringLiteral("mine"), Id);
    stage.run(100);
    stage.server.epoch = QStringLiteral("epoch-2");
    stage.server.forget(Lobby, 10);
    stage.server.up = true;
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(1000);
    QVERIFY(stage.view.resets.count(Lobby) == 1);
    // The one that the server had acknowledged and lost is not hidden: see TestReconciling.
    std::vector<QString> expected = stage.server.texts(Lobby);
    expected.push_back(QStringLiteral("old"));
    QCOMPARE(stage.view.texts(Lobby), expected);
    QCOMPARE(stage.view.message(QStringLiteral("id-0"))->state, DeliveryState::Failed);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
    QCOMPARE(stage.view.message(Id)->message.seq, 11);
    stage.kill();
    stage.enter();
    QCOMPARE(stage.view.texts(Lobby), expected);
}

void TestDelivery::aForeignMessageWithOurIdTakesNothingFromUs()
{
    Stage stage;
    stage.enter();
    stage.server.blackhole = true;
    stage.send(QStringLiteral("mine"), Id);
    stage.run(20);
    stage.server.blackhole = false;
    // Ids of batches can be guessed.
    stage.server.post(Lobby, Bo, QStringLiteral("theirs"), Id);
    stage.run(20);
    stage.kill();
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(100);
    QCOMPARE(stage.server.texts(Lobby), (std::vector<QString>{QStringLiteral("theirs"), QStringLiteral("mine")}));
    stage.send(QStringLiteral("mine"), Id);
    stage.run(100);
    QVERIFY(stage.view.failures.empty());
}

TEST_WITH_CORE_APPLICATION(TestDelivery)

} // namespace tst_delivery

#include "tst_delivery.moc"
