// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/database.h"

#include <QSqlError>

#include <atomic>

namespace banter {
namespace {

// sqlite.org/rescode.html: the primary codes that mean something to a person.
Error toError(const QSqlError &error)
{
    enum Code { Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Full = 13, CantOpen = 14 };
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString words = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    switch (code) {
    case Busy:
    case Locked:
        return {ErrorCode::InUse, QStringLiteral("The database is in use by another process.")};
    case ReadOnly:
    case IoError:
    case Full:
    case CantOpen:
        return {ErrorCode::StorageFull, QStringLiteral("The database cannot be written: %1.").arg(words)};
    default:
        return {ErrorCode::Internal, QStringLiteral("The database failed: %1.").arg(words)};
    }
}

QString uniqueName()
{
    static std::atomic<quint64> count = 0;
    return QStringLiteral("banter-%1").arg(++count);
}

} // namespace

Database::~Database()
{
    if (m_name.isEmpty())
        return;
    m_prepared.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Status Database::open(const QString &file, const Schema &schema)
{
    m_name = uniqueName();
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!connection.isValid())
        return Error{ErrorCode::Internal, QStringLiteral("Qt's SQLite driver is not installed.")};
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    connection.setDatabaseName(file.isEmpty() ? QStringLiteral(":memory:") : file);
    if (!connection.open())
        return toError(connection.lastError());
    if (const Status status = configure(schema); !status.ok())
        return status;
    return migrate(schema);
}

Status Database::configure(const Schema &schema)
{
    const Result<qint64> id = number(QStringLiteral("PRAGMA application_id"));
    if (!id.ok())
        return id.error();
    const Result<qint64> version = number(QStringLiteral("PRAGMA user_version"));
    if (!version.ok())
        return version.error();
    const Result<qint64> tables = number(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables.ok())
        return tables.error();
    const bool fresh = id.value() == 0 && tables.value() == 0;
    if (!fresh && id.value() != schema.applicationId)
        return Error{ErrorCode::Internal, QStringLiteral("The file is a database of another program.")};
    if (version.value() > schema.migrations.size()) {
        return Error{ErrorCode::NewerDatabase,
                     QStringLiteral("The data was written by a newer version of Banter (database version %1, this "
                                    "program knows %2). Install the newer version to use it.")
                         .arg(version.value())
                         .arg(schema.migrations.size())};
    }
    for (const auto &pragma : {QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("PRAGMA synchronous=FULL"),
                               QStringLiteral("PRAGMA foreign_keys=ON")}) {
        if (const auto run = this->run(pragma); !run.ok())
            return run.error();
    }
    return success();
}

Status Database::migrate(const Schema &schema)
{
    const Result<qint64> version = number(QStringLiteral("PRAGMA user_version"));
    if (!version.ok())
        return version.error();
    if (version.value() == schema.migrations.size())
        return success();
    Transaction transaction(*this);
    if (!transaction.begun().ok())
        return transaction.begun();
    for (qsizetype i = version.value(); i < schema.migrations.size(); ++i) {
        if (const Status status = runScript(schema.migrations[i]); !status.ok())
            return status;
    }
    // A pragma takes no bound values.
    const QString stamp = QStringLiteral("PRAGMA application_id=%1;\nPRAGMA user_version=%2;\n")
                              .arg(schema.applicationId)
                              .arg(schema.migrations.size());
    if (const Status status = runScript(stamp); !status.ok())
        return status;
    return transaction.commit();
}

Status Database::runScript(const QString &script)
{
    const QStringList statements = script.split(QStringLiteral(";\n"), Qt::SkipEmptyParts);
    for (const QString &statement : statements) {
        if (statement.trimmed().isEmpty())
            continue;
        QSqlQuery query(QSqlDatabase::database(m_name, false));
        if (!query.exec(statement))
            return toError(query.lastError());
    }
    return success();
}

Result<qint64> Database::number(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (!query.exec(sql) || !query.next())
        return toError(query.lastError());
    return query.value(0).toLongLong();
}

Result<QSqlQuery *> Database::run(const QString &sql, const QVariantList &values)
{
    std::unique_ptr<QSqlQuery> &query = m_prepared[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(sql))
            return toError(fresh->lastError());
        query = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values[i]);
    if (!query->exec()) {
        const Error error = toError(query->lastError());
        query->finish();
        return error;
    }
    return query.get();
}

Status Database::begin()
{
    // IMMEDIATE takes the write lock now: a second writer is told at the beginning, not in the middle.
    const auto run = this->run(QStringLiteral("BEGIN IMMEDIATE"));
    return run.ok() ? success() : Status(run.error());
}

Status Database::commit()
{
    // A reader left open would make the commit fail or hold the write-ahead log.
    for (const auto &[sql, query] : m_prepared) {
        if (query && query->isActive())
            query->finish();
    }
    const auto run = this->run(QStringLiteral("COMMIT"));
    return run.ok() ? success() : Status(run.error());
}

void Database::rollback()
{
    for (const auto &[sql, query] : m_prepared) {
        if (query && query->isActive())
            query->finish();
    }
    const auto run = this->run(QStringLiteral("ROLLBACK"));
    Q_UNUSED(run); // SQLite has already rolled back by itself after a full disk
}

Status Database::limitPages(int pages)
{
    return runScript(QStringLiteral("PRAGMA max_page_count=%1;\n").arg(pages));
}

} // namespace banter
