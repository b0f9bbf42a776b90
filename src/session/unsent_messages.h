// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <set>

namespace banter {

/// What is to be known of messages that were not sent by whoever joins and leaves rooms.
class UnsentMessages {
public:
    virtual ~UnsentMessages() = default;
    /// Their client ids, in the person's order.
    virtual QStringList unsentIn(const QString &room) const = 0;
    /// Whether one of them waits for the person to say what becomes of it.
    virtual bool anyFailedIn(const QString &room) const = 0;
    /// Whether anything is kept for that room, shown or not.
    virtual bool anyOf(const QString &room) const = 0;
    /// The person throws it away.
    virtual void discard(const QString &clientId) = 0;
    /// What was acknowledged there once, and is no more to be looked for.
    virtual void discardUnverified(const QString &room) = 0;
    /// Nothing is sent to these rooms for now, in place of those of the last call.
    virtual void closeRooms(std::set<QString> rooms) = 0;
};

} // namespace banter
