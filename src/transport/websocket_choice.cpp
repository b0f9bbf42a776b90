// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/websocket_choice.h"

#include "transport/qwebsocket_link.h"
#include "transport/websocket_link.h"

namespace banter {

std::unique_ptr<Link> makeWebSocketLink(WebSocketKind kind)
{
    switch (kind) {
    case WebSocketKind::Own:
        return std::make_unique<WebSocketLink>();
    case WebSocketKind::Qt:
        return std::make_unique<QWebSocketLink>();
    case WebSocketKind::Auto:
        break;
    }
    return std::make_unique<ChosenWebSocketLink>();
}

void ChosenWebSocketLink::open(const LinkRequest &request)
{
    m_request = request;
    start(request.ownWebSocket);
}

void ChosenWebSocketLink::start(bool own)
{
    m_own = own;
    m_link = makeWebSocketLink(own ? WebSocketKind::Own : WebSocketKind::Qt);
    connect(m_link.get(), &Link::opened, this, &ChosenWebSocketLink::onOpened);
    connect(m_link.get(), &Link::received, this, &Link::received);
    connect(m_link.get(), &Link::arriving, this, &Link::arriving);
    connect(m_link.get(), &Link::ponged, this, &Link::ponged);
    connect(m_link.get(), &Link::written, this, &Link::written);
    connect(m_link.get(), &Link::ended, this, &ChosenWebSocketLink::onEnded);
    m_link->open(m_request);
}

void ChosenWebSocketLink::ping(const QByteArray &payload)
{
    if (m_link)
        m_link->ping(payload);
}

void ChosenWebSocketLink::close(int code, const QString &reason)
{
    if (m_link)
        m_link->close(code, reason);
}

void ChosenWebSocketLink::abort()
{
    if (m_link)
        m_link->abort();
}

void ChosenWebSocketLink::onOpened(const QString &subprotocol)
{
    m_opened = true;
    if (m_own && !m_request.ownWebSocket)
        Q_EMIT ownWebSocketNeeded();
    Q_EMIT opened(subprotocol);
}

void ChosenWebSocketLink::onEnded(const LinkEnd &end)
{
    if (!m_own && !m_opened && end.maybeQtsFault) {
        m_link.release()->deleteLater(); // its signal is what is running
        start(true);
        return;
    }
    if (!m_own && end.unreadableText)
        Q_EMIT ownWebSocketNeeded();
    Q_EMIT ended(end);
}

} // namespace banter
