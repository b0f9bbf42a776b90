// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/send_queue.h"

#include "core/ids.h"
#include "core/received_text.h"
#include "core/text.h"
#include "session/rewording.h"

#include <utility>

namespace banter {
SendQueue::SendQueue(const Parts &parts, MessageRooms &rooms, OperationPort &operations, Port &port)
    : m_outbox(parts.outbox), m_clock(parts.clock), m_random(parts.random), m_store(parts.store), m_disk(parts.disk),
      m_requests(parts.requests), m_views(parts.views), m_server(parts.server), m_rooms(rooms),
      m_operations(operations), m_port(port),
      m_pump(parts.outbox, parts.clock, parts.scheduler, parts.disk, parts.requests, parts.link, parts.server, *this)
{}

void SendQueue::load(std::vector<OutboxEntry> entries)
{
    for (OutboxEntry &entry : entries) {
        const bool failed = entry.state != DeliveryState::Pending;
        const bool unverified = entry.formerSeq > 0;
        if (!unverified) {
            show(entry, {});
            m_rooms.showRoomOf(entry.room); // or nobody could see what waits there
        }
        m_outbox.restore(std::move(entry), unverified ? Outbox::Stage::Unverified
                                           : failed   ? Outbox::Stage::Failed
                                                      : Outbox::Stage::Waiting);
    }
}

// ---- what the person says ----

Status SendQueue::check(const tell::Send &command) const
{
    const bool named = !command.room.isEmpty() && command.room.size() <= tell::MaxIdChars;
    if (!named || command.clientId.size() > tell::MaxIdChars || command.replyTo.size() > tell::MaxIdChars)
        return Error{ErrorCode::BadRequest, QStringLiteral("There is no room or message of that name."), 0};
    if (const Status text = checkMessageText(command.text, m_server.capabilities.maxTextBytes); !text.ok())
        return text;
    if (command.mentions.users.size() > tell::MaxMentions)
        return Error{ErrorCode::TooLarge,
                     QStringLiteral("a message can mean at most %1 people by name").arg(tell::MaxMentions), 0};
    if (const int most = m_server.capabilities.maxTextChars; most > 0 && command.text.size() > most)
        return Error{ErrorCode::TooLarge, QStringLiteral("a message may have at most %1 characters").arg(most), 0};
    return success();
}

void SendQueue::on(const tell::Send &said)
{
    tell::Send command = said;
    command.text = cleanText(said.text);
    if (const Status fits = check(command); !fits.ok()) {
        m_views.ownFailure(fits.error(), command.room, command.clientId);
        return;
    }
    OutboxEntry entry{command.room, command.clientId, command.text, m_clock.wallMs(), DeliveryState::Pending, {}};
    entry.replyTo = command.replyTo;
    entry.mentions = command.mentions;
    if (entry.clientId.isEmpty()) {
        entry.clientId = mintClientId(m_random, entry.at);
    } else if (tellVerdictAgain(entry)) {
        return;
    }
    if (const Status added = m_outbox.add(entry); !added.ok()) {
        m_views.ownFailure(added.error(), entry.room, entry.clientId);
        return;
    }
    m_rooms.written(entry.room);
    const QString id = entry.clientId;
    entry.tried = m_server.ready; // it is then sent at once, and a crash must not leave that unsaid
    m_disk.accept(std::move(entry), [this, id](const Status &status) { accepted(id, status); });
}

// The disk has the message, or has no room for it; only now is it anybody else's to see.
void SendQueue::accepted(const QString &clientId, const Status &status)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    if (!status.ok()) {
        const QString room = item->entry.room;
        m_outbox.remove(clientId);
        m_views.ownFailure(status.error(), room, clientId, Deed::Storage);
        return;
    }
    m_outbox.setStage(*item, Outbox::Stage::Waiting);
    show(item->entry, {});
    pumpSoon();
}

