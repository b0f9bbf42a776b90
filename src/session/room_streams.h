// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "session/requests.h"
#include "session/room_directory.h"

namespace banter {

/// Which rooms' streams are open: those that somebody looks at, and all joined ones at a server that forgets who
/// joined. One thread.
class RoomStreams final {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// The newest sequence that is held of the room; 0: none.
        virtual Seq newestOf(KnownRoom &room) = 0;
        /// See ask::Subscribe::recent.
        virtual std::vector<Message> recentOf(KnownRoom &room) = 0;
        /// Says in the request from where on changes are wanted.
        virtual void wantChanges(KnownRoom &room, ask::Subscribe &request) = 0;
        /// Nobody looks at the room any more, nor will in a moment.
        virtual void unseen(KnownRoom &room) = 0;
        /// The room's stream is over: what is true only with it is not any more. `wholly`: nor is who is in the room.
        virtual void ended(KnownRoom &room, bool wholly) = 0;
    };

    RoomStreams(Scheduler &scheduler, RoomDirectory &rooms, Requests &requests, const ServerState &server, Port &port);
    ~RoomStreams();
    RoomStreams(const RoomStreams &) = delete;
    RoomStreams &operator=(const RoomStreams &) = delete;

    /// Somebody looks at the room. Its stream is asked for with subscribe().
    void look(KnownRoom &room);
    /// One of those who looked does not. True when it was the last; the stream goes on for 60 s.
    bool lookAway(KnownRoom &room);

    /// Asks for the stream, unless it is open or asked for.
    void subscribe(KnownRoom &room);
    /// The same, where the room should have one.
    void subscribeIfWanted(KnownRoom &room);
    /// Asks for the beginning of a stream that is open, since what was held before it does not hold any more.
    void subscribeAgain(KnownRoom &room);
    void subscribeAll();
    /// The server has opened it.
    void opened(KnownRoom &room);
    /// The server did not open it.
    void refused(KnownRoom &room) { room.subscribing = false; }
    /// The server ended it.
    void end(KnownRoom &room);
    /// The room is left, and nobody waits for anything of it.
    void drop(KnownRoom &room);
    void linkLost(KnownRoom &room);

private:
    bool wants(const KnownRoom &room) const;
    void unsubscribe(KnownRoom &room);

    Scheduler &m_scheduler;
    RoomDirectory &m_rooms;
    Requests &m_requests;
    const ServerState &m_server;
    Port &m_port;
};

} // namespace banter
