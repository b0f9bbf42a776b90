// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/graceful_close.h"

#include "system/sockets.h"
#include "websocket/close_code.h"
#include "websocket/frame_header.h"

#include <utility>

namespace banter {

QByteArray closeFrame(int code, const QString &reason)
{
    const QByteArray payload = websocket::closePayload({code, reason});
    QByteArray frame;
    websocket::appendHeader(frame, {true, websocket::Opcode::Close, quint64(payload.size())});
    return frame + payload;
}

GracefulClose::GracefulClose(QTcpSocket *tcp, Scheduler &scheduler) : m_tcp(tcp), m_scheduler(scheduler) {}

GracefulClose::~GracefulClose()
{
    m_scheduler.cancel(m_timer);
}

void GracefulClose::say(const QByteArray &lastWords, qint64 graceMs)
{
    if (std::exchange(m_said, true))
        return;
    m_timer = m_scheduler.after(graceMs, [this] {
        m_timer = 0;
        if (m_tcp)
            m_tcp->abort();
    });
    if (!m_tcp || m_tcp->state() != QAbstractSocket::ConnectedState)
        return;
    QTcpSocket *tcp = m_tcp;
    connect(tcp, &QTcpSocket::readyRead, this, [tcp] { tcp->skip(tcp->bytesAvailable()); });
    connect(tcp, &QTcpSocket::bytesWritten, this, &GracefulClose::shutWhenWritten);
    tcp->skip(tcp->bytesAvailable()); // a full buffer says nothing more
    tcp->write(lastWords);
    tcp->flush();
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
