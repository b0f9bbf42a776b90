// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/code.h"

#include "markup/code_languages.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <utility>

namespace banter::markup {

namespace {

bool ofWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

class Scanner {
public:
    Scanner(QStringView code, const CodeLanguage &language)
        : m_code(code), m_language(language), m_lineComments(language.lineComments.split(u' ', Qt::SkipEmptyParts)),
          m_longQuotes(language.longQuotes.split(u' ', Qt::SkipEmptyParts))
    {}

    std::vector<Token> scan()
    {
        while (m_at < m_code.size() && m_tokens.size() < MaxTokens) {
            if (!comment() && !string() && !word()) {
                ++m_at;
            }
        }
        return std::move(m_tokens);
    }

private:
    QStringView rest() const { return m_code.mid(m_at); }

    bool take(TokenKind kind, qsizetype length)
    {
        m_tokens.push_back({kind, m_at, length});
        m_at += length;
        return true;
    }

    // Up to the end of what closes it; where nothing does, to the end of the code.
    qsizetype lengthTo(QStringView close, qsizetype from) const
    {
        const qsizetype end = m_code.indexOf(close, m_at + from);
        return (end < 0 ? m_code.size() : end + close.size()) - m_at;
    }

    bool comment()
    {
        if (!m_language.blockBegin.isEmpty() && rest().startsWith(m_language.blockBegin)) {
            return take(TokenKind::Comment, lengthTo(m_language.blockEnd, m_language.blockBegin.size()));
        }
        for (const QStringView begin : std::as_const(m_lineComments)) {
            if (rest().startsWith(begin) && beginsComment(begin)) {
                const qsizetype end = rest().indexOf(u'\n');
                return take(TokenKind::Comment, end < 0 ? rest().size() : end);
            }
        }
        return false;
    }

    // `$#` and `a#b` of a shell are none, and neither is what follows the colon of an address.
    bool beginsComment(QStringView begin) const
    {
        const QChar before = m_at > 0 ? m_code[m_at - 1] : QChar(u' ');
        return begin == u"#" ? before.isSpace() || before == u';' : before != u':';
    }

    bool string()
    {
        for (const QStringView quote : std::as_const(m_longQuotes)) {
            if (rest().startsWith(quote)) {
                return take(TokenKind::String, lengthTo(quote, quote.size()));
            }
        }
        const QChar quote = m_code[m_at];
        if (!m_language.quotes.contains(quote)) {
            return false;
        }
        qsizetype length = 1;
        const QStringView left = rest();
        while (length < left.size() && left[length] != quote && left[length] != u'\n') {
            length += left[length] == u'\\' && length + 1 < left.size() && left[length + 1] != u'\n' ? 2 : 1;
        }
        const bool closed = length < left.size() && left[length] == quote;
        // An apostrophe in words that are not code.
        if (!closed && quote == u'\'') {
            return false;
        }
        return take(TokenKind::String, std::min(left.size(), length + (closed ? 1 : 0)));
    }

    bool word()
    {
        const QChar first = m_code[m_at];
        const bool sign = QStringView(u"#@!").contains(first);
        if (!sign && !ofWord(first)) {
            return false;
        }
        const QStringView left = rest();
        const bool number = first.isDigit();
        qsizetype length = 1;
        while (length < left.size() &&
               (ofWord(left[length]) || (number && left[length] == u'.') || (sign && left[length] == u'-'))) {
            ++length;
        }
        const QStringView word = left.left(length);
        if (number) {
            return take(TokenKind::Number, length);
        }
        const bool known = m_language.anyCase ? hasWord(m_language.keywords, word.toString().toLower())
                                              : hasWord(m_language.keywords, word);
        if (known) {
            return take(TokenKind::Keyword, length);
        }
        m_at += sign ? 1 : length;
        return true;
    }

    QStringView m_code;
    const CodeLanguage &m_language;
    QList<QStringView> m_lineComments;
    QList<QStringView> m_longQuotes;
    qsizetype m_at = 0;
    std::vector<Token> m_tokens;
};

// Lines that were added and taken away.
std::vector<Token> highlightDiff(QStringView code)
{
    std::vector<Token> tokens;
    for (qsizetype at = 0; at < code.size() && tokens.size() < MaxTokens;) {
        qsizetype end = code.indexOf(u'\n', at);
        end = end < 0 ? code.size() : end;
        if (end > at && QStringView(u"+-@").contains(code[at])) {
            tokens.push_back({code[at] == u'+'   ? TokenKind::String
                              : code[at] == u'-' ? TokenKind::Number
                                                 : TokenKind::Comment,
                              at, end - at});
        }
        at = end + 1;
    }
    return tokens;
}

} // namespace

std::vector<Token> highlight(QStringView code, QStringView language)
{
    if (language.compare(u"diff", Qt::CaseInsensitive) == 0 || language.compare(u"patch", Qt::CaseInsensitive) == 0) {
        return highlightDiff(code);
    }
    const CodeLanguage *known = codeLanguage(language);
    return known ? Scanner(code, *known).scan() : std::vector<Token>();
}

} // namespace banter::markup
