// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "websocket/close_code.h"

#include <variant>

namespace banter::websocket {

/// What the peer's bytes come to. Of a text message the bytes are valid UTF-8.
namespace event {

struct Ping {
    QByteArray payload;
    bool operator==(const Ping &) const = default;
};

struct Pong {
    QByteArray payload;
    bool operator==(const Pong &) const = default;
};

/// The peer's Close frame. Nothing of the peer follows.
struct Closed {
    CloseWords words;
    bool operator==(const Closed &) const = default;
};

/// The peer broke the rules, or went over a bound. Nothing of the peer follows.
struct Failed {
    int code = close_code::ProtocolError; ///< what this side closes with: ProtocolError, NotUtf8 or TooBig
    QString words;                        ///< an English sentence for diagnostics
    bool operator==(const Failed &) const = default;
};

} // namespace event

using Event = std::variant<Frame, event::Ping, event::Pong, event::Closed, event::Failed>;

} // namespace banter::websocket
