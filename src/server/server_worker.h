// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/embedded_server.h"
#include "server/hub.h"
#include "server/socket_server.h"
#include "server/sqlite_registry.h"
#include "server/sqlite_server_store.h"
#include "store/folder_lock.h"

namespace banter {

/// The embedded server's inhabitant of its thread.
class ServerWorker final : public QObject {
    Q_OBJECT
public:
    explicit ServerWorker(ServerOptions options);
    ~ServerWorker() override;

    void start();
    /// After started(): the fingerprint of the server's key.
    QString fingerprint() const { return m_fingerprint; }
    /// Commits, says goodbye to everybody and ends the thread, at most StopMs later.
    void stop();
    /// othersCounted() follows.
    void countOthers(const QString &user);

    static constexpr qint64 StopMs = 2'000;
    /// One for each link, each handshake and each that was turned away, and some for the database, the lock and
    /// whatever the process has besides.
    static constexpr int OtherFiles = WebSocketListener::MaxHandshakes + int(link_limits::MaxTurnedAway) + 200;
    static constexpr int WantedFiles = int(link_limits::MaxLinks + link_limits::MaxUnknown) + OtherFiles;

Q_SIGNALS:
    void started(const banter::Result<QUrl> &address);
    void trouble(const QString &sentence);
    void notice(const QString &sentence);
    void othersCounted(int others);

private:
    Result<QUrl> open();
    void end();

    ServerOptions m_options;
    QString m_fingerprint;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QtScheduler> m_scheduler;
    FolderLock m_lock;
    std::unique_ptr<SecretHasher> m_hasher;
    std::unique_ptr<SqliteServerStore> m_store;
    std::unique_ptr<SqliteRegistry> m_registry;
    std::unique_ptr<SocketServer> m_sockets;
    std::unique_ptr<Hub> m_hub;
    bool m_ending = false;
};

} // namespace banter
