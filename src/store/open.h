// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/client_store.h"

#include <memory>

namespace banter {

/// Opens or creates an account's store in `file`; an empty name keeps it in memory. The calling thread owns it from
/// then on. NewerDatabase when a newer version wrote it, InUse when another process holds it, StorageFull or Internal
/// with SQLite's words otherwise.
Result<std::unique_ptr<ClientStore>> openClientStore(const QString &file);

} // namespace banter
