// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/sqlite_error.h"

namespace banter {
namespace {

// sqlite.org/rescode.html. An extended code holds its primary code in the low byte.
enum Primary { Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CantOpen = 14, NotADb = 26 };

// The input and output errors of a write. SQLite says Full for ENOSPC only: a quota or a limit on file sizes is one
// of these.
bool isWriteError(int code)
{
    enum Kind { Write = 3, Fsync = 4, DirFsync = 5, Truncate = 6, ShmOpen = 18, ShmSize = 19 };
    switch (code >> 8) {
    case Write:
    case Fsync:
    case DirFsync:
    case Truncate:
    case ShmOpen:
    case ShmSize:
        return true;
    default:
        return false;
    }
}

} // namespace

Error sqliteError(int code, const QString &words)
{
    const QString said = words.isEmpty() ? QStringLiteral("code %1").arg(code) : words;
    const auto storage = [&] {
        return Error{ErrorCode::StorageFull, QStringLiteral("The database cannot be written: %1.").arg(said)};
    };
    switch (code & 0xff) {
    case Busy:
    case Locked:
        return {ErrorCode::InUse, QStringLiteral("The database is in use by another process.")};
    case ReadOnly:
    case Full:
        return storage();
    case CantOpen:
        return {ErrorCode::StorageFull, QStringLiteral("The database cannot be opened: %1.").arg(said)};
    case IoError:
        if (isWriteError(code))
            return storage();
        return {ErrorCode::Internal, QStringLiteral("The database cannot be read: %1.").arg(said)};
    case Corrupt:
    case NotADb:
        return {ErrorCode::Internal, QStringLiteral("The database is damaged: %1.").arg(said)};
    default:
        return {ErrorCode::Internal, QStringLiteral("The database failed: %1.").arg(said)};
    }
}

} // namespace banter
