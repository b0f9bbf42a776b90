// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QSqlQuery>
#include <QVariant>

namespace banter {

/// The columns that readMessage() reads, in its order.
inline const QString MessageColumns =
    QStringLiteral("room, seq, id, client_id, sender, text, at, rev, edited_at, deleted_by");
constexpr int MessageColumnCount = 10;

/// A message from a row that begins with MessageColumns.
inline Message readMessage(const QSqlQuery &row)
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
    return message;
}

} // namespace banter
