// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_own_account {

using namespace banter;
using namespace banter::testing;

namespace {

using What = AccountAnswer::What;

const tell::ChangePassword Wish{QStringLiteral("secret"), QStringLiteral("another secret"), true};

std::optional<ErrorCode> codeOf(const AccountAnswer &answer)
{
    return answer.error ? std::optional(answer.error->code) : std::nullopt;
}

} // namespace

/// Whoever looks at their account gets one answer to each thing that they do there.
class TestOwnAccount : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachGetsItsAnswer()
    {
        Stage stage;
        stage.enter();
        stage.tell(tell::ListDevices{});
        stage.tell(Wish);
        stage.tell(tell::MakeInviteCode{});
        stage.run(100);
        const std::vector<AccountAnswer> &answers = stage.view.account;
        QCOMPARE(answers.size(), std::size_t(3));
        QCOMPARE(answers[0].what, What::ListDevices);
        QCOMPARE(answers[0].devices, stage.server.devices);
        QCOMPARE(answers[1].what, What::ChangePassword);
        QCOMPARE(codeOf(answers[1]), std::nullopt);
        QCOMPARE(answers[2].what, What::MakeInviteCode);
        QCOMPARE(answers[2].code, QStringLiteral("0123-4567-89ab"));
        const auto asked = stage.server.asked<ask::ChangePassword>();
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(asked[0].newPassword, Wish.newPassword);
        QVERIFY(asked[0].signOutOthers);
    }

    void devicesAreSignedOutOneByOneOrAllOthers()
    {
        Stage stage;
        stage.enter();
        stage.server.devices.push_back({QStringLiteral("d3"), {}, 0, 0, false, false});
        stage.tell(tell::DropDevices{QStringLiteral("d2")});
        stage.run(100);
        QCOMPARE(stage.server.devices.size(), std::size_t(2));
        stage.tell(tell::DropDevices{});
        stage.run(100);
        QCOMPARE(stage.server.devices.size(), std::size_t(1));
        QVERIFY(stage.server.devices[0].current);
        QCOMPARE(stage.view.account.size(), std::size_t(2));
        QCOMPARE(stage.view.account[1].what, What::DropDevices);
    }

    void aRefusalIsTheAnswerAndNoFailureOfTheRoom()
    {
        Stage stage;
        stage.enter();
        const std::size_t before = stage.view.failures.size();
        stage.tell(tell::ChangePassword{QStringLiteral("wrong"), QStringLiteral("another secret"), false});
        stage.run(100);
        QCOMPARE(stage.view.account.size(), std::size_t(1));
        QCOMPARE(codeOf(stage.view.account[0]), ErrorCode::Unauthorized);
        QCOMPARE(stage.view.failures.size(), before);
        QVERIFY(stage.connected());
    }

    // Its token may be gone by the next link, and then the password counts.
    void theNewPasswordIsUsedFromThenOn()
    {
        Stage stage;
        stage.enter();
        stage.tell(Wish);
        stage.run(100);
        stage.server.passwords[Ann] = Wish.newPassword;
        stage.server.revokeTokens();
        stage.lose();
        QVERIFY(stage.restore());
        QCOMPARE(stage.server.hellos().back().method, Credentials::Method::Password);
        QCOMPARE(stage.server.hellos().back().secret, Wish.newPassword);
    }

    void withoutAConnectionItIsSaidAtOnce()
    {
        Stage stage;
        stage.start();
        stage.tell(tell::ListDevices{});
        stage.tell(Wish);
        stage.run(10);
        QCOMPARE(stage.view.account.size(), std::size_t(2));
        for (const AccountAnswer &answer : stage.view.account)
            QCOMPARE(codeOf(answer), ErrorCode::NotConnected);
        QVERIFY(stage.server.asked<ask::ChangePassword>().empty());
    }

    // It may have been carried out: it is not asked again by itself.
    void anAnswerThatTheOutageTookIsTold()
    {
        Stage stage;
        stage.enter();
        stage.tell(Wish);
        stage.run(0);
        stage.server.blackhole = true;
        stage.server.cut();
        stage.run(10);
        QCOMPARE(stage.view.account.size(), std::size_t(1));
        QCOMPARE(codeOf(stage.view.account[0]), ErrorCode::NotConnected);
        stage.server.blackhole = false;
        stage.server.clearRequests();
        QVERIFY(stage.restore());
        stage.run(1'000);
        QVERIFY(stage.server.asked<ask::ChangePassword>().empty());
        QCOMPARE(stage.view.account.size(), std::size_t(1));
    }

    void aServerThatSaysNothingIsGivenUp()
    {
        Stage stage;
        stage.enter();
        stage.server.mute = [](const ask::Request &request) {
            return std::holds_alternative<ask::ListDevices>(request);
        };
        stage.tell(tell::ListDevices{});
        QVERIFY(stage.runUntil([&] { return !stage.view.account.empty(); }, 60'000));
        QVERIFY(codeOf(stage.view.account[0]).has_value());
        stage.run(30'000);
        QCOMPARE(stage.view.account.size(), std::size_t(1));
    }
};

TEST_WITH_CORE_APPLICATION(TestOwnAccount)

} // namespace tst_own_account

#include "tst_own_account.moc"
