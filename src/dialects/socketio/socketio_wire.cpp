// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/socketio_wire.h"

#include "dialects/socketio/session.h"

namespace banter {

std::unique_ptr<wire::Wire> makeSocketIoWire(const SocketIoOptions &options)
{
    return std::make_unique<socketio::SocketIoSession>(options);
}

} // namespace banter
