// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/database.h"

#include "store/sqlite_error.h"

#include <QFileInfo>
#include <QSqlError>

#include <atomic>

namespace banter {
namespace {

// On a Mac, fsync() leaves what was written in the disk's own cache; elsewhere these do nothing
// (sqlite.org/pragma.html#pragma_fullfsync).
const QString FullSync = QStringLiteral("PRAGMA fullfsync=ON;\nPRAGMA checkpoint_fullfsync=ON;\n");

Error toError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return sqliteError(error.nativeErrorCode().toInt(), words);
}

// A row that the schema does not allow: the statement did nothing, and its transaction goes on.
bool isConstraint(const QSqlError &error)
{
    constexpr int Constraint = 19; // sqlite.org/rescode.html
    return (error.nativeErrorCode().toInt() & 0xff) == Constraint;
}

// Qt binds a null QString as NULL; to this program it is an empty text. It binds the others as UTF-16, of which SQLite
// takes one byte order mark away, reads all in the other byte order after a swapped one, and gives U+FFFE and U+FFFF
// back as U+FFFD.
QVariant asBound(const QVariant &value)
{
    if (value.typeId() != QMetaType::QString)
        return value;
    QString text = value.toString();
    if (text.isEmpty())
        return QStringLiteral("");
    if (text.contains(QChar::ByteOrderSwapped) || text.contains(QChar(0xffff)))
        text.replace(QChar::ByteOrderSwapped, QChar::ReplacementCharacter)
            .replace(QChar(0xffff), QChar::ReplacementCharacter);
    return text.startsWith(QChar::ByteOrderMark) ? QChar(QChar::ByteOrderMark) + text : text;
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

Status Database::connectTo(const QString &file, const QString &options)
{
    Q_ASSERT(m_name.isEmpty());
    // Asked first, because addDatabase() would write to stderr.
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return Error{ErrorCode::Internal, QStringLiteral("Qt's SQLite driver is not installed.")};
    m_name = uniqueName();
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000") + options);
    connection.setDatabaseName(file);
    return connection.open() ? success() : Status(toError(connection.lastError()));
}

Status Database::open(const QString &file, const Schema &schema)
{
    if (const Status opened = connectTo(file.isEmpty() ? QStringLiteral(":memory:") : file, {}); !opened.ok())
        return opened;
    if (const Status status = configure(schema); !status.ok())
        return status;
    return migrate(schema);
}

Status Database::openAsIs(const QString &file, const Schema &schema, Access access)
{
    if (!QFileInfo(file).isFile())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no database %1.").arg(file)};
    const QString options = access == Access::Read ? QStringLiteral(";QSQLITE_OPEN_READONLY") : QString();
    if (const Status opened = connectTo(file, options); !opened.ok())
        return opened;
    const Result<int> version = checkedVersion(schema);
    if (!version.ok())
        return version.error();
    if (version.value() == 0)
        return Error{ErrorCode::Internal, QStringLiteral("The database is empty.")};
    m_version = version.value();
    // EXTRA syncs the folder too, FULL the file only (sqlite.org/pragma.html#pragma_synchronous).
    return access == Access::Read ? success() : runScript(QStringLiteral("PRAGMA synchronous=EXTRA;\n") + FullSync);
}

Status Database::configure(const Schema &schema)
{
    if (const Result<int> version = checkedVersion(schema); !version.ok())
        return version.error();
    // Only now: the journal mode is written into the file, and until here it might have been somebody else's.
    return runScript(QStringLiteral("PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nPRAGMA foreign_keys=ON;\n") +
                     FullSync);
}

Result<int> Database::checkedVersion(const Schema &schema)
{
    const Result<qint64> id = number(QStringLiteral("PRAGMA application_id"));
    const Result<qint64> version = number(QStringLiteral("PRAGMA user_version"));
    const Result<qint64> tables = number(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    for (const Result<qint64> *read : {&id, &version, &tables}) {
        if (!read->ok())
            return read->error();
    }
    const bool fresh = id.value() == 0 && version.value() == 0 && tables.value() == 0;
    if (fresh)
        return 0;
    if (id.value() != schema.applicationId || version.value() < 1)
        return Error{ErrorCode::Internal, QStringLiteral("The file is a database of another program.")};
    if (version.value() > schema.migrations.size()) {
        return Error{ErrorCode::NewerDatabase,
                     QStringLiteral("The data was written by a newer version of Banter (database version %1, this "
                                    "program knows %2). Install the newer version to use it.")
                         .arg(version.value())
                         .arg(schema.migrations.size())};
    }
    return int(version.value());
}

Status Database::migrate(const Schema &schema)
{
    const Result<int> before = checkedVersion(schema);
    if (!before.ok())
        return before.error();
    if (before.value() == schema.migrations.size())
        return success();
    Transaction transaction(*this);
    if (!transaction.begun().ok())
        return transaction.begun();
    // Once more, now that nobody else can write: another process may have been at the same work.
    const Result<int> version = checkedVersion(schema);
    if (!version.ok())
        return version.error();
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
    const Result<QVariant> first = value(sql);
    return first.ok() ? Result<qint64>(first.value().toLongLong()) : first.error();
}

Result<QSqlQuery *> Database::run(const QString &sql, const QVariantList &values)
{
    if (m_broken)
        return *m_broken;
    std::unique_ptr<QSqlQuery> &query = m_prepared[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(sql))
            return toError(fresh->lastError());
        query = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), asBound(values[i]));
    if (!query->exec()) {
        const QSqlError words = query->lastError();
        query->finish();
        if (m_depth > 0 && !isConstraint(words))
            m_broken = toError(words);
        return toError(words);
    }
    return query.get();
}

Status Database::begin()
{
    // IMMEDIATE takes the write lock now: a second writer is told at the beginning, not in the middle.
    const auto run = this->run(m_depth == 0 ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("SAVEPOINT inner"));
    if (!run.ok())
        return run.error();
    ++m_depth;
    return success();
}

Status Database::commit()
{
    // A reader left open would keep the write-ahead log from being taken over into the file.
    finishAll();
    const auto run = this->run(m_depth == 1 ? QStringLiteral("COMMIT") : QStringLiteral("RELEASE inner"));
    if (!run.ok())
        return run.error();
    --m_depth;
    return success();
}

void Database::rollback()
{
    finishAll();
    const int depth = m_depth--;
    if (depth > 1) {
        for (const char *sql : {"ROLLBACK TO inner", "RELEASE inner"}) {
            const auto run = this->run(QLatin1String(sql));
            Q_UNUSED(run); // what ended the whole transaction is told when that is committed
        }
        return;
    }
    m_broken.reset();
    const auto run = this->run(QStringLiteral("ROLLBACK"));
    Q_UNUSED(run); // SQLite has already rolled back by itself after a full disk
}

void Database::finishAll()
{
    for (const auto &[sql, query] : m_prepared) {
        if (query && query->isActive())
            query->finish();
    }
}

Result<QVariant> Database::value(const QString &sql, const QVariantList &values)
{
    const auto run = this->run(sql, values);
    if (!run.ok())
        return run.error();
    const QVariant first = run.value()->next() ? run.value()->value(0) : QVariant();
    run.value()->finish();
    return first;
}

Status Database::limitPages(int pages)
{
    return runScript(QStringLiteral("PRAGMA max_page_count=%1;\n").arg(pages));
}

} // namespace banter
