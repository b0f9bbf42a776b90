// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/folder_lock.h"

#include <memory>

namespace banter {

/// A FolderLock that all of this process share: it keeps other processes away, for as long as anybody here holds what
/// it gave. Errors as FolderLock::take(). Any thread.
Result<std::shared_ptr<FolderLock>> lockForProcess(const QString &file);

} // namespace banter
