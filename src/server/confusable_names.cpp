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
    return Reserved.contains(skeletonOf(name)) || Reserved.contains(skeletonOf(nameKey(name)));
}

std::set<QString> ConfusableNames::of(const QString &name) const
{
    std::set<QString> skeletons{skeletonOf(name)};
    // As it is written, too: a capital I is a small l to the eye.
    if (m_anyCase)
        skeletons.insert(skeletonOf(nameKey(name)));
    return skeletons;
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
