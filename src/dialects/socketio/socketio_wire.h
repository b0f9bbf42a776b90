// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/wire/wire.h"

#include <memory>

namespace banter {

/// What of a Socket.IO server is not as usual.
struct SocketIoOptions {
    QString path = QStringLiteral("/socket.io/"); ///< where the server's URL has no path of its own
    bool pollingOnly = false;                     ///< HTTP long-polling without an upgrade
};

/// Socket.IO 5 over Engine.IO 4 as a wire. Connection state recovery is used where the server offers it. Any thread.
std::unique_ptr<wire::Wire> makeSocketIoWire(const SocketIoOptions &options = {});

} // namespace banter
