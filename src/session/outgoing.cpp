// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

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

Error notKnown()
{
    return {ErrorCode::TimedOut, QStringLiteral("It is not known whether this message arrived."), 0};
}

QString wordsOf(const Error &error)
{
    return errorCodeName(error.code) + QStringLiteral(": ") + error.message;
}

} // namespace

void Session::Impl::showEntry(const OutboxEntry &entry, const QString &before)
{
    ShownMessage shown;
    shown.message.room = entry.room;
    shown.message.clientId = entry.clientId;
    shown.message.sender = m_server.user;
    shown.message.text = entry.text;
    shown.message.at = entry.at;
    shown.state = entry.state;
    shown.failure = entry.failure;
    shown.own = true;
    shown.editable = mayReword(entry);
    shown.before = before;
    m_views.raw().messages.push_back(std::move(shown));
}

void Session::Impl::pumpOutbox()
{
    if (!m_server.ready)
        return;
    const MonoMs at = now();
    // Over the mark, not at it, is where the link promises to tell when it has drained.
    while (m_manager.backlog() <= HighWaterBytes) {
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
                pumpOutboxIn(*wait);
            break;
        }
        noteOnTheirWay(batch);
        for (const OutboxEntry *entry : batch) {
            m_requests.ask({Asked::What::Send, entry->room, entry->clientId, 0, {}},
                           ask::SendMessage{entry->room, entry->clientId, entry->text});
        }
        m_requests.flush();
    }
    watchAcks();
}

void Session::Impl::pumpOutboxIn(qint64 ms)
{
    m_parts.scheduler.cancel(m_sendTimer);
    m_sendTimer = m_parts.scheduler.after(std::max<qint64>(1, ms), [this] {
        m_sendTimer = 0;
        pumpOutbox();
    });
}

// After a transaction with a thousand messages one look at the queue is enough.
void Session::Impl::pumpOutboxSoon()
{
    if (m_sendTurn != 0)
        return;
    m_sendTurn = m_parts.scheduler.after(0, [this] {
        m_sendTurn = 0;
        pumpOutbox();
    });
}

// Where a second copy could not be told from the first, the disk knows before the wire does: after a crash the message
// is unconfirmed, and not sent again by itself.
void Session::Impl::noteOnTheirWay(const std::vector<const OutboxEntry *> &batch)
{
    if (m_server.capabilities.resends)
        return;
    for (const OutboxEntry *entry : batch) {
        OutboxEntry onItsWay = *entry;
        onItsWay.state = DeliveryState::Unconfirmed;
        onItsWay.failure = wordsOf(notKnown());
        m_disk.put(keep::PutOutbox{std::move(onItsWay)});
    }
    m_disk.flush();
}

// The link is gone, and with it the verdicts. Where a repeated id is stored once, sending again is safe; elsewhere only
// the person can decide.
void Session::Impl::recallOutbox()
{
    for (const QString &id : m_outbox.recall()) {
        if (!m_server.capabilities.resends)
            unconfirm(*m_outbox.find(id));
        else
            fixed(id);
    }
}

// The server did not take a frame for its size, whatever limit it had named. Which message that was, nobody knows, and
// one of them may have been stored, its answer lost with the link. So they are sent again each by itself, where a
// repeated id is stored once; what is refused even then has failed.
void Session::Impl::findTooBig()
{
    const QString guilty = m_outbox.refusedForSize(!m_server.capabilities.resends);
    if (guilty.isEmpty()) {
        m_oneByOne = m_outbox.inFlight();
        return;
    }
    m_outbox.putBack(guilty);
    fail(*m_outbox.find(guilty),
         {ErrorCode::TooLarge, QStringLiteral("The server does not take so long a message."), 0});
    m_oneByOne = std::max(0, m_oneByOne - 1);
}

// The message has its verdict, whoever brought it. False when it had one before.
bool Session::Impl::settle(const QString &clientId)
{
    const Outbox::Item *item = m_outbox.find(clientId);
    if (!item)
        return false;
    if (item->stage == Outbox::Stage::InFlight) {
        m_pacer.accepted(m_outbox.inFlight(), now());
        m_oneByOne = std::max(0, m_oneByOne - 1);
        pumpOutboxSoon(); // there is room for the next
    }
    m_membership.settled(item->entry.room);
    return m_outbox.remove(clientId);
}

void Session::Impl::on(const heard::Acknowledged &ack)
{
    m_requests.answered(ack.ticket);
    const Outbox::Item *item = m_outbox.find(ack.clientId);
    if (!item) {
        pumpOutbox();
        return; // its echo or the history was here first
    }
    Message message;
    message.room = ack.room;
    message.clientId = ack.clientId;
    message.id = ack.id;
    message.seq = ack.seq;
    message.sender = m_server.user;
    message.text = item->entry.text;
    message.at = ack.at;
    verdict(message);
    pumpOutbox();
    m_membership.forgetWhenDone(message.room);
}

