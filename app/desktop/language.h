// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

namespace banter::desktop {

/// Makes the program speak a language: translations, and the locale of dates and numbers. GUI thread.
class Language final : public QObject {
    Q_OBJECT
public:
    Language();

    /// "" for the system's, "en" or "zh_CN".
    void speak(const QString &language);

Q_SIGNALS:
    /// Everything that holds words has to make them anew.
    void changed();

private:
    QLocale m_system;
    QTranslator m_words;
};

} // namespace banter::desktop
