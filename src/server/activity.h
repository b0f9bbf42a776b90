// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

namespace banter {

/// Tells members whose links are not subscribed that a room has something new: at once, and then at most once per
/// IntervalMs and room, always with the newest sequence at the end. Of mere changes it tells those that know of them.
class ActivityFeed final {
public:
    explicit ActivityFeed(HubState &state) : m_state(state) {}
    ~ActivityFeed() { m_state.parts.scheduler.cancel(m_timer); }

    /// Something was said, or what is unread is something else than before.
    void said(RoomState &room);
    /// A message of it changed.
    void changed(RoomState &room) { note(room); }

    /// An unread count that moves four times a second is all an eye can follow.
    static constexpr qint64 IntervalMs = 250;

private:
    void note(RoomState &room);
    void tell(RoomState &room);
    void tellDue();

    HubState &m_state;
    std::set<QString> m_due;
    TimerId m_timer = 0;
};

} // namespace banter
