// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"
#include "server/peer_sink.h"

#include <unordered_map>
#include <vector>

namespace banter {

/// What waits for one peer, and the judgement whether that peer reads at all. A slow line is no fault as long as
/// something drains; what is only worth something at once is left out for it, and what has a newer word is left out
/// too. Pure: the socket's unsent bytes are handed in.
class PeerQueue final {
public:
    explicit PeerQueue(protocol::Encoding encoding, MonoMs now) : m_encoding(encoding), m_drained(now) {}

    /// False when the peer is further behind than HardLimitBytes: nothing is queued then.
    bool push(const SharedItemPtr &item, qint64 unsentBytes, MonoMs now);
    /// The oldest items, as many as bring the socket up to HighWaterBytes; at least one if it is below.
    std::vector<SharedItemPtr> take(qint64 unsentBytes);
    bool isEmpty() const { return m_waiting == 0; }
    qint64 bytes() const { return m_bytes; }
    void clear();

    /// The socket wrote something.
    void drained(MonoMs now) { m_drained = now; }
    bool isStuck(qint64 unsentBytes, MonoMs now) const { return unsentBytes > 0 && now - m_drained >= StuckMs; }

    /// The socket gets this much at once; the rest waits here, where newer words can take its place.
    static constexpr qint64 HighWaterBytes = 64 * 1024;
    /// Behind by this much, a pointer's move would be seconds old at its arrival on a line of 100 KB/s.
    static constexpr qint64 EphemeralLimitBytes = 256 * 1024;
    /// Who is this far behind catches up quicker by coming back and asking for the newest.
    static constexpr qint64 HardLimitBytes = 8 * 1024 * 1024;
    /// The slowest line drains something in half a minute.
    static constexpr qint64 StuckMs = 30'000;

private:
    void dropOlder(const QByteArray &subject);

    protocol::Encoding m_encoding;
    std::vector<SharedItemPtr> m_items; ///< null where a newer word took the place
    std::size_t m_first = 0;
    std::size_t m_waiting = 0;
    std::unordered_map<QByteArray, std::size_t> m_subjects; ///< place of the newest word about each
    qint64 m_bytes = 0;
    MonoMs m_drained;
};

} // namespace banter
