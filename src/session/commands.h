// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <optional>
#include <variant>

// What a person or a script may tell a session to do.
namespace banter::tell {

/// A room's name and a message's id have at most so many UTF-16 units: other servers' may be longer than ours.
inline constexpr qsizetype MaxIdChars = 256;
/// People whom one message means by name, on any server.
inline constexpr qsizetype MaxMentions = 50;

struct Connect {};
struct Disconnect {};
struct RetryNow {};
/// So many dials in a row that come to nothing are enough; 0, as at the beginning: it goes on for ever.
struct LimitTries {
    int most = 0;
};
/// The server at the address became another one, and the person says that it is right: the one with this fingerprint
/// (empty: one that does not prove who it is) is the known one from now on. Connects with what there is.
struct TrustServer {
    QString fingerprint;
};
/// The password again, after the server refused the credentials that there were: connects with it. What is unsent and
/// what is shown stay as they are.
struct SignInAgain {
    QString password;
};
/// Ends the sign-in on the server (best effort, 2 s) and disconnects. The local history stays until it is wiped.
struct Logout {};

struct CreateRoom {
    QString room;
    bool isPrivate = false;
};
/// Joining and leaving are wishes: stored before they are asked for, asked again after each reconnect and each restart,
/// until the server has said yes or no.
struct JoinRoom {
    QString room;
};
/// What was written there and not sent is nobody's to throw away but the person's: `unsent` says what becomes of it.
struct LeaveRoom {
    enum class Words {
        Keep,      ///< the room is not left while there are any: Unsent, with their client ids
        SendFirst, ///< left when all are sent. When one of them cannot be, the room is not left: Unsent
        Discard,   ///< thrown away now
    };
    QString room;
    Words unsent = Words::Keep;
};
struct Invite {
    QString room;
    QString user;
};
/// The person's answer to an invitation (Room::invitedBy). Needs a connection.
struct AnswerInvitation {
    QString room;
    bool accept = false;
};
/// Somebody looks at the room: subscribe, and give its newest messages. `since` above 0 gives all messages after that
/// place instead, ascending; with `inOrder`, 0 does the same with all there are, or, with `newest`, with so many of the
/// newest and all that come after them.
struct OpenRoom {
    QString room;
    Seq since = 0;
    bool inOrder = false;
    int newest = 0;
};
/// Nobody looks any more: unsubscribed after 60 s, unless opened again.
struct CloseRoom {
    QString room;
};
/// Older messages than the one at the place `before` (0: than the oldest given so far), at most `limit`.
struct LoadOlder {
    QString room;
    Seq before = 0;
    int limit = 50;
};
/// The messages that come next after the place, at most `limit`.
struct LoadNewer {
    QString room;
    Seq after = 0;
    int limit = 50;
};
/// The newest messages, at most `limit`.
struct LoadNewest {
    QString room;
    int limit = 50;
};

/// The messages around a place, at most `limit`: from the store what is there, the rest from the server. 0: the first
/// of all.
struct LoadAround {
    QString room;
    Seq seq = 0;
    int limit = 50;
};
/// The stored messages that hold every word of `typed`, the newest first, at most `limit`. `room` empty: of all rooms.
/// The answer is Changes::found with the same number.
struct Search {
    quint64 number = 0;
    QString typed;
    QString room;
    int limit = 100;
};

/// Stored, then shown as pending, then sent. The text is cleaned before that (core/received_text.h). `clientId` empty:
/// one is minted. A client id that already has its verdict gives that verdict again and sends nothing.
/// `replyTo`: the id of the message that it answers, given by the server; empty: none. Where the server cannot say
/// that, the message goes without it. `mentions`: whom the text means, at most MaxMentions; the same holds of them, and
/// a server drops those who are not in the room.
struct Send {
    QString room;
    QString text;
    QString clientId;
    QString replyTo = {};
    Mentions mentions = {};
};
/// A failed message, or change of one, again, with the same client id. An edit in conflict then replaces the text that
/// it was shown beside.
struct Retry {
    QString clientId;
};
/// The person is about to change a message: it does not go out meanwhile, and nothing overtakes it in its room. One at
/// a time. AlreadySent when it may have reached the server; see Reword.
struct Hold {
    QString clientId;
};
/// The held message goes on as it was.
struct Release {};
/// Another text for a message, and the end of its hold. Possible as long as the message was never on its way, and after
/// the server refused it; AlreadySent otherwise. It keeps its client id, under which the server stores one message
/// only: even where this side is wrong about what the server has, there are never two. Only where the server has said
/// that it holds another wording under this id (Conflict), it goes out under a new one, as the message of its own that
/// it is.
struct Reword {
    QString clientId;
    QString text;
    Mentions mentions = {}; ///< in the place of those of before
};
/// Another text for an own message, or its deletion. `room` may be empty where the message is held. `id`: the
/// message's, given by the server, or its client id. Stored, shown as wished, and done when the server can be told,
/// once: see Changes::operations. What has not been sent is reworded or discarded instead, and a change that has not
/// gone out takes up the next one of the same message. The server refuses an edit of a text that the person did not
/// see: Conflict. `clientId`: the operation's, minted where it is empty. NotSupported where the server cannot do it,
/// NotFound where there is no such message of the person's.
struct EditMessage {
    QString room;
    QString id;
    QString text;
    QString clientId = {};
    /// Of the message as the person had it before them while writing; none: as it is held now.
    std::optional<qint64> rev = {};
    Mentions mentions = {}; ///< in the place of those of before; see Send
};
struct DeleteMessage {
    QString room;
    QString id;
    QString clientId = {};
};
/// A reaction that the person puts under a message of anybody's, or takes away. `room` may be empty where the message
/// is held. `id`: the message's, given by the server, or its client id. Stored, shown as wished, and done when the
/// server can be told, once: see Changes::operations. What has not gone out and says the contrary is taken back
/// instead. `clientId`: the operation's, minted where it is empty. NotSupported where the server cannot do it, NotFound
/// where there is no such message, BadText for what is no reaction.
struct React {
    QString room;
    QString id;
    QString key; ///< see Reaction
    bool on = true;
    QString clientId = {};
};
/// Takes a pending or failed message, or change of one, out, of the store too. What is on its way may still arrive.
struct Discard {
    QString clientId;
};
/// Brings back what was discarded in this run of the program, within 60 s, to its place among the messages that wait;
/// NotFound after that. Nothing happens when the server turned out to have the message.
struct Restore {
    QString clientId;
};
/// What stands in the room's composer by now. A room that others took away stays known for as long as something does.
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
/// What the person chose, as far as it is given. The choice is kept, holds on all devices where the server can do that,
/// and counts from the moment at which it was made. `away` is not chosen: it says whether somebody is at this device.
struct SetPresence {
    std::optional<PresenceStatus> status = {};
    std::optional<QString> text = {};
    std::optional<bool> away = {};
};

/// What a person does with the account itself. Each has its answer in Changes::account, also where it failed;
/// NotConnected while nobody is signed in, and it is not tried again later: the person looks at it.
struct ChangePassword {
    QString password;
    QString newPassword;
    bool signOutOthers = false;
};
struct ListDevices {};
/// Signs out a device, or all others where none is named.
struct DropDevices {
    QString device;
};
struct MakeInviteCode {};

/// From now on, or no longer, the connection's recording comes along with its state and its metrics; once at once.
struct FollowRecording {
    bool active = false;
};

using Command =
    std::variant<Connect, Disconnect, RetryNow, LimitTries, TrustServer, SignInAgain, Logout, CreateRoom, JoinRoom,
                 LeaveRoom, Invite, AnswerInvitation, OpenRoom, CloseRoom, LoadOlder, LoadNewer, LoadNewest, LoadAround,
                 Search, Send, Retry, Hold, Release, Reword, Discard, Restore, SaveDraft, MarkRead, Typing, MoveCursor,
                 LeaveCursor, SetPresence, ChangePassword, ListDevices, DropDevices, MakeInviteCode, FollowRecording,
                 EditMessage, DeleteMessage, React>;

} // namespace banter::tell
