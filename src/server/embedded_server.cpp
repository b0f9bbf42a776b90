// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"

#include "server/server_worker.h"

#include <QThread>

#include <future>

namespace banter {

class EmbeddedServer::Runner final {
public:
    explicit Runner(const ServerOptions &options) : worker(new ServerWorker(options))
    {
        thread.setObjectName(QStringLiteral("banter-server"));
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::started, worker, &ServerWorker::start);
    }
    ~Runner()
    {
        if (thread.isRunning()) {
            QMetaObject::invokeMethod(worker, &ServerWorker::stop, Qt::QueuedConnection);
            thread.wait();
        }
        delete worker;
    }
    Runner(const Runner &) = delete;
    Runner &operator=(const Runner &) = delete;

    QThread thread;
    ServerWorker *worker;
};

EmbeddedServer::EmbeddedServer(QObject *parent) : QObject(parent)
{
    qRegisterMetaType<banter::Result<QUrl>>();
}

EmbeddedServer::~EmbeddedServer()
{
    stop();
}

void EmbeddedServer::startLater(const ServerOptions &options)
{
    stop();
    m_runner = std::make_unique<Runner>(options);
    connect(m_runner->worker, &ServerWorker::started, this, &EmbeddedServer::started);
    connect(m_runner->worker, &ServerWorker::trouble, this, &EmbeddedServer::trouble);
    connect(m_runner->worker, &ServerWorker::notice, this, &EmbeddedServer::notice);
    connect(m_runner->worker, &ServerWorker::othersCounted, this, &EmbeddedServer::othersCounted);
    m_runner->thread.start();
}

Result<QUrl> EmbeddedServer::start(const ServerOptions &options)
{
    stop();
    m_runner = std::make_unique<Runner>(options);
    connect(m_runner->worker, &ServerWorker::trouble, this, &EmbeddedServer::trouble);
    connect(m_runner->worker, &ServerWorker::notice, this, &EmbeddedServer::notice);
    connect(m_runner->worker, &ServerWorker::othersCounted, this, &EmbeddedServer::othersCounted);
    // Direct: the answer is taken from the server's thread, so that this one need not run its events meanwhile.
    std::promise<Result<QUrl>> promise;
    const auto connection = connect(
        m_runner->worker, &ServerWorker::started, m_runner->worker,
        [&promise](const Result<QUrl> &address) { promise.set_value(address); }, Qt::DirectConnection);
    m_runner->thread.start();
    Result<QUrl> answer = promise.get_future().get();
    disconnect(connection);
    if (!answer.ok())
        stop();
    return answer;
}

QString EmbeddedServer::fingerprint() const
{
    return m_runner ? m_runner->worker->fingerprint() : QString();
}

void EmbeddedServer::countOthers(const QString &user)
{
    if (m_runner)
        QMetaObject::invokeMethod(m_runner->worker, [worker = m_runner->worker, user] { worker->countOthers(user); });
}

void EmbeddedServer::stop()
{
    m_runner.reset();
}

} // namespace banter
