// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"
#include "server/journal.h"

namespace banter {

/// Who is there. A person is as the best of their devices says: "busy" and "appear offline" are wishes, and hold
/// wherever else the person is signed in; otherwise whoever is active on one device is online, and away only when away
/// on all of them. A device lives on for the leave grace after its last link, so that a short drop is seen by nobody.
/// Only links subscribed to a room that the person is in hear of it.
class PresenceBoard final {
public:
    PresenceBoard(HubState &state, Journal &journal) : m_state(state), m_journal(journal) {}
    ~PresenceBoard();

    /// `peer` has just signed in.
    void arrived(Peer &peer);
    void set(Peer &peer, quint64 request, const protocol::SetPresence &body);
    /// `peer` is about to go; it no longer counts as a link of its person.
    void left(Peer &peer);
    /// The server stops: everybody who is here was seen now.
    void noteAllSeen();

    /// A crash of the server forgets at most this much of when people were last seen.
    static constexpr qint64 SeenIntervalMs = 5 * 60'000;

private:
    static PresenceStatus best(const Person &person);
    void refresh(Person &person, WallMs offlineSince);
    void deviceGone(qint64 account, const QByteArray &key);
    void noteSeen();

    HubState &m_state;
    Journal &m_journal;
    TimerId m_seenTimer = 0;
};

} // namespace banter
