// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

#include <algorithm>

// How messages become rows of a timeline: where they go, and what each owes to the one above it.
namespace banter {

void TimelineModel::applyOne(const ShownMessage &shown, Run &run)
{
    if (applyKnown(shown, run) || !belongs(shown)) {
        return;
    }
    const Seq seq = shown.message.seq;
    const bool hasSeq = seq > 0;
    const int at = hasSeq ? place(seq) : placeUnsent(shown.before);
    const bool fits = run.at == at && run.sequenced == hasSeq && (!hasSeq || run.rows.empty() || seq > run.last());
    if (!run.rows.empty() && !fits) {
        flush(run);
        applyOne(shown, run); // the places have moved, and it may be known by now
        return;
    }
    run.at = at;
    run.sequenced = hasSeq;
    run.rows.push_back(make(shown));
}

bool TimelineModel::applyKnown(const ShownMessage &shown, Run &run)
{
    if (shown.own && !shown.message.clientId.isEmpty() && (m_unsequenced > 0 || !run.sequenced)) {
        flush(run);
        const int waiting = findUnsequenced(shown);
        if (waiting >= 0) {
            settle(waiting, shown);
            return true;
        }
    }
    const Seq seq = shown.message.seq;
    if (seq <= 0) {
        return false;
    }
    if (!run.rows.empty() && run.sequenced && seq <= run.last()) {
        flush(run);
    }
    const int at = place(seq);
    if (at >= sequenced() || row(at).message.seq != seq) {
        return false;
    }
    rewrite(at, shown);
    return true;
}

int TimelineModel::place(Seq seq) const
{
    if (sequenced() == 0 || seq > newestSeq()) {
        return sequenced();
    }
    const auto last = m_rows.begin() + sequenced();
    const auto found = std::lower_bound(m_rows.begin(), last, seq,
                                        [](const Row &row, Seq wanted) { return row.message.seq < wanted; });
    return static_cast<int>(found - m_rows.begin());
}

// One that comes back has its place before those that were written after it.
int TimelineModel::placeUnsent(const QString &before) const
{
    for (int index = sequenced(); !before.isEmpty() && index < size(); ++index) {
        if (row(index).message.clientId == before) {
            return index;
        }
    }
    return size();
}

TimelineModel::Row TimelineModel::make(const ShownMessage &shown)
{
    Row made;
    made.message = shown.message;
    made.failure = shown.failure;
    made.key = ++m_lastKey;
    made.day = m_days.dayOf(shown.message.at);
    made.state = shown.state;
    made.own = shown.own;
    made.editable = shown.editable;
    return made;
}

bool TimelineModel::belongs(const ShownMessage &shown) const
{
    const Seq seq = shown.message.seq;
    if (m_detached && seq > 0) {
        return belongsDetached(seq);
    }
    if (seq <= 0 || sequenced() == 0 || seq > newestSeq()) {
        return true;
    }
    // A full window that follows the newest would throw it away at once.
    const bool full = size() >= MaxRows - TrimSlack && m_following && !m_history.loading;
    return seq > oldestSeq() || !full;
}

// Away from the newest, only what was asked for fits: around the place that was jumped to, then at either end.
bool TimelineModel::belongsDetached(Seq seq) const
{
    if (m_jump > 0) {
        return qAbs(seq - m_jump) <= PageSize;
    }
    if (sequenced() == 0) {
        return false;
    }
    return seq <= std::max(newestSeq(), m_newerUpTo);
}

int TimelineModel::findUnsequenced(const ShownMessage &shown) const
{
    // Answers come mostly in the order of sending: the oldest waiting one first.
    for (int index = sequenced(); index < size(); ++index) {
        const Message &waiting = row(index).message;
        if (waiting.clientId == shown.message.clientId && waiting.sender == shown.message.sender) {
            return index;
        }
    }
    return -1;
}

void TimelineModel::rewrite(int at, const ShownMessage &shown)
{
    Row next = make(shown);
    Row &old = row(at);
    next.key = old.key;
    next.firstOfGroup = old.firstOfGroup;
    next.firstOfDay = old.firstOfDay;
    next.firstUnread = old.firstUnread;
    next.gapAbove = old.gapAbove;
    if (next == old) {
        return;
    }
    old = std::move(next);
    recompute(at);
    const QModelIndex changed = index(toRow(at));
    Q_EMIT dataChanged(changed, changed);
    recomputeAndTell(at + 1);
}

void TimelineModel::settle(int at, const ShownMessage &shown)
{
    const Seq seq = shown.message.seq;
    if (seq <= 0) {
        rewrite(at, shown);
        return;
    }
    const int to = place(seq);
    const bool shownAlready = to < sequenced() && row(to).message.seq == seq;
    if (shownAlready || !belongs(shown)) {
        erase(at, at + 1);
        if (shownAlready) {
            rewrite(to, shown);
        }
        return;
    }
    if (to != at) {
        // Towards the older end: in the model's rows that is downwards, so the target counts one more.
        beginMoveRows({}, toRow(at), toRow(at), {}, toRow(to) + 1);
        std::rotate(m_rows.begin() + to, m_rows.begin() + at, m_rows.begin() + at + 1);
        --m_unsequenced;
        row(to).message.seq = seq;
        endMoveRows();
    } else {
        --m_unsequenced;
    }
    rewrite(to, shown);
    noteHole(to);
    noteHole(to + 1);
    recomputeAndTell(to + 1);
    if (to != at) {
        recomputeAndTell(at + 1);
    }
}

void TimelineModel::flush(Run &run)
{
    if (run.rows.empty()) {
        return;
    }
    int at = run.at;
    int count = static_cast<int>(run.rows.size());
    if (run.sequenced && at == sequenced() && count > MaxRows && m_following) {
        // More than the window holds: what is above it would be thrown away, so it is not put in at all.
        run.rows.erase(run.rows.begin(), run.rows.begin() + (count - MaxRows));
        erase(0, at);
        m_trimmedStart = true;
        at = 0;
        count = MaxRows;
    }
    m_olderCame = m_olderCame || (run.sequenced && at == 0);
    m_newerCame = m_newerCame || (run.sequenced && at > 0 && at == sequenced());
    beginInsertRows({}, size() - at, size() - at + count - 1);
    m_rows.insert(m_rows.begin() + at, std::make_move_iterator(run.rows.begin()),
                  std::make_move_iterator(run.rows.end()));
    m_unsequenced += run.sequenced ? 0 : count;
    for (int index = at; index < at + count; ++index) {
        recompute(index);
        noteHole(index);
    }
    endInsertRows();
    recomputeAndTell(at + count);
    noteHole(at + count);
    run.rows.clear();
    run.sequenced = true;
}

void TimelineModel::erase(int first, int last)
{
    if (first >= last) {
        return;
    }
    beginRemoveRows({}, toRow(last - 1), toRow(first));
    m_unsequenced -= std::max(0, last - std::max(first, sequenced()));
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last);
    endRemoveRows();
    recomputeAndTell(first);
}

