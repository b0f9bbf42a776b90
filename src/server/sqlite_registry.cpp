// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/sqlite_registry.h"

namespace banter {
namespace {

constexpr qint64 SeenStepMs = 24 * 3600 * 1000;

} // namespace

Status SqliteRegistry::put(const QString &sql, const QVariantList &values)
{
    const auto run = m_database.run(sql, values);
    return run.ok() ? success() : Status(run.error());
}

Status SqliteRegistry::nameToken(const QByteArray &hash, const QString &client, WallMs now)
{
    return put(QStringLiteral("UPDATE token SET client=?, made=?, seen=? WHERE hash=?"), {client, now, now, hash});
}

// A calendar that jumped ahead and back must not hold it for ever.
Status SqliteRegistry::noteSeen(const QByteArray &hash, WallMs now)
{
    return put(QStringLiteral("UPDATE token SET seen=? WHERE hash=? AND (seen<? OR seen>?)"),
               {now, hash, now - SeenStepMs, now});
}

Result<std::vector<StoredDevice>> SqliteRegistry::devices(qint64 account)
{
    const auto run = m_database.run(
        QStringLiteral("SELECT hash, client, made, seen FROM token WHERE account=? ORDER BY seen DESC, made DESC"),
        {account});
    if (!run.ok())
        return run.error();
    std::vector<StoredDevice> devices;
    for (QSqlQuery &row = *run.value(); row.next();) {
        devices.push_back({row.value(0).toByteArray(), row.value(1).toString(), row.value(2).toLongLong(),
                           row.value(3).toLongLong()});
    }
    return devices;
}

Status SqliteRegistry::dropTokens(qint64 account, const QByteArray &except)
{
    return put(QStringLiteral("DELETE FROM token WHERE account=? AND hash IS NOT ?"), {account, except});
}

Status SqliteRegistry::putPlace(const KnownPlace &place)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const Status added = put(QStringLiteral("INSERT OR REPLACE INTO known_place(account, address, used) VALUES(?,?,?)"),
                             {place.account, place.address, place.used});
    if (!added.ok())
        return added;
    const Status bounded = put(
        QStringLiteral("DELETE FROM known_place WHERE account=? AND address NOT IN (SELECT address FROM known_place "
                       "WHERE account=? ORDER BY used DESC, address=? DESC LIMIT ?)"),
        {place.account, place.account, place.address, qint64(AttemptLimits::MaxKnownPlaces)});
    return bounded.ok() ? transaction.commit() : bounded;
}

Result<std::vector<KnownPlace>> SqliteRegistry::places()
{
    const auto run = m_database.run(QStringLiteral("SELECT account, address, used FROM known_place ORDER BY used"), {});
    if (!run.ok())
        return run.error();
    std::vector<KnownPlace> places;
    for (QSqlQuery &row = *run.value(); row.next();)
        places.push_back({row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toLongLong()});
    return places;
}

Status SqliteRegistry::putAttempts(const std::vector<AttemptRecord> &records, qint64 expired)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    if (const Status swept = put(QStringLiteral("DELETE FROM attempt WHERE since<=?"), {expired}); !swept.ok())
        return swept;
    for (const AttemptRecord &one : records) {
        const Status added = put(QStringLiteral("INSERT OR REPLACE INTO attempt(what, count, since) VALUES(?,?,?)"),
                                 {one.what, one.count, one.since});
        if (!added.ok())
            return added;
    }
    const Status bounded =
        put(QStringLiteral(
                "DELETE FROM attempt WHERE what IN (SELECT what FROM attempt ORDER BY since DESC LIMIT -1 OFFSET ?)"),
            {qint64(AttemptLimits::MaxRecords)});
    return bounded.ok() ? transaction.commit() : bounded;
}

Result<std::vector<AttemptRecord>> SqliteRegistry::attempts()
{
    const auto run = m_database.run(QStringLiteral("SELECT what, count, since FROM attempt"), {});
    if (!run.ok())
        return run.error();
    std::vector<AttemptRecord> records;
    for (QSqlQuery &row = *run.value(); row.next();)
        records.push_back({row.value(0).toString(), row.value(1).toInt(), row.value(2).toLongLong()});
    return records;
}

