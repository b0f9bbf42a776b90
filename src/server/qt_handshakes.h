// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/handshakes.h"

#include <QWebSocketServer>

#include <map>

namespace banter {

/// Has QWebSocketServer carry out the handshakes.
class QtHandshakes final : public Handshakes {
    Q_OBJECT
public:
    explicit QtHandshakes(Scheduler &scheduler);

    void begin(QTcpSocket *tcp) override;
    void forget(QTcpSocket *tcp) override;

private:
    using Place = std::pair<QString, quint16>; ///< the peer's address and port

    void let(QWebSocket *socket);

    Scheduler &m_scheduler;
    QWebSocketServer m_web;
    std::map<Place, QTcpSocket *> m_places; ///< QWebSocket does not tell which socket is its own
};

} // namespace banter
