// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "websocket/frame_header.h"

namespace banter::websocket {

/// Masks `size` bytes from `from` into `to`, which may be the same place; unmasking is the same (RFC 6455, section
/// 5.3). `offset` is how many bytes of the frame's payload came before these. Eight bytes at a time. Pure.
void applyMask(char *to, const char *from, qsizetype size, const MaskKey &key, quint64 offset = 0);

} // namespace banter::websocket
