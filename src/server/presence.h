// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/group_commit.h"
#include "server/hub_state.h"

#include <functional>

namespace banter {

/// Who is there, and what each person chose to be. A choice is the person's and holds on all of their devices, the one
/// that was said last, also over a restart; so does the status text. Who chose to be online is away when nobody is at
/// any of their devices. A client that knows no words speaks for its own device: its "busy" and "appear offline" hold
/// for as long as the device is there. A device lives on for the leave grace after its last link, so that a short drop
/// is seen by nobody. Only links subscribed to a room that the person is in hear of it.
class PresenceBoard final {
public:
    PresenceBoard(HubState &state, GroupCommit &commits) : m_state(state), m_commits(commits), m_startedAt(state.now())
    {}
    ~PresenceBoard();

    /// `peer` is about to be welcomed: what its hello says holds from now on. Gives what the person chose.
    OwnPresence arriving(Peer &peer);
    /// `peer` has just signed in.
    void arrived(Peer &peer);
    void set(Peer &peer, quint64 request, const protocol::SetPresence &body);
    /// `peer` is about to go; it no longer counts as a link of its person.
    void left(Peer &peer);
    /// The account goes: its devices are gone, and nobody hears of it.
    void forget(Person &person);
    /// The server stops: everybody who is here was seen now.
    void noteAllSeen();

    /// A person who is here is about to be offline for the others.
    std::function<void(Person &)> onHiding;

    /// A crash of the server forgets at most this much of when people were last seen.
    static constexpr qint64 SeenIntervalMs = 5 * 60'000;

private:
    /// What holds of one word: the word, and when it was said if that was since the server started.
    struct Held {
        PresenceWord &word;
        std::optional<MonoMs> &said;
    };
    bool takes(Held held, const Peer &peer, const PresenceWord &word) const;
    bool take(Peer &peer, const protocol::SetPresence &body);
    bool takeOlder(Peer &peer, const protocol::SetPresence &body);
    static OwnPresence chosen(const Person &person);
    static PresenceStatus best(const Person &person);
    void tellOwn(const Person &person, PeerId but);
    void refresh(Person &person, WallMs offlineSince);
    void deviceGone(qint64 account, const QByteArray &key);
    void noteSeen();

    HubState &m_state;
    GroupCommit &m_commits;
    const MonoMs m_startedAt;
    TimerId m_seenTimer = 0;
};

} // namespace banter
