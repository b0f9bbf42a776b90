// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

// Markdown as people type it in a chat: words with marks in, typed blocks of plain text with ranges out. Nothing that
// comes out is markup in any language, and no target but a web address is ever a link. Pure; any thread.
namespace banter::markup {

enum class BlockKind : quint8 { Text, Code, Rule };

/// How a stretch of a text looks; they add up.
enum Style : quint8 { Emphasis = 1, Strong = 2, Strike = 4, Monospace = 8 };

struct Span {
    qsizetype at = 0; ///< in UTF-16 units of the block's text
    qsizetype length = 0;
    quint8 styles = 0; ///< of Style
    int link = -1;     ///< index into the block's targets; -1: no link
    qsizetype end() const { return at + length; }
    bool operator==(const Span &) const = default;
};

struct Block {
    BlockKind kind = BlockKind::Text;
    int quote = 0;           ///< how many quotes it is in, up to limits::Depth
    int list = 0;            ///< how many lists it is in, up to limits::Depth
    QString marker;          ///< of the list item that begins with it: a bullet, or a number with its mark
    QString text;            ///< without marks; of Code, as it is to be copied; of Rule, empty
    QString language;        ///< of Code: what its writer called it; may be empty, and may be no language at all
    std::vector<Span> spans; ///< of Text: ascending, without overlap; what is in none is plain
    QStringList targets;     ///< each is an address: isAddress()
    bool operator==(const Block &) const = default;
};

namespace limits {
/// Longer texts are shown as they are. Above what one message of banter.v1 can hold (16 KiB).
inline constexpr qsizetype Chars = 20'000;
/// More marks than anybody types: what has more is shown as it is, so that reading it takes a bounded time.
inline constexpr qsizetype Marks = 4'000;
inline constexpr int Blocks = 200;
inline constexpr int Spans = 2'000;
inline constexpr int Depth = 4;
} // namespace limits

/// Whether there is anything in it that readMarkup() might take for a mark. Cheap; most messages have nothing.
bool mayBeMarkup(QStringView text);

/// The blocks of a text. None: it has no marks, or is above a limit, and is to be shown as it is.
///
/// CommonMark, and where people in a chat mean something else, that:
/// - each line break is one; paragraphs, headings (as strong text) and what is between them stay one block;
/// - no HTML, no entities, no link definitions, no headings by underlining, no indented code; tables stay text;
/// - strike takes two tildes; a star between two letters or digits, or a backslash before anything that is no mark, is
///   itself; `>:(` is no quote;
/// - pictures are links, and a link to anything but a web address is shown as it was typed;
/// - a fence may be closed at the end of the last line of its code.
std::vector<Block> readMarkup(const QString &text);

/// The words without marks, at most `maxChars` UTF-16 units of them: for those who listen, and for excerpts.
QString plainOf(const QString &text, qsizetype maxChars = limits::Chars);
/// The same of what was read already.
QString plainOf(const std::vector<Block> &blocks, qsizetype maxChars = limits::Chars);

} // namespace banter::markup
