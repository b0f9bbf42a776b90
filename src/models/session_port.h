// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"

#include "core/error.h"
#include "session/changes.h"
#include "session/engine.h"

#include <QObject>

#include <functional>
#include <memory>

namespace banter {

/// A running session as the models see it: an engine in the program, a fake in a test. GUI thread. See Engine for the
/// functions and signals.
class SessionPort : public QObject, public CommandSink {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual Changes takeChanges() = 0;

Q_SIGNALS:
    void started(const banter::Status &status);
    void ready();
};

/// Starts a session; it is told to connect by whoever asked for it.
using SessionPortFactory = std::function<std::unique_ptr<SessionPort>(const EngineConfig &)>;

/// Ports that are engines on worker threads, all with that WebSocket.
SessionPortFactory enginePorts(WebSocketKind webSocket = WebSocketKind::Auto);

} // namespace banter