void TimelineModel::trim()
{
    // At the end that nobody looks at: who goes through the newer pages looks at the newer end.
    const bool fromStart = m_following || (m_detached && m_newerCame);
    m_newerCame = false;
    if (size() <= MaxRows) {
        return;
    }
    const int surplus = std::min(size() - (MaxRows - TrimSlack), sequenced());
    if (fromStart) {
        erase(0, surplus);
        m_trimmedStart = true;
    } else {
        erase(sequenced() - surplus, sequenced());
        m_detached = true;
    }
    Q_EMIT historyChanged();
}

void TimelineModel::noteArrival(const ShownMessage &shown)
{
    const bool isNew = shown.message.seq > m_lastSeq;
    m_lastSeq = std::max(m_lastSeq, shown.message.seq);
    if (!shown.live || shown.own || !isNew) {
        return;
    }
    if ((!m_following || !m_watched) && (!m_readUpTo || m_lineSeen)) {
        m_lineSeen = false;
        moveLine(shown.message.seq - 1);
    }
}

bool TimelineModel::recompute(int at)
{
    Row &self = row(at);
    const Row *above = at > 0 ? &row(at - 1) : nullptr;
    const Seq seq = self.message.seq;
    const Seq aboveSeq = above ? above->message.seq : 0;
    const bool day = !above || above->day != self.day;
    const bool awayBefore = m_history.gapAtEnd && seq <= 0 && aboveSeq > 0;
    const bool gap = above && (awayBefore || (seq > 0 && seq > aboveSeq + 1));
    const bool lineFits = m_readUpTo && seq > *m_readUpTo;
    const bool unread = lineFits && (above ? aboveSeq <= *m_readUpTo : seq == *m_readUpTo + 1 || reachesStart());
    const bool group = day || gap || unread || above->message.sender != self.message.sender ||
                       qAbs(self.message.at - above->message.at) > GroupMs;
    const bool changed =
        day != self.firstOfDay || gap != self.gapAbove || unread != self.firstUnread || group != self.firstOfGroup;
    self.firstOfDay = day;
    self.gapAbove = gap;
    self.firstUnread = unread;
    self.firstOfGroup = group;
    return changed;
}

void TimelineModel::recomputeAndTell(int at)
{
    if (at >= 0 && at < size() && recompute(at)) {
        const QModelIndex changed = index(toRow(at));
        Q_EMIT dataChanged(changed, changed, {FirstOfGroupRole, DayLabelRole, FirstUnreadRole, GapAboveRole});
    }
}

void TimelineModel::moveLine(std::optional<Seq> readUpTo)
{
    const std::optional<Seq> old = std::exchange(m_readUpTo, readUpTo);
    for (const std::optional<Seq> &line : {old, readUpTo}) {
        if (line) {
            recomputeAndTell(place(*line + 1));
        }
    }
}

void TimelineModel::noteHole(int at)
{
    if (isHole(at)) {
        m_holes.push_back(row(at).message.seq);
    }
}

bool TimelineModel::isHole(int at) const
{
    return at > 0 && at < sequenced() && row(at).message.seq > row(at - 1).message.seq + 1 &&
           !isReportedGap(row(at - 1).message.seq, row(at).message.seq);
}

bool TimelineModel::isReportedGap(Seq after, Seq before) const
{
    return std::any_of(m_history.gaps.begin(), m_history.gaps.end(),
                       [&](const Gap &gap) { return gap.last > after && gap.first < before; });
}

void TimelineModel::mendHoles()
{
    std::sort(m_holes.rbegin(), m_holes.rend());
    for (const Seq seq : std::exchange(m_holes, {})) {
        const int at = place(seq);
        if (!isHole(at)) {
            continue; // filled by a later message of the same batch
        }
        if (m_following) {
            // What is above will be loaded again, contiguous, when somebody scrolls there.
            erase(0, at);
            m_trimmedStart = true;
        } else {
            Q_EMIT wanted(seq, PageSize);
        }
        return;
    }
}

} // namespace banter
