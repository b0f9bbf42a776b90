// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/bench/attack/raw_link.h"

#include <QtEndian>

#include <unistd.h>

namespace banter::bench {

RawLink::RawLink(const QUrl &server, const QHostAddress &from, QObject *parent) : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n");
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &RawLink::read);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &RawLink::drained);
    const auto over = [this] {
        if (!std::exchange(m_ended, true))
            Q_EMIT ended();
    };
    connect(&m_socket, &QTcpSocket::disconnected, this, over, Qt::QueuedConnection);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, over, Qt::QueuedConnection);
    if (!from.isNull())
        m_socket.bind(from);
    m_socket.connectToHost(server.host(), quint16(server.port()));
}

int RawLink::leave()
{
    m_ended = true;
    return ::dup(int(m_socket.socketDescriptor()));
}

void RawLink::read()
{
    const QByteArray bytes = m_socket.readAll();
    if (m_welcome)
        return;
    m_heard += bytes;
    if (!m_opened && m_heard.contains("\r\n\r\n")) {
        m_opened = true;
        m_heard.clear();
        Q_EMIT opened();
        return;
    }
    if (!m_heard.contains("\"welcome\""))
        return;
    m_welcome = true;
    const QByteArray before = "\"token\":\"";
    if (const qsizetype at = m_heard.indexOf(before); at >= 0) {
        const qsizetype begin = at + before.size();
        m_token = m_heard.mid(begin, m_heard.indexOf('"', begin) - begin);
    }
    m_heard.clear();
    Q_EMIT welcomed();
}

QByteArray RawLink::frame(const QByteArray &json)
{
    QByteArray head(1, char(0x81));
    if (json.size() < 126) {
        head += char(0x80 | json.size());
    } else if (json.size() < 0x10000) {
        head += char(0x80 | 126);
        head.resize(4);
        qToBigEndian<quint16>(quint16(json.size()), head.data() + 2);
    } else {
        head += char(0x80 | 127);
        head.resize(10);
        qToBigEndian<quint64>(quint64(json.size()), head.data() + 2);
    }
    return head + QByteArray(4, '\0') + json;
}

QByteArray RawLink::hello(const QByteArray &method, const QByteArray &user, const QByteArray &secret)
{
    const QByteArray who = user.isEmpty() ? QByteArray() : "\"user\":\"" + user + "\",";
    return frame(R"({"type":"hello","id":1,"version":1,"client":"bench","auth":{"method":")" + method + "\"," + who +
                 "\"secret\":\"" + secret + "\"}}");
}

} // namespace banter::bench
