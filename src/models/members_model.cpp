// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/members_model.h"

#include "models/people.h"
#include "models/time_text.h"

namespace banter {

namespace {

int rankOf(PresenceStatus status)
{
    switch (status) {
    case PresenceStatus::Online:
        return 0;
    case PresenceStatus::Busy:
        return 1;
    case PresenceStatus::Away:
        return 2;
    case PresenceStatus::Unknown:
    case PresenceStatus::Offline:
        break;
    }
    return 3;
}

} // namespace

MembersModel::MembersModel(ModelParts parts, QObject *parent)
    : RowModel(parent), m_parts(parts),
      m_rows(*this, [](const Member &member) -> const QString & { return member.presence.user; })
{
    connect(this, &RowModel::countChanged, this, &MembersModel::totalChanged);
}

void MembersModel::setTold(int count)
{
    if (std::exchange(m_told, count) != count) {
        Q_EMIT totalChanged();
    }
}

bool MembersModel::ByPresence::operator()(const Member &a, const Member &b) const
{
    const int left = rankOf(a.presence.status);
    const int right = rankOf(b.presence.status);
    if (left != right) {
        return left < right;
    }
    const int folded = a.presence.user.compare(b.presence.user, Qt::CaseInsensitive);
    return folded != 0 ? folded < 0 : a.presence.user < b.presence.user;
}

void MembersModel::setSelf(const QString &user)
{
    const QString before = std::exchange(m_self, user);
    for (const QString &whose : {before, user}) {
        const int row = m_rows.indexOf(whose);
        if (row >= 0) {
            Q_EMIT dataChanged(index(row), index(row), {IsSelfRole});
        }
    }
}

QStringList MembersModel::names() const
{
    QStringList names;
    names.reserve(m_rows.size());
    for (const Member &member : m_rows) {
        names.append(member.presence.user);
    }
    return names;
}

void MembersModel::setStale(bool stale)
{
    if (std::exchange(m_stale, stale) != stale) {
        Q_EMIT staleChanged();
    }
}

void MembersModel::setRoster(const std::vector<Member> &members)
{
    m_rows.become(members);
    countOnline();
}

void MembersModel::apply(const Member &member)
{
    m_rows.put(member);
    countOnline();
}

void MembersModel::remove(const QString &user)
{
    m_rows.remove(user);
    countOnline();
}

void MembersModel::applyPresence(const Presence &presence)
{
    if (const Member *known = m_rows.find(presence.user)) {
        Member changed = *known;
        changed.presence = presence;
        m_rows.put(changed);
        countOnline();
    }
}

void MembersModel::refreshTimes()
{
    for (int row = m_rows.size() - 1; row >= 0 && rankOf(m_rows.at(row).presence.status) > 0; --row) {
        if (m_rows.at(row).presence.lastSeen > 0) {
            Q_EMIT dataChanged(index(row), index(row), {LastSeenTextRole});
        }
    }
}

const Member *MembersModel::find(const QString &user) const
{
    return m_rows.find(user);
}

int MembersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

QVariant MembersModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Member &member = m_rows.at(at.row());
    const Presence &presence = member.presence;
    switch (role) {
    case Qt::DisplayRole:
    case UserRole:
        return presence.user;
    case InitialsRole:
        return initialsOf(presence.user);
    case HueRole:
        return hueOf(presence.user);
    case StatusRole:
        return static_cast<int>(PresenceKind::of(presence.status));
    case StatusTextRole:
        return presence.text;
    case LastSeenTextRole:
        return presence.status == PresenceStatus::Offline || presence.status == PresenceStatus::Unknown
                   ? lastSeenText(presence.lastSeen, m_parts.clock.wallMs())
                   : QString();
    case IsOwnerRole:
        return member.role == banter::Role::Owner;
    case IsSelfRole:
        return presence.user == m_self;
    default:
        return {};
    }
}

QHash<int, QByteArray> MembersModel::roleNames() const
{
    return {{UserRole, "user"},       {InitialsRole, "initials"},     {HueRole, "hue"},
            {StatusRole, "status"},   {StatusTextRole, "statusText"}, {LastSeenTextRole, "lastSeenText"},
            {IsOwnerRole, "isOwner"}, {IsSelfRole, "isSelf"}};
}

void MembersModel::countOnline()
{
    const auto here = [](const Member &member) { return rankOf(member.presence.status) < 3; };
    const int online = static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), here));
    if (std::exchange(m_online, online) != online) {
        Q_EMIT onlineCountChanged();
    }
}

} // namespace banter
