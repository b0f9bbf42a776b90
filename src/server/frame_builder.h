// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/outgoing_frame.h"
#include "server/peer_sink.h"

#include <array>
#include <vector>

namespace banter {

/// Puts items into WebSocket messages. In a room most peers get the very same items in a turn: the last result of each
/// encoding is kept, so that it is built once for all of them. One thread.
class FrameBuilder final {
public:
    /// Texts for JSON, binary ones for CBOR. Until the next call for that encoding.
    const std::vector<OutgoingFrame> &frames(protocol::Encoding encoding, const std::vector<SharedItemPtr> &items);

private:
    struct Built {
        std::vector<SharedItemPtr> items;
        std::vector<OutgoingFrame> frames;
    };
    std::array<Built, 2> m_built; ///< by encoding
};

} // namespace banter
