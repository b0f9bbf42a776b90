// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace banter::websocket {

/// The only version there is (RFC 6455, section 4.1).
inline constexpr char Version[] = "13";

/// What a server answers to a client's Sec-WebSocket-Key: the base64 of the SHA-1 of the key with a fixed text behind
/// it (RFC 6455, section 1.3). Pure.
QByteArray acceptOf(const QByteArray &key);

} // namespace banter::websocket
