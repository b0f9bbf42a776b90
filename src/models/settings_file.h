// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>
#include <QThreadPool>
#include <QVariant>

namespace banter {

/// A small INI file of named values. Read once, whole, when it is made (a few hundred bytes, before the first window:
/// the theme must be known by then); written behind the caller on a thread of its own, in the order of the calls.
class SettingsFile {
public:
    /// `path` empty: nothing is read or kept.
    explicit SettingsFile(QString path);
    /// Waits for what is being written.
    ~SettingsFile();

    QVariant value(const QString &key, const QVariant &fallback = {}) const;
    void setValue(const QString &key, const QVariant &value);
    /// Waits until everything set so far is in the file. For tests and the end of the program.
    void flush();

private:
    QString m_path;
    QHash<QString, QVariant> m_values;
    QThreadPool m_writer;
};

} // namespace banter
