// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/ids.h"
#include "core/received_text.h"
#include "core/text.h"

// Changing a message that has not been sent. There is one rule, and it is the server's: under one client id it stores
// one message. So a message keeps its id whatever becomes of its text, and there are never two of it. What this side
// knows of the wire only decides whether the person is offered a change that can still succeed.
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

bool Session::Impl::mayReword(const OutboxEntry &entry)
{
    if (entry.state == DeliveryState::Pending)
        return !entry.tried;
    // Of an unconfirmed one nobody knows what became of it: another wording may be a second message.
    return entry.state == DeliveryState::Failed;
}

void Session::Impl::on(const tell::Hold &command)
{
    const Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item || item->stage == Outbox::Stage::Doubted || !mayReword(item->entry)) {
        m_views.failure(alreadySent(), item ? item->entry.room : QString(), command.clientId);
        return;
    }
    m_outbox.hold(command.clientId);
    pumpOutboxSoon(); // what the hold before this one kept back
}

void Session::Impl::on(const tell::Release &)
{
    m_outbox.release();
    pumpOutboxSoon();
}

void Session::Impl::on(const tell::Edit &said)
{
    tell::Edit command = said;
    command.text = cleanText(said.text);
    Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item || item->stage == Outbox::Stage::Doubted || !mayReword(item->entry)) {
        m_views.failure(alreadySent(), item ? item->entry.room : QString(), command.clientId);
        return;
    }
    if (const Status text = checkMessageText(command.text, m_server.capabilities.maxTextBytes); !text.ok()) {
        m_views.failure(text.error(), item->entry.room, command.clientId);
        return;
    }
    if (m_outbox.held() == command.clientId)
        on(tell::Release{});
    if (failedWith(item->entry, ErrorCode::Conflict))
        sendAsAnother(*item, command.text);
    else
        reword(*item, command.text);
}

// The new text is on the disk before anything of it is shown or sent, as with a new message.
void Session::Impl::reword(Outbox::Item &item, const QString &text)
{
    const OutboxEntry before = item.entry;
    if (const Status fits = m_outbox.reword(item, text); !fits.ok()) {
        m_views.failure(fits.error(), before.room, before.clientId);
        return;
    }
    item.entry.state = DeliveryState::Pending;
    item.entry.failure.clear();
    m_outbox.setStage(item, Outbox::Stage::Storing);
    OutboxEntry kept = item.entry;
    kept.tried = kept.tried || m_server.ready;
    m_disk.accept(std::move(kept), [this, before](const Status &status) { reworded(before, status); });
}

void Session::Impl::reworded(const OutboxEntry &before, const Status &status)
{
    Outbox::Item *item = m_outbox.find(before.clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    if (!status.ok()) { // the disk still has the earlier text
        const Status back = m_outbox.reword(*item, before.text);
        Q_UNUSED(back); // it fitted before
        item->entry = before;
        const bool failed = before.state != DeliveryState::Pending;
        m_outbox.setStage(*item, failed ? Outbox::Stage::Failed : Outbox::Stage::Waiting);
        m_views.failure(status.error(), before.room, before.clientId, Deed::Storage);
        pumpOutboxSoon();
        return;
    }
    accepted(before.clientId, success());
}

// The server has said that it holds something else under this id.
void Session::Impl::sendAsAnother(const Outbox::Item &item, const QString &text)
{
    OutboxEntry entry{item.entry.room, {}, text, m_parts.clock.wallMs(), DeliveryState::Pending, {}};
    entry.clientId = mintClientId(m_parts.random, entry.at);
    if (const Status added = m_outbox.add(entry); !added.ok()) {
        m_views.failure(added.error(), entry.room, item.entry.clientId);
        return;
    }
    const QString fresh = entry.clientId;
    entry.tried = m_server.ready;
    // The old one goes only when the new one is safe: a crash between the two leaves both, and the old one is refused.
    m_disk.accept(std::move(entry), [this, fresh, old = item.entry.clientId](const Status &status) {
        if (status.ok()) {
            accepted(fresh, status);
            on(tell::Discard{old});
            return;
        }
        const Outbox::Item *kept = m_outbox.find(old);
        m_outbox.remove(fresh);
        m_views.failure(status.error(), kept ? kept->entry.room : QString(), old, Deed::Storage);
    });
}

// The server turned out to hold another wording under the id of a message that waits. The person's later wording is
// theirs to send or to drop; nothing goes out by itself.
void Session::Impl::keepOtherWording(const Message &message)
{
    // Elsewhere nothing that may have arrived is reworded, and servers change what they pass on.
    const Outbox::Item *item = m_server.capabilities.resends ? m_outbox.find(message.clientId) : nullptr;
    if (!item || item->entry.text.trimmed() == message.text.trimmed())
        return;
    OutboxEntry entry = item->entry;
    entry.clientId = mintClientId(m_parts.random, m_parts.clock.wallMs());
    entry.state = DeliveryState::Failed;
    entry.failure = errorCodeName(ErrorCode::AlreadySent) + QStringLiteral(": an earlier wording has been sent");
    entry.tried = false;
    m_outbox.restore(entry, Outbox::Stage::Failed);
    m_disk.put(keep::PutOutbox{entry});
    showEntry(entry);
}

void Session::Impl::fixed(const QString &clientId)
{
    m_views.raw().fixed.insert(clientId);
}

} // namespace banter
