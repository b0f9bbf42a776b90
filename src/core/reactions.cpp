// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/reactions.h"

#include <algorithm>

namespace banter {
namespace {

void insert(QStringList &users, const QString &user)
{
    const auto at = std::lower_bound(users.begin(), users.end(), user);
    if (at == users.end() || *at != user)
        users.insert(at, user);
}

void remove(QStringList &users, const QString &user)
{
    const auto at = std::lower_bound(users.begin(), users.end(), user);
    if (at != users.end() && *at == user)
        users.erase(at);
}

/// The one of that key, which is made where there is none.
Reaction &under(std::vector<Reaction> &reactions, const QString &key)
{
    const auto at = std::lower_bound(reactions.begin(), reactions.end(), key,
                                     [](const Reaction &one, const QString &other) { return one.key < other; });
    return at != reactions.end() && at->key == key ? *at : *reactions.insert(at, {key, {}});
}

} // namespace

QStringList reactionsOf(const std::vector<Reaction> &reactions, const QString &user)
{
    QStringList keys;
    for (const Reaction &reaction : reactions) {
        if (std::binary_search(reaction.users.begin(), reaction.users.end(), user))
            keys.append(reaction.key);
    }
    return keys;
}

void setReactions(std::vector<Reaction> &reactions, const QString &user, const QStringList &keys)
{
    for (Reaction &reaction : reactions) {
        if (!keys.contains(reaction.key))
            remove(reaction.users, user);
    }
    std::erase_if(reactions, [](const Reaction &reaction) { return reaction.users.isEmpty(); });
    for (const QString &key : keys)
        insert(under(reactions, key).users, user);
}

void addReactions(std::vector<Reaction> &reactions, const std::vector<Reaction> &others)
{
    for (const Reaction &other : others) {
        if (other.users.isEmpty())
            continue;
        QStringList &users = under(reactions, other.key).users;
        users.append(other.users);
        std::sort(users.begin(), users.end());
        users.erase(std::unique(users.begin(), users.end()), users.end());
    }
}

qsizetype countReactions(const std::vector<Reaction> &reactions)
{
    qsizetype count = 0;
    for (const Reaction &reaction : reactions)
        count += reaction.users.size();
    return count;
}

} // namespace banter
