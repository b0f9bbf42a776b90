// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/cursors.h"

#include <algorithm>

namespace banter {

using namespace protocol;

void Cursors::move(Peer &peer, quint64 request, const MoveCursor &body)
{
    const RoomState *room = m_state.room(body.room);
    if (!room || !peer.subscriptions.contains(room->id)) {
        m_state.refuse(peer, request, {ErrorCode::Forbidden, QStringLiteral("Subscribe to the room first.")});
        return;
    }
    const bool hidden = peer.person->shown.status == PresenceStatus::Offline;
    const double cost = 1 + double(room->subscribers.size() / request_cost::LinksThatSeeASign);
    if (peer.person->cursorMoves.take(m_state.now(), std::min(cost, double(CursorBurst))) == 0 && !hidden) {
        peer.cursors.insert(room->id);
        m_state.tellOthers(*room, *peer.person, CursorEvent{room->id, peer.person->account.name, body.point});
    }
    m_state.answer(peer, request, Done{});
}

void Cursors::leave(Peer &peer, quint64 request, const LeaveCursor &body)
{
    if (const RoomState *room = m_state.room(body.room))
        hide(peer, *room);
    m_state.answer(peer, request, Done{});
}

void Cursors::hide(Peer &peer, const RoomState &room)
{
    if (peer.cursors.erase(room.id) == 0)
        return;
    const std::set<PeerId> &links = peer.person->links;
    const bool shownElsewhere = std::any_of(links.begin(), links.end(), [&](PeerId id) {
        const Peer *other = m_state.peer(id);
        return other && other->cursors.contains(room.id);
    });
    if (!shownElsewhere)
        m_state.tellOthers(room, *peer.person, CursorGone{room.id, peer.person->account.name});
}

} // namespace banter
