// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// Deleting a message that has not been sent, and bringing it back. A deletion is on the disk at once, so that it holds
// whatever happens next; its undoing is one as well, at the place that the message had.
namespace banter {
namespace {

/// How long it can be brought back. Views offer it for a shorter time.
constexpr qint64 KeptMs = 60'000;

} // namespace

void Session::Impl::on(const tell::Discard &command)
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
    const QString room = item->entry.room;
    m_withdrawn.add({*item, place, now() + KeptMs});
    m_views.log().messageGone(room, command.clientId);
    settle(command.clientId);
    m_disk.put(keep::DropOutbox{command.clientId});
    m_membership.forgetWhenDone(room);
    pumpOutboxSoon(); // it may have been held, and others behind it
}

/// 0 when it is not on the disk.
qint64 Session::Impl::placeOf(const QString &clientId)
{
    const auto place = m_store->outboxPlace(clientId);
    return place.ok() ? place.value() : 0;
}

void Session::Impl::on(const tell::Restore &command)
{
    std::optional<Withdrawn::Kept> kept = m_withdrawn.take(command.clientId, now());
    if (!kept) {
        m_views.failure({ErrorCode::NotFound, QStringLiteral("The message cannot be brought back any more."), 0}, {},
                        command.clientId);
        return;
    }
    m_disk.flush(); // what came a moment ago counts too
    const auto arrived = m_store->acknowledged(command.clientId);
    if (m_outbox.find(command.clientId) || (arrived.ok() && arrived.value()))
        return; // it is there already
    const bool wasOnItsWay = kept->item.stage == Outbox::Stage::InFlight;
    m_views.log().messageBack(kept->item.entry.room, command.clientId);
    Outbox::Item &item = m_outbox.reinstate(std::move(kept->item));
    item.entry.formerSeq = 0; // nobody looks for it in the history any more
    if (!m_rooms.find(item.entry.room))
        m_rooms.show(m_rooms.named(item.entry.room)); // or nobody could see what waits there
    if (wasOnItsWay && !m_server.capabilities.resends) {
        unconfirm(item, kept->place);
        return;
    }
    m_disk.put(keep::PutOutbox{item.entry, kept->place});
    if (item.entry.state != DeliveryState::Pending) {
        m_outbox.setStage(item, Outbox::Stage::Failed);
        showEntry(item.entry, m_outbox.shownAfter(command.clientId));
        m_membership.setBack(item.entry.room);
        return;
    }
    // As with a message that is tried again, a full disk does not keep it from being sent.
    m_disk.then([this, id = command.clientId](const Status &) { restored(id); });
}

void Session::Impl::restored(const QString &clientId)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    m_outbox.setStage(*item, Outbox::Stage::Waiting);
    showEntry(item->entry, m_outbox.shownAfter(clientId));
    pumpOutboxSoon();
}

} // namespace banter
