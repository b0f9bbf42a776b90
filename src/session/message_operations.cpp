// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/message_operations.h"

#include "core/received_text.h"
#include "core/text.h"

#include <algorithm>
#include <utility>

namespace banter {

MessageOperations::MessageOperations(const Parts &parts, Port &port)
    : m_parts(parts.shared), m_rewording(parts.rewording), m_withdrawing(parts.withdrawing), m_port(port),
      m_pending(parts.shared), m_reactions(parts.shared, m_pending, port)
{}

// ---- what the person says ----

void MessageOperations::on(const tell::EditMessage &said)
{
    const Wish wish{said.room, said.id, said.clientId, Operation::Edit, cleanText(said.text),
                    said.rev,  true,    said.mentions};
    if (isUnsent(wish)) {
        m_rewording.on(tell::Reword{wish.id, wish.text, wish.mentions});
        return;
    }
    if (!mayDo(wish))
        return;
    if (wish.mentions.users.size() > tell::MaxMentions) {
        m_pending.fail(wish, ErrorCode::TooLarge,
                       QStringLiteral("a message can mean at most %1 people by name").arg(tell::MaxMentions));
        return;
    }
    if (const Status text = checkMessageText(wish.text, m_parts.server.capabilities.maxTextBytes); !text.ok()) {
        m_parts.views.ownFailure(text.error(), wish.room, wish.clientId);
        return;
    }
    const std::optional<Message> target = findOwn(wish);
    if (!target)
        return;
    Outbox::Item *before = m_pending.last(*target);
    const bool isPending = before && before->entry.state == DeliveryState::Pending;
    if (!target->deletedBy.isEmpty() || (isPending && before->entry.operation == Operation::Delete))
        m_pending.fail(wish, ErrorCode::NotFound, QStringLiteral("The message is deleted."));
    else if (isPending && wish.clientId.isEmpty() && PendingOperations::mayCollapse(*before))
        reword(*before, wish);
    else
        add(wish, *target);
}

void MessageOperations::on(const tell::DeleteMessage &said)
{
    const Wish wish{said.room, said.id, said.clientId, Operation::Delete};
    if (isUnsent(wish)) {
        m_withdrawing.on(tell::Discard{wish.id});
        return;
    }
    if (!mayDo(wish))
        return;
    const std::optional<Message> target = findOwn(wish);
    if (!target)
        return;
    const Outbox::Item *before = m_pending.last(*target);
    const bool isAsked = before && before->entry.operation == Operation::Delete &&
                         before->entry.state == DeliveryState::Pending && wish.clientId.isEmpty();
    if (isAsked)
        showOperation(before->entry);
    else
        add(wish, *target);
}

bool MessageOperations::isUnsent(const Wish &wish)
{
    const Outbox::Item *item = m_parts.outbox.findMessage(wish.id);
    return item && wish.isIn(item->entry.room) && item->stage != Outbox::Stage::Unverified &&
           (mayReword(item->entry) || item->entry.state != DeliveryState::Pending);
}

bool MessageOperations::mayDo(const Wish &wish)
{
    const Capabilities &can = m_parts.server.capabilities;
    if (wish.operation == Operation::Edit)
        return m_pending.mayDo(wish, can.edits,
                               QStringLiteral("On this server a message cannot be changed once it is sent."));
    return m_pending.mayDo(wish, can.deletes,
                           QStringLiteral("On this server a message cannot be deleted once it is sent."));
}

std::optional<Message> MessageOperations::findOwn(const Wish &wish)
{
    std::optional<Message> target = m_pending.findTarget(wish);
    if (target && !target->sender.isEmpty() && target->sender != m_parts.server.user) {
        m_pending.fail(wish, ErrorCode::Forbidden, QStringLiteral("The message is somebody else's."));
        return std::nullopt;
    }
    return target;
}

void MessageOperations::add(const Wish &wish, const Message &target)
{
    OutboxEntry entry = m_pending.entryOf(wish, target);
    const Outbox::Item *before = m_pending.last(target);
    const bool takesUp = wish.operation == Operation::Edit && before && PendingOperations::mayCollapse(*before);
    if (takesUp) { // that one goes, see dropReplaced()
        entry.baseRev = before->entry.baseRev;
        entry.baseEpoch = before->entry.baseEpoch;
    } else if (wish.operation == Operation::Edit && !target.id.isEmpty()) {
        entry.baseRev = std::min(target.rev, wish.rev.value_or(target.rev));
        entry.baseEpoch = m_parts.server.epoch;
    }
    const QString id = entry.clientId;
    m_pending.add(std::move(entry), [this, id](const Status &status) { stored(id, status); });
}

void MessageOperations::stored(const QString &clientId, const Status &status)
{
    m_parts.queue.accepted(clientId, status);
    const Outbox::Item *item = status.ok() ? m_parts.outbox.find(clientId) : nullptr;
    if (item)
        dropReplaced(OutboxEntry(item->entry));
}

// Only now that the later one is safe. A failed one waited for the person, who has decided with it, and one that never
// went out has become pointless. What is put under a message is so only by its deletion.
void MessageOperations::dropReplaced(const OutboxEntry &by)
{
    for (const QString &id : m_parts.outbox.operationsOn(by.target, by.targetClientId)) {
        if (id == by.clientId)
            return;
        const Outbox::Item &earlier = *m_parts.outbox.find(id);
        if (by.operation == Operation::Edit && earlier.entry.operation == Operation::React)
            continue;
        if (earlier.entry.state != DeliveryState::Pending || PendingOperations::mayCollapse(earlier))
            drop(id, replacedByLater());
    }
}

// It never went out, so that it is one edit with the latest text, of what its writer saw at first.
void MessageOperations::reword(Outbox::Item &item, const Wish &wish)
{
    const OutboxEntry before = item.entry;
    if (const Status fits = m_parts.outbox.reword(item, wish.text, wish.mentions); !fits.ok()) {
        m_parts.views.ownFailure(fits.error(), before.room, before.clientId);
        return;
    }
    m_parts.outbox.setStage(item, Outbox::Stage::Storing);
    OutboxEntry kept = item.entry;
    kept.tried = kept.tried || m_parts.server.ready;
    m_parts.disk.accept(std::move(kept), [this, before](const Status &status) { reworded(before, status); });
}

void MessageOperations::reworded(const OutboxEntry &before, const Status &status)
{
    Outbox::Item *item = m_parts.outbox.find(before.clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    if (status.ok()) {
        m_parts.queue.accepted(before.clientId, status);
        return;
    }
    const Status back = m_parts.outbox.reword(*item, before.text, before.mentions); // the disk still has it
    Q_UNUSED(back);                                                                 // it fitted before
    m_parts.outbox.setStage(*item, Outbox::Stage::Waiting);
    m_parts.views.ownFailure(status.error(), before.room, before.clientId, Deed::Storage);
    m_parts.queue.pumpSoon();
}

void MessageOperations::dropped(const OutboxEntry &entry)
{
    m_current.erase(entry.clientId);
    m_pending.showDropped(entry);
}

// A message that the server lost has another id once it was sent again. Otherwise it is tried as it is: over the text
// that it was shown beside.
void MessageOperations::retried(Outbox::Item &item)
{
    m_current.erase(item.entry.clientId);
    const auto now = m_parts.store.acknowledged(item.entry.targetClientId);
    if (now.ok() && now.value() && now.value()->room == item.entry.room && now.value()->id != item.entry.target &&
        now.value()->sender == m_parts.server.user)
        aim(item, *now.value());
}

// ---- the messages that they are about ----

void MessageOperations::findTargets()
{
    std::vector<OutboxEntry> lost;
    for (const Outbox::Item &one : m_parts.outbox.items()) {
        const OutboxEntry &entry = one.entry;
        if (!entry.isMessage() && entry.target.isEmpty() && !m_parts.outbox.findMessage(entry.targetClientId))
            lost.push_back(entry);
    }
    for (const OutboxEntry &entry : lost) {
        const auto found = m_parts.store.acknowledged(entry.targetClientId);
        if (found.ok() && found.value())
            messageStored(*found.value());
        else
            drop(entry.clientId, notSent());
    }
}

void MessageOperations::messageStored(const Message &message)
{
    if (message.id.isEmpty() || !m_parts.outbox.isAwaited(message.clientId))
        return;
    for (const QString &id : m_parts.outbox.operationsOn({}, message.clientId)) {
        Outbox::Item &item = *m_parts.outbox.find(id);
        if (!item.entry.target.isEmpty())
            continue;
        aim(item, message);
        if (item.stage == Outbox::Stage::Storing)
            continue; // the disk may have no room for it; after a restart it is found again
        m_parts.disk.put(keep::PutOutbox{item.entry});
        showOperation(item.entry);
    }
    m_parts.queue.pumpSoon();
}

// What its writer saw is what was sent, whatever became of it since.
void MessageOperations::aim(Outbox::Item &item, const Message &message)
{
    m_parts.outbox.aim(item, message.id);
    if (item.entry.operation != Operation::Edit)
        return;
    item.entry.baseRev = 0;
    item.entry.baseEpoch = m_parts.server.epoch;
}

void MessageOperations::messageGone(const QString &clientId)
{
    for (const QString &id : m_parts.outbox.operationsOn({}, clientId))
        drop(id, notSent());
}

// A reaction cannot be put into it: nothing is there to put it under.
bool MessageOperations::takeUpChanges(Outbox::Item &message)
{
    bool stays = true;
    for (const QString &id : m_parts.outbox.operationsOn({}, message.entry.clientId)) {
        const OutboxEntry change = m_parts.outbox.find(id)->entry;
        if (change.operation == Operation::React) {
            drop(id, notSent());
            continue;
        }
        stays = stays && change.operation != Operation::Delete;
        if (stays) {
            const Status fits = m_parts.outbox.reword(message, change.text, change.mentions);
            if (!fits.ok())
                continue; // it waits beside the message, and fails with it
        }
        drop(id, notSent());
    }
    return stays;
}

// ---- what the server says ----

void MessageOperations::acknowledged(const Outbox::Item &item, const heard::Acknowledged &ack)
{
    const OutboxEntry entry = item.entry;
    m_pending.settle(entry);
    m_current.erase(entry.clientId);
    if (entry.operation == Operation::React) {
        m_reactions.acknowledged(entry, ack);
        m_pending.showDone(entry);
        return;
    }
    if (ack.room == entry.room && ack.id == entry.target && ack.rev > 0) {
        Amendment change{entry.room, ack.id, ack.seq, ack.rev};
        if (entry.operation == Operation::Edit)
            change.words = Amendment::Words{entry.text, ack.at,
                                            m_parts.server.capabilities.mentions ? entry.mentions : Mentions()};
        else
            change.deletedBy = m_parts.server.user;
        if (change.words && !change.words->mentions.isEmpty()) // whom of them it keeps only the server knows
            m_port.partlyDone(change);
        else
            m_port.done(change);
    }
    carryOn(entry, ack.rev);
    m_pending.showDone(entry);
}

// Who edits a message again before the first edit is done has seen the text of the first.
void MessageOperations::carryOn(const OutboxEntry &done, qint64 rev)
{
    for (const QString &id : m_parts.outbox.operationsOn(done.target, done.targetClientId)) {
        OutboxEntry &entry = m_parts.outbox.find(id)->entry;
        if (entry.operation != Operation::Edit || entry.state != DeliveryState::Pending)
            continue;
        entry.baseRev = entry.baseEpoch == m_parts.server.epoch ? std::max(entry.baseRev, rev) : rev;
        entry.baseEpoch = m_parts.server.epoch;
        m_parts.disk.put(keep::PutOutbox{entry});
    }
}

// The text of an edit in conflict stays, and so does the message's: the person decides, with both before them. Where a
// later edit of theirs waits behind it, that one is what they want, and it was written over a text that never was. A
// message that is not there needs no deleting.
void MessageOperations::refused(Outbox::Item &item, const Error &error, const std::optional<Message> &current)
{
    if (item.entry.operation == Operation::React) {
        m_reactions.refused(item, error, current);
        return;
    }
    const bool isCurrent = current && current->id == item.entry.target && current->room == item.entry.room;
    if (isCurrent)
        m_port.isNow(*current);
    if (item.entry.operation == Operation::Delete && error.code == ErrorCode::NotFound) {
        drop(item.entry.clientId, error);
        return;
    }
    Outbox::Item *waits = m_parts.outbox.lastAfter(item);
    if (waits) {
        drop(item.entry.clientId, replacedByLater());
        if (waits->entry.operation == Operation::Delete) { // it asks for no text
            m_parts.queue.pumpSoon();
            return;
        }
        for (const QString &id : m_parts.outbox.operationsOn(waits->entry.target, waits->entry.targetClientId)) {
            if (id != waits->entry.clientId && m_parts.outbox.find(id)->entry.operation != Operation::React)
                drop(id, replacedByLater());
        }
    }
    Outbox::Item &failed = waits ? *waits : item;
    if (isCurrent) {
        failed.entry.baseRev = current->rev;
        failed.entry.baseEpoch = m_parts.server.epoch;
        m_current.insert_or_assign(failed.entry.clientId, *current);
    }
    m_parts.queue.waitForPerson(failed, DeliveryState::Failed, error, 0);
}

// ---- what the views see ----

void MessageOperations::showOperation(const OutboxEntry &entry)
{
    ShownOperation operation = m_pending.shown(entry);
    if (operation.state == ShownOperation::State::Conflict) {
        const auto known = m_current.find(entry.clientId);
        if (known != m_current.end())
            operation.current = known->second;
        else if (const auto held = m_parts.store.message(entry.room, entry.target); held.ok())
            operation.current = held.value();
    }
    m_parts.views.log().operation(std::move(operation));
}

void MessageOperations::drop(const QString &clientId, const Error &why)
{
    m_current.erase(clientId);
    m_pending.drop(clientId, why);
}

} // namespace banter
