// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/search_words.h"

#include "core/folded_text.h"
#include "core/normalized_text.h"

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

namespace {

constexpr QChar DottedCapital(0x130); // of which the index knows no small letter
constexpr QChar DotlessI(0x131);

/// What the place `at` may stand for: as it is first. `length` is what of the word it takes.
QStringList waysOf(const QString &word, qsizetype at, qsizetype &length)
{
    length = 1;
    switch (word[at].unicode()) {
    case u's':
        if (at + 1 < word.size() && word[at + 1] == u's') {
            length = 2;
            return {QStringLiteral("ss"), QString(QChar(0xdf))};
        }
        break;
    case u'i':
        return {QStringLiteral("i"), QString(DotlessI), QString(DottedCapital)};
    case u'\'':
        return {QStringLiteral("'"), QString(QChar(0x2019))};
    default:
        break;
    }
    return {QString(word[at])};
}

/// As Turkish writes it: I is the capital of the dotless one, and for the index that of the other.
QString inTurkishCapitals(QString word)
{
    word.replace(DottedCapital, QChar(u'i'));
    word = word.toLower().replace(u'i', DottedCapital);
    return word.replace(DotlessI, QChar(u'i'));
}

QString inFullWidth(QString word)
{
    constexpr char16_t ToFullWidth = 0xfee0; // from U+0021 to U+FF01
    for (QChar &c : word) {
        if (c > u' ' && c < u'\x7f')
            c = QChar(char16_t(c.unicode() + ToFullWidth));
    }
    return word;
}

} // namespace

QStringList formsOf(const QString &word)
{
    const QString plain = folded(word);
    QStringList spelled{QString()};
    qsizetype length = 1;
    for (qsizetype at = 0; at < plain.size(); at += length) {
        QStringList ways = waysOf(plain, at, length);
        if (spelled.size() * ways.size() * 2 > MaxForms)
            ways = {ways.first()}; // the rest of a long word tells it apart
        QStringList longer;
        for (const QString &way : ways) {
            for (const QString &before : spelled)
                longer << before + way;
        }
        spelled = longer;
    }
    QStringList forms{word};
    const auto add = [&](const QString &form) {
        if (forms.size() < MaxForms && !forms.contains(form, Qt::CaseInsensitive))
            forms << form;
    };
    add(inFullWidth(plain));
    add(inTurkishCapitals(word));
    for (const auto form : {QString::NormalizationForm_C, QString::NormalizationForm_D}) {
        for (const QString &each : spelled)
            add(normalizedText(each, form));
    }
    return forms;
}

} // namespace banter
