// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/people.h"

#include <QList>

namespace banter {

int hueOf(const QString &name)
{
    // FNV-1a, 32 bits: offset basis and prime of the algorithm's authors.
    quint32 hash = 2166136261U;
    for (const QChar unit : name) {
        hash = (hash ^ unit.unicode()) * 16777619U;
    }
    return static_cast<int>(hash % 360U);
}

QString initialsOf(const QString &name)
{
    QString initials;
    bool atStart = true;
    int taken = 0;
    for (const char32_t character : name.toUcs4()) {
        const bool letter = QChar::isLetterOrNumber(character);
        if (letter && atStart && taken < 2) {
            initials += QString::fromUcs4(&character, 1).toUpper();
            ++taken;
        }
        atStart = !letter;
    }
    return initials.isEmpty() ? name.left(1) : initials;
}

} // namespace banter
