// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/frame.h"

#include <deque>
#include <vector>

// Bodies of HTTP long-polling: packets joined by 0x1e, bytes as "b" and base64. Pure; any thread.
namespace banter::engineio {

/// Splits a body. BadFrame for base64 that is none or text that is not UTF-8, TooLarge for a packet over
/// `maxFrameBytes`. Empty packets are given as they are: the packet's decoder names that fault.
Result<std::vector<Frame>> splitPayload(const QByteArray &body, qint64 maxFrameBytes);

/// Bytes that the frame takes in a body.
qint64 payloadSize(const Frame &frame);

/// Takes frames from the front of the queue for one body of at most `maxPayload` bytes; at least one when there is one,
/// as a frame that is too large for the server is refused before it is queued.
QByteArray joinPayload(std::deque<Frame> &queue, qint64 maxPayload);

} // namespace banter::engineio
