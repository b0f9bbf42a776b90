// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/message_operations.h"
#include "session/reconciler.h"
#include "session/rewording.h"
#include "session/send_queue.h"
#include "session/withdrawing.h"
#include "tests/session/parts.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_send_parts {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString One = QStringLiteral("one");
const QString Two = QStringLiteral("two");

/// Rooms and timelines as the queue sees them: it notes what they are told.
struct NotedRooms final : MessageRooms, SendQueue::Port, MessageOperations::Port {
    void written(const QString &) override { ++writes; }
    void settled(const QString &) override { ++verdicts; }
    void setBack(const QString &) override { ++backs; }
    void showRoomOf(const QString &) override {}
    void gone(const QString &) override { ++goings; }
    void stored(const Message &message, Seq) override { storedIds.append(message.clientId); }
    void give(const Message &message) override { given.append(message.clientId); }
    void done(const Amendment &) override {}
    void partlyDone(const Amendment &) override {}
    void isNow(const Message &) override {}
    void changedTo(const QString &, qint64) override {}

    int writes = 0;
    int verdicts = 0;
    int backs = 0;
    int goings = 0;
    QStringList storedIds;
    QStringList given;
};

/// The queue and what hangs on it, without rooms, link and server.
struct Office {
    Office()
    {
        server.user = QStringLiteral("ann");
        server.signedIn = server.ready = true;
        server.capabilities.resends = server.capabilities.history = true;
        queue.begin();
    }
    void send(const QString &clientId, const QString &text = QStringLiteral("text"))
    {
        queue.on(tell::Send{Lobby, text, clientId});
        scheduler.settle();
    }
    std::vector<QString> sent() const
    {
        std::vector<QString> ids;
        for (const ask::SendMessage &one : requests.all<ask::SendMessage>())
            ids.push_back(one.clientId);
        return ids;
    }
    /// What the views were told last of that message.
    std::optional<ShownMessage> shown(const QString &clientId)
    {
        for (ShownMessage &one : views.take().messages)
            last.insert_or_assign(one.message.clientId, std::move(one));
        const auto found = last.find(clientId);
        return found == last.end() ? std::nullopt : std::optional(found->second);
    }

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{1};
    NotedStore store;
    Disk disk{store, scheduler, [](const keep::PutMessages &) {}, [](const Error &) {}};
    Publisher views{scheduler, [] {}};
    NotedRequests requests;
    NotedLink link;
    ServerState server;
    Outbox outbox;
    NotedRooms rooms;
    SendQueue queue{
        {outbox, clock, scheduler, random, store, disk, requests, link, views, server}, rooms, operations, rooms};
    Withdrawing withdrawing{outbox, clock, store, disk, views, server, queue, rooms};
    Rewording rewording{outbox, clock,  random, disk,
                        views,  server, queue,  [this](const QString &id) { withdrawing.on(tell::Discard{id}); }};
    MessageOperations operations{
        {{outbox, clock, random, store, disk, views, server, queue, rooms}, rewording, withdrawing}, rooms};
    RoomDirectory directory{store, disk, views, server};
    HistoryPacer pacer{clock, scheduler, [this] { ++again; }};
    Reconciler reconciler{outbox, directory, store, disk, requests, pacer, server, queue};
    std::map<QString, ShownMessage> last;
    int again = 0;
};

Message own(Seq seq, const QString &clientId)
{
    Message message;
    message.room = Lobby;
    message.seq = seq;
    message.clientId = clientId;
    message.sender = QStringLiteral("ann");
    message.text = QStringLiteral("text");
    return message;
}

} // namespace

class TestSendParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isOnTheDiskBeforeItIsSent()
    {
        Office office;
        office.queue.on(tell::Send{Lobby, QStringLiteral("text"), One});
        QVERIFY(office.sent().empty() && !office.shown(One));
        office.scheduler.settle();
        QCOMPARE(office.store.all<keep::PutOutbox>().size(), std::size_t(1));
        QCOMPARE(office.sent(), std::vector<QString>{One});
        QCOMPARE(office.shown(One)->state, DeliveryState::Pending);
        QCOMPARE(office.rooms.writes, 1);
    }

    void aFullDiskRefusesIt()
    {
        Office office;
        office.store.full = true;
        office.send(One);
        QVERIFY(office.sent().empty());
        QCOMPARE(office.views.take().failures.at(0).error.code, ErrorCode::StorageFull);
        QVERIFY(!office.outbox.find(One));
    }

    void aVerdictIsTheTimelines()
    {
        Office office;
        office.send(One);
        office.queue.on(heard::Acknowledged{1, Lobby, One, {}, 7, 5});
        QCOMPARE(office.rooms.storedIds, QStringList{One});
        QVERIFY(office.queue.settle(One)); // as the timeline does
        QVERIFY(!office.queue.settle(One));
        QCOMPARE(office.rooms.verdicts, 1);
    }

    void aFullLinkIsWaitedFor()
    {
        Office office;
        office.link.held = 1'000'000;
        office.send(One);
        QVERIFY(office.sent().empty());
        office.link.held = 0;
        office.queue.pump();
        QCOMPARE(office.sent(), std::vector<QString>{One});
    }

    void whatHasNoVerdictIsSentAgainWithItsId()
    {
        Office office;
        office.send(One);
        office.scheduler.run(60'000);
        QVERIFY(office.sent().size() > 1);
        QVERIFY(std::all_of(office.requests.requests.begin(), office.requests.requests.end(),
                            [](const auto &one) { return std::get<ask::SendMessage>(one).clientId == One; }));
        QVERIFY(office.link.overdue > 0);
        QVERIFY(office.views.take().fixed.contains(One));
    }

    void withoutResendsItIsThePersons()
    {
        Office office;
        office.server.capabilities.resends = false;
        office.send(One);
        office.server.ready = false;
        office.queue.linkLost(false);
        QCOMPARE(office.shown(One)->state, DeliveryState::Unconfirmed);
        QCOMPARE(office.rooms.backs, 1);
        office.server.ready = true;
        office.queue.resume();
        QCOMPARE(office.sent().size(), std::size_t(1));
    }

    void aNoIsThePersonsAndALaterIsNot()
    {
        Office office;
        office.send(One);
        office.queue.refused(One, {ErrorCode::Unavailable, {}, 500});
        QCOMPARE(office.sent().size(), std::size_t(1));
        office.scheduler.run(1'000);
        QCOMPARE(office.sent().size(), std::size_t(2));
        office.queue.refused(One, {ErrorCode::Forbidden, {}, 0});
        QCOMPARE(office.shown(One)->state, DeliveryState::Failed);
        office.scheduler.run(60'000);
        QCOMPARE(office.sent().size(), std::size_t(2));
        office.queue.on(tell::Retry{One});
        office.scheduler.settle();
        QCOMPARE(office.sent().size(), std::size_t(3));
    }

    void aTextIsChangedWhileItNeverWentOut()
    {
        Office office;
        office.server.ready = false;
        office.send(One);
        office.rewording.on(tell::Reword{One, QStringLiteral("better")});
        office.scheduler.settle();
        office.server.ready = true;
        office.queue.resume();
        QCOMPARE(office.requests.all<ask::SendMessage>().at(0).text, QStringLiteral("better"));
        office.rewording.on(tell::Reword{One, QStringLiteral("too late")});
        QCOMPARE(office.views.take().failures.at(0).error.code, ErrorCode::AlreadySent);
    }

    void aHeldMessageKeepsThoseAfterItBack()
    {
        Office office;
        office.server.ready = false;
        office.send(One);
        office.send(Two);
        office.rewording.on(tell::Hold{One});
        office.server.ready = true;
        office.queue.resume();
        QVERIFY(office.sent().empty());
        office.rewording.on(tell::Release{});
        office.scheduler.settle();
        QCOMPARE(office.sent(), std::vector<QString>({One, Two}));
    }

    void whatWasDeletedComesBackForAWhile()
    {
        Office office;
        office.server.ready = false;
        office.send(One);
        office.withdrawing.on(tell::Discard{One});
        QVERIFY(!office.outbox.find(One));
        QCOMPARE(office.rooms.goings, 1);
        office.withdrawing.on(tell::Restore{One});
        office.scheduler.settle();
        QVERIFY(office.outbox.find(One));
        office.withdrawing.on(tell::Discard{One});
        office.scheduler.run(60'001);
        office.withdrawing.on(tell::Restore{One});
        QCOMPARE(office.views.take().failures.at(0).error.code, ErrorCode::NotFound);
    }

    void afterARestoreOwnMessagesAreLookedForFromTheNewest()
    {
        Office office;
        office.directory.named(Lobby).room.joined = true;
        office.store.held = {own(3, One), own(9, Two)};
        office.reconciler.historyEnds(Lobby);
        QVERIFY(!office.shown(One)); // nobody knows yet whether they are lost
        office.reconciler.lookFor();
        QCOMPARE(office.requests.all<ask::FetchHistory>().at(0).from.seq, Seq(9));
        HistoryPage page;
        page.room = Lobby;
        page.lastSeq = 5;
        page.messages = {own(3, One)};
        office.reconciler.judge(Lobby, page, 2);
        QVERIFY(!office.outbox.find(One)); // where it was
        QCOMPARE(office.shown(Two)->state, DeliveryState::Failed);
        QVERIFY(office.shown(Two)->failure.startsWith(errorCodeName(ErrorCode::ServerLost)));
    }

    void aRoomThatCannotBeSeenLeavesItOpen()
    {
        Office office;
        office.store.held = {own(3, One)};
        office.reconciler.historyEnds(Lobby);
        office.reconciler.lookFor(); // no member
        QVERIFY(office.requests.requests.empty());
        QCOMPARE(office.shown(One)->state, DeliveryState::Unconfirmed);
    }

    void barrenPagesSlowTheAskingDown()
    {
        Office office;
        for (int i = 0; i < 5; ++i)
            office.pacer.noteFruit(Lobby, false);
        QVERIFY(!office.pacer.mustWait(Lobby));
        office.pacer.noteFruit(Lobby, false);
        QVERIFY(office.pacer.mustWait(Lobby));
        QVERIFY(!office.pacer.mustWait(QStringLiteral("another")));
        QVERIFY(office.pacer.isWaiting());
        office.scheduler.run(5'000);
        QCOMPARE(office.again, 1);
        QVERIFY(!office.pacer.mustWait(Lobby));
        office.pacer.noteFruit(Lobby, true);
        office.pacer.noteFruit(Lobby, false);
        QVERIFY(!office.pacer.mustWait(Lobby));
    }
};

TEST_WITH_CORE_APPLICATION(TestSendParts)

} // namespace tst_send_parts

#include "tst_send_parts.moc"
