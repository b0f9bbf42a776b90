// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/graceful_close.h"
#include "server/peer_socket.h"
#include "websocket/codec.h"

#include <memory>

namespace banter {

/// A peer's WebSocket over this program's own codec (src/websocket). Whatever the peer does, it holds a part of a
/// message, one read of its socket and one pong.
class CodecPeerSocket final : public PeerSocket {
    Q_OBJECT
public:
    /// `tcp` is connected; `answer` is what the handshake has to be answered, and written first. What there is to read
    /// already is read in the next turn of the event loop. `scheduler` outlives this.
    CodecPeerSocket(std::unique_ptr<QTcpSocket> tcp, const QByteArray &answer, Scheduler &scheduler);
    ~CodecPeerSocket() override;

    void allow(const Allowance &allowance) override;
    void send(const OutgoingFrame &frame) override;
    void ping() override;
    void close(int code, const QString &reason, qint64 graceMs) override;
    void abort() override;
    qint64 bytesToWrite() const override { return m_tcp->bytesToWrite(); }

    /// At most so much is read in a turn of the event loop, so that who sends much is no more than one of many.
    static constexpr qint64 ReadBytes = 64 * 1024;
    /// With more than that before it a pong waits, and the next ping's takes its place.
    static constexpr qint64 AnswerBytes = 64 * 1024;

private:
    void read();
    void take(const websocket::Event &event);
    void answerPing(qsizetype payload);
    void write(const QByteArray &bytes);
    void tellWritten();
    void drained();
    void finish(const QByteArray &lastWords, qint64 graceMs);
    void end();

    std::unique_ptr<QTcpSocket> m_tcp;
    Scheduler &m_scheduler;
    SystemRandom m_random; ///< a server masks nothing: never asked
    websocket::Codec m_codec{websocket::Endpoint::Server, m_random, {0, 0}};
    qint64 m_pingBytes = 0;
    qint64 m_unansweredBytes = 0; ///< of pings, since the last pong was written
    int m_code = Lost;
    bool m_tellsWritten = false; ///< soon
    bool m_ended = false;
    std::unique_ptr<GracefulClose> m_lastWord; ///< once Close was said by either side; after the socket
};

} // namespace banter
