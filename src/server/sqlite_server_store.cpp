// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/sqlite_server_store.h"

#include "server/server_schema.h"

namespace banter {
namespace {

constexpr qint64 HourMs = 3600 * 1000;

PresenceStatus statusOf(int stored)
{
    const bool known = stored > int(PresenceStatus::Unknown) && stored <= int(PresenceStatus::Offline);
    return known ? PresenceStatus(stored) : PresenceStatus::Unknown;
}

} // namespace

Status SqliteServerStore::put(const QString &sql, const QVariantList &values)
{
    const auto run = m_database.run(sql, values);
    return run.ok() ? success() : Status(run.error());
}

Status SqliteServerStore::open(const QString &file, const QString &freshEpoch, const QByteArray &freshSeed)
{
    if (const Status opened = m_database.open(file, serverSchema()); !opened.ok())
        return opened;
    // What was deleted is written over (sqlite.org/pragma.html#pragma_secure_delete), in the file and in its copies.
    if (const auto secure = m_database.value(QStringLiteral("PRAGMA secure_delete=ON")); !secure.ok())
        return secure.error();
    const auto served = m_database.value(QStringLiteral("SELECT value FROM setting WHERE name='served'"));
    if (!served.ok())
        return served.error();
    m_served = served.value().toLongLong();
    const Result<QString> epoch = settingOr(QStringLiteral("epoch"), freshEpoch);
    if (!epoch.ok())
        return epoch.error();
    const Result<QString> seed = settingOr(QStringLiteral("identity"), QString::fromLatin1(freshSeed.toBase64()));
    if (!seed.ok())
        return seed.error();
    m_epoch = epoch.value();
    m_identitySeed = QByteArray::fromBase64(seed.value().toLatin1());
    return success();
}

// Where there is none it is the fresh one from now on.
Result<QString> SqliteServerStore::settingOr(const QString &name, const QString &fresh)
{
    auto stored = m_database.run(QStringLiteral("SELECT value FROM setting WHERE name=?"), {name});
    if (!stored.ok())
        return stored.error();
    if (stored.value()->next()) {
        const QString value = stored.value()->value(0).toString();
        stored.value()->finish();
        return value;
    }
    const Status kept = put(QStringLiteral("INSERT INTO setting(name, value) VALUES(?, ?)"), {name, fresh});
    return kept.ok() ? Result<QString>(fresh) : Result<QString>(kept.error());
}

Result<std::vector<Account>> SqliteServerStore::accounts()
{
    const auto run =
        m_database.run(QStringLiteral("SELECT id, name, key, status, status_id, status_at, status_text, "
                                      "text_id, text_at, last_seen, removed, made, made_from, came FROM account"));
    if (!run.ok())
        return run.error();
    std::vector<Account> accounts;
    QSqlQuery &row = *run.value();
    while (row.next()) {
        const OwnPresence own{statusOf(row.value(3).toInt()),
                              {row.value(4).toString(), row.value(5).toLongLong()},
                              row.value(6).toString(),
                              {row.value(7).toString(), row.value(8).toLongLong()}};
        accounts.push_back({row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toString(), own,
                            row.value(9).toLongLong(), row.value(10).toBool(), row.value(11).toLongLong(),
                            row.value(12).toString(), row.value(13).toLongLong()});
    }
    return accounts;
}

Status SqliteServerStore::keepServed(ServedMs now)
{
    if (now - m_served < HourMs)
        return success();
    const Status kept =
        put(QStringLiteral("INSERT OR REPLACE INTO setting(name, value) VALUES('served', ?)"), {QString::number(now)});
    if (kept.ok())
        m_served = now;
    return kept;
}

Status SqliteServerStore::commit(const Batch &batch)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    if (const Status status = putMessages(batch.messages); !status.ok())
        return status;
    if (const Status status = putChanges(batch.changes); !status.ok())
        return status;
    if (const Status status = putReads(batch.reads); !status.ok())
        return status;
    if (const Status status = putPeople(batch.people); !status.ok())
        return status;
    return transaction.commit();
}

Status SqliteServerStore::together(const std::function<void()> &writes)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    writes();
    return transaction.commit();
}

Status SqliteServerStore::putReads(const std::vector<ReadMark> &reads)
{
    for (const ReadMark &mark : reads) {
        const Status marked =
            put(QStringLiteral("UPDATE member SET read_seq=max(read_seq, ?) WHERE room=? AND account=?"),
                {mark.seq, mark.room, mark.account});
        if (!marked.ok())
            return marked;
    }
    return success();
}

Status SqliteServerStore::putPeople(const std::map<qint64, PersonChange> &people)
{
    for (const auto &[account, change] : people) {
        const Status seen = change.lastSeen ? put(QStringLiteral("UPDATE account SET last_seen=? WHERE id=?"),
                                                  {*change.lastSeen, account})
                                            : success();
        if (!seen.ok())
            return seen;
        const Status came = change.came
                                ? put(QStringLiteral("UPDATE account SET came=? WHERE id=?"), {*change.came, account})
                                : success();
        if (!came.ok())
            return came;
        const Status said = change.own ? putOwn(account, *change.own) : success();
        if (!said.ok())
            return said;
    }
    return success();
}

Status SqliteServerStore::putOwn(qint64 account, const OwnPresence &own)
{
    return put(
        QStringLiteral("UPDATE account SET status=?, status_id=?, status_at=?, status_text=?, text_id=?, text_at=? "
                       "WHERE id=?"),
        {int(own.status), own.statusWord.id, own.statusWord.at, own.text, own.textWord.id, own.textWord.at, account});
}

} // namespace banter
