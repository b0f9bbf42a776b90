// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/server_store.h"
#include "store/database.h"

/// Who put what under which message, in the server's database: a row for each. Only messages that changed have any. The
/// database's errors; its thread.
namespace banter::reaction_table {

/// `account` puts it under the message, or takes it away: as the change has it. Twice is once.
Status put(Database &database, const Message &message, qint64 account, const ServerStore::ReactionChange &change);
/// Nothing of the message's stays.
Status drop(Database &database, const Message &message);

/// Gives the messages what is under them, with one query. They are all that there are in a part of one room, ascending
/// or descending by seq. Where that is more than ServerStore::MaxReactionsRead, the last messages are left out, but for
/// the first one.
Status addTo(Database &database, std::vector<Message> &messages);
/// The same of all messages of one room from `lowest` on that changed in a part of its history, ascending by rev.
Status addToChanged(Database &database, std::vector<Message> &messages, Seq lowest);

} // namespace banter::reaction_table
