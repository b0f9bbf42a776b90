// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "core/amendment.h"
#include "core/error.h"
#include "core/remark.h"
#include "dialects/api/capabilities.h"

#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace banter {

struct ConnectionRecording;

/// A message as people see it.
struct ShownMessage {
    Message message;
    DeliveryState state = DeliveryState::Sent;
    QString failure; ///< one sentence, only when Failed or Unconfirmed
    bool own = false;
    bool live = false; ///< arrived now, not from history: worth a notification
    /// The person may change its text: it was never on its way, or was refused. Ends with Changes::fixed.
    bool editable = false;
    /// Of an unsent message that comes back to its place: the client id of the one that comes after it.
    QString before = {};
    /// Where it has a place: nothing is between that one and its own. What is not shown up to here is missing.
    Seq after = 0;
    std::optional<Seq> sought = {}; ///< it is given because of LoadAround with this place
    bool operator==(const ShownMessage &) const = default;
};

/// A change that the person made of a message which the server has, or will have (an own one, but for reactions): what
/// is wished, until it is so.
struct ShownOperation {
    enum class State {
        Pending,  ///< it is done as soon as the server can be told
        Done,     ///< the message is so now: see Changes::amended
        Failed,   ///< the server refused it: it waits for the person (tell::Retry, tell::Discard)
        Conflict, ///< the same, since the message's text is another one than the person saw
        Dropped,  ///< it is not done: the person took it back, a later one takes its place, or there is no such message
    };
    QString room;
    QString clientId; ///< the operation's own
    Operation operation = Operation::Edit;
    QString target;         ///< the message's id, given by the server; empty while it has none
    QString targetClientId; ///< the message's client id; may be empty where `target` is not
    QString text;           ///< of an edit: what the message shall say; of a reaction: its key
    State state = State::Pending;
    QString failure;                     ///< an error code's name, a colon, a sentence; only of what is not done
    bool on = true;                      ///< of a reaction: whether it shall be there
    std::optional<Message> current = {}; ///< with Conflict: the message as it is, as far as it is known
    Mentions mentions = {};              ///< of an edit: whom its text means
    bool operator==(const ShownOperation &) const = default;
};

/// A room as the rail shows it.
struct ShownRoom {
    Room room;
    int unread = 0;       ///< messages of others after the read position
    QString draft;        ///< what was left in the composer last time
    bool joining = false; ///< joined as soon as the server can be asked
    bool leaving = false; ///< left as soon as the server can be asked
    int waiting = 0;      ///< own messages there that were not sent; the views count them, 0 from a session
    int mentions = 0;     ///< of the unread ones, those that mean the person
    bool operator==(const ShownRoom &) const = default;
};

/// A hole in a room's history: what lies above `after` and not above `last` is missing.
struct Gap {
    Seq after = 0;
    Seq last = 0;
    bool operator==(const Gap &) const = default;
};

/// How far a room's history is known to the views.
struct HistoryState {
    bool reachesStart = false; ///< nothing older exists
    bool loading = false;      ///< older messages were asked for
    std::vector<Gap> gaps;
    bool gapsStay = false; ///< the server does not tell what was missed: each gap is an absence, never to be filled
    bool gapAtEnd = false; ///< with gapsStay: something may be missing after the newest message, too
    bool operator==(const HistoryState &) const = default;
};

/// What a search found in the store.
struct Found {
    quint64 number = 0;            ///< of the search
    QStringList words;             ///< what was looked for
    std::vector<Message> messages; ///< the newest first
    bool more = false;             ///< there are more than were wanted
};

/// Who is at the server's address in place of the one that is known; both are fingerprints (protocol/server_proof.h).
struct OtherServer {
    QString known; ///< empty: none, and this one said that it could prove itself and could not
    QString shown; ///< empty: it does not prove who it is
    bool operator==(const OtherServer &) const = default;
};

/// Somebody asks the person into a room. The room has it, too, for as long as it waits: Room::invitedBy.
struct Invited {
    QString room;
    QString by;
    bool live = false; ///< it came now: worth a notification
};

/// What the person chose for themselves, here or on another device.
struct OwnChoice {
    PresenceStatus status = PresenceStatus::Online;
    QString text;
    bool operator==(const OwnChoice &) const = default;
};

