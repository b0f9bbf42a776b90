// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// The colour that belongs to a name, as a hue from 0 to 359: the same on every machine and in every version (FNV-1a
/// over the UTF-16 units). Any thread.
int hueOf(const QString &name);

/// One or two capital letters for an avatar: the beginnings of the first two words, or of the only one. Any thread.
QString initialsOf(const QString &name);

} // namespace banter
