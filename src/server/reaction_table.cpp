// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/reaction_table.h"

#include "core/reactions.h"

#include <algorithm>

namespace banter::reaction_table {
namespace {

// No name has a line feed in it.
constexpr QChar BetweenNames = u'\n';

QString inRun(const char *order)
{
    return QStringLiteral("SELECT reaction.seq, reaction.key, group_concat(account.name, char(10)) "
                          "FROM reaction CROSS JOIN account ON account.id=reaction.account "
                          "WHERE reaction.room=? AND reaction.seq BETWEEN ? AND ? "
                          "GROUP BY reaction.seq, reaction.key ORDER BY reaction.seq %1, reaction.key %1")
        .arg(QLatin1String(order));
}
// The sign before the seq keeps SQLite from looking for reactions by that condition, which all of a room meet; CROSS
// keeps the order of the tables, in which nothing has to be sorted.
const QString InChanges =
    QStringLiteral("SELECT reaction.seq, reaction.key, group_concat(account.name, char(10)) "
                   "FROM message INDEXED BY message_changed "
                   "CROSS JOIN reaction ON reaction.room=message.room AND reaction.seq=message.seq "
                   "CROSS JOIN account ON account.id=reaction.account "
                   "WHERE message.room=? AND rev<>0 AND rev>=? AND rev<=? AND +message.seq>=? "
                   "GROUP BY rev, reaction.key ORDER BY rev, reaction.key");

Status run(Database &database, const QString &sql, const QVariantList &values)
{
    const auto ran = database.run(sql, values);
    return ran.ok() ? success() : Status(ran.error());
}

// The rows are in the order of the messages.
Status fill(std::vector<Message> &messages, const Result<QSqlQuery *> &rows)
{
    if (!rows.ok())
        return rows.error();
    auto at = messages.begin();
    qsizetype count = 0;
    for (QSqlQuery &row = *rows.value(); row.next();) {
        const Seq seq = row.value(0).toLongLong();
        const auto found = std::find_if(at, messages.end(), [seq](const Message &one) { return one.seq == seq; });
        if (found == messages.end())
            continue;
        at = found;
        const QStringList names = row.value(2).toString().split(BetweenNames);
        count += names.size();
        if (count > ServerStore::MaxReactionsRead && at != messages.begin()) {
            messages.erase(at, messages.end());
            break;
        }
        addReactions(at->reactions, {{row.value(1).toString(), names}});
    }
    rows.value()->finish();
    return success();
}

} // namespace

Status put(Database &database, const Message &message, qint64 account, const ServerStore::ReactionChange &change)
{
    static const QString On = QStringLiteral("INSERT OR IGNORE INTO reaction(room, seq, key, account) VALUES(?,?,?,?)");
    static const QString Off = QStringLiteral("DELETE FROM reaction WHERE room=? AND seq=? AND key=? AND account=?");
    return run(database, change.on ? On : Off, {message.room, message.seq, change.key, account});
}

Status drop(Database &database, const Message &message)
{
    return run(database, QStringLiteral("DELETE FROM reaction WHERE room=? AND seq=?"), {message.room, message.seq});
}

Status addTo(Database &database, std::vector<Message> &messages)
{
    static const QString Ascending = inRun("ASC");
    static const QString Descending = inRun("DESC");
    const auto changed = [](const Message &one) { return one.rev > 0; };
    const auto first = std::find_if(messages.begin(), messages.end(), changed);
    if (first == messages.end())
        return success();
    const auto last = std::find_if(messages.rbegin(), messages.rend(), changed);
    const bool descends = first->seq > last->seq;
    return fill(messages, database.run(descends ? Descending : Ascending, {first->room, std::min(first->seq, last->seq),
                                                                           std::max(first->seq, last->seq)}));
}

Status addToChanged(Database &database, std::vector<Message> &messages, Seq lowest)
{
    if (messages.empty())
        return success();
    const Message &first = messages.front();
    return fill(messages, database.run(InChanges, {first.room, first.rev, messages.back().rev, lowest}));
}

} // namespace banter::reaction_table
