// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <map>
#include <memory>
#include <optional>

namespace banter {

/// What a database file must look like.
struct Schema {
    qint32 applicationId = 0; ///< SQLite's application_id: a file with another one is not ours
    /// Scripts, each of statements that end in ";" at the end of a line; a ";" inside a statement, as in a trigger, is
    /// followed by something else than the end of a line. Script n, from 0, makes version n+1 from version n.
    QStringList migrations;
};

/// One SQLite connection, for the thread that opened it. Every call may block on the disk. After an error of
/// StorageFull (full or read-only disk) the connection stays usable for reading.
class Database final {
public:
    Database() = default;
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens or creates `file` (empty: in memory) with WAL and synchronous=FULL, so that a commit is on the disk when
    /// it returns (sqlite.org/pragma.html#pragma_synchronous), and brings it to the schema's version in one
    /// transaction. NewerDatabase, InUse (locked for more than 2 s), StorageFull, or Internal with SQLite's words for
    /// a file that is damaged or no database of ours.
    Status open(const QString &file, const Schema &schema);

    enum class Access {
        Read,  ///< nothing of it is changed, and it may be in use by another process
        Write, ///< a commit and the file's place in its folder are on the disk when it returns
    };
    /// Opens a file of ours as it is: it is not made, not migrated, and keeps its journal mode. NotFound, and open()'s
    /// errors.
    Status openAsIs(const QString &file, const Schema &schema, Access access);
    /// The schema's version that openAsIs() found.
    int version() const { return m_version; }

    /// Runs one statement with positional values; a null QString is stored as an empty text. The prepared form is
    /// kept. The query is valid until the next run() of the same text, and its rows until the next commit.
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values = {});

    /// The first column of the first row; invalid when there is no row. Errors as run().
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});

    /// Transactions nest: an inner one is undone by itself, and is on the disk once the outermost is.
    Status begin();
    Status commit();
    void rollback();

    /// Keeps the file from growing over `pages` pages of 4 KiB. For tests of a full disk.
    Status limitPages(int pages);

private:
    Status connectTo(const QString &file, const QString &options);
    Status configure(const Schema &schema);
    Result<int> checkedVersion(const Schema &schema);
    Status migrate(const Schema &schema);
    Status runScript(const QString &script);
    Result<qint64> number(const QString &sql);
    void finishAll();

    QString m_name;
    int m_version = 0;
    int m_depth = 0; ///< of transactions
    /// What ended the open transaction in the middle, if something did: SQLite may have rolled all of it back, and what
    /// is written after that would be outside of any.
    std::optional<Error> m_broken;
    std::map<QString, std::unique_ptr<QSqlQuery>> m_prepared;
};

/// Rolls back unless commit() succeeded.
class Transaction final {
public:
    explicit Transaction(Database &database) : m_database(database), m_begun(database.begin()) {}
    ~Transaction()
    {
        if (m_begun.ok() && !m_done)
            m_database.rollback();
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    const Status &begun() const { return m_begun; }
    Status commit()
    {
        Status status = m_database.commit();
        m_done = status.ok();
        return status;
    }

private:
    Database &m_database;
    Status m_begun;
    bool m_done = false;
};

} // namespace banter
