// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

namespace banter {

// Secrets by name in one JSON file that only its owner can read; on Windows it is encrypted for this user, too, since a
// memory stick there knows no owners. A damaged file counts as empty: what was in it can be
// had again by signing in. All of these block on the disk; any thread, one at a time.

/// StorageFull when the file cannot be written; what it held before is still there then.
Status putSecret(const QString &file, const QString &name, const QString &secret);
/// Empty when there is none.
QString getSecret(const QString &file, const QString &name);
/// StorageFull when the file cannot be written; success when there was none.
Status dropSecret(const QString &file, const QString &name);

} // namespace banter
