// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

#include <QHash>
#include <QStringList>

#include <deque>

namespace banter::cli {

/// The last messages that were printed, so that one that changes can be printed again, whole; and what the messages say
/// that others answer. Bounded, because a process may live for months. Pure; one thread.
class ToldMessages {
public:
    /// What a batch says of messages that others answer, and of histories that are over.
    void take(const Changes &changes);
    /// It is printed.
    void told(const ShownMessage &shown);
    struct Changed {
        ShownMessage shown; ///< as it is now
        QStringList what;   ///< of "text", "deleted" and "reactions"
    };
    /// Nothing where it is none of the last ones, or nothing of it changed that is printed.
    std::optional<Changed> amend(const Amendment &change);
    /// What the message with that id says, where it is held and was not deleted.
    std::optional<QString> textOf(const QString &room, const QString &id) const;

private:
    /// The last ones, by a key.
    class Last {
    public:
        ShownMessage *find(const QString &key);
        const ShownMessage *find(const QString &key) const;
        void put(const QString &key, const ShownMessage &shown);
        /// `one` is one of these. True when something of it changed.
        bool amend(ShownMessage &one, const Amendment &change);
        void forget(const QString &room);

    private:
        QHash<QString, ShownMessage> m_messages;
        std::deque<QString> m_order;
        qsizetype m_chars = 0; ///< of all their texts
    };

    Last m_told;   ///< by room and place
    Last m_quoted; ///< by room and id
};

} // namespace banter::cli
