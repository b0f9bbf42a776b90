// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "emoji/emoji_search.h"

#include "core/folded_text.h"

#include <algorithm>

namespace banter {

namespace {

/// Longer than every name.
constexpr qsizetype LongestQuestion = 100;

enum Rank { Itself, NameBegins, LabelBegins, InNames, Keyword, InKeywords, NoMatch };

/// What was looked for, in the spellings in which it is compared.
struct Question {
    QString code;  ///< a bar and a short name
    QString whole; ///< a bar and what it may be called
    QStringList words;
};

/// From here on are the scripts of East Asia.
bool isWithoutBlanks(const QString &word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.unicode() >= 0x2e80 && !c.isSurrogate(); });
}

bool isSeparator(QChar c)
{
    return c.isSpace() || c == u'_' || c == u'-' || c == u':' || c == u',' || c == u'|';
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    for (const QChar c : text) {
        if (!isSeparator(c)) {
            word += c;
        } else if (!word.isEmpty()) {
            words.append(std::exchange(word, {}));
        }
    }
    if (!word.isEmpty()) {
        words.append(word);
    }
    return words;
}

Question questionOf(const QString &typed)
{
    QString text = folded(typed.left(LongestQuestion)).simplified();
    while (text.startsWith(u':')) {
        text.remove(0, 1);
    }
    while (text.endsWith(u':')) {
        text.chop(1);
    }
    Question question;
    text = text.trimmed();
    question.words = wordsOf(text);
    question.whole = u'|' + text;
    question.code = question.whole;
    question.code.replace(u' ', u'_');
    return question;
}

bool hasWord(QStringView text, const QString &word)
{
    const bool anywhere = isWithoutBlanks(word);
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (anywhere || !text.at(at - 1).isLetterOrNumber()) { // a bar is before the first
            return true;
        }
    }
    return false;
}

bool hasAll(QStringView text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [text](const QString &word) { return hasWord(text, word); });
}

Rank rankOf(const Emoji &emoji, const Question &question)
{
    // Most have nothing of it at all.
    if (std::any_of(question.words.begin(), question.words.end(),
                    [&](const QString &word) { return !emoji.words.contains(word); })) {
        return NoMatch;
    }
    const QStringView all(emoji.words);
    const QStringView names = all.first(emoji.calledFrom);
    const QStringView called = all.sliced(emoji.calledFrom, emoji.keywordsFrom - emoji.calledFrom);
    if (names.contains(QString(question.code + u'|')) || called.contains(QString(question.whole + u'|'))) {
        return Itself;
    }
    if (names.contains(question.code)) {
        return NameBegins;
    }
    if (called.contains(question.whole)) {
        return LabelBegins;
    }
    if (question.words.isEmpty()) {
        return NoMatch;
    }
    if (hasAll(all.first(emoji.keywordsFrom), question.words)) {
        return InNames;
    }
    if (all.sliced(emoji.keywordsFrom).contains(QString(question.whole + u'|'))) {
        return Keyword;
    }
    return hasAll(all, question.words) ? InKeywords : NoMatch;
}

} // namespace

std::vector<int> searchEmoji(const EmojiTable &table, const QString &typed, int limit)
{
    if (const int itself = table.find(typed.trimmed()); itself >= 0 && limit > 0) {
        return {itself};
    }
    const Question question = questionOf(typed);
    std::vector<int> found;
    if (question.whole.size() == 1 || limit <= 0) {
        return found;
    }
    std::vector<std::pair<Rank, int>> ranked;
    for (int index = 0; index < table.size(); ++index) {
        const Rank rank = rankOf(table.at(index), question);
        if (rank != NoMatch) {
            ranked.emplace_back(rank, index);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    const std::size_t count = std::min(ranked.size(), static_cast<std::size_t>(limit));
    for (std::size_t at = 0; at < count; ++at) {
        found.push_back(ranked[at].second);
    }
    return found;
}

} // namespace banter
