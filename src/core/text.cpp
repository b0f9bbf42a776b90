// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/text.h"

#include "core/normalized_text.h"

#include <algorithm>
#include <array>

namespace banter {
namespace {

// Walks a text by code points. Half a surrogate pair counts as NUL, which no rule allows.
class CodePoints {
public:
    explicit CodePoints(QStringView text) : m_at(text.begin()), m_end(text.end()) {}

    bool hasNext() const { return m_at != m_end; }
    char32_t next()
    {
        const QChar first = *m_at++;
        if (!first.isSurrogate())
            return first.unicode();
        if (first.isLowSurrogate() || m_at == m_end || !m_at->isLowSurrogate())
            return U'\0';
        return QChar::surrogateToUcs4(first, *m_at++);
    }

private:
    QStringView::const_iterator m_at;
    QStringView::const_iterator m_end;
};

Error badText(const QString &sentence)
{
    return {ErrorCode::BadText, sentence};
}

Error tooLong(const QString &what, qint64 size, qint64 limit, const QString &unit)
{
    return {ErrorCode::TooLarge,
            QStringLiteral("%1 is %2 %3 long; at most %4 are allowed").arg(what).arg(size).arg(unit).arg(limit)};
}

QString codePoint(char32_t c)
{
    return QStringLiteral("U+%1").arg(QString::number(c, 16).toUpper().rightJustified(4, u'0'));
}

Error notAllowed(const QString &what, char32_t c)
{
    if (c == U'\0')
        return badText(QStringLiteral("%1 contains U+0000 or half of a surrogate pair").arg(what));
    return badText(QStringLiteral("%1 contains %2, which is not allowed there").arg(what, codePoint(c)));
}

qint64 utf8Size(char32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Names for nothing, of which the first is a byte order mark read in the wrong order. SQLite gives both back as U+FFFD,
// so that a text with one of them would not be the same any more when it is compared with what was stored.
bool isNoCharacter(char32_t c)
{
    return c == 0xfffe || c == 0xffff;
}

// The Bidi_Control property of Unicode 15: marks, embeddings, overrides and isolates.
bool turnsDirection(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

// Letters and marks with the property Default_Ignorable_Code_Point: they show nothing, so two names with and without
// them look the same.
bool isInvisible(char32_t c)
{
    constexpr std::array<std::pair<char32_t, char32_t>, 9> Ranges{{
        {0x034f, 0x034f},
        {0x115f, 0x1160},
        {0x17b4, 0x17b5},
        {0x180b, 0x180f},
        {0x3164, 0x3164},
        {0xfe00, 0xfe0f},
        {0xffa0, 0xffa0},
        {0x1d173, 0x1d17a},
        {0xe0000, 0xe0fff},
    }};
    return std::any_of(Ranges.begin(), Ranges.end(), [c](auto range) { return c >= range.first && c <= range.second; });
}

bool isLetterOrDigit(char32_t c)
{
    return (QChar::isLetter(c) || QChar::isDigit(c)) && !isInvisible(c);
}

bool isCombining(char32_t c)
{
    return QChar::isMark(c) && !isInvisible(c);
}

QString composed(const QString &text)
{
    return normalizedText(text, QString::NormalizationForm_C);
}

Status checkName(QStringView name, qint64 maxChars, bool spacesInside)
{
    const QString what = QStringLiteral("the name");
    if (name.isEmpty())
        return badText(QStringLiteral("the name is empty"));
    if (name.size() > maxChars)
        return tooLong(what, name.size(), maxChars, QStringLiteral("characters"));
    if (name.front() == u' ' || name.back() == u' ')
        return badText(QStringLiteral("the name begins or ends with a space"));
    bool hasLetterOrDigit = false;
    bool mayCombine = false;
    char32_t last = 0;
    for (CodePoints at(name); at.hasNext();) {
        const char32_t c = at.next();
        const bool combines = mayCombine && isCombining(c);
        const bool letterOrDigit = isLetterOrDigit(c);
        const bool space = spacesInside && c == U' ' && last != U' ';
        if (!letterOrDigit && !combines && !space && c != U'.' && c != U'_' && c != U'-')
            return notAllowed(what, c);
        hasLetterOrDigit = hasLetterOrDigit || letterOrDigit;
        mayCombine = letterOrDigit || combines;
        last = c;
    }
    if (!hasLetterOrDigit)
        return badText(QStringLiteral("the name has neither a letter nor a digit"));
    const QString asIs = name.toString();
    if (asIs.normalized(QString::NormalizationForm_C) != asIs)
        return badText(QStringLiteral("the name is not in Unicode's composed form (NFC)"));
    return success();
}

} // namespace

Status checkMessageText(QStringView text, qint64 maxBytes)
{
    const QString what = QStringLiteral("the text");
    if (text.isEmpty())
        return badText(QStringLiteral("the text is empty"));
    qint64 bytes = 0;
    for (CodePoints at(text); at.hasNext();) {
        const char32_t c = at.next();
        if ((isControl(c) && c != U'\n' && c != U'\t') || isNoCharacter(c))
            return notAllowed(what, c);
        bytes += utf8Size(c);
    }
    if (bytes > maxBytes)
        return tooLong(what, bytes, maxBytes, QStringLiteral("bytes"));
    return success();
}

Status checkStatusText(QStringView text, qint64 maxChars)
{
    const QString what = QStringLiteral("the status text");
    if (text.size() > maxChars)
        return tooLong(what, text.size(), maxChars, QStringLiteral("characters"));
    for (CodePoints at(text); at.hasNext();) {
        const char32_t c = at.next();
        if (isControl(c) || isNoCharacter(c) || turnsDirection(c) || c == 0x2028 || c == 0x2029)
            return notAllowed(what, c);
    }
    return success();
}

Status checkReaction(QStringView key, qint64 maxChars)
{
    const QString what = QStringLiteral("the reaction");
    if (key.isEmpty())
        return Error{ErrorCode::BadText, QStringLiteral("%1 is empty").arg(what)};
    if (key.size() > maxChars)
        return tooLong(what, key.size(), maxChars, QStringLiteral("characters"));
    for (CodePoints at(key); at.hasNext();) {
        const char32_t c = at.next();
        if (isControl(c) || isNoCharacter(c) || turnsDirection(c) || QChar::isSpace(c))
            return notAllowed(what, c);
    }
    return success();
}

Status checkUserName(QStringView name, qint64 maxChars)
{
    return checkName(name, maxChars, false);
}

Status checkRoomName(QStringView name, qint64 maxChars)
{
    return checkName(name, maxChars, true);
}

QString nameKey(QStringView name)
{
    return name.toString().normalized(QString::NormalizationForm_KC).toCaseFolded();
}

bool isSameText(const QString &one, const QString &other)
{
    if (one == other)
        return true;
    const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
    if (std::all_of(one.begin(), one.end(), isAscii) || std::all_of(other.begin(), other.end(), isAscii))
        return false;
    return composed(one) == composed(other);
}

bool isSameWords(const QString &one, const QString &other)
{
    return one == other || wordsKey(one) == wordsKey(other);
}

// Nearly every text is its own key, and is not copied.
QString wordsKey(const QString &text)
{
    bool asIs = true;
    bool wasBlank = true;
    for (const QChar c : text) {
        const bool blank = c == u' ';
        asIs = asIs && c.unicode() < 0x7f && (c.unicode() > 0x20 || (blank && !wasBlank));
        wasBlank = blank;
    }
    return asIs && !(wasBlank && !text.isEmpty()) ? text : composed(text.simplified());
}

QString withLineFeeds(const QString &text)
{
    QString result = text;
    result.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    result.replace(u'\r', u'\n');
    return result;
}

} // namespace banter
