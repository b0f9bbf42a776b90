// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "protocol/limits.h"
#include "server/registration.h"
#include "websocket/kind.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace banter {

struct ServerOptions {
    QString dataDir;                                               ///< made if it is not there; one server a folder
    QString host = QStringLiteral("127.0.0.1");                    ///< an address of this machine, or 0.0.0.0 or ::
    quint16 port = 0;                                              ///< 0: any free one
    double ratePerSecond = protocol::limits::DefaultRatePerSecond; ///< 0: not limited
    int burst = protocol::limits::DefaultBurst;
    RegistrationMode registration = RegistrationMode::Open;
    bool behindProxy = false;                      ///< a proxy on this machine tells in X-Forwarded-For who calls
    WebSocketKind webSocket = WebSocketKind::Auto; ///< see UsualPeerSocket (peer_socket.h)
    std::optional<qintptr> socket; ///< listens already, and is the server's from now on: in place of host and port
};

/// The whole server on one thread of its own: listener, hub, accounts, rooms, SQLite. Called from the thread that made
/// it.
class EmbeddedServer final : public QObject {
    Q_OBJECT
public:
    explicit EmbeddedServer(QObject *parent = nullptr);
    ~EmbeddedServer() override; ///< stops it

    /// Waits until it listens (the database is opened on the server's thread); started() is not emitted. Gives the
    /// address to hand to others, ws://HOST:PORT. InUse for a folder or a port that another process holds,
    /// NewerDatabase, StorageFull for a folder that cannot be made or written, BadRequest for a host that is no address
    /// of this machine, Forbidden for a port that needs privileges, Internal.
    Result<QUrl> start(const ServerOptions &options);

    /// Like start(), but returns at once; started() follows.
    void startLater(const ServerOptions &options);

    /// Refuses new links, commits what was accepted, closes every link with 1001 and waits for it (at most 2 s).
    void stop();
    /// While it runs: the fingerprint of its key, for people to compare (protocol/server_proof.h).
    QString fingerprint() const;

    /// Returns at once; othersCounted() follows while it runs.
    void countOthers(const QString &user);

Q_SIGNALS:
    void started(const banter::Result<QUrl> &address);
    /// The database can no longer be written (a full disk): senders are told, reading goes on. English, one sentence;
    /// empty when it can be written again.
    void trouble(const QString &sentence);
    /// What whoever runs the server may want to do something about, once: accounts that are nearly all taken, a proxy
    /// that is not believed. English, one or more sentences.
    void notice(const QString &sentence);
    /// So many people have a link now, beside the one who was named.
    void othersCounted(int others);

private:
    class Runner;
    std::unique_ptr<Runner> m_runner;
};

} // namespace banter
