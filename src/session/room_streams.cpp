// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/room_streams.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// After nobody looks any more: short enough to spare the server, long enough for a look into another room.
constexpr qint64 LingerMs = 60'000;
constexpr int FirstPage = 50;

} // namespace

RoomStreams::RoomStreams(Scheduler &scheduler, RoomDirectory &rooms, Requests &requests, const ServerState &server,
                         Port &port)
    : m_scheduler(scheduler), m_rooms(rooms), m_requests(requests), m_server(server), m_port(port)
{}

RoomStreams::~RoomStreams()
{
    for (const auto &[id, room] : std::as_const(m_rooms))
        m_scheduler.cancel(room.lingering);
}

void RoomStreams::look(KnownRoom &room)
{
    ++room.viewers;
    m_scheduler.cancel(std::exchange(room.lingering, 0));
}

bool RoomStreams::lookAway(KnownRoom &room)
{
    if (room.viewers == 0 || --room.viewers > 0)
        return false;
    room.lingering = m_scheduler.after(LingerMs, [this, id = room.room.id] {
        if (KnownRoom *quiet = m_rooms.find(id)) {
            quiet->lingering = 0;
            unsubscribe(*quiet);
        }
    });
    return true;
}

void RoomStreams::unsubscribe(KnownRoom &room)
{
    m_port.unseen(room);
    if (wants(room))
        return;
    const bool told = room.subscribed && m_server.signedIn;
    end(room);
    if (told)
        m_requests.askEphemeral(ask::Unsubscribe{room.room.id});
}

// A server that forgets who joined says nothing of a room that is not subscribed, not even that something is unread.
bool RoomStreams::wants(const KnownRoom &room) const
{
    return room.room.joined && (!room.wantsLeave || room.sendsFirst) &&
           (room.live() || !m_server.capabilities.keepsMembership);
}

void RoomStreams::subscribe(KnownRoom &room)
{
    if (room.subscribed || room.subscribing)
        return;
    room.subscribing = true;
    const Seq since = m_port.newestOf(room);
    // What was missed is better had in one answer than as a gap.
    const int maxPage = m_server.capabilities.maxPage;
    const int limit = std::min(since > 0 ? maxPage : FirstPage, maxPage);
    ask::Subscribe request{room.room.id, since, m_server.epoch, limit, m_port.recentOf(room)};
    m_port.wantChanges(room, request);
    m_requests.askForResume({Asked::What::Subscribe, room.room.id, {}, 0, request.lowest}, request);
}

void RoomStreams::subscribeAgain(KnownRoom &room)
{
    if (std::exchange(room.subscribed, false))
        subscribe(room);
}

void RoomStreams::subscribeIfWanted(KnownRoom &room)
{
    if (wants(room))
        subscribe(room);
}

void RoomStreams::subscribeAll()
{
    for (auto &[id, room] : m_rooms)
        subscribeIfWanted(room);
}

void RoomStreams::opened(KnownRoom &room)
{
    room.subscribing = false;
    room.subscribed = true;
}

void RoomStreams::end(KnownRoom &room)
{
    m_port.ended(room, true);
    room.subscribed = false;
}

void RoomStreams::drop(KnownRoom &room)
{
    m_port.ended(room, false);
    m_scheduler.cancel(std::exchange(room.lingering, 0));
    room.subscribed = room.subscribing = false;
}

void RoomStreams::linkLost(KnownRoom &room)
{
    room.subscribed = room.subscribing = false;
    m_port.ended(room, false);
}

} // namespace banter
