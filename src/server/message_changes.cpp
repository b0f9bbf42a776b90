// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/message_changes.h"

#include "core/reactions.h"

#include <algorithm>

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
        event.mentions = message.mentions;
    }
    return event;
}

/// All that the person has put there after it.
Reacted eventOf(const ServerStore::ReactionChange &change, const Message &message)
{
    return {message.room, message.id,  message.seq,
            message.rev,  change.user, reactionsOf(message.reactions, change.user)};
}

bool isThere(const Message &message, const QString &user, const QString &key)
{
    return reactionsOf(message.reactions, user).contains(key);
}

/// Whether the message takes it: Conflict or TooLarge where it does not.
Status mayReact(const Message &message, const QString &user, const ReactToMessage &body)
{
    if (!body.on || isThere(message, user, body.key))
        return success();
    if (!message.deletedBy.isEmpty())
        return Error{ErrorCode::Conflict, QStringLiteral("The message was deleted.")};
    const std::vector<Reaction> &all = message.reactions;
    const bool isAnother =
        std::none_of(all.begin(), all.end(), [&](const Reaction &one) { return one.key == body.key; });
    if (isAnother && all.size() >= std::size_t(limits::MaxReactionKeys))
        return Error{ErrorCode::TooLarge, QStringLiteral("There are too many different reactions already.")};
    if (countReactions(all) >= limits::MaxReactions)
        return Error{ErrorCode::TooLarge, QStringLiteral("There are too many reactions already.")};
    return success();
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
    if (const StoredMessage *after = m_commits.amended(id); after && after->message.room == room)
        return *after;
    const Result<std::optional<StoredMessage>> found = m_state.parts.store.message(room, id);
    if (!found.ok())
        m_state.refuse(peer, request, found.error());
    else if (!found.value())
        m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("There is no such message in that room.")});
    else
        return found.value();
    return std::nullopt;
}

std::optional<StoredMessage> MessageChanges::ownTarget(Peer &peer, quint64 request, const QString &room,
                                                       const QString &id)
{
    if (m_commits.isAmending(id))
        m_commits.flush(); // a conflict is told at once, and must not be with what may not come to be
    std::optional<StoredMessage> found = target(peer, request, room, id);
    if (!found || found->account == peer.person->account.id)
        return found;
    m_state.refuse(peer, request, {ErrorCode::Forbidden, QStringLiteral("That message is somebody else's.")});
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
    std::optional<StoredMessage> found = ownTarget(peer, request, body.room, body.message);
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
    found->message.mentions = m_state.membersAmong(m_state.rooms.at(body.room), body.mentions);
    found->message.editedAt = operation.at;
    apply({peer.id, request}, {std::move(operation), *std::move(found)}, true);
}

void MessageChanges::remove(Peer &peer, quint64 request, const DeleteMessage &body)
{
    const QByteArray digest = contentDigest(MessageVerb::Delete, {body.room, body.message});
    if (isTooFast(peer, request) ||
        m_once.answers(peer, request, body.clientId, MessageVerb::Delete, digest, body.room))
        return;
    std::optional<StoredMessage> found = ownTarget(peer, request, body.room, body.message);
    if (!found)
        return;
    MessageOperation operation = begun(peer, body.clientId, MessageVerb::Delete, digest, found->message);
    const bool wasDeleted = !found->message.deletedBy.isEmpty();
    found->message.text.clear();
    found->message.editedAt = 0;
    found->message.mentions = {};
    found->message.reactions.clear();
    if (!wasDeleted)
        found->message.deletedBy = peer.person->account.name;
    apply({peer.id, request}, {std::move(operation), *std::move(found)}, !wasDeleted);
}

bool MessageChanges::mustWait(const Person &person, const ReactToMessage &body) const
{
    const StoredMessage *after = m_commits.amended(body.message);
    return after && !mayReact(after->message, person.account.name, body).ok();
}

void MessageChanges::react(Peer &peer, quint64 request, const ReactToMessage &body)
{
    const QByteArray digest =
        contentDigest(MessageVerb::React,
                      {body.room, body.message, body.key, body.on ? QStringLiteral("on") : QStringLiteral("off")});
    if (isTooFast(peer, request) || m_once.answers(peer, request, body.clientId, MessageVerb::React, digest, body.room))
        return;
    std::optional<StoredMessage> found = target(peer, request, body.room, body.message);
    if (!found)
        return;
    const QString &user = peer.person->account.name;
    Message &message = found->message;
    if (const Status may = mayReact(message, user, body); !may.ok()) {
        const bool conflicts = may.error().code == ErrorCode::Conflict;
        m_state.answer(peer, request, Failure{may.error(), conflicts ? message : Message()});
        return;
    }
    MessageOperation operation = begun(peer, body.clientId, MessageVerb::React, digest, message);
    const bool changes = isThere(message, user, body.key) != body.on;
    if (changes) {
        QStringList keys = reactionsOf(message.reactions, user);
        if (body.on)
            keys.append(body.key);
        else
            keys.removeOne(body.key);
        setReactions(message.reactions, user, keys);
    }
    apply({peer.id, request},
          {std::move(operation), *std::move(found), ServerStore::ReactionChange{user, body.key, body.on}}, changes);
}

MessageOperation MessageChanges::begun(const Peer &peer, const QString &clientId, MessageVerb verb,
                                       const QByteArray &digest, const Message &message) const
{
    return {peer.person->account.id,     clientId, verb, digest, message.room, message.id, message.seq, message.rev,
            m_state.parts.clock.wallMs()};
}

void MessageChanges::apply(Asker asker, ServerStore::MessageChange change, bool changes)
{
    if (changes) {
        change.after.message.rev = ++m_state.rooms.at(change.operation.room).takenRev;
        if (!change.reaction) // that is no other text
            change.after.textRev = change.after.message.rev;
    }
    change.operation.rev = change.after.message.rev;
    m_commits.amend(std::move(change), asker);
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
        if (!change.reaction)
            m_state.noteMentions(room, message.seq, change.after.account, message.mentions);
        tell(room, change);
        onChanged(room, deleted);
    }
}

// Who knows of changes and of no reactions hears that there was one, so that no rev is missing.
void MessageChanges::tell(const RoomState &room, const ServerStore::MessageChange &change)
{
    const Message &message = change.after.message;
    std::set<PeerId> knowing;
    std::set<PeerId> others;
    for (const PeerId id : room.subscribers) {
        const Peer &peer = m_state.peers.at(id);
        if (change.reaction ? peer.hearsReactions : peer.hearsChanges)
            knowing.insert(knowing.end(), id);
        else if (peer.hearsChanges)
            others.insert(others.end(), id);
    }
    if (!change.reaction) {
        m_state.tell(knowing, eventOf(change.operation.verb, message));
        return;
    }
    m_state.tell(knowing, eventOf(*change.reaction, message));
    m_state.tell(others, MessageChanged{message.room, message.id, message.seq, message.rev, {}, 0, {}});
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
