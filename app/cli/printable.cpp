// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "printable.h"

#include <algorithm>

namespace banter::cli {
namespace {

constexpr char32_t Joiner = 0x200d;
constexpr char32_t NonJoiner = 0x200c;

bool isShown(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Other_Format:
        return c == Joiner || c == NonJoiner || c >= 0xe0000; // the last are parts of flags
    default:
        return true;
    }
}

} // namespace

QString printable(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar unit = text[at];
        const bool pair = unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(unit, text[at + 1]) : char32_t(unit.unicode());
        if (!isShown(c))
            shown += u' ';
        else
            shown += QStringView(text).sliced(at, pair ? 2 : 1);
        at += pair ? 1 : 0;
    }
    return shown;
}

QString firstOf(const QString &text, qsizetype most)
{
    const bool inPair = text.size() > most && most > 0 && text[most - 1].isHighSurrogate();
    return text.left(inPair ? most - 1 : most);
}

QByteArray withoutRawControls(const QByteArray &json)
{
    constexpr char Lead = '\xc2'; // of U+0080 to U+00BF
    const auto isHigh = [](char c) { return static_cast<unsigned char>(c) < 0xa0; };
    if (!json.contains('\x7f') && !json.contains(Lead))
        return json;
    QByteArray safe;
    safe.reserve(json.size() + 64);
    for (qsizetype at = 0; at < json.size(); ++at) {
        const bool control = json[at] == Lead && at + 1 < json.size() && isHigh(json[at + 1]);
        if (control)
            safe += "\\u00" + QByteArray(1, json[++at]).toHex();
        else if (json[at] == '\x7f')
            safe += "\\u007f";
        else
            safe += json[at];
    }
    return safe;
}

} // namespace banter::cli
