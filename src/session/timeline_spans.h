// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "store/span_set.h"

#include <set>

namespace banter {

/// Which of a room's messages are held, can be read from the store, and were given to the views. Pure; its size does
/// not grow with the history.
///
/// The way of a piece of history: the server says it; its dialect names the ends (Span), since only the dialect knows
/// what follows what there; the timeline takes it in here, where it becomes one with what it touches; the store keeps
/// the runs with their ends and marks; the views are told the holes, and of each message the place that it follows
/// (ShownMessage::after). So this is the one place that decides what is contiguous, and it does so by comparing ends:
///
///   - A live message comes with the place that it follows. Where the newest run ends there, it grows; otherwise there
///     is a hole between the two, for which nobody needs to know what or how much is missing.
///   - A hole is asked for at either end, by the end's place and mark. The answer's run closes it, or makes it smaller:
///     a page that meets the other side ends there, even where it brings nothing.
///   - What begins at 0 begins where the history does.
///   - A server that counts and one whose messages the dialect orders differ in nothing here.
class TimelineSpans final {
public:
    /// So many messages back from the newest a filled gap goes to the views; it is what they hold at most. What is
    /// older they get when somebody scrolls there, so that a hundred thousand missed messages do not pass through a
    /// window that would throw them away. Further back an own message is a look at old times, too: the store would be
    /// read for longer than a frame.
    static constexpr int ShownReach = 2'000;

    TimelineSpans() = default;
    /// As the store has it.
    explicit TimelineSpans(const StoredRoom &stored);

    /// What came, in this run or an earlier one: what lies between is missing.
    const SpanSet &held() const { return m_held; }
    /// What of it can be read from the store.
    const SpanSet &stored() const { return m_stored; }
    Seq newest() const { return m_held.newest(); }
    bool isEmpty() const { return m_held.spans().empty(); }
    /// Nothing older exists than what is held.
    bool reachesStart() const { return isEmpty() ? m_nothingThere : m_held.start() == 0; }
    /// While nothing is held: whether there is nothing.
    void noteNothingThere(bool nothing) { m_nothingThere = m_nothingThere || nothing; }
    void noteStored(const Span &span) { m_stored.add(span); }
    /// The lowest place of all messages that are kept, also of those that are in no run; 0: none is.
    Seq lowest() const { return m_lowest; }
    /// Whether the message at that place may be kept: it is, or lies in a hole between those that are.
    bool mayHold(Seq seq) const { return m_lowest > 0 && seq >= m_lowest; }
    void noteKept(const std::vector<Message> &messages);

    /// All of `covered` is held now, and these are the places of its messages.
    void cover(const Span &covered, const std::vector<Message> &messages, bool live);
    /// Whether a message that follows `after` may be held by itself: the next after the newest, the first of an empty
    /// room, or, in one that is looked at, one before all that is held. One in a hole comes again with the page that
    /// fills it.
    bool knowsPlace(Seq after, Seq seq, bool live) const;
    /// The server's history is another one: no place that was known is one any more.
    void forget();
    /// Nothing of the history is held any more, and it is the same one.
    void forgetHeld();

    // What the views have

    void noteGiven(const Span &given) { m_given.add(given); }
    bool wasGiven(Seq seq) const { return m_given.contains(seq); }
    /// Whether a message of a page that covers `covered`, which is not counted as held yet, is given to who looks.
    bool isWanted(Seq seq, const Span &covered, bool live) const;
    /// Views have been given everything held above this place; none: nothing yet.
    std::optional<Seq> shownFrom() const { return m_shownFrom; }
    /// Where nothing is shown yet, everything above this place is from now on.
    void showFirst(Seq after);
    /// The same, also where that is further back than what is shown.
    void showBackTo(Seq after);
    /// An own message that follows `after` stands in view from the moment it is sent, so all from there on belongs in
    /// the view. Gives what is to be shown for that, nothing where it is too far back or shown already.
    std::optional<Span> showFromOwn(Seq after, Seq seq, bool live);
    /// What was given now is `given`; what does not touch the rest is a look far back.
    void noteShown(const Span &given);
    /// Nobody looks any more.
    void hideAll();

    // A reader in strict order

    bool isOrdered() const { return m_orderedUpTo >= 0; }
    /// The reader was given everything up to here; -1: there is no such reader.
    Seq orderedUpTo() const { return m_orderedUpTo; }
    /// One that has everything up to `since`.
    void readInOrder(Seq since);
    void stopReader() { m_orderedUpTo = -1; }
    void readerHas(Seq seq) { m_orderedUpTo = seq; }
    /// What can be read for the reader.
    std::optional<Span> nextForReader() const;
    /// Where nothing ever fills a hole, the reader does not wait for it. `lastSeq`: the room's newest.
    void stepOverAbsence(Seq lastSeq);

    /// How far the history is known to the views. `fills`: what is missing can be asked for.
    HistoryState state(Seq lastSeq, bool loading, bool fills) const;

private:
    bool continuesReader(const Span &covered) const { return isOrdered() && covered.after <= m_orderedUpTo; }
    bool isInReach(Seq seq) const;

    SpanSet m_held;
    SpanSet m_stored;
    Seq m_lowest = 0;
    SpanSet m_given;        // since the room was opened
    std::set<Seq> m_newest; // the places of the newest messages that came while somebody looked
    bool m_nothingThere = false;
    std::optional<Seq> m_shownFrom;
    Seq m_orderedUpTo = -1;
};

} // namespace banter
