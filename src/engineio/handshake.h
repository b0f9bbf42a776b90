// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArrayView>
#include <QStringList>

namespace banter::engineio {

/// The longest heartbeat that is believed: a day. A server that says more would never be found dead.
inline constexpr qint64 MaxHeartbeatMs = 86'400'000;
/// What a server takes that does not say (engine.io's maxHttpBufferSize, 1e6).
inline constexpr qint64 DefaultMaxPayload = 1'000'000;

/// What the server says in its open packet.
struct Handshake {
    QString sid;                           ///< 1 to 256 characters
    QStringList upgrades;                  ///< at most 8
    qint64 pingIntervalMs = 25'000;        ///< 1 to MaxHeartbeatMs
    qint64 pingTimeoutMs = 20'000;         ///< 1 to MaxHeartbeatMs
    qint64 maxPayload = DefaultMaxPayload; ///< bytes of one packet, or of one body of joined packets
    bool operator==(const Handshake &) const = default;
};

/// The data of an open packet. BadFrame for what is no JSON object, BadRequest for a field that is missing, of a wrong
/// type or out of range; unknown fields and upgrades are ignored. Any thread.
Result<Handshake> readHandshake(QByteArrayView data);

} // namespace banter::engineio
