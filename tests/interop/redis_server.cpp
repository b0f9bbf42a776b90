// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/redis_server.h"

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTcpSocket>

namespace banter::testing {
namespace {

constexpr int RedisStartMs = 30'000;
constexpr int Tries = 5;

// redis takes no port 0. Another process may take this one in between, so there are several tries.
quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

RedisServer::~RedisServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString RedisServer::start()
{
    for (int i = 0; i < Tries; ++i) {
        m_port = freePort();
        m_process.start(QStringLiteral("redis-server"),
                        {QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--bind"),
                         QStringLiteral("127.0.0.1"), QStringLiteral("--save"), QString(),
                         QStringLiteral("--appendonly"), QStringLiteral("no"), QStringLiteral("--dir"),
                         m_folder.path()});
        if (!m_process.waitForStarted(RedisStartMs))
            return QStringLiteral("redis-server does not start: %1 (packaging/test installs it)")
                .arg(m_process.errorString());
        QDeadlineTimer deadline(RedisStartMs);
        while (!deadline.hasExpired() && m_process.state() == QProcess::Running) {
            if (answers())
                return {};
            m_process.waitForFinished(50);
        }
    }
    return QStringLiteral("redis-server does not answer.");
}

bool RedisServer::answers() const
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
    if (!socket.waitForConnected(1'000))
        return false;
    socket.write("PING\r\n");
    return socket.waitForReadyRead(1'000) && socket.readAll().startsWith("+PONG");
}

} // namespace banter::testing
