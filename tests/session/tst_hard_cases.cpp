// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_hard_cases {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");

qsizetype sends(const FakeServer &server)
{
    return qsizetype(server.asked<ask::SendMessage>().size());
}

/// The server stores "once", and nobody here hears of it.
void sendUnanswered(Stage &stage)
{
    stage.server.pass = [](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    stage.send(QStringLiteral("once"), Id);
    stage.run(100);
}

} // namespace

/// Cases that clients of the field got wrong, each once reported by people.
class TestHardCases final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSentInsideTheConnectedCallbackOvertakesNothing();
    void theAckDropsAfterTheCommit();
    void anAckExpiresInTheTickOfTheReconnect_data();
    void anAckExpiresInTheTickOfTheReconnect();
    void theLastMessageDropsThenSilence();
    void theServerStartsAgainAtZero();
    void twoMegabytesAmongOthers();
    void aTooBigFrameFailsThatOneMessage();
    void aCloseForSizeAfterTheCommitFailsNothing();
    void aTokenExpires();
    void aRefreshThatFailsNeverGoesBackToTheOldToken();
    void aForbiddenTokenIsTheEnd();
    void aMegabyteGoesUpAtAKilobyteASecond();
    void aMegabyteComesDownAtAKilobyteASecond();
    void aLinkThatIsDeadUpwardsOnlyIsReplaced();
    void aServerThatLiesAboutItsHistoryIsNotAskedForEver_data();
    void aServerThatLiesAboutItsHistoryIsNotAskedForEver();
    void aHonestHistoryIsFetchedWithoutPauses_data();
    void aHonestHistoryIsFetchedWithoutPauses();
    void aServerWhoseTextCannotBeReadIsAskedForBytes();
    void aServerAtWhichQtFailsIsRemembered_data();
    void aServerAtWhichQtFailsIsRemembered();
    void aServerAtWhichQtFailsBeforeItOpensIsRemembered();
};

namespace {

using Lie = std::function<void(HistoryPage &)>;

void tellLies(FakeServer &server, const Lie &lie)
{
    server.lie = [lie](heard::Event &event) {
        if (auto *subscribed = std::get_if<heard::Subscribed>(&event))
            lie(subscribed->page);
        else if (auto *fetched = std::get_if<heard::HistoryFetched>(&event))
            lie(fetched->page);
    };
}

constexpr Seq Far = Seq(1) << 50;

} // namespace

void TestHardCases::aServerThatLiesAboutItsHistoryIsNotAskedForEver_data()
{
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<bool>("inOrder");
    QTest::addColumn<bool>("setBack");
    // A newest message that is far away, and empty pages between.
    const Lie farAway = [](HistoryPage &page) {
        page.lastSeq = Far;
        page.reachesStart = false;
        for (Message &message : page.messages)
            message.seq = message.seq == page.messages.back().seq ? Far : message.seq;
    };
    const Lie noMessages = [](HistoryPage &page) {
        page.lastSeq = Far;
        page.reachesStart = false;
        if (page.messages.size() < 50) // not the first page
            page.messages.clear();
        else
            page.messages.back().seq = Far;
    };
    // One message a page.
    const Lie oneByOne = [at = std::make_shared<Seq>(0)](HistoryPage &page) {
        page.lastSeq = Far;
        page.reachesStart = false;
        if (page.messages.empty())
            return;
        page.messages.resize(1);
        page.messages[0].seq = *at == 0 ? Far : *at;
        ++*at;
    };
    for (const bool inOrder : {false, true}) {
        const char *how = inOrder ? "in order, " : "";
        QTest::addRow("%sthe newest is far away", how) << farAway << inOrder << false;
        QTest::addRow("%sempty pages", how) << noMessages << inOrder << false;
        QTest::addRow("%sone message a page", how) << oneByOne << inOrder << false;
    }
    QTest::newRow("the same page to whoever looks for what is lost") << Lie([](HistoryPage &page) {
        page.lastSeq = Far;
        page.reachesStart = false;
        page.messages.clear();
        page.messages.push_back({{Lobby, {}, QStringLiteral("far"), Far}, {Bo, QStringLiteral("far"), 1}, {}});
    }) << false << true;
}

