// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
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
/// From a server that does not catch up (Capabilities::catchesUp), an empty page whose lastSeq is one above `since`, or
/// a page whose first message is two above it, says that at this place something may be missing for good.
struct Subscribed {
    Ticket ticket = 0;
    HistoryPage page;
    std::vector<Member> members;
    std::vector<QString> typing; ///< who was typing at that moment
};
struct HistoryFetched {
    Ticket ticket = 0;
    HistoryPage page;
};
/// The server has stored the message: its verdict.
struct Acknowledged {
    Ticket ticket = 0;
    QString room;
    QString clientId;
    QString id;
    Seq seq = 0;
    WallMs at = 0;
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
};
/// Where a server tells no time, `at` is 0, here and in pages: the session takes its own clock.
struct MessageArrived {
    Message message;
};
/// Something new in a room that is joined but not subscribed.
struct Activity {
    QString room;
    Seq lastSeq = 0;
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
struct Notice {
    QString text;
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

using Event = std::variant<Identified, Welcomed, Refused, RoomsListed, RoomChanged, RoomLeft, Subscribed,
                           HistoryFetched, Acknowledged, DevicesListed, InviteCodeMade, Done, RequestFailed,
                           MessageArrived, Activity, MemberJoined, MemberLeft, PresenceChanged, OwnPresenceChanged,
                           TypingChanged, CursorMoved, CursorGone, Notice, Closing, Malformed, Unknown>;

} // namespace banter::heard
