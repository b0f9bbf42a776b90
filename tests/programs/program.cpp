// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "program.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>

namespace banter::test {

Program::Program(const char *name) : m_name(name)
{
    m_process.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        m_output += m_process.readAllStandardOutput();
        Q_EMIT outputArrived();
    });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
}

Program::~Program()
{
    m_process.disconnect(this);
    if (isRunning()) {
        signal(SIGKILL); // also ends one that is stopped
        m_process.waitForFinished(SoonMs);
    }
}

QString Program::folder()
{
    return qEnvironmentVariable("BANTER_TEST_BIN", QStringLiteral(BANTER_BIN_DIR));
}

void Program::setVariable(const char *name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(QLatin1String(name), value);
    m_process.setProcessEnvironment(environment);
}

void Program::limitFiles(qint64 bytes)
{
    m_process.setChildProcessModifier([bytes] {
        std::signal(SIGXFSZ, SIG_IGN); // else the first write over it would end the process
        const rlimit limit{rlim_t(bytes), RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &limit);
    });
}

void Program::makeRoom()
{
#ifdef Q_OS_LINUX
    const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
    prlimit(pid_t(m_process.processId()), RLIMIT_FSIZE, &none, nullptr);
#endif
}

bool Program::start(const QStringList &arguments)
{
    m_output.clear();
    m_errors.clear();
    m_process.start(folder() + u'/' + QString::fromLatin1(m_name), arguments);
    return m_process.waitForStarted(SoonMs);
}

void Program::signal(int number)
{
    if (!isRunning())
        return; // no process has the id 0: it is this one's whole group
    ::kill(pid_t(m_process.processId()), number);
}

int Program::waitForEnd(int deadlineMs)
{
    if (!waitUntil([this] { return !isRunning(); }, deadlineMs)) {
        return -2;
    }
    m_output += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void Program::killNow()
{
    if (isRunning()) {
        signal(SIGKILL);
        waitForEnd();
    }
}

bool Program::waitUntil(const std::function<bool()> &holds, int deadlineMs)
{
    if (QTest::qWaitFor(holds, deadlineMs)) {
        return true;
    }
    qWarning("%s: not in time. Its last output:\n%s\nIts errors:\n%s", m_name.constData(),
             m_output.right(4000).constData(), m_errors.right(4000).constData());
    return false;
}

} // namespace banter::test