void TestHardCases::aServerThatLiesAboutItsHistoryIsNotAskedForEver()
{
    QFETCH(Lie, lie);
    QFETCH(bool, inOrder);
    QFETCH(bool, setBack);
    Stage stage;
    stage.server.fill(Lobby, Bo, 300);
    if (setBack) {
        stage.enter();
        stage.send(QStringLiteral("mine"), Id);
        stage.run(1'000);
        stage.goOffline();
        stage.server.epoch += u'2';
        tellLies(stage.server, lie);
        stage.server.clearRequests();
        stage.restore();
    } else {
        tellLies(stage.server, lie);
        stage.start();
        stage.tell(tell::OpenRoom{Lobby, 0, inOrder});
        stage.tell(tell::Connect{});
    }
    stage.run(5'000);
    const auto soon = stage.server.asked<ask::FetchHistory>().size();
    QVERIFY2(soon <= 25, qPrintable(QString::number(soon)));
    stage.run(3'600'000);
    const auto inAnHour = stage.server.asked<ask::FetchHistory>().size();
    QVERIFY2(inAnHour <= soon + 60, qPrintable(QString::number(inAnHour)));
}

void TestHardCases::aHonestHistoryIsFetchedWithoutPauses_data()
{
    QTest::addColumn<int>("maxPage");
    QTest::addColumn<bool>("inOrder");
    QTest::newRow("pages") << 200 << false;
    QTest::newRow("small pages") << 10 << false;
    QTest::newRow("pages in order") << 200 << true;
    QTest::newRow("small pages in order") << 10 << true;
}

void TestHardCases::aHonestHistoryIsFetchedWithoutPauses()
{
    QFETCH(int, maxPage);
    QFETCH(bool, inOrder);
    Stage stage;
    stage.server.can.maxPage = maxPage;
    stage.server.fill(Lobby, Bo, 60);
    stage.start();
    stage.tell(tell::OpenRoom{Lobby, 0, inOrder});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    for (int outage = 0; outage < 12; ++outage) { // each ends with a page that is not full
        stage.goOffline();
        stage.server.fill(Lobby, Bo, 1'003);
        QVERIFY(stage.restore());
        stage.run(1'000);
    }
    QCOMPARE(stage.openStore()->rooms().value()[0].spans.back().last, Seq(60 + 12 * 1'003));
    QCOMPARE(stage.openStore()->rooms().value()[0].spans.size(), std::size_t(1));
}

void TestHardCases::aServerWhoseTextCannotBeReadIsAskedForBytes()
{
    Stage stage;
    stage.enter();
    const int before = stage.server.unreadableTexts;
    LinkEnd end;
    end.unreadableText = true;
    stage.server.link(Ann)->end(end);
    stage.run(100);
    QCOMPARE(stage.server.unreadableTexts, before + 1);
    stage.lose(); // of another kind
    QCOMPARE(stage.server.unreadableTexts, before + 1);
}

void TestHardCases::aServerAtWhichQtFailsIsRemembered_data()
{
    QTest::addColumn<bool>("atTheEnd");
    QTest::newRow("a handshake") << false;
    QTest::newRow("a text") << true;
}

// Whose first words are unreadable, so that nothing ever opens.
void TestHardCases::aServerAtWhichQtFailsBeforeItOpensIsRemembered()
{
    Stage stage;
    stage.server.onOpen = [](FakeServerLink &link) {
        Q_EMIT link.ownWebSocketNeeded();
        link.end({});
    };
    stage.start();
    stage.tell(tell::Connect{});
    stage.run(100);
    stage.server.onOpen = {};
    QVERIFY(stage.runUntil([&] { return stage.server.openings.size() > 1; }));
    QVERIFY(!stage.server.openings.front().ownWebSocket);
    QVERIFY(stage.server.openings.back().ownWebSocket);
}

// From the next link on, and when the program starts again.
void TestHardCases::aServerAtWhichQtFailsIsRemembered()
{
    QFETCH(bool, atTheEnd);
    Stage stage;
    if (atTheEnd) {
        stage.enter();
        Q_EMIT stage.server.link(Ann)->ownWebSocketNeeded();
    } else {
        stage.server.onOpen = [](FakeServerLink &link) { Q_EMIT link.ownWebSocketNeeded(); };
        stage.enter();
        stage.server.onOpen = {};
    }
    QVERIFY(!stage.server.openings.back().ownWebSocket);
    stage.lose();
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QVERIFY(stage.server.openings.back().ownWebSocket);
    stage.kill();
    QCOMPARE(stage.openStore()->setting(QStringLiteral("websocket")).value(), QStringLiteral("own"));
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QVERIFY(stage.server.openings.back().ownWebSocket);
}

// Whoever sends at the moment in which it reads "connected" must not overtake what has waited for it.
void TestHardCases::whatIsSentInsideTheConnectedCallbackOvertakesNothing()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    std::vector<QString> expected;
    for (int i = 1; i <= 100; ++i) {
        expected.push_back(QStringLiteral("waits %1").arg(i));
        stage.send(expected.back());
    }
    stage.run(100);
    stage.server.up = true;
    bool sent = false;
    const auto react = [&] {
        if (!sent && stage.connected()) {
            sent = true;
            stage.send(QStringLiteral("inside the callback"));
        }
    };
    QObject::connect(stage.session.get(), &Session::changed, stage.session.get(), react);
    QVERIFY(stage.runUntil([&] { return sent && stage.session->unsent() == 0; }));
    expected.push_back(QStringLiteral("inside the callback"));
    QVERIFY(stage.server.texts(Lobby) == expected);
}

void TestHardCases::theAckDropsAfterTheCommit()
{
    Stage stage;
    stage.enter();
    sendUnanswered(stage);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(1)); // committed, and nobody here knows
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Pending);
    stage.server.pass = {};
    QVERIFY(stage.runUntil([&] { return stage.view.message(Id)->state == DeliveryState::Sent; }, 30'000));
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(1));
    const Message &stored = stage.server.log(Lobby).front();
    QCOMPARE(stage.view.message(Id)->message.seq, stored.seq); // the first result, not another one
    QCOMPARE(stage.view.message(Id)->message.id, stored.id);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
}

void TestHardCases::anAckExpiresInTheTickOfTheReconnect_data()
{
    QTest::addColumn<int>("shift");
    for (int shift = -8; shift <= 8; ++shift)
        QTest::addRow("%d ms apart", shift) << shift;
}

void TestHardCases::anAckExpiresInTheTickOfTheReconnect()
{
    QFETCH(int, shift);
    // How long from the cut to "connected again", for this seed.
    const auto reconnect = [](Stage &stage) {
        const MonoMs cut = stage.clock.monotonicMs();
        stage.lose();
        stage.runUntil([&] { return stage.connected(); });
        return stage.clock.monotonicMs() - cut;
    };
    Stage measured;
    measured.enter();
    const MonoMs away = reconnect(measured);
    QVERIFY(away > 0 && away < 5'000);

    Stage stage;
    stage.enter();
    stage.server.pass = [&](const heard::Event &event) {
        return !std::holds_alternative<heard::Acknowledged>(event) &&
               !std::holds_alternative<heard::MessageArrived>(event);
    };
    const MonoMs sentAt = stage.clock.monotonicMs();
    const QString text = QStringLiteral("once");
    stage.send(text, Id);
    stage.run(50);
    stage.server.pass = {};
    // With this one message on its way its deadline is that of an empty link and its own bytes.
    const MonoMs deadline = sentAt + stage.server.can.receiptTimeoutMs + 160 + 2 * text.size();
    stage.run(deadline - away + shift - stage.clock.monotonicMs());
    QVERIFY(!stage.view.message(Id) || stage.view.message(Id)->state == DeliveryState::Pending);
    reconnect(stage);
    stage.run(60'000);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Sent);
    QCOMPARE(stage.view.told(Id, DeliveryState::Sent), 1);
    QCOMPARE(stage.view.told(Id, DeliveryState::Failed), 0);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(1));
    QCOMPARE(stage.session->unsent(), 0);
    QVERIFY(stage.openStore()->outbox().value().empty());
}

void TestHardCases::theLastMessageDropsThenSilence()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 5);
    stage.enter();
    stage.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
    stage.server.post(Lobby, Bo, QStringLiteral("the last"));
    stage.run(300'000); // nothing that follows could show that something is missing
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(5));
    stage.server.pass = {};
    stage.server.clearRequests();
    stage.lose();
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    const auto asked = stage.server.asked<ask::Subscribe>();
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked.front().since, Seq(5));
    stage.run(100);
    QCOMPARE(stage.view.texts(Lobby).back(), QStringLiteral("the last"));
}

void TestHardCases::theServerStartsAgainAtZero()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 40);
    stage.enter();
    stage.server.up = false;
    stage.lose();
    stage.server.epoch = QStringLiteral("epoch-2");
    stage.server.forget(Lobby, 0);
    stage.server.post(Lobby, Bo, QStringLiteral("first of the new ones"));
    QVERIFY(stage.restore());
    stage.server.post(Lobby, Bo, QStringLiteral("second"));
    stage.run(100);
    // A client that goes on expecting 41 would wait for ever.
    QCOMPARE(stage.view.texts(Lobby),
             (std::vector<QString>{QStringLiteral("first of the new ones"), QStringLiteral("second")}));
    QVERIFY(stage.view.history[Lobby].gaps.empty());
}

