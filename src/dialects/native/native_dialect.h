// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

namespace banter {

/// banter.v1. `preferCbor`: offers the binary encoding first; the server chooses.
std::unique_ptr<Dialect> makeNativeDialect(bool preferCbor);

} // namespace banter
