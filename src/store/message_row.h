// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QSqlQuery>
#include <QVariant>

namespace banter {

/// The columns that readMessage() reads, in its order.
inline const QString MessageColumns = QStringLiteral("room, seq, id, client_id, sender, text, at, rev, edited_at, "
                                                     "deleted_by, reply_id, reply_seq, reply_sender, reactions, "
                                                     "mentions");
constexpr int MessageColumnCount = 15;

/// Reactions as a message's row has them: with the message, so that a page of messages is one query. A JSON list of
/// lists, each a key and the people's names, as ["+1","ann","bo"]; empty: there are none. Pure.
QString reactionsText(const std::vector<Reaction> &reactions);
/// The other way, in the order that Reaction and MessageState tell. What is no such list has none. Pure.
std::vector<Reaction> reactionsFrom(const QString &text);

/// A message from a row that begins with MessageColumns.
Message readMessage(const QSqlQuery &row);

} // namespace banter
