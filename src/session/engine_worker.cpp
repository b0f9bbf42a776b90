// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/engine_worker.h"

#include "dialects/registry/registry.h"
#include "store/open.h"

#include <QFile>
#include <QThread>

namespace banter {
namespace {

/// Some turns of the event loop, for the Close frame to get onto the wire; nobody waits for its answer.
constexpr qint64 GoodbyeMs = 50;
/// A server on the same continent has answered by then. A window that is closed should be gone.
constexpr qint64 GiveBackMs = 500;
/// More than any profile may have.
constexpr qint64 MaxProfileBytes = 1 << 20;

// A profile that is named by its file is read here, where waiting for a disk keeps nobody waiting.
Result<std::unique_ptr<Dialect>> dialectOf(const EngineConfig &config)
{
    if (!config.profile.isEmpty() || !isProfileFile(config.dialect))
        return makeDialect(config.dialect, config.profile);
    QFile file(config.dialect);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::BadRequest, QStringLiteral("%1: %2").arg(config.dialect, file.errorString()), 0};
    const QByteArray bytes = file.read(MaxProfileBytes);
    if (bytes.isEmpty())
        return Error{ErrorCode::BadRequest, QStringLiteral("%1 is empty.").arg(config.dialect), 0};
    return makeDialect(config.dialect, bytes);
}

} // namespace

Engine::Worker::Worker(EngineConfig config) : m_config(std::move(config)) {}

Engine::Worker::~Worker() = default;

void Engine::Worker::start()
{
    m_scheduler = std::make_unique<QtScheduler>();
    m_links = std::make_unique<SystemLinkFactory>(*m_scheduler, m_config.webSocket);
    Result<std::unique_ptr<Dialect>> dialect = dialectOf(m_config);
    if (!dialect.ok()) {
        Q_EMIT started(dialect.error());
        return;
    }
    Result<std::unique_ptr<ClientStore>> store = openClientStore(m_config.storeFile);
    if (!store.ok()) {
        Q_EMIT started(store.error());
        return;
    }
    if (networkMattersFor(m_config.session.server.host()))
        m_network = std::make_unique<SystemNetworkWatch>();
    m_sleep = std::make_unique<SystemSleepWatch>();
    const ConnectionParts parts{*m_links, m_clock, m_random, *m_scheduler, m_network.get(), m_sleep.get()};
    if (!m_config.serverFile.isEmpty())
        m_config.session.knownServer = std::make_shared<KnownServerFile>(m_config.serverFile);
    m_session =
        std::make_unique<Session>(m_config.session, parts, std::move(dialect).value(), std::move(store).value());
    connect(m_session.get(), &Session::changed, this, &Worker::fillSlot);
    for (const tell::Command &command : std::exchange(m_early, {}))
        m_session->tell(command);
    Q_EMIT started(success());
    if (m_network)
        m_network->start();
}

void Engine::Worker::tell(const tell::Command &command)
{
    if (m_session)
        m_session->tell(command);
    else
        m_early.push_back(command);
}

void Engine::Worker::fillSlot()
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_slot) {
            m_more = true;
            return;
        }
        m_more = false;
        m_slot = takeChanges();
    }
    Q_EMIT ready();
}

Changes Engine::Worker::takeChanges()
{
    Changes changes = m_session->takeChanges();
    if (changes.token)
        m_holdsToken = !changes.token->isEmpty();
    if (changes.connection)
        m_state = changes.connection->state;
    return changes;
}

Changes Engine::Worker::takeFromOtherThread()
{
    const QMutexLocker lock(&m_mutex);
    Changes changes = m_slot ? std::move(*m_slot) : Changes();
    m_slot.reset();
    if (m_more)
        QMetaObject::invokeMethod(this, &Worker::fillSlot, Qt::QueuedConnection);
    return changes;
}

void Engine::Worker::sayGoodbye()
{
    if (!m_session) {
        end();
        return;
    }
    disconnect(m_session.get(), nullptr, this, nullptr);
    takeChanges();
    if (m_holdsToken && !m_config.keepsToken && m_state == ConnectionState::Connected) {
        giveBackToken();
        return;
    }
    m_session->tell(tell::Disconnect{});
    m_scheduler->after(GoodbyeMs, [this] { end(); });
}

void Engine::Worker::giveBackToken()
{
    const auto look = [this] {
        if (m_session)
            takeChanges();
        if (m_state == ConnectionState::Disconnected)
            end();
    };
    // Queued: the session must not be deleted from inside its own signal.
    connect(m_session.get(), &Session::changed, this, look, Qt::QueuedConnection);
    m_session->tell(tell::Logout{});
    m_scheduler->after(GiveBackMs, [this] { end(); });
}

void Engine::Worker::end()
{
    if (std::exchange(m_ending, true))
        return;
    m_session.reset();
    m_network.reset();
    m_sleep.reset();
    m_links.reset();
    // Not here: the scheduler may be what is calling.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scheduler.reset();
            thread()->quit();
        },
        Qt::QueuedConnection);
}

} // namespace banter
