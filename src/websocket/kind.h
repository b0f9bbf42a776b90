// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace banter {

/// Whose code carries WebSocket frames.
enum class WebSocketKind {
    /// Whatever the one who is asked thinks best. A client takes QWebSocket, and the own for a server at which that one
    /// fails (transport/websocket_choice.h); of a server see UsualPeerSocket (server/peer_socket.h).
    Auto,
    Own, ///< the program's own, always
    Qt,  ///< QWebSocket, always
};

/// "auto", "own" or "qt", as command lines have it; nothing for another word. Pure; any thread.
std::optional<WebSocketKind> webSocketKindNamed(const QString &name);

} // namespace banter
