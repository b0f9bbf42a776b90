// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/outbox.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_reconciling {

using namespace banter;
using namespace banter::testing;

namespace {

using Texts = std::vector<QString>;

QString idOf(int i)
{
    return QStringLiteral("id-%1").arg(i);
}

/// Ann says "mine 1" to "mine count", each acknowledged.
void speak(Stage &stage, int count)
{
    for (int i = 1; i <= count; ++i)
        stage.send(QStringLiteral("mine %1").arg(i), idOf(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.run(50);
}

/// The server comes back from a backup that holds the first `to` messages.
void setBack(Stage &stage, Seq to)
{
    stage.goOffline();
    stage.server.epoch += QStringLiteral("'");
    stage.server.forget(Lobby, to);
}

} // namespace

/// A server whose history began anew, and a room in which a hundred thousand things were said meanwhile.
class TestReconciling : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheServerLost();
    void lostMessagesGoOutAgainOnlyWhenThePersonSaysSo();
    void lostMessagesSurviveARestart();
    void anotherWordingOfALostMessageIsKept_data();
    void anotherWordingOfALostMessageIsKept();
    void looksIntoRoomsThatNobodyLooksAt();
    void saysWhatMayBeLostWithTheRoom_data();
    void saysWhatMayBeLostWithTheRoom();
    void looksFarEnoughBack();
    void allThatAreLostAreTold_data();
    void allThatAreLostAreTold();
    void whatIsLostKeepsNobodyFromWriting();
    void nothingNewSaysNothingOfWhatIsOlder();
    void whatTheNewHistoryHoldsIsNotLost_data();
    void whatTheNewHistoryHoldsIsNotLost();
    void aServerThatWasCutUnderTheSameEpoch();
    void aBatchThatIsSaidAgainGoesOut();
    void neverTwiceInACrashAtAnyWrite();
    void aHundredThousandMissedMessagesDoNotPassThroughTheViews();
    void aLongQueueComesInBatches();
};

void TestReconciling::saysWhatTheServerLost()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    speak(stage, 4); // 11 to 14
    setBack(stage, 12);
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(12)); // nothing went out by itself
    for (const int i : {1, 2})
        QCOMPARE(stage.view.message(idOf(i))->state, DeliveryState::Sent);
    for (const int i : {3, 4}) {
        QCOMPARE(stage.view.message(idOf(i))->state, DeliveryState::Failed);
        QVERIFY(stage.view.message(idOf(i))->failure.startsWith(QStringLiteral("server_lost:")));
        QVERIFY(stage.view.message(idOf(i))->editable);
    }
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(14));
    QCOMPARE(stage.view.texts(Lobby).back(), QStringLiteral("mine 4"));
}

void TestReconciling::lostMessagesGoOutAgainOnlyWhenThePersonSaysSo()
{
    Stage stage;
    stage.enter();
    speak(stage, 2);
    setBack(stage, 0);
    QVERIFY(stage.restore());
    stage.run(60'000);
    QVERIFY(stage.server.texts(Lobby).empty());
    stage.tell(tell::Retry{idOf(2)});
    stage.tell(tell::Discard{idOf(1)});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'000));
    stage.run(50);
    QCOMPARE(stage.server.texts(Lobby), Texts{QStringLiteral("mine 2")});
    QCOMPARE(stage.server.log(Lobby)[0].clientId, idOf(2));
    QCOMPARE(stage.view.texts(Lobby), Texts{QStringLiteral("mine 2")});
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestReconciling::lostMessagesSurviveARestart()
{
    Stage stage;
    stage.enter();
    speak(stage, 2);
    setBack(stage, 1);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(120'000);
    // Nobody looks at the room, and the answer to the question behind the scenes is slow.
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::FetchHistory>(request); };
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.session->unsent(), 0);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(50);
    QVERIFY(stage.view.texts(Lobby).empty()); // in doubt, nothing is claimed
    stage.server.up = true;
    stage.server.mute = {};
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Sent);
    QCOMPARE(stage.view.message(idOf(2))->state, DeliveryState::Failed);
    stage.kill();
    stage.enter();
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(2))->state, DeliveryState::Failed);
    QCOMPARE(stage.server.texts(Lobby), Texts{QStringLiteral("mine 1")});
}

