// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/typing.h"

#include "core/text.h"

#include <algorithm>

namespace banter {

using namespace protocol;

void Typing::set(Peer &peer, quint64 request, const SetTyping &body)
{
    RoomState *room = m_state.room(body.room);
    if (!room || !peer.subscriptions.contains(room->id)) {
        m_state.refuse(peer, request, {ErrorCode::Forbidden, QStringLiteral("Subscribe to the room first.")});
        return;
    }
    if (body.active && peer.person->shown.status != PresenceStatus::Offline)
        start(peer, *room);
    else if (!body.active)
        stop(*room, peer.person->account.name);
    m_state.answer(peer, request, Done{});
}

// Told again at every refresh: a receiver that missed one, or that came later, learns of it all the same.
void Typing::start(Peer &peer, RoomState &room)
{
    const double cost = 1 + double(room.subscribers.size() / request_cost::LinksThatSeeASign);
    if (peer.person->typingSigns.take(m_state.now(), std::min(cost, double(TypingBurst))) > 0)
        return;
    room.typing[peer.person->account.name] = {peer.id, m_state.now() + limits::TypingExpiryMs};
    m_rooms.insert(room.id);
    m_state.tellOthers(room, *peer.person, TypingEvent{room.id, peer.person->account.name, true});
    watch();
}

void Typing::stop(RoomState &room, const QString &user)
{
    if (room.typing.erase(user) == 0)
        return;
    if (room.typing.empty())
        m_rooms.erase(room.id);
    if (const Person *person = m_state.person(nameKey(user)))
        m_state.tellOthers(room, *person, TypingEvent{room.id, user, false});
}

void Typing::left(Peer &peer, RoomState &room)
{
    const QString user = peer.person->account.name;
    const auto typing = room.typing.find(user);
    if (typing != room.typing.end() && typing->second.peer == peer.id)
        stop(room, user);
}

// A refresh only moves the end away, so that a timer that was set is never too late.
void Typing::watch()
{
    if (m_timer != 0 || m_rooms.empty())
        return;
    MonoMs next = m_state.now() + limits::TypingExpiryMs;
    for (const QString &id : m_rooms) {
        for (const auto &[user, sign] : m_state.rooms.at(id).typing)
            next = std::min(next, sign.until);
    }
    m_timer = m_state.parts.scheduler.after(std::max<qint64>(0, next - m_state.now()), [this] {
        m_timer = 0;
        expire();
    });
}

void Typing::expire()
{
    const std::set<QString> rooms = m_rooms;
    for (const QString &id : rooms) {
        RoomState &room = m_state.rooms.at(id);
        const auto signs = room.typing;
        for (const auto &[user, sign] : signs) {
            if (sign.until <= m_state.now())
                stop(room, user);
        }
    }
    watch();
}

} // namespace banter
