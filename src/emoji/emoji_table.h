// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QStringList>

#include <memory>
#include <vector>

// The emoji that Unicode recommends, with what people call them in English and Chinese. Pure; any thread.
namespace banter {

/// One of them.
struct Emoji {
    /// Where a skin tone goes.
    enum class Tones {
        None,
        AfterFirst,        ///< after the first character
        AfterFirstAndLast, ///< two people, each with the same one
    };

    QString text;  ///< as it is sent: with the selector for pictures where Unicode wants one
    int group = 0; ///< 0 to EmojiTable::Groups - 1
    Tones tones = Tones::None;
    QStringList names; ///< short names without colons, small letters; the usual one first
    QString english;   ///< what it is called
    QString chinese;

    /// All that it is found by, folded: its short names, what it is called, and keywords, of both languages. Each
    /// stands between bars, and has blanks in it where it is of several words.
    QString words;
    qsizetype calledFrom = 0;   ///< where what it is called begins there
    qsizetype keywordsFrom = 0; ///< where the keywords do
};

/// All of them, in Unicode's order.
class EmojiTable {
public:
    /// Smileys, people, animals and nature, food and drink, travel and places, activities, objects, symbols, flags.
    static constexpr int Groups = 9;
    /// No skin tone, and the five of Unicode from light to dark.
    static constexpr int ToneChoices = 6;

    /// From the lines that resources/emoji/make-table writes; a line that is none of those is left out.
    static std::shared_ptr<const EmojiTable> parse(const QByteArray &lines);
    /// The one that the program carries. The first call reads it, some 20 ms of work: not on the GUI thread.
    static std::shared_ptr<const EmojiTable> load();

    int size() const { return static_cast<int>(m_all.size()); }
    /// `index` is 0 to size() - 1.
    const Emoji &at(int index) const { return m_all[static_cast<std::size_t>(index)]; }
    /// The one with this short name, in any case; -1: none.
    int named(const QString &name) const;
    /// The one that `text` is, in whatever skin tone, with selectors or without; -1: none.
    int find(const QString &text) const;

private:
    void add(const QStringList &fields);

    std::vector<Emoji> m_all;
    QHash<QString, int> m_byName;
    QHash<QString, int> m_byPlain;
};

/// `emoji` in a skin tone: 0, or one that it does not take, gives it as it is; 1 to 5 are light to dark.
QString toned(const Emoji &emoji, int tone);

/// Without the selectors for text or picture. What a font that has nothing but pictures is to be given: many fonts join
/// a sequence only without them, where Qt looks for a selector in the next font and so tears it apart.
QString withoutSelectors(QString text);

} // namespace banter
