// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/request_tracker.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_request_tracker {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
constexpr qint64 PatienceMs = 15'000;

/// The tracker by itself: no dialect, no link, no session.
class Desk final : public RequestTracker::Port {
public:
    void send(const RequestTracker::Batch &batch) override { sent.push_back(batch); }
    void unanswered(heard::Ticket ticket) override
    {
        late.push_back(ticket);
        tracker.answered(ticket);
    }
    void askAgain() override { ++again; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    ServerState server;
    NotedLink link;
    RequestTracker tracker{clock, scheduler, server, link, *this};
    std::vector<RequestTracker::Batch> sent;
    std::vector<heard::Ticket> late;
    int again = 0;
};

} // namespace

class TestRequestTracker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsAskedInOneTurnGoesTogether()
    {
        Desk desk;
        desk.tracker.ask({Asked::What::ListRooms}, ask::ListRooms{});
        desk.tracker.ask({Asked::What::Join, Lobby}, ask::JoinRoom{Lobby});
        QVERIFY(desk.sent.empty());
        desk.scheduler.settle();
        QCOMPARE(desk.sent.size(), std::size_t(1));
        QCOMPARE(desk.sent[0].size(), std::size_t(2));
        QVERIFY(desk.sent[0][0].first != desk.sent[0][1].first);
    }

    void anAnswerIsGivenOnce()
    {
        Desk desk;
        const heard::Ticket ticket = desk.tracker.ask({Asked::What::Join, Lobby}, ask::JoinRoom{Lobby});
        QVERIFY(desk.tracker.isAsked(Asked::What::Join, Lobby));
        QVERIFY(!desk.tracker.isAsked(Asked::What::Leave, Lobby));
        const std::optional<Asked> asked = desk.tracker.answered(ticket);
        QVERIFY(asked && asked->what == Asked::What::Join && asked->room == Lobby);
        QVERIFY(!desk.tracker.answered(ticket));
        QVERIFY(!desk.tracker.answered(0));
    }

    void whatHasNoAnswerInTimeIsGivenUp()
    {
        Desk desk;
        const heard::Ticket ticket = desk.tracker.ask({Asked::What::ListRooms}, ask::ListRooms{});
        desk.tracker.ask({Asked::What::Send, Lobby}, ask::SendMessage{}); // has a deadline of its own
        desk.scheduler.run(PatienceMs - 1);
        QVERIFY(desk.late.empty());
        desk.scheduler.run(1'001);
        QCOMPARE(desk.late, std::vector<heard::Ticket>{ticket});
        QCOMPARE(desk.link.overdue, 1);
    }

    void anAnswerThatMayBeComingIsWaitedFor()
    {
        Desk desk;
        desk.tracker.ask({Asked::What::ListRooms}, ask::ListRooms{});
        desk.link.receiving = true;
        desk.scheduler.run(3 * PatienceMs);
        QVERIFY(desk.late.empty());
        desk.link.receiving = false;
        desk.scheduler.run(1'000);
        QCOMPARE(desk.late.size(), std::size_t(1));
    }

    void theResumeWaitsForItsOwn()
    {
        Desk desk;
        const heard::Ticket first = desk.tracker.askForResume({Asked::What::ListRooms}, ask::ListRooms{});
        desk.scheduler.run(3 * PatienceMs); // the connection gives the resume up, not the tracker
        QVERIFY(desk.late.empty());
        QVERIFY(desk.tracker.isResuming());
        QVERIFY(!desk.tracker.settleResume(first + 1));
        QVERIFY(desk.tracker.settleResume(first));
        QVERIFY(!desk.tracker.isResuming());
        desk.server.ready = true;
        desk.tracker.askForResume({Asked::What::Join, Lobby}, ask::JoinRoom{Lobby});
        QVERIFY(!desk.tracker.isResuming());
    }

    void aLostLinkAnswersNothing()
    {
        Desk desk;
        const heard::Ticket ticket = desk.tracker.askForResume({Asked::What::Invite, Lobby}, ask::Invite{});
        QCOMPARE(desk.tracker.linkLost().size(), std::size_t(1));
        QVERIFY(!desk.tracker.isResuming());
        QVERIFY(!desk.tracker.answered(ticket));
        desk.scheduler.run(2 * PatienceMs);
        QVERIFY(desk.sent.empty()); // it had not gone out yet, and must not go over the next link
        QVERIFY(desk.late.empty());
    }

    void whatWasPutOffIsAskedAgainOnce()
    {
        Desk desk;
        constexpr qint64 NamedMs = 9'000;
        desk.tracker.askLater({ErrorCode::RateLimited, {}, NamedMs});
        desk.tracker.askLater({ErrorCode::RateLimited, {}, 0});
        desk.scheduler.run(NamedMs - 1);
        QCOMPARE(desk.again, 0);
        desk.scheduler.run(PatienceMs);
        QCOMPARE(desk.again, 1);
    }
};

TEST_WITH_CORE_APPLICATION(TestRequestTracker)

} // namespace tst_request_tracker

#include "tst_request_tracker.moc"
