// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"
#include "protocol/limits.h"
#include "protocol/server_proof.h"

#include <QStringList>

#include <optional>
#include <variant>

// banter.v1 as plain structs, shared by client and server. PROTOCOL.md describes each with its wire name; the codec
// guarantees that what it gives is within limits.h.
namespace banter::protocol {

// ---- client to server ----

struct Auth {
    enum class Method { Password, Register, Token };
    Method method = Method::Password;
    QString user;
    QString secret;
    QString code = {}; ///< only to register: an invitation code
    bool operator==(const Auth &) const = default;
};
/// "presence.set", and what a hello says of the same. With a word's id, or with `away`, only what is named is said;
/// without any of them it is what older clients say: the status of this device, and the text, which may be empty.
struct SetPresence {
    PresenceStatus status = PresenceStatus::Unknown; ///< Unknown: not said
    QString text = {};
    PresenceWord statusWord = {};
    PresenceWord textWord = {};
    std::optional<bool> away = {}; ///< whether nobody is at this device
    qint64 told = 0;               ///< when this is said, in ms after the link opened; 0 where `opening` is
    qint64 opening = 0;            ///< how long the link took to open, in ms; 0: nothing is said of that
    bool inParts() const { return !statusWord.id.isEmpty() || !textWord.id.isEmpty() || away.has_value(); }
    bool operator==(const SetPresence &) const = default;
};
/// "hello": the first item of every link.
struct Hello {
    int version = limits::Version;
    QString client; ///< program and version, for diagnostics
    QStringList capabilities;
    Auth auth;
    SetPresence presence = {}; ///< holds before anybody hears of the arrival
    bool operator==(const Hello &) const = default;
};
/// "identify": the one request before the hello. The server proves who it is over the nonce.
struct Identify {
    QString nonce;
    bool operator==(const Identify &) const = default;
};
struct Logout {
    bool operator==(const Logout &) const = default;
};
struct ChangePassword {
    QString password;
    QString newPassword;
    bool signOutOthers = false;
    bool operator==(const ChangePassword &) const = default;
};
struct ListDevices {
    bool operator==(const ListDevices &) const = default;
};
/// Signs out one device, or all others where none is named.
struct DropDevices {
    QString device;
    bool operator==(const DropDevices &) const = default;
};
struct MakeInviteCode {
    bool operator==(const MakeInviteCode &) const = default;
};
struct ListRooms {
    bool operator==(const ListRooms &) const = default;
};
struct CreateRoom {
    QString room;
    bool isPrivate = false;
    bool operator==(const CreateRoom &) const = default;
};
struct JoinRoom {
    QString room;
    bool operator==(const JoinRoom &) const = default;
};
struct LeaveRoom {
    QString room;
    bool operator==(const LeaveRoom &) const = default;
};
struct Invite {
    QString room;
    QString user;
    bool operator==(const Invite &) const = default;
};
struct AcceptInvitation {
    QString room;
    bool operator==(const AcceptInvitation &) const = default;
};
struct DeclineInvitation {
    QString room;
    bool operator==(const DeclineInvitation &) const = default;
};
struct Subscribe {
    QString room;
    Seq since = 0;
    QString epoch;
    int limit = 50;
    qint64 revSince = 0; ///< up to which change the asker has everything
    Seq lowest = 0;      ///< the lowest place that the asker holds; 0: it holds nothing, and wants no changes
    bool operator==(const Subscribe &) const = default;
};
struct Unsubscribe {
    QString room;
    bool operator==(const Unsubscribe &) const = default;
};
struct FetchHistory {
    QString room;
    Seq before = 0;
    Seq after = 0;
    int limit = 50;
    bool operator==(const FetchHistory &) const = default;
};
/// "changes": what changed since, where the answer to Subscribe had more, or an event is missing.
struct FetchChanges {
    QString room;
    QString epoch;
    qint64 revSince = 0;
    Seq lowest = 0;
    int limit = 50;
    bool operator==(const FetchChanges &) const = default;
};
struct SendMessage {
    QString room;
    QString clientId;
    QString text;
    QString replyTo = {}; ///< the id of the message that it answers; empty: none
    Mentions mentions = {};
    bool operator==(const SendMessage &) const = default;
};
struct EditMessage {
    QString room;
    QString clientId; ///< of this edit, not of the message
    QString message;  ///< the message's id
    QString epoch;    ///< the history that `rev` is counted in
    qint64 rev = 0;   ///< of the message as the writer saw it
    QString text;
    Mentions mentions = {}; ///< in the place of those of before
    bool operator==(const EditMessage &) const = default;
};
struct DeleteMessage {
    QString room;
    QString clientId; ///< of this deletion, not of the message
    QString message;  ///< the message's id
    bool operator==(const DeleteMessage &) const = default;
};
struct ReactToMessage {
    QString room;
    QString clientId; ///< of this, not of the message
    QString message;  ///< the message's id
    QString key;      ///< see Reaction
    bool on = true;   ///< false: it is taken away
    bool operator==(const ReactToMessage &) const = default;
};
struct MarkRead {
    QString room;
    Seq seq = 0;
    bool operator==(const MarkRead &) const = default;
};
struct SetTyping {
    QString room;
    bool active = false;
    bool operator==(const SetTyping &) const = default;
};
struct MoveCursor {
    QString room;
    CursorPoint point;
    bool operator==(const MoveCursor &) const = default;
};
struct LeaveCursor {
    QString room;
    bool operator==(const LeaveCursor &) const = default;
};

using ClientBody = std::variant<Hello, Logout, ListRooms, CreateRoom, JoinRoom, LeaveRoom, Invite, Subscribe,
                                Unsubscribe, FetchHistory, SendMessage, MarkRead, SetPresence, SetTyping, MoveCursor,
                                LeaveCursor, Identify, AcceptInvitation, DeclineInvitation, ChangePassword, ListDevices,
                                DropDevices, MakeInviteCode, FetchChanges, EditMessage, DeleteMessage, ReactToMessage>;
struct ClientItem {
    quint64 id = 0; ///< 0: no answer wanted (ephemeral). Otherwise exactly one answer carries it as `re`.
    ClientBody body;
    bool operator==(const ClientItem &) const = default;
};

// ---- server to client ----

struct ServerLimits {
    qint64 maxFrameBytes = limits::MaxFrameBytes;
    int maxTextBytes = limits::MaxTextBytes;
    int maxPage = limits::MaxPage;
    int maxBatch = limits::MaxBatch;
    double ratePerSecond = limits::DefaultRatePerSecond; ///< 0: not limited
    int burst = limits::DefaultBurst;
    int typingIntervalMs = limits::TypingIntervalMs;
    int typingExpiryMs = limits::TypingExpiryMs;
    int cursorIntervalMs = limits::CursorIntervalMs;
    bool operator==(const ServerLimits &) const = default;
};
/// Answers hello.
struct Welcome {
    int version = limits::Version;
    QString server; ///< program and version, for diagnostics
    QString user;   ///< as it is spelled by the server
    QString token;  ///< only after a password or a registration
    QString epoch;
    QStringList capabilities;
    ServerLimits limits;
    WallMs time = 0;
    OwnPresence own = {}; ///< status Unknown: the server does not say
    bool operator==(const Welcome &) const = default;
};
/// Answers rooms.list.
struct RoomList {
    std::vector<Room> rooms;
    bool operator==(const RoomList &) const = default;
};
/// Answers room.create and room.join; unasked when a room appeared or changed.
struct RoomInfo {
    Room room;
    bool operator==(const RoomInfo &) const = default;
};
/// Answers room.leave; unasked when the room is no longer to be seen.
struct RoomGone {
    QString room;
    bool operator==(const RoomGone &) const = default;
};
/// "changes": messages of a room that changed, each as it is now, ascending by rev. Answers FetchChanges.
struct ChangeList {
    QString room;
    QString epoch;
    qint64 rev = 0;     ///< who asked has everything up to here now
    bool more = false;  ///< there are others after it
    bool reset = false; ///< there is too much to tell: what the asker holds is to be fetched anew
    std::vector<Message> messages;
    bool operator==(const ChangeList &) const = default;
};
/// Answers subscribe.
struct Subscribed {
    HistoryPage page;
    std::vector<Member> members;
    std::vector<QString> typing;
    qint64 lastRev = 0;      ///< the room's newest change when this was read
    ChangeList changes = {}; ///< where they were asked for; else its room is empty
    bool operator==(const Subscribed &) const = default;
};
/// Answers history.
struct HistoryResult {
    HistoryPage page;
    bool operator==(const HistoryResult &) const = default;
};
/// Answers SendMessage, EditMessage, DeleteMessage and ReactToMessage, the same for every repetition of one client id.
struct Ack {
    QString room;
    QString clientId;
    QString id; ///< the message's
    Seq seq = 0;
    WallMs at = 0;
    qint64 rev = 0; ///< of the change; 0 for a message that was sent
    bool operator==(const Ack &) const = default;
};
/// Answers devices.list.
struct DeviceList {
    std::vector<SignedInDevice> devices;
    bool operator==(const DeviceList &) const = default;
};
/// Answers invite.code.
struct InviteCode {
    QString code;
    bool operator==(const InviteCode &) const = default;
};
/// Answers every other request.
struct Done {
    bool operator==(const Done &) const = default;
};
/// Answers any request that failed; unasked (re 0) for a frame that could not be read.
struct Failure {
    Error error;
    Message current = {}; ///< where that is the reason: the message as it is; else its id is empty
    bool operator==(const Failure &) const = default;
};

struct MessageEvent {
    Message message;
    bool operator==(const MessageEvent &) const = default;
};
/// What became of a message, in parts that are whole and absolute: its text, or that it was deleted.
struct MessageChanged {
    QString room;
    QString id;
    Seq seq = 0;
    qint64 rev = 0;
    QString text;           ///< said where `editedAt` is
    WallMs editedAt = 0;    ///< 0: the text is not said, and stays as it is
    QString deletedBy;      ///< empty: not said
    Mentions mentions = {}; ///< said where `editedAt` is
    bool operator==(const MessageChanged &) const = default;
};
/// "reacted": all that one person has put under a message.
struct Reacted {
    QString room;
    QString id;
    Seq seq = 0;
    qint64 rev = 0;
    QString user;
    QStringList keys;
    bool operator==(const Reacted &) const = default;
};
/// Something new in a room that is joined but not subscribed.
struct Activity {
    QString room;
    Seq lastSeq = 0;
    qint64 lastRev = 0; ///< 0: nothing ever changed there
    bool operator==(const Activity &) const = default;
};
struct MemberJoined {
    QString room;
    Member member;
    bool operator==(const MemberJoined &) const = default;
};
struct MemberLeft {
    QString room;
    QString user;
    bool operator==(const MemberLeft &) const = default;
};
struct PresenceEvent {
    Presence presence;
    bool operator==(const PresenceEvent &) const = default;
};
/// To a person's own links.
struct OwnPresenceEvent {
    OwnPresence own;
    bool operator==(const OwnPresenceEvent &) const = default;
};
struct TypingEvent {
    QString room;
    QString user;
    bool active = false;
    bool operator==(const TypingEvent &) const = default;
};
struct CursorEvent {
    QString room;
    QString user;
    CursorPoint point;
    bool operator==(const CursorEvent &) const = default;
};
struct CursorGone {
    QString room;
    QString user;
    bool operator==(const CursorGone &) const = default;
};
/// "identity" answers Identify.
struct Identity {
    ServerProof proof;
    bool operator==(const Identity &) const = default;
};
/// "closing": the last item of a link, just before its Close frame, whose code not every WebSocket library tells.
struct Closing {
    int code = 1000; ///< that of the Close frame
    QString message;
    bool operator==(const Closing &) const = default;
};
struct Notice {
    QString text;
    bool operator==(const Notice &) const = default;
};

using ServerBody =
    std::variant<Welcome, RoomList, RoomInfo, RoomGone, Subscribed, HistoryResult, Ack, Done, Failure, MessageEvent,
                 Activity, MemberJoined, MemberLeft, PresenceEvent, TypingEvent, CursorEvent, CursorGone, Notice,
                 Closing, Identity, OwnPresenceEvent, DeviceList, InviteCode, ChangeList, MessageChanged, Reacted>;
struct ServerItem {
    quint64 re = 0; ///< the request's id; 0 for an event
    ServerBody body;
    bool operator==(const ServerItem &) const = default;
};

} // namespace banter::protocol
