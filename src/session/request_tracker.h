// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "session/link_port.h"
#include "session/requests.h"
#include "session/server_state.h"

#include <set>
#include <unordered_map>
#include <vector>

namespace banter {

/// Knows what was asked of the server and has no answer yet: which ticket it has, until when it waits, and whether
/// "connected" waits for it. One thread.
class RequestTracker final : public Requests {
public:
    using Batch = std::vector<std::pair<heard::Ticket, ask::Request>>;
    class Port {
    public:
        virtual ~Port() = default;
        /// To the server, in this order.
        virtual void send(const Batch &batch) = 0;
        /// Has had no answer in time. answered() still gives what it is about.
        virtual void unanswered(heard::Ticket ticket) = 0;
        /// The time of askLater() has come.
        virtual void askAgain() = 0;
    };

    RequestTracker(Clock &clock, Scheduler &scheduler, const ServerState &server, LinkPort &link, Port &port);
    ~RequestTracker() override;
    RequestTracker(const RequestTracker &) = delete;
    RequestTracker &operator=(const RequestTracker &) = delete;

    heard::Ticket ask(Asked asked, const ask::Request &request) override;
    heard::Ticket askForResume(Asked asked, const ask::Request &request) override;
    void askEphemeral(const ask::Request &request) override;
    void flush() override;
    std::optional<Asked> answered(heard::Ticket ticket) override;
    void forgetIf(const std::function<bool(const Asked &)> &forget) override;
    bool isAsked(Asked::What what, const QString &room) const override;
    void askLater(const Error &error) override;

    /// One that "connected" waited for is settled. False when it did not wait for that one.
    bool settleResume(heard::Ticket ticket) { return m_resuming.erase(ticket) > 0; }
    /// Whether "connected" waits for an answer.
    bool isResuming() const { return !m_resuming.empty(); }
    /// Nobody will answer any more. Gives what had no answer.
    std::vector<Asked> linkLost();

private:
    void watch();
    void look(MonoMs due);

    Clock &m_clock;
    Scheduler &m_scheduler;
    const ServerState &m_server;
    LinkPort &m_link;
    Port &m_port;
    heard::Ticket m_lastTicket = 0;
    std::unordered_map<heard::Ticket, Asked> m_asked;
    std::set<heard::Ticket> m_resuming;
    Batch m_toAsk;
    TimerId m_turn = 0;
    TimerId m_timer = 0;
    TimerId m_later = 0;
};

} // namespace banter
