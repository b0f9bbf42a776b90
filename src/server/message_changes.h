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
    void react(Peer &peer, quint64 request, const protocol::ReactToMessage &body);
    /// Whether it would be refused for changes of the message that wait for the commit, and may yet not come to be.
    /// Others need not wait for these: any number of reactions to one message share a commit, each over the message as
    /// those before it leave it.
    bool mustWait(const Person &person, const protocol::ReactToMessage &body) const;

    /// A message of the room changed; `deleted`: and is unread for nobody any more.
    std::function<void(RoomState &, bool deleted)> onChanged;

private:
    bool isTooFast(const Peer &peer, quint64 request);
    /// The message with that id, as it will be after the next commit; otherwise answers why not, and gives nothing.
    std::optional<StoredMessage> target(Peer &peer, quint64 request, const QString &room, const QString &id);
    /// The same of the person's own ones, as they are on the disk.
    std::optional<StoredMessage> ownTarget(Peer &peer, quint64 request, const QString &room, const QString &id);
    /// The operation on the message as it is; apply() numbers it.
    MessageOperation begun(const Peer &peer, const QString &clientId, MessageVerb verb, const QByteArray &digest,
                           const Message &message) const;
    /// Commits it, numbered here unless nothing of the message changes.
    void apply(Asker asker, ServerStore::MessageChange change, bool changes);
    void tell(const RoomState &room, const ServerStore::MessageChange &change);
    void amended(const std::vector<GroupCommit::Amended> &group);
    void refused(const std::vector<GroupCommit::Amended> &group, const Error &error);

    HubState &m_state;
    GroupCommit &m_commits;
    OnceEach &m_once;
};

} // namespace banter
