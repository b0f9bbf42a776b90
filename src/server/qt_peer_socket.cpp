// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/qt_peer_socket.h"

#include <utility>

namespace banter {

QtPeerSocket::QtPeerSocket(std::unique_ptr<QWebSocket> socket, QTcpSocket *tcp, Scheduler &scheduler)
    : m_socket(std::move(socket)), m_tcp(tcp), m_lastWord(tcp, scheduler)
{
    QWebSocket *web = m_socket.get();
    // A list of many people is more than MaxMadeFrameBytes; left to itself, QWebSocket would cut it inside a character.
    web->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
    connect(web, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { Q_EMIT received(text.toUtf8(), false); });
    connect(web, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &data) { Q_EMIT received(data, true); });
    connect(web, &QWebSocket::pong, this, &PeerSocket::ponged);
    connect(web, &QWebSocket::bytesWritten, this, &PeerSocket::written);
    connect(web, &QWebSocket::aboutToClose, this, [this] { m_peerClosed = !m_lastWord.isSaid(); });
    connect(web, &QWebSocket::disconnected, this, &QtPeerSocket::end);
    if (tcp) // after QWebSocket has read
        connect(tcp, &QTcpSocket::readyRead, this, &QtPeerSocket::judgePongs);
}

QtPeerSocket::~QtPeerSocket()
{
    m_socket->disconnect(this);
}

void QtPeerSocket::allow(const Allowance &allowance)
{
    m_pingBytes = allowance.pingBytes;
    m_socket->setMaxAllowedIncomingFrameSize(quint64(allowance.frameBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(allowance.frameBytes));
}

void QtPeerSocket::send(const OutgoingFrame &frame)
{
    if (m_lastWord.isSaid())
        return;
    if (frame.isBinary())
        m_socket->sendBinaryMessage(frame.payload());
    else
        m_socket->sendTextMessage(frame.text());
}

void QtPeerSocket::close(int code, const QString &reason, qint64 graceMs)
{
    if (m_lastWord.isSaid())
        return;
    if (m_tcp && m_tcp->state() == QAbstractSocket::ConnectedState) {
        // QWebSocket closes its socket behind its Close frame. It would answer a ping, too, and to write to a side that
        // is shut is a fault that ends the socket at once.
        m_tcp->disconnect(SIGNAL(readyRead()));
        m_lastWord.say(closeFrame(code, reason), graceMs);
    } else {
        m_lastWord.say({}, graceMs);
        m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    }
}

// Nothing bounds what Qt holds for the answers to pings.
void QtPeerSocket::judgePongs()
{
    if (m_socket->bytesToWrite() > m_pingBytes)
        abort(); // a Close frame would wait behind all of it
}

void QtPeerSocket::end()
{
    if (!std::exchange(m_ended, true))
        Q_EMIT ended(m_peerClosed ? int(m_socket->closeCode()) : Lost);
}

} // namespace banter
