// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include "core/remark.h"
#include "core/values.h"

#include <deque>
#include <optional>

namespace banter {

/// What the server told everybody, and what there is to say about it, since the program began, the newest first; at
/// most MaxRows. GUI thread.
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

    void add(const QString &text, WallMs at) { put({text, {}, at}); }
    void add(const Remark &remark, WallMs at) { put({{}, remark, at}); }
    /// The language changed.
    void retranslate();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        QString text;
        std::optional<Remark> remark; ///< in place of the text
        WallMs at = 0;
    };
    void put(Row row);

    std::deque<Row> m_rows; // the newest first
};

} // namespace banter
