// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/frame.h"

#include <QByteArrayView>

// Engine.IO 4 (github.com/socketio/engine.io-protocol): the packets below Socket.IO, the same over WebSocket and over
// HTTP long-polling. Shared by the transports, which need the handshake, and by the Socket.IO dialects. Pure; any
// thread.
namespace banter::engineio {

enum class PacketType { Open, Close, Ping, Pong, Message, Upgrade, Noop };

/// One packet, its text not copied: `data` points into the frame that was decoded.
struct Packet {
    PacketType type = PacketType::Noop;
    bool binary = false; ///< only a Message: an attachment, `data` are its bytes
    QByteArrayView data;
};

/// BadFrame for an empty text frame or an unknown type. A binary frame is always a Message.
Result<Packet> decodePacket(const Frame &frame);

/// The text frame of a packet. `data` must be UTF-8.
Frame encodePacket(PacketType type, QByteArrayView data = {});

} // namespace banter::engineio
