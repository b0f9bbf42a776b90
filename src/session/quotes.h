// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/history_pacer.h"
#include "session/requests.h"
#include "session/room_directory.h"

#include <deque>
#include <set>

namespace banter {

/// The messages that those given to the views answer: from the store where they are held, and otherwise asked of the
/// server, one by one, so that they are held from then on and what becomes of them is heard of. Nothing waits for one
/// that does not come. One thread.
class Quotes final {
public:
    /// So many wait in a room; of more the latest are asked for, which are those that people look at.
    static constexpr std::size_t MaxWaiting = 50;
    /// So many are asked for in a room on one link: what says of itself that it answers something may be anything.
    static constexpr std::size_t MaxAsked = 1'000;

    Quotes(ClientStore &store, Disk &disk, RoomDirectory &rooms, Requests &requests, HistoryPacer &pacer,
           Publisher &views, const ServerState &server);

    /// Puts to a batch what its messages answer.
    void complete(Changes &changes);
    /// Asks for what waits, as far as it may be asked for now.
    void askNext();
    /// The answer to one that was asked for here.
    void fetched(const Asked &asked, const HistoryPage &page);
    /// It has none. It is not asked for again on this link.
    void refused(const Asked &asked);
    void linkLost();
    /// The room's history is another one, or the room is gone.
    void forget(const QString &room) { m_rooms.erase(room); }

private:
    struct Wanted {
        Seq seq = 0;
        QString id;
    };
    struct InRoom {
        std::deque<Wanted> waiting;
        std::map<Seq, QString> underway; ///< by place: the id
        std::map<Seq, QString> refused;  ///< the same
        std::set<Seq> asked;             ///< on this link
    };
    void want(const QString &room, const RepliedMessage &replied);
    void askIn(const QString &id, InRoom &room);
    std::size_t underway() const;

    ClientStore &m_store;
    Disk &m_disk;
    RoomDirectory &m_directory;
    Requests &m_requests;
    HistoryPacer &m_pacer;
    Publisher &m_views;
    const ServerState &m_server;
    std::map<QString, InRoom> m_rooms;
};

} // namespace banter
