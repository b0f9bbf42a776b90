// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <QStringView>

#include <set>

// Who is meant by a text, and where in it. A message carries whom it means as a list of names without places, so that
// nothing depends on how a side counts characters; the places are found again in the text.
namespace banter {

/// The word after '@' that means all of the room, whatever anybody is called. Compared as names are.
inline constexpr QLatin1String WholeRoomWord{"room"};

/// A place in a text where somebody is named.
struct MentionPlace {
    qsizetype at = 0;     ///< of the '@', in UTF-16 units
    qsizetype length = 0; ///< with the '@'
    QString key;          ///< nameKey() of whom it names; empty: all of the room
    bool operator==(const MentionPlace &) const = default;
};

/// Where one of `keys` (as nameKey() gives them), or the room, is named as a word with an '@' before it (of full width,
/// too), ascending. Of names that begin alike the longest counts. A name ends where the word does, or anywhere in a
/// script that puts no spaces between words. Pure; its time is the text's length and the longest name's.
std::vector<MentionPlace> findMentions(QStringView text, const std::set<QString> &keys);

/// Whom of `members` a text names, and whether it names the room; at most `most` people, those that come first. Pure.
Mentions mentionsIn(QStringView text, const QStringList &members, qsizetype most);

/// What of a text would be a name of somebody who is not known here, each as it stands there and once: whole words
/// after an '@' that are names of at most `maxChars` UTF-16 units. Pure.
QStringList possibleNames(QStringView text, qsizetype maxChars);

/// As Mentions has them: ascending, each once. Pure.
Mentions inOrder(Mentions mentions);

/// Whether that person is meant: by name, or with all of the room. Pure.
bool isMeant(const Mentions &mentions, const QString &user);

/// All in one list, as scripts and databases have it: the names, and at the end "@room" where the room is meant, which
/// can be no name.
QStringList mentionList(const Mentions &mentions);
/// The other way, in any order. What is empty or there twice is left out. Pure.
Mentions mentionsFrom(const QStringList &list);

/// The list as one text, a line each; empty: nobody is meant. Pure.
QString mentionsText(const Mentions &mentions);
/// The other way. Pure.
Mentions mentionsFromText(const QString &text);

} // namespace banter
