// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

#include <iterator>
#include <set>

// How messages become rows of a timeline, with as few announcements as there are runs of them.
namespace banter {

void TimelineModel::applyOne(const ShownMessage &shown, Run &run)
{
    const Seq seq = shown.message.seq;
    if (applyKnown(shown, run) || !m_position.takes(shown, held(run), loading())) {
        return;
    }
    const bool hasSeq = seq > 0;
    const int at = hasSeq ? m_rows.place(seq) : m_rows.placeUnsent(shown.before);
    const bool fits = run.at == at && run.sequenced == hasSeq && (!hasSeq || run.rows.empty() || seq > run.last());
    if (!run.rows.empty() && !fits) {
        flush(run);
        applyOne(shown, run); // the places have moved, and it may be known by now
        return;
    }
    run.at = at;
    run.sequenced = hasSeq;
    run.rows.push_back(m_rows.make(shown));
}

bool TimelineModel::applyKnown(const ShownMessage &shown, Run &run)
{
    const bool someWait = m_rows.sequenced() < m_rows.size();
    if (shown.own && !shown.message.clientId.isEmpty() && (someWait || !run.sequenced)) {
        flush(run);
        const int waiting = m_rows.findUnsent(shown);
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
    if (!m_rows.holds(seq)) {
        return false;
    }
    rewrite(m_rows.place(seq), shown);
    return true;
}

void TimelineModel::rewrite(int at, const ShownMessage &shown)
{
    if (m_rows.rewrite(at, shown)) {
        owe(at);
        const QModelIndex changed = index(rowOf(at));
        Q_EMIT dataChanged(changed, changed);
        refresh(at + 1);
    }
}

// One that had no place goes where it belongs.
void TimelineModel::settle(int at, const ShownMessage &shown)
{
    const Seq seq = shown.message.seq;
    if (seq <= 0) {
        rewrite(at, shown);
        return;
    }
    const int to = m_rows.place(seq);
    const bool shownAlready = m_rows.holds(seq);
    if (shownAlready || !m_position.takes(shown, held(), loading())) {
        erase(at, at + 1);
        if (shownAlready) {
            rewrite(to, shown);
        }
        return;
    }
    if (to != at) {
        // Towards the older end: in the model's rows that is downwards, so the target counts one more.
        beginMoveRows({}, rowOf(at), rowOf(at), {}, rowOf(to) + 1);
        m_rows.settle(at, to, seq, shown.after);
        endMoveRows();
    } else {
        m_rows.settle(at, to, seq, shown.after);
    }
    rewrite(to, shown);
    noteHole(to);
    noteHole(to + 1);
    refresh(to + 1);
    if (to != at) {
        refresh(at + 1);
    }
}

void TimelineModel::amend(const std::vector<const Amendment *> &changes)
{
    std::set<int> changed;
    for (const Amendment *change : changes) {
        changed.insert(m_rows.amend(*change));
    }
    changed.erase(-1);
    for (auto first = changed.begin(); first != changed.end();) {
        int last = *first;
        auto next = std::next(first);
        for (; next != changed.end() && *next == last + 1; ++next) {
            last = *next;
        }
        Q_EMIT dataChanged(
            index(rowOf(last)), index(rowOf(*first)),
            {Qt::DisplayRole, TextRole, MentionsRole, MeantRole, EditedAtRole, DeletedRole, ReactionsRole});
        first = next;
    }
    refreshQuotes();
}

void TimelineModel::quote(const std::vector<const Message *> &messages)
{
    for (const Message *message : messages) {
        m_rows.hear(*message);
    }
    refreshQuotes();
}

void TimelineModel::refreshQuotes()
{
    for (const int at : m_rows.takeRequoted()) {
        const QModelIndex changed = index(rowOf(at));
        Q_EMIT dataChanged(changed, changed, {ReplyRole});
    }
}

void TimelineModel::removeMessage(const QString &clientId)
{
    const int index = m_rows.findUnsent(clientId);
    if (index >= 0) {
        erase(index, index + 1);
        Q_EMIT countChanged();
    }
}

void TimelineModel::flush(Run &run)
{
    if (run.rows.empty()) {
        return;
    }
    int at = run.at;
    int count = static_cast<int>(run.rows.size());
    if (run.sequenced && at == m_rows.sequenced() && count > TimelinePosition::MaxRows && following()) {
        // More than the window holds: what is above it would be thrown away, so it is not put in at all.
        run.rows.erase(run.rows.begin(), run.rows.begin() + (count - TimelinePosition::MaxRows));
        erase(0, at);
        m_position.cutStart();
        at = 0;
        count = TimelinePosition::MaxRows;
    }
    m_position.noteNew(run.sequenced && at == 0, run.sequenced && at > 0 && at == m_rows.sequenced());
    const int size = m_rows.size();
    beginInsertRows({}, size - at, size - at + count - 1);
    m_rows.insert(at, std::move(run.rows));
    for (int index = at; index < at + count; ++index) {
        owe(index);
        noteHole(index);
    }
    endInsertRows();
    refresh(at + count);
    noteHole(at + count);
    run = Run();
}

void TimelineModel::erase(int first, int last)
{
    if (first >= last) {
        return;
    }
    beginRemoveRows({}, rowOf(last - 1), rowOf(first));
    m_rows.erase(first, last);
    endRemoveRows();
    refresh(first);
}

} // namespace banter
