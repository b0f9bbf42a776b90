// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/peer_link.h"

#include <QHostAddress>
#include <QTimer>

namespace banter {
namespace {

/// The socket gets this much at once; the rest waits here, where it can still be judged.
constexpr qint64 HighWaterBytes = 256 * 1024;
/// Above this a cursor move is old before it arrives.
constexpr qint64 EphemeralLimitBytes = 256 * 1024;
/// A client that is this far behind will not catch up by reading; it comes back and asks for what it missed.
constexpr qint64 HardLimitBytes = 8 * 1024 * 1024;
/// A slow line drains something in this time; a peer that does not read drains nothing.
constexpr qint64 StuckMs = 30'000;
/// One ping interval and its answer, and room for one lost.
constexpr qint64 DeadMs = 2 * PeerLink::PingMs + 5'000;
constexpr int CloseGraceMs = 1'000;

} // namespace

PeerLink::PeerLink(PeerId id, std::unique_ptr<QWebSocket> socket, protocol::Encoding encoding, const Clock &clock)
    : m_id(id), m_socket(std::move(socket)), m_encoding(encoding), m_clock(clock), m_lastHeard(clock.monotonicMs()),
      m_lastDrained(clock.monotonicMs())
{
    QWebSocket *web = m_socket.get();
    connect(web, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_lastHeard = m_clock.monotonicMs();
        if (!m_closing)
            Q_EMIT frame(text.toUtf8(), false);
    });
    connect(web, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &data) {
        m_lastHeard = m_clock.monotonicMs();
        if (!m_closing)
            Q_EMIT frame(data, true);
    });
    connect(web, &QWebSocket::pong, this, [this] { m_lastHeard = m_clock.monotonicMs(); });
    connect(web, &QWebSocket::bytesWritten, this, [this] {
        m_lastDrained = m_clock.monotonicMs();
        if (!m_queue.empty() && !m_closing)
            flush();
    });
    // Queued: close() and abort() emit it from inside.
    connect(
        web, &QWebSocket::disconnected, this, [this] { Q_EMIT gone(m_id); }, Qt::QueuedConnection);
}

PeerLink::~PeerLink()
{
    m_socket->disconnect(this);
}

QString PeerLink::address() const
{
    return m_socket->peerAddress().toString();
}

void PeerLink::queue(const SharedItemPtr &item)
{
    if (m_closing)
        return;
    const qint64 backlog = m_queuedBytes + m_socket->bytesToWrite();
    if (item->ephemeral() && backlog > EphemeralLimitBytes)
        return;
    const QByteArray &bytes = item->bytes(m_encoding);
    if (backlog + bytes.size() > HardLimitBytes) {
        drop(1013, QStringLiteral("Too slow: come back and catch up."));
        return;
    }
    if (backlog == 0)
        m_lastDrained = m_clock.monotonicMs();
    m_queue.push_back(bytes);
    m_queuedBytes += bytes.size();
    if (!std::exchange(m_flushWanted, true))
        Q_EMIT wantsFlush(m_id);
}

void PeerLink::flush()
{
    m_flushWanted = false;
    if (m_queue.empty() || m_socket->bytesToWrite() > HighWaterBytes)
        return;
    const std::vector<QByteArray> items = std::exchange(m_queue, {});
    m_queuedBytes = 0;
    for (const QByteArray &data : protocol::batch(m_encoding, items, protocol::limits::MaxFrameBytes)) {
        if (m_encoding == protocol::Encoding::Cbor)
            m_socket->sendBinaryMessage(data);
        else
            m_socket->sendTextMessage(QString::fromUtf8(data));
    }
}

void PeerLink::close(int code, const QString &reason)
{
    if (std::exchange(m_closing, true))
        return;
    flush();
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    QTimer::singleShot(CloseGraceMs, this, [this] { m_socket->abort(); });
}

void PeerLink::drop(int code, const QString &reason)
{
    m_queue.clear();
    m_queuedBytes = 0;
    close(code, reason);
}

void PeerLink::check()
{
    if (m_closing)
        return;
    const MonoMs now = m_clock.monotonicMs();
    const bool stuck = m_socket->bytesToWrite() > 0 && now - m_lastDrained > StuckMs;
    if (stuck || now - m_lastHeard > DeadMs) {
        m_closing = true;
        m_socket->abort(); // a Close frame would wait behind what is not being read
        return;
    }
    m_socket->ping();
}

} // namespace banter
