// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/address_rates.h"
#include "server/group_commit.h"
#include "server/invitations.h"

namespace banter {

/// Which rooms there are and who is in them. A room's owner is who made it; when the last owner leaves, whoever has
/// been there longest. A room that everybody left goes if nothing was said in it; otherwise its history stays until its
/// place is needed, and a private one can be entered again by whom it was left last, and by who is asked into it. Rooms
/// count for who made them, also when they left, and for the address at which they were made. Each change goes through
/// the group commit: it is carried out and answered once it is on the disk, and nobody may change that room before.
class Rooms final {
public:
    Rooms(HubState &state, GroupCommit &commits, Invitations &invitations)
        : m_state(state), m_commits(commits), m_invitations(invitations)
    {}

    void list(const Peer &peer, quint64 request);
    void create(Peer &peer, quint64 request, const protocol::CreateRoom &body);
    void join(Peer &peer, quint64 request, const protocol::JoinRoom &body);
    void leave(Peer &peer, quint64 request, const protocol::LeaveRoom &body);
    /// Of a room that the person is asked into.
    void accept(Peer &peer, quint64 request, const protocol::AcceptInvitation &body);
    /// A new account is in the lobby: the store made it so.
    void welcomeToLobby(Person &person);
    /// Whether `person` could enter or make another room; what waits for the commit may change that.
    bool isFullFor(const Person &person) const;

    /// Ends a room for good, with all that was said in it, for all who know of it. `done` is called once it is on the
    /// disk, or was not ended.
    void end(RoomState &room, const std::function<void(const Status &)> &done);
    /// What becomes of the rooms of somebody whose account goes, and of those that are kept for them.
    std::vector<ServerStore::Exit> exitsOf(const Person &person) const;
    /// That is on the disk.
    void removed(Person &person, const std::vector<ServerStore::Exit> &exits);

    /// Before `person` leaves: ends what they see and show there.
    std::function<void(Person &, RoomState &)> onLeaving;

    /// Rooms of a server: the list of a client shows MaxRoomsListed of them.
    static constexpr std::size_t MaxRooms = 10'000;
    /// Made from one address, however many accounts it has: it leaves room for others.
    static constexpr int MaxRoomsPerAddress = MaxRooms / 2;
    /// A team at one address moves in at once; after that, five times what an account may make.
    static constexpr int AddressBurst = 500;
    static constexpr double AddressPerSecond = 0.5;

private:
    void make(Peer &peer, quint64 request, const QString &name, bool isPrivate);
    struct Making {
        QString name;
        bool isPrivate = false;
        qint64 maker = 0;
        QString from; ///< the address
        WallMs at = 0;
    };
    void made(Asker asker, const Making &making, RoomBase base);
    void enter(Asker asker, RoomState &room, Person &person);
    WallMs newestSince(const RoomState &room) const;
    void add(RoomState &room, Person &person, const Membership &membership);
    struct Leaving {
        qint64 heir = 0;
        qint64 keeper = 0;
        bool ends = false; ///< the room is of no use any more
    };
    void left(Asker asker, RoomState &room, Person &person, const Leaving &leaving);
    std::set<PeerId> linksOfThoseWhoMayEnter(const RoomState &room) const;
    bool hasRoomForMore(Asker asker, const Person &person);
    qint64 heirOf(const RoomState &room, qint64 leaving) const;
    void inherit(RoomState &room, qint64 heir);
    bool isUnused(const RoomState &room) const;
    bool makesPlace(Asker asker, const Person &maker, const QString &from);
    RoomState *leastOf(const std::function<bool(const RoomState &)> &counts);
    void countFrom(const QString &address, int more);
    void takeOut(RoomState &room, Person &person, qint64 heir);
    void vanish(RoomState &room);

    HubState &m_state;
    GroupCommit &m_commits;
    Invitations &m_invitations;
    std::size_t m_making = 0; ///< rooms on their way to the disk
    std::size_t m_ending = 0; ///< rooms that end with the next commit
    AddressRates m_fromAddress{AddressPerSecond, AddressBurst};
};

} // namespace banter
