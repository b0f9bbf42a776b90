// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

namespace banter::cli {

/// The rooms that a command wants to be in, and whether it is. (A session joins as soon as it can; until then a join is
/// neither done nor refused.) Pure; one thread.
class WantedRooms {
public:
    void want(const QString &room) { m_joined[room] = false; }
    void forget(const QString &room) { m_joined.erase(room); }

    /// A room that was entered, and its newest sequence then.
    struct Entered {
        QString room;
        Seq lastSeq = 0;
    };
    /// Notes which are joined now, and gives those that were not before.
    std::vector<Entered> note(const Changes &changes);
    /// The failure of a join for good, if this batch has one; its room is forgotten.
    std::optional<Failed> takeRefusal(const Changes &changes);

    bool allJoined() const;

private:
    std::map<QString, bool> m_joined;
};

} // namespace banter::cli
