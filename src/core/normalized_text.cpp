// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/normalized_text.h"

namespace banter {

QString normalizedText(const QString &text, QString::NormalizationForm form)
{
    constexpr int MostMarks = 256;
    int marks = 0;
    for (qsizetype at = 0; at < text.size() && marks <= MostMarks; ++at) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : char32_t(text[at].unicode());
        at += isPair ? 1 : 0;
        marks = QChar::combiningClass(c) > 0 ? marks + 1 : 0;
    }
    return marks > MostMarks ? text : text.normalized(form);
}

} // namespace banter
