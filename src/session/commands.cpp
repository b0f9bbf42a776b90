// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/ids.h"
#include "core/text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace banter {
namespace {

/// After nobody looks any more: short enough to spare the server, long enough for a look into another room.
constexpr qint64 LingerMs = 60'000;
constexpr qint64 LogoutPatienceMs = 2'000;
constexpr int FirstPage = 50;
constexpr qint64 MaxRoomChars = 64;

Error notConnected()
{
    return {ErrorCode::NotConnected, QStringLiteral("This needs a connection to the server.")};
}

} // namespace

void Session::Impl::on(const tell::Connect &)
{
    m_manager.connectWanted();
}

void Session::Impl::on(const tell::Disconnect &)
{
    m_manager.disconnectWanted();
}

void Session::Impl::on(const tell::RetryNow &)
{
    m_manager.retryNow();
}

void Session::Impl::on(const tell::Logout &)
{
    m_log.raw().token = QString();
    changed();
    if (!m_signedIn) {
        m_manager.disconnectWanted();
        return;
    }
    ask({Asked::What::Logout, {}, {}, 0, {}}, ask::Logout{});
    m_logoutTimer = m_parts.scheduler.after(LogoutPatienceMs, [this] {
        m_logoutTimer = 0;
        m_manager.disconnectWanted();
    });
}

void Session::Impl::on(const tell::CreateRoom &command)
{
    if (const Status name = checkRoomName(command.room, MaxRoomChars); !name.ok())
        failure(name.error(), command.room);
    else if (!m_signedIn)
        failure(notConnected(), command.room);
    else
        ask({Asked::What::Create, command.room, {}, 0, {}}, ask::CreateRoom{command.room, command.isPrivate});
}

void Session::Impl::on(const tell::JoinRoom &command)
{
    if (const Status name = checkRoomName(command.room, MaxRoomChars); !name.ok()) {
        failure(name.error(), command.room);
        return;
    }
    if (m_signedIn) {
        ask({Asked::What::Join, command.room, {}, 0, {}}, ask::JoinRoom{command.room});
        return;
    }
    RoomState &room = m_rooms[command.room];
    room.room.id = command.room;
    room.wantsJoin = !room.room.joined;
    keepWantedJoins();
}

void Session::Impl::keepWantedJoins()
{
    QJsonArray names;
    for (const auto &[id, room] : m_rooms) {
        if (room.wantsJoin)
            names.append(id);
    }
    keepLater(keep::PutSetting{QStringLiteral("wantedJoins"),
                               QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact))});
}

void Session::Impl::on(const tell::LeaveRoom &command)
{
    RoomState *room = find(command.room);
    if (room && room->wantsJoin) {
        room->wantsJoin = false;
        keepWantedJoins();
    }
    if (!m_signedIn)
        failure(notConnected(), command.room);
    else
        ask({Asked::What::Leave, command.room, {}, 0, {}}, ask::LeaveRoom{command.room});
}

void Session::Impl::on(const tell::Invite &command)
{
    if (!m_signedIn)
        failure(notConnected(), command.room);
    else
        ask({Asked::What::Invite, command.room, {}, 0, {}}, ask::Invite{command.room, command.user});
}

void Session::Impl::on(const tell::OpenRoom &command)
{
    RoomState &room = m_rooms[command.room];
    room.room.id = command.room;
    ++room.viewers;
    m_parts.scheduler.cancel(room.lingering);
    room.lingering = 0;
    if (command.since > 0 || command.inOrder)
        room.orderedUpTo = command.since;
    flush(); // what is on its way to the disk is shown too
    showStored(room);
    if (m_signedIn && room.room.joined && !room.subscribed && !room.subscribing)
        subscribe(room);
}

void Session::Impl::on(const tell::CloseRoom &command)
{
    RoomState *room = find(command.room);
    if (!room || room->viewers == 0 || --room->viewers > 0)
        return;
    room->orderedUpTo = -1;
    const QString id = command.room;
    room->lingering = m_parts.scheduler.after(LingerMs, [this, id] {
        RoomState *quiet = find(id);
        if (!quiet)
            return;
        quiet->lingering = 0;
        leaveLive(*quiet);
    });
}

