// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace banter::testing {

/// A real redis-server, in memory, on a port of its own.
class RedisServer {
public:
    ~RedisServer();
    /// Empty when it answers, else why not. A missing redis-server is a fault, never a skip.
    QString start();
    QString url() const { return QStringLiteral("redis://127.0.0.1:%1").arg(m_port); }

private:
    bool answers() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace banter::testing
