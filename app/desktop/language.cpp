// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "language.h"

#include <QCoreApplication>
#include <QLocale>

namespace banter::desktop {

Language::Language() : m_system(QLocale::system()) {}

void Language::speak(const QString &language)
{
    // Naming a language does not say where somebody lives: dates stay the system's when it is the same language.
    const QLocale named = language.isEmpty() ? m_system : QLocale(language);
    QLocale::setDefault(named.language() == m_system.language() ? m_system : named);
    QCoreApplication::removeTranslator(&m_words);
    // English has a file too, for its plurals; a language that has none is spoken in English.
    const bool known = m_words.load(named, QStringLiteral("banter"), QStringLiteral("_"), QStringLiteral(":/i18n"));
    if (known || m_words.load(QStringLiteral(":/i18n/banter_en.qm"))) {
        QCoreApplication::installTranslator(&m_words);
    }
    Q_EMIT changed();
}

} // namespace banter::desktop
