// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "session/commands.h"

#include <QStringList>

namespace banter::cli {

/// The rooms that a command wants to be in. A room can only be joined while connected, so that a join may have to wait,
/// and one whose answer was lost is asked again. Pure; one thread.
class WantedRooms {
public:
    /// Gives what to tell now. `open`: its events are wanted too, `since` as in tell::OpenRoom.
    std::vector<tell::Command> want(const QString &room, bool open, Seq since, bool connected);
    void forget(const QString &room) { m_rooms.erase(room); }

    /// The connection is there (again): what to tell.
    std::vector<tell::Command> connected() const;
    /// Notes which are joined now.
    void note(const Changes &changes);
    /// The failure of a join for good, if this batch has one; its room is forgotten.
    std::optional<Failed> takeRefusal(const Changes &changes);

    /// The room is wanted and not joined yet.
    bool isAwaited(const QString &room) const;
    bool allJoined() const;

private:
    struct Wish {
        bool open = false;
        Seq since = 0;
        bool joined = false;
    };
    static std::vector<tell::Command> entry(const QString &room, const Wish &wish);

    std::map<QString, Wish> m_rooms;
};

} // namespace banter::cli
