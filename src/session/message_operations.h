// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/reaction_operations.h"
#include "session/rewording.h"
#include "session/withdrawing.h"

namespace banter {

/// Edits and deletions of own messages that the server has. They go through the outbox as messages do, each with a
/// client id under which the server does it once; here is what is theirs alone: which message one is about, what of
/// them collapses, what an edit was written over, and what becomes of the held message.
///
/// Only what was never tried collapses: the server may have the other already, and a second one is then a second
/// change. An edit whose message is still without an ack waits for it; where that message fails, the text is put into
/// it, since it then is what was to be sent all along. What is special to reactions is ReactionOperations'. One thread.
class MessageOperations final : public OperationPort {
public:
    using Port = ReactionOperations::Port;
    struct Parts {
        PendingOperations::Parts shared;
        Rewording &rewording;
        Withdrawing &withdrawing;
    };

    MessageOperations(const Parts &parts, Port &port);

    void on(const tell::EditMessage &said);
    void on(const tell::DeleteMessage &said);
    void on(const tell::React &said) { m_reactions.on(said); }
    /// After a start: those whose message has its id by now, or is no more.
    void findTargets();
    /// An own message is at the server: what waited for that may go.
    void messageStored(const Message &message);

    void showOperation(const OutboxEntry &entry) override;
    void acknowledged(const Outbox::Item &item, const heard::Acknowledged &ack) override;
    void refused(Outbox::Item &item, const Error &error, const std::optional<Message> &current) override;
    void dropped(const OutboxEntry &entry) override;
    void retried(Outbox::Item &item) override;
    void messageGone(const QString &clientId) override;
    bool takeUpChanges(Outbox::Item &message) override;

private:
    using Wish = PendingOperations::Wish;
    bool isUnsent(const Wish &wish);
    bool mayDo(const Wish &wish);
    std::optional<Message> findOwn(const Wish &wish);
    void add(const Wish &wish, const Message &target);
    void stored(const QString &clientId, const Status &status);
    void dropReplaced(const OutboxEntry &by);
    void reword(Outbox::Item &item, const Wish &wish);
    void reworded(const OutboxEntry &before, const Status &status);
    void aim(Outbox::Item &item, const Message &message);
    void carryOn(const OutboxEntry &done, qint64 rev);
    void drop(const QString &clientId, const Error &why);

    PendingOperations::Parts m_parts;
    Rewording &m_rewording;
    Withdrawing &m_withdrawing;
    Port &m_port;
    PendingOperations m_pending;
    ReactionOperations m_reactions;
    std::map<QString, Message> m_current; ///< by the client id of an edit in conflict: the message as it is
};

} // namespace banter
