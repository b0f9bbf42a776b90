// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

namespace banter {

/// What `c` looks like: its prototype in Unicode Technical Standard 39 (unicode.org/reports/tr39, confusables of
/// Unicode 15), null when it looks like itself only. For letters, marks and decimal digits, decomposed. Pure; any
/// thread.
const char16_t *confusableWith(char32_t c);

} // namespace banter
