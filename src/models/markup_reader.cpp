// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/markup_reader.h"

namespace banter {

MarkedText MarkupReader::read(const QString &text)
{
    // What has no marks is read faster than it is found.
    if (!markup::mayBeMarkup(text)) {
        return MarkedText(text);
    }
    if (const MarkedText *kept = m_kept.object(text)) {
        return *kept;
    }
    auto *read = new MarkedText(text); // the cache's from now on
    const MarkedText given = *read;
    m_kept.insert(text, read);
    return given;
}

} // namespace banter
