// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// A server's vocabulary as data: which events it sends and takes, and what they mean. PROFILES.md says how it is
// written; loader.h reads and checks it; ProfileDialect carries it out. Plain values.
namespace banter::profile {

/// How events travel.
enum class Framing { Plain, SocketIo };

/// Where something is found in what the server sent: the steps into an argument, what a pattern caught, or a word that
/// is always the same.
struct Place {
    enum class Kind { Argument, Caught, Constant };
    Kind kind = Kind::Argument;
    int argument = 0;
    std::vector<std::string> steps; ///< member names, or positions in a list
    QString word;                   ///< the catch's name, or the constant
    bool operator==(const Place &) const = default;
};
/// The first that holds something counts.
using Places = std::vector<Place>;

/// A text with gaps, as "{user} has joined {room}": literal pieces and, between them, names of what is caught. There is
/// one piece more than names; only the first and the last may be empty.
struct Pattern {
    Places in;
    std::vector<QString> pieces;
    std::vector<QString> names;
    bool operator==(const Pattern &) const = default;
};

/// What an event of the server's means.
enum class Meaning {
    Nothing,  ///< known, and of no interest
    SignedIn, ///< the credentials are good
    Refused,  ///< they are not
    Joined,   ///< this account may hear a room now
    Left,     ///< it no longer may
    Message,
    Ack,    ///< the verdict on a message of ours, as an event
    Roster, ///< the whole list of who is in a room
    MemberJoined,
    MemberLeft,
    Presence, ///< one person's status, in every room
    Typing,
    TypingStopped,
    Cursor,
    CursorLeft,
    History,        ///< messages of a room from before
    Rooms,          ///< the list of rooms
    RoomsChanged,   ///< that list is no longer true
    MembersChanged, ///< nor is what was told of who is in a room
    HistoryChanged, ///< nor what was told of its messages
    Notice,
    Error,
};

/// What an event can hold.
enum class Field {
    Room,
    Text,
    Sender,
    Id,
    ClientId,
    At,
    User,
    Status,
    Active,
    X,
    Y,
    Ok,
    Error,
    Each,
    Name,
    LastSeen,
    Mark,
    Older,
    Newer,
    More,
    Request,
    Count
};

/// An event of the server's and what it means. The first rule that fits counts, and with `goOn` the next one too.
struct Rule {
    QString event;
    QString space; ///< empty: in any
    Meaning meaning = Meaning::Nothing;
    std::vector<std::pair<Places, QJsonValue>> when; ///< only when these are equal
    std::optional<Pattern> like;                     ///< only when this fits
    std::array<Places, std::size_t(Field::Count)> fields;
    bool goOn = false; ///< the event means something else beside this

