// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

namespace banter {

/// What a result code of SQLite, plain or extended (sqlite.org/rescode.html), means to a person. InUse for a lock that
/// another connection holds; StorageFull for a disk that cannot be written, whatever the cause (full, a limit on file
/// sizes, read-only, a folder that is not there); Internal for the rest, a damaged file among it. `words` is SQLite's
/// own text and ends up in the sentence. Pure; any thread.
Error sqliteError(int code, const QString &words);

} // namespace banter
