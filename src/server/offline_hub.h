// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/registry.h"

namespace banter {

/// Carries an order out with a hub that nobody can reach: no server may run on the folder, whose lock the caller holds.
/// OperatorTasks's errors, and those of opening the database. Blocks on the disk.
Status carryOutOffline(const QString &dataDir, const OperatorOrder &order);

} // namespace banter
