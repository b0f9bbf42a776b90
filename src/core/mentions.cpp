// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/mentions.h"

#include "core/text.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

/// As a list has it: with the '@', so that it is nobody's name.
const QString WholeRoomEntry = u'@' + QString(WholeRoomWord);
/// Longer than any name of ours; what is longer is no name.
constexpr qsizetype MaxNameUnits = 64;

/// The character that begins at `at`, and its units.
std::pair<char32_t, int> characterAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    if (first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(first, text[at + 1]), 2};
    return {first.unicode(), 1};
}

char32_t characterBefore(QStringView text, qsizetype at)
{
    const QChar last = text[at - 1];
    if (last.isLowSurrogate() && at > 1 && text[at - 2].isHighSurrogate())
        return QChar::surrogateToUcs4(text[at - 2], last);
    return last.unicode();
}

bool isOfWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'_';
}

bool isOfName(char32_t c)
{
    return isOfWord(c) || c == U'.' || c == U'-';
}

/// Whether words of its script stand side by side without spaces, or with endings of other words at names.
bool needsNoSpace(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

/// As it is typed, and as an input method for Chinese or Japanese types it.
bool isAt(char32_t c)
{
    return c == U'@' || c == 0xff20;
}

/// An address of mail has an '@' inside of a word, and names nobody.
bool mayBegin(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const char32_t before = characterBefore(text, at);
    return !isAt(before) && (!isOfName(before) || needsNoSpace(before));
}

/// Where a name that begins at `from` may end, the longest first.
std::vector<qsizetype> endsOf(QStringView text, qsizetype from)
{
    std::vector<qsizetype> ends;
    qsizetype at = from;
    char32_t last = 0;
    while (at < text.size() && at - from < MaxNameUnits) {
        const auto [c, units] = characterAt(text, at);
        if (!isOfName(c))
            break;
        const bool inWord = isOfWord(last) && isOfWord(c);
        if (at > from && (!inWord || needsNoSpace(last) || needsNoSpace(c)) && !QChar::isMark(c))
            ends.push_back(at);
        last = c;
        at += units;
    }
    const bool goesOn = at < text.size() && isOfWord(characterAt(text, at).first); // it is too long for a name
    if (at > from && !goesOn)
        ends.push_back(at);
    std::reverse(ends.begin(), ends.end());
    return ends;
}

} // namespace

std::vector<MentionPlace> findMentions(QStringView text, const std::set<QString> &keys)
{
    std::vector<MentionPlace> places;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isAt(text[at].unicode()) || !mayBegin(text, at))
            continue;
        for (const qsizetype end : endsOf(text, at + 1)) {
            QString key = nameKey(text.sliced(at + 1, end - at - 1));
            const bool isRoom = key == WholeRoomWord;
            if (!isRoom && !keys.contains(key))
                continue;
            places.push_back({at, end - at, isRoom ? QString() : std::move(key)});
            break;
        }
    }
    return places;
}

Mentions mentionsIn(QStringView text, const QStringList &members, qsizetype most)
{
    if (std::none_of(text.begin(), text.end(), [](QChar c) { return isAt(c.unicode()); }))
        return {};
    std::set<QString> keys;
    for (const QString &member : members)
        keys.insert(nameKey(member));
    Mentions found;
    std::set<QString> named;
    for (const MentionPlace &place : findMentions(text, keys)) {
        if (place.key.isEmpty())
            found.room = true;
        else if (qsizetype(named.size()) < most)
            named.insert(place.key);
    }
    for (const QString &member : members) {
        if (named.erase(nameKey(member)) > 0)
            found.users.append(member);
    }
    return inOrder(std::move(found));
}

QStringList possibleNames(QStringView text, qsizetype maxChars)
{
    QStringList names;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isAt(text[at].unicode()) || !mayBegin(text, at))
            continue;
        const std::vector<qsizetype> ends = endsOf(text, at + 1);
        // A full stop or a hyphen at the end is the sentence's.
        const auto whole =
            std::find_if(ends.begin(), ends.end(), [&](qsizetype end) { return isOfWord(characterBefore(text, end)); });
        if (whole == ends.end())
            continue;
        const QString name = text.sliced(at + 1, *whole - at - 1).toString();
        if (nameKey(name) != WholeRoomWord && checkUserName(name, maxChars).ok() && !names.contains(name))
            names.append(name);
    }
    return names;
}

Mentions inOrder(Mentions mentions)
{
    QStringList &users = mentions.users;
    std::sort(users.begin(), users.end());
    users.erase(std::unique(users.begin(), users.end()), users.end());
    return mentions;
}

bool isMeant(const Mentions &mentions, const QString &user)
{
    return mentions.room || std::binary_search(mentions.users.begin(), mentions.users.end(), user);
}

QStringList mentionList(const Mentions &mentions)
{
    QStringList list = mentions.users;
    if (mentions.room)
        list.append(WholeRoomEntry);
    return list;
}

Mentions mentionsFrom(const QStringList &list)
{
    Mentions mentions;
    for (const QString &entry : list) {
        if (entry == WholeRoomEntry)
            mentions.room = true;
        else if (!entry.isEmpty())
            mentions.users.append(entry);
    }
    return inOrder(std::move(mentions));
}

QString mentionsText(const Mentions &mentions)
{
    return mentionList(mentions).join(u'\n');
}

Mentions mentionsFromText(const QString &text)
{
    return text.isEmpty() ? Mentions() : mentionsFrom(text.split(u'\n'));
}

} // namespace banter
