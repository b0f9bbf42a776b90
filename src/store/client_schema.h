// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"

namespace banter {

/// The client's database. A change of it is a new script at the end, never an edit of an old one.
Schema clientSchema();

} // namespace banter
