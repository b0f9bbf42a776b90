// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "server/outlet.h"

#include <QObject>
#include <QWebSocket>

#include <memory>

namespace banter {

/// One client's socket with its queue. What is queued in one turn of the event loop leaves as few frames as possible.
class PeerLink final : public QObject {
    Q_OBJECT
public:
    /// `socket` is connected and becomes this object's. `clock` outlives it.
    PeerLink(PeerId id, std::unique_ptr<QWebSocket> socket, protocol::Encoding encoding, const Clock &clock);
    ~PeerLink() override;

    PeerId id() const { return m_id; }
    protocol::Encoding encoding() const { return m_encoding; }
    QString address() const;

    void queue(const SharedItemPtr &item);
    /// Writes what is queued, as far as the socket drains.
    void flush();
    /// Flushes, sends a Close frame, and aborts after a second if the peer does not answer it.
    void close(int code, const QString &reason);
    /// Called every PingMs: pings, and ends a peer that is dead or does not read.
    void check();

    static constexpr qint64 PingMs = 25'000;

Q_SIGNALS:
    void frame(const QByteArray &data, bool binary);
    /// Something is queued: flush() is wanted at the end of the turn. Once until then.
    void wantsFlush(banter::PeerId id);
    /// Exactly once.
    void gone(banter::PeerId id);

private:
    void drop(int code, const QString &reason);

    PeerId m_id;
    std::unique_ptr<QWebSocket> m_socket;
    protocol::Encoding m_encoding;
    const Clock &m_clock;
    std::vector<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    bool m_flushWanted = false;
    bool m_closing = false;
    MonoMs m_lastHeard = 0;
    MonoMs m_lastDrained = 0;
};

} // namespace banter
