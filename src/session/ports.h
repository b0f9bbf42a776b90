// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/manager.h"
#include "session/authentication.h"
#include "session/change_feed.h"
#include "session/ephemeral_sender.h"
#include "session/ephemeral_state.h"
#include "session/link_port.h"
#include "session/membership.h"
#include "session/message_operations.h"
#include "session/presence_tracker.h"
#include "session/quotes.h"
#include "session/read_marks.h"
#include "session/reconciler.h"
#include "session/rewording.h"
#include "session/room_streams.h"
#include "session/rosters.h"
#include "session/send_queue.h"
#include "session/timelines.h"
#include "session/withdrawing.h"

// How the parts of a session reach each other: each class here is a port of one part over those others that it needs,
// and over nothing else.
namespace banter::ports {

struct Link final : LinkPort {
    explicit Link(ConnectionManager &manager) : m_manager(manager) {}
    qint64 backlog() const override { return m_manager.backlog(); }
    bool isReceiving() const override { return m_manager.isReceiving(); }
    void answerOverdue() override { m_manager.answerOverdue(); }

private:
    ConnectionManager &m_manager;
};

struct Hello final : Authentication::Port {
    Hello(ConnectionManager &manager, PresenceTracker &presence, std::function<void(DialectOutput)> carry)
        : m_manager(manager), m_presence(presence), m_carry(std::move(carry))
    {}
    void carry(DialectOutput output) override { m_carry(std::move(output)); }
    ask::SetPresence arrival() override { return m_presence.arrival(); }
    void helloRefused(ConnectionTrouble trouble, const QString &reason) override
    {
        m_manager.helloRefused(trouble, reason);
    }
    void helloPostponed(ConnectionTrouble trouble, qint64 retryAfterMs, const QString &reason) override
    {
        m_manager.helloPostponed(trouble, retryAfterMs, reason);
    }
    void helloAgain(const QString &reason) override { m_manager.helloAgain(reason); }
    void countMalformed() override { m_manager.countMalformed(); }
    int dials() const override { return m_manager.metrics().dials; }

private:
    ConnectionManager &m_manager;
    PresenceTracker &m_presence;
    std::function<void(DialectOutput)> m_carry;
};

/// The membership's, over what waits to be sent.
struct Unsent final : UnsentMessages {
    Unsent(Outbox &outbox, QueuePort &queue, Withdrawing &withdrawing, Reconciler &reconciler)
        : m_outbox(outbox), m_queue(queue), m_withdrawing(withdrawing), m_reconciler(reconciler)
    {}
    QStringList unsentIn(const QString &room) const override { return m_outbox.unsentIn(room); }
    bool anyFailedIn(const QString &room) const override { return m_outbox.anyFailedIn(room); }
    bool anyOf(const QString &room) const override { return m_outbox.anyOf(room); }
    void discard(const QString &clientId) override { m_withdrawing.on(tell::Discard{clientId}); }
    void discardUnverified(const QString &room) override { m_reconciler.discard(room); }
    void closeRooms(std::set<QString> rooms) override
    {
        if (rooms == m_outbox.closed())
            return;
        m_outbox.close(std::move(rooms));
        m_queue.pumpSoon();
    }

private:
    Outbox &m_outbox;
    QueuePort &m_queue;
    Withdrawing &m_withdrawing;
    Reconciler &m_reconciler;
};

/// The timelines', over the same.
struct Own final : OwnMessages {
    Own(Outbox &outbox, QueuePort &queue, Rewording &rewording, MessageOperations &operations)
        : m_outbox(outbox), m_queue(queue), m_rewording(rewording), m_operations(operations)
    {}
    bool waits(const QString &clientId) const override { return m_outbox.findMessage(clientId) != nullptr; }
    QString echoed(const Message &message, bool live) const override { return m_outbox.echoed(message, live); }
    bool settle(const QString &clientId) override { return waits(clientId) && m_queue.settle(clientId); }
    void keepOtherWording(const Message &message) override
    {
        m_rewording.keepOtherWording(message);
        m_operations.messageStored(message);
    }

private:
    Outbox &m_outbox;
    QueuePort &m_queue;
    Rewording &m_rewording;
    MessageOperations &m_operations;
};

/// What waits to be sent, over the timelines and what changes in them.
struct Sent final : SendQueue::Port {
    Sent(Timelines &timelines, ChangeFeed &changes, MessageOperations &operations)
        : m_timelines(timelines), m_changes(changes), m_operations(operations)
    {}
    void stored(const Message &said, Seq after) override
    {
        // A disk that is full still has the messages of a history that is over: of those nothing is known any more.
        Message message = said;
        const Timeline *timeline = m_timelines.find(message.room);
        if (timeline && !timeline->spans().stored().contains(message.replyTo.seq))
            message.replyTo = {message.replyTo.id};
        m_operations.messageStored(message);
        const bool isStale = m_changes.mayBeStale(message);
        m_timelines.verdict(message, after);
        if (isStale)
            m_changes.doubt(message.room);
        else
            m_changes.holdsMore(message.room);
    }
    void give(const Message &message) override { m_timelines.give(message); }

private:
    Timelines &m_timelines;
    ChangeFeed &m_changes;
    MessageOperations &m_operations;
};

/// The operations', over the same.
struct Amended final : MessageOperations::Port {
    Amended(Timelines &timelines, ChangeFeed &changes) : m_timelines(timelines), m_changes(changes) {}
    void done(const Amendment &change) override { m_changes.on(heard::MessageChanged{change}); }
    void partlyDone(const Amendment &change) override { m_changes.onPart(change); }
    void isNow(const Message &message) override
    {
        if (Timeline *timeline = m_timelines.find(message.room))
            timeline->amend({wholeOf(message)}, std::nullopt);
    }
    void changedTo(const QString &room, qint64 rev) override { m_changes.changedTo(room, rev); }

private:
    Timelines &m_timelines;
    ChangeFeed &m_changes;
};

/// The changes', over what they change.
struct Changing final : ChangeFeed::Port {
    struct Parts {
        Timelines &timelines;
        RoomDirectory &rooms;
        RoomStreams &streams;
        SendQueue &queue;
        Disk &disk;
        Publisher &views;
    };
    explicit Changing(const Parts &parts) : m_parts(parts) {}
    void amend(KnownRoom &room, std::vector<Amendment> changes, qint64 heldRev) override
    {
        m_parts.timelines.of(room).amend(std::move(changes), heldRev);
    }
    Seq lowestOf(KnownRoom &room) override { return m_parts.timelines.of(room).spans().lowest(); }
    bool holds(KnownRoom &room, Seq seq) override { return m_parts.timelines.of(room).spans().held().contains(seq); }
    void forgetHeld(KnownRoom &room) override
    {
        const QString &id = room.room.id;
        m_parts.disk.flushHistory(id);
        m_parts.disk.put(keep::ForgetHistory{id});
        m_parts.timelines.of(room).forgetHeld();
        m_parts.views.log().historyReset(id);
        m_parts.queue.showUnsent(id);
        m_parts.rooms.keep(room); // how far it was read, as before
    }
    void subscribeAgain(KnownRoom &room) override { m_parts.streams.subscribeAgain(room); }

private:
    Parts m_parts;
};

/// What waits to be sent, over the rooms that it waits in.
struct Waiting final : MessageRooms {
    Waiting(RoomDirectory &rooms, RoomMembership &membership, EphemeralSender &sender)
        : m_rooms(rooms), m_membership(membership), m_sender(sender)
    {}
    void written(const QString &room) override
    {
        m_sender.endTyping(room); // the message itself says that the typing is over
        m_membership.written(room);
    }
    void settled(const QString &room) override { m_membership.settled(room); }
    void setBack(const QString &room) override { m_membership.setBack(room); }
    void showRoomOf(const QString &room) override
    {
        if (!m_rooms.find(room))
            m_rooms.show(m_rooms.named(room));
    }
    void gone(const QString &room) override { m_membership.forgetWhenDone(room); }

private:
    RoomDirectory &m_rooms;
    RoomMembership &m_membership;
    EphemeralSender &m_sender;
};

/// The streams', over what there is only with them.
struct Streamed final : RoomStreams::Port {
    Streamed(Timelines &timelines, ChangeFeed &changes, EphemeralState &others, EphemeralSender &sender,
             Rosters &rosters)
        : m_timelines(timelines), m_changes(changes), m_others(others), m_sender(sender), m_rosters(rosters)
    {}
    Seq newestOf(KnownRoom &room) override { return m_timelines.of(room).spans().newest(); }
    std::vector<Message> recentOf(KnownRoom &room) override { return m_timelines.of(room).recent(); }
    void wantChanges(KnownRoom &room, ask::Subscribe &request) override { m_changes.askWith(room, request); }
    void unseen(KnownRoom &room) override { m_timelines.of(room).hideAll(); }
    void ended(KnownRoom &room, bool wholly) override
    {
        m_others.forget(room.room.id);
        m_sender.forget(room.room.id);
        if (wholly)
            m_rosters.forget(room.room.id);
    }

private:
    Timelines &m_timelines;
    ChangeFeed &m_changes;
    EphemeralState &m_others;
    EphemeralSender &m_sender;
    Rosters &m_rosters;
};

/// The membership's, over what there is of a room.
struct OfRoom final : RoomMembership::Port {
    struct Parts {
        RoomStreams &streams;
        EphemeralSender &sender;
        ReadMarks &marks;
        Rosters &rosters;
        HistoryPacer &pacer;
        Reconciler &reconciler;
        Timelines &timelines;
        ChangeFeed &changes;
        Quotes &quotes;
    };
    explicit OfRoom(const Parts &parts) : m_parts(parts) {}
    void streamOver(KnownRoom &room) override { m_parts.streams.drop(room); }
    void roomGone(const QString &room) override
    {
        m_parts.sender.drop(room);
        m_parts.marks.drop(room);
        m_parts.rosters.forget(room);
        m_parts.pacer.drop(room);
        m_parts.reconciler.drop(room);
        m_parts.timelines.drop(room);
        m_parts.changes.forget(room);
        m_parts.quotes.forget(room);
    }

private:
    Parts m_parts;
};

} // namespace banter::ports
