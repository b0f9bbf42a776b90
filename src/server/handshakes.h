// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "server/peer_socket.h"

#include <QStringList>
#include <QTcpSocket>

#include <memory>

namespace banter {

/// Carries out the opening handshakes (RFC 6455, section 4.2) of the connections that a listener took. How many there
/// are at once, how long one may take and how much of it is held at the socket is the listener's. One thread.
class Handshakes : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Handshakes() override = default;

    /// `tcp` is connected and belongs to the caller until done() is told of it.
    virtual void begin(QTcpSocket *tcp) = 0;
    /// Nothing more is done for it: the caller ends it. One that is not known is ignored.
    virtual void forget(QTcpSocket *tcp) = 0;

Q_SIGNALS:
    /// The receiver owns `socket` from then on, and with it `tcp`, which is null where it is gone already.
    void done(QTcpSocket *tcp, banter::PeerSocket *socket, const banter::Visitor &visitor);
};

/// QWebSocketServer's, or the codec's. `scheduler` outlives it.
std::unique_ptr<Handshakes> makeHandshakes(WebSocketKind kind, Scheduler &scheduler);

/// What is spoken here; which of it is the client's choice.
QStringList servedSubprotocols();

/// What a server says of itself in the answer.
QString serverWords();

/// A page's own address must be this machine by number or as localhost: a name could be pointed at us by anybody
/// (DNS rebinding). Programs send no origin. Pure.
bool mayCome(const QString &origin);

} // namespace banter
