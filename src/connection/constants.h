// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// Every figure of the connection, in ms unless named otherwise. Where a reason is not given, it is the figure that the
// clients of the field have settled on (25 s and 5 s for heartbeats, 1 s doubling to 30 s for backoff).
namespace banter::connection {

using Ms = std::int64_t;

inline constexpr Ms DialTimeout = 10'000; ///< QWebSocket has no deadline of its own for the handshake
inline constexpr Ms HelloTimeout = 5'000;
inline constexpr Ms ResumeTimeout = 10'000; ///< without any part of the catch-up arriving
inline constexpr Ms HeartbeatInterval = 25'000;
inline constexpr Ms PongTimeout = 5'000;
inline constexpr Ms ProbeTimeout = 2'000;
/// After a sleep a link is dead more often than not, and a sleep is noticed up to 1 s late: 2 s until the new dial.
inline constexpr Ms WakeProbeTimeout = 1'000;
/// A timer that fired this late shows that this process stood still: what the peer sent may wait to be read.
inline constexpr Ms LateTimer = 1'000;
/// Long enough for one turn of the event loop to read what is buffered.
inline constexpr Ms ReadCycle = 100;

inline constexpr Ms BackoffBase = 1'000;
inline constexpr Ms BackoffCap = 30'000;
/// Towards this computer and private networks no crowd has to be spread, and the person looks at the screen.
inline constexpr Ms NearbyCap = 5'000;
inline constexpr int BackoffMaxExponent = 5; ///< 2^5 s is over the cap already; more would only overflow
inline constexpr double JitterLow = 0.75;
inline constexpr double JitterHigh = 1.25;
/// After a server restart all clients come at once: a first try drawn from 5 s peaks at a ninth of one around 1 s.
inline constexpr Ms WideLow = 750;
inline constexpr Ms WideHigh = 5'000;
inline constexpr Ms MinBetweenDials = 1'000;
inline constexpr Ms NetworkUpSpread = 250;
/// Reachability lies at times, so even without a network there is a dial this often.
inline constexpr Ms NoNetworkDial = 30'000;
inline constexpr Ms StableAfter = 30'000; ///< of connection: the attempt counter starts anew

inline constexpr int MaxQuickNormalCloses = 3; ///< remote 1000 this often, each within QuickClose: it means it
inline constexpr Ms QuickClose = 60'000;
inline constexpr Ms CloseGrace = 1'000; ///< from close() to abort()

inline constexpr std::int64_t HighWaterBytes = 64 * 1024;
inline constexpr std::int64_t LowWaterBytes = 32 * 1024;

} // namespace banter::connection
