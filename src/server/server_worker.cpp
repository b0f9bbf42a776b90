// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/server_worker.h"

#include "protocol/server_proof.h"
#include "server/data_folder.h"
#include "system/open_files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>

namespace banter {

ServerWorker::ServerWorker(ServerOptions options) : m_options(std::move(options)) {}

ServerWorker::~ServerWorker() = default;

void ServerWorker::start()
{
    m_scheduler = std::make_unique<QtScheduler>();
    Q_EMIT started(open());
}

Result<QUrl> ServerWorker::open()
{
    if (const Status taken = takeServerFolder(m_options.dataDir, m_lock); !taken.ok())
        return taken.error();
    m_hasher = makeSodiumHasher();
    m_store = std::make_unique<SqliteServerStore>();
    const QString file = serverDatabaseFile(m_options.dataDir);
    if (QFileInfo::exists(restoringFile(m_options.dataDir)) && !QFileInfo::exists(file)) {
        // An empty database here would look as if all were lost.
        return Error{ErrorCode::Internal,
                     QStringLiteral("A restore into %1 was interrupted. Run it again.").arg(m_options.dataDir)};
    }
    const QString epoch = m_hasher->mintToken().left(22); // 132 bits: two histories never meet
    if (const Status opened = m_store->open(file, epoch, protocol::makeServerSeed()); !opened.ok())
        return opened.error();
    m_fingerprint = protocol::fingerprintOf(m_store->identitySeed());
    m_registry = std::make_unique<SqliteRegistry>(m_store->database());
    // Fewer is no reason not to start: there are places for as many then, and the listener waits while there are none.
    const int files = allowOpenFiles(WantedFiles);
    m_sockets = std::make_unique<SocketServer>(m_clock, *m_scheduler, m_options.behindProxy, m_options.webSocket);
    connect(m_sockets.get(), &SocketServer::notice, this, &ServerWorker::notice);
    m_hub =
        std::make_unique<Hub>(HubParts{*m_store, *m_registry, *m_hasher, m_clock, m_random, *m_scheduler, *m_sockets},
                              SendRate{m_options.ratePerSecond, m_options.burst}, m_options.registration,
                              LinkBounds::within(files - OtherFiles));
    m_hub->setTroubleHandler([this](const QString &sentence) { Q_EMIT trouble(sentence); });
    m_hub->setNoticeHandler([this](const QString &sentence) { Q_EMIT notice(sentence); });
    m_sockets->setHub(m_hub.get());
    if (const Status loaded = m_hub->load(); !loaded.ok())
        return loaded.error();
    m_hub->watchOrders();
    return m_options.socket ? m_sockets->listenOn(*m_options.socket)
                            : m_sockets->listen(m_options.host, m_options.port);
}

void ServerWorker::stop()
{
    if (!m_hub) {
        end();
        return;
    }
    m_hub->conclude();
    connect(m_sockets.get(), &SocketServer::empty, this, &ServerWorker::end);
    m_scheduler->after(StopMs, [this] { end(); });
    m_sockets->shutDown();
}

void ServerWorker::countOthers(const QString &user)
{
    if (m_hub)
        Q_EMIT othersCounted(m_hub->others(user));
}

void ServerWorker::end()
{
    if (std::exchange(m_ending, true))
        return;
    // Not from inside: the scheduler or a socket may be what is calling.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_hub) {
                m_hub->flush();
                m_sockets->setHub(nullptr);
            }
            m_hub.reset();
            m_sockets.reset();
            m_hasher.reset();
            m_registry.reset();
            m_store.reset();
            m_lock.release();
            // Links that are gone and not deleted yet cancel their timers.
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            m_scheduler.reset();
            thread()->quit();
        },
        Qt::QueuedConnection);
}

} // namespace banter
