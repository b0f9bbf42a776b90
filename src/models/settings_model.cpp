// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/settings_model.h"

#include "models/settings_keys.h"

#include <algorithm>
#include <cmath>

namespace banter {

namespace {

SettingsModel::Theme themeFrom(const QVariant &stored)
{
    const QString name = stored.toString();
    if (name == u"light") {
        return SettingsModel::Light;
    }
    return name == u"dark" ? SettingsModel::Dark : SettingsModel::System;
}

QString nameOf(SettingsModel::Theme theme)
{
    switch (theme) {
    case SettingsModel::Light:
        return QStringLiteral("light");
    case SettingsModel::Dark:
        return QStringLiteral("dark");
    case SettingsModel::System:
        break;
    }
    return QStringLiteral("system");
}

double scaleFrom(double wanted)
{
    return std::isfinite(wanted) ? std::clamp(wanted, SettingsModel::MinTextScale, SettingsModel::MaxTextScale) : 1.0;
}

} // namespace

SettingsModel::SettingsModel(SettingsFile &file, QObject *parent) : QObject(parent), m_file(file)
{
    m_theme = themeFrom(file.value(settings_keys::Theme));
    m_textScale = scaleFrom(file.value(settings_keys::TextScale, 1.0).toDouble());
    m_compact = file.value(settings_keys::Compact, false).toBool();
    m_reduceMotion = file.value(settings_keys::ReduceMotion, false).toBool();
    m_showMembers = file.value(settings_keys::ShowMembers, true).toBool();
    m_maxTries = std::clamp(file.value(settings_keys::MaxTries, 0).toInt(), 0, MostTries);
    const QString language = file.value(settings_keys::Language).toString();
    m_language = languages().contains(language) ? language : QString();
}

QStringList SettingsModel::languages() const
{
    return {QString(), QStringLiteral("en"), QStringLiteral("zh_CN")};
}

void SettingsModel::setTheme(Theme theme)
{
    if (theme != m_theme) {
        m_file.setValue(settings_keys::Theme, nameOf(theme));
        applyTheme(theme, m_systemDark);
    }
}

void SettingsModel::overrideTheme(Theme theme)
{
    applyTheme(theme, m_systemDark);
}

void SettingsModel::setSystemDark(bool dark)
{
    applyTheme(m_theme, dark);
}

void SettingsModel::applyTheme(Theme theme, bool systemDark)
{
    const bool wasDark = dark();
    const Theme oldTheme = std::exchange(m_theme, theme);
    const bool oldSystem = std::exchange(m_systemDark, systemDark);
    if (oldTheme != theme) {
        Q_EMIT themeChanged();
    }
    if (oldSystem != systemDark) {
        Q_EMIT systemDarkChanged();
    }
    if (wasDark != dark()) {
        Q_EMIT darkChanged();
    }
}

void SettingsModel::setTextScale(double wanted)
{
    const double scale = scaleFrom(wanted);
    if (!qFuzzyCompare(scale, m_textScale)) {
        m_textScale = scale;
        m_file.setValue(settings_keys::TextScale, scale);
        Q_EMIT textScaleChanged();
    }
}

void SettingsModel::setCompact(bool compact)
{
    if (compact != m_compact) {
        m_compact = compact;
        m_file.setValue(settings_keys::Compact, compact);
        Q_EMIT compactChanged();
    }
}

void SettingsModel::setLanguage(const QString &language)
{
    if (language != m_language && languages().contains(language)) {
        m_file.setValue(settings_keys::Language, language);
        overrideLanguage(language);
    }
}

void SettingsModel::overrideLanguage(const QString &language)
{
    if (language != m_language && languages().contains(language)) {
        m_language = language;
        Q_EMIT languageChanged();
    }
}

void SettingsModel::setReduceMotion(bool reduce)
{
    if (reduce != m_reduceMotion) {
        m_reduceMotion = reduce;
        m_file.setValue(settings_keys::ReduceMotion, reduce);
        Q_EMIT reduceMotionChanged();
    }
}

void SettingsModel::setMaxTries(int wanted)
{
    const int tries = std::clamp(wanted, 0, MostTries);
    if (tries != m_maxTries) {
        m_maxTries = tries;
        m_file.setValue(settings_keys::MaxTries, tries);
        Q_EMIT maxTriesChanged();
    }
}

void SettingsModel::setShowMembers(bool show)
{
    if (show != m_showMembers) {
        m_showMembers = show;
        m_file.setValue(settings_keys::ShowMembers, show);
        Q_EMIT showMembersChanged();
    }
}

} // namespace banter
