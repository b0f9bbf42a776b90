// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArray>

namespace banter {

/// Reads a whole file of at most `maxBytes`. Empty when there is none. TooLarge, or Internal when it is no plain file
/// or cannot be read. Blocks on the disk; any thread.
Result<QByteArray> readSmallFile(const QString &file, qint64 maxBytes);

/// Writes a file in one stroke (the old content stays whole until the new one is complete), readable by its owner only.
/// What it holds is on the disk before it takes the place of the old one. Its folder is made. StorageFull when that
/// fails. Blocks on the disk; any thread.
Status writeSmallFile(const QString &file, const QByteArray &content);

} // namespace banter
