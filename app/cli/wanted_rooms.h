// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

namespace banter::cli {

/// The rooms that a command wants to be in, and whether it is. (A session joins as soon as it can; until then a join is
/// neither done nor refused.) Pure; one thread.
class WantedRooms {
public:
    void want(const QString &room) { m_wishes[room] = Wish::Asked; }
    /// It is being left.
    void forget(const QString &room);
    /// It was not left after all: what was wished for before counts again.
    void stay(const QString &room);

    /// Notes which are joined now, and gives those that were not before, also those that are there again as others.
    std::vector<QString> note(const Changes &changes);
    /// The failure of a join for good, if this batch has one; its room is forgotten.
    std::optional<Failed> takeRefusal(const Changes &changes);

    /// No join is under way. A room that went, as a private one does that was left on another device, may come back;
    /// that is for others to do, and nobody waits for it.
    bool allJoined() const;

private:
    enum class Wish { Asked, Joined, Gone };

    std::map<QString, Wish> m_wishes;
    std::map<QString, Wish> m_left;
};

} // namespace banter::cli