void Session::Impl::refused(const QString &clientId, const Error &error)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item)
        return;
    const bool mayBeThere = error.code == ErrorCode::TimedOut || error.code == ErrorCode::NotConnected;
    // Nobody waits for its verdict any more, and sent again it may be there twice.
    if (mayBeThere && !m_server.capabilities.resends) {
        m_pacer.accepted(m_outbox.inFlight(), now());
        unconfirm(*item);
        pumpOutbox();
        return;
    }
    if (!isPutOff(error.code)) {
        m_pacer.accepted(m_outbox.inFlight(), now()); // it was counted, as one that is stored
        m_oneByOne = std::max(0, m_oneByOne - 1);
        fail(*item, error);
        pumpOutbox();
        return;
    }
    m_outbox.putBack(clientId);
    if (!m_server.capabilities.resends)
        m_disk.put(keep::PutOutbox{item->entry}); // it did not arrive, that is certain
    m_pacer.refused(error.code == ErrorCode::RateLimited, error.retryAfterMs > 0 ? error.retryAfterMs : DefaultPauseMs,
                    now());
    pumpOutbox();
}

void Session::Impl::fail(Outbox::Item &item, const Error &error)
{
    waitForPerson(item, DeliveryState::Failed, error);
}

void Session::Impl::unconfirm(Outbox::Item &item, qint64 place)
{
    waitForPerson(item, DeliveryState::Unconfirmed, notKnown(), place);
}

void Session::Impl::waitForPerson(Outbox::Item &item, DeliveryState state, const Error &error, qint64 place)
{
    m_outbox.setStage(item, Outbox::Stage::Failed);
    item.entry.state = state;
    item.entry.failure = wordsOf(error);
    m_disk.put(keep::PutOutbox{item.entry, place});
    showEntry(item.entry, place > 0 ? m_outbox.shownAfter(item.entry.clientId) : QString());
    m_membership.setBack(item.entry.room);
}

void Session::Impl::watchAcks()
{
    if (m_ackTimer != 0)
        return;
    const std::optional<MonoMs> next = m_outbox.nextDeadline();
    if (!next)
        return;
    m_ackTimer = m_parts.scheduler.after(std::max<qint64>(0, *next - now()), [this] {
        m_ackTimer = 0;
        ackTimerFired();
    });
}

// An answer that is late may mean a dead link: it is probed. The message is sent again with the same id, where a server
// that has it already says so; elsewhere it is the person's to decide, and a late verdict still counts.
void Session::Impl::ackTimerFired()
{
    if (m_manager.isReceiving()) { // perhaps behind a page, over a slow link
        constexpr qint64 LookAgainMs = 1'000;
        m_ackTimer = m_parts.scheduler.after(LookAgainMs, [this] {
            m_ackTimer = 0;
            ackTimerFired();
        });
        return;
    }
    const std::vector<QString> late = m_outbox.overdue(now());
    for (const QString &clientId : late) {
        if (m_server.capabilities.resends) {
            m_outbox.putBack(clientId);
            fixed(clientId);
        } else {
            m_pacer.accepted(m_outbox.inFlight(), now()); // it was counted, as one that is stored
            unconfirm(*m_outbox.find(clientId));
        }
    }
    if (!late.empty()) {
        m_requests.forgetIf([this](const Asked &asked) {
            const Outbox::Item *item = asked.what == Asked::What::Send ? m_outbox.find(asked.clientId) : nullptr;
            return item && item->stage != Outbox::Stage::InFlight;
        });
        m_manager.answerOverdue();
        pumpOutbox();
    }
    watchAcks();
}

// ---- what the membership has to know ----

QStringList Session::Impl::unsentIn(const QString &room) const
{
    QStringList unsent;
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.entry.room == room && item.stage != Outbox::Stage::Doubted)
            unsent.append(item.entry.clientId);
    }
    return unsent;
}

bool Session::Impl::anyFailedIn(const QString &room) const
{
    const auto &items = m_outbox.items();
    return std::any_of(items.begin(), items.end(), [&](const Outbox::Item &item) {
        return item.entry.room == room && item.stage == Outbox::Stage::Failed;
    });
}

bool Session::Impl::anyOf(const QString &room) const
{
    const auto &items = m_outbox.items();
    return std::any_of(items.begin(), items.end(), [&](const Outbox::Item &item) { return item.entry.room == room; });
}

void Session::Impl::closeRooms(std::set<QString> rooms)
{
    if (rooms == m_outbox.closed())
        return;
    m_outbox.close(std::move(rooms));
    pumpOutboxSoon();
}

} // namespace banter
