// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/sqlite_client_store.h"

#include "core/mentions.h"
#include "store/client_schema.h"
#include "store/message_row.h"
#include "store/open.h"

#include <algorithm>
#include <limits>

namespace banter {
namespace {

/// So many messages in one batch are talk and not history that is catching up: then there is time for the index.
constexpr std::size_t FewMessages = 20;
/// About 5 ms.
constexpr int IndexedAtOnce = 100;

std::size_t messageCount(const std::vector<keep::Change> &changes)
{
    std::size_t count = 0;
    for (const keep::Change &change : changes) {
        if (const auto *put = std::get_if<keep::PutMessages>(&change))
            count += put->messages.size();
    }
    return count;
}

Result<std::optional<Message>> firstOf(Result<std::vector<Message>> found)
{
    if (!found.ok())
        return found.error();
    return found.value().empty() ? std::optional<Message>() : std::optional(std::move(found.value().front()));
}

Operation operationOf(int stored)
{
    const auto operation = Operation(stored);
    const bool isChange =
        operation == Operation::Edit || operation == Operation::Delete || operation == Operation::React;
    return isChange ? operation : Operation::Send;
}

DeliveryState stateOf(int stored)
{
    const auto state = DeliveryState(stored);
    return state == DeliveryState::Failed || state == DeliveryState::Unconfirmed ? state : DeliveryState::Pending;
}

} // namespace

Result<std::unique_ptr<ClientStore>> openClientStore(const QString &file)
{
    auto store = std::make_unique<SqliteClientStore>();
    if (const Status status = store->open(file); !status.ok())
        return status.error();
    return std::unique_ptr<ClientStore>(std::move(store));
}

Status SqliteClientStore::open(const QString &file)
{
    if (!file.isEmpty()) {
        auto lock = lockForProcess(file + QStringLiteral(".lock"));
        if (!lock.ok())
            return lock.error();
        m_lock = std::move(lock).value();
    }
    if (const Status opened = m_database.open(file, clientSchema()); !opened.ok())
        return opened;
    // What was deleted is written over (sqlite.org/pragma.html#pragma_secure_delete).
    const auto secure = m_database.value(QStringLiteral("PRAGMA secure_delete=ON"));
    return secure.ok() ? success() : Status(secure.error());
}

Status SqliteClientStore::apply(const std::vector<keep::Change> &changes)
{
    if (changes.empty())
        return success();
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    for (const keep::Change &change : changes) {
        const Status status = std::visit([this](const auto &one) { return write(one); }, change);
        if (!status.ok())
            return status;
    }
    // Never with the outbox alone: what a person writes is not refused because the index has no room.
    if (const std::size_t count = messageCount(changes); count > 0 && count <= FewMessages) {
        if (const Status status = indexNewest(IndexedAtOnce); !status.ok())
            return status;
    }
    return transaction.commit();
}

Status SqliteClientStore::put(const QString &sql, const QVariantList &values)
{
    const auto run = m_database.run(sql, values);
    return run.ok() ? success() : Status(run.error());
}

Status SqliteClientStore::write(const keep::PutRoom &change)
{
    const Room &room = change.room;
    return put(QStringLiteral(
                   "INSERT INTO room(id, private, joined, last_seq, read_seq, member_count, own, last_rev, mentions) "
                   "VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET private=excluded.private, "
                   "joined=excluded.joined, last_seq=excluded.last_seq, read_seq=excluded.read_seq, "
                   "member_count=excluded.member_count, own=excluded.own, last_rev=excluded.last_rev, "
                   "mentions=excluded.mentions"),
               {room.id, room.isPrivate, room.joined, room.lastSeq, room.readSeq, room.memberCount, room.own,
                room.lastRev, room.mentions});
}

Status SqliteClientStore::write(const keep::DropRoom &change)
{
    if (const Status status = forget(change.room); !status.ok())
        return status;
    for (const auto &sql :
         {QStringLiteral("DELETE FROM outbox WHERE room=?"), QStringLiteral("DELETE FROM draft WHERE room=?"),
          QStringLiteral("DELETE FROM room WHERE id=?")}) {
        if (const Status status = put(sql, {change.room}); !status.ok())
            return status;
    }
    return success();
}

Status SqliteClientStore::write(const keep::PutMessages &change)
{
    for (const Message &m : change.messages) {
        const Result<qint64> place = placeOf(m);
        if (!place.ok())
            return place.error();
        const Status stored =
            put(QStringLiteral(
                    "INSERT INTO message(place, room, seq, id, client_id, sender, text, at, rev, edited_at, "
                    "deleted_by, reply_id, reply_seq, reply_sender, reactions, mentions) "
                    "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(room, seq) DO UPDATE SET "
                    "id=excluded.id, client_id=excluded.client_id, sender=excluded.sender, "
                    "text=excluded.text, at=excluded.at, rev=excluded.rev, edited_at=excluded.edited_at, "
                    "deleted_by=excluded.deleted_by, reply_id=excluded.reply_id, "
                    "reply_seq=excluded.reply_seq, reply_sender=excluded.reply_sender, "
                    "reactions=excluded.reactions, mentions=excluded.mentions WHERE excluded.rev >= message.rev"),
                {place.value(), change.room, m.seq, m.id, m.clientId, m.sender, m.text, m.at, m.rev, m.editedAt,
                 m.deletedBy, m.replyTo.id, m.replyTo.seq, m.replyTo.sender, reactionsText(m.reactions),
                 mentionsText(m.mentions)});
        if (!stored.ok())
            return stored;
        if (m.clientId.isEmpty())
            continue;
        const Status handedOver = put(QStringLiteral("DELETE FROM outbox WHERE client_id=? AND operation=?"),
                                      {m.clientId, int(Operation::Send)});
        if (!handedOver.ok())
            return handedOver;
    }
    return addSpan(change.room, change.span);
}

Status SqliteClientStore::write(const keep::AmendMessages &change)
{
    for (const Amendment &one : change.changes) {
        auto held = select(QStringLiteral("room=? AND seq=?"), {change.room, one.seq});
        if (!held.ok())
            return held.error();
        if (held.value().empty() || !amend(held.value().front(), one))
            continue;
        const Message &now = held.value().front();
        const Status stored = put(QStringLiteral("UPDATE message SET text=?, rev=?, edited_at=?, deleted_by=?, "
                                                 "reactions=?, mentions=? WHERE room=? AND seq=?"),
                                  {now.text, now.rev, now.editedAt, now.deletedBy, reactionsText(now.reactions),
                                   mentionsText(now.mentions), change.room, now.seq});
        if (!stored.ok())
            return stored;
    }
    if (!change.heldRev)
        return success();
    return put(QStringLiteral("UPDATE room SET held_rev=? WHERE id=?"), {*change.heldRev, change.room});
}

// A free number whose upper bits are the message's time: in the order of these numbers the newest is the last.
Result<qint64> SqliteClientStore::placeOf(const Message &message)
{
    constexpr int Shift = 20;                        // a million messages of one millisecond
    constexpr WallMs Latest = (WallMs(1) << 42) - 1; // the year 2109: time and shift stay within 63 bits
    const qint64 base = std::clamp<WallMs>(message.at, 0, Latest) << Shift;
    const qint64 last = base + (qint64(1) << Shift) - 1;
    const auto taken =
        m_database.value(QStringLiteral("SELECT max(place) FROM message WHERE place BETWEEN ? AND ?"), {base, last});
    if (!taken.ok() || taken.value().isNull())
        return taken.ok() ? Result<qint64>(base) : taken.error();
    if (taken.value().toLongLong() < last)
        return taken.value().toLongLong() + 1;
    // A server that gives a million messages one time: theirs is then no order that anybody could miss.
    const auto highest = m_database.value(QStringLiteral("SELECT max(place) FROM message"));
    return highest.ok() ? Result<qint64>(highest.value().toLongLong() + 1) : highest.error();
}

Status SqliteClientStore::addSpan(const QString &room, const Span &span)
{
    if (span.empty())
        return success();
    Result<SpanSet> held = spans(room);
    if (!held.ok())
        return held.error();
    held.value().add(span);
    const Span merged = *held.value().around(span.last);
    const Status swallowed =
        put(QStringLiteral("DELETE FROM run WHERE room=? AND after>=? AND last<=?"), {room, merged.after, merged.last});
    if (!swallowed.ok())
        return swallowed;
    return put(QStringLiteral("INSERT INTO run(room, after, last, after_mark, last_mark) VALUES(?,?,?,?,?)"),
               {room, merged.after, merged.last, merged.afterMark, merged.lastMark});
}

Status SqliteClientStore::forget(const QString &room)
{
    for (const auto &sql :
         {QStringLiteral("DELETE FROM message WHERE room=?"), QStringLiteral("DELETE FROM run WHERE room=?"),
          QStringLiteral(
              "UPDATE room SET last_seq=0, read_seq=0, own=0, last_rev=0, held_rev=0, mentions=0 WHERE id=?")}) {
        if (const Status status = put(sql, {room}); !status.ok())
            return status;
    }
    return success();
}

Status SqliteClientStore::write(const keep::ForgetHistory &change)
{
    return forget(change.room);
}

Status SqliteClientStore::write(const keep::PutOutbox &change)
{
    const OutboxEntry &entry = change.entry;
    // An update keeps the place: a retry must not overtake what was written after it.
    const QVariant place = change.place > 0 ? QVariant(change.place) : QVariant(QMetaType(QMetaType::LongLong));
    return put(QStringLiteral("INSERT INTO outbox(place, client_id, room, text, at, state, failure, tried, former_seq, "
                              "operation, target, target_client_id, base_rev, base_epoch, reply_to, is_on, mentions) "
                              "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(client_id) DO UPDATE SET "
                              "room=excluded.room, text=excluded.text, at=excluded.at, state=excluded.state, "
                              "failure=excluded.failure, tried=excluded.tried, former_seq=excluded.former_seq, "
                              "operation=excluded.operation, target=excluded.target, "
                              "target_client_id=excluded.target_client_id, base_rev=excluded.base_rev, "
                              "base_epoch=excluded.base_epoch, reply_to=excluded.reply_to, is_on=excluded.is_on, "
                              "mentions=excluded.mentions"),
               {place, entry.clientId, entry.room, entry.text, entry.at, int(entry.state), entry.failure, entry.tried,
                entry.formerSeq, int(entry.operation), entry.target, entry.targetClientId, entry.baseRev,
                entry.baseEpoch, entry.replyTo, entry.on, mentionsText(entry.mentions)});
}

Status SqliteClientStore::write(const keep::TryOutbox &)
{
    return put(QStringLiteral("UPDATE outbox SET tried=1 WHERE tried=0 AND state=?"), {int(DeliveryState::Pending)});
}

Status SqliteClientStore::write(const keep::DropOutbox &change)
{
    return put(QStringLiteral("DELETE FROM outbox WHERE client_id=?"), {change.clientId});
}

Status SqliteClientStore::write(const keep::PutDraft &change)
{
    if (change.text.isEmpty())
        return put(QStringLiteral("DELETE FROM draft WHERE room=?"), {change.room});
    return put(QStringLiteral("INSERT OR REPLACE INTO draft(room, text) VALUES(?,?)"), {change.room, change.text});
}

Status SqliteClientStore::write(const keep::PutSetting &change)
{
    return put(QStringLiteral("INSERT OR REPLACE INTO setting(name, value) VALUES(?,?)"), {change.name, change.value});
}

Result<SpanSet> SqliteClientStore::spans(const QString &room)
{
    const auto run = m_database.run(
        QStringLiteral("SELECT after, last, after_mark, last_mark FROM run WHERE room=? ORDER BY after"), {room});
    if (!run.ok())
        return run.error();
    SpanSet set;
    QSqlQuery &row = *run.value();
    while (row.next())
        set.add(
            {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toString(), row.value(3).toString()});
    return set;
}

Result<std::vector<StoredRoom>> SqliteClientStore::rooms()
{
    const auto run =
        m_database.run(QStringLiteral("SELECT room.id, private, joined, last_seq, read_seq, member_count, "
                                      "coalesce(draft.text, ''), own, last_rev, held_rev, room.mentions, "
                                      "coalesce((SELECT min(seq) FROM message WHERE message.room = room.id), 0) "
                                      "FROM room LEFT JOIN draft ON draft.room = room.id ORDER BY room.id"));
    if (!run.ok())
        return run.error();
    std::vector<StoredRoom> rooms;
    QSqlQuery &row = *run.value();
    while (row.next()) {
        StoredRoom stored;
        stored.room = {row.value(0).toString(),   row.value(1).toBool(),     row.value(2).toBool(),
                       row.value(3).toLongLong(), row.value(4).toLongLong(), row.value(5).toInt(),
                       row.value(7).toLongLong()};
        stored.draft = row.value(6).toString();
        stored.room.lastRev = row.value(8).toLongLong();
        stored.heldRev = row.value(9).toLongLong();
        stored.room.mentions = row.value(10).toInt();
        stored.lowest = row.value(11).toLongLong();
        rooms.push_back(std::move(stored));
    }
    for (StoredRoom &stored : rooms) {
        Result<SpanSet> set = spans(stored.room.id);
        if (!set.ok())
            return set.error();
        stored.spans = set.value().spans();
    }
    return rooms;
}

Result<std::vector<Message>> SqliteClientStore::select(const QString &which, const QVariantList &values)
{
    const auto run = m_database.run(
        QStringLiteral("SELECT ") + MessageColumns + QStringLiteral(" FROM message WHERE ") + which, values);
    if (!run.ok())
        return run.error();
    std::vector<Message> messages;
    while (run.value()->next())
        messages.push_back(readMessage(*run.value()));
    run.value()->finish();
    return messages;
}

Result<std::vector<Message>> SqliteClientStore::messages(const QString &room, Seq before, int limit)
{
    const Seq below = before > 0 ? before : std::numeric_limits<Seq>::max();
    Result<std::vector<Message>> messages =
        select(QStringLiteral("room=? AND seq<? ORDER BY seq DESC LIMIT ?"), {room, below, qMax(0, limit)});
    if (messages.ok())
        std::reverse(messages.value().begin(), messages.value().end());
    return messages;
}

Result<std::vector<Message>> SqliteClientStore::messagesIn(const QString &room, const Span &span, int limit, Most most)
{
    const QString order = most == Most::Newest ? QStringLiteral("DESC") : QStringLiteral("ASC");
    Result<std::vector<Message>> messages =
        select(QStringLiteral("room=? AND seq>? AND seq<=? ORDER BY seq %1 LIMIT ?").arg(order),
               {room, span.after, span.last, qMax(0, limit)});
    if (messages.ok() && most == Most::Newest)
        std::reverse(messages.value().begin(), messages.value().end());
    return messages;
}

Result<std::optional<Message>> SqliteClientStore::message(const QString &room, const QString &id)
{
    if (room.isEmpty())
        return firstOf(select(QStringLiteral("id=? AND id<>'' LIMIT 1"), {id}));
    return firstOf(select(QStringLiteral("+room=? AND id=? AND id<>'' LIMIT 1"), {room, id}));
}

Result<std::vector<Message>> SqliteClientStore::messagesBy(const QString &room, const QString &sender)
{
    return select(QStringLiteral("room=? AND sender=? AND client_id<>'' ORDER BY seq"), {room, sender});
}

Result<std::vector<OutboxEntry>> SqliteClientStore::outbox()
{
    const auto run = m_database.run(
        QStringLiteral("SELECT room, client_id, text, at, state, failure, tried, former_seq, operation, "
                       "target, target_client_id, base_rev, base_epoch, is_on, reply_to, mentions FROM outbox "
                       "ORDER BY place"));
    if (!run.ok())
        return run.error();
    std::vector<OutboxEntry> entries;
    QSqlQuery &row = *run.value();
    while (row.next()) {
        entries.push_back({row.value(0).toString(), row.value(1).toString(), row.value(2).toString(),
                           row.value(3).toLongLong(), stateOf(row.value(4).toInt()), row.value(5).toString(),
                           row.value(6).toBool(), row.value(7).toLongLong(), operationOf(row.value(8).toInt()),
                           row.value(9).toString(), row.value(10).toString(), row.value(11).toLongLong(),
                           row.value(12).toString(), row.value(13).toBool(), row.value(14).toString(),
                           mentionsFromText(row.value(15).toString())});
    }
    return entries;
}

Result<qint64> SqliteClientStore::outboxPlace(const QString &clientId)
{
    const auto place = m_database.value(QStringLiteral("SELECT place FROM outbox WHERE client_id=?"), {clientId});
    return place.ok() ? Result<qint64>(place.value().toLongLong()) : place.error();
}

Result<std::optional<Message>> SqliteClientStore::acknowledged(const QString &clientId)
{
    return firstOf(select(QStringLiteral("client_id=? AND client_id<>'' LIMIT 1"), {clientId}));
}

Result<QString> SqliteClientStore::setting(const QString &name)
{
    const auto value = m_database.value(QStringLiteral("SELECT value FROM setting WHERE name=?"), {name});
    return value.ok() ? Result<QString>(value.value().toString()) : value.error();
}

} // namespace banter
