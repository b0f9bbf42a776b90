// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"
#include "transport/unread_rest.h"
#include "websocket/client_handshake.h"
#include "websocket/codec.h"

#include <QTcpSocket>

#include <memory>
#include <optional>

namespace banter {

/// A Link over this program's own WebSocket (src/websocket) and the system's sockets. Beside QWebSocketLink it reads
/// texts that come in fragments which end inside a character, takes whatever order of words a server's Connection has,
/// tells each close code and each refused handshake's status and Retry-After, and holds one pong at most for a peer
/// that pings and reads nothing. arriving() also tells of pings, which prove that the peer lives.
///
/// The way to the server is that of QWebSocket: the program's proxies, asked for as for "http" and "https", and the
/// default configuration of TLS. It has no deadline: whoever opens it has.
class WebSocketLink final : public Link {
    Q_OBJECT
public:
    explicit WebSocketLink(QObject *parent = nullptr);
    ~WebSocketLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;

private:
    enum class Stage {
        Unused,
        Dialling, ///< until the server's answer is read
        Open,
        Closing, ///< this side said Close or ended it
        Ending   ///< the end is known; ended() follows
    };
    void watch(QTcpSocket &socket, bool secure);
    void reached();
    void bytesCame();
    void readAnswer(QByteArrayView &bytes);
    void readFrames(QByteArrayView bytes);
    void readRest();
    void take(websocket::Event &event);
    void answer();
    void drained(qint64 bytes);
    void onError(QAbstractSocket::SocketError error);
    void endSoon(const LinkEnd &end);
    LinkEnd refusal(QByteArrayView page) const;
    LinkEnd fault() const;

    SystemRandom m_random;
    websocket::Codec m_codec{websocket::Endpoint::Client, m_random};
    std::optional<websocket::ClientHandshake> m_handshake;
    std::unique_ptr<QTcpSocket> m_socket;
    UnreadRest m_rest;
    QByteArray m_bytes; ///< what one read of the socket brings
    Stage m_stage = Stage::Unused;
    bool m_secure = false;
    bool m_reached = false; ///< there is somebody at that port
    bool m_heard = false;   ///< who said something
    QString m_tlsFault;
    std::optional<QAbstractSocket::SocketError> m_error;
    LinkEnd m_end;
};

} // namespace banter