Status SqliteRegistry::setPassword(qint64 account, const QString &passwordHash)
{
    return put(QStringLiteral("UPDATE account SET password=? WHERE id=?"), {passwordHash, account});
}

// By numbers, since the calendar may have been ahead when an earlier one was made.
Status SqliteRegistry::addCode(const QByteArray &hash, qint64 by, int uses, WallMs now)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    if (const Status swept = put(QStringLiteral("DELETE FROM invite_code WHERE by=? AND uses<=0"), {by}); !swept.ok())
        return swept;
    const Status added = put(QStringLiteral("INSERT INTO invite_code(hash, by, made, uses, number) VALUES(?,?,?,?, "
                                            "(SELECT coalesce(max(number), 0)+1 FROM invite_code WHERE by=?))"),
                             {hash, by, now, qBound(1, uses, MaxCodeUses), by});
    if (!added.ok())
        return added;
    const Status bounded = by == 0
                               ? success()
                               : put(QStringLiteral("DELETE FROM invite_code WHERE by=? AND hash NOT IN (SELECT "
                                                    "hash FROM invite_code WHERE by=? ORDER BY number DESC LIMIT ?)"),
                                     {by, by, MaxCodesPerAccount});
    return bounded.ok() ? transaction.commit() : bounded;
}

Result<bool> SqliteRegistry::useCode(const QByteArray &hash)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun().error();
    const auto used =
        m_database.run(QStringLiteral("UPDATE invite_code SET uses=uses-1 WHERE hash=? AND uses>0"), {hash});
    if (!used.ok())
        return used.error();
    const bool was = used.value()->numRowsAffected() > 0;
    if (const Status status = transaction.commit(); !status.ok())
        return status.error();
    return was;
}

Status SqliteRegistry::giveCodeBack(const QByteArray &hash)
{
    return put(QStringLiteral("UPDATE invite_code SET uses=uses+1 WHERE hash=?"), {hash});
}

Result<qint64> SqliteRegistry::changeCount()
{
    const auto value = m_database.value(QStringLiteral("PRAGMA data_version"));
    if (!value.ok())
        return value.error();
    return value.value().toLongLong();
}

Status SqliteRegistry::forgetOrders()
{
    return put(QStringLiteral("DELETE FROM operator_order"), {});
}

Result<std::vector<OperatorOrder>> SqliteRegistry::orders()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, what, subject, value FROM operator_order "
                                                   "WHERE answer IS NULL ORDER BY id LIMIT ?"),
                                    {MaxOrders});
    if (!run.ok())
        return run.error();
    std::vector<OperatorOrder> orders;
    for (QSqlQuery &row = *run.value(); row.next();) {
        orders.push_back({row.value(0).toLongLong(), OperatorOrder::What(row.value(1).toInt()), row.value(2).toString(),
                          row.value(3).toString()});
    }
    return orders;
}

Status SqliteRegistry::answerOrder(qint64 id, const QString &trouble)
{
    return put(QStringLiteral("UPDATE operator_order SET answer=?, value='' WHERE id=?"), {trouble, id});
}

Result<qint64> SqliteRegistry::addOrder(const OperatorOrder &order)
{
    const auto added = m_database.run(QStringLiteral("INSERT INTO operator_order(what, subject, value) VALUES(?,?,?)"),
                                      {int(order.what), order.subject, order.value});
    if (!added.ok())
        return added.error();
    return added.value()->lastInsertId().toLongLong();
}

Status SqliteRegistry::withdrawOrder(qint64 id)
{
    return put(QStringLiteral("DELETE FROM operator_order WHERE id=?"), {id});
}

Result<std::optional<QString>> SqliteRegistry::takeAnswer(qint64 id)
{
    const auto answer =
        m_database.run(QStringLiteral("SELECT answer FROM operator_order WHERE id=? AND answer IS NOT NULL"), {id});
    if (!answer.ok())
        return answer.error();
    if (!answer.value()->next())
        return std::optional<QString>();
    const QString said = answer.value()->value(0).toString();
    answer.value()->finish();
    if (const Status taken = withdrawOrder(id); !taken.ok())
        return taken.error();
    return std::optional<QString>(said);
}

} // namespace banter
