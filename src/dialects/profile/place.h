// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"

namespace banter::profile {

/// Reads how a profile writes a place: "a.b" or "$.a.b" is inside the first argument, "$" that argument itself, "$2.id"
/// inside the third, "@name" what a pattern caught, "=word" always that word. BadRequest with the reason. Any thread.
Result<Place> readPlace(const QString &text);

/// Reads "{user} has joined": names in braces, with something literal between two of them. BadRequest with the reason.
/// Any thread.
Result<Pattern> readPattern(const QString &text);

/// What stands in the gaps, by name, when the text fits. Each gap takes as little as it can, at least one character;
/// what ends one is looked for in the first 65,536 characters, and the last gap goes to the text's end however long it
/// is. Linear in the text's length. Any thread.
std::optional<std::map<QString, QString>> match(const Pattern &pattern, const QString &text);

} // namespace banter::profile
