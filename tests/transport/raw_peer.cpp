// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/transport/raw_peer.h"

#include <QCryptographicHash>
#include <QHostAddress>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace banter::testing {

RawPeer::RawPeer()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        socket = m_server.nextPendingConnection();
        socket->setReadBufferSize(64 * 1024);
        ++connections;
        auto request = std::make_shared<QByteArray>();
        auto answered = std::make_shared<bool>(false);
        QTcpSocket *mine = socket;
        connect(mine, &QTcpSocket::readyRead, this, [this, mine, request, answered] {
            if (*answered) {
                if (reads)
                    received += mine->readAll();
                return;
            }
            *request += mine->readAll();
            if (!request->contains("\r\n\r\n"))
                return;
            *answered = true;
            const QByteArray answer = reply(*request);
            if (answer.isEmpty())
                return;
            mine->write(answer);
            mine->flush();
            Q_EMIT ready();
        });
        Q_EMIT connected();
    });
}

QUrl RawPeer::url() const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(m_server.serverPort()));
}

QByteArray RawPeer::handshake(const QByteArray &request)
{
    QByteArray key;
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith("sec-websocket-key:"))
            key = line.mid(line.indexOf(':') + 1).trimmed();
    }
    // RFC 6455, section 1.3
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accept + "\r\n\r\n";
}

void RawPeer::send(const QByteArray &bytes) const
{
    socket->write(bytes);
    socket->flush();
}

QByteArray RawPeer::frame(int opcode, const QByteArray &payload, bool final)
{
    QByteArray out;
    out.append(char((final ? 0x80 : 0) | opcode));
    if (payload.size() < 126) {
        out.append(char(payload.size()));
    } else if (payload.size() < 65536) {
        out.append(char(126));
        out.append(char(payload.size() >> 8)).append(char(payload.size() & 0xff));
    } else {
        out.append(char(127));
        for (int shift = 56; shift >= 0; shift -= 8)
            out.append(char((quint64(payload.size()) >> shift) & 0xff));
    }
    return out + payload;
}

QByteArray RawPeer::closeFrame(int code, const QByteArray &reason)
{
    QByteArray payload;
    payload.append(char(code >> 8)).append(char(code & 0xff)).append(reason);
    return frame(8, payload);
}

void RawPeer::reset() const
{
#ifdef Q_OS_UNIX
    const linger hard{1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
#endif
    socket->abort();
}

} // namespace banter::testing
