// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

// Copies of a server's database. A copy has no epoch: whichever server opens it first gives it one, so that clients
// notice that it is another history than the one that they know, however the file came there and however often it is
// brought back. Everything blocks on the disk; any thread.
namespace banter {

/// Copies the database of `dataDir` into `file` as it is at one moment, whether a server writes to it or not; the
/// server goes on meanwhile. When it returns, the copy is on the disk, readable by its owner only, and until then there
/// is no `file`, or the old one. Conflict when `file` exists and `replace` is not set, or is a database in use;
/// NotFound when there is no such folder or database; NewerDatabase; StorageFull for a full disk or a folder that
/// cannot be written; Internal for a file that is damaged or not ours.
Status backUpServer(const QString &dataDir, const QString &file, bool replace);

/// The unfinished copy beside `file`; what an earlier try left there is written over. Pure.
QString unfinishedCopy(const QString &file);

struct Restored {
    QString putAside; ///< where the database went that was there before; empty when there was none
};

/// Puts a copy of the backup `file` in the place of the database of `dataDir`, which no server may hold. A database
/// that is there is put aside, never deleted, and only with `replace`; Conflict otherwise. The backup is checked first:
/// Internal when it has faults. InUse while a server runs there, and backUpServer()'s errors. Cut at any moment, it
/// leaves the old database, or the new one, or none, and then no server starts there until this has been called again.
Result<Restored> restoreServer(const QString &file, const QString &dataDir, bool replace);

} // namespace banter
