// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/markup_reader.h"

namespace banter {

MarkedText MarkupReader::read(const QString &text, const QString &mentions, const QString &meant)
{
    const bool names = !mentions.isEmpty() || !meant.isEmpty();
    // What has no marks is read faster than it is found.
    if (!names && !markup::mayBeMarkup(text)) {
        return MarkedText(text);
    }
    const QString key = names ? text + QChar(0) + mentions + QChar(0) + meant : text; // no text has a zero in it
    if (const MarkedText *kept = m_kept.object(key)) {
        return *kept;
    }
    auto *read = new MarkedText(text, mentions, meant); // the cache's from now on
    const MarkedText given = *read;
    m_kept.insert(key, read);
    return given;
}

} // namespace banter
