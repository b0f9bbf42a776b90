// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

// The one place for every bound of banter.v1. The server refuses what is over them; a client checks before it queues.
namespace banter::protocol::limits {

inline constexpr int Version = 1;

/// Largest frame either side accepts, bytes. Larger ones close the link with 1009.
inline constexpr qint64 MaxFrameBytes = 1 << 20;
/// Largest frame that a side makes of its own will, bytes: a page is cut short and a batch is split for it. A
/// QWebSocket (Qt 6.4 to 6.8) cuts a text over this into fragments, at any byte, and reads no fragment that ends inside
/// a character.
inline constexpr qint64 MaxMadeFrameBytes = 512 * 1024;
/// Deepest nesting of arrays and objects in a frame. The deepest that is defined is 7; unknown fields get some room.
inline constexpr int MaxDepth = 32;
/// Most items in one batch frame.
inline constexpr int MaxBatch = 1000;
/// Most messages in one page of history, and in one list of changes.
inline constexpr int MaxPage = 200;
/// Who has more changed messages of a room to learn of than that fetches what it shows of the room anew: 25 lists.
inline constexpr int MaxChangesBehind = 5000;

/// One message's text, UTF-8 bytes: about ten screens of prose, and 60 of them fit in a frame.
inline constexpr int MaxTextBytes = 16 * 1024;
/// A person's or a room's name, characters (UTF-16 units).
inline constexpr int MaxUserChars = 32;
inline constexpr int MaxRoomChars = 64;
inline constexpr int MaxStatusTextChars = 120;
/// A reaction's key, UTF-16 units: the longest emoji of Unicode 15 has 15.
inline constexpr int MaxReactionChars = 32;
/// Different ones under one message: a row of them stays a row.
inline constexpr int MaxReactionKeys = 20;
/// Of one message, each person's counted apart: with names at their longest 200 KB of a frame.
inline constexpr int MaxReactions = 2000;
/// People whom one message means by name: who wants more of a room means the room.
inline constexpr int MaxMentions = 50;
/// Client ids, message ids, epochs, tokens: characters.
inline constexpr int MaxIdChars = 64;
inline constexpr int MaxTokenChars = 128;
inline constexpr int MaxPasswordBytes = 1024;
inline constexpr int MinPasswordChars = 8; ///< NIST SP 800-63B's floor for a memorised secret
/// A notice's or an error's sentence, characters.
inline constexpr int MaxSentenceChars = 500;
/// "program/version", characters.
inline constexpr int MaxProgramChars = 120;
/// Names of capabilities: how many, and characters of each.
inline constexpr int MaxCapabilities = 64;
inline constexpr int MaxCapabilityChars = 64;
/// Largest integer on the wire, 2^53-1: what a JSON number holds exactly everywhere (RFC 8259, section 6).
inline constexpr qint64 MaxInteger = (qint64(1) << 53) - 1;
/// Most rooms in one list, and members or typing people in one snapshot: each list fits in a frame.
inline constexpr int MaxRoomsListed = 2000;
inline constexpr int MaxMembersListed = 1000;

/// Devices in one list: an account's tokens, and some to spare.
inline constexpr int MaxDevicesListed = 64;

/// Rooms one account may be a member of, and rooms one link may subscribe to.
inline constexpr int MaxRoomsPerAccount = 500;

/// Invitations that wait for one person's answer: as many as somebody reads through; and those of them by one account.
inline constexpr int MaxInvitations = 50;
inline constexpr int MaxInvitationsBySender = 5;
/// Invitations by one account that wait for an answer, whoever is asked.
inline constexpr int MaxInvitationsMade = 500;
/// Who declined is not asked into the same room again for a week.
inline constexpr qint64 DeclinedForMs = 7LL * 24 * 3600 * 1000;
/// Who left a room is not asked back into it for a day.
inline constexpr qint64 LeftForMs = 24LL * 3600 * 1000;
/// Who declined that many invitations of one account, and took none meanwhile, is asked by it no more.
inline constexpr int MaxDeclinedOfSender = 3;

/// Messages a second and at once per account, unless the server was told otherwise.
inline constexpr double DefaultRatePerSecond = 20;
inline constexpr int DefaultBurst = 100;

/// A person is gone this long after the last link went, so that a short drop is seen by nobody.
inline constexpr int LeaveGraceMs = 10'000;
/// A typing person who said nothing for this long has stopped.
inline constexpr int TypingExpiryMs = 6'000;
/// A typing client says so again this often.
inline constexpr int TypingIntervalMs = 2'000;
/// Cursor moves closer together than this are merged by the sender.
inline constexpr int CursorIntervalMs = 50;
/// A link that has not signed in by then is closed.
inline constexpr int HelloDeadlineMs = 10'000;
/// A link that sent this many frames that nobody can read is closed with 1002.
inline constexpr int MaxUnreadableFrames = 10;

} // namespace banter::protocol::limits
