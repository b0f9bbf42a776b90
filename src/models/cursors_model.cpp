// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/cursors_model.h"

#include "models/people.h"

#include <algorithm>

namespace banter {

CursorsModel::CursorsModel(QObject *parent) : RowModel(parent) {}

void CursorsModel::move(const QString &user, CursorPoint point)
{
    const int known = indexOf(user);
    if (known >= 0) {
        Row &row = m_rows[static_cast<std::size_t>(known)];
        if (!(row.point == point)) {
            row.point = point;
            Q_EMIT dataChanged(index(known), index(known), {XRole, YRole, PointXRole, PointYRole});
        }
        return;
    }
    const int end = static_cast<int>(m_rows.size());
    beginInsertRows({}, end, end);
    m_rows.push_back({user, point});
    endInsertRows();
    Q_EMIT countChanged();
}

void CursorsModel::remove(const QString &user)
{
    const int row = indexOf(user);
    if (row < 0) {
        return;
    }
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT countChanged();
}

void CursorsModel::clear()
{
    if (m_rows.empty()) {
        return;
    }
    beginRemoveRows({}, 0, static_cast<int>(m_rows.size()) - 1);
    m_rows.clear();
    endRemoveRows();
    Q_EMIT countChanged();
}

int CursorsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CursorsModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case Qt::DisplayRole:
    case UserRole:
        return row.user;
    case HueRole:
        return hueOf(row.user);
    case XRole:
    case PointXRole:
        return row.point.x;
    case YRole:
    case PointYRole:
        return row.point.y;
    default:
        return {};
    }
}

QHash<int, QByteArray> CursorsModel::roleNames() const
{
    return {{UserRole, "user"}, {HueRole, "hue"},       {XRole, "x"},
            {YRole, "y"},       {PointXRole, "pointX"}, {PointYRole, "pointY"}};
}

int CursorsModel::indexOf(const QString &user) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.user == user; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

} // namespace banter
