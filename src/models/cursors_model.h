// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include "core/values.h"

#include <vector>

namespace banter {

/// The pointers of others on the current room's board. A row appears with the first move and goes when its owner
/// leaves.
class CursorsModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
public:
    enum Role {
        UserRole = Qt::UserRole + 1, ///< string
        HueRole,                     ///< int, 0 to 359
        XRole,                       ///< real, 0 left to 1 right
        YRole,                       ///< real, 0 top to 1 bottom
        PointXRole,                  ///< the same as x, for delegates that are Items and have an x of their own
        PointYRole,                  ///< the same as y
    };

    explicit CursorsModel(QObject *parent = nullptr);

    void move(const QString &user, CursorPoint point);
    void remove(const QString &user);
    void clear();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        QString user;
        CursorPoint point;
    };
    int indexOf(const QString &user) const;

    std::vector<Row> m_rows;
};

} // namespace banter
