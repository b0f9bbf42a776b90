// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QHash>

#include <algorithm>
#include <functional>
#include <vector>

namespace banter {

/// The rows of a RowModel in the order of `Less` (strict, total over rows with different keys), announced one by one as
/// they come, move and go. Found by a key in a few comparisons.
template <class Row, class Less>
class SortedRows {
public:
    using KeyOf = std::function<const QString &(const Row &)>;

    SortedRows(RowModel &model, KeyOf keyOf) : m_model(model), m_keyOf(std::move(keyOf)) {}

    int size() const { return static_cast<int>(m_rows.size()); }
    const Row &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    auto begin() const { return m_rows.begin(); }
    auto end() const { return m_rows.end(); }

    /// -1 when there is none.
    int indexOf(const QString &key) const
    {
        const auto known = m_byKey.constFind(key);
        return known == m_byKey.constEnd() ? -1 : position(*known);
    }
    const Row *find(const QString &key) const
    {
        const auto known = m_byKey.constFind(key);
        return known == m_byKey.constEnd() ? nullptr : &at(position(*known));
    }

    /// Adds the row, or changes the one of the same key and moves it to its place.
    void put(const Row &row)
    {
        const int old = indexOf(m_keyOf(row));
        if (old < 0) {
            insert(row);
        } else if (!(at(old) == row)) {
            change(old, row);
        }
    }

    void remove(const QString &key)
    {
        const int row = indexOf(key);
        if (row < 0) {
            return;
        }
        m_model.beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        m_byKey.remove(key);
        m_model.endRemoveRows();
        Q_EMIT m_model.countChanged();
    }

    /// Becomes exactly these rows; those that stay are changed and moved, not replaced, unless so many are others that
    /// no view could follow.
    void become(std::vector<Row> wanted)
    {
        if (m_rows.empty()) {
            fill(std::move(wanted));
            return;
        }
        QHash<QString, bool> kept;
        qsizetype steps = size();
        for (const Row &row : wanted) {
            const auto known = m_byKey.constFind(m_keyOf(row));
            const bool isNew = known == m_byKey.constEnd();
            steps += (isNew || !(*known == row) ? 1 : 0) - (isNew ? 0 : 1);
            kept.insert(m_keyOf(row), true);
        }
        if (steps > MaxSteps) {
            replace(std::move(wanted));
            return;
        }
        for (int row = size() - 1; row >= 0; --row) {
            const QString key = m_keyOf(at(row));
            if (!kept.contains(key)) {
                remove(key);
            }
        }
        for (const Row &row : wanted) {
            put(row);
        }
    }

private:
    int position(const Row &row) const
    {
        return static_cast<int>(std::lower_bound(m_rows.begin(), m_rows.end(), row, Less{}) - m_rows.begin());
    }

    void insert(const Row &row)
    {
        const int to = position(row);
        m_model.beginInsertRows({}, to, to);
        m_rows.insert(m_rows.begin() + to, row);
        m_byKey.insert(m_keyOf(row), row);
        m_model.endInsertRows();
        Q_EMIT m_model.countChanged();
    }

    void change(int from, const Row &row)
    {
        // The place among the others, as beginMoveRows counts: before the row is taken out.
        const auto first = m_rows.begin();
        int to = static_cast<int>(std::lower_bound(first, first + from, row, Less{}) - first);
        if (to == from) {
            to = static_cast<int>(std::lower_bound(first + from + 1, m_rows.end(), row, Less{}) - first);
        }
        const bool moves = to != from && to != from + 1;
        if (moves) {
            m_model.beginMoveRows({}, from, from, {}, to);
            if (to < from) {
                std::rotate(first + to, first + from, first + from + 1);
            } else {
                std::rotate(first + from, first + from + 1, first + to);
                --to;
            }
        } else {
            to = from;
        }
        m_rows[static_cast<std::size_t>(to)] = row;
        m_byKey.insert(m_keyOf(row), row);
        if (moves) {
            m_model.endMoveRows();
        }
        const QModelIndex changed = m_model.index(to);
        Q_EMIT m_model.dataChanged(changed, changed);
    }

    // Each key once, the last one counting, in order.
    void sort(std::vector<Row> &wanted)
    {
        m_byKey.clear();
        for (const Row &row : wanted) {
            m_byKey.insert(m_keyOf(row), row);
        }
        if (m_byKey.size() != static_cast<qsizetype>(wanted.size())) {
            wanted.clear();
            for (const Row &row : std::as_const(m_byKey)) {
                wanted.push_back(row);
            }
        }
        std::sort(wanted.begin(), wanted.end(), Less{});
    }

    void replace(std::vector<Row> wanted)
    {
        m_model.beginResetModel();
        sort(wanted);
        m_rows = std::move(wanted);
        m_model.endResetModel();
        Q_EMIT m_model.countChanged();
    }

    void fill(std::vector<Row> wanted)
    {
        sort(wanted);
        if (wanted.empty()) {
            return;
        }
        m_model.beginInsertRows({}, 0, static_cast<int>(wanted.size()) - 1);
        m_rows = std::move(wanted);
        m_model.endInsertRows();
        Q_EMIT m_model.countChanged();
    }

    /// Each costs a view a moment, and moves the rows behind it.
    static constexpr qsizetype MaxSteps = 200;

    RowModel &m_model;
    KeyOf m_keyOf;
    std::vector<Row> m_rows;
    QHash<QString, Row> m_byKey;
};

} // namespace banter
