// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/reaction_operations.h"

#include "core/reactions.h"
#include "core/text.h"
#include "protocol/limits.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

Error takenBack()
{
    return {ErrorCode::Conflict, QStringLiteral("It was taken back before it was sent."), 0};
}

} // namespace

// ---- what the person says ----

void ReactionOperations::on(const tell::React &said)
{
    PendingOperations::Wish wish{said.room, said.id, said.clientId, Operation::React, said.key};
    wish.on = said.on;
    if (!m_pending.mayDo(wish, m_parts.server.capabilities.reactions,
                         QStringLiteral("On this server no reactions can be put under messages.")))
        return;
    if (const Status key = checkReaction(said.key, protocol::limits::MaxReactionChars); !key.ok()) {
        m_pending.fail(wish, key.error());
        return;
    }
    const std::optional<Message> target = m_pending.findTarget(wish);
    if (!target)
        return;
    if (isGoing(*target)) {
        m_pending.fail(wish, ErrorCode::NotFound, QStringLiteral("The message is deleted."));
        return;
    }
    OutboxEntry entry = m_pending.entryOf(wish, *target);
    if (!said.clientId.isEmpty() || !collapses(entry, *target)) { // one that was named has an outcome of its own
        const QString id = entry.clientId;
        m_pending.add(std::move(entry), [this, id](const Status &status) { stored(id, status); });
    }
}

bool ReactionOperations::isGoing(const Message &target)
{
    const Outbox::Item *before = m_pending.last(target);
    return !target.deletedBy.isEmpty() ||
           (before && before->entry.operation == Operation::Delete && before->entry.state == DeliveryState::Pending);
}

/// The client ids of those of the same key and message, in their order.
std::vector<QString> ReactionOperations::sameAs(const OutboxEntry &wish) const
{
    std::vector<QString> same = m_parts.outbox.operationsOn(wish.target, wish.targetClientId);
    std::erase_if(same, [&](const QString &id) {
        const OutboxEntry &entry = m_parts.outbox.find(id)->entry;
        return entry.operation != Operation::React || entry.text != wish.text;
    });
    return same;
}

// What never went out and says the same is enough. What says the contrary is taken back, and where that leaves it as it
// shall be, nothing goes out at all; else this one takes its place, see stored().
bool ReactionOperations::collapses(const OutboxEntry &wish, const Message &target)
{
    std::vector<QString> waiting = sameAs(wish);
    std::erase_if(waiting,
                  [this](const QString &id) { return m_parts.outbox.find(id)->entry.state != DeliveryState::Pending; });
    const Outbox::Item *last = waiting.empty() ? nullptr : m_parts.outbox.find(waiting.back());
    if (!last || !PendingOperations::mayCollapse(*last))
        return false;
    if (last->entry.on == wish.on) {
        if (last->stage != Outbox::Stage::Storing)
            m_parts.views.log().operation(m_pending.shown(last->entry));
        return true;
    }
    std::optional<bool> before; // without both; none: that is not known
    if (waiting.size() > 1)
        before = m_parts.outbox.find(waiting[waiting.size() - 2])->entry.on;
    else if (target.seq > 0)
        before = reactionsOf(target.reactions, m_parts.server.user).contains(wish.text);
    else if (target.id.isEmpty()) // it is on its way itself
        before = false;
    if (before != wish.on)
        return false;
    takeBack(last->entry.clientId, wish);
    return true;
}

// A full disk would have it again after a restart, and it would go out.
void ReactionOperations::takeBack(const QString &clientId, const OutboxEntry &wish)
{
    Status dropped = success();
    m_parts.disk.acceptDrop(clientId, [&dropped](const Status &status) { dropped = status; });
    m_parts.disk.flush();
    if (dropped.ok())
        m_pending.drop(clientId, takenBack());
    else
        m_parts.views.ownFailure(dropped.error(), wish.room, wish.clientId, Deed::Storage);
}

// Only now that the later one is safe. A failed one waited for the person, who has decided with it, and one that never
// went out has become pointless.
void ReactionOperations::stored(const QString &clientId, const Status &status)
{
    m_parts.queue.accepted(clientId, status);
    const Outbox::Item *item = status.ok() ? m_parts.outbox.find(clientId) : nullptr;
    if (!item)
        return;
    for (const QString &id : sameAs(OutboxEntry(item->entry))) {
        if (id == clientId)
            return;
        const Outbox::Item &earlier = *m_parts.outbox.find(id);
        if (earlier.entry.state != DeliveryState::Pending || PendingOperations::mayCollapse(earlier))
            m_pending.drop(id, replacedByLater());
    }
}

// ---- what the server says ----

// Where the held message has it as it was wished, and is older than what the server speaks of, it is another change
// that made it what it is: nobody has told of that one yet. An ack that comes again is older than the message.
void ReactionOperations::acknowledged(const OutboxEntry &entry, const heard::Acknowledged &ack)
{
    if (ack.room != entry.room || ack.id != entry.target || ack.rev <= 0)
        return;
    m_parts.disk.flush();       // what came a moment ago is there, too
    if (m_parts.disk.dirty()) { // or is not, on a full disk: what the message had is not known, and it comes as it is
        m_port.changedTo(entry.room, ack.rev);
        return;
    }
    const auto found = m_parts.store.message(entry.room, entry.target);
    if (!found.ok() || !found.value())
        return; // it comes as it is
    const Message &held = *found.value();
    QStringList keys = reactionsOf(held.reactions, m_parts.server.user);
    if (held.rev >= ack.rev || keys.contains(entry.text) == entry.on) {
        m_port.changedTo(entry.room, ack.rev);
        return;
    }
    if (entry.on)
        keys.append(entry.text);
    else
        keys.removeAll(entry.text);
    Amendment change{entry.room, ack.id, ack.seq, ack.rev};
    change.reacted = Amendment::Reacted{m_parts.server.user, std::move(keys)};
    if (entry.on)
        m_port.done(change);
    else // it is gone from a deleted message, too
        m_port.partlyDone(change);
}

// Under a message that is deleted, or is not there, nothing can be put. Where a later word on the same key waits behind
// it, that one is what the person wants. All else is theirs to decide.
void ReactionOperations::refused(Outbox::Item &item, const Error &error, const std::optional<Message> &current)
{
    const bool isCurrent = current && current->id == item.entry.target && current->room == item.entry.room;
    if (isCurrent)
        m_port.isNow(*current);
    const std::vector<QString> same = sameAs(item.entry);
    const bool isPointless = isCurrent || error.code == ErrorCode::NotFound;
    if (isPointless)
        m_pending.drop(item.entry.clientId, error);
    else if (same.back() != item.entry.clientId)
        m_pending.drop(item.entry.clientId, replacedByLater());
    else
        m_parts.queue.waitForPerson(item, DeliveryState::Failed, error, 0);
}

} // namespace banter