// A client id means one message for good: the same again gives what became of it, another one is refused. Of one that
// was changed or deleted since nobody knows any more what it said at first: the same room is then enough. One that took
// up an edit before it got through is another one, and its first text is refused.
bool SendQueue::tellVerdictAgain(const OutboxEntry &entry)
{
    Outbox::Item *waiting = m_outbox.find(entry.clientId);
    std::optional<Message> stored;
    if (!waiting) {
        const auto found = m_store.acknowledged(entry.clientId);
        if (!found.ok() || !found.value() || found.value()->sender != m_server.user)
            return false;
        stored = found.value();
    }
    const bool same = waiting ? waiting->entry.isMessage() && waiting->entry.room == entry.room &&
                                    waiting->entry.text == entry.text && waiting->entry.replyTo == entry.replyTo
                              : stored->room == entry.room && isSameMessage(*stored, entry);
    if (!same) {
        m_views.ownFailure({ErrorCode::Conflict, QStringLiteral("Another message was sent under this id."), 0},
                           entry.room, entry.clientId);
    } else if (stored) {
        m_port.give(*stored);
    } else if (waiting->stage == Outbox::Stage::Unverified) { // the server says what it has
        waiting->entry.formerSeq = 0;
        m_outbox.setStage(*waiting, Outbox::Stage::Failed);
        on(tell::Retry{entry.clientId});
    } else if (waiting->stage != Outbox::Stage::Storing) {
        show(waiting->entry, {});
    }
    return true;
}

// What a message answers never changes, and a server that does not know of answers has none of it.
bool SendQueue::isSameMessage(const Message &stored, const OutboxEntry &entry) const
{
    const bool answersSame = stored.replyTo.id == entry.replyTo || !m_server.capabilities.replies;
    const bool isAnother = stored.editedAt > 0 || !stored.deletedBy.isEmpty();
    return answersSame && (isAnother || isSameWords(stored.text, entry.text));
}

void SendQueue::on(const tell::Retry &command)
{
    Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item || item->stage != Outbox::Stage::Failed)
        return;
    if (!item->entry.isMessage())
        m_operations.retried(*item);
    item->entry.state = DeliveryState::Pending;
    item->entry.failure.clear();
    m_outbox.setStage(*item, Outbox::Stage::Storing);
    m_disk.put(keep::PutOutbox{item->entry});
    // It is on the disk already, as failed, so a disk that is full does not keep it from being sent.
    m_disk.then([this, id = command.clientId](const Status &) { accepted(id, success()); });
}

// ---- what the views see ----

void SendQueue::show(const OutboxEntry &entry, const QString &before)
{
    if (!entry.isMessage()) {
        m_operations.showOperation(entry);
        return;
    }
    ShownMessage shown;
    shown.message.room = entry.room;
    shown.message.clientId = entry.clientId;
    shown.message.sender = m_server.user;
    shown.message.text = entry.text;
    shown.message.at = entry.at;
    shown.message.replyTo = answered(entry);
    shown.message.mentions = entry.mentions;
    shown.state = entry.state;
    shown.failure = entry.failure;
    shown.own = true;
    shown.editable = mayReword(entry);
    shown.before = before;
    m_views.raw().messages.push_back(std::move(shown));
}

// As the server says it of the message, where the one that it answers is held.
RepliedMessage SendQueue::answered(const OutboxEntry &entry) const
{
    if (entry.replyTo.isEmpty())
        return {};
    const auto held = m_store.message(entry.room, entry.replyTo);
    if (held.ok() && held.value())
        return {entry.replyTo, held.value()->seq, held.value()->sender};
    return {entry.replyTo};
}

void SendQueue::showUnsent(const QString &room)
{
    for (const Outbox::Item &item : m_outbox.items()) {
        const bool hidden = item.stage == Outbox::Stage::Storing || item.stage == Outbox::Stage::Unverified;
        if (item.entry.room == room && !hidden)
            show(item.entry, {});
    }
}

void SendQueue::tellGone(const OutboxEntry &entry)
{
    if (!entry.isMessage()) {
        m_operations.dropped(entry);
        return;
    }
    m_views.log().messageGone(entry.room, entry.clientId);
    m_operations.messageGone(entry.clientId);
}

