// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <deque>

namespace banter {

/// What people are told about the connection.
enum class ConnectionState { Disconnected, Connecting, Connected, Reconnecting };

/// Why it is disconnected or not yet connected; decides what the person can do about it.
enum class ConnectionTrouble {
    None,
    UserAsked,    ///< the person disconnected or signed out
    Unreachable,  ///< nobody listens, unknown host, timed out
    Lost,         ///< an open link went away
    NotWebSocket, ///< something answered that is not a chat server
    Tls,          ///< certificate fault
    Credentials,  ///< refused: sign in again
    Version,      ///< no common version or subprotocol
    Protocol,     ///< the peer broke the rules, 1002 or 1003
    Rejected,     ///< the server closed on purpose and repeatedly
    Silent,       ///< no answer to a ping or to the hello in time
    NoNetwork,    ///< the system says that there is no network
    HungUp,       ///< somebody listens, and hangs up without a word
    OutOfService, ///< the server answered that it cannot serve now
    Gateway,      ///< what stands before the server answered that it cannot reach it
    TooMany,      ///< the server answered that these are too many tries, or too many people
    ServerFull,   ///< the server answered that it cannot write: its disk, not this computer's
    Redirected,   ///< the address leads to another one
    NoTls,        ///< the address asks for encryption, and none came about
    NeedsTls,     ///< the server takes encrypted connections only
    OtherServer,  ///< another server than the known one answers: the person has to say whether it is right
};

/// What became of the latest try to connect, and what comes next: for whoever waits for the outcome of a sign-in.
enum class TryOutcome {
    None,      ///< nobody wants to be online
    Underway,  ///< the dial, the sign-in or the catch-up is on its way
    NextStep,  ///< nothing failed: the next dial belongs to the same try, with other credentials or another dialect
    Succeeded, ///< connected
    Failed,    ///< it is tried again by itself at `nextTryAt`
    GivenUp,   ///< it is not tried again by itself
};

struct ConnectionStatus {
    ConnectionState state = ConnectionState::Disconnected;
    ConnectionTrouble trouble = ConnectionTrouble::None;
    QString reason;        ///< one sentence, English, may be the server's own words
    int code = 0;          ///< the last close code, 0 when none
    int attempt = 0;       ///< dials since the last stable connection
    MonoMs nextTryAt = 0;  ///< on the monotonic clock; 0 when no try is planned
    bool terminal = false; ///< it will not try again by itself
    TryOutcome outcome = TryOutcome::None;
    bool operator==(const ConnectionStatus &) const = default;
};

/// Figures for the diagnostics view. Round-trip times in ms, newest last; at most 60 of them and 20 closes.
struct ConnectionMetrics {
    struct Closed {
        WallMs at = 0;
        int code = 0;
        QString reason;
    };
    int dials = 0;
    int opens = 0;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    qint64 framesIn = 0;
    qint64 framesOut = 0;
    int malformed = 0; ///< frames and items that could not be understood
    int unknown = 0;   ///< events that are not known here
    std::deque<int> roundTripsMs;
    std::deque<Closed> closes;
    WallMs connectedSince = 0; ///< 0 while not connected
};

} // namespace banter
