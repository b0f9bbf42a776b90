// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "markup/blocks.h"

#include <QByteArray>

namespace banter::markup {

/// Makes blocks of what a parser of CommonMark finds, call by call, in the order of the text. One object per text.
class BlockBuilder final {
public:
    /// What the parser reads: prepared(). It outlives this.
    explicit BlockBuilder(const QByteArray &source) : m_source(source) {}

    void beginQuote();
    void endQuote();
    /// `number` of the first item and the mark behind it; a bullet list has -1.
    void beginList(int number = -1, char mark = 0);
    void endList();
    void beginItem();
    void endItem();
    /// Words of their own follow: a paragraph, or a heading.
    void beginWords(bool heading);
    void endWords(bool heading);
    void beginCode(const QString &info);
    void endCode();
    void addRule();
    /// What follows looks like this, too, or no longer.
    void turn(Style style, bool on);
    /// A link to what is no address is words, as they were typed.
    void beginLink(const QString &target, bool picture);
    void endLink();
    /// Of the parser's own making, or a part of what it reads: with the second, blanks at the beginnings of lines are
    /// kept.
    void addText(const char *bytes, qsizetype size);
    void addBreak();

    /// Above one of the limits: there is no point in going on.
    bool overLimit() const { return m_over; }
    /// What was made, with the addresses that stand in the words. Once.
    std::vector<Block> take();

private:
    struct List {
        int number = -1;
        char mark = 0;
    };
    struct Link {
        int outer = -1; ///< the link that is around it
        QString refused;
    };

    bool isOfSource(const char *bytes) const;
    int linesBefore(const char *bytes) const;
    void open(BlockKind kind);
    Block &words(const char *bytes = nullptr);
    void append(const QString &text);
    void addBlanksBefore(const char *bytes);
    void addRuleUnderWords();
    int listDepth() const;
    quint8 styles() const;

    const QByteArray &m_source;
    std::vector<Block> m_blocks;
    std::vector<List> m_lists;
    std::vector<Link> m_links;
    QString m_marker; ///< of an item that has no words yet
    int m_quote = 0;
    int m_open[4] = {};          ///< of each Style, how many
    int m_link = -1;             ///< the present link, as in Span
    const char *m_end = nullptr; ///< of what was taken from the source last
    int m_spans = 0;
    bool m_parted = true;     ///< what comes is not on the line of what came
    bool m_lineBegins = true; ///< nothing of the present line has come
    bool m_code = false;
    bool m_outside = false; ///< after a rule under words of a list
    bool m_over = false;
};

} // namespace banter::markup