void SendQueue::fixed(const QString &clientId)
{
    if (!m_outbox.findMessage(clientId))
        return;
    m_views.raw().fixed.insert(clientId);
}

// ---- what the server says ----

void SendQueue::resume()
{
    if (m_outbox.hasWaiting())
        m_disk.put(keep::TryOutbox{});
    pump();
}

// The message has its verdict, whoever brought it.
bool SendQueue::settle(const QString &clientId)
{
    const Outbox::Item *item = m_outbox.find(clientId);
    if (!item)
        return false;
    if (item->stage == Outbox::Stage::InFlight) {
        m_pump.settled();
        pumpSoon(); // there is room for the next
    }
    m_rooms.settled(item->entry.room);
    return m_outbox.remove(clientId);
}

void SendQueue::on(const heard::Acknowledged &ack)
{
    m_requests.answered(ack.ticket);
    const Outbox::Item *item = m_outbox.find(ack.clientId);
    if (!item) {
        pump();
        return; // its echo or the history was here first
    }
    if (!item->entry.isMessage()) {
        m_operations.acknowledged(*item, ack);
        pump();
        return;
    }
    Message message;
    message.room = ack.room;
    message.clientId = ack.clientId;
    message.id = ack.id;
    message.seq = ack.seq;
    message.sender = m_server.user;
    message.text = item->entry.text;
    message.at = ack.at;
    if (m_server.capabilities.mentions)
        message.mentions = item->entry.mentions;
    if (m_server.capabilities.replies && !item->entry.replyTo.isEmpty()) {
        m_disk.flush(); // what came a moment ago is there, too
        item = m_outbox.find(ack.clientId);
        if (!item) {
            pump();
            return;
        }
        message.replyTo = answered(item->entry);
    }
    m_port.stored(message, ack.after);
    pump();
    m_rooms.gone(message.room);
}

void SendQueue::refused(const QString &clientId, const Error &error, const std::optional<Message> &current)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item)
        return;
    const bool mayBeThere = error.code == ErrorCode::TimedOut || error.code == ErrorCode::NotConnected;
    // Nobody waits for its verdict any more, and sent again it may be there twice.
    if (mayBeThere && !m_server.capabilities.resends) {
        m_pump.counted();
        unconfirmed(*item);
        pump();
        return;
    }
    if (!isPutOff(error.code)) {
        m_pump.settled(); // it was counted, as one that is stored
        if (item->entry.isMessage())
            waitForPerson(*item, DeliveryState::Failed, error, 0);
        else
            m_operations.refused(*item, error, current);
        pump();
        return;
    }
    m_outbox.putBack(clientId);
    if (!m_server.capabilities.resends)
        m_disk.put(keep::PutOutbox{item->entry}); // it did not arrive, that is certain
    m_pump.putOff(error);
    pump();
}

// ---- what is the person's to decide ----

void SendQueue::unconfirmed(Outbox::Item &item)
{
    waitForPerson(item, DeliveryState::Unconfirmed, notKnownToHaveArrived(), 0);
}

void SendQueue::tooLarge(Outbox::Item &item)
{
    waitForPerson(item, DeliveryState::Failed,
                  {ErrorCode::TooLarge, QStringLiteral("The server does not take so long a message."), 0}, 0);
}

void SendQueue::waitForPerson(Outbox::Item &item, DeliveryState state, const Error &error, qint64 place)
{
    m_outbox.setStage(item, Outbox::Stage::Failed);
    if (item.entry.isMessage() && state == DeliveryState::Failed && !m_operations.takeUpChanges(item)) {
        const OutboxEntry entry = item.entry;
        tellGone(entry);
        settle(entry.clientId);
        m_disk.put(keep::DropOutbox{entry.clientId});
        m_rooms.gone(entry.room);
        return;
    }
    item.entry.state = state;
    item.entry.failure = failureWords(error);
    m_disk.put(keep::PutOutbox{item.entry, place});
    show(item.entry, place > 0 ? m_outbox.shownAfter(item.entry.clientId) : QString());
    m_rooms.setBack(item.entry.room);
}

} // namespace banter
