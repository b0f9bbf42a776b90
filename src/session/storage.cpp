// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <QJsonArray>
#include <QJsonDocument>

// Writes are collected and made in one transaction per turn of the event loop, so that a thousand messages cost one
// wait for the disk. What hangs on a write (showing a message as pending, sending it) runs after its commit.
namespace banter {

namespace {
const QString WantedJoins = QStringLiteral("wantedJoins");
}

void Session::Impl::load()
{
    Result<QString> epoch = m_store->setting(QStringLiteral("epoch"));
    Result<QString> user = m_store->setting(QStringLiteral("user"));
    Result<QString> joins = m_store->setting(WantedJoins);
    Result<std::vector<StoredRoom>> rooms = m_store->rooms();
    Result<std::vector<OutboxEntry>> outbox = m_store->outbox();
    if (!epoch.ok() || !user.ok() || !rooms.ok() || !outbox.ok() || !joins.ok()) {
        failure(!rooms.ok() ? rooms.error()
                            : Error{ErrorCode::Internal, QStringLiteral("The history cannot be read.")});
        return;
    }
    m_epoch = epoch.value();
    m_user = user.value().isEmpty() ? m_config.credentials.user : user.value();
    for (const StoredRoom &stored : rooms.value()) {
        RoomState state;
        state.room = stored.room;
        state.draft = stored.draft;
        state.spans = SpanSet(stored.spans);
        state.reachesStart = stored.reachesStart;
        m_log.room(state.shown());
        m_rooms.emplace(stored.room.id, std::move(state));
    }
    for (const QJsonValue &name : QJsonDocument::fromJson(joins.value().toUtf8()).array()) {
        RoomState &room = m_rooms[name.toString()];
        room.room.id = name.toString();
        room.wantsJoin = true;
    }
    for (OutboxEntry &entry : outbox.value()) {
        const bool failed = entry.state == DeliveryState::Failed;
        showEntry(entry);
        // What is on the disk was accepted once, so it stays even where the bounds have become smaller.
        Status added = m_outbox.add(std::move(entry), failed ? Outbox::Stage::Failed : Outbox::Stage::Waiting);
        Q_UNUSED(added);
    }
    changed();
}

void Session::Impl::keepLater(keep::Change change)
{
    m_writes.push_back(std::move(change));
    scheduleFlush();
}

void Session::Impl::afterFlush(std::function<void(const Status &)> call)
{
    m_afterFlush.push_back(std::move(call));
    scheduleFlush();
}

void Session::Impl::scheduleFlush()
{
    if (m_flush == 0)
        m_flush = m_parts.scheduler.after(0, [this] { flush(); });
}

void Session::Impl::flush()
{
    m_parts.scheduler.cancel(m_flush);
    m_flush = 0;
    const std::vector<keep::Change> writes = std::exchange(m_writes, {});
    const auto calls = std::exchange(m_afterFlush, {});
    const Status status = writes.empty() ? success() : m_store->apply(writes);
    if (!status.ok() && !m_storeFailing)
        failure(status.error());
    m_storeFailing = !status.ok();
    for (const auto &call : calls)
        call(status);
}

void Session::Impl::keepRoom(const RoomState &room)
{
    keepLater(keep::PutRoom{room.room});
    m_log.room(room.shown());
    changed();
}

} // namespace banter
