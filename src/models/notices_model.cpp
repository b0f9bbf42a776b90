// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/notices_model.h"

#include "models/error_text.h"
#include "models/time_text.h"

namespace banter {

void NoticesModel::put(Row row)
{
    const int surplus = static_cast<int>(m_rows.size()) - MaxRows + 1;
    if (surplus > 0) {
        beginRemoveRows({}, MaxRows - 1, MaxRows - 2 + surplus);
        m_rows.resize(MaxRows - 1);
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.push_front(std::move(row));
    endInsertRows();
    Q_EMIT countChanged();
}

void NoticesModel::retranslate()
{
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount({}) - 1), {Qt::DisplayRole, TextRole, TimeRole});
    }
}

int NoticesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant NoticesModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return row.remark ? remarkText(*row.remark) : row.text;
    case TimeRole:
        return clockText(row.at);
    default:
        return {};
    }
}

QHash<int, QByteArray> NoticesModel::roleNames() const
{
    return {{TextRole, "text"}, {TimeRole, "time"}};
}

} // namespace banter
