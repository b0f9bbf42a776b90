// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_sign_in {

using namespace banter;
using namespace banter::testing;

using Method = Credentials::Method;

class TestSignIn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void usesTheTokenForLaterDials();
    void tellsTheToken();
    void triesThePasswordOnceWhenTheTokenIsRefused();
    void triesThePasswordSoonEvenAfterALongOutage();
    void stopsWhenTokenAndPasswordAreRefused();
    void stopsWithARefusedTokenAndKeepsTheOutbox();
    void neverRegistersTwice();
    void signsInAfterARegistrationWhoseWelcomeWasLost();
    void signsInAfterARegistrationOfAnEarlierRun();
    void registersAgainWhereTheAccountIsGone();
    void saysThatANameIsTaken();
    void saysThatTheVersionIsUnknown();
    void triesAgainWhenTheServerIsBusy();
    void saysWhyTheServerPutsTheSignInOff_data();
    void saysWhyTheServerPutsTheSignInOff();
    void logoutEndsTheSignIn();
    void logoutWaitsTwoSecondsAtMost();
    void doesNotSpeakForSomebodyElse();
    void hangsUpOnNonsenseAndComesBack();
    void stopsWhenThePersonDisconnects();
    void heedsTheServersLastWord_data();
    void heedsTheServersLastWord();
};

void TestSignIn::usesTheTokenForLaterDials()
{
    Stage stage;
    stage.enter();
    for (int i = 0; i < 3; ++i) {
        stage.server.cut();
        stage.run(100);
        QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    }
    QCOMPARE(stage.server.hellos().size(), std::size_t(4));
    QCOMPARE(stage.server.hellos()[0].method, Method::Password);
    for (std::size_t i = 1; i < 4; ++i)
        QCOMPARE(stage.server.hellos()[i].method, Method::Token);
}

void TestSignIn::tellsTheToken()
{
    Stage stage;
    stage.enter();
    QVERIFY(stage.view.token && !stage.view.token->isEmpty());
    const QString token = *stage.view.token;
    stage.kill();
    stage.credentials = {Method::Token, Ann, token};
    stage.enter();
    QVERIFY(stage.connected());
    QVERIFY(!stage.view.token);
}

void TestSignIn::triesThePasswordOnceWhenTheTokenIsRefused()
{
    Stage stage;
    stage.enter();
    stage.send(QStringLiteral("first"));
    stage.run(100);
    stage.server.revokeTokens();
    stage.server.cut();
    stage.run(100);
    stage.send(QStringLiteral("waits"));
    QVERIFY(stage.runUntil([&] { return stage.connected() && stage.session->unsent() == 0; }, 30'000));
    const auto &hellos = stage.server.hellos();
    QCOMPARE(hellos.size(), std::size_t(3));
    QCOMPARE(hellos[1].method, Method::Token);
    QCOMPARE(hellos[2].method, Method::Password);
    QVERIFY(!stage.view.token->isEmpty());
}

void TestSignIn::triesThePasswordSoonEvenAfterALongOutage()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.server.revokeTokens();
    stage.run(600'000); // the tries are half a minute apart by now
    stage.server.up = true;
    QVERIFY(stage.runUntil([&] { return stage.server.hellos().size() == 2; }));
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 2'000));
    QCOMPARE(stage.server.hellos().back().method, Method::Password);
}

void TestSignIn::stopsWhenTokenAndPasswordAreRefused()
{
    Stage stage;
    stage.enter();
    stage.server.revokeTokens();
    stage.server.passwords[Ann] = QStringLiteral("changed");
    stage.server.cut();
    stage.run(60'000);
    QCOMPARE(stage.server.hellos().size(), std::size_t(3));
    QVERIFY(stage.view.connection.terminal);
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Credentials);
    QVERIFY(stage.view.failed(ErrorCode::Unauthorized));
}

void TestSignIn::stopsWithARefusedTokenAndKeepsTheOutbox()
{
    Stage stage;
    stage.start({Method::Token, Ann, QStringLiteral("stale")});
    stage.send(QStringLiteral("unsent"));
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 20'000));
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Credentials);
    QVERIFY(stage.view.failed(ErrorCode::Unauthorized));
    QCOMPARE(stage.view.token, std::optional<QString>(QString()));
    stage.run(60'000);
    QCOMPARE(stage.server.hellos().size(), std::size_t(1));
    QCOMPARE(stage.session->unsent(), 1);
    QCOMPARE(stage.view.texts(Lobby), std::vector<QString>{QStringLiteral("unsent")});
    // With the right password everything goes on.
    stage.kill();
    stage.credentials = {Method::Password, Ann, QStringLiteral("secret")};
    stage.enter();
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("unsent")});
}

