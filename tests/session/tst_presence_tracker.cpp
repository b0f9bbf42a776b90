// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/presence_tracker.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_presence_tracker {

using namespace banter;
using namespace banter::testing;

namespace {

/// The tracker by itself, at a server that keeps the parts apart.
struct Corner {
    Corner()
    {
        server.user = QStringLiteral("ann");
        Capabilities &can = server.capabilities;
        can.presence = can.ownStatus = can.statusText = can.presenceParts = true;
    }
    void signIn()
    {
        tracker.linkOpened(clock.sleeplessMs());
        tracker.arrival();
        server.signedIn = true;
        tracker.welcomed(OwnPresence{});
        server.ready = true;
        tracker.send();
    }
    std::vector<ask::SetPresence> asked() const { return requests.all<ask::SetPresence>(); }
    static tell::SetPresence away() { return {PresenceStatus::Away, {}, {}}; }
    static tell::SetPresence busy() { return {PresenceStatus::Busy, {}, {}}; }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{1};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    ServerState server;
    PresenceTracker tracker{clock, random, disk, requests, views, server};
};

} // namespace

class TestPresenceTracker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isKeptThoughNobodyCanBeTold()
    {
        Corner corner;
        corner.tracker.on(Corner::busy());
        corner.scheduler.settle();
        QVERIFY(corner.requests.requests.empty());
        const auto settings = corner.store.all<keep::PutSetting>();
        QCOMPARE(settings.size(), std::size_t(1));
        QCOMPARE(settings[0].name, PresenceTracker::Setting);

        Corner again;
        again.tracker.restore(settings[0].value);
        QCOMPARE(again.views.take().own->status, PresenceStatus::Busy);
    }

    void ofSeveralWordsOnlyTheLastIsTold()
    {
        Corner corner;
        corner.signIn();
        if (!corner.asked().empty()) // being here
            corner.tracker.taken();
        const std::size_t before = corner.asked().size();
        corner.tracker.on(Corner::busy());
        corner.tracker.on(Corner::away());
        corner.tracker.on(Corner::busy());
        QCOMPARE(corner.asked().size(), before + 1); // one at a time
        QVERIFY(corner.views.take().accomplished.empty());
        corner.tracker.taken();
        QCOMPARE(corner.asked().size(), before + 2);
        QCOMPARE(corner.asked().back().status, PresenceStatus::Busy);
        corner.tracker.taken();
        QCOMPARE(corner.asked().size(), before + 2);
        QCOMPARE(corner.views.take().accomplished.size(), std::size_t(1));
    }

    void whatIsPutOffIsToldOnce()
    {
        Corner corner;
        corner.signIn();
        if (!corner.asked().empty())
            corner.tracker.taken();
        corner.tracker.on(Corner::busy());
        const Error later{ErrorCode::RateLimited, {}, 0};
        QVERIFY(corner.tracker.refused(later));
        QCOMPARE(corner.requests.putOff.size(), std::size_t(1));
        corner.tracker.send();
        QVERIFY(!corner.tracker.refused(later));
        QCOMPARE(corner.requests.putOff.size(), std::size_t(2));
    }

    void aBadTextIsRefusedAndChangesNothing()
    {
        Corner corner;
        corner.signIn();
        const std::size_t before = corner.asked().size();
        corner.views.take();
        corner.tracker.on(tell::SetPresence{PresenceStatus::Busy, QString(1'000, u'x'), {}});
        const Changes changes = corner.views.take();
        QCOMPARE(changes.failures.size(), std::size_t(1));
        QVERIFY(!changes.own);
        QCOMPARE(corner.asked().size(), before);
    }
};

TEST_WITH_CORE_APPLICATION(TestPresenceTracker)

} // namespace tst_presence_tracker

#include "tst_presence_tracker.moc"
