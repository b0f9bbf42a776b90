// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/rewording.h"

#include "core/ids.h"
#include "core/received_text.h"
#include "core/text.h"

#include <utility>

namespace banter {
namespace {

bool failedWith(const OutboxEntry &entry, ErrorCode code)
{
    return entry.failure.startsWith(errorCodeName(code) + u':');
}

Error alreadySent()
{
    return {ErrorCode::AlreadySent,
            QStringLiteral("The message may have reached the server already, so it cannot be changed."), 0};
}

} // namespace

bool mayReword(const OutboxEntry &entry)
{
    if (entry.state == DeliveryState::Pending)
        return !entry.tried;
    return entry.state == DeliveryState::Failed;
}

Rewording::Rewording(Outbox &outbox, Clock &clock, Random &random, Disk &disk, Publisher &views,
                     const ServerState &server, QueuePort &queue, std::function<void(const QString &)> discard)
    : m_outbox(outbox), m_clock(clock), m_random(random), m_disk(disk), m_views(views), m_server(server),
      m_queue(queue), m_discard(std::move(discard))
{}

void Rewording::on(const tell::Hold &command)
{
    const Outbox::Item *item = m_outbox.findMessage(command.clientId);
    if (!item || item->stage == Outbox::Stage::Unverified || !mayReword(item->entry)) {
        m_views.ownFailure(alreadySent(), item ? item->entry.room : QString(), command.clientId);
        return;
    }
    m_outbox.hold(command.clientId);
    m_queue.pumpSoon(); // what the hold before this one kept back
}

void Rewording::on(const tell::Release &)
{
    m_outbox.release();
    m_queue.pumpSoon();
}

void Rewording::on(const tell::Reword &said)
{
    tell::Reword command = said;
    command.text = cleanText(said.text);
    Outbox::Item *item = m_outbox.findMessage(command.clientId);
    if (!item || item->stage == Outbox::Stage::Unverified || !mayReword(item->entry)) {
        m_views.ownFailure(alreadySent(), item ? item->entry.room : QString(), command.clientId);
        return;
    }
    if (const Status text = checkMessageText(command.text, m_server.capabilities.maxTextBytes); !text.ok()) {
        m_views.ownFailure(text.error(), item->entry.room, command.clientId);
        return;
    }
    if (m_outbox.held() == command.clientId)
        on(tell::Release{});
    if (failedWith(item->entry, ErrorCode::Conflict))
        sendAsAnother(*item, command);
    else
        reword(*item, command);
}

// The new text is on the disk before anything of it is shown or sent, as with a new message.
void Rewording::reword(Outbox::Item &item, const tell::Reword &command)
{
    const OutboxEntry before = item.entry;
    if (const Status fits = m_outbox.reword(item, command.text, command.mentions); !fits.ok()) {
        m_views.ownFailure(fits.error(), before.room, before.clientId);
        return;
    }
    item.entry.state = DeliveryState::Pending;
    item.entry.failure.clear();
    m_outbox.setStage(item, Outbox::Stage::Storing);
    OutboxEntry kept = item.entry;
    kept.tried = kept.tried || m_server.ready;
    m_disk.accept(std::move(kept), [this, before](const Status &status) { reworded(before, status); });
}

void Rewording::reworded(const OutboxEntry &before, const Status &status)
{
    Outbox::Item *item = m_outbox.find(before.clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    if (!status.ok()) { // the disk still has the earlier text
        const Status back = m_outbox.reword(*item, before.text, before.mentions);
        Q_UNUSED(back); // it fitted before
        item->entry = before;
        const bool failed = before.state != DeliveryState::Pending;
        m_outbox.setStage(*item, failed ? Outbox::Stage::Failed : Outbox::Stage::Waiting);
        m_views.ownFailure(status.error(), before.room, before.clientId, Deed::Storage);
        m_queue.pumpSoon();
        return;
    }
    m_queue.accepted(before.clientId, success());
}

// The server has said that it holds something else under this id.
void Rewording::sendAsAnother(const Outbox::Item &item, const tell::Reword &command)
{
    OutboxEntry entry{item.entry.room, {}, command.text, m_clock.wallMs(), DeliveryState::Pending, {}};
    entry.clientId = mintClientId(m_random, entry.at);
    entry.replyTo = item.entry.replyTo;
    entry.mentions = command.mentions;
    if (const Status added = m_outbox.add(entry); !added.ok()) {
        m_views.ownFailure(added.error(), entry.room, item.entry.clientId);
        return;
    }
    const QString fresh = entry.clientId;
    entry.tried = m_server.ready;
    // The old one goes only when the new one is safe: a crash between the two leaves both, and the old one is refused.
    m_disk.accept(std::move(entry), [this, fresh, old = item.entry.clientId](const Status &status) {
        if (status.ok()) {
            m_queue.accepted(fresh, status);
            m_discard(old);
            return;
        }
        const Outbox::Item *kept = m_outbox.find(old);
        m_outbox.remove(fresh);
        m_views.ownFailure(status.error(), kept ? kept->entry.room : QString(), old, Deed::Storage);
    });
}

// The server turned out to hold another wording under the id of a message that waits. The person's other one is
// theirs to send or to drop; nothing goes out by itself. Of a message that was changed or deleted since nobody knows
// any more what it said at first, and what was deleted must not come back. Where a server lost a message that had been
// changed, and another device has sent it again, nobody can tell either which wording is the later one: both stay.
void Rewording::keepOtherWording(const Message &message)
{
    // Elsewhere nothing that may have arrived is reworded, and servers change what they pass on.
    const Outbox::Item *item = m_server.capabilities.resends ? m_outbox.findMessage(message.clientId) : nullptr;
    if (!item || message.editedAt > 0 || !message.deletedBy.isEmpty() ||
        isSameText(item->entry.text.trimmed(), message.text.trimmed()))
        return;
    OutboxEntry entry = item->entry;
    entry.clientId = mintClientId(m_random, m_clock.wallMs());
    entry.state = DeliveryState::Failed;
    entry.failure = errorCodeName(ErrorCode::AlreadySent) + QStringLiteral(": another wording has been sent");
    entry.tried = false;
    m_outbox.restore(entry, Outbox::Stage::Failed);
    m_disk.put(keep::PutOutbox{entry});
    m_queue.show(entry, {});
}

} // namespace banter
