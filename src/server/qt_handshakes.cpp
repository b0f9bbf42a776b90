// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/qt_handshakes.h"

#include "server/listener.h"
#include "server/qt_peer_socket.h"

#include <QNetworkRequest>
#include <QWebSocketCorsAuthenticator>

namespace banter {

QtHandshakes::QtHandshakes(Scheduler &scheduler)
    : m_scheduler(scheduler), m_web(serverWords(), QWebSocketServer::NonSecureMode)
{
    m_web.setMaxPendingConnections(WebSocketListener::MaxHandshakes);
    m_web.setSupportedSubprotocols(servedSubprotocols());
    connect(&m_web, &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *socket = m_web.nextPendingConnection())
            let(socket);
    });
    connect(&m_web, &QWebSocketServer::originAuthenticationRequired, this,
            [](QWebSocketCorsAuthenticator *visitor) { visitor->setAllowed(mayCome(visitor->origin())); });
}

void QtHandshakes::begin(QTcpSocket *tcp)
{
    m_places[{tcp->peerAddress().toString(), tcp->peerPort()}] = tcp;
    m_web.handleConnection(tcp);
}

void QtHandshakes::forget(QTcpSocket *tcp)
{
    if (std::erase_if(m_places, [tcp](const auto &entry) { return entry.second == tcp; }) > 0)
        tcp->disconnect(&m_web); // it is none of a WebSocket's
}

void QtHandshakes::let(QWebSocket *socket)
{
    const auto place = m_places.find({socket->peerAddress().toString(), socket->peerPort()});
    QTcpSocket *tcp = place == m_places.end() ? nullptr : place->second;
    if (tcp) {
        m_places.erase(place);
        tcp->setReadBufferSize(0); // QWebSocket bounds its frames
    }
    socket->setParent(nullptr);
    const Visitor visitor{socket->peerAddress(), socket->request().rawHeader("X-Forwarded-For"), socket->subprotocol()};
    Q_EMIT done(tcp, new QtPeerSocket(std::unique_ptr<QWebSocket>(socket), tcp, m_scheduler), visitor);
}

} // namespace banter
