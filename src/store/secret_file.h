// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

namespace banter {

/// Secrets by name in one owner-only JSON file. All block on the disk; any thread, one at a time.
Status putSecret(const QString &file, const QString &name, const QString &secret);
QString getSecret(const QString &file, const QString &name);
Status dropSecret(const QString &file, const QString &name);

} // namespace banter
