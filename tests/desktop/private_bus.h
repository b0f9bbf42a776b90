// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QStandardPaths>

namespace banter::testing {

/// A session bus of the test's own. It ends with this object.
class PrivateBus final {
public:
    ~PrivateBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    /// Its address once it runs; empty when dbus-daemon is not installed, or does not start.
    QString start()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            return {};
        m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                                QStringLiteral("--print-address=1")});
        return m_daemon.waitForReadyRead() ? QString::fromUtf8(m_daemon.readLine().trimmed()) : QString();
    }

private:
    QProcess m_daemon;
};

} // namespace banter::testing
