// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

namespace banter {

/// What a link gets of a room: the state and then its events, pages of its history, and what changed in it.
class Subscriptions final {
public:
    explicit Subscriptions(HubState &state) : m_state(state) {}

    void subscribe(Peer &peer, quint64 request, const protocol::Subscribe &body);
    void unsubscribe(Peer &peer, quint64 request, const protocol::Unsubscribe &body);
    void history(const Peer &peer, quint64 request, const protocol::FetchHistory &body);
    void changes(const Peer &peer, quint64 request, const protocol::FetchChanges &body);
    /// Ends it without an answer.
    void end(Peer &peer, RoomState &room);

    /// The link is about to see nothing more of the room.
    std::function<void(Peer &, RoomState &)> onEnding;

private:
    void charge(const Peer &peer, qint64 bytes);
    std::vector<Member> roster(const RoomState &room) const;
    HistoryPage page(const RoomState &room, std::vector<Message> messages) const;
    /// Where the asker is too far behind it says so, and has none.
    Result<protocol::ChangeList> changesFor(const RoomState &room, const protocol::FetchChanges &asked) const;
    static void fit(protocol::ChangeList &changes, qint64 since, qint64 maxBytes);

    HubState &m_state;
};

} // namespace banter
