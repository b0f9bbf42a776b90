// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/withdrawing.h"

#include <utility>

namespace banter {
namespace {

/// How long it can be brought back. Views offer it for a shorter time.
constexpr qint64 KeptMs = 60'000;

} // namespace

Withdrawing::Withdrawing(Outbox &outbox, Clock &clock, ClientStore &store, Disk &disk, Publisher &views,
                         const ServerState &server, QueuePort &queue, MessageRooms &rooms)
    : m_outbox(outbox), m_clock(clock), m_store(store), m_disk(disk), m_views(views), m_server(server), m_queue(queue),
      m_rooms(rooms)
{}

void Withdrawing::on(const tell::Discard &command)
{
    const Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item)
        return;
    qint64 place = placeOf(command.clientId);
    if (place == 0) { // it is on its way to the disk
        m_disk.flush();
        item = m_outbox.find(command.clientId);
        if (!item)
            return;
        place = placeOf(command.clientId);
    }
    const OutboxEntry entry = item->entry;
    const QString room = entry.room;
    if (entry.isMessage())
        m_withdrawn.add({*item, place, m_clock.monotonicMs() + KeptMs});
    m_queue.tellGone(entry);
    m_queue.settle(command.clientId);
    m_disk.put(keep::DropOutbox{command.clientId});
    m_rooms.gone(room);
    m_queue.pumpSoon(); // it may have been held, and others behind it
}

/// 0 when it is not on the disk.
qint64 Withdrawing::placeOf(const QString &clientId)
{
    const auto place = m_store.outboxPlace(clientId);
    return place.ok() ? place.value() : 0;
}

void Withdrawing::on(const tell::Restore &command)
{
    std::optional<Withdrawn::Kept> kept = m_withdrawn.take(command.clientId, m_clock.monotonicMs());
    if (!kept) {
        m_views.ownFailure({ErrorCode::NotFound, QStringLiteral("The message cannot be brought back any more."), 0}, {},
                           command.clientId);
        return;
    }
    m_disk.flush(); // what came a moment ago counts too
    const auto arrived = m_store.acknowledged(command.clientId);
    if (m_outbox.find(command.clientId) || (arrived.ok() && arrived.value()))
        return; // it is there already
    const bool wasOnItsWay = kept->item.stage == Outbox::Stage::InFlight;
    m_views.log().messageBack(kept->item.entry.room, command.clientId);
    Outbox::Item &item = m_outbox.reinstate(std::move(kept->item));
    item.entry.formerSeq = 0;            // nobody looks for it in the history any more
    m_rooms.showRoomOf(item.entry.room); // or nobody could see what waits there
    if (wasOnItsWay && !m_server.capabilities.resends) {
        m_queue.waitForPerson(item, DeliveryState::Unconfirmed, notKnownToHaveArrived(), kept->place);
        return;
    }
    m_disk.put(keep::PutOutbox{item.entry, kept->place});
    if (item.entry.state != DeliveryState::Pending) {
        m_outbox.setStage(item, Outbox::Stage::Failed);
        m_queue.show(item.entry, m_outbox.shownAfter(command.clientId));
        m_rooms.setBack(item.entry.room);
        return;
    }
    // As with a message that is tried again, a full disk does not keep it from being sent.
    m_disk.then([this, id = command.clientId](const Status &) { restored(id); });
}

void Withdrawing::restored(const QString &clientId)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    m_outbox.setStage(*item, Outbox::Stage::Waiting);
    m_queue.show(item->entry, m_outbox.shownAfter(clientId));
    m_queue.pumpSoon();
}

} // namespace banter
