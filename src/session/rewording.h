// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/random.h"
#include "session/commands.h"
#include "session/disk.h"
#include "session/publisher.h"
#include "session/queue_port.h"
#include "session/server_state.h"

namespace banter {

/// Whether the person may change its text: it was never on its way, or was refused. Of an unconfirmed one nobody knows
/// what became of it: another wording may be a second message.
bool mayReword(const OutboxEntry &entry);

/// Another text for a message that has not been sent. There is one rule, and it is the server's: under one client id it
/// stores one message. So a message keeps its id whatever becomes of its text, and there are never two of it. What this
/// side knows of the wire only decides whether the person is offered a change that can still succeed. One thread.
class Rewording final {
public:
    /// `discard` throws a message of the outbox away, as the person does.
    Rewording(Outbox &outbox, Clock &clock, Random &random, Disk &disk, Publisher &views, const ServerState &server,
              QueuePort &queue, std::function<void(const QString &clientId)> discard);

    void on(const tell::Hold &command);
    void on(const tell::Release &command);
    void on(const tell::Reword &said);
    /// An own message is here. Where it holds another wording than the one that waits under its id, that one is the
    /// person's to send or to drop; nothing goes out by itself.
    void keepOtherWording(const Message &message);

private:
    void reword(Outbox::Item &item, const tell::Reword &command);
    void reworded(const OutboxEntry &before, const Status &status);
    void sendAsAnother(const Outbox::Item &item, const tell::Reword &command);

    Outbox &m_outbox;
    Clock &m_clock;
    Random &m_random;
    Disk &m_disk;
    Publisher &m_views;
    const ServerState &m_server;
    QueuePort &m_queue;
    std::function<void(const QString &)> m_discard;
};

} // namespace banter
