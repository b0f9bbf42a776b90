// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/settings_file.h"

#include <QSettings>

namespace banter {

SettingsFile::SettingsFile(QString path) : m_path(std::move(path))
{
    m_writer.setMaxThreadCount(1);
    if (m_path.isEmpty()) {
        return;
    }
    const QSettings file(m_path, QSettings::IniFormat);
    for (const QString &key : file.allKeys()) {
        m_values.insert(key, file.value(key));
    }
}

SettingsFile::~SettingsFile()
{
    flush();
}

QVariant SettingsFile::value(const QString &key, const QVariant &fallback) const
{
    return m_values.value(key, fallback);
}

void SettingsFile::setValue(const QString &key, const QVariant &value)
{
    m_values.insert(key, value);
    if (m_path.isEmpty()) {
        return;
    }
    m_writer.start([path = m_path, key, value] {
        QSettings file(path, QSettings::IniFormat);
        file.setValue(key, value);
        file.sync();
        if (file.status() != QSettings::NoError) {
            qWarning("banter: the settings could not be written to %s", qUtf8Printable(path));
        }
    });
}

void SettingsFile::flush()
{
    m_writer.waitForDone();
}

} // namespace banter
