// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/registry.h"

#include <chrono>

// What whoever runs the server does beside it, from a process of its own. All of it blocks on the disk; any thread.
namespace banter {

struct AccountLine {
    QString name;
    WallMs lastSeen = 0;
    int devices = 0;
    int rooms = 0;
    bool removed = false;
    WallMs made = 0; ///< when it was registered; 0 where nobody knows
    QString from;    ///< at which address; empty where nobody knows
};

struct RoomLine {
    QString name;
    bool isPrivate = false;
    int members = 0;
    qint64 messages = 0;
    QString maker; ///< empty where nobody knows
};

/// By name. The server may run. NotFound where there is no database, and Database::openAsIs's errors.
Result<std::vector<AccountLine>> listAccounts(const QString &dataDir);
Result<std::vector<RoomLine>> listRooms(const QString &dataDir);

/// A new invitation code, which lets `uses` people, 1 to Registry::MaxCodeUses, make an account. The server may run; it
/// must have been started once with this version of the program: NewerDatabase or Conflict otherwise.
Result<QString> makeInviteCode(const QString &dataDir, int uses);

/// Has the server that runs on the folder carry the order out, and waits for that; carries it out here where none runs.
/// NotFound where there is nobody or nothing of that name, TimedOut where the server said nothing in time (it may still
/// do it), and the store's errors.
Status carryOutOrder(const QString &dataDir, const OperatorOrder &order,
                     std::chrono::milliseconds patience = std::chrono::seconds(10));

} // namespace banter
