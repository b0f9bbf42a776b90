// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/send_pump.h"

#include "session/queue_port.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

constexpr qint64 HighWaterBytes = 64 * 1024;
/// How many are encoded before the link's backlog is looked at again.
constexpr int SendChunk = 64;
/// The same in bytes, of long messages: a frame of all of them would be heard, and answered, only when the last byte of
/// it is there.
constexpr qint64 SendChunkBytes = 16 * 1024;
/// The wait after a refusal that will pass, when the server does not name one.
constexpr qint64 DefaultPauseMs = 2'000;
/// While something is coming in.
constexpr qint64 LookAgainMs = 1'000;

ask::Request requestOf(const OutboxEntry &entry, const Capabilities &can)
{
    switch (entry.operation) {
    case Operation::Edit:
        return ask::EditMessage{entry.room,
                                entry.clientId,
                                entry.target,
                                entry.baseEpoch,
                                entry.baseRev,
                                entry.text,
                                can.mentions ? entry.mentions : Mentions()};
    case Operation::Delete:
        return ask::DeleteMessage{entry.room, entry.clientId, entry.target};
    case Operation::React:
        return ask::ReactToMessage{entry.room, entry.clientId, entry.target, entry.text, entry.on};
    case Operation::Send:
        break;
    }
    return ask::SendMessage{entry.room, entry.clientId, entry.text, can.replies ? entry.replyTo : QString(),
                            can.mentions ? entry.mentions : Mentions()};
}

} // namespace

SendPump::SendPump(Outbox &outbox, Clock &clock, Scheduler &scheduler, Disk &disk, Requests &requests, LinkPort &link,
                   const ServerState &server, Port &port)
    : m_outbox(outbox), m_clock(clock), m_scheduler(scheduler), m_disk(disk), m_requests(requests), m_link(link),
      m_server(server), m_port(port)
{}

SendPump::~SendPump()
{
    for (const TimerId timer : {m_timer, m_turn, m_ackTimer})
        m_scheduler.cancel(timer);
}

void SendPump::begin()
{
    m_pacer.begin(m_server.capabilities.sendsPerSecond, m_server.capabilities.sendBurst, m_clock.monotonicMs());
}

void SendPump::pump()
{
    if (!m_server.ready)
        return;
    const MonoMs at = m_clock.monotonicMs();
    // Over the mark, not at it, is where the link promises to tell when it has drained.
    while (m_link.backlog() <= HighWaterBytes) {
        // One that is too big for the server is looked for by having one on its way at a time.
        const int most = m_oneByOne > 0 ? 1 : m_server.capabilities.sendsAtOnce;
        const auto full = [&] { return m_outbox.inFlight() >= most; };
        qint64 bytes = 0;
        const auto allow = [&](const OutboxEntry &entry) {
            const bool fits = bytes == 0 || bytes + Outbox::wireBytes(entry) <= SendChunkBytes;
            bytes += Outbox::wireBytes(entry);
            return fits && !full() && m_pacer.may(m_outbox.inFlight(), at);
        };
        const auto batch = m_outbox.take(SendChunk, at + m_server.capabilities.receiptTimeoutMs, allow);
        if (batch.empty()) {
            const auto wait = m_pacer.wait(m_outbox.inFlight(), at);
            if (wait && m_outbox.hasWaiting() && !full())
                pumpIn(*wait);
            break;
        }
        noteOnTheirWay(batch);
        for (const OutboxEntry *entry : batch)
            m_requests.ask({Asked::What::Send, entry->room, entry->clientId}, requestOf(*entry, m_server.capabilities));
        m_requests.flush();
    }
    watchAcks();
}

void SendPump::pumpIn(qint64 ms)
{
    m_scheduler.cancel(m_timer);
    m_timer = m_scheduler.after(std::max<qint64>(1, ms), [this] {
        m_timer = 0;
        pump();
    });
}

