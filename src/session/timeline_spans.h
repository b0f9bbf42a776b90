// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "store/span_set.h"

namespace banter {

/// Which of a room's messages are held, can be read from the store, and were given to the views; and the one place that
/// decides what is contiguous. Pure; its size does not grow with the history.
class TimelineSpans final {
public:
    TimelineSpans() = default;
    /// As the store has it.
    explicit TimelineSpans(const StoredRoom &stored);

    /// What came, in this run or an earlier one: what lies between is missing.
    const SpanSet &held() const { return m_held; }
    /// What of it can be read from the store.
    const SpanSet &stored() const { return m_stored; }
    Seq newest() const { return m_held.newest(); }
    /// Nothing older exists.
    bool reachesStart() const { return m_reachesStart; }
    void noteStart(bool reachesStart) { m_reachesStart = m_reachesStart || reachesStart; }
    void noteStored(Span span) { m_stored.add(span); }

    /// All of `covered` is held now; `reachesStart`: nothing is before it.
    void cover(Span covered, bool reachesStart);
    /// Whether a message may be held by itself: the next after the newest, the first of an empty room, or, in one that
    /// is looked at, one before all that is held. One in a hole comes again with the page that fills it.
    bool knowsPlace(Seq seq, bool live) const;
    /// The server's history is another one: nothing that was known by sequence is true any more.
    void forget();

    // What the views have

    void noteGiven(Seq seq) { m_given.add({seq, seq}); }
    bool wasGiven(Seq seq) const { return m_given.contains(seq); }
    /// Whether a message of a page that covers `covered`, which is not counted as held yet, is given to who looks.
    bool isWanted(Seq seq, Span covered, bool live) const;
    /// Views have been given everything held from here on; 0: nothing yet.
    Seq shownOldest() const { return m_shownOldest; }
    /// Where nothing is shown yet, everything from here on is from now on.
    void showFirst(Seq seq);
    /// The same, also where that is further back than what is shown.
    void showBackTo(Seq seq);
    /// An own message stands in view from the moment it is sent, so all from there on belongs in the view. Gives what
    /// is to be shown for that, nothing where it is too far back or shown already.
    std::optional<Span> showFromOwn(Seq seq, bool live);
    /// What was given now reaches from `first` to below `before`; what does not touch the rest is a look far back.
    void noteShown(Seq first, Seq before);
    /// Nobody looks any more.
    void hideAll();
    /// What can be read right below `before`, or, where nothing ever fills a hole, behind it.
    std::optional<Span> storedBelow(Seq before, bool catchesUp) const;

    // A reader in strict order

    bool isOrdered() const { return m_orderedUpTo >= 0; }
    /// The reader was given everything up to here; -1: there is no such reader.
    Seq orderedUpTo() const { return m_orderedUpTo; }
    /// One that has everything up to `since`.
    void readInOrder(Seq since);
    void stopReader() { m_orderedUpTo = -1; }
    void readerHas(Seq seq) { m_orderedUpTo = seq; }
    /// The next that can be read for the reader, at most `most`.
    std::optional<Span> nextForReader(Seq most) const;
    /// Where nothing ever fills a hole, the reader does not wait for it. `lastSeq`: the room's newest.
    void stepOverAbsence(Seq lastSeq);

    /// How far the history is known to the views.
    HistoryState state(Seq lastSeq, bool loading, bool catchesUp) const;

private:
    bool continuesReader(Span covered) const { return isOrdered() && covered.first <= m_orderedUpTo + 1; }

    SpanSet m_held;
    SpanSet m_stored;
    SpanSet m_given; // since the room was opened
    bool m_reachesStart = false;
    Seq m_shownOldest = 0;
    Seq m_orderedUpTo = -1;
};

} // namespace banter
