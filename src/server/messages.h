// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/once_each.h"

namespace banter {

/// What people say: each once, in order, acknowledged when it is on the disk. Read positions beside it.
class Messages final {
public:
    Messages(HubState &state, GroupCommit &commits, OnceEach &once);

    void send(Peer &peer, quint64 request, const protocol::SendMessage &body);
    void markRead(Peer &peer, quint64 request, const protocol::MarkRead &body);

    /// A message is out: its sender has stopped typing.
    std::function<void(RoomState &, const QString &sender)> onSaid;
    /// The room has something new.
    std::function<void(RoomState &)> onActivity;

    /// How long a message that was refused for the time being keeps its place, before the ones behind it go on without
    /// it: longer than a client waits that has not heard the refusal, and then sends again, and longer than a link may
    /// be silent (PeerLink::DeadMs), since what a network held back for so long is still behind it.
    static constexpr qint64 GateMs = 70'000;
    /// When those behind it may try again.
    static constexpr qint64 GateRetryMs = 50;

private:
    bool passesGate(Peer &peer, const protocol::SendMessage &body);
    void shutGate(Peer &peer, const QString &room, const QString &clientId);
    Result<RepliedMessage> replied(const RoomState &room, const QString &id) const;
    void post(const Peer &peer, quint64 request, RoomState &room, const protocol::SendMessage &body);
    void posted(const std::vector<GroupCommit::Posted> &group);
    void refused(const std::vector<GroupCommit::Posted> &group, const Error &error);
    void marked(const std::vector<ServerStore::ReadMark> &marks);

    HubState &m_state;
    GroupCommit &m_commits;
    OnceEach &m_once;
};

} // namespace banter
