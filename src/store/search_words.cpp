// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/search_words.h"

#include <algorithm>

namespace banter {

QStringList searchWords(const QString &typed)
{
    // More words narrow nothing any more, and each costs a look at every candidate.
    constexpr qsizetype MaxWords = 8;
    constexpr qsizetype MaxChars = 100;
    QString plain = typed;
    std::replace_if(
        plain.begin(), plain.end(),
        [](QChar each) { return each.isSpace() || each.category() == QChar::Other_Control; }, u' ');
    QStringList words;
    for (const QString &word : plain.split(u' ', Qt::SkipEmptyParts)) {
        const QString kept = word.left(MaxChars);
        if (words.size() < MaxWords && !words.contains(kept, Qt::CaseInsensitive))
            words.append(kept);
    }
    return words;
}

} // namespace banter
