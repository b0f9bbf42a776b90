// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "dialects/api/events.h"
#include "dialects/api/requests.h"

#include <memory>

namespace banter {

/// Who signs in, and how. Exactly one way is used.
struct Credentials {
    enum class Method { Password, Register, Token };
    Method method = Method::Password;
    QString user;
    QString secret;    ///< the password or the token; never logged, never in a URL unless the server has no other way
    QString code = {}; ///< only to register: an invitation code, where the server wants one
};

/// What a dialect wants after one step: frames to send in this order, then events for the session in this order.
struct DialectOutput {
    std::vector<Frame> frames;
    std::vector<heard::Event> events;
    /// Set when the peer broke the protocol so badly that the link must go, with a reason for diagnostics.
    std::optional<QString> hangUp;
    /// Set when the peer went silent for longer than the server's own rules allow, or said goodbye: the link is dead,
    /// nobody broke a rule, and the next one is dialled with backoff.
    std::optional<QString> lost = {};
    /// Set when the server speaks otherwise, and the next linkRequest() asks in that way: nothing failed, and it is
    /// dialled again at once. Bounded by the dialect: at most once for each way there is.
    std::optional<QString> again = {};
};

/// One wire family. Pure: values in, values out; no socket, disk, clock or event loop. One object serves one account
/// over many links, one link at a time; opened() starts a new one and forgets the old one's pending tickets.
/// All functions are called on one thread.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// What to open for this server. The secret may go into headers or subprotocols where the server wants it there.
    virtual LinkRequest linkRequest(const QUrl &server, const Credentials &credentials) const = 0;

    /// The server answered the opening with something else than a link, the HTTP status where it is known, else 0. True
    /// where there is another way to ask, which the next linkRequest() has and which is worth a try at once.
    virtual bool rejected(int httpStatus)
    {
        Q_UNUSED(httpStatus)
        return false;
    }

    /// The link ended because a text came that the transport could not read: a server that was built on Qt cuts long
    /// ones inside a character. Where the same can be said in bytes, the next linkRequest() asks for that.
    virtual void textWasUnreadable() {}

    /// Whether a server that chose this subprotocol proves who it is before it is told a secret. Then identify() is
    /// called first, and opened() only once the server is known to be the right one.
    virtual bool canProve(const QString &subprotocol) const
    {
        Q_UNUSED(subprotocol)
        return false;
    }

    /// Asks the server to prove itself over the nonce; Identified is its answer.
    virtual DialectOutput identify(const QString &subprotocol, const QString &nonce, MonoMs now)
    {
        Q_UNUSED(subprotocol)
        Q_UNUSED(nonce)
        Q_UNUSED(now)
        return {};
    }

    /// What the person says of themselves, for the sign-in of the next opened(): a server that keeps the parts apart
    /// has it before anybody hears of the arrival. Others are told by a request, later.
    virtual void presenceOnArrival(const ask::SetPresence &) {}

    /// The link is open and the server chose `subprotocol` (empty: none). Gives the frames of the sign-in. An answer
    /// that rules this dialect out is a Refused event with UnsupportedVersion.
    virtual DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs now) = 0;

    /// One frame from the server. Never throws; a bad frame gives Malformed, and hangUp where nothing sane can follow.
    virtual DialectOutput received(const Frame &frame, MonoMs now) = 0;

    /// Encodes requests into as few frames as the server allows. A request that this server cannot do gives
    /// RequestFailed with NotSupported; an ephemeral one (Typing, MoveCursor, LeaveCursor) is left out in silence.
    virtual DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now) = 0;

    /// When tick() wants to be called next, if at all.
    virtual std::optional<MonoMs> nextTick() const { return std::nullopt; }
    /// For dialects that keep a link alive or time something out by themselves.
    virtual DialectOutput tick(MonoMs) { return {}; }
};

} // namespace banter
