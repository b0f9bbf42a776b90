// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "core/random.h"
#include "websocket/frame_header.h"

namespace banter::websocket {

/// Messages and control frames to bytes (RFC 6455, sections 5 and 6.1). Pure; one thread.
class Sender final {
public:
    /// `random` gives a client's mask keys, which nobody may foresee (RFC 6455, section 5.3), and outlives this; a
    /// server masks nothing.
    Sender(Endpoint endpoint, Random &random) : m_endpoint(endpoint), m_random(random) {}

    /// A message over so many bytes goes out in fragments of at most so many, none of which ends inside a character of
    /// a text. Less than four count as four, the longest character; 0, as at first: never.
    void setFragmentBytes(qsizetype bytes);

    QByteArray message(const Frame &message);
    /// `payload` of at most MaxControlBytes; what is over that is left out.
    QByteArray control(Opcode opcode, QByteArrayView payload);

private:
    void append(QByteArray &out, FrameHeader header, QByteArrayView payload);

    Endpoint m_endpoint;
    Random &m_random;
    qsizetype m_fragmentBytes = 0;
};

} // namespace banter::websocket
