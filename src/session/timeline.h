// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/commands.h"
#include "session/history_pacer.h"
#include "session/own_messages.h"
#include "session/requests.h"
#include "session/room_directory.h"
#include "session/timeline_spans.h"

#include <functional>
#include <set>

namespace banter {

/// The history of one room: takes in what the server says of its messages, live ones, pages and verdicts in any order,
/// so that each message is stored once and given to the views once; gives the views what they ask for, from the store
/// as far as it goes and then from the server; fills what is missing in the background. One thread.
class Timeline final {
public:
    struct Parts {
        Clock &clock;
        ClientStore &store;
        Disk &disk;
        RoomDirectory &rooms;
        Requests &requests;
        HistoryPacer &pacer;
        Publisher &views;
        OwnMessages &own;
        const ServerState &server;
        /// That of a room, where there is one.
        std::function<Timeline *(const QString &room)> find;
    };

    /// `parts` and `room` outlive it.
    Timeline(const Parts &parts, KnownRoom &room);

    /// As the store has it.
    void load(const StoredRoom &stored);
    /// The server's history is another one.
    void forget();
    /// It is the same one, and nothing that is held of it holds any more.
    void forgetHeld();
    /// What waited for an answer does not any more.
    void linkLost();
    /// The store has it now.
    void stored(const Span &span) { m_spans.noteStored(span); }

    const TimelineSpans &spans() const { return m_spans; }
    /// What a server that does not count its messages is likely to send again; nothing for others.
    std::vector<Message> recent();
    /// The views hear how far the history is known.
    void publish();

    // Views

    /// Gives the newest messages, or what is wanted in strict order.
    void open(const tell::OpenRoom &command);
    /// Of those who looked the last one is gone; the stream goes on for a while.
    void stopReader() { m_spans.stopReader(); }
    /// The stream's time is over, too.
    void hideAll() { m_spans.hideAll(); }
    void on(const tell::LoadOlder &command);
    void on(const tell::LoadNewer &command);
    void on(const tell::LoadNewest &command);
    void on(const tell::LoadAround &command);

    // What the server says

    /// To be called for messages of this room only. Nothing is between it and the place `after`.
    void arrived(Message message, Seq after, const QString &mark);
    /// The server has stored an own message.
    void verdict(const Message &message, Seq after);
    /// The page of the subscription, which is open now.
    void takeSubscribed(const HistoryPage &page, const Span &covered);
    /// After takeSubscribed(), when all else of the subscription was taken: asks for what is missing.
    void completeSubscribed();
    /// The answer to something that was asked here. Does nothing for answers that are another's.
    void takePage(const Asked &asked, const HistoryPage &page, const Span &covered);
    /// The same without an answer. True when the person is to hear of it.
    bool refused(const Asked &asked, const Error &error);

    /// What became of messages, whether they are held or not: to the store, and of those that may be held to the views.
    /// `heldRev`: up to this change of the room all is held now; none: that stays as it is.
    void amend(std::vector<Amendment> changes, std::optional<qint64> heldRev);

    /// The server has stored an own message: the views have it as far as it is known.
    void giveVerdict(const Message &message, Seq after);
    /// Given to the views, and known to have been.
    void give(const Message &message, Seq after, bool live, std::optional<Seq> sought = {});
    /// The same, of one that was stored earlier.
    void giveAgain(const Message &message);
    /// Asks for what is missing, as far as it may be asked for now.
    void fill();

private:
    /// Which of the messages that come in the views are given.
    enum class Giving {
        Live,       ///< what is new to them; it arrived now
        Background, ///< what is new to them and among what they show
        All,        ///< everything: they asked for it
    };
    void complete(Message &message, bool live) const;
    void show(const Message &message, Seq after, bool live, std::optional<Seq> sought);
    void takeIn(std::vector<Message> messages, const Span &covered, Giving giving, std::optional<Seq> sought = {});
    void keep(std::vector<Message> messages, const Span &covered, std::vector<QString> settled);
    void putIn(std::vector<Message> messages, const Span &covered, std::vector<QString> settled = {});
    void noteUnread(const Message &message);
    void giveNext(const Span &covered, Seq follows);
    void showFromOwn(Seq after, Seq seq);
    void showOlder(Seq upTo, int limit);
    /// What of a span was given: so many messages, the newest, all that are above `after`.
    struct Given {
        Seq after = 0;
        int count = 0;
    };
    Given giveStored(const Span &span, int limit, Giving giving, std::optional<Seq> sought = {});
    void giveByItself(Seq seq);
    ask::FetchHistory fetchUpTo(ask::Anchor from, int limit);
    ask::FetchHistory fetchAfter(Seq place, int limit);
    void askOlder(ask::Anchor from, int limit, std::optional<Seq> sought = {});
    void askNewer(Seq after, int limit, std::optional<Seq> sought = {});
    void takeWanted(const HistoryPage &page, const Span &covered, std::optional<Seq> sought);
    void takeGap(const HistoryPage &page, const Span &covered, Seq upTo);
    void takeNext(const HistoryPage &page, const Span &covered);
    void takeQuoted(const HistoryPage &page, Seq place);
    void fillFirstPage();
    void fillGaps();
    std::vector<Span> missing() const;
    void weigh(const HistoryPage &page, const Span &covered, int limit);
    void beginReading();
    void giveInOrder();
    void askNext();
    bool canAsk() const;
    const QString &id() const { return m_room.room.id; }

    const Parts &m_parts;
    KnownRoom &m_room;
    TimelineSpans m_spans;
    int m_loading = 0;       ///< requests of the person's on their way
    std::set<Seq> m_filling; ///< pages on their way, each by the place at which it ends
    int m_newestWanted = 0;  ///< by a reader in strict order, who waits for the subscription
    bool m_fetchingAfter = false;
};

} // namespace banter
