// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include "core/values.h"

#include <deque>

namespace banter {

/// What the server told everybody since the program began, the newest first; at most MaxRows. GUI thread.
class NoticesModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
public:
    /// More than anybody reads back; the older ones go.
    static constexpr int MaxRows = 200;

    enum Role {
        TextRole = Qt::UserRole + 1, ///< string, plain text
        TimeRole,                    ///< string, the locale's short time of its arrival
    };

    using RowModel::RowModel;

    void add(const QString &text, WallMs at);
    /// The language changed.
    void retranslate();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        QString text;
        WallMs at = 0;
    };
    std::deque<Row> m_rows; // the newest first
};

} // namespace banter
