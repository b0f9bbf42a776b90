// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"
#include "models/sorted_rows.h"
#include "session/changes.h"

namespace banter {

/// The rooms rail: first what the person is asked into, then the joined rooms, then those that one is no member of any
/// more and where something of one's own was not sent, be it a draft, then the public ones that can be joined; each by
/// name.
class RoomsModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    Q_PROPERTY(int totalUnread READ totalUnread NOTIFY totalUnreadChanged)
public:
    enum Role {
        RoomRole = Qt::UserRole + 1, ///< string: the room's id and name
        HueRole,                     ///< int, 0 to 359
        IsPrivateRole,               ///< bool
        JoinedRole,                  ///< bool
        UnreadRole,                  ///< int: messages of others after the read position
        MemberCountRole,             ///< int
        IsCurrentRole,               ///< bool: the one that is shown
        HasDraftRole,                ///< bool: something was left in its composer
        JoiningRole,                 ///< bool: will be joined when the server can be asked
        LeavingRole,                 ///< bool: will be left when the server can be asked
        WaitingRole,                 ///< int: own messages that were not sent
        InvitedByRole,               ///< string: who asks the person into it; empty: nobody
        MentionsRole,                ///< int: of the unread ones, those that mean the person
        SectionRole,                 ///< string: "invited", "joined", "left" or "others", for the view's sections
    };

    explicit RoomsModel(QObject *parent = nullptr);

    /// New or changed rooms, and those that are gone. Work is proportional to the change.
    void apply(const std::map<QString, ShownRoom> &changed, const std::set<QString> &gone);
    /// How many own messages were not sent, by room; rooms that are not named have none.
    void setWaiting(std::map<QString, int> counts);
    /// Empty for none.
    void setCurrent(const QString &room);
    /// What the composer of `room` holds now, before the session has stored it.
    void setDraft(const QString &room, const QString &draft);

    /// Null when there is no such room. Valid until the next change.
    const ShownRoom *find(const QString &room) const;
    bool isJoined(const QString &room) const;
    /// The first joined room in the order of the rail; empty when there is none.
    QString firstJoined() const;
    /// The joined room `step` places after `room` in the rail, round the end; the first one when `room` is none of
    /// them. Empty when there is none.
    Q_INVOKABLE QString neighbour(const QString &room, int step) const;
    /// Rooms whose names hold `typed` in any spelling (core/folded_text.h), those that begin with it first, otherwise
    /// in the rail's order: objects with room, isPrivate, joined, unread, mentions and hue.
    Q_INVOKABLE QVariantList matching(const QString &typed) const;
    /// What was left in its composer; empty also where there is no such room.
    Q_INVOKABLE QString draftOf(const QString &room) const;
    /// Who asks the person into it; empty: nobody, or they are in it.
    Q_INVOKABLE QString inviterTo(const QString &room) const;
    /// Unread messages of all joined rooms.
    int totalUnread() const { return m_totalUnread; }

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void totalUnreadChanged();
    /// apply() is done, and every view has heard of each row that came, moved or went. Who wants to do something about
    /// a row waits for this: what is changed while the rows are still being told of reaches views that do not know yet
    /// where the row is.
    void applied();

private:
    struct ByRail {
        bool operator()(const ShownRoom &a, const ShownRoom &b) const;
    };
    void countUnread();
    ShownRoom counted(ShownRoom shown) const;
    void replace(const ShownRoom &shown);
    void touch(const QString &room, int role);

    SortedRows<ShownRoom, ByRail> m_rows;
    QString m_current;
    std::map<QString, int> m_waiting;
    int m_totalUnread = 0;
};

} // namespace banter
