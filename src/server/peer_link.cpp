// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/peer_link.h"

#include "server/link_limits.h"

namespace banter {

PeerLink::PeerLink(PeerId id, std::unique_ptr<PeerSocket> socket, protocol::Encoding encoding, Parts parts)
    : m_id(id), m_socket(std::move(socket)), m_encoding(encoding), m_parts(parts),
      m_queue(encoding, parts.clock.monotonicMs()), m_lastHeard(parts.clock.monotonicMs()),
      m_lastPing(parts.clock.monotonicMs())
{
    PeerSocket *from = m_socket.get();
    from->allow({qint64(link_limits::MaxUnknownFrameBytes), qint64(link_limits::MaxUnknownFrameBytes)});
    connect(from, &PeerSocket::received, this, &PeerLink::heard);
    connect(from, &PeerSocket::ponged, this, [this] { m_lastHeard = m_parts.clock.monotonicMs(); });
    connect(from, &PeerSocket::written, this, &PeerLink::drained);
    // Queued: close() and abort() emit it from inside.
    connect(
        from, &PeerSocket::ended, this, [this] { Q_EMIT gone(m_id); }, Qt::QueuedConnection);
}

PeerLink::~PeerLink()
{
    m_socket->disconnect(this);
}

void PeerLink::admit()
{
    m_socket->allow({protocol::limits::MaxFrameBytes, PeerQueue::HardLimitBytes});
}

void PeerLink::heard(const QByteArray &data, bool binary)
{
    m_lastHeard = m_parts.clock.monotonicMs();
    if (!m_closing)
        Q_EMIT frame(data, binary);
}

void PeerLink::drained()
{
    m_queue.drained(m_parts.clock.monotonicMs());
    if (m_closing)
        return;
    flush();
    if (m_behind && backlog() <= CaughtUpBytes) {
        m_behind = false;
        Q_EMIT caughtUp(m_id);
    }
}

bool PeerLink::isBehind()
{
    m_behind = m_behind || backlog() >= BehindBytes;
    return m_behind;
}

void PeerLink::queue(const SharedItemPtr &item)
{
    if (m_closing)
        return;
    if (!m_queue.push(item, m_socket->bytesToWrite(), m_parts.clock.monotonicMs())) {
        m_queue.clear();
        end(1013, QStringLiteral("Too slow: come back and catch up."), GracefulClose::PatientMs);
        return;
    }
    if (!std::exchange(m_flushWanted, true))
        Q_EMIT wantsFlush(m_id);
}

void PeerLink::flush()
{
    m_flushWanted = false;
    if (!m_queue.isEmpty())
        write(m_queue.take(m_socket->bytesToWrite()));
}

void PeerLink::write(const std::vector<SharedItemPtr> &items)
{
    if (items.empty())
        return;
    for (const OutgoingFrame &frame : m_parts.frames.frames(m_encoding, items))
        m_socket->send(frame);
}

void PeerLink::close(int code, const QString &reason)
{
    end(code, reason, CloseGraceMs);
}

void PeerLink::end(int code, const QString &reason, qint64 graceMs)
{
    if (std::exchange(m_closing, true))
        return;
    while (!m_queue.isEmpty()) // all of it: an answer may be the reason for the close
        write(m_queue.take(0));
    if (m_tellsCloses)
        write({std::make_shared<SharedItem>(protocol::ServerItem{0, protocol::Closing{code, reason}})});
    m_socket->close(code, reason, graceMs);
}

void PeerLink::giveUp(int code, const QString &reason)
{
    m_queue.clear();
    close(code, reason);
}

void PeerLink::drop()
{
    m_closing = true;
    m_queue.clear();
    m_socket->abort();
}

void PeerLink::check()
{
    if (m_closing)
        return;
    const MonoMs now = m_parts.clock.monotonicMs();
    if (m_queue.isStuck(m_socket->bytesToWrite(), now)) {
        giveUp(1013, QStringLiteral("Nothing was read for a long time."));
    } else if (now - m_lastHeard >= DeadMs) {
        drop(); // a Close frame would have no reader
    } else if (now - m_lastPing >= PingMs) {
        m_lastPing = now;
        m_socket->ping();
    }
}

} // namespace banter
