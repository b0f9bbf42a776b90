// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"

namespace banter {

/// What the server's database looks like, version by version. A version that was released is never changed: add one.
Schema serverSchema();

} // namespace banter
