// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

#include "models/time_text.h"

#include <algorithm>

namespace banter {

TimelineModel::TimelineModel(QString room, const Clock &clock, QObject *parent)
    : RowModel(parent), m_room(std::move(room)), m_clock(clock), m_today(LocalDays().dayOf(clock.wallMs()))
{}

void TimelineModel::apply(const std::vector<const ShownMessage *> &messages, const HistoryState *history)
{
    const int before = m_rows.size();
    Run run;
    for (const ShownMessage *shown : messages) {
        const std::optional<Seq> line = m_position.readUpTo();
        if (m_position.hear(shown->message.seq, shown->after, shown->live && !shown->own)) {
            refreshLine(line);
        }
        applyOne(*shown, run);
    }
    flush(run);
    if (history) {
        applyHistory(*history);
    }
    mendHoles();
    if (m_position.rejoin(held())) {
        Q_EMIT historyChanged();
    }
    trim();
    refreshQuotes();
    reach(history != nullptr);
    if (m_rows.size() != before) {
        Q_EMIT countChanged();
    }
}

void TimelineModel::applyHistory(const HistoryState &state)
{
    m_position.hearHistory(m_history.loading && !state.loading, state.reachesStart);
    if (state == m_history) {
        return; // saying so would make views ask again for what cannot be had now
    }
    const bool gapsChanged = state.gaps != m_history.gaps;
    m_history = state;
    for (int index = 1; gapsChanged && index < m_rows.sequenced(); ++index) {
        noteHole(index);
    }
    refresh(0);
    refresh(m_rows.sequenced());
    Q_EMIT historyChanged();
}

// What is missing between rows is never shown as if it were not: it is asked for, or what is above goes.
void TimelineModel::mendHoles()
{
    std::sort(m_holes.rbegin(), m_holes.rend());
    for (const Seq seq : std::exchange(m_holes, {})) {
        const int at = m_rows.place(seq);
        if (!m_rows.isHole(at, m_history.gaps)) {
            continue; // filled by a later message of the same batch
        }
        if (following()) {
            // What is above will be loaded again, contiguous, when somebody scrolls there.
            erase(0, at);
            m_position.cutStart();
        } else {
            Q_EMIT wanted(seq, TimelinePosition::PageSize);
        }
        return;
    }
}

void TimelineModel::trim()
{
    const bool full = m_rows.size() > TimelinePosition::MaxRows;
    const bool fromStart = m_position.trimsStart(full);
    if (!full) {
        return;
    }
    const int kept = TimelinePosition::MaxRows - TimelinePosition::TrimSlack;
    const int surplus = std::min(m_rows.size() - kept, m_rows.sequenced());
    if (fromStart) {
        erase(0, surplus);
    } else {
        erase(m_rows.sequenced() - surplus, m_rows.sequenced());
    }
    Q_EMIT historyChanged();
}

void TimelineModel::fix(const std::set<QString> &clientIds)
{
    for (int at = m_rows.sequenced(); at < m_rows.size(); ++at) {
        if (m_rows.fix(at, clientIds)) {
            const QModelIndex changed = index(rowOf(at));
            Q_EMIT dataChanged(changed, changed, {EditableRole});
        }
    }
}

void TimelineModel::dropAll()
{
    erase(0, m_rows.size());
    m_position.restart();
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
}

void TimelineModel::setReadUpTo(std::optional<Seq> seq)
{
    const std::optional<Seq> before = m_position.readUpTo();
    m_position.putLine(seq);
    refreshLine(before);
}

void TimelineModel::setFollowing(bool following)
{
    if (m_position.follow(following)) {
        Q_EMIT followingChanged();
    }
}

void TimelineModel::rest()
{
    constexpr int Kept = 100;
    const std::optional<Seq> line = m_position.readUpTo();
    m_position.rest();
    refreshLine(line);
    if (detached()) {
        erase(0, m_rows.sequenced());
        m_position.attach(false);
    } else if (m_rows.size() > Kept) {
        erase(0, std::min(m_rows.size() - Kept, m_rows.sequenced()));
        m_position.cutStart();
    }
    setFollowing(true);
    m_scroll.reset();
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
}

void TimelineModel::openAt(Seq readUpTo, int unread, bool complete)
{
    m_position.open(readUpTo, unread);
    Q_EMIT historyChanged();
    reach(complete);
}

bool TimelineModel::jump(Seq seq)
{
    return seek(seq, false);
}

bool TimelineModel::jumpAfter(Seq place)
{
    return seek(place, true);
}

bool TimelineModel::seek(Seq seq, bool next)
{
    const bool wasOpening = m_position.stop();
    if (next ? m_rows.holdsNext(seq) : m_rows.holds(seq)) {
        if (wasOpening) {
            Q_EMIT historyChanged();
        }
        Q_EMIT landed(rowOf(next ? m_rows.placeAfter(seq) : m_rows.place(seq)));
        return true;
    }
    const bool wasFollowing = following();
    m_position.jump(seq, next);
    part(wasFollowing);
    return false;
}

// With the rows that are about to be put in at their end.
TimelinePosition::Held TimelineModel::held(const Run &run) const
{
    TimelinePosition::Held all = held();
    if (!run.rows.empty() && run.sequenced) {
        all.newest = std::max(all.newest, run.last());
        all.oldest = all.oldest > 0 ? std::min(all.oldest, run.rows.front().message.seq) : run.rows.front().message.seq;
    }
    return all;
}

// The rows are of another place than what is wanted now.
void TimelineModel::part(bool wasFollowing)
{
    erase(0, m_rows.sequenced());
    if (wasFollowing) {
        Q_EMIT followingChanged();
    }
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
}

Seq TimelineModel::askNewer()
{
    return m_position.askNewer(held());
}

void TimelineModel::toNewest()
{
    if (m_position.stop()) {
        Q_EMIT historyChanged();
    }
    if (detached()) {
        erase(0, m_rows.sequenced());
        m_position.attach(true);
        Q_EMIT countChanged();
        Q_EMIT historyChanged();
        Q_EMIT wantedNewest(TimelinePosition::PageSize);
    }
    setFollowing(true);
}

TimelinePosition::Sought TimelineModel::sought() const
{
    const Seq goal = m_position.goal();
    const int at = soughtAt();
    return {m_position.seeksNext() ? m_rows.holdsNext(goal) : m_rows.holds(goal), at > 0, at < m_rows.sequenced()};
}

int TimelineModel::soughtAt() const
{
    return m_position.seeksNext() ? m_rows.placeAfter(m_position.goal()) : m_rows.place(m_position.goal());
}

// Whether what is looked for is among the rows by now. `answered`: the session has spoken of the room's history since
// it was asked for it.
void TimelineModel::reach(bool answered)
{
    const Seq goal = m_position.goal();
    const int at = soughtAt();
    const TimelinePosition::Landed landing = m_position.land(sought(), loading());
    if (landing == TimelinePosition::Landed::AtMessage) {
        Q_EMIT landed(rowOf(at));
    } else if (landing == TimelinePosition::Landed::AtUnread) {
        Q_EMIT historyChanged();
        Q_EMIT openedAt(rowOf(at));
    }
    const bool wasFollowing = following();
    const TimelinePosition::Reach way = m_position.reachUnread(answered, held(), sought(), m_history);
    switch (way.what) {
    case TimelinePosition::Reach::Wait:
        break;
    case TimelinePosition::Reach::AskOlder:
        Q_EMIT wanted(m_rows.oldest(), way.limit);
        break;
    case TimelinePosition::Reach::AskAround:
        part(wasFollowing);
        Q_EMIT wantedAround(goal);
        break;
    case TimelinePosition::Reach::Arrived:
        Q_EMIT historyChanged();
        if (at < m_rows.sequenced() && !m_scroll.touched()) { // the view is the person's by then
            Q_EMIT openedAt(rowOf(at));
        }
        break;
    }
}

bool TimelineModel::owe(int index)
{
    return m_rows.owe(index, {m_position.readUpTo(), m_history.gapAtEnd, reachesStart()});
}

void TimelineModel::refresh(int at)
{
    if (at >= 0 && at < m_rows.size() && owe(at)) {
        const QModelIndex changed = index(rowOf(at));
        Q_EMIT dataChanged(changed, changed, {FirstOfGroupRole, DayLabelRole, FirstUnreadRole, GapAboveRole});
    }
}

// The "New" line was above the first row after `before`.
void TimelineModel::refreshLine(std::optional<Seq> before)
{
    for (const std::optional<Seq> &line : {before, m_position.readUpTo()}) {
        if (line) {
            refresh(m_rows.placeAfter(*line));
        }
    }
}

void TimelineModel::noteHole(int at)
{
    if (m_rows.isHole(at, m_history.gaps)) {
        m_holes.push_back(m_rows.at(at).message.seq);
    }
}

void TimelineModel::refreshWords()
{
    if (m_rows.size() > 0) {
        Q_EMIT dataChanged(index(0), index(m_rows.size() - 1),
                           {TimeRole, DayLabelRole, FailureRole, EditedAtRole, ChangeNoteRole, ReactionsRole});
    }
}

void TimelineModel::refreshDays()
{
    const qint64 today = LocalDays().dayOf(m_clock.wallMs());
    if (std::exchange(m_today, today) != today) {
        refreshWords();
    }
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

} // namespace banter
