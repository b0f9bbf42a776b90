// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/socket_server.h"

#include <QHostAddress>
#include <QWebSocketCorsAuthenticator>

#include <optional>

namespace banter {
namespace {

using namespace protocol;

// Browsers say where a page came from. A page of elsewhere must not talk to a server on the visitor's own machine.
bool mayCome(const QString &origin, const QUrl &server)
{
    if (origin.isEmpty())
        return true;
    const QString host = QUrl(origin).host();
    return !host.isEmpty() && host == server.host();
}

std::optional<Encoding> encodingOf(const QString &subprotocol)
{
    if (subprotocol == JsonSubprotocol)
        return Encoding::Json;
    if (subprotocol == CborSubprotocol)
        return Encoding::Cbor;
    return std::nullopt;
}

} // namespace

SocketServer::SocketServer(const Clock &clock, Scheduler &scheduler)
    : m_clock(clock), m_scheduler(scheduler),
      m_server(QStringLiteral("banter-server/" BANTER_VERSION), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({QString(JsonSubprotocol), QString(CborSubprotocol)});
    m_server.setHandshakeTimeout(limits::HelloDeadlineMs);
    connect(&m_server, &QWebSocketServer::newConnection, this, &SocketServer::accept);
    connect(&m_server, &QWebSocketServer::originAuthenticationRequired, this,
            [this](QWebSocketCorsAuthenticator *authenticator) {
                authenticator->setAllowed(mayCome(authenticator->origin(), m_server.serverUrl()));
            });
    m_checkTimer = m_scheduler.after(PeerLink::PingMs, [this] { checkLinks(); });
}

SocketServer::~SocketServer()
{
    m_scheduler.cancel(m_flushTimer);
    m_scheduler.cancel(m_checkTimer);
    for (const auto &[id, link] : m_links)
        delete link;
}

Result<QUrl> SocketServer::listen(const QString &host, quint16 port)
{
    const QString name = host == QStringLiteral("localhost") ? QStringLiteral("127.0.0.1") : host;
    const QHostAddress address(name);
    if (address.isNull())
        return Error{ErrorCode::BadRequest, QStringLiteral("%1 is not an address to listen on.").arg(host)};
    if (!m_server.listen(address, port)) {
        return Error{ErrorCode::InUse, QStringLiteral("Cannot listen on %1 port %2: %3.")
                                           .arg(host, QString::number(port), m_server.errorString())};
    }
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(name);
    url.setPort(m_server.serverPort());
    return url;
}

void SocketServer::accept()
{
    while (m_server.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(m_server.nextPendingConnection());
        socket->setParent(nullptr);
        socket->setMaxAllowedIncomingFrameSize(quint64(limits::MaxFrameBytes));
        socket->setMaxAllowedIncomingMessageSize(quint64(limits::MaxFrameBytes));
        const std::optional<Encoding> encoding = encodingOf(socket->subprotocol());
        if (!encoding || m_links.size() >= MaxLinks) {
            socket->close(encoding ? QWebSocketProtocol::CloseCode(1013) : QWebSocketProtocol::CloseCodeProtocolError,
                          encoding ? QStringLiteral("Too many links.")
                                   : QStringLiteral("Offer the subprotocol banter.v1.json or banter.v1.cbor."));
            socket.release()->deleteLater();
            continue;
        }
        const PeerId id = ++m_last;
        auto *link = new PeerLink(id, std::move(socket), *encoding, m_clock);
        m_links.emplace(id, link);
        connect(link, &PeerLink::frame, this,
                [this, id](const QByteArray &data, bool binary) { onFrame(id, data, binary); });
        connect(link, &PeerLink::wantsFlush, this, &SocketServer::flushSoon);
        connect(link, &PeerLink::gone, this, &SocketServer::onGone);
        m_hub->peerOpened(id, link->address());
    }
}

void SocketServer::onFrame(PeerId id, const QByteArray &data, bool binary)
{
    const auto found = m_links.find(id);
    if (found == m_links.end())
        return;
    const Encoding encoding = found->second->encoding();
    if (binary != (encoding == Encoding::Cbor)) {
        found->second->close(1003, QStringLiteral("Text frames are JSON, binary frames are CBOR."));
        return;
    }
    Result<Decoded<ClientItem>> decoded = m_decoder.client(encoding, data);
    if (!decoded.ok()) {
        m_hub->receivedBad(id, {0, decoded.error()});
        if (decoded.error().code == ErrorCode::TooLarge)
            close(id, 1009, decoded.error().message);
        return;
    }
    for (const ClientItem &item : decoded.value().items)
        m_hub->received(id, item);
    for (const BadItem &bad : decoded.value().bad)
        m_hub->receivedBad(id, bad);
}

void SocketServer::onGone(PeerId id)
{
    const auto found = m_links.find(id);
    if (found == m_links.end())
        return;
    found->second->deleteLater();
    m_links.erase(found);
    m_hub->peerGone(id);
    if (m_links.empty() && !m_server.isListening())
        Q_EMIT empty();
}

void SocketServer::send(PeerId peer, const SharedItemPtr &item)
{
    if (const auto found = m_links.find(peer); found != m_links.end())
        found->second->queue(item);
}

void SocketServer::close(PeerId peer, int code, const QString &reason)
{
    if (const auto found = m_links.find(peer); found != m_links.end())
        found->second->close(code, reason);
}

void SocketServer::flushSoon(PeerId id)
{
    m_toFlush.push_back(id);
    if (m_flushTimer != 0)
        return;
    m_flushTimer = m_scheduler.after(0, [this] {
        m_flushTimer = 0;
        for (const PeerId peer : std::exchange(m_toFlush, {})) {
            if (const auto found = m_links.find(peer); found != m_links.end())
                found->second->flush();
        }
    });
}

void SocketServer::checkLinks()
{
    m_checkTimer = m_scheduler.after(PeerLink::PingMs, [this] { checkLinks(); });
    for (const auto &[id, link] : m_links)
        link->check();
}

void SocketServer::shutDown()
{
    m_server.close();
    for (const auto &[id, link] : m_links)
        link->close(1001, QStringLiteral("The server stops."));
    if (m_links.empty())
        QMetaObject::invokeMethod(this, &SocketServer::empty, Qt::QueuedConnection);
}

} // namespace banter
