// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_wishes.h"

#include "models/error_text.h"

#include <algorithm>
#include <utility>

namespace banter {

TimelineModel::Change changeOf(const ShownOperation *wish)
{
    using State = ShownOperation::State;
    if (!wish) {
        return TimelineModel::NoChange;
    }
    if (wish->state == State::Conflict) {
        return TimelineModel::EditConflict;
    }
    if (wish->state != State::Pending) {
        return TimelineModel::ChangeFailed;
    }
    return wish->operation == Operation::Edit ? TimelineModel::EditWaits : TimelineModel::DeletionWaits;
}

QString textOf(const QString &text, const ShownOperation *wish)
{
    return changeOf(wish) == TimelineModel::EditWaits ? wish->text : text;
}

Mentions mentionsOf(const Mentions &mentions, const ShownOperation *wish)
{
    return changeOf(wish) == TimelineModel::EditWaits ? wish->mentions : mentions;
}

QString noteOf(const ShownOperation *wish, ErrorSource source)
{
    switch (changeOf(wish)) {
    case TimelineModel::NoChange:
        return {};
    case TimelineModel::EditWaits:
        return TimelineModel::tr("Your change waits to be sent.");
    case TimelineModel::DeletionWaits:
        return TimelineModel::tr("Not yet deleted for the others.");
    case TimelineModel::EditConflict:
        return TimelineModel::tr("This was changed elsewhere while you were changing it.");
    case TimelineModel::ChangeFailed:
        break;
    }
    const QString why = failureText(wish->failure, source);
    return wish->operation == Operation::Edit ? TimelineModel::tr("Not changed: %1", "why").arg(why)
                                              : TimelineModel::tr("Not deleted: %1", "why").arg(why);
}

// Nothing of it is lost.
QString wordsOf(const ShownOperation *wish)
{
    const TimelineModel::Change change = changeOf(wish);
    const bool waits = change == TimelineModel::EditConflict || change == TimelineModel::ChangeFailed;
    return waits && wish->operation == Operation::Edit ? wish->text : QString();
}

const ShownOperation *lastWish(const std::vector<ShownOperation> &wishes, const Message &message)
{
    const auto found = std::find_if(wishes.rbegin(), wishes.rend(), [&](const ShownOperation &wish) {
        if (wish.operation == Operation::React) {
            return false; // those are shown beside what it says
        }
        const bool isThis = wish.target.isEmpty()
                                ? wish.targetClientId == message.clientId && !message.clientId.isEmpty()
                                : wish.target == message.id;
        return isThis && wish.room == message.room;
    });
    return found == wishes.rend() ? nullptr : &*found;
}

void TimelineModel::setWishes(const std::vector<const ShownOperation *> &wishes)
{
    std::vector<ShownOperation> next;
    std::vector<ShownOperation> reactions;
    for (const ShownOperation *wish : wishes) {
        (wish->operation == Operation::React ? reactions : next).push_back(*wish);
    }
    refreshReactions(m_reactions.setWishes(std::move(reactions)));
    if (next == m_wishes) {
        return;
    }
    const std::vector<ShownOperation> before = std::exchange(m_wishes, std::move(next));
    for (int at = 0; at < m_rows.size(); ++at) {
        const TimelineRow &row = m_rows.at(at);
        const auto isAbout = [&](const ShownOperation &wish) {
            return wish.target == row.message.id || wish.targetClientId == row.message.clientId;
        };
        if (row.own && (lastWish(m_wishes, row.message) || std::any_of(before.begin(), before.end(), isAbout))) {
            const QModelIndex changed = index(rowOf(at));
            Q_EMIT dataChanged(changed, changed,
                               {Qt::DisplayRole, TextRole, MentionsRole, MeantRole, ChangeRole, ChangeNoteRole,
                                ChangeTextRole, ChangeIdRole});
        }
    }
}

void TimelineModel::setSelf(const QString &user)
{
    if (m_reactions.setSelf(user) && m_rows.size() > 0) {
        Q_EMIT dataChanged(index(0), index(m_rows.size() - 1), {ReactionsRole, MeantRole});
    }
}

// Of the messages with these ids.
void TimelineModel::refreshReactions(const std::set<QString> &ids)
{
    for (int at = 0; at < m_rows.size() && !ids.empty(); ++at) {
        const Message &message = m_rows.at(at).message;
        if (ids.count(message.id) > 0 || ids.count(message.clientId) > 0) {
            const QModelIndex changed = index(rowOf(at));
            Q_EMIT dataChanged(changed, changed, {ReactionsRole});
        }
    }
}

} // namespace banter
