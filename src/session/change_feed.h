// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/history_pacer.h"
#include "session/requests.h"
#include "session/room_directory.h"

namespace banter {

/// The changes of all rooms' messages (PROTOCOL.md, "Messages that change"): takes them in as they are told, knows up
/// to which change of a room everything is held, and asks for what was missed. A subscribed room catches up at once, a
/// joined one that nobody looks at behind the others, so that what was deleted there is gone from the disk as well.
///
/// What a change does to a message is in amend(), which compares revs; here only the room's count is kept. So it does
/// not matter whether an event or a page comes first, and nothing that comes is held back. One thread.
class ChangeFeed final {
public:
    /// What is held of a room's history.
    class Port {
    public:
        virtual ~Port() = default;
        /// Takes the changes into what is held and shown, and keeps with them up to which change all is held.
        virtual void amend(KnownRoom &room, std::vector<Amendment> changes, qint64 heldRev) = 0;
        /// The lowest place that is held of the room, 0: nothing is.
        virtual Seq lowestOf(KnownRoom &room) = 0;
        /// Whether the message at that place is among the history that is held.
        virtual bool holds(KnownRoom &room, Seq seq) = 0;
        /// Forgets all that is held of the room by place. Its history is the same one, and so is what was read of it.
        virtual void forgetHeld(KnownRoom &room) = 0;
        /// Asks for the newest page of the room again, where its stream is open.
        virtual void subscribeAgain(KnownRoom &room) = 0;
    };

    ChangeFeed(RoomDirectory &rooms, Requests &requests, HistoryPacer &pacer, const ServerState &server, Port &port);

    /// As the store has it.
    void load(const StoredRoom &stored) { m_feeds[stored.room.id].held = stored.heldRev; }
    /// Up to which change of the room everything is held; 0: none, or the room is not known.
    qint64 held(const QString &room) const;

    /// The stream of the room is about to be asked for: from where on changes are wanted.
    void askWith(KnownRoom &room, ask::Subscribe &subscribe);
    /// The answer, before its page is taken in: what was held may have to be forgotten.
    void opening(KnownRoom &room, const heard::Subscribed &subscribed);
    /// The same, after that. `asked`: what askWith() made of the question.
    void opened(KnownRoom &room, const heard::Subscribed &subscribed, Seq lowestAsked);
    void on(const heard::MessageChanged &event);
    /// So much is known of what the message is with that change; there may be more of it, which is asked for.
    void onPart(const Amendment &change);
    /// The answer to what was asked here.
    void on(const Asked &asked, heard::ChangePage page);
    /// There was none.
    void refused(const Asked &asked, const Error &error);
    /// The server has stored an own message, see Acknowledged. True where it may have been stored long ago and changed
    /// since, which an acknowledgement does not say: doubt() then, once the message is taken in.
    bool mayBeStale(const Message &acknowledged);
    /// What is held of the room may be of before changes that were counted: all of them are asked for again.
    void doubt(const QString &room);

    /// An own message of the room is held now, where perhaps nothing was: who holds nothing asks for nothing.
    void holdsMore(const QString &room);
    /// The room's messages have changed up to this rev; what that was is not known here.
    void changedTo(const QString &room, qint64 rev);

    /// Asks for what was missed, as far as it may be asked for now.
    void catchUp();
    /// The same of one room: what is called for each of many does not look through all.
    void catchUp(KnownRoom &room);
    void linkLost();
    /// The room's history is another one, or the room is gone.
    void forget(const QString &room) { m_feeds.erase(room); }

private:
    struct Feed {
        qint64 held = 0;
        bool asking = false;
        bool doubted = false; ///< since what is asked for now was asked: its answer proves nothing
        /// A message has taken in a part of a change before others that are still to be told, and drops those then:
        /// only what tells it as a whole may count.
        bool jumped = false;
    };
    void advance(Feed &feed, qint64 rev) { feed.held = feed.doubted ? 0 : rev; }
    bool isStale(const KnownRoom &room) const;
    void take(KnownRoom &room, heard::ChangePage &page);
    int asking() const;

    RoomDirectory &m_rooms;
    Requests &m_requests;
    HistoryPacer &m_pacer;
    const ServerState &m_server;
    Port &m_port;
    std::map<QString, Feed> m_feeds;
};

} // namespace banter
