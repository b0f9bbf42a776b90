// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

namespace banter {

/// Which rooms there are and who is in them. A room's owner is who made it; when the last owner leaves, whoever has
/// been there longest. A room that everybody left goes if nothing was said in it; otherwise its history stays, and a
/// private one can be entered again by whom it was left last.
class Rooms final {
public:
    explicit Rooms(HubState &state) : m_state(state) {}

    void list(const Peer &peer, quint64 request);
    void create(Peer &peer, quint64 request, const protocol::CreateRoom &body);
    void join(Peer &peer, quint64 request, const protocol::JoinRoom &body);
    void leave(Peer &peer, quint64 request, const protocol::LeaveRoom &body);
    void invite(Peer &peer, quint64 request, const protocol::Invite &body);
    /// A new account is in the lobby: the store made it so.
    void welcomeToLobby(Person &person);

    /// Before `person` leaves: ends what they see and show there.
    std::function<void(Person &, RoomState &)> onLeaving;

    /// Rooms of a server: the list of a client shows MaxRoomsListed of them.
    static constexpr std::size_t MaxRooms = 10'000;

private:
    void make(Peer &peer, quint64 request, const QString &name, bool isPrivate);
    void enter(Peer &peer, quint64 request, RoomState &room, Person &person);
    void add(RoomState &room, Person &person, const Membership &membership);
    bool mayEnter(const RoomState &room, const Person &person) const;
    bool hasRoomForMore(const Peer &peer, quint64 request, const Person &person);
    qint64 heirOf(const RoomState &room, qint64 leaving) const;
    void inherit(RoomState &room, qint64 heir);
    bool vanish(RoomState &room);

    HubState &m_state;
};

} // namespace banter
