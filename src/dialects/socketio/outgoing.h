// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "dialects/socketio/packet.h"
#include "dialects/wire/wire.h"

namespace banter::socketio {

/// The URL of the Engine.IO server: http or https, `defaultPath` where the person gave none, EIO=4 and the profile's
/// query, nothing that a person typed as name or password, and none of the parameters that Engine.IO adds itself.
QUrl engineUrl(const wire::Opening &opening, const QString &defaultPath);

/// Why arguments cannot be sent: TooLarge for more than MaxAttachments, BadRequest for a placeholder without its
/// attachment.
std::optional<Error> faultIn(const wire::Args &args);

/// A packet and its attachments as frames. TooLarge for a frame over `maxPayload` bytes, counted as in the body of a
/// POST: which transport carries it is not known here.
Result<std::vector<Frame>> framesOf(const Packet &packet, const std::vector<QByteArray> &bytes, qint64 maxPayload);

/// An event (with an acknowledgement's number where one is wanted), or the acknowledgement of one.
Packet eventPacket(const wire::Call &call, std::optional<quint64> number);
Packet ackPacket(const QString &space, quint64 number, const wire::Args &args);

} // namespace banter::socketio
