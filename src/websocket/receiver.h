// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "websocket/events.h"
#include "websocket/frame_header.h"
#include "websocket/utf8_checker.h"

#include <optional>

namespace banter::websocket {

/// What may come in; both are compared with what a header announces, before there is memory for it.
struct Limits {
    qint64 maxFrameBytes = 1 << 20;   ///< payload of a frame, 0 or more
    qint64 maxMessageBytes = 1 << 20; ///< payload of all fragments of a message, 0 or more
};

/// The peer's bytes to events (RFC 6455, sections 5 and 8.1). What has come of a message is all that it holds: no
/// memory is taken for what a header only announces. Pure; one thread.
class Receiver final {
public:
    /// `endpoint` is this side's: its peer has the other one.
    explicit Receiver(Endpoint endpoint, Limits limits) : m_endpoint(endpoint), m_limits(limits) {}

    /// At any time; holds from the next header on.
    void setLimits(Limits limits) { m_limits = limits; }
    /// The first event in `bytes`, whose front is taken away with it; nothing when all of them are taken and there is
    /// no event in them. After Closed or Failed they are taken and mean nothing.
    std::optional<Event> read(QByteArrayView &bytes);
    /// Whether something has begun that is not whole: a frame, or a message of several.
    bool isWithinMessage() const { return m_headerSize > 0 || m_inFrame || m_message; }
    /// A former message's bytes, to be used for a next one, unless somebody else holds them or they are many.
    void recycle(QByteArray &&bytes);

private:
    struct Message {
        bool binary = false;
        QByteArray data;
        Utf8Checker checker;
    };
    std::optional<event::Failed> takeHeader(QByteArrayView &bytes);
    std::optional<event::Failed> begin(const FrameHeader &header);
    std::optional<Event> takePayload(QByteArrayView &bytes);
    std::optional<Event> endFrame();
    Event endControl();

    Endpoint m_endpoint;
    Limits m_limits;
    std::array<char, MaxHeaderBytes> m_header{}; ///< the beginning of one that came in parts
    qsizetype m_headerSize = 0;
    bool m_inFrame = false;
    FrameHeader m_frame;
    quint64 m_taken = 0; ///< of the present frame's payload
    QByteArray m_control;
    std::optional<Message> m_message;
    QByteArray m_spare;
    bool m_over = false;
};

} // namespace banter::websocket
