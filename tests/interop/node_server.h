// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QUrl>

#include <memory>
#include <vector>

namespace banter::testing {

/// One of the servers of tests/interop/servers as a process of Node.js, on a port of its own choice.
class NodeServer {
public:
    /// `script` without folder and ".js".
    explicit NodeServer(QString script, QJsonObject options = {});
    ~NodeServer();

    /// Empty when it listens, else why not. Packages that are not installed are a fault, never a skip.
    QString start();
    /// On the same port as before.
    QString restart();
    void kill();
    /// SIGSTOP and SIGCONT.
    void freeze();
    void thaw();

    QUrl url() const;
    quint16 port() const { return m_port; }

    /// What it said with say(), all of it or those of one event.
    std::vector<QJsonObject> said(const QString &event);

private:
    void signal(int number) const;
    void read();

    QString m_script;
    QJsonObject m_options;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    std::vector<QJsonObject> m_said;
};

} // namespace banter::testing
