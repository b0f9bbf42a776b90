// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/settings_file.h"

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

namespace banter {

/// What the person chose, kept in settings.ini in the data folder. Each change is kept at once, off the GUI thread.
class SettingsModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AppModel")
    Q_PROPERTY(Theme theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// The system's present choice, for Theme.System.
    Q_PROPERTY(bool systemDark READ systemDark NOTIFY systemDarkChanged)
    /// What the two above come to.
    Q_PROPERTY(bool dark READ dark NOTIFY darkChanged)
    /// 0.85 to 1.5; set values are brought into that range.
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    Q_PROPERTY(bool compact READ compact WRITE setCompact NOTIFY compactChanged)
    /// "" as the system says, "en" or "zh_CN". Applies at once.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY reduceMotionChanged)
    Q_PROPERTY(bool showMembers READ showMembers WRITE setShowMembers NOTIFY showMembersChanged)
    Q_PROPERTY(QStringList languages READ languages CONSTANT)
    /// Dials in a row that may come to nothing before it gives up: 0 (the usual, for ever) to MostTries.
    Q_PROPERTY(int maxTries READ maxTries WRITE setMaxTries NOTIFY maxTriesChanged)
public:
    enum Theme { System, Light, Dark };
    Q_ENUM(Theme)

    static constexpr double MinTextScale = 0.85;
    static constexpr double MaxTextScale = 1.5;
    static constexpr int MostTries = 1'000;

    /// Reads `file`'s values; it outlives the model.
    explicit SettingsModel(SettingsFile &file, QObject *parent = nullptr);

    /// For what keeps small things beside these.
    SettingsFile &file() { return m_file; }

    Theme theme() const { return m_theme; }
    bool systemDark() const { return m_systemDark; }
    bool dark() const { return m_theme == System ? m_systemDark : m_theme == Dark; }
    double textScale() const { return m_textScale; }
    bool compact() const { return m_compact; }
    QString language() const { return m_language; }
    bool reduceMotion() const { return m_reduceMotion; }
    bool showMembers() const { return m_showMembers; }
    QStringList languages() const;
    int maxTries() const { return m_maxTries; }

    void setTheme(Theme theme);
    /// For one run, as from the command line: not kept.
    void overrideTheme(Theme theme);
    void setTextScale(double scale);
    void setCompact(bool compact);
    /// Unknown languages are ignored.
    void setLanguage(const QString &language);
    void overrideLanguage(const QString &language);
    void setReduceMotion(bool reduce);
    void setShowMembers(bool show);
    void setMaxTries(int tries);
    /// From the platform.
    void setSystemDark(bool dark);

Q_SIGNALS:
    void themeChanged();
    void systemDarkChanged();
    void darkChanged();
    void textScaleChanged();
    void compactChanged();
    void languageChanged();
    void reduceMotionChanged();
    void showMembersChanged();
    void maxTriesChanged();

private:
    void applyTheme(Theme theme, bool systemDark);

    SettingsFile &m_file;
    Theme m_theme = System;
    bool m_systemDark = false;
    double m_textScale = 1.0;
    bool m_compact = false;
    QString m_language;
    bool m_reduceMotion = false;
    bool m_showMembers = true;
    int m_maxTries = 0;
};

} // namespace banter
