// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QLockFile>

#include <memory>
#include <optional>

namespace banter {

/// Keeps a second process, or a second part of this one, away from a folder or a file. The operating system's own lock
/// on the file decides, so a holder that was killed holds nothing, not even against a process that was given the same
/// process id (as the first process of a restarted container is). Blocks on the disk, never on the holder; for up to
/// two seconds on a lock file that its maker was killed over before it was written. One thread.
class FolderLock final {
public:
    /// A lock file at least this old (ms) is tried for by the system's lock even when its holder seems to be alive. It
    /// only needs to be longer than the moment between making the file and locking it.
    static constexpr int StaleMs = 1000;

    /// What a lock file says of who made it. The system's lock decides, so that this is for sentences only.
    struct Holder {
        qint64 process = 0;
        QString host;
        QString program;
    };

    FolderLock() = default;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    /// Makes and locks `file`, which names what is held in the sentence of the error: InUse with the holder's process
    /// id, StorageFull when the file cannot be made. Gives free what was held before.
    Status take(const QString &file);
    void release() { m_lock.reset(); }
    bool held() const { return m_lock != nullptr; }

    /// Who kept the last take() from its lock; nothing where it was had or where the lock file names nobody.
    const std::optional<Holder> &holder() const { return m_holder; }

private:
    std::unique_ptr<QLockFile> m_lock;
    std::optional<Holder> m_holder;
};

} // namespace banter
