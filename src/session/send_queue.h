// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "session/commands.h"
#include "session/publisher.h"
#include "session/queue_port.h"
#include "session/send_pump.h"

namespace banter {

/// A message, or a change of one, from the person's word to the server's verdict: on the disk before it is shown or
/// sent, and in the outbox until one is there. What is special to changes is MessageOperations'. One thread.
class SendQueue final : public QueuePort, private SendPump::Port {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// The server has stored it.
        virtual void stored(const Message &message, Seq after) = 0;
        /// Shown again: it was stored earlier.
        virtual void give(const Message &message) = 0;
    };
    struct Parts {
        Outbox &outbox;
        Clock &clock;
        Scheduler &scheduler;
        Random &random;
        ClientStore &store;
        Disk &disk;
        Requests &requests;
        LinkPort &link;
        Publisher &views;
        const ServerState &server;
    };

    SendQueue(const Parts &parts, MessageRooms &rooms, OperationPort &operations, Port &port);

    /// What waited, or failed, in an earlier run.
    void load(std::vector<OutboxEntry> entries);

    void on(const tell::Send &said);
    void on(const tell::Retry &command);
    void on(const heard::Acknowledged &ack);
    /// The server said no, or nothing in time. `current`: see heard::RequestFailed.
    void refused(const QString &clientId, const Error &error, const std::optional<Message> &current = {});

    /// Signed in.
    void begin() { m_pump.begin(); }
    /// Caught up: what waits goes out.
    void resume();
    /// The link can take more.
    void pump() { m_pump.pump(); }
    void linkLost(bool tooBig) { m_pump.linkLost(tooBig); }

    /// The views see again what waits in the room.
    void showUnsent(const QString &room);

    void show(const OutboxEntry &entry, const QString &before) override;
    void accepted(const QString &clientId, const Status &status) override;
    void waitForPerson(Outbox::Item &item, DeliveryState state, const Error &error, qint64 place) override;
    void tellGone(const OutboxEntry &entry) override;
    bool settle(const QString &clientId) override;
    void pumpSoon() override { m_pump.pumpSoon(); }

private:
    void unconfirmed(Outbox::Item &item) override;
    void fixed(const QString &clientId) override;
    void tooLarge(Outbox::Item &item) override;
    bool tellVerdictAgain(const OutboxEntry &entry);
    bool isSameMessage(const Message &stored, const OutboxEntry &entry) const;
    RepliedMessage answered(const OutboxEntry &entry) const;
    Status check(const tell::Send &command) const;

    Outbox &m_outbox;
    Clock &m_clock;
    Random &m_random;
    ClientStore &m_store;
    Disk &m_disk;
    Requests &m_requests;
    Publisher &m_views;
    const ServerState &m_server;
    MessageRooms &m_rooms;
    OperationPort &m_operations;
    Port &m_port;
    SendPump m_pump;
};

} // namespace banter
