// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace banter {

template <class Row, class Less>
class SortedRows;

/// A list model that has a `count` and lets SortedRows announce its changes. Models that QML sees name it as
/// banter::RowModel: the type registration looks a base class up by its whole name.
class RowModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    using QAbstractListModel::QAbstractListModel;
    int count() const { return rowCount({}); }

Q_SIGNALS:
    void countChanged();

private:
    template <class Row, class Less>
    friend class SortedRows;
};

} // namespace banter
