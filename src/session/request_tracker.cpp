// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/request_tracker.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// Longer than the connection's own deadline for a dead link (25 s + 5 s would be too long to leave a person waiting).
constexpr qint64 AnswerTimeoutMs = 15'000;
constexpr qint64 AnswerCheckMs = 1'000;
constexpr qint64 LateCheckMs = 1'000;
/// Where the server names no time.
constexpr qint64 PutOffMs = 5'000;

} // namespace

Deed deedOf(Asked::What what)
{
    switch (what) {
    case Asked::What::Create:
    case Asked::What::Join:
    case Asked::What::Answer:
        return Deed::EnterRoom;
    case Asked::What::Leave:
        return Deed::LeaveRoom;
    case Asked::What::Invite:
        return Deed::Invite;
    case Asked::What::Presence:
        return Deed::SetPresence;
    default:
        return Deed::Other;
    }
}

RequestTracker::RequestTracker(Clock &clock, Scheduler &scheduler, const ServerState &server, LinkPort &link,
                               Port &port)
    : m_clock(clock), m_scheduler(scheduler), m_server(server), m_link(link), m_port(port)
{}

RequestTracker::~RequestTracker()
{
    for (const TimerId timer : {m_turn, m_timer, m_later})
        m_scheduler.cancel(timer);
}

heard::Ticket RequestTracker::ask(Asked asked, const ask::Request &request)
{
    const heard::Ticket ticket = ++m_lastTicket;
    asked.deadline = m_clock.monotonicMs() + AnswerTimeoutMs;
    m_asked.emplace(ticket, std::move(asked));
    m_toAsk.emplace_back(ticket, request);
    if (m_turn == 0)
        m_turn = m_scheduler.after(0, [this] { flush(); });
    watch();
    return ticket;
}

heard::Ticket RequestTracker::askForResume(Asked asked, const ask::Request &request)
{
    const heard::Ticket ticket = ask(std::move(asked), request);
    if (!m_server.ready)
        m_resuming.insert(ticket);
    return ticket;
}

void RequestTracker::askEphemeral(const ask::Request &request)
{
    m_port.send({{0, request}});
}

void RequestTracker::flush()
{
    m_scheduler.cancel(std::exchange(m_turn, 0));
    if (m_toAsk.empty())
        return;
    const Batch batch = std::exchange(m_toAsk, {});
    m_port.send(batch);
}

std::optional<Asked> RequestTracker::answered(heard::Ticket ticket)
{
    const auto found = m_asked.find(ticket);
    if (ticket == 0 || found == m_asked.end())
        return std::nullopt;
    Asked asked = std::move(found->second);
    m_asked.erase(found);
    return asked;
}

void RequestTracker::forgetIf(const std::function<bool(const Asked &)> &forget)
{
    std::erase_if(m_asked, [&](const auto &entry) { return forget(entry.second); });
}

bool RequestTracker::isAsked(Asked::What what, const QString &room) const
{
    return std::any_of(m_asked.begin(), m_asked.end(),
                       [&](const auto &entry) { return entry.second.what == what && entry.second.room == room; });
}

void RequestTracker::askLater(const Error &error)
{
    if (m_later != 0)
        return;
    m_later = m_scheduler.after(std::max(PutOffMs, error.retryAfterMs), [this] {
        m_later = 0;
        m_port.askAgain();
    });
}

std::vector<Asked> RequestTracker::linkLost()
{
    m_resuming.clear();
    m_toAsk.clear();
    std::vector<Asked> lost;
    for (auto &[ticket, asked] : std::exchange(m_asked, {}))
        lost.push_back(std::move(asked));
    return lost;
}

void RequestTracker::watch()
{
    if (m_timer != 0)
        return;
    m_timer = m_scheduler.after(AnswerCheckMs, [this, due = m_clock.monotonicMs() + AnswerCheckMs] {
        m_timer = 0;
        look(due);
    });
}

// Sends have a deadline of their own, with the queue: they are repeated, not given up.
void RequestTracker::look(MonoMs due)
{
    if (m_clock.monotonicMs() - due > LateCheckMs) { // this process stood still: the answers may wait to be read
        watch();
        return;
    }
    std::vector<heard::Ticket> late;
    const bool mayBeComing = m_link.isReceiving();
    for (const auto &[ticket, asked] : m_asked) {
        // What the resume waits for is the connection's to give up: nothing is "connected" without it.
        const bool ofResume = m_resuming.contains(ticket);
        const bool isLate = asked.deadline <= m_clock.monotonicMs() && !mayBeComing;
        if (asked.what != Asked::What::Send && !ofResume && isLate)
            late.push_back(ticket);
    }
    for (const heard::Ticket ticket : late)
        m_port.unanswered(ticket);
    if (!late.empty())
        m_link.answerOverdue();
    if (!m_asked.empty())
        watch();
}

} // namespace banter
