// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "dialects/api/events.h"
#include "dialects/api/requests.h"
#include "session/changes.h"
#include "store/client_store.h"

#include <functional>
#include <optional>

namespace banter {

/// What an answer will be about.
struct Asked {
    enum class What {
        ListRooms,
        Create,
        Join,
        Leave,
        Invite,
        Answer,
        Subscribe,
        Older,
        Gap,
        After,
        Changes,    ///< see ChangeFeed
        Unverified, ///< see Reconciler
        Quoted,     ///< see Quotes
        Send,
        Read,
        Presence,
        Account, ///< see OwnAccountRequests
        Logout
    };
    What what;
    QString room = {};
    QString clientId = {};
    MonoMs deadline = 0;            ///< set when it is asked
    Seq place = 0;                  ///< that a page or changes were asked from, or that was read up to
    int limit = 0;                  ///< of a page
    std::optional<Seq> sought = {}; ///< see ShownMessage::sought
};

/// What the person wanted, where a request was about something that is told apart.
Deed deedOf(Asked::What what);

/// Whether a refusal says "not now" rather than "no".
inline bool isPutOff(ErrorCode code)
{
    return code == ErrorCode::RateLimited || code == ErrorCode::Unavailable || code == ErrorCode::StorageFull ||
           code == ErrorCode::TimedOut || code == ErrorCode::NotConnected;
}

/// How the parts of a session ask something of the server. RequestTracker is the real one.
class Requests {
public:
    virtual ~Requests() = default;

    /// Goes out at the end of this turn, with all others of it. Gives the ticket of its answer.
    virtual heard::Ticket ask(Asked asked, const ask::Request &request) = 0;
    /// The same; while the session catches up, "connected" waits for the answer.
    virtual heard::Ticket askForResume(Asked asked, const ask::Request &request) = 0;
    /// Goes out now; nothing answers it.
    virtual void askEphemeral(const ask::Request &request) = 0;
    /// What was asked goes out now.
    virtual void flush() = 0;
    /// The answer to that ticket is here: what it is about, once. Nothing when nobody waits for it.
    virtual std::optional<Asked> answered(heard::Ticket ticket) = 0;
    /// Nobody waits any more for those for which `forget` says so.
    virtual void forgetIf(const std::function<bool(const Asked &)> &forget) = 0;
    /// Whether such an answer about that room is waited for.
    virtual bool isAsked(Asked::What what, const QString &room) const = 0;
    /// The server put something off with that error: everything that is still wanted is asked for again after its time.
    virtual void askLater(const Error &error) = 0;
};

} // namespace banter
