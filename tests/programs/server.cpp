// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server.h"

#include <QRegularExpression>

namespace banter::test {

Server::Server(QStringList more) : Program("banter-server"), m_more(std::move(more)) {}

bool Server::begin()
{
    const QString where = QStringLiteral("127.0.0.1:%1").arg(m_url.isEmpty() ? 0 : port());
    QStringList words{QStringLiteral("--data"), m_data.path(), QStringLiteral("--listen"), where};
    // ctest runs some tests with each.
    if (const QString kind = qEnvironmentVariable("BANTER_TEST_WEBSOCKET"); !kind.isEmpty())
        words += {QStringLiteral("--websocket"), kind};
    return start(words + m_more);
}

bool Server::up()
{
    if (!begin()) {
        return false;
    }
    static const QRegularExpression Ready(
        QStringLiteral("^listening on (ws://127\\.0\\.0\\.1:[1-9][0-9]*)\nidentity ([0-9a-f ]+)\n"));
    QRegularExpressionMatch match;
    const bool ready = waitUntil([&] {
        match = Ready.match(QString::fromUtf8(output()));
        return match.hasMatch() || !isRunning();
    });
    if (!ready || !match.hasMatch()) {
        qWarning("banter-server did not start:\n%s%s", output().constData(), errors().constData());
        return false;
    }
    m_url = match.captured(1);
    m_fingerprint = match.captured(2);
    return true;
}

} // namespace banter::test
