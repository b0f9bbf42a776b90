// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/received_text.h"
#include "dialects/api/events.h"
#include "session/outbox.h"

namespace banter {

/// Why a message is Unconfirmed.
inline Error notKnownToHaveArrived()
{
    return {ErrorCode::TimedOut, QStringLiteral("It is not known whether this message arrived."), 0};
}

/// An error as an outbox entry keeps it.
inline QString failureWords(const Error &error)
{
    return errorCodeName(error.code) + QStringLiteral(": ") + cleanLine(error.message);
}

/// What becomes of changes of messages that are in the outbox. MessageOperations does it.
class OperationPort {
public:
    virtual ~OperationPort() = default;
    /// The views see it as it is now.
    virtual void showOperation(const OutboxEntry &entry) = 0;
    /// The server has done it.
    virtual void acknowledged(const Outbox::Item &item, const heard::Acknowledged &ack) = 0;
    /// The server said no for good. `current`: what the message is, where that is the reason.
    virtual void refused(Outbox::Item &item, const Error &error, const std::optional<Message> &current) = 0;
    /// The person throws it away.
    virtual void dropped(const OutboxEntry &entry) = 0;
    /// The person tries it again.
    virtual void retried(Outbox::Item &item) = 0;
    /// The person has thrown a message away: what was to be done to it goes with it.
    virtual void messageGone(const QString &clientId) = 0;
    /// A message failed: what was to be done to it is done here, since the server does not have it. False when it was
    /// to be deleted.
    virtual bool takeUpChanges(Outbox::Item &message) = 0;
};

/// What the parts around the outbox do with one message of it. SendQueue does it.
class QueuePort {
public:
    virtual ~QueuePort() = default;
    /// The views see it as it is now; `before`: the client id of the one that comes after it, where it comes back.
    virtual void show(const OutboxEntry &entry, const QString &before) = 0;
    /// The disk has it, or has no room for it. Ignored unless it is being stored.
    virtual void accepted(const QString &clientId, const Status &status) = 0;
    /// It goes no further without the person. `place`: see keep::PutOutbox.
    virtual void waitForPerson(Outbox::Item &item, DeliveryState state, const Error &error, qint64 place) = 0;
    /// The person throws it away: the views see it go, and with a message what was to be done to it.
    virtual void tellGone(const OutboxEntry &entry) = 0;
    /// It has its verdict, or is deleted: it leaves the outbox. False when it was not there.
    virtual bool settle(const QString &clientId) = 0;
    /// Something may go out now; looked at once a turn.
    virtual void pumpSoon() = 0;
};

/// What rooms have to hear of the messages that wait in them.
class MessageRooms {
public:
    virtual ~MessageRooms() = default;
    /// The person wrote into the room.
    virtual void written(const QString &room) = 0;
    /// A message of the room has its verdict, or is deleted.
    virtual void settled(const QString &room) = 0;
    /// A message of the room waits for the person.
    virtual void setBack(const QString &room) = 0;
    /// Something waits in that room, which must be there to be seen.
    virtual void showRoomOf(const QString &room) = 0;
    /// A message of the room is gone, and may have been the last.
    virtual void gone(const QString &room) = 0;
};

} // namespace banter
