// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/cursors_model.h"
#include "models/members_model.h"
#include "models/typing_model.h"
#include "session/changes.h"

namespace banter {

/// Who is in the rooms that were opened, kept while another room is shown. The three models show those of one room.
/// GUI thread.
class RoomPeople {
public:
    /// More people than that at once are shown anew: a view cannot follow so many steps, each of which moves the
    /// others.
    static constexpr std::size_t ManyPeople = 200;

    explicit RoomPeople(ModelParts parts) : m_shownMembers(parts) {}

    /// Rosters, then presence, then what is told of the moment.
    void apply(const Changes &changes);
    /// Empty for none.
    void show(const QString &room);
    /// The room is gone: nothing of it is kept.
    void forget(const QString &room) { m_rooms.erase(room); }

    MembersModel &members() { return m_shownMembers; }
    TypingModel &typing() { return m_shownTyping; }
    CursorsModel &cursors() { return m_shownCursors; }

private:
    struct People {
        std::map<QString, Member> members;
        QStringList typing;
        std::map<QString, CursorPoint> cursors;
    };

    void applyRosters(const Changes &changes);
    void applyPresence(const Changes &changes);
    void applyEphemeral(const Changes &changes);
    void showMembers();

    MembersModel m_shownMembers;
    TypingModel m_shownTyping;
    CursorsModel m_shownCursors;
    std::map<QString, People> m_rooms;
    QString m_shown;
};

} // namespace banter
