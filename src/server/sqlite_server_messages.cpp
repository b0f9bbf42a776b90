// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/mentions.h"
#include "server/reaction_table.h"
#include "server/sqlite_server_store.h"

#include <algorithm>
#include <set>

// Messages, what became of them, and what was done under which client id.
namespace banter {
namespace {

QString selectMessage(const char *index)
{
    return QStringLiteral("SELECT message.room, message.seq, message.id, account.name, message.client_id, "
                          "message.text, message.at, message.rev, message.edited_at, remover.name, message.sender, "
                          "message.text_rev, message.reply_to, replied.seq, replier.name, message.mentions "
                          "FROM message %1 "
                          "JOIN account ON account.id=message.sender "
                          "LEFT JOIN account AS remover ON remover.id=message.deleted_by "
                          "LEFT JOIN message AS replied ON message.reply_to<>'' AND replied.id=message.reply_to "
                          "AND replied.room=message.room LEFT JOIN account AS replier ON replier.id=replied.sender ")
        .arg(QLatin1String(index));
}
const QString SelectMessage = selectMessage("");
// Without that SQLite might look at every message of the room. "rev<>0" is the index's own condition.
const QString SelectChanged =
    selectMessage("INDEXED BY message_changed") +
    QStringLiteral("WHERE message.room=? AND message.rev<>0 AND message.rev>? AND message.seq>=? ");

Message readMessage(const QSqlQuery &row)
{
    Message message;
    message.room = row.value(0).toString();
    message.seq = row.value(1).toLongLong();
    message.id = row.value(2).toString();
    message.sender = row.value(3).toString();
    message.clientId = row.value(4).toString();
    message.text = row.value(5).toString();
    message.at = row.value(6).toLongLong();
    message.rev = row.value(7).toLongLong();
    message.editedAt = row.value(8).toLongLong();
    message.deletedBy = row.value(9).toString();
    message.replyTo = {row.value(12).toString(), row.value(13).toLongLong(), row.value(14).toString()};
    message.mentions = mentionsFromText(row.value(15).toString());
    return message;
}

MessageOperation readOperation(const QSqlQuery &row)
{
    MessageOperation operation;
    operation.account = row.value(0).toLongLong();
    operation.clientId = row.value(1).toString();
    operation.verb = MessageVerb(row.value(2).toInt());
    operation.digest = row.value(3).toByteArray();
    operation.room = row.value(4).toString();
    operation.id = row.value(5).toString();
    operation.seq = row.value(6).toLongLong();
    operation.rev = row.value(7).toLongLong();
    operation.at = row.value(8).toLongLong();
    return operation;
}

// A message that never changed says itself how it was sent.
MessageOperation sendingOf(const Message &message, qint64 account)
{
    return {account,           message.clientId,
            MessageVerb::Send, sendingDigest(message.room, message.text, message.replyTo.id),
            message.room,      message.id,
            message.seq,       0,
            message.at};
}

} // namespace

Status SqliteServerStore::putMessages(const std::vector<NewMessage> &messages)
{
    for (const NewMessage &one : messages) {
        const Message &m = one.message;
        const Status added =
            put(QStringLiteral("INSERT INTO message(room, seq, id, sender, client_id, text, at, reply_to, mentions) "
                               "VALUES(?,?,?,?,?,?,?,?,?)"),
                {m.room, m.seq, m.id, one.account, m.clientId, m.text, m.at, m.replyTo.id, mentionsText(m.mentions)});
        if (!added.ok())
            return added;
    }
    // Once for each room: its last one is what counts.
    std::set<QString> rooms;
    for (auto one = messages.rbegin(); one != messages.rend(); ++one) {
        const Message &m = one->message;
        if (!rooms.insert(m.room).second)
            continue;
        const Status counted = put(QStringLiteral("UPDATE room SET last_seq=? WHERE id=?"), {m.seq, m.room});
        if (!counted.ok())
            return counted;
    }
    return success();
}

Status SqliteServerStore::putChanges(const std::vector<MessageChange> &changes)
{
    for (const MessageChange &change : changes) {
        const Message &after = change.after.message;
        // A reaction that is so already may be under a message that has never changed, and is not changed by it either.
        if (const Status kept = after.rev > 0 ? keepSending(after) : success(); !kept.ok())
            return kept;
        if (const Status changed = putState(change); !changed.ok())
            return changed;
        if (const Status did = putOperation(change.operation); !did.ok())
            return did;
        // A digest could tell a short text; a deletion's has none in it.
        const Status forgotten =
            after.deletedBy.isEmpty()
                ? success()
                : put(QStringLiteral("UPDATE operation SET digest=x'' WHERE room=? AND seq=? AND verb<>?"),
                      {after.room, after.seq, int(MessageVerb::Delete)});
        if (!forgotten.ok())
            return forgotten;
        if (const Status bare = after.deletedBy.isEmpty() ? success() : reaction_table::drop(m_database, after);
            !bare.ok())
            return bare;
        const Status counted =
            put(QStringLiteral("UPDATE room SET last_rev=max(last_rev, ?) WHERE id=?"), {after.rev, after.room});
        if (!counted.ok())
            return counted;
    }
    return success();
}

// Whole and absolute, whatever the verb was, but for what people put there. Somebody else's deletion stays theirs.
Status SqliteServerStore::putState(const MessageChange &change)
{
    const Message &after = change.after.message;
    if (change.reaction) {
        const Status numbered = put(QStringLiteral("UPDATE message SET rev=? WHERE room=? AND seq=? AND rev<>?"),
                                    {after.rev, after.room, after.seq, after.rev});
        return numbered.ok() ? reaction_table::put(m_database, after, change.operation.account, *change.reaction)
                             : numbered;
    }
    return put(QStringLiteral("UPDATE message SET text=?, mentions=?, rev=?, text_rev=?, edited_at=?, deleted_by=CASE "
                              "WHEN ?='' THEN 0 WHEN deleted_by>0 THEN deleted_by ELSE ? END WHERE room=? AND seq=?"),
               {after.text, mentionsText(after.mentions), after.rev, change.after.textRev, after.editedAt,
                after.deletedBy, change.operation.account, after.room, after.seq});
}

// Before a message changes for the first time it is itself the row of its sending.
Status SqliteServerStore::keepSending(const Message &message)
{
    const auto run =
        m_database.run(SelectMessage + QStringLiteral("WHERE message.room=? AND message.seq=? AND message.rev=0"),
                       {message.room, message.seq});
    if (!run.ok())
        return run.error();
    std::optional<MessageOperation> sending;
    if (run.value()->next())
        sending = sendingOf(readMessage(*run.value()), run.value()->value(10).toLongLong());
    run.value()->finish();
    return sending ? putOperation(*sending) : success();
}

Status SqliteServerStore::putOperation(const MessageOperation &one)
{
    return put(QStringLiteral("INSERT INTO operation(account, client_id, verb, digest, room, message, seq, rev, at) "
                              "VALUES(?,?,?,?,?,?,?,?,?)"),
               {one.account, one.clientId, int(one.verb), one.digest, one.room, one.id, one.seq, one.rev, one.at});
}

Result<std::optional<MessageOperation>> SqliteServerStore::operation(qint64 account, const QString &clientId)
{
    const auto kept = m_database.run(QStringLiteral("SELECT account, client_id, verb, digest, room, message, seq, rev, "
                                                    "at FROM operation WHERE account=? AND client_id=?"),
                                     {account, clientId});
    if (!kept.ok())
        return kept.error();
    std::optional<MessageOperation> operation;
    if (kept.value()->next())
        operation = readOperation(*kept.value());
    kept.value()->finish();
    if (operation)
        return operation;
    const auto sent = m_database.run(SelectMessage + QStringLiteral("WHERE message.sender=? AND message.client_id=?"),
                                     {account, clientId});
    if (!sent.ok())
        return sent.error();
    if (sent.value()->next())
        operation = sendingOf(readMessage(*sent.value()), account);
    sent.value()->finish();
    return operation;
}

Result<std::optional<StoredMessage>> SqliteServerStore::message(const QString &room, const QString &id)
{
    const auto run =
        m_database.run(SelectMessage + QStringLiteral("WHERE message.id=? AND message.room=?"), {id, room});
    if (!run.ok())
        return run.error();
    if (!run.value()->next())
        return std::optional<StoredMessage>();
    StoredMessage found{{}, run.value()->value(10).toLongLong(), run.value()->value(11).toLongLong()};
    std::vector<Message> one{readMessage(*run.value())};
    run.value()->finish();
    if (const Status added = reaction_table::addTo(m_database, one); !added.ok())
        return added.error();
    found.message = std::move(one.front());
    return std::optional<StoredMessage>(std::move(found));
}

Result<std::vector<Message>> SqliteServerStore::changes(const QString &room, qint64 since, Seq lowest, int limit)
{
    const auto run =
        m_database.run(SelectChanged + QStringLiteral("ORDER BY message.rev LIMIT ?"), {room, since, lowest, limit});
    if (!run.ok())
        return run.error();
    std::vector<Message> messages;
    while (run.value()->next())
        messages.push_back(readMessage(*run.value()));
    if (const Status added = reaction_table::addToChanged(m_database, messages, lowest); !added.ok())
        return added.error();
    return messages;
}

Result<int> SqliteServerStore::countChanges(const QString &room, qint64 since, Seq lowest, int limit)
{
    const auto counted =
        m_database.value(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM message INDEXED BY message_changed "
                                        "WHERE room=? AND rev<>0 AND rev>? AND seq>=? LIMIT ?)"),
                         {room, since, lowest, limit});
    return counted.ok() ? Result<int>(counted.value().toInt()) : Result<int>(counted.error());
}

Result<std::vector<Message>> SqliteServerStore::history(const QString &room, Seq before, Seq after, int limit)
{
    static const QString Newest =
        SelectMessage + QStringLiteral("WHERE message.room=? AND message.seq<? ORDER BY message.seq DESC LIMIT ?");
    static const QString Oldest =
        SelectMessage + QStringLiteral("WHERE message.room=? AND message.seq>? ORDER BY message.seq LIMIT ?");
    const bool backwards = before > 0;
    const auto run = m_database.run(backwards ? Newest : Oldest, {room, backwards ? before : after, limit});
    if (!run.ok())
        return run.error();
    std::vector<Message> messages;
    while (run.value()->next())
        messages.push_back(readMessage(*run.value()));
    if (const Status added = reaction_table::addTo(m_database, messages); !added.ok())
        return added.error();
    if (backwards)
        std::reverse(messages.begin(), messages.end());
    return messages;
}

} // namespace banter
