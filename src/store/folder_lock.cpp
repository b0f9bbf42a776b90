// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/folder_lock.h"

#include <QFileInfo>

namespace banter {
namespace {

std::optional<FolderLock::Holder> holderOf(const QLockFile &lock)
{
    FolderLock::Holder holder;
    if (!lock.getLockInfo(&holder.process, &holder.host, &holder.program))
        return std::nullopt;
    return holder;
}

Error heldError(const std::optional<FolderLock::Holder> &holder, const QString &folder)
{
    if (!holder)
        return {ErrorCode::InUse, QStringLiteral("%1 is in use by another process.").arg(folder)};
    return {ErrorCode::InUse,
            QStringLiteral("%1 is in use by process %2 (%3).").arg(folder).arg(holder->process).arg(holder->program)};
}

// A lock file without a name in it is one whose maker is just writing it, or was killed in that very moment. The latter
// is only known once it is old enough.
bool takeInTime(QLockFile &lock)
{
    constexpr int MarginMs = 1'000;
    if (lock.tryLock(0))
        return true;
    return lock.error() == QLockFile::LockFailedError && !holderOf(lock) &&
           lock.tryLock(FolderLock::StaleMs + MarginMs);
}

} // namespace

Status FolderLock::take(const QString &file)
{
    release();
    m_holder.reset();
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(StaleMs);
    const QString folder = QFileInfo(file).absolutePath();
    if (takeInTime(*lock)) {
        m_lock = std::move(lock);
        return success();
    }
    if (lock->error() == QLockFile::LockFailedError) {
        m_holder = holderOf(*lock);
        return heldError(m_holder, folder);
    }
    return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be written to.").arg(folder)};
}

} // namespace banter
