// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/emoji.h"

#include <QList>
#include <QString>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <iterator>

namespace banter::markup {

namespace {

struct Run {
    char32_t first;
    char32_t last;
};

// Unicode 15, emoji-data.txt: Emoji_Presentation=Yes below U+1F000, in its order.
constexpr Run Drawn[] = {{0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe},
                         {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1},
                         {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4},
                         {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5}, {0x26fa, 0x26fa}, {0x26fd, 0x26fd},
                         {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e},
                         {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
                         {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}};
// Those that are emoji with U+FE0F behind them: in these blocks, and some digits and marks.
constexpr Run Turned[] = {{0x23, 0x23},     {0x2a, 0x2a},     {0x30, 0x39},     {0xa9, 0xa9},     {0xae, 0xae},
                          {0x203c, 0x203c}, {0x2049, 0x2049}, {0x2122, 0x2122}, {0x2139, 0x2139}, {0x2190, 0x21ff},
                          {0x2300, 0x23ff}, {0x24c2, 0x24c2}, {0x25a0, 0x27bf}, {0x2900, 0x297f}, {0x2b00, 0x2bff},
                          {0x3030, 0x3030}, {0x303d, 0x303d}, {0x3297, 0x3297}, {0x3299, 0x3299}};
// The pictures of the supplementary plane; the blocks have letters and cards in them, which are left out.
constexpr Run Pictures[] = {{0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
                            {0x1f1e6, 0x1f1ff}, {0x1f201, 0x1f201}, {0x1f21a, 0x1f21a}, {0x1f22f, 0x1f22f},
                            {0x1f232, 0x1f236}, {0x1f238, 0x1f23a}, {0x1f250, 0x1f251}, {0x1f300, 0x1f64f},
                            {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0}, {0x1f90c, 0x1f9ff},
                            {0x1fa70, 0x1faff}};

constexpr char32_t Selector = 0xfe0f;

template <std::size_t Count>
bool isIn(const Run (&runs)[Count], char32_t c)
{
    return std::any_of(std::begin(runs), std::end(runs),
                       [c](const Run &run) { return c >= run.first && c <= run.last; });
}

bool isEmoji(QStringView grapheme)
{
    const QList<uint> points = grapheme.toUcs4();
    return isIn(Drawn, points[0]) || isIn(Pictures, points[0]) ||
           (points.size() > 1 && points[1] == Selector && isIn(Turned, points[0]));
}

} // namespace

int emojiOnly(QStringView text)
{
    // A family is 11 units, a flag of a country's part 14.
    constexpr qsizetype Longest = MaxLargeEmoji * 24;
    if (text.isEmpty() || text.size() > Longest || (text.front().unicode() < 0x80 && text.front().isLetter())) {
        return 0;
    }
    const QString whole = text.toString();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, whole);
    int count = 0;
    for (qsizetype at = 0; at < whole.size();) {
        const qsizetype next = finder.toNextBoundary();
        const QStringView grapheme = QStringView(whole).mid(at, next < 0 ? -1 : next - at);
        if (!grapheme.front().isSpace() && (!isEmoji(grapheme) || ++count > MaxLargeEmoji)) {
            return 0;
        }
        at += grapheme.size();
    }
    return count;
}

} // namespace banter::markup
