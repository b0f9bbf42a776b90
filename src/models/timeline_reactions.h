// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/error_text.h"
#include "session/changes.h"

#include <QVariant>

#include <set>
#include <vector>

namespace banter {

/// What stands under the messages of a room: what the server has, with what the person wishes over it. Pure, but for
/// the language.
class TimelineReactions {
public:
    /// So many people are named; more than one above that are counted.
    static constexpr int MaxNamed = 5;

    /// Whose account it is. False: it was so already.
    bool setSelf(const QString &user);
    /// The person's wishes for reactions in the room, in their order, in place of those of the last call. Gives the
    /// ids, or client ids, of the messages that others are wished of now.
    std::set<QString> setWishes(std::vector<ShownOperation> wishes);

    /// What QML shows: a list of objects with `key`, `count`, `mine`, `pending` (the server does not know it yet) and
    /// `names` (translated: who reacted). Then one for each wish that was refused, with `failure`, a translated
    /// sentence, and its client id as `changeId`, for OutboxModel. Undefined: there are none. `source` is who refuses.
    QVariant of(const Message &message, ErrorSource source) const;
    /// Those of a message as the person wishes them.
    std::vector<Reaction> shown(const Message &message) const;
    /// Of those who are meant, the person and the room.
    Mentions meant(const Mentions &mentions) const
    {
        return {mentions.users.contains(m_self) ? QStringList(m_self) : QStringList(), mentions.room};
    }
    bool isMine(const Message &message, const QString &key) const;
    /// The wish of that key that was refused; null: none. Valid until the next change.
    const ShownOperation *refused(const Message &message, const QString &key) const;

private:
    static bool isAbout(const ShownOperation &wish, const Message &message);
    QString names(const QStringList &users) const;

    QString m_self;
    std::vector<ShownOperation> m_wishes;
};

} // namespace banter
