// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/pending_operations.h"

#include "core/ids.h"
#include "session/commands.h"

#include <algorithm>
#include <utility>

namespace banter {

Error replacedByLater()
{
    return {ErrorCode::Conflict, QStringLiteral("A later change of the message took its place."), 0};
}

Error notSent()
{
    return {ErrorCode::NotFound, QStringLiteral("The message itself is not at the server."), 0};
}

bool PendingOperations::mayCollapse(const Outbox::Item &item)
{
    return item.entry.state == DeliveryState::Pending && !item.entry.tried && item.stage != Outbox::Stage::InFlight;
}

bool PendingOperations::mayDo(const Wish &wish, bool isSupported, const QString &words)
{
    const auto isName = [](const QString &name) { return !name.isEmpty() && name.size() <= tell::MaxIdChars; };
    if (wish.room.size() > tell::MaxIdChars || !isName(wish.id) || wish.clientId.size() > tell::MaxIdChars)
        fail(wish, ErrorCode::BadRequest, QStringLiteral("There is no room or message of that name."));
    else if (!isSupported)
        fail(wish, ErrorCode::NotSupported, words);
    else if (!wish.clientId.isEmpty() && m_parts.outbox.find(wish.clientId))
        fail(wish, ErrorCode::Conflict, QStringLiteral("Something else waits under this id."));
    else
        return true;
    return false;
}

// A deletion and a reaction need to know nothing of the message; an edit is one of a text that somebody saw.
std::optional<Message> PendingOperations::findTarget(const Wish &wish)
{
    Message message;
    const Outbox::Item *sent = m_parts.outbox.findMessage(wish.id);
    if (sent && wish.isIn(sent->entry.room)) {
        if (sent->stage == Outbox::Stage::Unverified) {
            fail(wish, ErrorCode::NotFound, QStringLiteral("Whether the server has that message is not known."));
            return std::nullopt;
        }
        if (sent->entry.state != DeliveryState::Pending) {
            fail(wish, notSent());
            return std::nullopt;
        }
        message.room = sent->entry.room;
        message.clientId = wish.id;
        message.sender = m_parts.server.user;
        return message;
    }
    if (const std::optional<Message> held = findHeld(wish))
        return held;
    if (wish.operation == Operation::Edit || wish.room.isEmpty()) {
        fail(wish, ErrorCode::NotFound, QStringLiteral("There is no such message here."));
        return std::nullopt;
    }
    message.room = wish.room;
    message.id = wish.id;
    return message;
}

// A client id is its sender's: another person's may be the same.
std::optional<Message> PendingOperations::findHeld(const Wish &wish)
{
    m_parts.disk.flush(); // what came a moment ago is there, too
    auto found = m_parts.store.acknowledged(wish.id);
    const bool isThis =
        found.ok() && found.value() && wish.isIn(found.value()->room) && found.value()->sender == m_parts.server.user;
    if (!isThis)
        found = m_parts.store.message(wish.room, wish.id);
    if (!found.ok())
        m_parts.views.ownFailure(found.error(), wish.room, wish.clientId, Deed::Storage);
    return found.ok() ? found.value() : std::nullopt;
}

Outbox::Item *PendingOperations::last(const Message &target)
{
    const std::vector<QString> all = m_parts.outbox.operationsOn(target.id, target.clientId);
    const auto isOfText = [this](const QString &id) {
        return m_parts.outbox.find(id)->entry.operation != Operation::React;
    };
    const auto found = std::find_if(all.rbegin(), all.rend(), isOfText);
    return found == all.rend() ? nullptr : m_parts.outbox.find(*found);
}

OutboxEntry PendingOperations::entryOf(const Wish &wish, const Message &target)
{
    OutboxEntry entry{target.room, wish.clientId, wish.text, m_parts.clock.wallMs(), DeliveryState::Pending, {}};
    if (entry.clientId.isEmpty())
        entry.clientId = mintClientId(m_parts.random, entry.at);
    entry.operation = wish.operation;
    entry.target = target.id;
    if (target.sender == m_parts.server.user)
        entry.targetClientId = target.clientId;
    entry.on = wish.on;
    entry.mentions = wish.mentions;
    return entry;
}

void PendingOperations::add(OutboxEntry entry, Disk::Done stored)
{
    if (const Status added = m_parts.outbox.add(entry); !added.ok()) {
        m_parts.views.ownFailure(added.error(), entry.room, entry.clientId);
        return;
    }
    m_parts.rooms.written(entry.room);
    entry.tried = m_parts.server.ready; // as with a message: a crash must not leave that unsaid
    m_parts.disk.accept(std::move(entry), std::move(stored));
}

void PendingOperations::settle(const OutboxEntry &entry)
{
    m_parts.queue.settle(entry.clientId);
    m_parts.disk.put(keep::DropOutbox{entry.clientId});
}

void PendingOperations::drop(const QString &clientId, const Error &why)
{
    const Outbox::Item *item = m_parts.outbox.find(clientId);
    if (!item)
        return;
    OutboxEntry entry = item->entry;
    entry.failure = failureWords(why);
    settle(entry);
    showDropped(entry);
    m_parts.rooms.gone(entry.room);
}

void PendingOperations::showDropped(const OutboxEntry &entry)
{
    ShownOperation last = shown(entry);
    last.state = ShownOperation::State::Dropped;
    m_parts.views.log().operation(std::move(last));
}

void PendingOperations::showDone(const OutboxEntry &entry)
{
    ShownOperation last = shown(entry);
    last.state = ShownOperation::State::Done;
    m_parts.views.log().operation(std::move(last));
    m_parts.rooms.gone(entry.room);
}

ShownOperation PendingOperations::shown(const OutboxEntry &entry) const
{
    using State = ShownOperation::State;
    const bool isConflict =
        entry.operation != Operation::React && entry.failure.startsWith(errorCodeName(ErrorCode::Conflict) + u':');
    ShownOperation operation{entry.room, entry.clientId, entry.operation, entry.target, entry.targetClientId,
                             entry.text, State::Pending, entry.failure,   entry.on};
    operation.mentions = entry.mentions;
    if (entry.state != DeliveryState::Pending)
        operation.state = isConflict ? State::Conflict : State::Failed;
    return operation;
}

void PendingOperations::fail(const Wish &wish, ErrorCode code, const QString &sentence)
{
    m_parts.views.ownFailure({code, sentence, 0}, wish.room, wish.clientId);
}

} // namespace banter
