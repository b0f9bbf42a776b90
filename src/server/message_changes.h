// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/once_each.h"

namespace banter {

/// What becomes of messages after they were sent. Each change is a verb of its own that says what the message is after
/// it; all of them are numbered, committed, acknowledged and told here, in one way.
class MessageChanges final {
public:
    MessageChanges(HubState &state, GroupCommit &commits, OnceEach &once);

    void edit(Peer &peer, quint64 request, const protocol::EditMessage &body);
    void remove(Peer &peer, quint64 request, const protocol::DeleteMessage &body);

    /// A message of the room changed; `deleted`: and is unread for nobody any more.
    std::function<void(RoomState &, bool deleted)> onChanged;

private:
    bool isTooFast(const Peer &peer, quint64 request);
    /// The person's own message with that id, as it is on the disk; otherwise answers why not, and gives nothing.
    std::optional<StoredMessage> target(Peer &peer, quint64 request, const QString &room, const QString &id);
    /// The operation on the message as it is; apply() numbers it.
    MessageOperation begun(const Peer &peer, const QString &clientId, MessageVerb verb, const QByteArray &digest,
                           const Message &message) const;
    /// Commits that the message becomes `after`, which is numbered here unless nothing of it changes.
    void apply(Asker asker, MessageOperation operation, StoredMessage after, bool changes);
    void amended(const std::vector<GroupCommit::Amended> &group);
    void refused(const std::vector<GroupCommit::Amended> &group, const Error &error);

    HubState &m_state;
    GroupCommit &m_commits;
    OnceEach &m_once;
};

} // namespace banter
