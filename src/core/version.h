// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// The version of these programs, as packaging/version.cmake found it: "0.1.0", or "0.1.0+12.gabcdef1" twelve commits
/// behind that release. Pure; any thread.
QString programVersion();

} // namespace banter