void TestReconciling::anotherWordingOfALostMessageIsKept_data()
{
    QTest::addColumn<bool>("isEditedHere");
    QTest::newRow("the later one is held here") << true;
    QTest::newRow("the later one is held there") << false;
}

// The server lost a message, and its author sends it again from another device, which knows another wording of it than
// this one. Which one is later nobody can tell any more, so neither goes, and nobody claims to know.
void TestReconciling::anotherWordingOfALostMessageIsKept()
{
    QFETCH(bool, isEditedHere);
    const QString edited = QStringLiteral("mine, at last");
    const QString first = QStringLiteral("mine 1");
    Stage stage;
    stage.server.can.changes = stage.server.can.edits = stage.server.can.deletes = true;
    stage.enter();
    speak(stage, 1);
    if (isEditedHere) {
        stage.server.edit(Lobby, 1, edited);
        stage.run(50);
    }
    const QString here = isEditedHere ? edited : first;
    const QString there = isEditedHere ? first : edited;
    setBack(stage, 0);
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Failed);
    QCOMPARE(stage.view.message(idOf(1))->message.text, here);
    stage.server.post(Lobby, Ann, there, idOf(1));
    stage.run(60'000);
    QCOMPARE(stage.server.texts(Lobby), Texts{there}); // nothing went out by itself
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Sent);
    const std::vector<OutboxEntry> kept = stage.openStore()->outbox().value();
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].text, here);
    QCOMPARE(kept[0].state, DeliveryState::Failed);
    QCOMPARE(kept[0].failure, QStringLiteral("already_sent: another wording has been sent"));
    QCOMPARE(stage.view.message(kept[0].clientId)->message.text, here);
}

void TestReconciling::looksIntoRoomsThatNobodyLooksAt()
{
    Stage stage;
    stage.enter();
    speak(stage, 3);
    setBack(stage, 2);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(120'000);
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(3))->state, DeliveryState::Failed);
    const std::vector<OutboxEntry> kept = stage.openStore()->outbox().value();
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].clientId, idOf(3));
    QCOMPARE(kept[0].formerSeq, Seq(0));
}

void TestReconciling::saysWhatMayBeLostWithTheRoom_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("the backup is older than the membership") << true;
    QTest::newRow("the backup is older than the room") << false;
}

