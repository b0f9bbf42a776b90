// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/folder_lock.h"

#include <QFileInfo>

namespace banter {
namespace {

Error heldError(const QLockFile &lock, const QString &folder)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program))
        return {ErrorCode::InUse, QStringLiteral("%1 is in use by another process.").arg(folder)};
    return {ErrorCode::InUse, QStringLiteral("%1 is in use by process %2 (%3).").arg(folder).arg(pid).arg(program)};
}

} // namespace

Status FolderLock::take(const QString &file)
{
    release();
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(StaleMs);
    const QString folder = QFileInfo(file).absolutePath();
    if (lock->tryLock(0)) {
        m_lock = std::move(lock);
        return success();
    }
    if (lock->error() == QLockFile::LockFailedError)
        return heldError(*lock, folder);
    return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be written to.").arg(folder)};
}

} // namespace banter
