// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/listener.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <utility>

namespace banter {

namespace {

Error cannotListen(const QTcpServer &server, const QString &host, quint16 port)
{
    const QString sentence =
        QStringLiteral("Cannot listen on %1 port %2: %3.").arg(host, QString::number(port), server.errorString());
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {ErrorCode::InUse, sentence};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {ErrorCode::BadRequest, sentence};
    case QAbstractSocket::SocketAccessError:
        return {ErrorCode::Forbidden, sentence};
    default:
        return {ErrorCode::Internal, sentence};
    }
}

} // namespace

WebSocketListener::WebSocketListener(Scheduler &scheduler, WebSocketKind kind)
    : m_scheduler(scheduler), m_tcp(this), m_handshakes(makeHandshakes(kind, scheduler))
{
    m_tcp.setListenBacklogSize(Backlog);
    // One at a time, and taken in the next turn, so that Qt never accepts where nobody is: it keeps the first error
    // that it met, and after a "try again" it no longer says that there are no files, and tries all the time.
    m_tcp.setMaxPendingConnections(1);
    connect(&m_tcp, &QTcpServer::newConnection, this, &WebSocketListener::acceptSoon);
    connect(&m_tcp, &QTcpServer::acceptError, this, &WebSocketListener::pause);
    connect(m_handshakes.get(), &Handshakes::done, this,
            [this](QTcpSocket *tcp, PeerSocket *socket, const Visitor &visitor) {
                forget(tcp);
                Q_EMIT entered(socket, visitor);
            });
}

WebSocketListener::~WebSocketListener()
{
    shut();
}

Result<QUrl> WebSocketListener::listen(const QString &host, quint16 port)
{
    const QString name = host == QStringLiteral("localhost") ? QStringLiteral("127.0.0.1") : host;
    const QHostAddress address(name);
    if (address.isNull())
        return Error{ErrorCode::BadRequest, QStringLiteral("%1 is not an address to listen on.").arg(host)};
    if (!m_tcp.listen(address, port))
        return cannotListen(m_tcp, host, port);
    return url(name);
}

Result<QUrl> WebSocketListener::listenOn(qintptr socket)
{
    if (!m_tcp.setSocketDescriptor(socket)) {
        return Error{ErrorCode::Internal,
                     QStringLiteral("The socket that was handed over cannot be used: %1.").arg(m_tcp.errorString())};
    }
    return url(m_tcp.serverAddress().toString());
}

QUrl WebSocketListener::url(const QString &host) const
{
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(host);
    url.setPort(m_tcp.serverPort());
    return url;
}

void WebSocketListener::acceptSoon()
{
    if (!std::exchange(m_acceptsSoon, true))
        QMetaObject::invokeMethod(this, &WebSocketListener::accept, Qt::QueuedConnection);
}

void WebSocketListener::accept()
{
    for (int left = MostInATurn; left > 0; --left) {
        QTcpSocket *socket = next();
        if (!socket)
            break;
        greet(socket);
    }
    m_acceptsSoon = false;
    if (m_tcp.hasPendingConnections())
        acceptSoon();
}

// Asks the system whether somebody is there before Qt accepts.
QTcpSocket *WebSocketListener::next()
{
    if (!m_tcp.hasPendingConnections() && m_resumeTimer == 0)
        m_tcp.waitForNewConnection(0);
    return m_tcp.nextPendingConnection();
}

// Qt has stopped accepting by itself, and would never go on.
void WebSocketListener::pause()
{
    m_tcp.pauseAccepting();
    if (m_resumeTimer != 0)
        return;
    m_resumeTimer = m_scheduler.after(AcceptRetryMs, [this] {
        m_resumeTimer = 0;
        m_tcp.resumeAccepting();
    });
}

void WebSocketListener::greet(QTcpSocket *socket)
{
    const quint64 number = ++m_last;
    // What a proxy says of them is not known before the handshake.
    const QString address = clientAddress(socket->peerAddress(), {}, false);
    if (const auto silent = m_waiting.enter(number, address))
        sendAway(m_byNumber.at(*silent));
    m_byNumber[number] = socket;
    m_newcomers[socket] = {number, m_scheduler.after(HandshakeMs, [this, socket] { sendAway(socket); })};
    socket->setReadBufferSize(MaxHandshakeBytes);
    // Gone before its handshake was done; later ones have been forgotten here.
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        if (m_newcomers.contains(socket)) {
            forget(socket);
            socket->deleteLater();
        }
    });
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { hearFirst(socket); });
    if (hearFirst(socket))
        return;
    m_toBegin.add(number, qint64(qHash(address)));
    beginSoon();
}

void WebSocketListener::beginSoon()
{
    if (!std::exchange(m_beginsSoon, true))
        QMetaObject::invokeMethod(this, &WebSocketListener::begin, Qt::QueuedConnection);
}

void WebSocketListener::begin()
{
    m_beginsSoon = false;
    int left = MostBegunInATurn;
    while (left > 0 && !m_toBegin.isEmpty()) {
        const auto newcomer = m_byNumber.find(*m_toBegin.next());
        if (newcomer == m_byNumber.end())
            continue;
        --left;
        m_handshakes->begin(newcomer->second);
    }
    if (!m_toBegin.isEmpty())
        beginSoon();
}

// Who asks for encryption is answered in plain words and at once, which every TLS takes for what it is: there is none
// here. To wait for the rest of a handshake would look like a server that does not answer.
bool WebSocketListener::hearFirst(QTcpSocket *socket)
{
    constexpr char TlsHandshake = 0x16; // RFC 8446, section 5.1: the first byte of a ClientHello's record
    char first = 0;
    if (socket->peek(&first, 1) != 1 || first != TlsHandshake)
        return false;
    forget(socket);
    socket->readAll(); // the system would answer what is left unread with a reset, and the answer would be lost
    socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->disconnectFromHost();
    return true;
}

void WebSocketListener::forget(QTcpSocket *socket)
{
    const auto found = m_newcomers.find(socket);
    if (found == m_newcomers.end())
        return;
    m_scheduler.cancel(found->second.timer);
    m_waiting.leave(found->second.number);
    m_byNumber.erase(found->second.number);
    m_handshakes->forget(socket);
    m_newcomers.erase(found);
    socket->disconnect(this);
}

void WebSocketListener::sendAway(QTcpSocket *socket)
{
    forget(socket);
    socket->abort();
    socket->deleteLater();
}

void WebSocketListener::shut()
{
    m_scheduler.cancel(std::exchange(m_resumeTimer, 0));
    m_tcp.close();
    while (!m_newcomers.empty())
        sendAway(m_newcomers.begin()->first);
}

} // namespace banter
