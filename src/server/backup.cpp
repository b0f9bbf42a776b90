// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/backup.h"

#include "server/check.h"
#include "server/data_folder.h"
#include "server/server_schema.h"
#include "store/move_file.h"
#include "system/private_files.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace banter {
namespace {

// SQLite writes into an empty file that is there, so nobody else can read it at any moment.
Status makeEmpty(const QString &file)
{
    QFile::remove(file);
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !restrictToUser(file))
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
        QFile::remove(to + QStringLiteral("-commits"));
    }
    return copied;
}

// In one stroke: where the database is missing, the file of an earlier try is all that keeps a server from starting
// with an empty one.
Status makeRestoring(const QString &from, const QString &to)
{
    if (const Status copied = makeCopy(from, unfinishedCopy(to)); !copied.ok())
        return copied;
    return moveFile(unfinishedCopy(to), to, true);
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

QString asideName(const QString &database, int number)
{
    return QStringLiteral("%1.before-restore-%2").arg(database).arg(number);
}

/// The highest number of a database, or of what belongs to one, that was put aside; 0 when none was.
int lastAside(const QString &database)
{
    const QFileInfo file(database);
    const QString prefix = asideName(file.fileName(), 0).chopped(1);
    int last = 0;
    for (const QString &entry : file.dir().entryList({prefix + u'*'}, QDir::Files | QDir::Dirs))
        last = std::max(last, entry.mid(prefix.size()).section(u'-', 0, 0).toInt());
    return last;
}

// So that one file is all of it: a log is of use only beside its database. Whatever cannot be read here, as one of a
// newer program, keeps its log.
void mergeLog(const QString &database)
{
    Database old;
    if (old.openAsIs(database, serverSchema(), Database::Access::Write).ok()) {
        const auto merged = old.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        Q_UNUSED(merged);
    }
}

// The database first: without it no server starts here until the restore was finished, whereas one with a part of its
// log would be taken for all that was ever said. The log of the old one would spoil the new one.
Status putAside(const QString &database, const QString &aside)
{
    for (const QString &tail : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
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
    const bool wasCut = QFileInfo::exists(fresh) && !QFileInfo::exists(database);
    if (const Status made = makeRestoring(file, fresh); !made.ok())
        return made.error();
    mergeLog(database);
    // What an earlier try left of the old one belongs to what it put aside.
    const int last = lastAside(database);
    const QString aside = asideName(database, wasCut ? std::max(last, 1) : last + 1);
    if (const Status moved = putAside(database, aside); !moved.ok())
        return moved.error();
    if (const Status placed = moveFile(fresh, database, false); !placed.ok())
        return placed.error();
    return Restored{QFileInfo::exists(aside) ? aside : QString()};
}

} // namespace banter
