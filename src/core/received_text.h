// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

// Words from where nobody knows our rules for texts (core/text.h): a log line with colours, a text that a program in C
// ended with NUL, a page of a printer; from a server, or pasted. They are made fit to be shown, kept and said, and
// never dropped for what they hold. Pure; any thread. Linear in the text's length.
namespace banter {

/// The text without what a terminal would obey and nobody can see: escape sequences (ECMA-48) with all that belongs to
/// them, control characters but line feed and tab. CR LF, CR, form feed, vertical tab and NEL become line feeds. Half a
/// surrogate pair, U+FFFE and U+FFFF become U+FFFD. What is left is what checkMessageText() takes, but for its length,
/// and cleaned again it stays as it is.
QString cleanText(const QString &text);

/// The same on one line, for names and status texts: line feeds, tabs and Unicode's own line separators become spaces.
QString cleanLine(const QString &text);

/// An id in place of one that is too long, or holds what no name can: as good as never the same for two that differ.
QString hashedId(const QString &id);

/// What stands at the end of a text that was cut.
inline const QString CutMark = QStringLiteral(" [\u2026]");

/// At most `most` UTF-16 units, the mark at the end among them, of a text that is longer; never half a pair.
QString cutToChars(const QString &text, qsizetype most);
/// The same in bytes of UTF-8.
QString cutToBytes(const QString &text, qsizetype most);

} // namespace banter
