// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <variant>

// What a session may ask of any server. A dialect turns each into its server's frames.
namespace banter::ask {

struct ListRooms {};
struct CreateRoom {
    QString room;
    bool isPrivate = false;
};
struct JoinRoom {
    QString room; ///< a public room that does not exist is created
};
struct LeaveRoom {
    QString room;
};
struct Invite {
    QString room;
    QString user;
};
/// Answers an invitation (Room::invitedBy).
struct AcceptInvitation {
    QString room;
};
struct DeclineInvitation {
    QString room;
};
/// Start the stream of a room: what came after `since` (at most `limit`, the newest), its members, then events.
struct Subscribe {
    QString room;
    Seq since = 0;  ///< the newest place that is held; 0 for the newest page
    QString epoch;  ///< the history that `since` counts in; empty when none is held
    int limit = 50; ///< 1 to protocol's MaxPage
    /// Only for servers that do not count messages (Capabilities::counts): the newest that are held, ascending, so
    /// that a history which comes without places is recognised. At most MaxRecent.
    std::vector<Message> recent = {};
    static constexpr int MaxRecent = 200;
    // Only with Capabilities::changes.
    qint64 revSince = 0; ///< all changes of the room are known up to this one
    Seq lowest = 0;      ///< the lowest place that is held, from which on changes are wanted; 0: nothing is held
};
struct Unsubscribe {
    QString room;
};
/// A place to ask from: an end of a Span, with its mark, or a message.
struct Anchor {
    Seq seq = 0;
    QString mark = {};
    bool itself = true; ///< what is at the place belongs to what is older than it
    bool operator==(const Anchor &) const = default;
};
/// The newest messages up to a place, or the oldest after it.
struct FetchHistory {
    QString room;
    Anchor from;
    bool newer = false;
    int limit = 50; ///< 1 to protocol's MaxPage
    /// Only for servers that do not count messages: those that are held next beyond the place in that direction,
    /// ascending, so that the dialect sees where the answer meets them. At most MaxKnown.
    std::vector<Message> known = {};
    static constexpr int MaxKnown = 50;
};
/// What changed since, where the answer to Subscribe had more, or a change was missed.
struct FetchChanges {
    QString room;
    QString epoch;       ///< the history that is counted in
    qint64 revSince = 0; ///< see Subscribe
    Seq lowest = 0;      ///< from 1
    int limit = 50;      ///< 1 to protocol's MaxPage
};
struct SendMessage {
    QString room;
    QString clientId;
    QString text;
    QString replyTo = {};   ///< the id of the message that it answers, given by the server; empty: none. Only with
                            ///< Capabilities::replies
    Mentions mentions = {}; ///< only with Capabilities::mentions
};
/// Another text for a message of one's own. Answered by Acknowledged, or by RequestFailed with Conflict and the message
/// as it is, where its text is another one than the writer saw.
struct EditMessage {
    QString room;
    QString clientId; ///< of this edit: the same for every retry
    QString message;  ///< its id, given by the server
    QString epoch;    ///< the history that `rev` is counted in
    qint64 rev = 0;   ///< of the message as the writer saw it
    QString text;
    Mentions mentions = {}; ///< only with Capabilities::mentions
};
/// A message of one's own is taken back.
struct DeleteMessage {
    QString room;
    QString clientId; ///< of this deletion: the same for every retry
    QString message;  ///< its id, given by the server
};
/// A reaction is put under a message of anybody's, or taken away. Answered by Acknowledged, also where it was so
/// already; by RequestFailed with Conflict and the message as it is, where that was deleted.
struct ReactToMessage {
    QString room;
    QString clientId; ///< of this: the same for every retry
    QString message;  ///< its id, given by the server
    QString key;      ///< see Reaction
    bool on = true;
};
struct MarkRead {
    QString room;
    Seq seq = 0;
};
/// What the person says of themselves. Where a server keeps the parts apart (Capabilities::presenceParts) only the
/// words with an id are said, and `away`; elsewhere status and text as a whole.
struct SetPresence {
    PresenceStatus status =
        PresenceStatus::Online; ///< the choice; where parts are not apart, Away when nobody is there
    QString text;
    PresenceWord statusWord = {};
    PresenceWord textWord = {};
    bool away = false; ///< nobody is at this device
    // Where a word's `said` is among it, so that the server can tell when that was by its own clock.
    qint64 told = 0;    ///< when this is said, in ms after the link opened
    qint64 opening = 0; ///< how long the link took to open, in ms
    bool operator==(const SetPresence &) const = default;
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
/// Ends the sign-in: the token stops being valid.
struct Logout {};
/// `signOutOthers`: on success every other device of the account is signed out.
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
/// A code with which somebody else may make an account.
struct MakeInviteCode {};

using Request = std::variant<ListRooms, CreateRoom, JoinRoom, LeaveRoom, Invite, Subscribe, Unsubscribe, FetchHistory,
                             SendMessage, MarkRead, SetPresence, Typing, MoveCursor, LeaveCursor, Logout,
                             AcceptInvitation, DeclineInvitation, ChangePassword, ListDevices, DropDevices,
                             MakeInviteCode, FetchChanges, EditMessage, DeleteMessage, ReactToMessage>;

} // namespace banter::ask
