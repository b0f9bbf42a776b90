// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/message_row.h"

#include "core/mentions.h"
#include "core/reactions.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace banter {

QString reactionsText(const std::vector<Reaction> &reactions)
{
    if (reactions.empty())
        return {};
    QJsonArray all;
    for (const Reaction &reaction : reactions) {
        QJsonArray one{reaction.key};
        for (const QString &user : reaction.users)
            one.append(user);
        all.append(one);
    }
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::vector<Reaction> reactionsFrom(const QString &text)
{
    std::vector<Reaction> reactions;
    if (text.isEmpty())
        return reactions;
    const QJsonArray all = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &each : all) {
        const QJsonArray one = each.toArray();
        Reaction reaction{one.first().toString(), {}};
        for (qsizetype i = 1; i < one.size(); ++i)
            reaction.users.append(one.at(i).toString());
        addReactions(reactions, {std::move(reaction)});
    }
    return reactions;
}

Message readMessage(const QSqlQuery &row)
{
    Message message;
    message.room = row.value(0).toString();
    message.seq = row.value(1).toLongLong();
    message.id = row.value(2).toString();
    message.clientId = row.value(3).toString();
    message.sender = row.value(4).toString();
    message.text = row.value(5).toString();
    message.at = row.value(6).toLongLong();
    message.rev = row.value(7).toLongLong();
    message.editedAt = row.value(8).toLongLong();
    message.deletedBy = row.value(9).toString();
    message.replyTo = {row.value(10).toString(), row.value(11).toLongLong(), row.value(12).toString()};
    message.reactions = reactionsFrom(row.value(13).toString());
    message.mentions = mentionsFromText(row.value(14).toString());
    return message;
}

} // namespace banter
