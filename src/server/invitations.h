// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/group_commit.h"

namespace banter {

/// Who is asked into which room. An invitation makes nobody a member: it waits for the person's answer, however many
/// ask. So many wait for one person, so many of them by one other, so many by one person in all, and who declined is
/// left in peace for a while. As Rooms does, it goes through the group commit.
class Invitations final {
public:
    Invitations(HubState &state, GroupCommit &commits) : m_state(state), m_commits(commits) {}

    void invite(const Peer &peer, quint64 request, const protocol::Invite &body);
    void decline(const Peer &peer, quint64 request, const protocol::DeclineInvitation &body);
    /// The person is a member now: the store has forgotten it already.
    void ended(RoomState &room, Person &person);
    /// The person's account goes, and with it what they were asked and what they asked: the store has forgotten it
    /// already.
    void personGoes(Person &person);
    /// The room is about to go.
    void roomEnds(RoomState &room);

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
