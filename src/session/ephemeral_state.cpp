// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/ephemeral_state.h"

#include <algorithm>

namespace banter {
namespace {

/// People in a room whose typing or pointer is shown: more than anybody can follow. Whatever a server says, the views
/// are not buried under it.
constexpr std::size_t MaxShown = 100;

} // namespace

EphemeralState::EphemeralState(Clock &clock, Scheduler &scheduler, Publisher &views, const ServerState &server)
    : m_clock(clock), m_scheduler(scheduler), m_views(views), m_server(server)
{}

EphemeralState::~EphemeralState()
{
    m_scheduler.cancel(m_timer);
}

void EphemeralState::on(const heard::TypingChanged &typing)
{
    if (typing.user == m_server.user)
        return;
    if (!typing.active) {
        stopsTyping(typing.room, typing.user);
        return;
    }
    InRoom &room = m_rooms[typing.room];
    const MonoMs until = m_clock.monotonicMs() + m_server.capabilities.typingExpiryMs;
    const auto known = std::find_if(room.typing.begin(), room.typing.end(),
                                    [&](const auto &entry) { return entry.first == typing.user; });
    if (known != room.typing.end()) {
        known->second = until;
    } else if (room.typing.size() < MaxShown) {
        room.typing.emplace_back(typing.user, until);
        publish(typing.room, room);
    }
    watch();
}

void EphemeralState::stopsTyping(const QString &room, const QString &user)
{
    if (const auto found = m_rooms.find(room); found != m_rooms.end())
        stopsTyping(room, found->second, user);
}

void EphemeralState::stopsTyping(const QString &id, InRoom &room, const QString &user)
{
    if (std::erase_if(room.typing, [&](const auto &entry) { return entry.first == user; }) > 0)
        publish(id, room);
}

void EphemeralState::publish(const QString &id, const InRoom &room)
{
    std::vector<QString> users;
    users.reserve(room.typing.size());
    for (const auto &[user, until] : room.typing)
        users.push_back(user);
    m_views.raw().typing[id] = std::move(users);
}

void EphemeralState::watch()
{
    if (m_timer != 0)
        return;
    std::optional<MonoMs> next;
    for (const auto &[id, room] : m_rooms) {
        for (const auto &[user, until] : room.typing)
            next = next ? std::min(*next, until) : until;
    }
    if (!next)
        return;
    m_timer = m_scheduler.after(std::max<qint64>(0, *next - m_clock.monotonicMs()), [this] {
        m_timer = 0;
        expire();
    });
}

void EphemeralState::expire()
{
    const MonoMs now = m_clock.monotonicMs();
    for (auto &[id, room] : m_rooms) {
        if (std::erase_if(room.typing, [&](const auto &entry) { return entry.second <= now; }) > 0)
            publish(id, room);
    }
    watch();
}

void EphemeralState::on(const heard::CursorMoved &moved)
{
    if (moved.user == m_server.user)
        return;
    std::set<QString> &shown = m_rooms[moved.room].cursors;
    if (shown.size() >= MaxShown && !shown.contains(moved.user))
        return;
    shown.insert(moved.user);
    m_views.log().cursor(moved.room, moved.user, moved.point);
}

void EphemeralState::on(const heard::CursorGone &gone)
{
    const auto room = m_rooms.find(gone.room);
    if (room != m_rooms.end() && room->second.cursors.erase(gone.user) > 0)
        m_views.log().cursorGone(gone.room, gone.user);
}

void EphemeralState::left(const QString &room, const QString &user)
{
    stopsTyping(room, user);
    on(heard::CursorGone{room, user});
}

void EphemeralState::leftAll(const QString &user)
{
    for (auto &[id, room] : m_rooms) {
        stopsTyping(id, room, user);
        on(heard::CursorGone{id, user});
    }
}

void EphemeralState::forget(const QString &id)
{
    const auto node = m_rooms.extract(id);
    if (!node)
        return;
    if (!node.mapped().typing.empty())
        publish(id, {});
    for (const QString &user : node.mapped().cursors)
        m_views.log().cursorGone(id, user);
}

} // namespace banter
