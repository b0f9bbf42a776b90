// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/timelines.h"

#include "store/search_words.h"

#include <algorithm>
#include <utility>

namespace banter {

Timelines::Timelines(Clock &clock, ClientStore &store, Disk &disk, RoomDirectory &rooms, Requests &requests,
                     HistoryPacer &pacer, Publisher &views, OwnMessages &own, const ServerState &server)
    : m_parts{clock, store, disk, rooms,  requests,
              pacer, views, own,  server, [this](const QString &room) { return find(room); }}
{}

Timeline &Timelines::of(KnownRoom &room)
{
    return m_timelines.try_emplace(room.room.id, m_parts, room).first->second;
}

Timeline *Timelines::find(const QString &id)
{
    KnownRoom *room = m_parts.rooms.find(id);
    return room ? &of(*room) : nullptr;
}

template <class Command>
void Timelines::pass(const Command &command)
{
    if (Timeline *timeline = find(command.room))
        timeline->on(command);
    else
        m_parts.views.ownFailure({ErrorCode::NotFound, QStringLiteral("There is no such room here.")}, command.room);
}

void Timelines::on(const tell::LoadOlder &command)
{
    pass(command);
}

void Timelines::on(const tell::LoadNewer &command)
{
    pass(command);
}

void Timelines::on(const tell::LoadNewest &command)
{
    pass(command);
}

void Timelines::on(const tell::LoadAround &command)
{
    pass(command);
}

void Timelines::on(const tell::Search &command)
{
    constexpr int MaxFound = 500;
    m_parts.disk.flush(); // what came a moment ago is found too
    const int limit = std::clamp(command.limit, 1, MaxFound);
    Found found{command.number, searchWords(command.typed), {}, false};
    auto messages = m_parts.store.search(found.words, command.room, limit + 1);
    if (!messages.ok()) {
        m_parts.views.ownFailure(messages.error(), command.room, {}, Deed::Storage);
    } else {
        found.messages = std::move(messages).value();
        found.more = int(found.messages.size()) > limit;
        if (found.more)
            found.messages.pop_back();
    }
    m_parts.views.raw().found = std::move(found);
}

void Timelines::give(const Message &message)
{
    if (Timeline *timeline = find(message.room))
        timeline->giveAgain(message);
    else
        m_parts.views.raw().messages.push_back(
            {message, DeliveryState::Sent, {}, message.sender == m_parts.server.user, false});
}

void Timelines::verdict(const Message &message, Seq after)
{
    m_parts.own.settle(message.clientId);
    if (Timeline *timeline = find(message.room))
        timeline->giveVerdict(message, after);
    else
        give(message);
    // A room that was left has no history here: one message of it would outlast the server's history without anybody
    // asking what became of it.
    const KnownRoom *room = m_parts.rooms.find(message.room);
    if (Timeline *timeline = room && room->inStore ? find(message.room) : nullptr)
        timeline->verdict(message, after);
    else
        m_parts.disk.put(keep::DropOutbox{message.clientId});
}

void Timelines::stored(const keep::PutMessages &put)
{
    if (Timeline *timeline = find(put.room))
        timeline->stored(put.span);
}

} // namespace banter
