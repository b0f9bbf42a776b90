// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

namespace banter {

/// Gives a file of the same folder another name in one stroke, and has that on the disk when it returns (on Windows the
/// file system's own journal is trusted with it). With `replace` a file of that name goes, otherwise it is left alone
/// and the answer is Conflict. StorageFull when the folder cannot be written. Blocks on the disk; any thread.
Status moveFile(const QString &from, const QString &to, bool replace);

} // namespace banter
