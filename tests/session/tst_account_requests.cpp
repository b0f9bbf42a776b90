// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/own_account.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_account_requests {

using namespace banter;
using namespace banter::testing;

namespace {

using What = AccountAnswer::What;

/// The part by itself: no session, no server.
struct Counter {
    Counter() { server.signedIn = true; }
    heard::Ticket lastTicket() const { return requests.asked.rbegin()->first; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    QString adopted;
    OwnAccountRequests account{requests, views, server, [this](const QString &password) { adopted = password; }};
};

} // namespace

class TestAccountRequests : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutASignInNothingIsAsked()
    {
        Counter counter;
        counter.server.signedIn = false;
        counter.account.on(tell::ListDevices{});
        QVERIFY(counter.requests.requests.empty());
        const Changes changes = counter.views.take();
        QCOMPARE(changes.account.size(), std::size_t(1));
        QVERIFY(changes.account[0].error && changes.account[0].error->code == ErrorCode::NotConnected);
    }

    void aNewPasswordIsAdoptedWhenItIsTaken()
    {
        Counter counter;
        counter.account.on(tell::ChangePassword{QStringLiteral("old"), QStringLiteral("new"), false});
        QVERIFY(counter.adopted.isEmpty());
        const heard::Ticket ticket = counter.lastTicket();
        QVERIFY(counter.account.isAsked(ticket));
        counter.account.done(ticket);
        QCOMPARE(counter.adopted, QStringLiteral("new"));
        QCOMPARE(counter.views.take().account.size(), std::size_t(1));
        counter.account.done(ticket); // once
        QVERIFY(counter.views.take().account.empty());
    }

    void aRefusedPasswordIsNotAdopted()
    {
        Counter counter;
        counter.account.on(tell::ChangePassword{QStringLiteral("old"), QStringLiteral("new"), false});
        counter.account.failed(counter.lastTicket(), {ErrorCode::Unauthorized, {}, 0});
        QVERIFY(counter.adopted.isEmpty());
        QCOMPARE(counter.views.take().account[0].error->code, ErrorCode::Unauthorized);
    }

    void aLostLinkIsAnAnswerToEach()
    {
        Counter counter;
        counter.account.on(tell::ListDevices{});
        const heard::Ticket ticket = counter.lastTicket();
        counter.account.on(tell::MakeInviteCode{});
        counter.account.linkLost();
        const Changes changes = counter.views.take();
        QCOMPARE(changes.account.size(), std::size_t(2));
        QCOMPARE(changes.account[0].what, What::ListDevices);
        QCOMPARE(changes.account[1].what, What::MakeInviteCode);
        counter.account.on(heard::DevicesListed{ticket, {}});
        QVERIFY(counter.views.take().account.empty());
    }
};

TEST_WITH_CORE_APPLICATION(TestAccountRequests)

} // namespace tst_account_requests

#include "tst_account_requests.moc"
