// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

#include <span>

namespace banter::markup {

/// What there is to know of a language. Lists are words with single blanks between them.
struct CodeLanguage {
    QStringView names;        ///< what people call it behind a fence, in lower case
    QStringView keywords;     ///< in lower case where anyCase
    QStringView lineComments; ///< what begins one that ends with the line
    QStringView blockBegin;   ///< empty: it has no such comments
    QStringView blockEnd;
    QStringView quotes;     ///< the characters around a string on one line
    QStringView longQuotes; ///< around strings that go over lines; looked for first
    bool anyCase = false;
};

/// That of a name as people write it, in any case; null: none.
const CodeLanguage *codeLanguage(QStringView name);

/// Whether a list has that word.
bool hasWord(QStringView list, QStringView word);

/// All of them.
std::span<const CodeLanguage> codeLanguages();

} // namespace banter::markup
