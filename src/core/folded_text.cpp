// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/folded_text.h"

#include "core/normalized_text.h"

#include <algorithm>
#include <vector>

namespace banter {

namespace {

constexpr QChar DottedCapital(0x130); // whose small letter would keep its dot beside it
constexpr QChar DotlessI(0x131);
constexpr QChar SharpS(0xdf);
constexpr QChar DotAbove(0x307);

bool isAscii(QChar c)
{
    return c.unicode() < 0x80;
}

/// Whether the place `at` goes on with the letter before it: its marks, the second half of a character, and the vowels
/// and finals that a Korean syllable may be spelled with.
bool goesOn(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    if (isAscii(c))
        return false;
    if (c.isLowSurrogate())
        return text[at - 1].isHighSurrogate();
    const bool ofSyllable = c.unicode() >= 0x1160 && c.unicode() <= 0x11ff;
    // A voiced sound mark in half width belongs to its letter, though it is no mark to Unicode.
    const bool voiced = c.unicode() == 0xff9e || c.unicode() == 0xff9f;
    return c.isMark() || ofSyllable || voiced;
}

qsizetype letterEnd(const QString &text, qsizetype at)
{
    ++at;
    while (at < text.size() && goesOn(text, at))
        ++at;
    return at;
}

} // namespace

QString folded(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isAscii))
        return text.toLower();
    QString plain = normalizedText(text, QString::NormalizationForm_KC);
    plain.replace(DottedCapital, QChar(u'i'));
    plain = plain.toLower();
    plain.replace(DotlessI, QChar(u'i'));
    plain.replace(QString(u'i') + DotAbove, QStringLiteral("i"));
    plain.replace(SharpS, QStringLiteral("ss"));
    for (const char16_t quote : {u'\x2018', u'\x2019', u'\x02bc', u'\xff07'})
        plain.replace(QChar(quote), QChar(u'\''));
    return plain;
}

std::pair<qsizetype, qsizetype> findFolded(const QString &text, const QString &word)
{
    const QString wanted = folded(word);
    if (wanted.isEmpty())
        return {-1, 0};
    // Letter by letter, so that each place of the one spelling is known in the other.
    QString plain;
    std::vector<qsizetype> begins; // where the letter begins in the text, for each place of `plain`
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = letterEnd(text, at);
        plain += end == at + 1 && isAscii(text[at]) ? QString(text[at].toLower()) : folded(text.mid(at, end - at));
        begins.resize(static_cast<std::size_t>(plain.size()), at);
        at = end;
    }
    const qsizetype found = plain.indexOf(wanted);
    if (found < 0)
        return {-1, 0};
    const qsizetype begin = begins[static_cast<std::size_t>(found)];
    const qsizetype last = begins[static_cast<std::size_t>(found + wanted.size() - 1)];
    return {begin, letterEnd(text, last) - begin};
}

} // namespace banter
