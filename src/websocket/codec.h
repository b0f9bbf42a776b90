// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "websocket/receiver.h"
#include "websocket/sender.h"

namespace banter::websocket {

/// One side of an open WebSocket (RFC 6455) without its socket: the peer's bytes go in and events come out, messages go
/// in and bytes for the peer come out; and who has said Close. No clock: how long an answer is waited for is the
/// owner's. Pure; one thread.
///
/// It knows no extension. permessage-deflate (RFC 7692) costs both sides a window of up to 32 KiB for each link and
/// direction and most of the time of a message, lets a small frame become a large one, and tells by its sizes what is
/// in it to whoever can have a text of their own compressed along with a secret; frames of a chat are small, and what
/// is large comes over HTTP, which compresses by itself.
class Codec final {
public:
    /// `random` gives mask keys and outlives this (see Sender).
    Codec(Endpoint endpoint, Random &random, Limits limits = {})
        : m_receiver(endpoint, limits), m_sender(endpoint, random)
    {}

    void setLimits(Limits limits) { m_receiver.setLimits(limits); }
    void setFragmentBytes(qsizetype bytes) { m_sender.setFragmentBytes(bytes); }

    /// See Receiver::read(). After each event there may be something to answer: see takeAnswers().
    std::optional<Event> read(QByteArrayView &bytes);
    bool isWithinMessage() const { return m_receiver.isWithinMessage(); }
    void recycle(QByteArray &&bytes) { m_receiver.recycle(std::move(bytes)); }

    /// The bytes of a message; empty once this side may say nothing more. A text has to be UTF-8.
    QByteArray write(const Frame &message);
    /// A ping with at most MaxControlBytes of payload; empty as write() is.
    QByteArray ping(QByteArrayView payload);
    /// The Close frame, as closePayload() makes it; empty where one was said already. What the peer sends until its own
    /// is still read.
    QByteArray close(const CloseWords &words);

    /// What the peer has to be answered: the pong to its latest ping (RFC 6455, section 5.5.3: the earlier ones may be
    /// left out, and are, when this is called less often), and a Close frame after its own or after a fault. Who writes
    /// slower than the peer pings calls it when the writer is free, and so holds one pong and no more.
    QByteArray takeAnswers();
    bool hasAnswers() const { return m_pong || m_closeAnswer; }
    /// Whether nothing is left to be said by this side but what takeAnswers() gives.
    bool isOver() const { return m_saysNoMore || m_closeAnswer; }

private:
    Receiver m_receiver;
    Sender m_sender;
    std::optional<QByteArray> m_pong;
    std::optional<CloseWords> m_closeAnswer;
    bool m_saysNoMore = false;
};

} // namespace banter::websocket