/// What the person wanted, where what is said about it depends on that.
enum class Deed {
    Other,
    Storage,   ///< to keep something on this computer's disk
    EnterRoom, ///< to create or join a room
    LeaveRoom,
    Invite,
    SetPresence,
};

/// A failed command, told where the person is looking.
struct Failed {
    Error error;
    QString room;            ///< empty when it concerns none
    QString clientId;        ///< the message that it concerns, or empty
    QStringList unsent = {}; ///< with Unsent: the client ids of the messages, in the person's order
    Deed deed = Deed::Other;
    bool here = false; ///< this program or its disk says so, and not the server
};

/// A command that the server has said yes to.
struct Accomplished {
    Deed deed = Deed::Other;
    QString room; ///< empty when it concerns none
    bool operator==(const Accomplished &) const = default;
};

/// What came of something that the person did with the account.
struct AccountAnswer {
    enum class What { ChangePassword, ListDevices, DropDevices, MakeInviteCode };
    What what = What::ListDevices;
    std::optional<Error> error = {};
    std::vector<SignedInDevice> devices = {}; ///< ListDevices
    QString code = {};                        ///< MakeInviteCode
};

/// Everything that changed since the last batch, merged: for each thing only its newest state. The order between fields
/// is the order to apply them in. Plain data, moved from the worker thread to the GUI thread.
struct Changes {
    std::optional<ConnectionStatus> connection;
    std::optional<ConnectionMetrics> metrics;
    std::shared_ptr<const ConnectionRecording> recording; ///< null unless it is followed
    std::optional<Capabilities> capabilities;
    std::optional<QString> signedInAs;
    /// The dialect that was found by itself, by its name.
    std::optional<QString> speaks;
    /// A token to keep for the next start; empty: the kept one is no longer valid.
    std::optional<QString> token;

    /// With all that was shown of them. One that is among `rooms` too came back as another one: nobody looks at it yet.
    std::set<QString> roomsGone;
    std::map<QString, ShownRoom> rooms; ///< new or changed
    /// Another server than the known one answers: it was told nothing, and the person has to decide
    /// (tell::TrustServer).
    std::optional<OtherServer> otherServer;
    /// In the order in which they happened. A message whose state changes comes again with the same client id; match by
    /// client id where there is one (with the sender), by room and place otherwise.
    std::vector<ShownMessage> messages;
    /// Messages that some of those given answer (Message::replyTo), each as it is now, by room and id: for a line of
    /// what they say. They are no part of the room's shown history, unless they are among `messages`, too. What becomes
    /// of them is among `amended`, or they come among `messages` with a later rev.
    std::map<std::pair<QString, QString>, Message> quoted;
    /// What became of messages that may be held, in the order in which it was told: see amend(). To be applied to what
    /// is shown of them.
    std::vector<Amendment> amended;
    /// What the person wishes own messages to be, in the order of the wishes: of each only the last word. Where one is
    /// Done, what it made of the message is among `amended`.
    std::vector<ShownOperation> operations;
    /// Discarded by the person: (room, client id).
    std::vector<std::pair<QString, QString>> messagesGone;
    /// Own messages, by client id, that can no longer be changed: they may have reached the server.
    std::set<QString> fixed;
    std::map<QString, HistoryState> history;
    /// Rooms whose shown messages must be dropped before `messages` is applied: a new epoch.
    std::set<QString> historyReset;

    std::map<QString, std::vector<Member>> roster;         ///< whole, after a subscribe
    std::map<std::pair<QString, QString>, Member> members; ///< (room, user): joined or changed
    std::set<std::pair<QString, QString>> membersGone;
    std::optional<OwnChoice> own;
    std::map<QString, Presence> presence;           ///< by user, in all rooms
    std::map<QString, std::vector<QString>> typing; ///< by room: all who type now, in the order they began
    std::map<std::pair<QString, QString>, CursorPoint> cursors;
    std::set<std::pair<QString, QString>> cursorsGone;

    std::vector<Invited> invited; ///< new ones, in the order in which they came
    std::vector<QString> notices; ///< the server's own words
    std::vector<Remark> remarks;  ///< this program's
    std::vector<Failed> failures;
    std::vector<Accomplished> accomplished; ///< in the order in which it was said
    std::vector<AccountAnswer> account;     ///< in the order in which they came
    std::optional<Found> found;             ///< of the latest search

    bool empty() const;
};

} // namespace banter