void TestSignIn::neverRegistersTwice()
{
    Stage stage;
    stage.start({Method::Register, QStringLiteral("cy"), QStringLiteral("longenough")});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    stage.server.revokeTokens();
    stage.server.cut();
    QVERIFY(stage.runUntil([&] { return stage.server.hellos().size() == 3; }));
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QCOMPARE(stage.server.hellos()[0].method, Method::Register);
    QCOMPARE(stage.server.hellos()[1].method, Method::Token);
    QCOMPARE(stage.server.hellos()[2].method, Method::Password);
}

void TestSignIn::signsInAfterARegistrationWhoseWelcomeWasLost()
{
    Stage stage;
    bool lose = true;
    stage.server.pass = [&](const heard::Event &event) {
        return !(lose && std::holds_alternative<heard::Welcomed>(event));
    };
    stage.start({Method::Register, QStringLiteral("cy"), QStringLiteral("longenough")});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return !stage.server.hellos().empty(); }));
    stage.run(5);
    lose = false;
    stage.server.cut();
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 30'000));
    QVERIFY(stage.view.failures.empty());
}

// Its name was taken by itself, and then the server was set back to before that.
void TestSignIn::registersAgainWhereTheAccountIsGone()
{
    Stage stage;
    const Credentials wish{Method::Register, QStringLiteral("cy"), QStringLiteral("longenough")};
    stage.start(wish);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return !stage.server.hellos().empty(); }));
    stage.kill();
    stage.start(wish);
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.server.hellos().size() == 2; }));
    stage.run(10); // it was told
    stage.server.up = false;
    stage.run(10'000);
    stage.server.passwords.erase(QStringLiteral("cy"));
    stage.server.up = true;
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 60'000));
    QVERIFY(stage.view.failures.empty());
}

void TestSignIn::saysThatANameIsTaken()
{
    Stage stage;
    stage.start({Method::Register, Ann, QStringLiteral("longenough")});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 20'000));
    QVERIFY(stage.view.failed(ErrorCode::NameTaken));
    QCOMPARE(stage.view.failures.size(), std::size_t(1));      // and not that the password is wrong
    for (const ConnectionStatus &status : stage.view.statuses) // the second dial was planned: nothing failed before
        QVERIFY(status.outcome != TryOutcome::Failed);
    QCOMPARE(stage.view.connection.outcome, TryOutcome::GivenUp);
    stage.run(60'000);
    QCOMPARE(stage.server.hellos().size(), std::size_t(2)); // the second one found out that it is not our own
}

// The program was left, or died, before it could hear that there is an account now.
void TestSignIn::signsInAfterARegistrationOfAnEarlierRun()
{
    Stage stage;
    stage.start({Method::Register, QStringLiteral("cy"), QStringLiteral("longenough")});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return !stage.server.hellos().empty(); }));
    stage.kill();
    stage.start({Method::Register, QStringLiteral("cy"), QStringLiteral("longenough")});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 30'000));
    QVERIFY(stage.view.failures.empty());
}

void TestSignIn::saysThatTheVersionIsUnknown()
{
    Stage stage;
    stage.server.refuseHello = Error{ErrorCode::UnsupportedVersion, QStringLiteral("too old"), 0};
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 20'000));
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Version);
}

