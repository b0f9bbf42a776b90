// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

namespace banter::markup {

/// So many of them are shown large; more are a pattern.
inline constexpr int MaxLargeEmoji = 6;

/// How many emoji the text is, when it is nothing else but blanks and 1 to MaxLargeEmoji of them; else 0. What is drawn
/// as text unless U+FE0F follows (a digit, the copyright sign) counts only with it. Pure; any thread.
int emojiOnly(QStringView text);

} // namespace banter::markup
