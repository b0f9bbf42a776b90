// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter::markup {

/// What to do with a text that is being written: put `words` in place of `length` units at `at`, then select.
struct Rewriting {
    qsizetype at = 0;
    qsizetype length = 0;
    QString words;
    qsizetype selectFrom = 0;
    qsizetype selectTo = 0;
};

/// Puts `mark` (`**`, `*`, a backtick) around what is selected, from `from` to `to`, or takes it away where it is there
/// already, inside or around. Blanks at the edges stay outside. With nothing selected, both marks come with the cursor
/// between them; between two marks with nothing in them, they go. Pure; any thread.
Rewriting toggleMark(const QString &text, qsizetype from, qsizetype to, const QString &mark);

} // namespace banter::markup
