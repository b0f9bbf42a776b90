// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "server/frame_builder.h"
#include "server/graceful_close.h"
#include "server/peer_queue.h"
#include "server/peer_socket.h"

#include <memory>

namespace banter {

/// One client's socket with its queue. What is queued in one turn of the event loop leaves as few frames as possible.
class PeerLink final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        const Clock &clock;
        FrameBuilder &frames;
    };
    /// `parts` outlive it.
    PeerLink(PeerId id, std::unique_ptr<PeerSocket> socket, protocol::Encoding encoding, Parts parts);
    ~PeerLink() override;

    PeerId id() const { return m_id; }
    protocol::Encoding encoding() const { return m_encoding; }
    bool isClosing() const { return m_closing; }

    /// The client knows `closing`: it is told the code of a close in an item, too.
    void tellCloses() { m_tellsCloses = true; }

    void queue(const SharedItemPtr &item);
    /// Writes what is queued, as far as the socket drains.
    void flush();
    /// Flushes, sends a Close frame, and aborts if the peer does not answer it (graceful_close.h).
    void close(int code, const QString &reason);
    /// The same without what is queued: for a peer that would not read it. Who merely reads slowly is given
    /// GracefulClose::PatientMs (in queue()).
    void giveUp(int code, const QString &reason);
    /// Without a Close frame.
    void drop();
    /// From now on it may say as much at once as banter.v1 allows, and ping for as much as a peer may be behind;
    /// before, link_limits::MaxUnknownFrameBytes for both.
    void admit();
    /// Whether so much waits for the peer that what it asks further has to wait too. Once true, until caughtUp().
    bool isBehind();
    /// Called every CheckMs: pings when it is time, and ends a peer that is dead or does not read.
    void check();

    /// Behind by this much, a peer is answered nothing more. An answer is at most a frame, and the others' words get
    /// the rest of PeerQueue::HardLimitBytes.
    static constexpr qint64 BehindBytes = 1024 * 1024;
    /// A quarter of it: enough for the line to stay busy while the next answers are made.
    static constexpr qint64 CaughtUpBytes = 256 * 1024;
    static constexpr qint64 CheckMs = 5'000;
    /// As the clients do: middleboxes forget a quiet connection after a minute at the earliest.
    static constexpr qint64 PingMs = 25'000;
    /// Two pings went unanswered, and there was some time for the second.
    static constexpr qint64 DeadMs = 2 * PingMs + 10'000;
    static constexpr qint64 CloseGraceMs = GracefulClose::LongestMs;

Q_SIGNALS:
    void frame(const QByteArray &data, bool binary);
    /// Something is queued: flush() is wanted at the end of the turn. Once until then.
    void wantsFlush(banter::PeerId id);
    /// It was behind and is no longer: what it asked can be carried out. From the event loop.
    void caughtUp(banter::PeerId id);
    /// Exactly once.
    void gone(banter::PeerId id);

private:
    void end(int code, const QString &reason, qint64 graceMs);
    void write(const std::vector<SharedItemPtr> &items);
    void heard(const QByteArray &data, bool binary);
    void drained();
    qint64 backlog() const { return m_queue.bytes() + m_socket->bytesToWrite(); }

    PeerId m_id;
    std::unique_ptr<PeerSocket> m_socket;
    protocol::Encoding m_encoding;
    Parts m_parts;
    PeerQueue m_queue;
    bool m_flushWanted = false;
    bool m_behind = false;
    bool m_closing = false;
    bool m_tellsCloses = false;
    MonoMs m_lastHeard = 0;
    MonoMs m_lastPing = 0;
};

} // namespace banter
