// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace banter {

/// One message on a link, as it is: UTF-8 text, or bytes.
struct Frame {
    bool binary = false;
    QByteArray data;
    bool cut = false; ///< it was larger than is taken, and this is its beginning
    bool operator==(const Frame &) const = default;
};

/// Which transport carries the frames. `url` has the scheme ws or wss for WebSocket, http or https for the others.
enum class LinkKind {
    WebSocket,
    EngineIo,        ///< WebSocket, and HTTP long-polling where that is blocked; a frame is one Engine.IO packet
    EngineIoPolling, ///< HTTP long-polling alone
    EventStream,     ///< Server-Sent Events over HTTP GET
};

/// What to open. Made by a dialect, read by a transport. With a `refusal`, nothing is opened: the credentials are such
/// that no link could bring them, which this sentence says to people without telling them.
struct LinkRequest {
    QUrl url;
    QStringList subprotocols; ///< in the order of preference
    QList<QPair<QByteArray, QByteArray>> headers;
    qint64 maxFrameBytes = 1 << 20; ///< larger incoming ones close the link with 1009
    LinkKind kind = LinkKind::WebSocket;
    QString refusal = {};
    qint64 retryAfterMs = 0;   ///< the pause that this server asked for on an earlier link; 0 when it did not
    bool ownWebSocket = false; ///< QWebSocket does not get on with this server (transport/websocket_choice.h)
};

} // namespace banter
