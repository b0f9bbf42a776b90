// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "transport/websocket_choice.h"

#include <QThread>

namespace banter {

struct EngineConfig {
    SessionConfig session;
    QString dialect = QStringLiteral("banter"); ///< a name of dialectNames(), or the path of a profile's file
    QByteArray profile;                         ///< a profile's file in place of a named dialect; empty: none
    QString storeFile;                          ///< empty: in memory
    QString serverFile; ///< where accounts tell each other which server is at the address; empty: nowhere
    /// Whoever made it keeps the token that the server gives for a password. Otherwise it goes back at the end: nobody
    /// else knows it.
    bool keepsToken = true;
    WebSocketKind webSocket = WebSocketKind::Auto;
};

/// A session on a worker thread of its own, with the machine's clock, random and sockets. Every function is called on
/// the thread that made the engine and returns at once, except the destructor, which waits for the worker: it
/// says goodbye to the server and finishes what it writes to the disk. It waits for the network only to give back a
/// token, and not longer than half a second.
class Engine final : public QObject {
    Q_OBJECT
public:
    explicit Engine(EngineConfig config, QObject *parent = nullptr);
    ~Engine() override;

    /// Queued to the worker in the order of the calls. Before started() too.
    void tell(tell::Command command);

    /// The batch that ready() announced; empty when there is none.
    Changes takeChanges();

Q_SIGNALS:
    /// The store is open and the session runs; or why not (the engine is then of no further use).
    void started(const banter::Status &status);
    /// There is a batch. Emitted once until it is taken, so a GUI that takes one batch a frame gets one signal a frame.
    void ready();

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker = nullptr;
};

} // namespace banter
