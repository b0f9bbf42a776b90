// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/graceful_close.h"

#include "system/sockets.h"

#include <utility>

namespace banter {

QByteArray closeFrame(int code, const QString &reason)
{
    QByteArray words = reason.toUtf8();
    if (words.size() > GracefulClose::MaxReasonBytes) {
        qsizetype end = GracefulClose::MaxReasonBytes;
        while (end > 0 && (uchar(words[end]) & 0xc0) == 0x80) // inside a character
            --end;
        words.truncate(end);
    }
    constexpr char FinalClose = char(0x88);
    QByteArray frame;
    frame += FinalClose;
    frame += char(words.size() + 2);
    frame += char((code >> 8) & 0xff);
    frame += char(code & 0xff);
    return frame + words;
}

GracefulClose::GracefulClose(QWebSocket &socket, QTcpSocket *tcp, Scheduler &scheduler)
    : m_socket(socket), m_tcp(tcp), m_scheduler(scheduler)
{}

GracefulClose::~GracefulClose()
{
    m_scheduler.cancel(m_timer);
}

void GracefulClose::say(int code, const QString &reason, qint64 graceMs)
{
    if (std::exchange(m_said, true))
        return;
    m_timer = m_scheduler.after(graceMs, [this] {
        m_timer = 0;
        m_socket.abort();
    });
    if (!m_tcp || m_tcp->state() != QAbstractSocket::ConnectedState) {
        m_socket.close(QWebSocketProtocol::CloseCode(code), reason);
        return;
    }
    // What comes from now on is nobody's. QWebSocket would answer a ping, and to write to a side that is shut is a
    // fault that ends the socket at once.
    QTcpSocket *tcp = m_tcp;
    tcp->disconnect(SIGNAL(readyRead()));
    connect(tcp, &QTcpSocket::readyRead, this, [tcp] { tcp->skip(tcp->bytesAvailable()); });
    connect(tcp, &QTcpSocket::bytesWritten, this, &GracefulClose::shutWhenWritten);
    m_tcp->write(closeFrame(code, reason));
    m_tcp->flush();
    shutWhenWritten();
}

void GracefulClose::shutWhenWritten()
{
    if (m_shut || !m_tcp || m_tcp->bytesToWrite() > 0)
        return;
    m_shut = true;
    shutSending(m_tcp->socketDescriptor());
}

} // namespace banter
