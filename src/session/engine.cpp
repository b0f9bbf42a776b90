// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/engine.h"

#include "session/engine_worker.h"

namespace banter {

Engine::Engine(EngineConfig config, QObject *parent) : QObject(parent), m_worker(new Worker(std::move(config)))
{
    m_thread.setObjectName(QStringLiteral("banter-engine"));
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &Worker::started, this, &Engine::started);
    connect(m_worker, &Worker::ready, this, &Engine::ready);
    connect(&m_thread, &QThread::started, m_worker, &Worker::start);
    m_thread.start();
}

Engine::~Engine()
{
    m_worker->disconnect(this);
    QMetaObject::invokeMethod(m_worker, &Worker::sayGoodbye, Qt::QueuedConnection);
    m_thread.wait();
    delete m_worker;
}

void Engine::tell(tell::Command command)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, command = std::move(command)] { worker->tell(command); }, Qt::QueuedConnection);
}

Changes Engine::takeChanges()
{
    return m_worker->takeFromOtherThread();
}

} // namespace banter
