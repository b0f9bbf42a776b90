// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <variant>

// What a person or a script may tell a session to do.
namespace banter::tell {

struct Connect {};
struct Disconnect {};
struct RetryNow {};
/// Ends the sign-in on the server (best effort, 2 s) and disconnects. The local history stays until it is wiped.
struct Logout {};

struct CreateRoom {
    QString room;
    bool isPrivate = false;
};
struct JoinRoom {
    QString room;
};
struct LeaveRoom {
    QString room;
};
struct Invite {
    QString room;
    QString user;
};
/// Somebody looks at the room: subscribe, and give its newest messages. `since` above 0 gives all messages after it
/// instead, ascending; with `inOrder`, 0 does the same with all there are.
struct OpenRoom {
    QString room;
    Seq since = 0;
    bool inOrder = false;
};
/// Nobody looks any more: unsubscribed after 60 s, unless opened again.
struct CloseRoom {
    QString room;
};
/// Older messages than sequence `before` (0: than the oldest given so far), at most `limit`.
struct LoadOlder {
    QString room;
    Seq before = 0;
    int limit = 50;
};

/// Stored, then shown as pending, then sent. `clientId` empty: one is minted. A client id that already has its
/// verdict gives that verdict again and sends nothing.
struct Send {
    QString room;
    QString text;
    QString clientId;
};
/// A failed message again, with the same client id.
struct Retry {
    QString clientId;
};
/// Takes a pending or failed message out. One that is on its way may still arrive.
struct Discard {
    QString clientId;
};
struct SaveDraft {
    QString room;
    QString text;
};
struct MarkRead {
    QString room;
    Seq seq = 0;
};

struct Typing {
    QString room;
    bool active = false;
};
struct MoveCursor {
    QString room;
    CursorPoint point;
};
struct LeaveCursor {
    QString room;
};
struct SetPresence {
    PresenceStatus status = PresenceStatus::Online;
    QString text;
};

/// From now on, or no longer, the connection's recording comes along with its state and its metrics; once at once.
struct FollowRecording {
    bool active = false;
};

using Command = std::variant<Connect, Disconnect, RetryNow, Logout, CreateRoom, JoinRoom, LeaveRoom, Invite, OpenRoom,
                             CloseRoom, LoadOlder, Send, Retry, Discard, SaveDraft, MarkRead, Typing, MoveCursor,
                             LeaveCursor, SetPresence, FollowRecording>;

} // namespace banter::tell