void TestSignIn::triesAgainWhenTheServerIsBusy()
{
    Stage stage;
    stage.server.refuseHello = Error{ErrorCode::Unavailable, QStringLiteral("busy"), 4'000};
    stage.start();
    stage.tell(tell::Connect{});
    stage.run(3'000);
    QCOMPARE(stage.server.hellos().size(), std::size_t(1));
    stage.server.refuseHello = {};
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 20'000));
}

void TestSignIn::saysWhyTheServerPutsTheSignInOff_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("trouble");
    QTest::newRow("too many tries") << int(ErrorCode::RateLimited) << int(ConnectionTrouble::TooMany);
    QTest::newRow("its disk is full") << int(ErrorCode::StorageFull) << int(ConnectionTrouble::ServerFull);
    QTest::newRow("busy") << int(ErrorCode::Unavailable) << int(ConnectionTrouble::OutOfService);
    QTest::newRow("a fault of its own") << int(ErrorCode::Internal) << int(ConnectionTrouble::OutOfService);
}

void TestSignIn::saysWhyTheServerPutsTheSignInOff()
{
    QFETCH(int, code);
    QFETCH(int, trouble);
    Stage stage;
    stage.server.refuseHello = Error{ErrorCode(code), QStringLiteral("not now"), 4'000};
    stage.start();
    stage.tell(tell::Connect{});
    stage.run(1'000);
    QCOMPARE(int(stage.view.connection.trouble), trouble);
    QCOMPARE(int(stage.view.connection.outcome), int(TryOutcome::Failed));
}

void TestSignIn::logoutEndsTheSignIn()
{
    Stage stage;
    stage.enter();
    const QString token = *stage.view.token;
    stage.tell(tell::Logout{});
    QVERIFY(stage.runUntil([&] { return stage.view.state() == ConnectionState::Disconnected; }, 3'000));
    QCOMPARE(stage.view.token, std::optional<QString>(QString()));
    QCOMPARE(stage.server.asked<ask::Logout>().size(), std::size_t(1));
    stage.run(60'000);
    QVERIFY(!stage.connected());
    stage.kill();
    stage.start({Method::Token, Ann, token});
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 10'000));
}

void TestSignIn::logoutWaitsTwoSecondsAtMost()
{
    Stage stage;
    stage.enter();
    stage.server.blackhole = true;
    stage.tell(tell::Logout{});
    stage.run(1'900);
    QVERIFY(stage.connected());
    stage.run(300);
    QCOMPARE(stage.view.state(), ConnectionState::Disconnected);
}

void TestSignIn::doesNotSpeakForSomebodyElse()
{
    Stage stage;
    stage.server.passwords[Bo] = QStringLiteral("secret");
    stage.start();
    stage.send(QStringLiteral("ann's words"));
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.session->unsent() == 0; }));
    stage.tell(tell::Disconnect{});
    stage.send(QStringLiteral("more of ann's"));
    stage.run(100);
    stage.kill();
    stage.start({Method::Password, Bo, QStringLiteral("secret")});
    stage.tell(tell::Connect{});
    stage.run(10'000);
    QCOMPARE(stage.server.texts(Lobby), std::vector<QString>{QStringLiteral("ann's words")});
    QVERIFY(stage.view.connection.terminal);
    QVERIFY(!stage.view.failures.empty());
}

void TestSignIn::hangsUpOnNonsenseAndComesBack()
{
    Stage stage;
    stage.enter();
    stage.server.hangUp();
    stage.run(10);
    QVERIFY(!stage.connected());
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Protocol);
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 20'000));
}

void TestSignIn::stopsWhenThePersonDisconnects()
{
    Stage stage;
    stage.enter();
    stage.tell(tell::Disconnect{});
    stage.run(60'000);
    QCOMPARE(stage.view.state(), ConnectionState::Disconnected);
    QCOMPARE(stage.server.hellos().size(), std::size_t(1));
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }, 5'000));
}

void TestSignIn::heedsTheServersLastWord_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<qint64>("shortestWait"); // -1: it does not come back by itself
    QTest::newRow("overloaded") << 1013 << qint64(22'500);
    QTest::newRow("stops") << 1001 << qint64(0);
    QTest::newRow("revoked") << 4001 << qint64(-1);
}

// The link itself breaks off without a code, as where the Close frame is lost or the library hides it.
void TestSignIn::heedsTheServersLastWord()
{
    QFETCH(int, code);
    QFETCH(qint64, shortestWait);
    Stage stage;
    stage.enter();
    stage.server.up = false;
    stage.server.say(heard::Closing{code, QStringLiteral("because")});
    stage.run(2 * stage.server.latencyMs);
    stage.server.cut();
    QVERIFY(stage.runUntil([&] { return !stage.connected(); }, 1'000));
    QCOMPARE(stage.view.connection.code, code);
    QCOMPARE(stage.view.connection.reason, QStringLiteral("because"));
    QCOMPARE(stage.view.connection.terminal, shortestWait < 0);
    if (shortestWait >= 0)
        QVERIFY(stage.view.connection.nextTryAt - stage.clock.monotonicMs() >= shortestWait - 1'000);
    QCOMPARE(stage.view.metrics.closes.back().code, code);
}

TEST_WITH_CORE_APPLICATION(TestSignIn)

} // namespace tst_sign_in

#include "tst_sign_in.moc"
