// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/codec_peer_socket.h"

#include "system/sockets.h"

#include <utility>

namespace banter {

using namespace websocket;

CodecPeerSocket::CodecPeerSocket(std::unique_ptr<QTcpSocket> tcp, const QByteArray &answer, Scheduler &scheduler)
    : m_tcp(std::move(tcp)), m_scheduler(scheduler)
{
    m_tcp->setReadBufferSize(ReadBytes);
    m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1); // small frames do not wait for others
    connect(m_tcp.get(), &QTcpSocket::readyRead, this, &CodecPeerSocket::read);
    connect(m_tcp.get(), &QTcpSocket::bytesWritten, this, &CodecPeerSocket::drained);
    connect(m_tcp.get(), &QTcpSocket::disconnected, this, &CodecPeerSocket::end);
    write(answer);
    if (m_tcp->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &CodecPeerSocket::read, Qt::QueuedConnection);
}

CodecPeerSocket::~CodecPeerSocket()
{
    m_tcp->disconnect(this);
}

void CodecPeerSocket::allow(const Allowance &allowance)
{
    m_codec.setLimits({allowance.frameBytes, allowance.frameBytes});
    m_pingBytes = allowance.pingBytes;
}

void CodecPeerSocket::send(const OutgoingFrame &frame)
{
    if (!m_lastWord && !m_ended)
        write(frame.wire());
}

void CodecPeerSocket::ping()
{
    if (!m_lastWord && !m_ended)
        write(m_codec.ping({}));
}

void CodecPeerSocket::close(int code, const QString &reason, qint64 graceMs)
{
    if (!m_lastWord)
        finish(m_codec.close({code, reason}), graceMs);
}

void CodecPeerSocket::abort()
{
    m_tcp->abort();
}

// What the socket has is taken at once: where that is one chunk of its buffer, as almost always, the chunk itself is
// handed over, and a link that is quiet afterwards holds no memory for the next one.
void CodecPeerSocket::read()
{
    while (!m_lastWord && !m_ended && m_tcp->bytesAvailable() > 0) {
        const QByteArray bytes = m_tcp->read(m_tcp->bytesAvailable());
        QByteArrayView rest(bytes);
        while (!m_lastWord && !m_ended) {
            const std::optional<Event> event = m_codec.read(rest);
            if (!event)
                break;
            take(*event);
        }
    }
}

void CodecPeerSocket::take(const Event &event)
{
    if (const auto *message = std::get_if<Frame>(&event)) {
        Q_EMIT received(message->data, message->binary);
    } else if (const auto *ping = std::get_if<event::Ping>(&event)) {
        answerPing(ping->payload.size());
    } else if (std::holds_alternative<event::Pong>(event)) {
        Q_EMIT ponged();
    } else {
        if (const auto *closed = std::get_if<event::Closed>(&event))
            m_code = closed->words.code;
        finish(m_codec.takeAnswers(), GracefulClose::LongestMs);
    }
}

void CodecPeerSocket::answerPing(qsizetype payload)
{
    if (bytesToWrite() < AnswerBytes) {
        m_unansweredBytes = 0;
        write(m_codec.takeAnswers());
        return;
    }
    m_unansweredBytes += MaxHeaderBytes + payload;
    if (m_unansweredBytes > m_pingBytes)
        abort(); // a Close frame would wait behind all that it does not read
}

// Straight to the system where nothing waits: QTcpSocket would keep 32 KiB for each link that it wrote something to.
void CodecPeerSocket::write(const QByteArray &bytes)
{
    const qsizetype taken = m_tcp->bytesToWrite() > 0 ? 0 : sendNow(m_tcp->socketDescriptor(), bytes);
    if (taken < bytes.size())
        m_tcp->write(taken == 0 ? bytes : bytes.sliced(taken));
    if (taken > 0 && !std::exchange(m_tellsWritten, true))
        QMetaObject::invokeMethod(this, &CodecPeerSocket::tellWritten, Qt::QueuedConnection);
}

void CodecPeerSocket::tellWritten()
{
    m_tellsWritten = false;
    drained();
}

void CodecPeerSocket::drained()
{
    if (m_ended)
        return;
    if (!m_lastWord && m_codec.hasAnswers() && bytesToWrite() < AnswerBytes) {
        m_unansweredBytes = 0;
        write(m_codec.takeAnswers());
    }
    Q_EMIT written();
}

void CodecPeerSocket::finish(const QByteArray &lastWords, qint64 graceMs)
{
    m_tcp->disconnect(SIGNAL(readyRead()), this);
    m_lastWord = std::make_unique<GracefulClose>(m_tcp.get(), m_scheduler);
    m_lastWord->say(lastWords, graceMs);
}

void CodecPeerSocket::end()
{
    if (!std::exchange(m_ended, true))
        Q_EMIT ended(m_code);
}

} // namespace banter
