// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QStringView>

// What a text may be made of. Client and server apply the same rules, so that what a person typed is refused where they
// are looking and not a round trip later. Errors are BadText or TooLarge with one English sentence. Pure; any thread.
// The limits are the caller's: protocol/limits.h for banter.v1, Capabilities for any other server.
namespace banter {

/// A message: at least one and at most `maxBytes` bytes of UTF-8, no control characters but line feed and tab, no half
/// of a surrogate pair, neither U+FFFE nor U+FFFF. A carriage return is a control character: see withLineFeeds().
Status checkMessageText(QStringView text, qint64 maxBytes);

/// A person's own words beside the name: empty, or at most `maxChars` UTF-16 units on one line, without controls,
/// U+FFFE and U+FFFF, and without characters that turn the direction of what follows (they would reach into the rest of
/// the line).
Status checkStatusText(QStringView text, qint64 maxChars);

/// What is put under a message as a reaction: 1 to `maxChars` UTF-16 units of what a status text may have, without any
/// space. Joiners and variation selectors belong to emoji.
Status checkReaction(QStringView key, qint64 maxChars);

/// A person's name: 1 to `maxChars` UTF-16 units of letters and decimal digits of any script, the combining marks that
/// follow them, '.', '_' and '-', with at least one letter or digit, in composed form (NFC). That leaves out spaces,
/// controls, direction and format characters, and letters that cannot be seen.
Status checkUserName(QStringView name, qint64 maxChars);

/// A room's name: as a person's, and single spaces inside.
Status checkRoomName(QStringView name, qint64 maxChars);

/// What a person's name is compared by: two names that differ in case or in compatibility forms only have the same key.
QString nameKey(QStringView name);

/// Whether two texts are the same to Unicode (canonical equivalence): a letter with its accent, in one character or
/// two.
bool isSameText(const QString &one, const QString &other);

/// Whether a server that passes on the one may have made the other of it: servers trim what they pass on, put other
/// line ends and blanks there, and compose what was written decomposed. So one's own message is known again.
bool isSameWords(const QString &one, const QString &other);

/// What two texts have in common exactly where isSameWords() is true of them.
QString wordsKey(const QString &text);

/// The text with CR LF and CR as LF, as it is pasted or read from a file made elsewhere.
QString withLineFeeds(const QString &text);

} // namespace banter
