// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace banter {

/// What somebody who types `typed` looks for: its words, each once, at most eight, of at most 100 characters each. Any
/// blank parts words; controls are left out. Pure, any thread.
QStringList searchWords(const QString &typed);

} // namespace banter
