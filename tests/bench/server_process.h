// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace banter::bench {

/// A banter-server on a free port of 127.0.0.1 and a folder of its own, which ends with this object. Beside the bench
/// and not in it, so that each has its own open files and memory.
class ServerProcess final {
public:
    explicit ServerProcess(const QStringList &options = {})
    {
        constexpr int StartMs = 10'000;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("banter-server")),
                        QStringList{QStringLiteral("--data"), m_folder.path(), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:0")} +
                            options);
        if (m_process.waitForReadyRead(StartMs))
            m_url = QUrl(QString::fromLatin1(m_process.readLine()).trimmed().section(u' ', -1));
    }
    ~ServerProcess()
    {
        constexpr int EndMs = 10'000;
        m_process.terminate();
        if (!m_process.waitForFinished(EndMs))
            m_process.kill();
    }
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// Where it listens; empty when it did not start.
    const QUrl &url() const { return m_url; }
    qint64 processId() const { return m_process.processId(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QUrl m_url;
};

} // namespace banter::bench
