// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/group_commit.h"

namespace banter {

/// Who is asked into which room. An invitation makes nobody a member: it waits for the person's answer, however many
/// ask. So many wait for one person, so many of them by one other, so many by one person in all. Who declined is not
/// asked into that room for a while, whoever asks, and neither is who left it; who declined one account often is not
/// asked by it any more, until they take something of it or ask it themselves. All of that holds over a restart, and
/// ages by the time of service. As Rooms does, it goes through the group commit.
class Invitations final {
public:
    Invitations(HubState &state, GroupCommit &commits) : m_state(state), m_commits(commits) {}

    void invite(const Peer &peer, quint64 request, const protocol::Invite &body);
    void decline(const Peer &peer, quint64 request, const protocol::DeclineInvitation &body);
    /// What a room is to keep in mind of somebody who leaves it now.
    struct Leaving {
        Invitation mark;
        QString forgotten; ///< a room that forgets in its place that they left it; empty for none
    };
    Leaving leaving(Person &person) const;
    Status writeLeft(ServerStore &store, const QString &room, qint64 account, const Leaving &leaving) const;
    /// That is on the disk.
    void left(RoomState &room, Person &person, const Leaving &leaving);
    /// Nothing of it happened.
    void stayed(Person &person, const Leaving &leaving);
    /// Whoever asked the person into the room, 0 for nobody, when they take it: the store forgets with the same stroke
    /// that they declined others of that one.
    Status writeTaken(ServerStore &store, qint64 account, qint64 sender) const;
    qint64 senderOf(const RoomState &room, const Person &person) const;
    /// The person is a member now: the store has forgotten it already.
    void ended(RoomState &room, Person &person);
    /// The person's account goes, and with it what they were asked and what they asked: the store has forgotten it
    /// already.
    void personGoes(Person &person);
    /// The room is about to go.
    void roomEnds(RoomState &room);

    /// Rooms that keep in mind that one person left them: the newest.
    static constexpr std::size_t MaxLeftKept = 100;

private:
    std::optional<Error> refusal(const RoomState &room, const Person &guest, const Person &sender) const;
    void invited(Asker asker, RoomState &room, qint64 account, const Invitation &invitation, const Status &put);
    void declined(Asker asker, RoomState &room, qint64 account, const Invitation &invitation, const Status &put);
    void withdraw(RoomState &room, const Person &sender);
    void close(const RoomState &room, Person &guest);

    HubState &m_state;
    GroupCommit &m_commits;
};

} // namespace banter