void SendPump::pumpSoon()
{
    if (m_turn != 0)
        return;
    m_turn = m_scheduler.after(0, [this] {
        m_turn = 0;
        pump();
    });
}

// Where a second copy could not be told from the first, the disk knows before the wire does: after a crash the message
// is unconfirmed, and not sent again by itself.
void SendPump::noteOnTheirWay(const std::vector<const OutboxEntry *> &batch)
{
    if (m_server.capabilities.resends)
        return;
    for (const OutboxEntry *entry : batch) {
        OutboxEntry onItsWay = *entry;
        onItsWay.state = DeliveryState::Unconfirmed;
        onItsWay.failure = failureWords(notKnownToHaveArrived());
        m_disk.put(keep::PutOutbox{std::move(onItsWay)});
    }
    m_disk.flush();
}

// ---- verdicts ----

void SendPump::settled()
{
    counted();
    m_oneByOne = std::max(0, m_oneByOne - 1);
}

void SendPump::putOff(const Error &error)
{
    m_pacer.refused(error.code == ErrorCode::RateLimited, error.retryAfterMs > 0 ? error.retryAfterMs : DefaultPauseMs,
                    m_clock.monotonicMs());
}

void SendPump::linkLost(bool tooBig)
{
    m_pacer.linkLost(m_outbox.inFlight(), m_clock.monotonicMs());
    if (tooBig)
        findTooBig();
    recall();
}

// The link is gone, and with it the verdicts. Where a repeated id is stored once, sending again is safe; elsewhere only
// the person can decide.
void SendPump::recall()
{
    for (const QString &id : m_outbox.recall()) {
        if (!m_server.capabilities.resends)
            m_port.unconfirmed(*m_outbox.find(id));
        else
            m_port.fixed(id);
    }
}

// The server did not take a frame for its size, whatever limit it had named. Which message that was, nobody knows, and
// one of them may have been stored, its answer lost with the link. So they are sent again each by itself, where a
// repeated id is stored once; what is refused even then has failed.
void SendPump::findTooBig()
{
    const QString guilty = m_outbox.refusedForSize(!m_server.capabilities.resends);
    if (guilty.isEmpty()) {
        m_oneByOne = m_outbox.inFlight();
        return;
    }
    m_outbox.putBack(guilty);
    m_port.tooLarge(*m_outbox.find(guilty));
    m_oneByOne = std::max(0, m_oneByOne - 1);
}

void SendPump::watchAcks()
{
    if (m_ackTimer != 0)
        return;
    const std::optional<MonoMs> next = m_outbox.nextDeadline();
    if (!next)
        return;
    m_ackTimer = m_scheduler.after(std::max<qint64>(0, *next - m_clock.monotonicMs()), [this] {
        m_ackTimer = 0;
        takeBackLate();
    });
}

// An answer that is late may mean a dead link: it is probed. The message is sent again with the same id, where a server
// that has it already says so; elsewhere it is the person's to decide, and a late verdict still counts.
void SendPump::takeBackLate()
{
    if (m_link.isReceiving()) { // perhaps behind a page, over a slow link
        m_ackTimer = m_scheduler.after(LookAgainMs, [this] {
            m_ackTimer = 0;
            takeBackLate();
        });
        return;
    }
    const std::vector<QString> late = m_outbox.overdue(m_clock.monotonicMs());
    for (const QString &clientId : late) {
        if (m_server.capabilities.resends) {
            m_outbox.putBack(clientId);
            m_port.fixed(clientId);
        } else {
            counted(); // as one that is stored
            m_port.unconfirmed(*m_outbox.find(clientId));
        }
    }
    if (!late.empty()) {
        m_requests.forgetIf([this](const Asked &asked) {
            const Outbox::Item *item = asked.what == Asked::What::Send ? m_outbox.find(asked.clientId) : nullptr;
            return item && item->stage != Outbox::Stage::InFlight;
        });
        m_link.answerOverdue();
        pump();
    }
    watchAcks();
}

} // namespace banter
