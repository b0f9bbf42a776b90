// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/message_words.h"

#include <algorithm>

namespace banter {

QString withoutBlankEdges(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && text.at(end - 1).isSpace()) {
        --end;
    }
    qsizetype begin = 0;
    for (qsizetype at = 0; at < end && text.at(at).isSpace(); ++at) {
        if (text.at(at) == u'\n') {
            begin = at + 1;
        }
    }
    return text.mid(begin, end - begin);
}

QString inOneLine(const QString &text, qsizetype most)
{
    qsizetype end = std::min(text.size(), most);
    if (end < text.size() && text.at(end - 1).isHighSurrogate()) {
        --end;
    }
    QString line = text.left(end);
    std::replace_if(
        line.begin(), line.end(), [](QChar each) { return each.isSpace(); }, u' ');
    return end < text.size() ? line + u'…' : line;
}

} // namespace banter
