// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/commands.h"
#include "session/pending_operations.h"

namespace banter {

/// Reactions that the person puts under messages, and takes away: each goes through the outbox under its own client id.
/// Here is what is theirs alone: what of them collapses, and what becomes of the held message. One thread.
///
/// The server's word on one is of one key, and a change of a message is of all that a person has put there. So the rest
/// is taken from what is held, which is right as long as nothing was missed of the message: ChangeFeed sees to it that
/// what was missed is told as a whole.
class ReactionOperations final {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// The server has changed the message.
        virtual void done(const Amendment &change) = 0;
        /// The server says what the message is.
        virtual void isNow(const Message &message) = 0;
        /// The same, where the change of that rev may be another one, which is still to be told.
        virtual void partlyDone(const Amendment &change) = 0;
        /// The room's messages have changed up to this rev, in a way that is not known here.
        virtual void changedTo(const QString &room, qint64 rev) = 0;
    };

    ReactionOperations(const PendingOperations::Parts &parts, PendingOperations &pending, Port &port)
        : m_parts(parts), m_pending(pending), m_port(port)
    {}

    void on(const tell::React &said);
    /// The server has done it, or it was so already. It is out of the outbox.
    void acknowledged(const OutboxEntry &entry, const heard::Acknowledged &ack);
    /// The server said no for good.
    void refused(Outbox::Item &item, const Error &error, const std::optional<Message> &current);

private:
    bool isGoing(const Message &target);
    std::vector<QString> sameAs(const OutboxEntry &wish) const;
    bool collapses(const OutboxEntry &wish, const Message &target);
    void takeBack(const QString &clientId, const OutboxEntry &wish);
    void stored(const QString &clientId, const Status &status);

    PendingOperations::Parts m_parts;
    PendingOperations &m_pending;
    Port &m_port;
};

} // namespace banter
