// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/account_places.h"
#include "server/group_commit.h"
#include "server/rooms.h"

namespace banter {

/// Carries out what whoever runs the server wants: accounts and rooms that go, passwords that are set anew. The orders
/// are left in the database by another process (operators.h), and looked for once a second.
class OperatorTasks final {
public:
    OperatorTasks(HubState &state, GroupCommit &commits, Rooms &rooms, AccountPlaces &places)
        : m_state(state), m_commits(commits), m_rooms(rooms), m_places(places)
    {}
    ~OperatorTasks();

    /// From now on orders are looked for; those of before are forgotten.
    void watch();
    /// NotFound for a name that nobody and nothing has, Forbidden for the lobby, and the store's errors. It is on the
    /// disk when this returns success, and all who are concerned were told.
    Status carryOut(const OperatorOrder &order);

    /// A person waits for it at a terminal; to look is one read of shared memory.
    static constexpr qint64 LookMs = 1'000;

private:
    void look();
    Status removeRoom(const QString &id);
    Status setPassword(const QString &name, const QString &hash);
    Status removeAccount(const QString &name);

    HubState &m_state;
    GroupCommit &m_commits;
    Rooms &m_rooms;
    AccountPlaces &m_places;
    TimerId m_timer = 0;
    qint64 m_seen = -1; ///< Registry::changeCount() at the last look
};

} // namespace banter
