// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <vector>

namespace banter {

/// What a check of a server's database found.
struct CheckReport {
    int version = 0; ///< of its schema
    qint64 accounts = 0;
    qint64 rooms = 0;
    qint64 messages = 0;
    bool isCopy = false; ///< it has no epoch: a backup that no server has opened yet
    /// English sentences, at most about 20 of a kind; empty when all is well. They may name rooms and people.
    std::vector<QString> faults;
};

/// ConfusableNames whether a server's database is whole: SQLite's own check, its foreign keys, the schema of its
/// version, and what the server relies on (each room's sequences from 1 to its last without a hole, each client id of a
/// sender once, names, roles and read positions that fit). It reads one moment, whether a server writes to the file or
/// not, and changes nothing. NotFound, NewerDatabase, or Internal with SQLite's words for a file that cannot be opened
/// as a database of ours. Blocks on the disk for as long as reading all of it takes; any thread.
Result<CheckReport> checkServerDatabase(const QString &file);

} // namespace banter
