// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "core/text.h"

#include <algorithm>

// Presence, typing and cursors: told to whom they concern, stored nowhere but for when a person was last seen.
namespace banter {

using namespace protocol;

// ---- presence ----

void Hub::on(Peer &peer, quint64 request, const SetPresence &body)
{
    if (const Status text = checkStatusText(body.text, limits::MaxStatusTextChars); !text.ok()) {
        answerError(peer, request, text.error());
        return;
    }
    peer.status = body.status;
    peer.statusText = body.text;
    peer.person->statusText = body.text;
    answer(peer, request, Done{});
    updatePresence(*peer.person);
}

// The best of a person's devices: busy is a wish of the person and wins everywhere; otherwise who is active on one
// device is online, and away only when away on all.
void Hub::updatePresence(Person &person)
{
    Presence fresh = person.shown;
    fresh.text = person.statusText;
    bool busy = false;
    bool online = false;
    bool away = false;
    for (const PeerId link : person.links) {
        const Peer *device = find(link);
        if (!device)
            continue;
        busy = busy || device->status == PresenceStatus::Busy;
        online = online || device->status == PresenceStatus::Online;
        away = away || device->status == PresenceStatus::Away;
    }
    fresh.status = busy     ? PresenceStatus::Busy
                   : online ? PresenceStatus::Online
                   : away   ? PresenceStatus::Away
                            : PresenceStatus::Offline;
    if (fresh == person.shown)
        return;
    person.shown = fresh;
    tellPresence(person);
}

// A short drop is seen by nobody: the person stays as they were until the grace is over.
void Hub::wentAway(Person &person)
{
    const WallMs left = m_parts.clock.wallMs();
    m_parts.scheduler.cancel(person.grace);
    person.grace = m_parts.scheduler.after(limits::LeaveGraceMs, [this, &person, left] {
        person.grace = 0;
        person.account.lastSeen = left;
        person.shown.lastSeen = left;
        trouble(m_parts.store.setLastSeen(person.account.id, left));
        updatePresence(person);
    });
}

void Hub::tellPresence(const Person &person)
{
    std::set<PeerId> receivers;
    for (const RoomEntry *room : person.rooms)
        receivers.insert(room->subscribers.begin(), room->subscribers.end());
    tell(receivers, PresenceEvent{person.shown});
}

// ---- typing ----

void Hub::on(Peer &peer, quint64 request, const SetTyping &body)
{
    RoomEntry *room = find(body.room);
    if (!room || !peer.subscriptions.contains(room)) {
        if (request != 0)
            answerError(peer, request, {ErrorCode::Forbidden, QStringLiteral("Subscribe to the room first.")});
        return;
    }
    const QString user = peer.person->account.name;
    if (!body.active) {
        stopTyping(*room, user);
    } else {
        // Said again at every refresh: a receiver that missed one, or that came later, learns of it all the same.
        room->typing[user] = {peer.id, now() + limits::TypingExpiryMs};
        tell(room->subscribers, TypingEvent{room->id, user, true}, true, peer.id);
        watchTyping();
    }
    answer(peer, request, Done{});
}

void Hub::stopTyping(RoomEntry &room, const QString &user)
{
    if (room.typing.erase(user) > 0)
        tell(room.subscribers, TypingEvent{room.id, user, false}, true);
}

void Hub::watchTyping()
{
    if (m_typingTimer != 0)
        return;
    std::optional<MonoMs> next;
    for (const auto &[id, room] : m_rooms) {
        for (const auto &[user, typing] : room.typing)
            next = next ? std::min(*next, typing.second) : typing.second;
    }
    if (next)
        m_typingTimer = m_parts.scheduler.after(std::max<qint64>(0, *next - now()), [this] { expireTyping(); });
}

void Hub::expireTyping()
{
    m_typingTimer = 0;
    for (auto &[id, room] : m_rooms) {
        std::vector<QString> stopped;
        for (const auto &[user, typing] : room.typing) {
            if (typing.second <= now())
                stopped.push_back(user);
        }
        for (const QString &user : stopped)
            stopTyping(room, user);
    }
    watchTyping();
}

// ---- cursors ----

void Hub::on(Peer &peer, quint64, const MoveCursor &body)
{
    RoomEntry *room = find(body.room);
    if (!room || !peer.subscriptions.contains(room) || peer.cursorRate.take(now()) > 0)
        return;
    peer.cursors.insert(room->id);
    tell(room->subscribers, CursorEvent{room->id, peer.person->account.name, body.point}, true, peer.id);
}

void Hub::on(Peer &peer, quint64, const LeaveCursor &body)
{
    if (RoomEntry *room = find(body.room))
        hideCursor(peer, *room);
}

void Hub::hideCursor(Peer &peer, RoomEntry &room)
{
    if (peer.cursors.erase(room.id) > 0 && peer.person)
        tell(room.subscribers, CursorGone{room.id, peer.person->account.name}, false, peer.id);
}

} // namespace banter
