// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/typing.h"

#include <algorithm>

namespace banter::markup {

namespace {

// How many of the mark's character stand there, towards the beginning or the end.
qsizetype runAt(QStringView text, QChar mark, bool atEnd)
{
    qsizetype run = 0;
    while (run < text.size() && text[atEnd ? text.size() - 1 - run : run] == mark) {
        ++run;
    }
    return run;
}

// Whether a run of stars holds this mark: one star is not half of two, and three are both.
bool holds(qsizetype run, const QString &mark)
{
    return mark.size() == 2 ? run >= 2 : run == 1 || run == 3;
}

} // namespace

Rewriting toggleMark(const QString &text, qsizetype from, qsizetype to, const QString &mark)
{
    from = std::clamp<qsizetype>(from, 0, text.size());
    to = std::clamp<qsizetype>(to, from, text.size());
    const QStringView whole(text);
    while (from < to && whole[from].isSpace()) {
        ++from;
    }
    while (to > from && whole[to - 1].isSpace()) {
        --to;
    }
    const QChar star = mark.front();
    const qsizetype size = mark.size();
    const QStringView inside = whole.mid(from, to - from);
    const QStringView before = whole.left(from);
    const QStringView after = whole.mid(to);
    if (holds(runAt(before, star, true), mark) && holds(runAt(after, star, false), mark)) {
        return {from - size, inside.size() + 2 * size, inside.toString(), from - size, to - size};
    }
    if (inside.size() > 2 * size && holds(runAt(inside, star, false), mark) && holds(runAt(inside, star, true), mark)) {
        const QString bare = inside.mid(size, inside.size() - 2 * size).toString();
        return {from, inside.size(), bare, from, from + bare.size()};
    }
    return {from, inside.size(), mark + inside.toString() + mark, from + size, to + size};
}

} // namespace banter::markup
