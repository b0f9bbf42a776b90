// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/requests.h"
#include "session/room_directory.h"

namespace banter {

/// How far the person has read: at once in the room, at the server when it can be told. One thread.
class ReadMarks final {
public:
    ReadMarks(RoomDirectory &rooms, Requests &requests, const ServerState &server);

    /// The person has read up to there, as far as there are messages.
    void mark(const QString &room, Seq seq);
    /// The server says that it knows of `known`; `wanted` is what was read here while it could not be told.
    void adopt(const QString &room, Seq known, Seq wanted);

    /// Tells the server what it does not know, if it can be told now: of one room, or of all.
    void send(const QString &room);
    void sendAll();
    /// The answers to that.
    void taken(const Asked &asked);
    void refused(const Asked &asked, const Error &error);

    void linkLost();
    /// The room's history is another one: what was read of the old one says nothing of it.
    void forget(const QString &room);
    /// The room is gone.
    void drop(const QString &room) { m_marks.erase(room); }

private:
    struct Mark {
        Seq wanted = 0; ///< what the server should know
        Seq known = 0;  ///< what it knows
        bool asked = false;
    };

    RoomDirectory &m_rooms;
    Requests &m_requests;
    const ServerState &m_server;
    std::map<QString, Mark> m_marks;
};

} // namespace banter
