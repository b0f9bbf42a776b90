// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/confusable_names.h"

#include "core/confusables.h"
#include "core/text.h"

#include <QList>

#include <algorithm>

namespace banter {
namespace {

bool isAtTheEdge(QChar c)
{
    return c == u'.' || c == u'-' || c == u'_' || c == u' ';
}

QString trimmed(QString name)
{
    while (!name.isEmpty() && isAtTheEdge(name.back()))
        name.chop(1);
    while (!name.isEmpty() && isAtTheEdge(name.front()))
        name.remove(0, 1);
    return name;
}

/// A capital I, or what looks like one.
bool looksLikeCapitalI(char32_t c)
{
    const char16_t *prototype = confusableWith(c);
    return QChar::isUpper(c) && prototype && QStringView(prototype) == u"l";
}

// Where another capital follows the first letter: then an I is one, and in other words it may be a small l.
bool readsInCapitals(const QList<uint> &letters)
{
    return std::any_of(letters.begin() + std::min<qsizetype>(1, letters.size()), letters.end(),
                       [](uint c) { return QChar::isUpper(c) && !looksLikeCapitalI(c); });
}

// As somebody reads it who takes each letter for a Latin one. Small and capital letters that look alike in one script
// look like others in another, so that only then the case may be folded.
QString readAsLatin(const QString &name)
{
    const auto letters = name.normalized(QString::NormalizationForm_KD).toUcs4();
    const bool inCapitals = readsInCapitals(letters);
    QString read;
    for (const char32_t c : letters) {
        const char16_t *prototype = confusableWith(c);
        const bool isBar = c == U'l' || (prototype && QStringView(prototype) == u"l"); // also a one, or |
        if (looksLikeCapitalI(c) || (inCapitals && isBar))
            read += u'I';
        else if (c == U'0')
            read += u'O';
        else if (prototype && c > 0x7f)
            read += QString::fromUtf16(prototype);
        else
            read += QString::fromUcs4(&c, 1);
    }
    return read;
}

/// All that a name may be taken for where its case does not count, as skeletons.
std::set<QString> looksInAnyCase(const QString &name)
{
    std::set<QString> looks{skeletonOf(name), skeletonOf(nameKey(name)), skeletonOf(nameKey(readAsLatin(name)))};
    // A capital I is a small l to the eye.
    if (!readsInCapitals(name.normalized(QString::NormalizationForm_KD).toUcs4()))
        looks.insert(skeletonOf(nameKey(skeletonOf(name))));
    return looks;
}

} // namespace

QString skeletonOf(const QString &name)
{
    const QString decomposed = name.normalized(QString::NormalizationForm_KD);
    QString skeleton;
    const auto codePoints = decomposed.toUcs4();
    for (const char32_t c : codePoints) {
        if (const char16_t *prototype = confusableWith(c))
            skeleton += QString::fromUtf16(prototype);
        else
            skeleton += QString::fromUcs4(&c, 1);
    }
    return trimmed(skeleton.normalized(QString::NormalizationForm_D));
}

bool isReservedName(const QString &name)
{
    static const std::set<QString> Reserved = [] {
        std::set<QString> skeletons;
        for (const char *word : {"server", "system", "admin", "root", "all", "room", "here", "everyone"})
            skeletons.insert(skeletonOf(QString::fromLatin1(word)));
        return skeletons;
    }();
    const std::set<QString> looks = looksInAnyCase(name);
    return std::any_of(looks.begin(), looks.end(), [](const QString &one) { return Reserved.contains(one); });
}

std::set<QString> ConfusableNames::of(const QString &name) const
{
    return m_anyCase ? looksInAnyCase(name) : std::set<QString>{skeletonOf(name)};
}

void ConfusableNames::add(const QString &name)
{
    for (const QString &skeleton : of(name))
        ++m_given[skeleton];
}

void ConfusableNames::remove(const QString &name)
{
    for (const QString &skeleton : of(name)) {
        const auto found = m_given.find(skeleton);
        if (found != m_given.end() && --found->second == 0)
            m_given.erase(found);
    }
}

bool ConfusableNames::isTaken(const QString &name) const
{
    const std::set<QString> skeletons = of(name);
    return isReservedName(name) || std::any_of(skeletons.begin(), skeletons.end(),
                                               [this](const QString &one) { return m_given.contains(one); });
}

} // namespace banter
