// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/store/child.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>

namespace banter::testing {
namespace {

constexpr int DeadlineMs = 20'000;

} // namespace

Child::Child(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), QStringList{QStringLiteral("--child")} + arguments);
    m_process.waitForStarted(DeadlineMs);
}

Child::~Child()
{
    if (m_process.state() != QProcess::NotRunning)
        kill();
}

QString Child::line()
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(DeadlineMs) && !m_process.canReadLine())
            return {};
    }
    return QString::fromUtf8(m_process.readLine()).trimmed();
}

QStringList Child::lines(int count)
{
    QStringList all;
    while (all.size() < count) {
        const QString next = line();
        if (next.isNull())
            break;
        all.append(next);
    }
    return all;
}

void Child::kill()
{
    m_process.kill();
    m_process.waitForFinished(DeadlineMs);
}

int Child::finish()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(DeadlineMs))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool isChild(int argc, char **argv)
{
    return argc > 1 && std::strcmp(argv[1], "--child") == 0;
}

void sayLine(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void waitForParent()
{
    while (std::fgetc(stdin) != EOF) {
    }
}

} // namespace banter::testing
