// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSaveFile>
#include <QString>

#include <system_error>

namespace banter {

// What "on the disk" takes. All of these block on the disk; any thread.

/// Has what was written to `file`, which is open, on the disk, before commit() puts it in the place of the old one: not
/// only handed to the disk, but out of its own cache, where the system can ask for that (F_FULLFSYNC on a Mac, where
/// fsync() does not; fsync() elsewhere). On Windows commit() itself asks for it. False when the disk is full or
/// refuses.
bool syncFile(QSaveFile &file);

/// The same for the names in a folder, which is a file of its own to a disk. On Windows the file system's own journal
/// is trusted with them: true.
bool syncFolder(const QString &folder);

/// Gives `from` the name `to` of the same disk in one stroke; a file of that name goes. The name is on the disk after
/// syncFolder(). No error, or the system's.
std::error_code replaceFile(const QString &from, const QString &to);

} // namespace banter
