// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/message_changes.h"

#include <algorithm>
#include <iterator>

namespace banter {

using namespace protocol;

namespace {

/// The part that the verb changed.
MessageChanged eventOf(MessageVerb verb, const Message &message)
{
    MessageChanged event{message.room, message.id, message.seq, message.rev, {}, 0, {}};
    if (verb == MessageVerb::Delete) {
        event.deletedBy = message.deletedBy;
    } else {
        event.text = message.text;
        event.editedAt = message.editedAt;
    }
    return event;
}

} // namespace

MessageChanges::MessageChanges(HubState &state, GroupCommit &commits, OnceEach &once)
    : m_state(state), m_commits(commits), m_once(once)
{
    m_commits.onAmended = [this](const auto &group) { amended(group); };
    m_commits.onNotAmended = [this](const auto &group, const Error &error) { refused(group, error); };
}

std::optional<StoredMessage> MessageChanges::target(Peer &peer, quint64 request, const QString &room, const QString &id)
{
    if (!m_state.memberRoom(peer, request, room))
        return std::nullopt;
    if (const qint64 wait = peer.person->sends.take(m_state.now()); wait > 0) {
        m_state.refuse(peer, request, {ErrorCode::RateLimited, QStringLiteral("Too many messages at once."), wait});
        return std::nullopt;
    }
    if (m_commits.isAmending(id))
        m_commits.flush(); // what it will be is what counts
    const Result<std::optional<StoredMessage>> found = m_state.parts.store.message(room, id);
    if (!found.ok())
        m_state.refuse(peer, request, found.error());
    else if (!found.value())
        m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("There is no such message in that room.")});
    else if (found.value()->account != peer.person->account.id)
        m_state.refuse(peer, request, {ErrorCode::Forbidden, QStringLiteral("That message is somebody else's.")});
    else
        return found.value();
    return std::nullopt;
}

bool MessageChanges::isTooFast(const Peer &peer, quint64 request)
{
    const qint64 wait = m_state.waitToSay(*peer.person);
    if (wait > 0)
        m_state.refuse(peer, request, {ErrorCode::RateLimited, QStringLiteral("Too many messages at once."), wait});
    return wait > 0;
}

void MessageChanges::edit(Peer &peer, quint64 request, const EditMessage &body)
{
    const QByteArray digest =
        contentDigest(MessageVerb::Edit, {body.room, body.message, body.epoch, QString::number(body.rev), body.text});
    if (isTooFast(peer, request) || m_once.answers(peer, request, body.clientId, MessageVerb::Edit, digest, body.room))
        return;
    std::optional<StoredMessage> found = target(peer, request, body.room, body.message);
    if (!found)
        return;
    const bool isSeen = body.epoch == m_state.parts.store.epoch() && body.rev >= found->textRev;
    if (!isSeen || !found->message.deletedBy.isEmpty()) {
        const Error error{ErrorCode::Conflict, QStringLiteral("The message is another one than its writer saw.")};
        m_state.answer(peer, request, Failure{error, found->message});
        return;
    }
    MessageOperation operation = begun(peer, body.clientId, MessageVerb::Edit, digest, found->message);
    found->message.text = body.text;
    found->message.editedAt = operation.at;
    apply({peer.id, request}, std::move(operation), *std::move(found), true);
}

void MessageChanges::remove(Peer &peer, quint64 request, const DeleteMessage &body)
{
    const QByteArray digest = contentDigest(MessageVerb::Delete, {body.room, body.message});
    if (isTooFast(peer, request) ||
        m_once.answers(peer, request, body.clientId, MessageVerb::Delete, digest, body.room))
        return;
    std::optional<StoredMessage> found = target(peer, request, body.room, body.message);
    if (!found)
        return;
    MessageOperation operation = begun(peer, body.clientId, MessageVerb::Delete, digest, found->message);
    const bool wasDeleted = !found->message.deletedBy.isEmpty();
    found->message.text.clear();
    found->message.editedAt = 0;
    if (!wasDeleted)
        found->message.deletedBy = peer.person->account.name;
    apply({peer.id, request}, std::move(operation), *std::move(found), !wasDeleted);
}

MessageOperation MessageChanges::begun(const Peer &peer, const QString &clientId, MessageVerb verb,
                                       const QByteArray &digest, const Message &message) const
{
    return {peer.person->account.id,     clientId, verb, digest, message.room, message.id, message.seq, message.rev,
            m_state.parts.clock.wallMs()};
}

void MessageChanges::apply(Asker asker, MessageOperation operation, StoredMessage after, bool changes)
{
    if (changes)
        after.textRev = after.message.rev = ++m_state.rooms.at(operation.room).takenRev;
    operation.rev = after.message.rev;
    m_commits.amend({std::move(operation), std::move(after)}, asker);
}

void MessageChanges::amended(const std::vector<GroupCommit::Amended> &group)
{
    for (const auto &[change, asker] : group)
        m_state.answer(asker, ackOf(change.operation));
    for (const auto &[change, asker] : group) {
        const Message &message = change.after.message;
        RoomState &room = m_state.rooms.at(message.room);
        if (message.rev <= room.lastRev)
            continue; // it was so already
        room.lastRev = message.rev;
        const bool deleted = change.operation.verb == MessageVerb::Delete;
        if (deleted)
            HubState::noteDeleted(room, message.seq);
        std::set<PeerId> receivers;
        std::copy_if(room.subscribers.begin(), room.subscribers.end(), std::inserter(receivers, receivers.end()),
                     [this](PeerId id) { return m_state.peers.at(id).hearsChanges; });
        m_state.tell(receivers, eventOf(change.operation.verb, message));
        onChanged(room, deleted);
    }
}

// The numbers are free again.
void MessageChanges::refused(const std::vector<GroupCommit::Amended> &group, const Error &error)
{
    for (const auto &[change, asker] : group) {
        RoomState &room = m_state.rooms.at(change.operation.room);
        room.takenRev = room.lastRev;
        m_state.refuse(asker, error);
    }
}

} // namespace banter
