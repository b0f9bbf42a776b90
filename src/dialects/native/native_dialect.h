// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

namespace banter {

/// banter.v1 (protocol/PROTOCOL.md). `preferCbor`: offers the binary encoding first; the server chooses. Credentials go
/// into the hello and nowhere else. Any thread; see Dialect for its use.
std::unique_ptr<Dialect> makeNativeDialect(bool preferCbor);

} // namespace banter
