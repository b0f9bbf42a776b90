// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "protocol/messages.h"
#include "server/peer_sink.h"
#include "tests/simulation/timeline.h"

#include <deque>
#include <functional>
#include <memory>

namespace banter::simulation {

/// One thing on its way over a WebSocket, or the end of the TCP connection under it.
struct Packet {
    enum class Kind { Frame, Ping, Pong, Close, Fin };
    Kind kind = Kind::Frame;
    Frame frame;
    QByteArray payload; ///< of a ping or a pong
    int code = 0;       ///< of a Close frame
    QString reason;
    std::vector<protocol::ClientItem> asked; ///< what a frame to the server says
    std::vector<SharedItemPtr> said;         ///< what a frame to a client says
    qint64 arrival = 0;

    qint64 size() const { return 8 + frame.data.size() + payload.size() + reason.size(); }
};

/// How good a line is.
struct Line {
    qint64 latencyMs = 20;
    qint64 jitterMs = 10;
    qint64 bytesPerSecond = 0;     ///< 0: no limit worth speaking of
    qint64 systemBytes = 32 << 10; ///< what the sender's system takes at once
};

/// One direction of a connection. Bytes arrive in their order, or late, or the rest of them never: TCP loses nothing in
/// between. The reader is a machine that may sleep.
class Pipe final {
public:
    Pipe(Actor &net, Random &dice, const Actor &reader, Line line);
    ~Pipe();

    void push(Packet packet);
    /// What the sender's system has not taken yet.
    qint64 unsent() const { return std::max<qint64>(0, m_bytes - m_line.systemBytes); }
    /// Nothing arrives until the line is back.
    void stall();
    void resume();
    bool isStalled() const { return m_stalled; }
    /// Everything that is on its way is lost.
    void clear();
    /// The sender is gone: what its system had not taken yet is lost.
    void dropUnsent();
    /// All but the first `count` are lost.
    void keepFirst(std::size_t count);
    std::size_t count() const { return m_packets.size(); }
    /// The next frame is cut in the middle, and nothing comes after it.
    void cutNextFrame() { m_cutNext = true; }

    std::function<void(Packet)> deliver;
    /// The sender's system took some more.
    std::function<void(qint64)> drained;
    /// A frame stopped half-way.
    std::function<void()> cut;

private:
    void arrange();
    void arrive();

    Actor &m_net;
    Random &m_dice;
    const Actor &m_reader;
    Line m_line;
    std::deque<Packet> m_packets;
    qint64 m_bytes = 0;
    qint64 m_freeAt = 0;
    qint64 m_lastArrival = 0;
    TimerId m_timer = 0;
    bool m_stalled = false;
    bool m_cutNext = false;
    bool m_cut = false;
};

} // namespace banter::simulation
