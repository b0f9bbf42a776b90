// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "dialects/api/dialect.h"
#include "session/changes.h"
#include "session/commands.h"
#include "store/client_store.h"
#include "store/known_server.h"

#include <memory>

namespace banter {

/// Who and where. A token that the server gives replaces the secret for later dials of the same session.
struct SessionConfig {
    QUrl server;
    Credentials credentials;
    /// The fingerprint of the one server that may be told the credentials; empty: the one that the store knows, else
    /// the one that another account met at this address (`knownServer`), else the first that is met. With `anyServer`
    /// true an empty one means that none is known: whoever is there now is trusted.
    QString serverFingerprint = {};
    bool anyServer = false;
    int maxTries = 0;                              ///< see ConnectionManager::limitTries()
    std::shared_ptr<KnownServer> knownServer = {}; ///< null: accounts know nothing of each other's servers
};

/// The conversation of one account: what is sent, what was missed, rooms, presence, typing, cursors. Lives on the
/// thread that made it and does everything there; see Engine for the one that the desktop uses.
class Session final : public QObject {
    Q_OBJECT
public:
    /// `parts`, `dialect` and `store` are used from this thread only. Cached rooms and the outbox are loaded from the
    /// store here and are in the first batch of changes.
    Session(SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
            std::unique_ptr<ClientStore> store, QObject *parent = nullptr);
    ~Session() override;

    /// Carries out one command. What comes of it is in a later batch; a failure is in Changes::failures.
    void tell(const tell::Command &command);

    /// All that changed since the last call. Empty when nothing did.
    Changes takeChanges();

    /// Messages without a verdict.
    int unsent() const;

Q_SIGNALS:
    /// There is something to take. Emitted once, from the event loop, until takeChanges() is called.
    void changed();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banter
