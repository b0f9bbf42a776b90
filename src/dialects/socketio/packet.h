// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "dialects/wire/values.h"

#include <QByteArrayView>

// Socket.IO 5 (github.com/socketio/socket.io-protocol): what an Engine.IO message holds. Pure; any thread.
namespace banter::socketio {

/// The official parser's figure; more is an attack.
inline constexpr int MaxAttachments = 10;
inline constexpr qsizetype MaxSpaceChars = 256;
inline constexpr qsizetype MaxOffsetChars = 256;
/// 2^53: what every server can count to.
inline constexpr quint64 MaxAckId = quint64(1) << 53;

enum class PacketType { Connect, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck };

struct Packet {
    PacketType type = PacketType::Event;
    QString space = wire::DefaultSpace;
    int attachments = 0; ///< only of the binary types, 0 to MaxAttachments
    std::optional<quint64> id = {};
    QJsonValue data = QJsonValue(QJsonValue::Undefined); ///< of Connect: an object or undefined; of ConnectError: an
                                                         ///< object or a string
    QByteArray list = {}; ///< of events and acknowledgements: a JSON list, as text; that of events begins with the name
    QString name = {};    ///< of events
    QString lastText = {}; ///< of events: the last argument when it is a text of at most MaxOffsetChars
    bool operator==(const Packet &) const = default;
};

/// Whether the type announces attachments.
bool isBinary(PacketType type);

/// The text of a message packet, without Engine.IO's digit. BadFrame for what follows no grammar or is no JSON,
/// BadRequest for data of a wrong kind, a reserved or missing event name, or a placeholder where nothing is attached,
/// TooLarge for more than MaxAttachments, a too long namespace or id.
Result<Packet> decodePacket(QByteArrayView text);

/// The reverse.
QByteArray encodePacket(const Packet &packet);

/// Whether every {"_placeholder": true, "num": N} in `args` has 0 <= N < `attachments`.
bool placeholdersFit(const QJsonArray &args, int attachments);

/// Names that the official clients and servers keep for themselves: connect, connect_error, disconnect, disconnecting,
/// newListener, removeListener.
bool isReservedName(const QString &name);

} // namespace banter::socketio
