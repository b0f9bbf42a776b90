// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

namespace banter {

/// The folder that everything of one person on this computer lives in: `wanted`, or the system's place for this
/// program's data when that is empty. Made if it is not there, readable by its owner only. Gives the absolute path;
/// StorageFull when it cannot be made or written to, BadRequest when something that is no folder is in its place.
/// Any thread; touches the disk, but reads nothing.
Result<QString> dataFolder(const QString &wanted);

} // namespace banter
