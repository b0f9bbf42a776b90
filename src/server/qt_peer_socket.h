// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/graceful_close.h"
#include "server/peer_socket.h"

#include <QWebSocket>

#include <memory>

namespace banter {

/// A peer's WebSocket that is QWebSocket's. It takes frames without a mask, refuses a text that is cut into fragments
/// inside a character, answers each ping, however many wait to be read, and tells a Close that it makes itself, for a
/// fault of the peer, as if it was the peer's.
class QtPeerSocket final : public PeerSocket {
    Q_OBJECT
public:
    /// `socket` is connected; `tcp` is what it reads from, and lives as long as it is connected. Null only for one that
    /// is gone already. `scheduler` outlives this.
    QtPeerSocket(std::unique_ptr<QWebSocket> socket, QTcpSocket *tcp, Scheduler &scheduler);
    ~QtPeerSocket() override;

    void allow(const Allowance &allowance) override;
    void send(const OutgoingFrame &frame) override;
    void ping() override { m_socket->ping(); }
    void close(int code, const QString &reason, qint64 graceMs) override;
    void abort() override { m_socket->abort(); }
    qint64 bytesToWrite() const override { return m_socket->bytesToWrite(); }

private:
    void judgePongs();
    void end();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_tcp;
    qint64 m_pingBytes = 0;
    bool m_peerClosed = false;
    bool m_ended = false;
    GracefulClose m_lastWord; // after the socket
};

} // namespace banter
