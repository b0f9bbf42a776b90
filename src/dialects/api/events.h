// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/amendment.h"
#include "core/error.h"
#include "core/remark.h"
#include "core/values.h"
#include "dialects/api/capabilities.h"

#include <optional>
#include <variant>

// What a server may say, whichever it is. A dialect makes these from its server's frames, validated and bounded.
namespace banter::heard {

/// Names the request that an event answers; 0 when it answers none. Minted by the session.
using Ticket = quint64;

/// The server's answer to Dialect::identify(), as it came: nobody has looked whether it proves anything. Both are
/// empty when it gave none.
struct Identified {
    QString key;
    QString signature;
};
/// The sign-in succeeded.
struct Welcomed {
    QString user;
    QString token; ///< to sign in with next time; empty when the server gave none or the old one still holds
    QString epoch; ///< the server's history; empty where it has no such thing
    Capabilities capabilities;
    /// What the person chose, on whichever device: with Capabilities::presenceParts, else nothing.
    std::optional<OwnPresence> own = {};
    QString speaks = {}; ///< the dialect that was found, by its name; empty where it was known from the beginning
};
/// The sign-in was refused. Unauthorized, NameTaken, Forbidden and UnsupportedVersion are final for these credentials.
struct Refused {
    Error error;
};
struct RoomsListed {
    Ticket ticket = 0;
    std::vector<Room> rooms;
    bool whole = true; ///< otherwise there may be others, and those that are not among them stay as they are
};
/// Answers CreateRoom and JoinRoom; unasked (ticket 0) when a room appeared or changed.
struct RoomChanged {
    Ticket ticket = 0;
    Room room;
};
/// Answers LeaveRoom; unasked when the room is no longer this account's to see.
struct RoomLeft {
    Ticket ticket = 0;
    QString room;
};
/// Messages of a room that changed, ascending by rev, each once and as it is now: with Capabilities::changes.
struct ChangePage {
    std::vector<Message> messages; ///< not contiguous
    qint64 rev = 0;                ///< up to this change of the room all are told now
    bool more = false;             ///< there are others after it, to be asked for
    /// There is too much to tell, or what was asked from is none of this history: what is held by place is to be
    /// forgotten.
    bool reset = false;
    bool operator==(const ChangePage &) const = default;
};
/// `covered` is what the page says of the history: where it begins above `since`, something may be missing between the
/// two. An empty page covers nothing; where its lastSeq is above `since`, something may be missing up to there. Ends
/// are places of messages, or 0.
struct Subscribed {
    Ticket ticket = 0;
    HistoryPage page;
    std::vector<Member> members;
    std::vector<QString> typing; ///< who was typing at that moment
    Span covered = {};
    qint64 lastRev = 0;                     ///< the room's newest change at that moment; events go on from there
    std::optional<ChangePage> changes = {}; ///< where they were asked for; after a reset the page begins as if anew
};
/// `covered` begins or ends at the place that was asked from, and ends or begins where the server's answer does: what
/// of it is not among the messages is not there. Where it meets what is held, it ends there. Only what comes after the
/// beginning may begin later than was asked, where the server cut a page of several for its size.
struct HistoryFetched {
    Ticket ticket = 0;
    HistoryPage page;
    Span covered = {};
};
/// Answers FetchChanges.
struct ChangesFetched {
    Ticket ticket = 0;
    ChangePage page;
};
/// The server has stored the message, or the change of it: its verdict.
struct Acknowledged {
    Ticket ticket = 0;
    QString room;
    QString clientId;
    QString id;
    Seq seq = 0;
    WallMs at = 0;
    Seq after = 0;  ///< see MessageArrived
    qint64 rev = 0; ///< of a change: the message's rev with it
};
struct DevicesListed {
    Ticket ticket = 0;
    std::vector<SignedInDevice> devices;
};
struct InviteCodeMade {
    Ticket ticket = 0;
    QString code;
};
/// Any other request was carried out.
struct Done {
    Ticket ticket = 0;
};
struct RequestFailed {
    Ticket ticket = 0;
    Error error;
    std::optional<Message> current = {}; ///< where that is the reason: the message as it is
};
/// Where a server tells no time, `at` is 0, here and in pages: the session takes its own clock.
struct MessageArrived {
    Message message;
    Seq after = 0;     ///< nothing is between this place and the message's; what is not held up to it was missed
    QString mark = {}; ///< of both ends of that, see Span
};
/// A message changed, in a room that is subscribed: in parts. Each change of the room is told, in the order of revs.
struct MessageChanged {
    Amendment change;
};
/// Something new in a room that is joined but not subscribed.
struct Activity {
    QString room;
    Seq lastSeq = 0;
    qint64 lastRev = 0; ///< the room's newest change; 0: none, or nobody counts them
};
struct MemberJoined {
    QString room;
    Member member;
};
struct MemberLeft {
    QString room;
    QString user;
};
struct PresenceChanged {
    Presence presence;
};
/// What the person chose, on this device or another. Before the answer to a SetPresence comes what holds after it.
struct OwnPresenceChanged {
    OwnPresence own;
};
struct TypingChanged {
    QString room;
    QString user;
    bool active = false;
};
struct CursorMoved {
    QString room;
    QString user;
    CursorPoint point;
};
struct CursorGone {
    QString room;
    QString user;
};
/// The server tells everybody something.
struct Notice {
    QString text;
};
/// The dialect does.
struct Remarked {
    Remark remark;
};
/// The server closes the link, for the reason that this code (RFC 6455, section 7.4) names. Nothing comes after it.
struct Closing {
    int code = 1000;
    QString reason;
};
/// A frame or an item that could not be understood and was dropped. Counted; shown in diagnostics.
struct Malformed {
    QString what;
};

/// An event that the server's vocabulary, as it is known here, does not have. Ignored and counted.
struct Unknown {
    QString name;
};

using Event =
    std::variant<Identified, Welcomed, Refused, RoomsListed, RoomChanged, RoomLeft, Subscribed, HistoryFetched,
                 Acknowledged, DevicesListed, InviteCodeMade, Done, RequestFailed, MessageArrived, Activity,
                 MemberJoined, MemberLeft, PresenceChanged, OwnPresenceChanged, TypingChanged, CursorMoved, CursorGone,
                 Notice, Closing, Malformed, Unknown, ChangesFetched, MessageChanged, Remarked>;

} // namespace banter::heard
