// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace banter {

/// What somebody who types `typed` looks for: its words, each once, at most eight, of at most 100 characters each. Any
/// blank parts words; controls are left out. Pure, any thread.
QStringList searchWords(const QString &typed);

/// How a word may stand in a text that somebody else typed, the word as it is at first: composed and decomposed (NFC,
/// NFD), in full width, with ss or \u00df, dotted or dotless i, ' or \u2019. At least one and at most MaxForms, without
/// case, which the search itself passes over. Pure, any thread.
QStringList formsOf(const QString &word);
/// Three places of a word that can be written in three ways, composed and decomposed, and some room.
inline constexpr qsizetype MaxForms = 64;

} // namespace banter