    const Places &at(Field field) const { return fields[std::size_t(field)]; }
    bool has(Field field) const { return !at(field).empty(); }
};

/// What this program can have a reason to say.
enum class Action {
    SignIn,
    Join,
    Leave,
    Send,
    TypingStart,
    TypingStop,
    Cursor,
    CursorLeave,
    Presence,
    History,
    Members,
    Rooms,
    Heartbeat,
};

/// An event to the server. In `args`, a text that is "{name}" alone stands for a value, others have values put into
/// them; a member whose value is "{name?}" is left out where there is none.
struct Saying {
    QString event;
    QString space; ///< empty: the main one
    QJsonArray args;
    bool operator==(const Saying &) const = default;
};

/// How a server acknowledges a message.
enum class AckStyle {
    None,
    Success,        ///< a flag, and an error where it is false
    ErrorOrNothing, ///< nothing, null or false when all is well; otherwise the error
    ErrorFirst,     ///< (error, data)
    TextOnError,    ///< a text is an error, anything else is not
    Event,          ///< an event of its own: Meaning::Ack
};
struct Ack {
    AckStyle style = AckStyle::None;
    Places ok;
    Places id;
    Places error;
    Places at;
};

/// How one's own messages come back, and how they are known.
struct Echo {
    bool comes = false;
    bool byClientId = false;
    bool bySenderAndText = false;
    bool byText = false;
};

enum class Secret { Query, Header, Subprotocol, Auth };
struct CredentialPlace {
    Secret in = Secret::Query;
    QString name;
    QJsonValue value; ///< a template; an object for Auth, else a text
};

/// How rooms are told apart. The first that fits the server's address counts.
struct RoomScheme {
    enum class Kind {
        Payload, ///< by name in every event
        Path,    ///< the address' path names the only one
        Single,  ///< there is only one
    };
    Kind kind = Kind::Payload;
    QString before; ///< of Path: what stands before the name, and behind it
    QString after;
    QString name; ///< of Single; of Path without a gap
    bool gap = false;
};

struct ErrorWord {
    QString contains; ///< in any case of letters
    ErrorCode code = ErrorCode::Internal;
};

struct Limits {
    int textChars = 0; ///< UTF-16 units; 0: not limited
    int textBytes = 16'384;
    double perSecond = 0; ///< 0: not limited
    int burst = 1;
    int receiptMs = 10'000;    ///< an acknowledgement's, see connection/CONNECTION.md
    int typingEveryMs = 2'000; ///< "still typing" is said this often
    int typingShownMs = 3'000; ///< after the last start, see connection/CONNECTION.md
    int cursorEveryMs = 50;    ///< at most one move in this long, see there
    int historyMs = 2'000;     ///< so long the history is waited for after a room was joined
    int historyPage = 100;     ///< messages that are asked for at once where it is paged
    double cursorWidth = 1;    ///< the board's size in the server's units
    double cursorHeight = 1;
};

/// The heartbeat that some servers want from their clients, as events.
struct Heartbeat {
    int everyMs = 0;  ///< 0: none
    int withinMs = 0; ///< something must come back in so long; 0: nothing has to
};

/// Several plain frames of ours as one, for servers that take lists.
struct Batch {
    int most = 0;      ///< frames in one; 0: each goes by itself
    int withinMs = 50; ///< so long the first one waits for others (see connection/CONNECTION.md)
    QString event;     ///< of the object that holds the list as its `member`; empty: the frame is the list
    QString member;
    bool operator==(const Batch &) const = default;
};

struct Profile {
    QString name;
    QString title;
    Framing framing = Framing::Plain;
    QString eventMember = QStringLiteral("type"); ///< of Plain
    QStringList spaces = {QStringLiteral("/")};   ///< of Socket.IO: the first that the server has is the main one
    QStringList otherSpaces;                      ///< entered too, where the server has them
    QString path;                                 ///< of Socket.IO, where the address has none; empty: the usual one
    bool pollingOnly = false;                     ///< of Socket.IO
    QStringList subprotocols;                     ///< of Plain: always offered
    std::vector<CredentialPlace> credentials;
    bool nameIsId = true; ///< the server calls this account as it signed in; otherwise its echo tells
    std::vector<RoomScheme> rooms;
    std::map<Action, std::vector<Saying>> say;
    Ack ack;
    bool storesOnce = false; ///< a message with the same client id is stored once
    Echo echo;
    bool newestFirst = false;  ///< a history's order
    bool pagesBack = false;    ///< older messages than a mark can be asked for
    bool pagesForward = false; ///< newer ones, too
    bool seenAreMembers = false;
    QString unknownSender = QStringLiteral("?");
    std::vector<Rule> hear;
    std::vector<ErrorWord> errors;
    QHash<QString, PresenceStatus> statuses; ///< in lower case, beside our own words
    Limits limits;
    Heartbeat heartbeat;
    Batch batch; ///< of Plain

    bool says(Action action) const { return say.contains(action); }
    bool hears(Meaning meaning) const
    {
        for (const Rule &rule : hear) {
            if (rule.meaning == meaning)
                return true;
        }
        return false;
    }
};

} // namespace banter::profile
