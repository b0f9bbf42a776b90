// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

// Away from the newest messages, and back to them page by page.
namespace banter {

void TimelineModel::openAt(Seq firstUnread)
{
    m_openAt = firstUnread;
    m_openAsked = false;
    Q_EMIT historyChanged();
    arriveAtUnread(false);
}

// `answered`: the session has spoken of the room's history since it was asked for it.
void TimelineModel::arriveAtUnread(bool answered)
{
    if (m_openAt == 0 || m_jump > 0 || sequenced() == 0) {
        return;
    }
    const int at = place(m_openAt);
    const bool there = at < sequenced() && row(at).message.seq == m_openAt;
    const bool nothingBefore = at > 0 ? m_history.gapsStay : reachesStart();
    if (!there && !nothingBefore) {
        if (m_history.loading || !answered) {
            return;
        }
        if (!std::exchange(m_openAsked, true)) {
            askForUnread();
            return;
        }
    }
    m_openAt = 0;
    Q_EMIT historyChanged();
    if (at < sequenced()) {
        Q_EMIT openedAt(toRow(at));
    }
}

// What is near is loaded up to there, so that nothing is missing on the way to the newest; else only what is around it.
void TimelineModel::askForUnread()
{
    constexpr Seq Near = 4 * PageSize;
    const Seq missing = oldestSeq() - m_openAt;
    if (missing <= Near) {
        Q_EMIT wanted(oldestSeq(), static_cast<int>(std::max<Seq>(0, missing)) + PageSize / 2);
        return;
    }
    const Seq openAt = m_openAt;
    jump(openAt);
    m_openAt = openAt;
    m_openAsked = true;
    Q_EMIT wantedAround(openAt);
}

bool TimelineModel::jump(Seq seq)
{
    m_jump = 0;
    const bool wasOpening = std::exchange(m_openAt, 0) > 0;
    const int at = place(seq);
    if (at < sequenced() && row(at).message.seq == seq) {
        if (wasOpening) {
            Q_EMIT historyChanged();
        }
        Q_EMIT landed(toRow(at));
        return true;
    }
    erase(0, sequenced());
    m_detached = true;
    m_newerUpTo = 0;
    m_jump = seq;
    setFollowing(false);
    Q_EMIT countChanged();
    Q_EMIT historyChanged();
    return false;
}

void TimelineModel::land()
{
    if (m_jump == 0) {
        return;
    }
    const int at = place(m_jump);
    const bool there = at < sequenced() && row(at).message.seq == m_jump;
    const bool nearest = at < sequenced() && !m_history.loading; // it cannot be had
    if (there || nearest) {
        const bool opening = std::exchange(m_openAt, 0) > 0;
        const Seq jumped = std::exchange(m_jump, 0);
        m_newerUpTo = m_history.loading ? jumped + PageSize / 2 : 0; // the rest of that page comes from the server
        if (opening) {
            Q_EMIT historyChanged();
            Q_EMIT openedAt(toRow(at));
        } else {
            Q_EMIT landed(toRow(at));
        }
    }
}

Seq TimelineModel::askNewer()
{
    if (!m_detached || m_newerUpTo > 0 || sequenced() == 0) {
        return 0;
    }
    m_newerUpTo = std::min(newestSeq() + PageSize, m_lastSeq);
    return m_newerUpTo + 1;
}

// Whether the newest messages are among the rows again.
void TimelineModel::noteEnds()
{
    if (m_detached && m_jump == 0 && sequenced() > 0 && newestSeq() >= m_lastSeq) {
        m_detached = false;
        m_newerUpTo = 0;
        Q_EMIT historyChanged();
    }
}

void TimelineModel::fix(const std::set<QString> &clientIds)
{
    for (int at = sequenced(); at < size(); ++at) {
        Row &own = row(at);
        if (own.editable && clientIds.count(own.message.clientId) > 0) {
            own.editable = false;
            Q_EMIT dataChanged(index(toRow(at)), index(toRow(at)), {EditableRole});
        }
    }
}

QString TimelineModel::lastEditable() const
{
    for (int at = size() - 1; at >= sequenced(); --at) {
        if (row(at).own && row(at).editable) {
            return row(at).message.clientId;
        }
    }
    return {};
}

QString TimelineModel::unsentText(const QString &clientId) const
{
    for (int at = sequenced(); at < size(); ++at) {
        if (row(at).own && row(at).message.clientId == clientId) {
            return row(at).message.text;
        }
    }
    return {};
}

} // namespace banter
