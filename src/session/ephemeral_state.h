// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "dialects/api/events.h"
#include "session/publisher.h"
#include "session/server_state.h"

#include <map>
#include <set>

namespace banter {

/// What others do at this moment in the rooms whose streams are open: who types, whose pointer is shown. Never stored,
/// and gone with the stream. What is said of a room without a stream must not be given here. One thread.
class EphemeralState final {
public:
    EphemeralState(Clock &clock, Scheduler &scheduler, Publisher &views, const ServerState &server);
    ~EphemeralState();
    EphemeralState(const EphemeralState &) = delete;
    EphemeralState &operator=(const EphemeralState &) = delete;

    /// Ends by itself after Capabilities::typingExpiryMs.
    void on(const heard::TypingChanged &typing);
    void on(const heard::CursorMoved &moved);
    void on(const heard::CursorGone &gone);

    /// A message of that person is here, or they are gone.
    void stopsTyping(const QString &room, const QString &user);
    /// The person left the room.
    void left(const QString &room, const QString &user);
    /// The person went offline.
    void leftAll(const QString &user);
    /// The room's stream has ended.
    void forget(const QString &room);

private:
    struct InRoom {
        std::vector<std::pair<QString, MonoMs>> typing = {}; ///< who, until when; in the order they began
        std::set<QString> cursors = {};                      ///< whose is shown
    };
    void stopsTyping(const QString &id, InRoom &room, const QString &user);
    void publish(const QString &id, const InRoom &room);
    void expire();
    void watch();

    Clock &m_clock;
    Scheduler &m_scheduler;
    Publisher &m_views;
    const ServerState &m_server;
    std::map<QString, InRoom> m_rooms; ///< in which there was something
    TimerId m_timer = 0;
};

} // namespace banter
