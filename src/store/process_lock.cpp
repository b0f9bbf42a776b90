// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/process_lock.h"

#include <QFileInfo>
#include <QMutex>

#include <map>

namespace banter {
namespace {

struct Held {
    QMutex mutex;
    std::map<QString, std::weak_ptr<FolderLock>> locks;
};

Held &held()
{
    static Held all;
    return all;
}

// Under the mutex, so that nobody takes the lock anew while it is being given up.
void giveUp(const QString &path, FolderLock *lock)
{
    const QMutexLocker guard(&held().mutex);
    delete lock;
    held().locks.erase(path);
}

} // namespace

Result<std::shared_ptr<FolderLock>> lockForProcess(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    auto lock = std::make_unique<FolderLock>();
    const QMutexLocker guard(&held().mutex);
    if (std::shared_ptr<FolderLock> known = held().locks[path].lock())
        return known;
    if (const Status taken = lock->take(path); !taken.ok())
        return taken.error();
    std::shared_ptr<FolderLock> shared(lock.release(), [path](FolderLock *gone) { giveUp(path, gone); });
    held().locks[path] = shared;
    return shared;
}

} // namespace banter
