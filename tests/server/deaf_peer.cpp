// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/deaf_peer.h"

#include <QTest>
#include <QtEndian>

namespace banter::testing {
namespace {

constexpr int LongMs = 60'000; // on a busy machine with ASan

} // namespace

DeafPeer::DeafPeer(const QUrl &server)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 64 * 1024); // the system's is large
        m_socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n");
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        if (m_opened || !m_socket.peek(4'096).contains("\r\n\r\n"))
            return;
        m_opened = true;
        m_socket.setReadBufferSize(1); // it is over that already: nothing more is read
    });
    connect(&m_socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { m_sent += bytes; });
    m_socket.connectToHost(server.host(), quint16(server.port()));
}

bool DeafPeer::opened()
{
    return QTest::qWaitFor([this] { return m_opened; }, LongMs);
}

qint64 DeafPeer::flood(const QByteArray &bytes, qint64 limit)
{
    m_sent = 0;
    const auto feed = [&] {
        while (isOpen() && m_socket.bytesToWrite() < bytes.size())
            m_socket.write(bytes);
    };
    const auto feeding = connect(&m_socket, &QTcpSocket::bytesWritten, this, feed);
    feed();
    const bool over = QTest::qWaitFor([&] { return !isOpen() || m_sent >= limit; }, LongMs);
    disconnect(feeding);
    Q_UNUSED(over);
    return m_sent;
}

QByteArray DeafPeer::frame(int opcode, const QByteArray &payload)
{
    QByteArray frame(1, char(0x80 | opcode));
    if (payload.size() < 126) {
        frame += char(0x80 | payload.size());
    } else if (payload.size() < 0x10000) { // the shortest form that fits, or Qt hangs up for that alone
        QByteArray length(2, Qt::Uninitialized);
        qToBigEndian<quint16>(quint16(payload.size()), length.data());
        frame += char(0x80 | 126);
        frame += length;
    } else {
        QByteArray length(8, Qt::Uninitialized);
        qToBigEndian<quint64>(quint64(payload.size()), length.data());
        frame += char(0x80 | 127);
        frame += length;
    }
    return frame + QByteArray(4, '\0') + payload;
}

} // namespace banter::testing
