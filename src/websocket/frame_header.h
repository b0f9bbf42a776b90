// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>
#include <optional>

namespace banter::websocket {

/// Which end of the connection this is: a client masks what it sends, a server does not (RFC 6455, section 5.1).
enum class Endpoint { Client, Server };

/// RFC 6455, section 5.2. The other values are reserved.
enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// Opcodes from 8 on, also the reserved ones.
constexpr bool isControl(Opcode opcode)
{
    return (quint8(opcode) & 0x08) != 0;
}

/// The four bytes as they stand on the wire.
using MaskKey = std::array<quint8, 4>;

/// What stands before a frame's payload.
struct FrameHeader {
    bool isFinal = true;
    Opcode opcode = Opcode::Text;
    quint64 length = 0; ///< of the payload in bytes, less than 2^63
    std::optional<MaskKey> mask = std::nullopt;
};

/// Two bytes, eight of length, four of mask.
inline constexpr qsizetype MaxHeaderBytes = 14;

/// What the front of `bytes` is to the given endpoint.
struct ReadHeader {
    enum class Kind {
        Incomplete, ///< nothing is wrong yet, and more bytes are needed
        Header,
        Broken ///< the peer breaks RFC 6455; `fault` is how
    };
    Kind kind = Kind::Incomplete;
    FrameHeader header = {};
    qsizetype size = 0;          ///< of the header in bytes
    const char *fault = nullptr; ///< an English sentence
};

/// Reads a header for `endpoint`, which takes frames of the other one only. Broken is said as early as it can be seen:
/// reserved bits (nothing was negotiated that uses them), a reserved opcode, a control frame in parts or over
/// MaxControlBytes, a mask where none may be or none where one has to be, a length of 2^63 or more, and one in a longer
/// form than it needs. Pure.
ReadHeader readHeader(QByteArrayView bytes, Endpoint endpoint);

/// Appends a header to `out`, its length in the shortest form. Pure.
void appendHeader(QByteArray &out, const FrameHeader &header);

} // namespace banter::websocket
