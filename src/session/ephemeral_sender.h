// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "session/link_port.h"
#include "session/requests.h"
#include "session/server_state.h"

#include <map>

namespace banter {

/// Tells the server what the person does at this moment, no oftener than it wants to hear it: that they type, where
/// their pointer is. Never queued: without a link it is not said. One thread.
class EphemeralSender final {
public:
    EphemeralSender(Clock &clock, Scheduler &scheduler, Requests &requests, LinkPort &link, const ServerState &server);
    ~EphemeralSender();
    EphemeralSender(const EphemeralSender &) = delete;
    EphemeralSender &operator=(const EphemeralSender &) = delete;

    /// Said all the time while it goes on, in a room that is joined.
    void types(const QString &room);
    /// It ended, and the server is told.
    void stopTyping(const QString &room);
    /// It ended, and the server knows by itself.
    void endTyping(const QString &room);

    /// In a room that is joined. The first move goes at once, the last one always.
    void movePointer(const QString &room, CursorPoint point);
    void hidePointer(const QString &room);

    /// The person appears offline: neither typing nor pointer are to be seen anywhere.
    void hideAll();
    /// The room's stream has ended: nothing of it is said any more.
    void forget(const QString &room);
    /// The room is gone.
    void drop(const QString &room);

private:
    struct InRoom {
        bool typingSent = false; ///< what the server was told
        MonoMs typingToldAt = 0; ///< when the person last said so
        TimerId typingTimer = 0;
        std::optional<CursorPoint> pointerWaiting = {}; ///< latest wins
        MonoMs pointerSentAt = 0;
        bool pointerShown = false;
        TimerId pointerTimer = 0;
    };
    InRoom *find(const QString &id);
    void sayTyping(const QString &id, InRoom &room, bool active);
    void refreshTyping(const QString &id, InRoom &room);
    void sendPointer(const QString &id, InRoom &room);
    void laterPointer(const QString &id);
    MonoMs now() const { return m_clock.monotonicMs(); }

    Clock &m_clock;
    Scheduler &m_scheduler;
    Requests &m_requests;
    LinkPort &m_link;
    const ServerState &m_server;
    std::map<QString, InRoom> m_rooms; ///< in which the person did something
};

} // namespace banter
