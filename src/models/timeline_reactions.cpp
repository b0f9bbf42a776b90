// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_reactions.h"

#include "core/reactions.h"
#include "models/timeline_model.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace banter {

namespace {

using WishState = ShownOperation::State;

QString targetOf(const ShownOperation &wish)
{
    return wish.target.isEmpty() ? wish.targetClientId : wish.target;
}

} // namespace

bool TimelineReactions::setSelf(const QString &user)
{
    return std::exchange(m_self, user) != user;
}

std::set<QString> TimelineReactions::setWishes(std::vector<ShownOperation> wishes)
{
    std::set<QString> changed;
    if (wishes == m_wishes) {
        return changed;
    }
    const std::vector<ShownOperation> before = std::exchange(m_wishes, std::move(wishes));
    const auto note = [&](const std::vector<ShownOperation> &these, const std::vector<ShownOperation> &others) {
        for (const ShownOperation &wish : these) {
            if (std::find(others.begin(), others.end(), wish) == others.end()) {
                changed.insert(targetOf(wish));
            }
        }
    };
    note(before, m_wishes);
    note(m_wishes, before);
    changed.erase(QString());
    return changed;
}

bool TimelineReactions::isAbout(const ShownOperation &wish, const Message &message)
{
    return wish.target.isEmpty() ? wish.targetClientId == message.clientId && !message.clientId.isEmpty()
                                 : wish.target == message.id;
}

std::vector<Reaction> TimelineReactions::shown(const Message &message) const
{
    std::vector<Reaction> reactions = message.reactions;
    for (const ShownOperation &wish : m_wishes) {
        if (wish.state != WishState::Pending || !isAbout(wish, message) || !message.deletedBy.isEmpty()) {
            continue;
        }
        QStringList keys = reactionsOf(reactions, m_self);
        keys.removeAll(wish.text);
        if (wish.on) {
            keys.append(wish.text);
        }
        setReactions(reactions, m_self, keys);
    }
    return reactions;
}

bool TimelineReactions::isMine(const Message &message, const QString &key) const
{
    return reactionsOf(shown(message), m_self).contains(key);
}

const ShownOperation *TimelineReactions::refused(const Message &message, const QString &key) const
{
    const auto found = std::find_if(m_wishes.begin(), m_wishes.end(), [&](const ShownOperation &wish) {
        return wish.state != WishState::Pending && wish.text == key && isAbout(wish, message);
    });
    return found == m_wishes.end() ? nullptr : &*found;
}

QVariant TimelineReactions::of(const Message &message, ErrorSource source) const
{
    if (message.reactions.empty() && m_wishes.empty()) {
        return {};
    }
    QVariantList list;
    const QStringList held = reactionsOf(message.reactions, m_self);
    for (const Reaction &reaction : shown(message)) {
        const bool mine = std::binary_search(reaction.users.begin(), reaction.users.end(), m_self);
        list.append(QVariantMap{{QStringLiteral("key"), reaction.key},
                                {QStringLiteral("count"), static_cast<int>(reaction.users.size())},
                                {QStringLiteral("mine"), mine},
                                {QStringLiteral("pending"), mine != held.contains(reaction.key)},
                                {QStringLiteral("names"), names(reaction.users)}});
    }
    for (const ShownOperation &wish : m_wishes) {
        if (wish.state == WishState::Pending || !isAbout(wish, message)) {
            continue;
        }
        const QString why = wish.state == WishState::Conflict ? TimelineModel::tr("The message has been deleted.")
                                                              : failureText(wish.failure, source);
        const QString sentence = wish.on ? TimelineModel::tr("Your %1 was not added: %2", "a reaction, why")
                                         : TimelineModel::tr("Your %1 was not taken away: %2", "a reaction, why");
        list.append(QVariantMap{{QStringLiteral("key"), wish.text},
                                {QStringLiteral("failure"), sentence.arg(wish.text, why)},
                                {QStringLiteral("changeId"), wish.clientId}});
    }
    return list.isEmpty() ? QVariant() : QVariant(list);
}

// "You, ann and 12 others": oneself first.
QString TimelineReactions::names(const QStringList &users) const
{
    QStringList named = users;
    if (named.removeAll(m_self) > 0) {
        named.prepend(TimelineModel::tr("You", "have reacted"));
    }
    if (named.size() > MaxNamed + 1) {
        const int others = static_cast<int>(named.size()) - MaxNamed;
        named = named.mid(0, MaxNamed);
        named.append(TimelineModel::tr("%n other(s)", "people who have reacted", others));
    }
    return QLocale().createSeparatedList(named);
}

} // namespace banter
