// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "session/disk.h"
#include "session/link_port.h"
#include "session/outbox.h"
#include "session/requests.h"
#include "session/send_pacer.h"
#include "session/server_state.h"

namespace banter {

/// Decides when what waits in the outbox goes out: as fast as the link carries and the server allows. Takes back what
/// has no verdict in time, or lost its link. One thread.
class SendPump final {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// It went out, and nobody knows what became of it; sent again it might be there twice.
        virtual void unconfirmed(Outbox::Item &item) = 0;
        /// It may be at the server: its text can no longer be changed.
        virtual void fixed(const QString &clientId) = 0;
        /// The server does not take a message of this size.
        virtual void tooLarge(Outbox::Item &item) = 0;
    };

    SendPump(Outbox &outbox, Clock &clock, Scheduler &scheduler, Disk &disk, Requests &requests, LinkPort &link,
             const ServerState &server, Port &port);
    ~SendPump();
    SendPump(const SendPump &) = delete;
    SendPump &operator=(const SendPump &) = delete;

    /// Signed in: with the figures of the server's capabilities.
    void begin();
    /// Sends what may go now, and watches for the verdicts.
    void pump();
    /// The same at the end of this turn: after a transaction with a thousand messages one look is enough.
    void pumpSoon();

    /// One that is on its way is stored at the server, or counted as one that is.
    void counted() { m_pacer.accepted(m_outbox.inFlight(), m_clock.monotonicMs()); }
    /// The same, and it is settled: nobody looks any more whether it was too big.
    void settled();
    /// The server put one off that was on its way.
    void putOff(const Error &error);
    /// All verdicts are lost with the link. `tooBig`: the server closed it for the size of a frame.
    void linkLost(bool tooBig);

private:
    void pumpIn(qint64 ms);
    void noteOnTheirWay(const std::vector<const OutboxEntry *> &batch);
    void recall();
    void findTooBig();
    void watchAcks();
    void takeBackLate();

    Outbox &m_outbox;
    Clock &m_clock;
    Scheduler &m_scheduler;
    Disk &m_disk;
    Requests &m_requests;
    LinkPort &m_link;
    const ServerState &m_server;
    Port &m_port;
    SendPacer m_pacer;
    int m_oneByOne = 0; ///< so many more messages go each by itself: one of them is too big for the server
    TimerId m_timer = 0;
    TimerId m_turn = 0;
    TimerId m_ackTimer = 0;
};

} // namespace banter
