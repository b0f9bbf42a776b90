// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSslCertificate>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace banter::testing {

/// A peer on loopback that does, byte by byte, what no decent WebSocket server would.
class RawPeer final : public QObject {
    Q_OBJECT
public:
    enum class Way {
        Plain,
        Tls ///< with certificate(), which nobody trusts by itself
    };
    explicit RawPeer(Way way = Way::Plain);

    QUrl url() const;
    /// For 127.0.0.1 and localhost, signed by itself.
    static QSslCertificate certificate();
    /// What is answered to the HTTP request; by default the handshake of RFC 6455. Empty: nothing at all.
    std::function<QByteArray(const QByteArray &request)> reply = handshake;
    /// Whether the socket is read after the handshake.
    bool reads = true;

    QTcpSocket *socket = nullptr; ///< the newest connection
    int connections = 0;
    QByteArray received; ///< after the handshake

    void send(const QByteArray &bytes) const;
    /// An unmasked frame, as servers send them.
    static QByteArray frame(int opcode, const QByteArray &payload, bool final = true);
    static QByteArray closeFrame(int code, const QByteArray &reason);
    /// FIN without a Close frame.
    void finish() const { socket->disconnectFromHost(); }
    /// RST.
    void reset() const;

    static QByteArray handshake(const QByteArray &request);

Q_SIGNALS:
    /// `socket` is a new connection.
    void connected();
    /// The handshake was answered.
    void ready();

private:
    Way m_way;
    std::unique_ptr<QTcpServer> m_server;
};

} // namespace banter::testing
