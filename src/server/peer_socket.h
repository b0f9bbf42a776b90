// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/outgoing_frame.h"
#include "websocket/kind.h"

#include <QHostAddress>
#include <QObject>

namespace banter {

/// What a server takes for WebSocketKind::Auto.
inline constexpr WebSocketKind UsualPeerSocket = WebSocketKind::Qt;

/// What is known of who comes in, once the opening handshake is done.
struct Visitor {
    QHostAddress address;
    /// X-Forwarded-For as it was sent; of several such headers the last one. Empty: none.
    QByteArray forwardedFor;
    QString subprotocol; ///< as it was chosen; empty: none was offered that is spoken here
};

/// One peer's WebSocket, open when it is made, and closed once. No signal comes from inside of the constructor;
/// written() and ended() may come from inside of other calls. One thread.
class PeerSocket : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~PeerSocket() override = default;

    /// Stands for a link that ended without a Close frame, and is never in one (RFC 6455, section 7.1.5).
    static constexpr int Lost = 1006;

    /// What a peer may make this side hold, in bytes.
    struct Allowance {
        qint64 frameBytes = 0; ///< payload of a frame, and of a message that is not whole yet; more ends it with 1009
        /// A peer that pings and reads none of the answers is cut off: where so much waits for it (QWebSocket answers
        /// each ping), or where pings of so much were left without an answer (the codec's holds one answer).
        qint64 pingBytes = 0;
    };
    /// At any time; nothing is allowed before the first call.
    virtual void allow(const Allowance &allowance) = 0;

    /// Where it is closed, or the peer has closed it, a frame goes nowhere.
    virtual void send(const OutgoingFrame &frame) = 0;
    /// ponged() answers.
    virtual void ping() = 0;
    /// Writes a Close frame behind what was written, and reads nothing more (see GracefulClose). `code` as in
    /// PROTOCOL.md, section 9; of `reason` the first 123 bytes of UTF-8 are sent. After `graceMs` the peer is cut off.
    /// A second call does nothing.
    virtual void close(int code, const QString &reason, qint64 graceMs) = 0;
    /// The end at once.
    virtual void abort() = 0;
    /// What is written and the system has not taken.
    virtual qint64 bytesToWrite() const = 0;

Q_SIGNALS:
    /// A whole message; of a text the UTF-8.
    void received(const QByteArray &data, bool binary);
    void ponged();
    /// The system took something.
    void written();
    /// Exactly once, and nothing after it. `code`: of the peer's Close frame (1005: without one), where the peer was
    /// the first to say Close; else Lost.
    void ended(int code);
};

} // namespace banter
