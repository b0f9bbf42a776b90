// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_model.h"

// Away from the newest messages, and back to them page by page.
namespace banter {

bool TimelineModel::jump(Seq seq)
{
    m_jump = 0;
    const int at = place(seq);
    if (at < sequenced() && row(at).message.seq == seq) {
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
    if (at < sequenced() && row(at).message.seq == m_jump) {
        const Seq jumped = std::exchange(m_jump, 0);
        m_newerUpTo = m_history.loading ? jumped + PageSize / 2 : 0; // the rest of that page comes from the server
        Q_EMIT landed(toRow(at));
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
