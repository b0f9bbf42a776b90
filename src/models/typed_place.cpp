// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/typed_place.h"

#include <algorithm>

namespace banter {

namespace {

bool isColon(QChar c)
{
    return c == u':' || c == QChar(0xff1a); // that of Chinese keyboards, too
}

bool isAt(QChar c)
{
    return c == u'@' || c == QChar(0xff20);
}

/// The character that ends before `at`, which is above 0.
char32_t characterBefore(const QString &text, qsizetype at)
{
    const QChar last = text.at(at - 1);
    if (last.isLowSurrogate() && at > 1 && text.at(at - 2).isHighSurrogate()) {
        return QChar::surrogateToUcs4(text.at(at - 2), last);
    }
    return last.unicode();
}

bool isOfName(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'_' || c == U'-' || c == U'+' || c == U'.';
}

/// Whether the sign at `at` begins something.
bool isFree(const QString &text, qsizetype at)
{
    if (at == 0) {
        return true;
    }
    const char32_t before = characterBefore(text, at);
    const bool ofWord = QChar::isLetterOrNumber(before) || before == U'_';
    return !ofWord && before != U'/' && !isColon(text.at(at - 1)) && !isAt(text.at(at - 1));
}

qsizetype runLength(QStringView line, qsizetype at)
{
    qsizetype length = 0;
    while (at + length < line.size() && line.at(at + length) == line.at(at)) {
        ++length;
    }
    return length;
}

/// Fenced code from line to line.
struct Fence {
    QChar sign;
    qsizetype length = 0; ///< 0: none is open

    void pass(QStringView line)
    {
        const qsizetype from = indentOf(line);
        if (from > 3 || from == line.size() || (line.at(from) != u'`' && line.at(from) != u'~')) {
            return;
        }
        const qsizetype run = runLength(line, from);
        const QStringView rest = line.mid(from + run);
        if (length > 0 && line.at(from) == sign && run >= length && rest.trimmed().isEmpty()) {
            length = 0;
        } else if (length == 0 && run >= 3 && !(line.at(from) == u'`' && rest.contains(u'`'))) {
            sign = line.at(from);
            length = run;
        }
    }

private:
    static qsizetype indentOf(QStringView line)
    {
        const auto *const first = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' '; });
        return first - line.begin();
    }
};

/// Whether what comes after `before`, the beginning of a line, is inline code: a run of backticks is open.
bool isInlineCode(QStringView before)
{
    qsizetype open = 0;
    for (qsizetype at = 0; at < before.size();) {
        if (before.at(at) != u'`') {
            ++at;
            continue;
        }
        const qsizetype run = runLength(before, at);
        if (open == 0) {
            open = run;
        } else if (open == run) {
            open = 0;
        }
        at += run;
    }
    return open > 0;
}

bool isCode(const QString &text, qsizetype at)
{
    const qsizetype lineStart = at > 0 ? text.lastIndexOf(u'\n', at - 1) + 1 : 0;
    Fence fence;
    for (qsizetype from = 0; from < lineStart;) {
        const qsizetype end = text.indexOf(u'\n', from);
        fence.pass(QStringView(text).mid(from, end - from));
        from = end + 1;
    }
    return fence.length > 0 || isInlineCode(QStringView(text).mid(lineStart, at - lineStart));
}

} // namespace

std::optional<TypedPlace> typedPlace(const QString &text, qsizetype cursor)
{
    if (cursor <= 0 || cursor > text.size()) {
        return {};
    }
    const bool closed = isColon(text.at(cursor - 1));
    const qsizetype end = closed ? cursor - 1 : cursor;
    qsizetype at = end;
    while (at > 0 && end - at <= MaxTypedName && isOfName(characterBefore(text, at))) {
        at -= QChar::requiresSurrogates(characterBefore(text, at)) ? 2 : 1;
    }
    const bool isNamed = at > 0 && end - at <= MaxTypedName && (isColon(text.at(at - 1)) || isAt(text.at(at - 1)));
    if (isNamed && isFree(text, at - 1) && !(closed && isAt(text.at(at - 1))) && !(closed && at == end) &&
        !isCode(text, at - 1)) {
        const auto kind = isAt(text.at(at - 1)) ? TypedPlace::Kind::Person : TypedPlace::Kind::Emoji;
        return TypedPlace{kind, at - 1, text.mid(at, end - at), closed};
    }
    // The colon that may close a name may begin one, too.
    if (closed && isFree(text, end) && !isCode(text, end)) {
        return TypedPlace{TypedPlace::Kind::Emoji, end, {}, false};
    }
    return {};
}

} // namespace banter
