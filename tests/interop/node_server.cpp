// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonDocument>

#include <csignal>

namespace banter::testing {
namespace {

constexpr int StartMs = 60'000; // on a machine that does a lot else

QString folder()
{
    return QStringLiteral(BANTER_INTEROP_DIR);
}

} // namespace

NodeServer::NodeServer(QString script, QJsonObject options) : m_script(std::move(script)), m_options(std::move(options))
{}

NodeServer::~NodeServer()
{
    kill();
}

QString NodeServer::start()
{
    // Or where node is told to look, when nothing can be written here.
    if (!QFileInfo::exists(folder() + QStringLiteral("/node_modules")) && !qEnvironmentVariableIsSet("NODE_PATH"))
        return QStringLiteral("The packages are missing: npm ci in tests/interop, or packaging/test, installs them.");
    if (m_port != 0)
        m_options.insert(QStringLiteral("port"), m_port);
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->start(QStringLiteral("node"),
                     {folder() + QStringLiteral("/servers/") + m_script + QStringLiteral(".js"),
                      QString::fromUtf8(QJsonDocument(m_options).toJson(QJsonDocument::Compact))});
    if (!m_process->waitForStarted(StartMs))
        return QStringLiteral("node does not start: ") + m_process->errorString();
    QDeadlineTimer deadline(StartMs);
    while (!deadline.hasExpired() && m_process->state() == QProcess::Running) {
        while (m_process->canReadLine()) {
            const QByteArray line = m_process->readLine().trimmed();
            if (line.startsWith("listening ")) {
                m_port = line.sliced(10).toUShort();
                return {};
            }
        }
        m_process->waitForReadyRead(200);
    }
    return QStringLiteral("%1 did not begin to listen.").arg(m_script);
}

QString NodeServer::restart()
{
    kill();
    return start();
}

void NodeServer::kill()
{
    if (!m_process)
        return;
    signal(SIGCONT);
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
}

void NodeServer::freeze()
{
    signal(SIGSTOP);
}

void NodeServer::thaw()
{
    signal(SIGCONT);
}

void NodeServer::signal(int number) const
{
    if (m_process && m_process->processId() > 0)
        ::kill(pid_t(m_process->processId()), number);
}

QUrl NodeServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void NodeServer::read()
{
    while (m_process && m_process->canReadLine()) {
        const QJsonDocument line = QJsonDocument::fromJson(m_process->readLine());
        if (line.isObject())
            m_said.push_back(line.object());
    }
}

std::vector<QJsonObject> NodeServer::said(const QString &event)
{
    read();
    std::vector<QJsonObject> found;
    for (const QJsonObject &line : m_said) {
        if (line.value(QStringLiteral("event")) == event)
            found.push_back(line);
    }
    return found;
}

} // namespace banter::testing
