// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

// Databases of earlier versions, kept as the SQL that makes them: FOLDER/NAME-1.sql is what the program of version 1 of
// that schema left behind, with some rows in it. A new migration needs a new file, written before the migration after
// it.
namespace banter::testing {

inline QString schemaFixture(const QString &folder, const QString &name, int version)
{
    return QDir(folder).filePath(QStringLiteral("%1-%2.sql").arg(name).arg(version));
}

/// Makes the database `file` of the statements in `sql`, each of which ends in ";" at the end of a line. Gives what
/// went wrong, or nothing.
inline QString makeDatabase(const QString &sql, const QString &file)
{
    QFile in(sql);
    if (!in.open(QIODevice::ReadOnly))
        return sql + QStringLiteral(": ") + in.errorString();
    const QString name = QStringLiteral("schema fixture");
    QString fault;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        fault = database.open() ? QString() : database.lastError().text();
        const QStringList statements = QString::fromUtf8(in.readAll()).split(QStringLiteral(";\n"), Qt::SkipEmptyParts);
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (fault.isEmpty() && !statement.trimmed().isEmpty() && !query.exec(statement))
                fault = statement + QStringLiteral(": ") + query.lastError().text();
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return fault;
}

/// Tables, indexes, triggers and views by name, as SQLite keeps them, with runs of blanks as one.
inline QMap<QString, QString> schemaOf(const QString &file, const Schema &schema)
{
    QMap<QString, QString> found;
    Database database;
    if (!database.openAsIs(file, schema, Database::Access::Read).ok())
        return found;
    const auto rows = database.run(QStringLiteral("SELECT name, coalesce(sql, '') FROM sqlite_master"));
    while (rows.ok() && rows.value()->next())
        found.insert(rows.value()->value(0).toString(), rows.value()->value(1).toString().simplified());
    return found;
}

/// The first `version` scripts.
inline Schema upTo(Schema schema, int version)
{
    schema.migrations = schema.migrations.first(version);
    return schema;
}

} // namespace banter::testing
