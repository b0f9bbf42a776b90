// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

#include "models/error_text.h"
#include "models/people.h"
#include "models/time_text.h"

#include <QDateTime>

#include <algorithm>

namespace banter {

TimelineModel::TimelineModel(QString room, const Clock &clock, QObject *parent)
    : RowModel(parent), m_room(std::move(room)), m_clock(clock), m_today(m_days.dayOf(clock.wallMs()))
{}

void TimelineModel::apply(const std::vector<const ShownMessage *> &messages, const HistoryState *history)
{
    const int before = size();
    Run run;
    for (const ShownMessage *shown : messages) {
        noteArrival(*shown);
        applyOne(*shown, run);
    }
    flush(run);
    if (history) {
        applyHistory(*history);
    }
    mendHoles();
    noteEnds();
    trim();
    land();
    arriveAtUnread(history != nullptr);
    if (size() != before) {
        Q_EMIT countChanged();
    }
}

void TimelineModel::applyHistory(const HistoryState &state)
{
    if (m_history.loading && !state.loading) {
        if (state.reachesStart && !m_olderCame) {
            m_trimmedStart = false; // asked, and nothing came: this is the start
        }
        m_olderCame = false;
    }
    m_newerUpTo = 0;
    if (state == m_history) {
        return; // saying so would make views ask again for what cannot be had now
    }
    const bool gapsChanged = state.gaps != m_history.gaps;
    m_history = state;
    for (int index = 1; gapsChanged && index < sequenced(); ++index) {
        noteHole(index);
    }
    recomputeAndTell(0);
    recomputeAndTell(sequenced());
    Q_EMIT historyChanged();
}

void TimelineModel::removeMessage(const QString &clientId)
{
    for (int index = size() - 1; index >= sequenced(); --index) {
        if (row(index).message.clientId == clientId) {
            erase(index, index + 1);
            Q_EMIT countChanged();
            return;
        }
    }
}

void TimelineModel::dropAll()
{
    erase(0, size());
    m_lastSeq = m_jump = m_openAt = m_newerUpTo = 0;
    m_detached = false;
    m_trimmedStart = false;
    moveLine(std::nullopt);
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
}

void TimelineModel::setReadUpTo(std::optional<Seq> seq)
{
    m_lineSeen = false;
    moveLine(seq);
}

void TimelineModel::setWatched(bool watched)
{
    m_watched = watched;
    m_lineSeen = m_lineSeen || (m_watched && m_following);
}

void TimelineModel::rest()
{
    constexpr int Kept = 100;
    moveLine(std::nullopt);
    m_jump = m_openAt = m_newerUpTo = 0;
    if (m_detached) {
        erase(0, sequenced());
        m_detached = false;
    } else if (size() > Kept) {
        erase(0, std::min(size() - Kept, sequenced()));
        m_trimmedStart = true;
    }
    setFollowing(true);
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
}

void TimelineModel::refreshWords()
{
    if (size() > 0) {
        Q_EMIT dataChanged(index(0), index(size() - 1), {TimeRole, DayLabelRole, FailureRole});
    }
}

void TimelineModel::refreshDays()
{
    const qint64 today = LocalDays().dayOf(m_clock.wallMs());
    if (std::exchange(m_today, today) != today) {
        refreshWords();
    }
}

bool TimelineModel::reachesStart() const
{
    return m_history.reachesStart && !m_trimmedStart;
}

void TimelineModel::setFollowing(bool following)
{
    following = following && !m_detached;
    if (following) {
        m_lineSeen = m_lineSeen || m_watched;
    }
    if (m_following != following) {
        m_following = following;
        Q_EMIT followingChanged();
    }
}

Seq TimelineModel::oldestSeq() const
{
    return sequenced() > 0 ? row(0).message.seq : 0;
}

Seq TimelineModel::newestSeq() const
{
    return sequenced() > 0 ? row(sequenced() - 1).message.seq : 0;
}

std::vector<Span> TimelineModel::spansOf(int newest, int oldest) const
{
    std::vector<Span> spans;
    if (newest < 0 || oldest < newest) {
        return spans;
    }
    const int last = std::min(toRow(newest), sequenced() - 1);
    for (int index = std::max(0, toRow(oldest)); index <= last; ++index) {
        const Seq seq = row(index).message.seq;
        if (!spans.empty() && (m_history.gapsStay || spans.back().last + 1 == seq)) {
            spans.back().last = seq;
        } else {
            spans.push_back({seq, seq});
        }
    }
    return spans;
}

std::vector<Seq> TimelineModel::ownWithin(Span span) const
{
    std::vector<Seq> own;
    for (int index = place(span.first); index < sequenced() && row(index).message.seq <= span.last; ++index) {
        if (row(index).own) {
            own.push_back(row(index).message.seq);
        }
    }
    return own;
}

void TimelineModel::toNewest()
{
    if (std::exchange(m_openAt, 0) > 0) {
        Q_EMIT historyChanged();
    }
    if (m_detached) {
        erase(0, sequenced());
        m_detached = false;
        m_jump = m_newerUpTo = 0;
        m_trimmedStart = true;
        Q_EMIT countChanged();
        Q_EMIT historyChanged();
        Q_EMIT wanted(m_lastSeq + 1, PageSize);
    }
    setFollowing(true);
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : size();
}

QVariant TimelineModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &shown = row(size() - 1 - at.row());
    switch (role) {
    case KeyRole:
        return QString::number(shown.key);
    case SenderRole:
        return shown.message.sender;
    case InitialsRole:
        return initialsOf(shown.message.sender);
    case HueRole:
        return hueOf(shown.message.sender);
    case Qt::DisplayRole:
    case TextRole:
        return shown.message.text;
    case AtRole:
        return QDateTime::fromMSecsSinceEpoch(shown.message.at);
    case TimeRole:
        return clockText(shown.message.at);
    case StateRole:
    case DeliveryRole:
        return static_cast<int>(shown.state);
    case FailureRole:
        if (shown.state == DeliveryState::Unconfirmed)
            return tr("It is not known whether this arrived.");
        return shown.state == DeliveryState::Failed ? failureText(shown.failure) : QString();
    case OwnRole:
        return shown.own;
    case ClientIdRole:
        return shown.message.clientId;
    case FirstOfGroupRole:
        return shown.firstOfGroup;
    case DayLabelRole:
        return shown.firstOfDay ? dayText(shown.day, m_today) : QString();
    case FirstUnreadRole:
        return shown.firstUnread;
    case GapAboveRole:
        return shown.gapAbove;
    case EditableRole:
        return shown.editable;
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{KeyRole, "key"},
            {SenderRole, "sender"},
            {InitialsRole, "initials"},
            {HueRole, "hue"},
            {TextRole, "text"},
            {AtRole, "at"},
            {TimeRole, "time"},
            {StateRole, "state"},
            {DeliveryRole, "delivery"},
            {FailureRole, "failure"},
            {OwnRole, "own"},
            {ClientIdRole, "clientId"},
            {FirstOfGroupRole, "firstOfGroup"},
            {DayLabelRole, "dayLabel"},
            {FirstUnreadRole, "firstUnread"},
            {GapAboveRole, "gapAbove"},
            {EditableRole, "editable"}};
}

} // namespace banter
