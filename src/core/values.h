// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

// The nouns of a chat, as plain values. Every layer from the wire to the models speaks of these; none of them knows
// which server they came from.
namespace banter {

/// Milliseconds since an arbitrary start that never jumps: for deadlines, never for display.
using MonoMs = qint64;
/// Milliseconds since 1970-01-01 UTC: for display and storage, never for deadlines.
using WallMs = qint64;
/// A place in the order of a room's messages: of two, the one with the greater place is later. Places begin above 0,
/// which is the place before all of them and of a message that has none yet. Only dialects make places, and only they
/// know what one is: a number that the server counts, or one that the dialect gives. Elsewhere places are compared and
/// nothing more. Whether something lies between two messages is never in their places, but in a Span.
using Seq = qint64;

/// How a person is reachable. Unknown is a state of its own: a server that has no presence, or a roster gone stale.
enum class PresenceStatus { Unknown, Online, Away, Busy, Offline };

/// What became of a message that this client sent. Received messages are always Sent. Stored as numbers: add at the
/// end.
enum class DeliveryState {
    Pending,
    Sent,
    Failed,
    Unconfirmed, ///< it went out and nothing says whether it arrived; only the person may send it again
};

/// What a person does to a message. Stored as numbers: add at the end.
enum class Operation {
    Send,
    Edit,   ///< another text for one that was sent
    Delete, ///< one that was sent is taken back
    React,  ///< a reaction is put under one, or taken away
};

/// What a member may do in a room.
enum class Role { Member, Owner };

/// Where a person is signed in, as the server tells that person.
struct SignedInDevice {
    QString id;
    QString client;      ///< the program, as it named itself; empty where nobody knows
    WallMs since = 0;    ///< when it was signed in; 0 where nobody knows
    WallMs lastUsed = 0; ///< to the day
    bool online = false;
    bool current = false; ///< the one that asks
    bool operator==(const SignedInDevice &) const = default;
};

/// Which message something is, on the server, on its sender's device and in its room's order.
struct MessageKey {
    QString room;
    QString clientId; ///< minted by the sender, the same for every retry; empty where a server has none
    QString id;       ///< given by the server; empty while pending
    Seq seq = 0;      ///< 0 while pending
    bool operator==(const MessageKey &) const = default;
};

/// The message that another one answers. What it says is not in here, since that may change or go: who shows it looks
/// the message up.
struct RepliedMessage {
    QString id;          ///< given by the server; empty: the other one answers none
    Seq seq = 0;         ///< 0 where nobody knows: such a message may be gone
    QString sender = {}; ///< empty where nobody knows
    bool operator==(const RepliedMessage &) const = default;
};

/// Whom a text means by name.
struct Mentions {
    QStringList users; ///< accounts' names, ascending by UTF-16 units, each once
    bool room = false; ///< everybody in the room
    bool isEmpty() const { return users.isEmpty() && !room; }
    bool operator==(const Mentions &) const = default;
};

/// What was said, by whom and when.
struct MessageContent {
    QString sender;
    QString text;
    WallMs at = 0;               ///< the server's time once acknowledged, the sender's before
    RepliedMessage replyTo = {}; ///< never changes
    Mentions mentions = {};      ///< goes with the text
    bool operator==(const MessageContent &) const = default;
};

/// One sign that people put under a message, and who did.
struct Reaction {
    QString key;       ///< an emoji as a rule; 1 to 32 UTF-16 units without spaces
    QStringList users; ///< accounts' names, ascending by UTF-16 units, each once; never empty
    bool operator==(const Reaction &) const = default;
};

/// What became of a message since it was sent. Whole and absolute: of two states of one message the one with the higher
/// `rev` holds.
struct MessageState {
    qint64 rev = 0;      ///< of the room's counter of changes, from 1; 0: never changed
    WallMs editedAt = 0; ///< when its text was last changed, by the server's clock; 0: never
    QString deletedBy;   ///< who deleted it, an account's name; empty: nobody. A deleted message has no text
    std::vector<Reaction> reactions = {}; ///< ascending by key, in UTF-16 units, each once; none of a deleted message
    bool operator==(const MessageState &) const = default;
};

/// The parts are bases, so that each can be handed on by itself and a field is still one name away.
struct Message : MessageKey, MessageContent, MessageState {
    bool operator==(const Message &) const = default;
};

struct Presence {
    QString user;
    PresenceStatus status = PresenceStatus::Unknown;
    QString text;        ///< the person's own words, may be empty
    WallMs lastSeen = 0; ///< 0 when never seen or not known
    bool operator==(const Presence &) const = default;
};

/// Which saying of a person about themselves something is, and when it was said.
struct PresenceWord {
    QString id;      ///< minted where it was said, 1 to 64 visible ASCII characters; empty: nobody ever said it
    WallMs at = 0;   ///< when, by the server's clock, once the server has it; 0 before
    qint64 said = 0; ///< where `at` is 0: when, in ms after the link opened that it is told on; below 0: before that
    /// Where `at` is 0: ids of words that it was said after, the one that held where it was said, as far as was known
    /// there, and those said there since that may not have arrived. At most MaxAfter: the first one and the last ones.
    QStringList after = {};
    static constexpr qsizetype MaxAfter = 8;
    bool operator==(const PresenceWord &) const = default;
};

/// What a person chose for themselves, on whichever device. Whether somebody is at a device is not among it.
struct OwnPresence {
    PresenceStatus status = PresenceStatus::Unknown; ///< Unknown: never chosen, which is Online
    PresenceWord statusWord;
    QString text;
    PresenceWord textWord;
    bool operator==(const OwnPresence &) const = default;
};

struct Member {
    Presence presence;
    Role role = Role::Member;
    bool operator==(const Member &) const = default;
};

struct Room {
    QString id; ///< its name too: unique on its server
    bool isPrivate = false;
    bool joined = false; ///< whether the asking account is a member
    Seq lastSeq = 0;     ///< newest message's sequence
    Seq readSeq = 0;     ///< how far the asking account has read
    int memberCount = 0;
    Seq own = 0;            ///< after readSeq, but not unread: the asking account's own messages, and deleted ones
    QString invitedBy = {}; ///< who asks the asking account to join; empty: nobody, or it has answered
    qint64 lastRev = 0;     ///< the newest change of any of its messages; 0: none, or nobody counts them
    int mentions = 0;       ///< unread messages that mean the asking account; 0 where nobody counts them
    bool operator==(const Room &) const = default;
};

/// A run of a room's history without a hole: what lies above `after` and not above `last` is all known. Its ends are
/// the server's, told by the dialect, so that two runs follow each other where one begins at the place at which the
/// other ends, and no one has to count. A hole is the same value: what lies in it is not known.
///
/// Where an end is one that a server goes on from by a mark of its own, rather than by the place, the dialect puts the
/// mark beside it. It is kept with the run and given back as it is, in ask::FetchHistory.
struct Span {
    Seq after = 0; ///< 0: from the beginning of the history
    Seq last = 0;
    QString afterMark = {};
    QString lastMark = {};
    bool empty() const { return last <= after; }
    bool contains(Seq seq) const { return after < seq && seq <= last; }
    bool operator==(const Span &) const = default;
};

/// A piece of a room's history, ascending by place.
struct HistoryPage {
    QString room;
    QString epoch; ///< names the server's history; another one means that sequences start anew
    std::vector<Message> messages;
    bool reachesStart = false; ///< nothing older exists
    bool reachesEnd = false;   ///< nothing newer existed when it was read
    Seq lastSeq = 0;           ///< the room's newest sequence when it was read
    bool operator==(const HistoryPage &) const = default;
};

struct CursorPoint {
    double x = 0; ///< 0 left to 1 right
    double y = 0; ///< 0 top to 1 bottom
    bool operator==(const CursorPoint &) const = default;
};

} // namespace banter
