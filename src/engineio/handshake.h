// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArrayView>
#include <QStringList>

namespace banter::engineio {

/// The longest heartbeat that is believed: a day. Of a server that says more it is a day, too.
inline constexpr qint64 MaxHeartbeatMs = 86'400'000;
/// How late a ping may be where the server grants no time for it (engine.io's own pingTimeout).
inline constexpr qint64 DefaultPingTimeoutMs = 20'000;
/// What a server takes that does not say (engine.io's maxHttpBufferSize, 1e6).
inline constexpr qint64 DefaultMaxPayload = 1'000'000;

/// What the server says in its open packet.
struct Handshake {
    QString sid;                           ///< 1 to MaxSidChars characters
    QStringList upgrades;                  ///< at most 8
    qint64 pingIntervalMs = 25'000;        ///< 0 to MaxHeartbeatMs; 0: it promises no pings
    qint64 pingTimeoutMs = 20'000;         ///< 0 to MaxHeartbeatMs; 0: it does not say
    qint64 maxPayload = DefaultMaxPayload; ///< bytes of one packet, or of one body of joined packets
    bool operator==(const Handshake &) const = default;

    /// How long the server may be silent before it is dead, ms; 0 where it promises no pings, so that only a question
    /// of our own tells.
    qint64 allowanceMs() const
    {
        return pingIntervalMs > 0 ? pingIntervalMs + (pingTimeoutMs > 0 ? pingTimeoutMs : DefaultPingTimeoutMs) : 0;
    }
};

/// Longer than any server makes them, and with the address around it shorter than any server refuses (8 KiB).
inline constexpr qsizetype MaxSidChars = 4'096;

/// The data of an open packet. The sid and two numbers for the heartbeat have to be there; of the figures, any is taken
/// that socket.io-client takes: a fraction is rounded up, what is too much becomes the most, and a payload that is no
/// number above 0 says nothing. BadFrame for what is no JSON object, BadRequest for a sid or a heartbeat that is
/// missing, of a wrong type or below 0; unknown fields and upgrades are ignored. Any thread.
Result<Handshake> readHandshake(QByteArrayView data);

} // namespace banter::engineio
