// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/transport/http_peer.h"

#include <QRegularExpression>

#include <algorithm>

namespace banter::testing {

HttpPeer::HttpPeer()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_pending.erase(socket);
                socket->deleteLater();
            });
        }
    });
}

bool HttpPeer::Request::has(const QByteArray &header) const
{
    const qsizetype name = header.indexOf(':');
    for (const QByteArray &line : headers.split('\n')) {
        if (line.first(std::max<qsizetype>(line.indexOf(':'), 0)).toLower() == header.first(name).toLower() &&
            line.trimmed().sliced(name) == header.sliced(name))
            return true;
    }
    return false;
}

QUrl HttpPeer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/socket.io/?EIO=4").arg(m_server.serverPort()));
}

QByteArray HttpPeer::reply(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

void HttpPeer::push(const QByteArray &bytes)
{
    for (const auto &[socket, pending] : m_pending)
        socket->write(bytes);
}

void HttpPeer::hangUp()
{
    const std::map<QTcpSocket *, QByteArray> sockets = m_pending;
    for (const auto &[socket, pending] : sockets)
        socket->disconnectFromHost();
}

void HttpPeer::read(QTcpSocket *socket)
{
    static const QRegularExpression length(QStringLiteral("content-length: *(\\d+)"),
                                           QRegularExpression::CaseInsensitiveOption);
    QByteArray &pending = m_pending[socket];
    pending += socket->readAll();
    const qsizetype end = pending.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = pending.first(end);
    const qsizetype bodySize = length.match(QString::fromLatin1(head)).captured(1).toLongLong();
    if (pending.size() < end + 4 + bodySize)
        return;
    const QByteArrayList words = head.first(head.indexOf('\r')).split(' ');
    const Request request{words.value(0), words.value(1), head, pending.mid(end + 4, bodySize)};
    pending.remove(0, end + 4 + bodySize);
    requests.push_back(request);
    const QByteArray bytes = answer(request);
    if (!bytes.isEmpty())
        socket->write(bytes);
}

} // namespace banter::testing
