// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"

namespace banter {

/// The first version that keeps what people chose to be.
inline constexpr int OwnPresenceVersion = 4;
/// The first one that keeps who is asked into which room.
inline constexpr int InvitationsVersion = 5;
/// The first one that keeps who made a room, and which accounts were removed.
inline constexpr int WhoComesInVersion = 6;
/// The first one in which messages change.
inline constexpr int MessagesThatChangeVersion = 7;

/// The first one in which nothing ages by the calendar, and which keeps where accounts and rooms came from.
inline constexpr int AgesByServiceVersion = 8;
/// The first one that keeps where people are known, and who was slowed down.
inline constexpr int KnownPlacesVersion = 9;
/// The first one in which people react to messages, and messages answer others.
inline constexpr int ReactionsVersion = 10;
/// The first one in which messages mean people by name.
inline constexpr int MentionsVersion = 11;

/// What the server's database looks like, version by version. A version that was released is never changed: add one.
Schema serverSchema();

} // namespace banter
