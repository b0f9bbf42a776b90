// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/data_folder.h"

#include "system/private_files.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace banter {

Result<QString> dataFolder(const QString &wanted)
{
    // The local one: on Windows the other is copied to every computer that its person logs on to, which is no way to
    // treat a database.
    const QString path =
        QDir(wanted.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : wanted)
            .absolutePath();
    const QFileInfo before(path);
    if (before.exists() && !before.isDir()) {
        return Error{ErrorCode::BadRequest, QStringLiteral("%1 is not a folder.").arg(path), 0};
    }
    if (!before.exists()) {
        if (!QDir().mkpath(path)) {
            return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be made.").arg(path), 0};
        }
        // Messages and tokens are nobody else's. A folder that was there keeps the rights that somebody gave it.
        restrictToUser(path);
    }
    const QFileInfo after(path);
    if (!after.isWritable() || !after.isExecutable()) {
        return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be written to.").arg(path), 0};
    }
    return path;
}

} // namespace banter
