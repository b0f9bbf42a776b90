// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

namespace banter {

/// Who is typing; nobody learns it of somebody who appears offline. Ends with the message, with leaving, with the link,
/// and by itself after TypingExpiryMs.
class Typing final {
public:
    explicit Typing(HubState &state) : m_state(state) {}
    ~Typing() { m_state.parts.scheduler.cancel(m_timer); }

    void set(Peer &peer, quint64 request, const protocol::SetTyping &body);
    void stop(RoomState &room, const QString &user);
    /// The link no longer looks at the room.
    void left(Peer &peer, RoomState &room);

private:
    void start(Peer &peer, RoomState &room);
    void watch();
    void expire();

    HubState &m_state;
    std::set<QString> m_rooms; ///< where somebody types
    TimerId m_timer = 0;
};

} // namespace banter
