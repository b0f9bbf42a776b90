// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace banter::websocket {

/// Status codes of a Close frame (RFC 6455, section 7.4.1).
namespace close_code {
inline constexpr int Normal = 1000;
inline constexpr int ProtocolError = 1002;
inline constexpr int None = 1005; ///< stands for a Close frame without a code, and is never in one
inline constexpr int NotUtf8 = 1007;
inline constexpr int TooBig = 1009;
} // namespace close_code

/// Whether a Close frame may hold this code: 1000 to 1003 and 1007 to 1014 (RFC 6455 and IANA's registry of WebSocket
/// close codes), 3000 to 4999. Pure.
bool mayBeSent(int code);

/// What a Close frame says.
struct CloseWords {
    int code = close_code::None;
    QString reason = {};
    bool operator==(const CloseWords &) const = default;
};

/// The longest payload of a control frame (RFC 6455, section 5.5).
inline constexpr qsizetype MaxControlBytes = 125;

/// A Close frame's payload: the code, then the reason, which is cut after a whole character where it is too long. For a
/// code that may not be sent it is empty, which the peer reads as close_code::None. Pure.
QByteArray closePayload(const CloseWords &words);

/// The reverse. `fault` is then the code to fail the connection with: ProtocolError for one byte or a code that may not
/// be sent, NotUtf8 for such a reason. Pure.
struct ReadClose {
    CloseWords words;
    std::optional<int> fault;
};
ReadClose readClosePayload(QByteArrayView payload);

} // namespace banter::websocket
