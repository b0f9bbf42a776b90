// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/ephemeral_sender.h"
#include "session/ephemeral_state.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_ephemeral {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Ann = QStringLiteral("ann");
const QString Bo = QStringLiteral("bo");

/// Both parts by themselves; neither knows rooms.
struct Moment {
    Moment()
    {
        server.user = Ann;
        server.signedIn = server.ready = true;
        server.capabilities.typing = server.capabilities.cursors = true;
    }
    std::vector<QString> typing()
    {
        Changes changes = views.take();
        return changes.typing[Lobby];
    }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    NotedLink link;
    ServerState server;
    EphemeralState others{clock, scheduler, views, server};
    EphemeralSender own{clock, scheduler, requests, link, server};
};

} // namespace

class TestEphemeral : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typingEndsByItself()
    {
        Moment moment;
        moment.others.on(heard::TypingChanged{Lobby, Bo, true});
        QCOMPARE(moment.typing(), std::vector<QString>{Bo});
        moment.scheduler.run(moment.server.capabilities.typingExpiryMs - 1);
        QVERIFY(moment.views.take().typing.empty());
        moment.scheduler.run(1);
        const Changes changes = moment.views.take();
        QCOMPARE(changes.typing.count(Lobby), std::size_t(1));
        QVERIFY(changes.typing.at(Lobby).empty());
    }

    void oneselfIsNotAmongTheOthers()
    {
        Moment moment;
        moment.others.on(heard::TypingChanged{Lobby, Ann, true});
        moment.others.on(heard::CursorMoved{Lobby, Ann, {}});
        QVERIFY(moment.views.take().empty());
    }

    void whoGoesTakesBothAlong()
    {
        Moment moment;
        moment.others.on(heard::TypingChanged{Lobby, Bo, true});
        moment.others.on(heard::CursorMoved{Lobby, Bo, {}});
        moment.views.take();
        moment.others.leftAll(Bo);
        Changes changes = moment.views.take();
        QVERIFY(changes.typing.contains(Lobby) && changes.typing[Lobby].empty());
        QCOMPARE(changes.cursorsGone.size(), std::size_t(1));
        moment.others.forget(Lobby); // there is nothing left to forget
        QVERIFY(moment.views.take().empty());
    }

    // A server may say what it likes: nobody is buried under it.
    void aCrowdIsBounded()
    {
        Moment moment;
        for (int i = 0; i < 200'000; ++i) {
            const QString user = QStringLiteral("u%1").arg(i);
            moment.others.on(heard::TypingChanged{Lobby, user, true});
            moment.others.on(heard::CursorMoved{Lobby, user, {}});
        }
        Changes changes = moment.views.take();
        QCOMPARE(changes.typing[Lobby].size(), std::size_t(100));
        QCOMPARE(changes.cursors.size(), std::size_t(100));
        // Who is shown goes on, and a place that gets free is given away.
        moment.others.on(heard::CursorMoved{Lobby, QStringLiteral("u7"), {0.5, 0.5}});
        moment.others.left(Lobby, QStringLiteral("u8"));
        moment.others.on(heard::CursorMoved{Lobby, Bo, {}});
        moment.others.on(heard::TypingChanged{Lobby, Bo, true});
        changes = moment.views.take();
        QCOMPARE(changes.cursors.size(), std::size_t(2));
        QCOMPARE(changes.typing[Lobby].back(), Bo);
    }

    void aStreamThatEndedShowsNobody()
    {
        Moment moment;
        moment.others.on(heard::TypingChanged{Lobby, Bo, true});
        moment.others.on(heard::CursorMoved{Lobby, Bo, {}});
        moment.views.take();
        moment.others.forget(Lobby);
        Changes changes = moment.views.take();
        QVERIFY(changes.typing.contains(Lobby) && changes.typing[Lobby].empty());
        QCOMPARE(changes.cursorsGone.size(), std::size_t(1));
    }

    void typingIsSaidNowAndThenAndUntilItLapses()
    {
        Moment moment;
        const Capabilities &can = moment.server.capabilities;
        moment.own.types(Lobby);
        moment.own.types(Lobby);
        QCOMPARE(moment.requests.allEphemeral<ask::Typing>().size(), std::size_t(1));
        moment.scheduler.run(can.typingIntervalMs);
        QCOMPARE(moment.requests.allEphemeral<ask::Typing>().size(), std::size_t(2));
        moment.scheduler.run(3 * can.typingExpiryMs); // they forgot to say that it ended
        QVERIFY(!moment.requests.allEphemeral<ask::Typing>().back().active);
        const std::size_t said = moment.requests.ephemeral.size();
        moment.scheduler.run(3 * can.typingExpiryMs);
        QCOMPARE(moment.requests.ephemeral.size(), said);
    }

    void theLastMoveIsAlwaysSent()
    {
        Moment moment;
        moment.clock.advance(1'000);
        for (const double x : {0.1, 0.2, 0.3})
            moment.own.movePointer(Lobby, {x, 0});
        QCOMPARE(moment.requests.allEphemeral<ask::MoveCursor>().size(), std::size_t(1));
        moment.scheduler.run(moment.server.capabilities.cursorIntervalMs);
        const auto moves = moment.requests.allEphemeral<ask::MoveCursor>();
        QCOMPARE(moves.size(), std::size_t(2));
        QCOMPARE(moves.back().point.x, 0.3);
    }

    void aFullLinkGetsNoMoves()
    {
        Moment moment;
        moment.link.held = 1'000'000;
        moment.own.movePointer(Lobby, {0.5, 0.5});
        moment.scheduler.run(10'000);
        QVERIFY(moment.requests.ephemeral.empty());
        moment.link.held = 0;
        moment.scheduler.run(1'000);
        QCOMPARE(moment.requests.allEphemeral<ask::MoveCursor>().size(), std::size_t(1));
    }

    void whoHidesIsSeenNowhere()
    {
        Moment moment;
        moment.own.types(Lobby);
        moment.own.movePointer(Lobby, {});
        moment.own.hideAll();
        QVERIFY(!moment.requests.allEphemeral<ask::Typing>().back().active);
        QCOMPARE(moment.requests.allEphemeral<ask::LeaveCursor>().size(), std::size_t(1));
    }

    void nothingIsSaidWithoutALink()
    {
        Moment moment;
        moment.own.types(Lobby);
        moment.server.ready = false;
        moment.own.forget(Lobby);
        moment.own.types(Lobby);
        moment.own.movePointer(Lobby, {});
        moment.own.hideAll();
        moment.scheduler.run(60'000);
        QCOMPARE(moment.requests.ephemeral.size(), std::size_t(1));
    }
};

TEST_WITH_CORE_APPLICATION(TestEphemeral)

} // namespace tst_ephemeral

#include "tst_ephemeral.moc"
