// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "websocket/events.h"
#include "websocket/frame_header.h"

#include <vector>

namespace banter::testing {

/// A frame as a test means it, broken where the test wants that.
struct WireFrame {
    int opcode = 1;
    QByteArray payload;
    bool isFinal = true;
    int reserved = 0; ///< the bits RSV1 to RSV3 as a number of 0 to 7
};

/// The bytes of a frame from the peer of `receiver`: masked with a key of `random` where that is a server. Written
/// without the code under test.
QByteArray wire(const WireFrame &frame, websocket::Endpoint receiver, Random &random);
QByteArray wire(const std::vector<WireFrame> &frames, websocket::Endpoint receiver, Random &random);

/// What it says, for QCOMPARE's message and to compare with: "text 2: hi", "failed 1002". Long payloads as their hash.
QString told(const websocket::Event &event);

} // namespace banter::testing
