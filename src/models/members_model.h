// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"
#include "models/presence_kind.h"
#include "models/row_model.h"
#include "models/sorted_rows.h"
#include "session/changes.h"

namespace banter {

/// The members of one room: by status (online, busy, away, then offline and unknown), then by name.
class MembersModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
    Q_PROPERTY(int onlineCount READ onlineCount NOTIFY onlineCountChanged)
    /// All members, of whom only the first of a large room are rows here.
    Q_PROPERTY(int total READ total NOTIFY totalChanged)
    /// Without a connection: what is shown was so when it was last heard of, and may not be so any more.
    Q_PROPERTY(bool stale READ stale NOTIFY staleChanged)
public:
    enum Role {
        UserRole = Qt::UserRole + 1, ///< string
        InitialsRole,                ///< string, one or two characters
        HueRole,                     ///< int, 0 to 359
        StatusRole,                  ///< PresenceKind
        StatusTextRole,              ///< string: the person's own words, may be empty
        LastSeenTextRole,            ///< string, translated; empty for who is here or was never seen
        IsOwnerRole,                 ///< bool: owns the room
        IsSelfRole,                  ///< bool
    };

    explicit MembersModel(ModelParts parts, QObject *parent = nullptr);

    void setSelf(const QString &user);
    /// The whole roster; rows that stay are changed, not replaced.
    void setRoster(const std::vector<Member> &members);
    void apply(const Member &member);
    void remove(const QString &user);
    /// Ignored for who is no member.
    void applyPresence(const Presence &presence);
    /// The wording of "last seen" moved on: call once a minute.
    void refreshTimes();

    /// Online, busy or away.
    int onlineCount() const { return m_online; }
    int total() const { return rowCount({}) < LargeRoom ? rowCount({}) : std::max(rowCount({}), m_told); }
    /// How many the server says there are.
    void setTold(int count);
    const Member *find(const QString &user) const;
    /// Their names, in the order of the rows.
    QStringList names() const;
    bool stale() const { return m_stale; }
    void setStale(bool stale);

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Servers name no more at once than that (limits::MaxMembersListed); below, the rows are all.
    static constexpr int LargeRoom = 1'000;

Q_SIGNALS:
    void onlineCountChanged();
    void totalChanged();
    void staleChanged();

private:
    struct ByPresence {
        bool operator()(const Member &a, const Member &b) const;
    };
    void countOnline();

    ModelParts m_parts;
    SortedRows<Member, ByPresence> m_rows;
    QString m_self;
    int m_online = 0;
    int m_told = 0;
    bool m_stale = true;
};

} // namespace banter
