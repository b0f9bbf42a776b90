// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// What the person put there, ascending by UTF-16 units. Pure.
QStringList reactionsOf(const std::vector<Reaction> &reactions, const QString &user);

/// Makes `keys` all that the person has put there, in the order that Reaction and MessageState tell; empty: nothing.
/// The same key twice counts once. What nobody has put there any more is not in it. Pure.
void setReactions(std::vector<Reaction> &reactions, const QString &user, const QStringList &keys);

/// Puts all of `others`, in any order, to what is there. Pure.
void addReactions(std::vector<Reaction> &reactions, const std::vector<Reaction> &others);

/// How many there are, each person's counted apart. Pure.
qsizetype countReactions(const std::vector<Reaction> &reactions);

} // namespace banter
