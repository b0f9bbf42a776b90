// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/backup.h"

#include "server/check.h"
#include "server/data_folder.h"
#include "server/server_schema.h"
#include "store/move_file.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace banter {
namespace {

// SQLite writes into an empty file that is there, so nobody else can read it at any moment.
Status makeEmpty(const QString &file)
{
    QFile::remove(file);
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorCode::StorageFull, QStringLiteral("%1 cannot be written: %2.").arg(file, out.errorString())};
    return success();
}

// The commit syncs the whole file, which VACUUM INTO does not (sqlite.org/lang_vacuum.html).
Status seal(const QString &copy)
{
    Database database;
    if (const Status opened = database.openAsIs(copy, serverSchema(), Database::Access::Write); !opened.ok())
        return opened;
    Transaction transaction(database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const auto nameless = database.run(QStringLiteral("DELETE FROM setting WHERE name='epoch'"));
    if (!nameless.ok())
        return nameless.error();
    const auto dated = database.run(QStringLiteral("INSERT OR REPLACE INTO setting(name, value) VALUES('copied', ?)"),
                                    {QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)});
    return dated.ok() ? transaction.commit() : Status(dated.error());
}

Status copyAndSeal(const QString &from, const QString &to)
{
    {
        Database source;
        if (const Status opened = source.openAsIs(from, serverSchema(), Database::Access::Read); !opened.ok())
            return opened;
        if (const Status made = makeEmpty(to); !made.ok())
            return made;
        if (const auto copied = source.run(QStringLiteral("VACUUM INTO ?"), {to}); !copied.ok())
            return copied.error();
    }
    return seal(to);
}

/// A whole copy on the disk, or none at all.
Status makeCopy(const QString &from, const QString &to)
{
    const Status copied = copyAndSeal(from, to);
    if (!copied.ok()) {
        QFile::remove(to);
        QFile::remove(to + QStringLiteral("-journal"));
    }
    return copied;
}

bool isSameFile(const QString &one, const QString &other)
{
    const QString path = QFileInfo(one).canonicalFilePath();
    return !path.isEmpty() && path == QFileInfo(other).canonicalFilePath();
}

Status mayRestore(const QString &file, const QString &database, bool replace)
{
    if (isSameFile(file, database))
        return Error{ErrorCode::Conflict, QStringLiteral("%1 is the database itself.").arg(file)};
    if (QFileInfo::exists(database) && !replace)
        return Error{ErrorCode::Conflict, QStringLiteral("%1 exists already.").arg(database)};
    const Result<CheckReport> report = checkServerDatabase(file);
    if (!report.ok())
        return report.error();
    if (report.value().faults.empty())
        return success();
    return Error{ErrorCode::Internal,
                 QStringLiteral("The backup %1 is damaged: %2").arg(file, report.value().faults.front())};
}

QString freeName(const QString &database)
{
    for (int i = 1;; ++i) {
        const QString name = QStringLiteral("%1.before-restore-%2").arg(database).arg(i);
        if (!QFileInfo::exists(name))
            return name;
    }
}

// With its log: one without the other is not the database. The log of the old one would spoil the new one.
Status putAside(const QString &database, const QString &aside)
{
    for (const QString &tail : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (!QFileInfo::exists(database + tail))
            continue;
        if (const Status moved = moveFile(database + tail, aside + tail, false); !moved.ok())
            return moved;
    }
    return success();
}

} // namespace

QString unfinishedCopy(const QString &file)
{
    return file + QStringLiteral(".part");
}

Status backUpServer(const QString &dataDir, const QString &file, bool replace)
{
    const QString database = serverDatabaseFile(dataDir);
    if (!QFileInfo(dataDir).isDir())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no data folder %1.").arg(dataDir)};
    if (isSameFile(file, database))
        return Error{ErrorCode::Conflict, QStringLiteral("%1 is the database itself.").arg(file)};
    if (QFileInfo(file).isDir() || (QFileInfo::exists(file) && !replace))
        return Error{ErrorCode::Conflict, QStringLiteral("%1 exists already.").arg(file)};
    if (const Status copied = makeCopy(database, unfinishedCopy(file)); !copied.ok())
        return copied;
    return moveFile(unfinishedCopy(file), file, replace);
}

Result<Restored> restoreServer(const QString &file, const QString &dataDir, bool replace)
{
    FolderLock lock;
    if (const Status taken = takeServerFolder(dataDir, lock); !taken.ok())
        return taken.error();
    const QString database = serverDatabaseFile(dataDir);
    if (const Status may = mayRestore(file, database, replace); !may.ok())
        return may.error();
    const QString fresh = restoringFile(dataDir);
    if (const Status copied = makeCopy(file, fresh); !copied.ok())
        return copied.error();
    Restored restored;
    if (QFileInfo::exists(database)) {
        restored.putAside = freeName(database);
        if (const Status moved = putAside(database, restored.putAside); !moved.ok())
            return moved.error();
    }
    if (const Status placed = moveFile(fresh, database, false); !placed.ok())
        return placed.error();
    return restored;
}

} // namespace banter