void TestHardCases::twoMegabytesAmongOthers()
{
    Stage stage;
    stage.enter();
    for (int i = 1; i <= 5; ++i)
        stage.send(QStringLiteral("before %1").arg(i));
    stage.send(QString(2 * 1024 * 1024, u'x'), Id);
    for (int i = 1; i <= 5; ++i)
        stage.send(QStringLiteral("after %1").arg(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(10));
    QCOMPARE(stage.view.failures.size(), std::size_t(1));
    QCOMPARE(stage.view.failures.front().clientId, Id);
    QCOMPARE(stage.view.failures.front().error.code, ErrorCode::TooLarge);
}

// A server may have a lower limit than it said. What was in the frame is one of several then; it has to be found.
void TestHardCases::aTooBigFrameFailsThatOneMessage()
{
    Stage stage;
    stage.enter();
    const QString big(10'000, u'x');
    stage.server.tooBigAbove = 8'000;
    std::vector<QString> expected;
    for (int i = 1; i <= 9; ++i) {
        if (i == 4)
            stage.send(big, Id);
        expected.push_back(QStringLiteral("m%1").arg(i));
        stage.send(expected.back());
    }
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 600'000));
    QVERIFY(stage.server.texts(Lobby) == expected);
    QCOMPARE(stage.view.message(Id)->state, DeliveryState::Failed);
    QVERIFY(stage.view.message(Id)->failure.startsWith(errorCodeName(ErrorCode::TooLarge)));
    stage.run(120'000);
    QVERIFY(stage.connected()); // and it is not tried again for ever
}

// A close frame's code is what somebody says, and not always of the message that waits: this one has been stored.
void TestHardCases::aCloseForSizeAfterTheCommitFailsNothing()
{
    Stage stage;
    stage.enter();
    sendUnanswered(stage);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(1));
    stage.server.pass = {};
    stage.server.closeAll(1009);
    QVERIFY(stage.runUntil([&] { return stage.view.message(Id)->state == DeliveryState::Sent; }, 30'000));
    QCOMPARE(stage.view.told(Id, DeliveryState::Failed), 0);
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(1));
}

void TestHardCases::aTokenExpires()
{
    Stage stage;
    stage.enter();
    stage.server.revokeTokens();
    stage.lose();
    stage.send(QStringLiteral("waits"));
    QVERIFY(stage.runUntil([&] { return stage.connected() && stage.session->unsent() == 0; }));
    using Method = Credentials::Method;
    QCOMPARE(stage.server.hellos().size(), std::size_t(3));
    QCOMPARE(stage.server.hellos()[1].method, Method::Token);
    QCOMPARE(stage.server.hellos()[2].method, Method::Password); // one forced refresh
}

void TestHardCases::aRefreshThatFailsNeverGoesBackToTheOldToken()
{
    Stage stage;
    stage.enter();
    stage.server.revokeTokens();
    stage.lose();
    QVERIFY(stage.runUntil([&] { return stage.server.hellos().size() == 2; })); // with the token, in vain
    // Who could give a new one is overloaded for a while, and away for a while.
    stage.server.refuseHello = Error{ErrorCode::Unavailable, QStringLiteral("overloaded"), 0};
    stage.run(60'000);
    stage.server.up = false;
    stage.server.cut();
    stage.run(60'000);
    const std::size_t tried = stage.server.hellos().size();
    QVERIFY2(tried >= 4 && tried <= 12, qPrintable(QString::number(tried))); // with backoff
    QVERIFY(!stage.view.connection.terminal);
    stage.server.refuseHello.reset();
    QVERIFY(stage.restore());
    for (std::size_t i = 2; i < stage.server.hellos().size(); ++i)
        QVERIFY(stage.server.hellos()[i].method == Credentials::Method::Password);
}

void TestHardCases::aForbiddenTokenIsTheEnd()
{
    Stage stage;
    stage.enter();
    stage.server.refuseHello = Error{ErrorCode::Forbidden, QStringLiteral("You are banned."), 0};
    stage.lose();
    stage.send(QStringLiteral("waits"), Id);
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }));
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Credentials);
    const std::size_t tried = stage.server.hellos().size();
    stage.run(600'000);
    QCOMPARE(stage.server.hellos().size(), tried);
    QCOMPARE(stage.session->unsent(), 1);
}

// A slow link is judged by what it carries: nothing is said twice, and nobody hangs up.
void TestHardCases::aMegabyteGoesUpAtAKilobyteASecond()
{
    constexpr int Messages = 64;
    Stage stage;
    stage.enter();
    stage.server.bytesPerSecond = 1'000;
    for (int i = 1; i <= Messages; ++i)
        stage.send(QStringLiteral("%1 ").arg(i) + QString(16'000, u'x'), QStringLiteral("id-%1").arg(i));
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }, 1'500'000));
    QCOMPARE(stage.server.log(Lobby).size(), std::size_t(Messages));
    QCOMPARE(sends(stage.server), qsizetype(Messages));
    QCOMPARE(stage.server.hellos().size(), std::size_t(1));
    for (int i = 1; i <= Messages; ++i)
        QCOMPARE(stage.server.log(Lobby)[std::size_t(i - 1)].clientId, QStringLiteral("id-%1").arg(i));
}

void TestHardCases::aMegabyteComesDownAtAKilobyteASecond()
{
    constexpr int Messages = 200;
    Stage stage;
    stage.server.fill(Lobby, Bo, 10);
    stage.enter();
    stage.goOffline();
    for (int i = 1; i <= Messages; ++i)
        stage.server.post(Lobby, Bo, QString(5'000, u'x'));
    stage.server.bytesPerSecond = 1'000;
    stage.server.up = true;
    stage.send(QStringLiteral("from here"), Id);
    // One page of a megabyte: more than a quarter of an hour, and the whole time bytes come in.
    QVERIFY(stage.runUntil([&] { return stage.connected() && stage.session->unsent() == 0; }, 1'500'000));
    QCOMPARE(stage.server.hellos().size(), std::size_t(2));
    QCOMPARE(sends(stage.server), qsizetype(1));
    QVERIFY(stage.view.failures.empty());
    QCOMPARE(stage.view.texts(Lobby).size(), std::size_t(10 + Messages + 1));
    stage.server.post(Lobby, Bo, QStringLiteral("live again"));
    QVERIFY(stage.runUntil([&] { return stage.view.texts(Lobby).back() == QStringLiteral("live again"); }));
}

void TestHardCases::aLinkThatIsDeadUpwardsOnlyIsReplaced()
{
    Stage stage;
    stage.enter();
    const FakeServerLink *first = stage.server.link(Ann);
    stage.server.deafness = [first](FakeServerLink &link) { return &link == first; };
    stage.send(QStringLiteral("unheard"), Id);
    for (int second = 0; second < 20 && stage.server.hellos().size() == 1; ++second) {
        stage.server.post(Lobby, Bo, QStringLiteral("others are heard %1").arg(second));
        stage.run(1'000);
    }
    QVERIFY(stage.runUntil([&] { return stage.view.message(Id)->state == DeliveryState::Sent; }, 10'000));
    QCOMPARE(stage.server.hellos().size(), std::size_t(2));
}

TEST_WITH_CORE_APPLICATION(TestHardCases)

} // namespace tst_hard_cases

#include "tst_hard_cases.moc"
