// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/group_commit.h"
#include "server/presence.h"
#include "server/rooms.h"

#include <deque>

namespace banter {

/// Who has one of the places for accounts, and who gives it up: whom the server's operator removes, and, where all are
/// taken, accounts that were never used, so that nobody can shut the door for good by making accounts. The operator is
/// told before it comes to that. One thread.
class AccountPlaces final {
public:
    AccountPlaces(HubState &state, GroupCommit &commits, Rooms &rooms, PresenceBoard &presence)
        : m_state(state), m_commits(commits), m_rooms(rooms), m_presence(presence)
    {}

    /// Nobody is that person any more, and nobody else gets the name. The store's errors; on success it is on the disk,
    /// and all who are concerned were told.
    Status remove(Person &person);
    /// Closes the person's links.
    void signOut(const Person &person);

    /// Whether another account may be made: there is a place, or makePlace() can make one.
    bool hasPlace();
    /// Sees to a place for another account: of those by which nothing was ever said or made, whose people are in no
    /// room but the lobby and were not here for UnusedMs of the server's running, the one that was gone for longest
    /// goes, and its name is free again. False where there is none.
    bool makePlace();
    /// There are more accounts than before: tells the operator once when it gets narrow, and once when all are taken.
    void noteCount();

    /// All accounts are held in memory, and everybody's lobby counts them. As many as Rooms::MaxRooms.
    static constexpr std::size_t MaxAccounts = 10'000;
    /// The operator hears of it while there is time to do something.
    static constexpr std::size_t NarrowFrom = MaxAccounts / 10 * 9;
    /// Somebody who was invited and is on holiday comes back.
    static constexpr qint64 UnusedMs = 30LL * 24 * 3600 * 1000;
    /// The disk is not looked through for each who knocks.
    static constexpr qint64 LookAgainMs = 60'000;

private:
    Person *unused();
    bool isUnused(const Person &person) const;
    Status carryOut(qint64 account, const std::function<Status(ServerStore &)> &write);
    void forget(Person &person, const std::vector<ServerStore::Exit> &exits);

    HubState &m_state;
    GroupCommit &m_commits;
    Rooms &m_rooms;
    PresenceBoard &m_presence;
    std::deque<qint64> m_silent; ///< accounts that may be unused, who was gone for longest first
    MonoMs m_lookAgain = 0;
    enum class Told { Nothing, Narrow, Full } m_told = Told::Nothing;
};

} // namespace banter
