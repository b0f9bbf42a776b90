// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/group_commit.h"

namespace banter {

/// What gives everything that is done to messages the same guarantee: an account's client id stands for one thing, and
/// who asks again gets the first answer. Each verb asks here first of all.
class OnceEach final {
public:
    OnceEach(HubState &state, GroupCommit &commits) : m_state(state), m_commits(commits) {}

    /// Whether that client id was used by the peer's account, or nobody can tell: then this is the answer. The same
    /// verb with the same content has what it had the first time, also for somebody who has left the room since;
    /// another one is a conflict. Of a message that was deleted nobody knows the content any more: `room` is enough
    /// then.
    bool answers(const Peer &peer, quint64 request, const QString &clientId, MessageVerb verb, const QByteArray &digest,
                 const QString &room);

private:
    HubState &m_state;
    GroupCommit &m_commits;
};

/// The answer to whoever asked for it.
protocol::Ack ackOf(const MessageOperation &operation);

} // namespace banter
