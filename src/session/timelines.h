// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/timeline.h"

namespace banter {

/// The timelines of all rooms, and what concerns none of them alone. One thread.
class Timelines final {
public:
    Timelines(Clock &clock, ClientStore &store, Disk &disk, RoomDirectory &rooms, Requests &requests,
              HistoryPacer &pacer, Publisher &views, OwnMessages &own, const ServerState &server);
    Timelines(const Timelines &) = delete;
    Timelines &operator=(const Timelines &) = delete;

    /// Valid until the room is dropped.
    Timeline &of(KnownRoom &room);
    /// Null where the room is not known.
    Timeline *find(const QString &room);
    void drop(const QString &room) { m_timelines.erase(room); }

    void on(const tell::LoadOlder &command);
    void on(const tell::LoadNewer &command);
    void on(const tell::LoadNewest &command);
    void on(const tell::LoadAround &command);
    void on(const tell::Search &command);

    /// The server has stored an own message, in a room that may not be known any more.
    void verdict(const Message &message, Seq after);
    /// Shown again: it was stored earlier.
    void give(const Message &message);
    /// The disk has it.
    void stored(const keep::PutMessages &put);

private:
    template <class Command>
    void pass(const Command &command);

    Timeline::Parts m_parts;
    std::map<QString, Timeline> m_timelines;
};

} // namespace banter
