// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/folder_lock.h"

// What is where in a server's data folder.
namespace banter {

/// Pure; any thread.
QString serverDatabaseFile(const QString &dataDir);
/// The copy that a restore makes before it takes the database's place, always whole. As long as it is there and the
/// database is not, no server may start. Pure; any thread.
QString restoringFile(const QString &dataDir);

/// Makes the folder, for its owner only, and keeps every other server away from it. StorageFull, or InUse with the
/// holder's process id. Blocks on the disk; any thread.
Status takeServerFolder(const QString &dataDir, FolderLock &lock);

} // namespace banter
