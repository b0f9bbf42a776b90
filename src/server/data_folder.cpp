// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/data_folder.h"

#include "system/private_files.h"

#include <QDir>

namespace banter {

QString serverDatabaseFile(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("server.db"));
}

QString restoringFile(const QString &dataDir)
{
    return serverDatabaseFile(dataDir) + QStringLiteral(".restoring");
}

Status takeServerFolder(const QString &dataDir, FolderLock &lock)
{
    const QDir folder(dataDir);
    if (dataDir.isEmpty() || !folder.mkpath(QStringLiteral(".")))
        return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be made.").arg(dataDir)};
    // Password hashes and messages are nobody else's.
    restrictToUser(dataDir);
    return lock.take(folder.filePath(QStringLiteral("server.lock")));
}

} // namespace banter
