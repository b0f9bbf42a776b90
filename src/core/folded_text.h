// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>

// One spelling for what people write in several ways, for whoever looks for words: the search, what it marks in a text,
// and lists that are narrowed by typing. Pure; any thread.
namespace banter {

/// Without case; composed and in simple width (NFKC); each i without or with a dot is i; \u00df is ss; each apostrophe
/// is '. Two words are the same to somebody who looks for one where these are equal.
QString folded(const QString &text);

/// The first place in `text` where `word` stands in any spelling: where it begins there and how long it is there, in
/// UTF-16 units, never inside of a letter with its marks; (-1, 0): nowhere, or `word` is empty.
std::pair<qsizetype, qsizetype> findFolded(const QString &text, const QString &word);

} // namespace banter
