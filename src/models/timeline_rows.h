// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/local_days.h"
#include "models/timeline_quotes.h"
#include "session/changes.h"
#include "store/client_store.h"

#include <deque>
#include <functional>
#include <optional>
#include <set>

namespace banter {

/// A message as a row of a timeline, with what it owes to the row above it.
struct TimelineRow {
    Message message;
    QString failure;
    quint64 key = 0; ///< never changes for a message
    Seq after = 0;   ///< see ShownMessage::after
    qint64 day = 0;
    DeliveryState state = DeliveryState::Sent;
    bool own = false;
    bool firstOfGroup = true;
    bool firstOfDay = true;
    bool firstUnread = false;
    bool gapAbove = false;
    bool editable = false;
    bool operator==(const TimelineRow &) const = default;
};

/// The rows of a timeline, the oldest first, so that the common case is an append: first those that have a place in the
/// room's history, ascending, then those that have none yet. An index counts from the oldest. Pure; it tells nobody of
/// its changes.
class TimelineRows {
public:
    /// Messages of one author closer together than this are one group (5 minutes).
    static constexpr qint64 GroupMs = 5 * 60 * 1000;

    /// What rows owe to, apart from the row above.
    struct Setting {
        std::optional<Seq> readUpTo; ///< the "New" line is above the first one after it; none: no line
        bool gapAtEnd = false;       ///< messages may be missing after the newest that has a place
        bool reachesStart = false;   ///< nothing older exists
    };

    int size() const { return static_cast<int>(m_rows.size()); }
    /// How many have a place.
    int sequenced() const { return size() - m_unsequenced; }
    const TimelineRow &at(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// Of those that have a place; 0 when none has.
    Seq oldest() const { return sequenced() > 0 ? at(0).message.seq : 0; }
    Seq newest() const { return sequenced() > 0 ? at(sequenced() - 1).message.seq : 0; }

    /// Where that place is, or would be.
    int place(Seq seq) const;
    /// Where what comes after that place is, or would be.
    int placeAfter(Seq seq) const;
    /// What comes next after that place is among them.
    bool holdsNext(Seq seq) const;
    bool holds(Seq seq) const;
    /// Where a message without a place goes: before the own one of client id `before`, else at the end.
    int placeUnsent(const QString &before) const;
    /// The row without a place that is the same message; -1 when there is none.
    int findUnsent(const ShownMessage &shown) const;
    int findUnsent(const QString &clientId) const;
    /// The row whose message the server gave that id; -1 when there is none. Goes through all of them.
    int find(const QString &id) const;
    /// The newest own message that can be changed; empty when there is none.
    QString lastEditable() const;
    /// The newest own message that the server has, that has a text and that `fits`; -1 when there is none.
    int lastSent(const std::function<bool(const Message &)> &fits) const;
    /// The rows first..last, as the fewest runs, ascending. With `joined`, what is missing in between
    /// belongs to the run around it.
    std::vector<Span> spans(int first, int last, bool joined) const;
    /// Something is missing above that row, and is in none of the `gaps`.
    bool isHole(int index, const std::vector<Gap> &gaps) const;

    /// A row that was not there before, with a key of its own.
    TimelineRow make(const ShownMessage &shown);
    /// The message with the row's key and what it owes; false when it is the same. What became of it since stays, where
    /// the row knows more of that.
    bool rewrite(int index, const ShownMessage &shown);
    /// What became of the message: see amend(). -1 where it is not among the rows, or is the same; else its index.
    int amend(const Amendment &change);
    /// New neighbours, before the row that is at `at` now: all with a place, or all without.
    void insert(int at, std::vector<TimelineRow> rows);
    /// first..last-1.
    void erase(int first, int last);
    /// A row without a place gets one, and goes there: `to` is place(seq).
    void settle(int from, int to, Seq seq, Seq after);
    /// It can no longer be changed; false when it could not before.
    bool fix(int index, const std::set<QString> &clientIds);
    /// What messages say now that some rows answer.
    void hear(const Message &quoted) { m_quotes.hear(quoted); }
    /// As far as it is known; null where nothing is.
    const Message *quoted(const QString &id) const { return m_quotes.find(id); }
    /// The rows, ascending, that answer what another thing is known of since the last call.
    std::vector<int> takeRequoted();
    /// What the row owes to the one above, anew; true when that changed.
    bool owe(int index, const Setting &setting);

private:
    void noteReply(const Message &message);

    TimelineRow &row(int index) { return m_rows[static_cast<std::size_t>(index)]; }

    LocalDays m_days;
    std::deque<TimelineRow> m_rows;
    TimelineQuotes m_quotes;
    int m_unsequenced = 0; ///< rows at the newest end that have no place
    quint64 m_lastKey = 0;
};

} // namespace banter
