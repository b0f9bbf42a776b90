// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace simdjson::dom {
class element;
}

// What passes between a profile and the framing below it: named events with arguments, whether they travel as Socket.IO
// packets or as plain JSON frames. A framing that has no namespaces knows only "/", one that has no acks gives none.
namespace banter::wire {

/// The namespace that a server without namespaces has.
inline const QString DefaultSpace = QStringLiteral("/"); // shared: no packet allocates it

/// Names one call of ours; minted by the caller, above 0, never used twice on one wire.
using CallId = quint64;
/// Names an event of the server's that wants an answer.
using AnswerId = quint64;

/// Arguments of an event or of an answer of ours. Where bytes stand, `json` holds {"_placeholder": true, "num": N} with
/// N an index into `bytes`.
struct Args {
    QJsonArray json;
    std::vector<QByteArray> bytes;
    bool operator==(const Args &) const = default;
};

/// Arguments as they came: as text, because most of a tree would be built for nothing. It is valid JSON, a list unless
/// it is `alone`, nested at most 512 deep; every placeholder in it has been checked.
struct Received {
    QByteArray text = QByteArrayLiteral("[]");
    int skip = 0; ///< entries before the arguments: the name of an event
    std::vector<QByteArray> bytes = {};
    bool alone = false; ///< `text` is the only argument itself and not a list
    /// The text as the framing had to read it anyway; null where it had not. Until the next call of the wire.
    const simdjson::dom::element *tree = nullptr;

    /// The arguments as a tree. Slow (about 0.6 us for a message): a profile reads the text with simdjson. Empty where
    /// a number in it is too small for Qt (what is too large was put right before).
    QJsonArray json() const
    {
        QJsonArray list = QJsonDocument::fromJson(alone ? '[' + text + ']' : text).array();
        for (int i = 0; i < skip && !list.isEmpty(); ++i)
            list.removeFirst();
        return list;
    }
};

// ---- to the server ----

/// One event. `wantsAnswer` asks for an acknowledgement, which comes as Answered or Failed with the same id; without it
/// there is a Failed at most. A wire that has no acknowledgements answers NotSupported.
struct Call {
    CallId id = 0;
    QString space = DefaultSpace;
    QString name;
    Args args;
    bool wantsAnswer = false;
    qint64 timeoutMs = 10'000; ///< for the answer, 1 or more; see connection/CONNECTION.md
};
/// Answers an Arrived that had an AnswerId; at most once, ignored after that or when the link is another one.
struct Answer {
    AnswerId id = 0;
    Args args;
};
/// Enters a namespace with this auth payload (empty: none). Already entered: nothing happens.
struct Join {
    QString space = DefaultSpace;
    QJsonObject auth;
};
struct Leave {
    QString space = DefaultSpace;
};
using Command = std::variant<Call, Answer, Join, Leave>;

// ---- from the server ----

/// A namespace is open. `recovered`: the server kept the session and sends what was missed; rooms need no new joining.
struct Connected {
    QString space = DefaultSpace;
    QString sid; ///< empty where the framing has none
    bool recovered = false;
};
/// The namespace was refused; it is not tried again by itself.
struct Refused {
    QString space = DefaultSpace;
    QString message;
    QJsonValue data; ///< undefined when the server gave none
};
/// The server closed the namespace; the link may go on with others.
struct Disconnected {
    QString space = DefaultSpace;
};
struct Arrived {
    QString space = DefaultSpace;
    QString name;
    Received args;
    std::optional<AnswerId> answer; ///< set when the server waits for an Answer
};
struct Answered {
    CallId call = 0;
    Received args;
};
/// A call that will have no answer or never left: TimedOut, NotConnected (the link or its namespace went away),
/// TooLarge, BadRequest (a name that is reserved, too many attachments), NotSupported.
struct Failed {
    CallId call = 0;
    Error error;
};
/// Something that could not be understood was dropped: one sentence for the diagnostics.
struct Malformed {
    QString what;
};
using Event = std::variant<Connected, Refused, Disconnected, Arrived, Answered, Failed, Malformed>;

} // namespace banter::wire
