// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/unread_line.h"
#include "session/changes.h"

#include <QString>

#include <optional>

namespace banter {

/// Where somebody is in a room's history: at the newest message, further up, or apart from it, perhaps on their way to
/// another one. It decides which messages are rows of the timeline and which are asked for. Pure: what became of the
/// history and what the person does come in, decisions go out. ScrollPosition is the same in pixels.
class TimelinePosition {
public:
    /// 2,000 rows at most: forty pages; at about 0.5 kB a row one MB.
    static constexpr int MaxRows = 2000;
    /// Taken away at once when it is full, so that not every message costs a removal.
    static constexpr int TrimSlack = 100;
    /// Messages asked for at once.
    static constexpr int PageSize = 50;

    /// The rows that have a place in the history. All 0: there are none.
    struct Held {
        Seq oldest = 0;
        Seq newest = 0;
        int rows = 0; ///< with those that have no place
        bool none() const { return newest == 0; }
    };
    /// What is known of goal(), by the rows.
    struct Sought {
        bool there = false;
        bool olderHeld = false; ///< there are rows before it
        bool newerHeld = false; ///< there are rows after it
    };
    /// What there is to do on the way to the first unread message.
    struct Reach {
        enum What { Wait, AskOlder, AskAround, Arrived };
        What what = Wait;
        int limit = 0; ///< of AskOlder
    };
    enum class Landed { No, AtMessage, AtUnread };

    // The newest message, and whether it is seen.

    /// The newest one is in view, and stays in view as others come.
    bool following() const { return m_place == Place::Newest; }
    /// The newest messages are not among the rows: too much was loaded above, or something older was jumped to.
    bool detached() const { return m_place == Place::Apart; }
    /// The view is at the end of the rows, or no longer. Never follows while detached. True: following() has changed.
    bool follow(bool following);
    /// Whether somebody can see what is in view.
    void setWatched(bool watched);
    /// The newest place that was heard of.
    Seq newest() const { return m_newest; }
    std::optional<Seq> readUpTo() const { return m_line.readUpTo(); }
    void putLine(std::optional<Seq> readUpTo) { m_line.put(readUpTo); }
    /// A message was heard of, which follows `after`; `fresh`: it came now, from somebody else. True: the "New" line is
    /// above it.
    bool hear(Seq seq, Seq after, bool fresh);

    // Which messages are rows.

    /// Nothing older exists than the rows.
    bool reachesStart(const HistoryState &history) const { return history.reachesStart && !m_cut; }
    /// Whether a message that is not among the rows is to be one.
    bool takes(const ShownMessage &shown, const Held &held, bool loading) const;
    /// New rows are the oldest or the newest that have a place.
    void noteNew(bool oldest, bool newest);
    /// The session spoke of the history; `answered`: the page that was on its way has come.
    void hearHistory(bool answered, bool reachesStart);
    /// Rows at the older end were taken away.
    void cutStart() { m_cut = true; }
    /// There are too many rows: true when those at the older end are to go, because nobody looks there. Else those at
    /// the newer end go, and detached() is so then. Call once after each batch; only `full` counts.
    bool trimsStart(bool full);
    /// True: the rows reach the newest message again, and it is detached no more.
    bool rejoin(const Held &held);
    /// All rows that have a place are gone, and the newest are to come; `asked`: they were asked for.
    void attach(bool asked);
    /// The room is no longer shown.
    void rest();
    /// The room's history began anew.
    void restart();

    // Ways to a message.

    /// The first unread message is looked for, and is not there yet.
    bool opening() const { return m_goal != Goal::None && m_goal != Goal::Message; }
    /// What is looked for: see seeksNext(). 0: nothing, or the first message of all.
    Seq goal() const { return m_goal == Goal::None ? 0 : m_sought; }
    /// It is what comes next after that place, and not what is there.
    bool seeksNext() const { return m_next; }
    /// The first of so many unread messages is wanted, the next after the place up to which was read, unless a message
    /// is looked for that was jumped to.
    void open(Seq readUpTo, int unread);
    /// Gives up what is looked for. True: it was the first unread.
    bool stop();
    /// `answered`: the session has spoken of the room's history since it was asked for it. After AskAround all rows
    /// that have a place are to go.
    Reach reachUnread(bool answered, const Held &held, const Sought &sought, const HistoryState &history);
    /// A message is wanted that is not among the rows: they are to go, and what is around it is to come.
    void jump(Seq seq, bool next = false);
    /// Whether what was jumped to is there, or the next newer one where it cannot be had.
    Landed land(const Sought &sought, bool loading);
    /// The next newer messages are wanted: gives the place to ask after, or 0 when there are none or they are on their
    /// way.
    Seq askNewer(const Held &held);

private:
    enum class Place { Newest, Above, Apart };
    enum class Goal {
        None,
        Unread,       ///< of a room that was just opened
        UnreadPaged,  ///< the same, and what lies between was asked for
        UnreadAround, ///< the same, and only what is around it was asked for
        Message,      ///< what is around it was asked for
    };
    bool isAround() const { return m_goal == Goal::UnreadAround || m_goal == Goal::Message; }
    void part(Goal goal, Seq seq);

    Place m_place = Place::Newest;
    Goal m_goal = Goal::None;
    Seq m_sought = 0;
    Seq m_newest = 0;
    bool m_next = false;
    int m_unread = 0;          ///< after m_sought, of open()
    Seq m_askedFrom = 0;       ///< the oldest row when older ones were asked for on the way there
    bool m_newerAsked = false; ///< newer messages are on their way
    std::optional<Seq> m_rest; ///< the rest of what is around that place is on its way
    UnreadLine m_line;
    bool m_watched = true;
    bool m_cut = false;       ///< what was older than the rows was here, and is not any more
    bool m_olderCame = false; ///< since the last page was asked for
    bool m_newerCame = false; ///< in this batch
};

} // namespace banter
