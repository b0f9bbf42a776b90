// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QSqlQuery>
#include <QVariant>

namespace banter {

/// A message from a row of: room, seq, id, client_id, sender, text, at.
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
    return message;
}

} // namespace banter
