// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/disk.h"
#include "session/known_room.h"
#include "session/publisher.h"
#include "session/server_state.h"

#include <map>

namespace banter {

/// The rooms that a session knows, by id. Keeps them in the store and shows them. One thread.
class RoomDirectory final {
public:
    using Rooms = std::map<QString, KnownRoom>;

    RoomDirectory(ClientStore &store, Disk &disk, Publisher &views, const ServerState &server);

    /// As the store knows it. Not shown yet.
    KnownRoom &load(const StoredRoom &stored);
    /// Looks through the stored messages after the read position for one's own, which are never unread, and for what
    /// is.
    void findUnread(KnownRoom &room);
    /// The server may count otherwise than was known.
    void countAnew();

    /// Null when there is none. Valid until it is erased.
    KnownRoom *find(const QString &id);
    /// One that may be new.
    KnownRoom &named(const QString &id);
    void erase(const QString &id) { m_rooms.erase(id); }
    std::size_t size() const { return m_rooms.size(); }
    Rooms::iterator begin() { return m_rooms.begin(); }
    Rooms::iterator end() { return m_rooms.end(); }
    Rooms::const_iterator begin() const { return m_rooms.begin(); }
    Rooms::const_iterator end() const { return m_rooms.end(); }

    /// It changed: stored, where the store should know it, and shown.
    void keep(KnownRoom &room);
    /// What is shown of it changed.
    void show(const KnownRoom &room);
    /// What was left in the composer. Nothing where the room is not known or it is too long.
    void saveDraft(const QString &id, const QString &text);

private:
    ClientStore &m_store;
    Disk &m_disk;
    Publisher &m_views;
    const ServerState &m_server;
    Rooms m_rooms;
};

} // namespace banter
