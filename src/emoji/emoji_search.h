// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "emoji/emoji_table.h"

namespace banter {

/// The emoji that `typed` may mean, at most `limit`, as their places in `table`; the best first: whose short name or
/// name it is, whose short name begins with it, whose name does, in whose names all its words begin a word, whose
/// keyword it is, and in whose names and keywords all its words begin one; among those alike in Unicode's order. In
/// both languages at once and in any spelling (core/folded_text.h); a word of a script that is written without blanks
/// counts anywhere. An emoji finds itself. Nothing for a blank text. About 0.5 ms. Pure; any thread.
std::vector<int> searchEmoji(const EmojiTable &table, const QString &typed, int limit);

} // namespace banter
