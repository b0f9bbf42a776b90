// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

namespace banter {

/// Pointers on a room's board. Nothing is kept of them but where one is shown. Who appears offline has none.
class Cursors final {
public:
    explicit Cursors(HubState &state) : m_state(state) {}

    void move(Peer &peer, quint64 request, const protocol::MoveCursor &body);
    void leave(Peer &peer, quint64 request, const protocol::LeaveCursor &body);
    /// Hides the link's pointer, unless another device of the person shows one there.
    void hide(Peer &peer, const RoomState &room);

private:
    HubState &m_state;
};

} // namespace banter
