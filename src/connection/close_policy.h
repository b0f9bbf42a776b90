// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

namespace banter::connection {

/// How a link ended, as the machine needs to know it.
enum class EndKind { Refused, Handshake, Tls, CloseFrame, Lost, Finished, StreamEnded, NoTls, NeedsTls, HungUp };

/// Why a connection is down, without a word of Qt. The values stand in the order of ConnectionTrouble.
enum class Trouble {
    None,
    UserAsked,
    Unreachable,
    Lost,
    NotWebSocket,
    Tls,
    Credentials,
    Version,
    Protocol,
    Rejected,
    Silent,
    NoNetwork,
    HungUp,
    OutOfService,
    Gateway,
    TooMany,
    ServerFull,
    Redirected,
    NoTls,
    NeedsTls,
    OtherServer,
};

enum class Next {
    Backoff,     ///< try again after the usual wait
    Wide,        ///< the first try is spread widely: the server restarts, and all its clients come back
    FromCap,     ///< as if many tries had failed: the server is overloaded
    CountNormal, ///< a polite 1000: backoff, and the end when it happens repeatedly
    GoOn,        ///< nothing failed: the next link takes up where this one ended, after the server's own pause
    Stop,        ///< a retry would meet the same
};

struct CloseVerdict {
    Next next = Next::Backoff;
    Trouble trouble = Trouble::Lost;
};

/// What to do after a link ended. `code` counts for CloseFrame, `httpStatus` (0: unknown) for Handshake.
/// `everConnected`: whether this server has ever been a chat server to us; a wrong answer is then taken for an outage.
CloseVerdict closePolicy(EndKind kind, int code, int httpStatus, bool everConnected);

} // namespace banter::connection
