// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"

#include <deque>
#include <variant>

namespace banter {

/// Requests of one link that were received and are not carried out yet, in order. Pure; one thread.
class RequestQueue final {
public:
    using Request = std::variant<protocol::ClientItem, protocol::BadItem>;

    /// Takes what a frame of `frameBytes` held, the items before the bad ones. False when more waits by then than a
    /// link may have waiting: nothing is taken then.
    bool push(protocol::Decoded<protocol::ClientItem> frame, qint64 frameBytes);
    /// The oldest; there must be one.
    const Request &front() const { return m_waiting.front().request; }
    /// Takes it out.
    Request take();
    bool isEmpty() const { return m_waiting.empty(); }
    /// Of the frames of which something waits.
    qint64 bytes() const { return m_bytes; }

    /// A client that comes back asks for some things in each of its rooms (limits::MaxRoomsPerAccount), and sends again
    /// what was on its way: this is several times as much.
    static constexpr std::size_t MaxRequests = 5'000;
    /// Banter's own client has up to 256 messages on their way, 4 MiB of text; in JSON a text of line feeds takes twice
    /// that.
    static constexpr qint64 MaxBytes = 8 * protocol::limits::MaxFrameBytes;

private:
    struct Waiting {
        Request request;
        qint64 frameBytes = 0; ///< of the frame that ends with it, else 0
    };
    std::deque<Waiting> m_waiting;
    qint64 m_bytes = 0;
};

} // namespace banter