void TestReconciling::saysWhatMayBeLostWithTheRoom()
{
    QFETCH(bool, isThere);
    const QString den = QStringLiteral("den");
    Stage stage;
    stage.server.makeRoom(den, {Ann, Bo});
    stage.enter();
    stage.send(QStringLiteral("mine"), idOf(1), den);
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    setBack(stage, 0);
    stage.server.forget(den, 0);
    if (isThere)
        stage.server.makeRoom(den, {Bo});
    else
        stage.server.dropRoom(den);
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Unconfirmed);
    QVERIFY(stage.view.message(idOf(1))->failure.startsWith(QStringLiteral("server_lost:")));
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{den});
    stage.run(50);
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Unconfirmed);
    stage.server.up = true;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.tell(tell::Retry{idOf(1)});
    QVERIFY(stage.runUntil([&] { return stage.view.message(idOf(1))->state == DeliveryState::Failed; }, 5'000));
    QVERIFY(stage.server.texts(den).empty());
    stage.tell(tell::Discard{idOf(1)});
    stage.run(50);
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestReconciling::allThatAreLostAreTold_data()
{
    QTest::addColumn<int>("said");
    QTest::addColumn<int>("kept");
    QTest::addColumn<int>("newer"); // of others, after the restore
    QTest::addColumn<bool>("looksAtIt");
    QTest::newRow("700") << 750 << 50 << 0 << true;
    QTest::newRow("700, nobody looks") << 750 << 50 << 0 << false;
    QTest::newRow("700, and others went on") << 750 << 50 << 900 << true;
    QTest::newRow("all of 3,000") << 3'000 << 0 << 10 << true;
    QTest::newRow("the last of 5,000") << 5'000 << 4'999 << 3 << true;
    QTest::newRow("none of 5,000") << 5'000 << 5'000 << 1'000 << true;
}

void TestReconciling::allThatAreLostAreTold()
{
    QFETCH(int, said);
    QFETCH(int, kept);
    QFETCH(int, newer);
    QFETCH(bool, looksAtIt);
    Stage stage;
    stage.server.can.sendsPerSecond = 0;
    stage.enter();
    speak(stage, said);
    if (!looksAtIt) {
        stage.tell(tell::CloseRoom{Lobby});
        stage.run(120'000);
    }
    setBack(stage, kept);
    stage.server.fill(Lobby, Bo, newer);
    stage.server.clearRequests();
    QVERIFY(stage.restore());
    stage.run(5'000);
    int lost = 0;
    for (int i = 1; i <= said; ++i) {
        const std::optional<ShownMessage> message = stage.view.message(idOf(i));
        lost += int(message && message->state == DeliveryState::Failed);
        QVERIFY(i <= kept || (message && message->state == DeliveryState::Failed));
        QVERIFY(!message || message->state != DeliveryState::Failed ||
                stage.view.told(idOf(i), DeliveryState::Failed) == 1);
    }
    QCOMPARE(lost, said - kept);
    QCOMPARE(qsizetype(stage.openStore()->outbox().value().size()), qsizetype(said - kept));
    // One that is where it was says the same of all before it: nobody reads a history of years for it.
    const auto asked = stage.server.asked<ask::FetchHistory>().size();
    QVERIFY2(asked <= std::size_t(newer / 200 + 8), qPrintable(QString::number(asked)));
}

void TestReconciling::whatIsLostKeepsNobodyFromWriting()
{
    constexpr int Said = int(Outbox::MaxEntries) + 5;
    Stage stage;
    stage.server.can.sendsPerSecond = 0;
    stage.enter();
    for (int first = 1; first <= Said; first += 5'000) {
        for (int i = first; i < std::min(first + 5'000, Said + 1); ++i)
            stage.send(QStringLiteral("mine %1").arg(i), idOf(i));
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    }
    setBack(stage, 0);
    QVERIFY(stage.restore());
    stage.run(5'000);
    QCOMPARE(stage.openStore()->outbox().value().size(), std::size_t(Said));
    stage.send(QStringLiteral("and on"), QStringLiteral("on"));
    QVERIFY(stage.runUntil([&] { return stage.view.told(QStringLiteral("on"), DeliveryState::Sent) == 1; }));
    QVERIFY(stage.view.failures.empty());
}

void TestReconciling::looksFarEnoughBack()
{
    Stage stage;
    stage.enter();
    speak(stage, 3); // 1 to 3
    stage.server.fill(Lobby, Bo, 450);
    stage.goOffline();
    stage.server.epoch += QStringLiteral("'");
    QVERIFY(stage.restore());
    stage.run(2'000);
    QCOMPARE(stage.session->unsent(), 0);
    for (int i = 1; i <= 3; ++i) {
        const auto shown = stage.view.message(idOf(i));
        QVERIFY(!shown || shown->state == DeliveryState::Sent);
    }
    QVERIFY(stage.openStore()->outbox().value().empty());
}

// The link goes between the first page, which did not reach back far enough, and the answer to the second question.
void TestReconciling::nothingNewSaysNothingOfWhatIsOlder()
{
    Stage stage;
    stage.enter();
    speak(stage, 3);
    stage.server.fill(Lobby, Bo, 100);
    stage.goOffline();
    stage.server.epoch += QStringLiteral("'");
    stage.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::FetchHistory>(request); };
    QVERIFY(stage.restore());
    stage.run(200);
    stage.goOffline();
    QVERIFY(stage.restore());
    stage.run(200);
    stage.server.mute = {};
    stage.goOffline();
    QVERIFY(stage.restore());
    stage.run(500);
    for (int i = 1; i <= 3; ++i) {
        const auto shown = stage.view.message(idOf(i));
        QVERIFY(!shown || shown->state == DeliveryState::Sent);
    }
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestReconciling::whatTheNewHistoryHoldsIsNotLost_data()
{
    QTest::addColumn<int>("others");
    QTest::addColumn<int>("kept");
    for (const int others : {0, 60, 400}) {
        for (const int kept : {0, 1, 7, 12})
            QTest::addRow("%d in between, %d kept", others, kept) << others << kept;
    }
}

// Own messages with others' in between, a backup somewhere, and others who went on since.
void TestReconciling::whatTheNewHistoryHoldsIsNotLost()
{
    QFETCH(int, others);
    QFETCH(int, kept);
    Stage stage;
    stage.server.fill(Lobby, Bo, 5);
    stage.enter();
    for (int i = 1; i <= 12; ++i) {
        stage.send(QStringLiteral("mine %1").arg(i), idOf(i));
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        if (i == 6)
            stage.server.fill(Lobby, Bo, others / 2);
    }
    stage.lose();
    QVERIFY(stage.restore());
    stage.run(1'000);
    Seq to = kept == 0 ? 5 : 0;
    for (const Message &message : stage.server.log(Lobby)) {
        if (message.clientId == idOf(kept))
            to = message.seq;
    }
    setBack(stage, to);
    stage.server.fill(Lobby, Bo, others);
    QVERIFY(stage.restore());
    stage.run(5'000);
    for (int i = 1; i <= 12; ++i) {
        const auto shown = stage.view.message(idOf(i));
        const bool lost = shown && shown->state == DeliveryState::Failed;
        QVERIFY2(lost == (i > kept), qPrintable(idOf(i)));
    }
    // What was said to be lost is sent again at once: nothing is there twice.
    for (int i = 1; i <= 12; ++i)
        stage.tell(tell::Retry{idOf(i)});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    std::set<QString> ids;
    for (const Message &message : stage.server.log(Lobby)) {
        if (message.sender == Ann)
            QVERIFY(ids.insert(message.clientId).second);
    }
    QCOMPARE(ids.size(), std::size_t(12));
}

void TestReconciling::aServerThatWasCutUnderTheSameEpoch()
{
    Stage stage;
    stage.enter();
    speak(stage, 3);
    stage.goOffline();
    stage.server.forget(Lobby, 2);
    QVERIFY(stage.restore());
    stage.run(500);
    QCOMPARE(stage.view.message(idOf(2))->state, DeliveryState::Sent);
    QCOMPARE(stage.view.message(idOf(3))->state, DeliveryState::Failed);
    QCOMPARE(stage.server.texts(Lobby).size(), std::size_t(2));
}

void TestReconciling::aBatchThatIsSaidAgainGoesOut()
{
    Stage stage;
    stage.enter();
    speak(stage, 2);
    stage.tell(tell::CloseRoom{Lobby});
    stage.run(120'000);
    setBack(stage, 0);
    QVERIFY(stage.restore());
    stage.send(QStringLiteral("mine 1"), idOf(1));
    QVERIFY(stage.runUntil([&] { return !stage.server.texts(Lobby).empty(); }, 1'000));
    stage.run(100);
    QCOMPARE(stage.server.texts(Lobby), Texts{QStringLiteral("mine 1")});
    QCOMPARE(stage.view.message(idOf(1))->state, DeliveryState::Sent);
}

void TestReconciling::neverTwiceInACrashAtAnyWrite()
{
    int crashAt = 0;
    for (bool everCrashed = true; everCrashed; ++crashAt) {
        Stage stage;
        stage.server.fill(Lobby, Bo, 3);
        stage.enter();
        speak(stage, 4);
        stage.goOffline();
        stage.send(QStringLiteral("mine 5"), idOf(5));
        stage.run(10);
        setBack(stage, 5);
        stage.fate.writes = 0;
        stage.fate.crashAt = crashAt;
        QVERIFY(stage.restore());
        stage.run(200);
        everCrashed = stage.fate.crashed();
        stage.kill();
        stage.enter();
        QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
        stage.run(500);
        const QByteArray which = "crash at write " + QByteArray::number(crashAt);
        const Texts all = stage.server.texts(Lobby);
        QVERIFY2(all.size() == 6 && all.back() == QStringLiteral("mine 5"), which.constData());
        for (const int i : {3, 4}) // promised, lost, and not hidden
            QVERIFY2(stage.view.message(idOf(i)) && stage.view.message(idOf(i))->state == DeliveryState::Failed,
                     which.constData());
        QVERIFY2(stage.view.texts(Lobby).size() == 8, which.constData());
        QVERIFY(crashAt < 100);
    }
    QVERIFY(crashAt > 1);
}

void TestReconciling::aHundredThousandMissedMessagesDoNotPassThroughTheViews()
{
    constexpr int Missed = 100'000;
    Stage stage;
    stage.server.fill(Lobby, Bo, 40);
    stage.enter();
    stage.goOffline();
    stage.server.fill(Lobby, Bo, Missed);
    stage.view.events.clear();
    stage.view.largestBatch = 0;
    QVERIFY(stage.restore());
    // The newest are there when it says that it is connected, and so is the word that something is missing.
    stage.run(5);
    QCOMPARE(stage.view.messages(Lobby).back().message.seq, Seq(Missed + 40));
    QCOMPARE(stage.view.history[Lobby].gaps.size(), std::size_t(1));
    QVERIFY(stage.runUntil([&] { return stage.view.history[Lobby].gaps.empty(); }, 600'000));
    stage.run(100);
    const auto rooms = stage.openStore()->rooms();
    QCOMPARE(rooms.value()[0].spans, (std::vector<Span>{{0, Missed + 40}}));
    // What the views were given does not grow with what was missed, neither in all nor at once.
    QVERIFY2(stage.view.events.size() <= 2'500, qPrintable(QString::number(stage.view.events.size())));
    QVERIFY2(stage.view.largestBatch <= 1'000, qPrintable(QString::number(stage.view.largestBatch)));
    // All of it is there for whoever scrolls back.
    stage.tell(tell::LoadOlder{Lobby, 50'001, 50});
    stage.run(50);
    const auto around = stage.view.messages(Lobby);
    QVERIFY(std::any_of(around.begin(), around.end(), [](const auto &one) { return one.message.seq == 50'000; }));
}

void TestReconciling::aLongQueueComesInBatches()
{
    constexpr int Count = 3'500;
    Stage stage;
    stage.start();
    for (int i = 1; i <= Count; ++i)
        stage.send(QStringLiteral("mine %1").arg(i), idOf(i));
    stage.run(50);
    stage.kill();
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(50);
    QVERIFY2(stage.view.largestBatch <= 1'000, qPrintable(QString::number(stage.view.largestBatch)));
    const Texts texts = stage.view.texts(Lobby);
    QCOMPARE(texts.size(), std::size_t(Count));
    QCOMPARE(texts.front(), QStringLiteral("mine 1"));
    QCOMPARE(texts.back(), QStringLiteral("mine %1").arg(Count));
}

TEST_WITH_CORE_APPLICATION(TestReconciling)

} // namespace tst_reconciling

#include "tst_reconciling.moc"
