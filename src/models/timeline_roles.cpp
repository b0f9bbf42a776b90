// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

#include "core/mentions.h"
#include "models/people.h"
#include "models/time_text.h"
#include "models/timeline_wishes.h"

#include <QDateTime>

namespace banter {

QVariant TimelineModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const TimelineRow &shown = m_rows.at(rowOf(at.row()));
    const ShownOperation *wish = shown.own && !m_wishes.empty() ? lastWish(m_wishes, shown.message) : nullptr;
    switch (role) {
    case KeyRole:
        return QString::number(shown.key);
    case SenderRole:
        return shown.message.sender;
    case InitialsRole:
        return initialsOf(shown.message.sender);
    case HueRole:
        return hueOf(shown.message.sender);
    case Qt::DisplayRole:
    case TextRole:
        return textOf(shown.message.text, wish);
    case AtRole:
        return QDateTime::fromMSecsSinceEpoch(shown.message.at);
    case TimeRole:
        return clockText(shown.message.at);
    case StateRole:
    case DeliveryRole:
        return static_cast<int>(shown.state);
    case FailureRole:
        if (shown.state == DeliveryState::Unconfirmed)
            return tr("It is not known whether this arrived.");
        return shown.state == DeliveryState::Failed ? failureText(shown.failure, m_errorSource) : QString();
    case OwnRole:
        return shown.own;
    case ClientIdRole:
        return shown.message.clientId;
    case FirstOfGroupRole:
        return shown.firstOfGroup;
    case DayLabelRole:
        return shown.firstOfDay ? dayText(shown.day, m_today) : QString();
    case FirstUnreadRole:
        return shown.firstUnread;
    case GapAboveRole:
        return shown.gapAbove;
    case EditableRole:
        return shown.editable;
    case EditedAtRole:
        return shown.message.editedAt > 0 ? momentText(shown.message.editedAt) : QString();
    case DeletedRole:
        return !shown.message.deletedBy.isEmpty();
    case ChangeRole:
        return static_cast<int>(changeOf(wish));
    case ChangeNoteRole:
        return noteOf(wish, m_errorSource);
    case ChangeTextRole:
        return wordsOf(wish);
    case ChangeIdRole:
        return wish ? wish->clientId : QString();
    case MessageIdRole:
        return shown.message.id;
    case ReactionsRole:
        return m_reactions.of(shown.message, m_errorSource);
    case MentionsRole:
        return mentionsText(mentionsOf(shown.message.mentions, wish));
    case MeantRole:
        return mentionsText(m_reactions.meant(mentionsOf(shown.message.mentions, wish)));
    case ReplyRole:
        return quoteOf(shown.message.replyTo, m_rows.quoted(shown.message.replyTo.id));
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{KeyRole, "key"},
            {SenderRole, "sender"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {TextRole, "text"},
            {AtRole, "at"},
            {TimeRole, "time"},
            {StateRole, "state"},
            {DeliveryRole, "delivery"},
            {FailureRole, "failure"},
            {OwnRole, "own"},
            {ClientIdRole, "clientId"},
            {FirstOfGroupRole, "firstOfGroup"},
            {DayLabelRole, "dayLabel"},
            {FirstUnreadRole, "firstUnread"},
            {GapAboveRole, "gapAbove"},
            {EditableRole, "editable"},
            {EditedAtRole, "editedAt"},
            {DeletedRole, "deleted"},
            {ChangeRole, "change"},
            {ChangeNoteRole, "changeNote"},
            {ChangeTextRole, "changeText"},
            {ChangeIdRole, "changeId"},
            {MessageIdRole, "messageId"},
            {ReactionsRole, "reactions"},
            {MentionsRole, "mentions"},
            {MeantRole, "meant"},
            {ReplyRole, "reply"}};
}

} // namespace banter