void Session::Impl::on(const tell::LoadOlder &command)
{
    RoomState *room = find(command.room);
    if (!room)
        failure({ErrorCode::NotFound, QStringLiteral("There is no such room here.")}, command.room);
    else
        showOlder(*room, command.before, std::clamp(command.limit, 1, m_capabilities.maxPage));
}

void Session::Impl::on(const tell::Send &command)
{
    if (const Status text = checkMessageText(command.text, m_capabilities.maxTextBytes); !text.ok()) {
        failure(text.error(), command.room, command.clientId);
        return;
    }
    OutboxEntry entry{command.room, command.clientId, command.text, m_parts.clock.wallMs(), DeliveryState::Pending, {}};
    if (entry.clientId.isEmpty()) {
        entry.clientId = mintClientId(m_parts.random, entry.at);
    } else if (tellVerdictAgain(entry)) {
        return;
    }
    const QString id = entry.clientId;
    if (const Status added = m_outbox.add(entry, Outbox::Stage::Storing); !added.ok()) {
        failure(added.error(), command.room, id);
        return;
    }
    if (RoomState *room = find(command.room))
        room->typingSent = false; // the message itself says that the typing is over
    keepLater(keep::PutOutbox{entry});
    afterFlush([this, id](const Status &status) {
        Outbox::Item *item = m_outbox.find(id);
        if (!item || item->stage != Outbox::Stage::Storing)
            return;
        if (!status.ok()) {
            const QString room = item->entry.room;
            m_outbox.remove(id);
            failure(status.error(), room, id);
            return;
        }
        m_outbox.setStage(*item, Outbox::Stage::Waiting);
        showEntry(item->entry);
        pumpOutbox();
    });
}

// A client id means one message for good: the same again gives what became of it, another one is refused.
bool Session::Impl::tellVerdictAgain(const OutboxEntry &entry)
{
    const Outbox::Item *waiting = m_outbox.find(entry.clientId);
    std::optional<Message> stored;
    if (!waiting) {
        const auto found = m_store->acknowledged(entry.clientId);
        if (!found.ok() || !found.value() || found.value()->sender != m_user)
            return false;
        stored = found.value();
    }
    const bool same = waiting ? waiting->entry.room == entry.room && waiting->entry.text == entry.text
                              : stored->room == entry.room && stored->text == entry.text;
    if (!same)
        failure({ErrorCode::Conflict, QStringLiteral("Another message was sent under this id."), 0}, entry.room,
                entry.clientId);
    else if (stored)
        give(*stored, false);
    else if (waiting->stage != Outbox::Stage::Storing)
        showEntry(waiting->entry);
    return true;
}

void Session::Impl::on(const tell::Retry &command)
{
    Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item || item->stage != Outbox::Stage::Failed)
        return;
    item->entry.state = DeliveryState::Pending;
    item->entry.failure.clear();
    m_outbox.setStage(*item, Outbox::Stage::Storing);
    keepLater(keep::PutOutbox{item->entry});
    afterFlush([this, id = command.clientId](const Status &) {
        Outbox::Item *again = m_outbox.find(id);
        if (!again || again->stage != Outbox::Stage::Storing)
            return;
        m_outbox.setStage(*again, Outbox::Stage::Waiting);
        showEntry(again->entry);
        pumpOutbox();
    });
}

void Session::Impl::on(const tell::Discard &command)
{
    const Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item)
        return;
    m_log.messageGone(item->entry.room, command.clientId);
    m_outbox.remove(command.clientId);
    keepLater(keep::DropOutbox{command.clientId});
    changed();
}

void Session::Impl::on(const tell::SaveDraft &command)
{
    RoomState *room = find(command.room);
    if (!room || room->draft == command.text)
        return;
    room->draft = command.text;
    keepLater(keep::PutDraft{command.room, command.text});
    m_log.room(room->shown());
    changed();
}

void Session::Impl::on(const tell::MarkRead &command)
{
    if (RoomState *room = find(command.room))
        markRead(*room, command.seq);
}

void Session::Impl::on(const tell::SetPresence &command)
{
    if (const Status text = checkStatusText(command.text, 120); !text.ok()) {
        failure(text.error());
        return;
    }
    m_presence = {command.status, command.text};
    m_presenceSet = true;
    if (m_signedIn)
        ask({Asked::What::Presence, {}, {}, 0, {}}, m_presence);
}

} // namespace banter
