// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"
#include "websocket/kind.h"

#include <memory>

namespace banter {

/// A link for one opening of a WebSocket, on the calling thread.
std::unique_ptr<Link> makeWebSocketLink(WebSocketKind kind);

/// QWebSocketLink, or WebSocketLink where the request says so. Where QWebSocket does not take the server's handshake,
/// the same opening is tried again with the own one at once: what that meets is the link's end. Where either helped or
/// would have (a text that QWebSocket cannot read), ownWebSocketNeeded() says it. Other signals are passed on.
class ChosenWebSocketLink final : public Link {
    Q_OBJECT
public:
    explicit ChosenWebSocketLink(QObject *parent = nullptr) : Link(parent) {}

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override { return m_link && m_link->send(frame); }
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override { return m_link ? m_link->bytesToWrite() : 0; }

private:
    void start(bool own);
    void onOpened(const QString &subprotocol);
    void onEnded(const LinkEnd &end);

    LinkRequest m_request;
    std::unique_ptr<Link> m_link;
    bool m_own = false;
    bool m_opened = false;
};

} // namespace banter
