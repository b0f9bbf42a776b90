// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/history_pacer.h"
#include "session/queue_port.h"
#include "session/requests.h"
#include "session/room_directory.h"

namespace banter {

/// Looks for one's own messages in the new history of a server that was set back. Such a server has a new epoch, and
/// may have lost messages that it had acknowledged. Others' messages are its own affair; one's own must not vanish
/// without a word. All of them are unverified until they are found, from the newest to the first one that is where it
/// was. What is not in the new history is shown as not sent, with the reason, and it is for the person to send it
/// again: days later, in another conversation, not everything is still meant. Sent again it keeps its client id, so
/// that there are never two of it, whatever was concluded here. One thread.
class Reconciler final {
public:
    Reconciler(Outbox &outbox, RoomDirectory &rooms, ClientStore &store, Disk &disk, Requests &requests,
               HistoryPacer &pacer, const ServerState &server, QueuePort &queue);

    /// The room's history is about to be forgotten: what one wrote there is unverified from now on.
    void historyEnds(const QString &room);
    /// A page of the new history: nothing is above `after` that is not in it.
    void judge(const QString &room, const HistoryPage &page, Seq after);
    /// Caught up: asks for pages in rooms that nobody looks at.
    void lookFor();
    /// The pause that the pacer wanted is over.
    void askAgain(const QString &room);
    /// What the room holds cannot be looked at.
    void giveUp(const QString &room);
    /// The person has left the room: nobody will look there any more.
    void discard(const QString &room);
    /// The room is gone.
    void drop(const QString &room) { m_waiting.erase(room); }

private:
    bool isToBeDeleted(const Message &message);
    std::vector<Outbox::Item *> unverified(const QString &room);
    void askFor(const QString &room, Seq newest);

    Outbox &m_outbox;
    RoomDirectory &m_rooms;
    ClientStore &m_store;
    Disk &m_disk;
    Requests &m_requests;
    HistoryPacer &m_pacer;
    const ServerState &m_server;
    QueuePort &m_queue;
    std::map<QString, Seq> m_waiting; ///< up to where it is looked for when the pause is over
};

} // namespace banter
