// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/text_formats.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace banter {

namespace {

/// Calls `set(first, length, item)` for what of the items, ascending and without overlap, is on the line from `begin`.
template <typename Item, typename Set>
void forLine(const std::vector<Item> &items, qsizetype begin, qsizetype length, const Set &set)
{
    const qsizetype end = begin + length;
    auto each = std::partition_point(items.begin(), items.end(),
                                     [&](const Item &item) { return item.at + item.length <= begin; });
    for (; each != items.end() && each->at < end; ++each) {
        const qsizetype first = std::max(each->at, begin);
        set(int(first - begin), int(std::min(each->at + each->length, end) - first), *each);
    }
}

} // namespace

TextFormats::TextFormats(QObject *parent) : QSyntaxHighlighter(parent)
{
    connect(this, &TextFormats::changed, this, &TextFormats::renew);
}

void TextFormats::setTarget(QQuickTextDocument *target)
{
    if (m_target != target) {
        m_target = target;
        Q_EMIT changed();
    }
}

void TextFormats::setBlock(const MarkedBlock &block)
{
    if (m_block == block) {
        return;
    }
    m_block = block;
    m_tokens = block.isCode() ? markup::highlight(block.text(), block.language()) : std::vector<markup::Token>();
    Q_EMIT changed();
}

QString TextFormats::codeFamily()
{
    static const QString family = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    return family;
}

QString TextFormats::linkAt(qreal x, qreal y) const
{
    if (!document()) {
        return {};
    }
    const int at = document()->documentLayout()->hitTest({x, y}, Qt::ExactHit);
    const markup::Block &block = m_block.block();
    const auto under = std::find_if(block.spans.begin(), block.spans.end(), [at](const markup::Span &span) {
        return span.link >= 0 && span.at <= at && at < span.end();
    });
    return at < 0 || under == block.spans.end() ? QString() : block.targets.value(under->link);
}

void TextFormats::componentComplete()
{
    m_complete = true;
    renew();
}

// At once, so that the height of the row is right before it is shown.
void TextFormats::renew()
{
    if (!m_complete) {
        return;
    }
    QTextDocument *wanted = m_target ? m_target->textDocument() : nullptr;
    if (document() != wanted) {
        setDocument(wanted);
    }
    rehighlight();
}

void TextFormats::highlightBlock(const QString &line)
{
    const qsizetype begin = currentBlock().position();
    forLine(m_block.block().spans, begin, line.size(),
            [this](int first, int length, const markup::Span &span) { setFormat(first, length, formatOf(span)); });
    forLine(m_tokens, begin, line.size(), [this](int first, int length, const markup::Token &token) {
        setFormat(first, length, colourOf(token.kind));
    });
    if (m_block.mentions()) {
        forLine(*m_block.mentions(), begin, line.size(), [this](int first, int length, const MarkedMention &mention) {
            markMention(first, length, mention.strong);
        });
    }
}

// Over what the letters look like already: a name may be struck out, and is a name still.
void TextFormats::markMention(int first, int length, bool strong)
{
    for (int at = first; at < first + length; ++at) {
        QTextCharFormat marked = format(at);
        marked.setForeground(strong ? m_meant : m_mention);
        marked.setBackground(strong ? m_meantFill : m_mentionFill);
        if (strong) {
            marked.setFontWeight(QFont::Bold);
        }
        setFormat(at, 1, marked);
    }
}

QTextCharFormat TextFormats::formatOf(const markup::Span &span) const
{
    QTextCharFormat format;
    if (span.styles & markup::Emphasis) {
        format.setFontItalic(true);
    }
    if (span.styles & markup::Strong) {
        format.setFontWeight(QFont::Bold);
    }
    if (span.styles & markup::Strike) {
        format.setFontStrikeOut(true);
    }
    if (span.styles & markup::Monospace) {
        format.setFontFamilies({codeFamily()});
        format.setBackground(m_codeFill);
    }
    if (span.link >= 0) {
        format.setForeground(m_link);
        format.setFontUnderline(true);
    }
    return format;
}

QColor TextFormats::colourOf(markup::TokenKind kind) const
{
    switch (kind) {
    case markup::TokenKind::Keyword:
        return m_keyword;
    case markup::TokenKind::String:
        return m_string;
    case markup::TokenKind::Comment:
        return m_comment;
    case markup::TokenKind::Number:
        break;
    }
    return m_number;
}

} // namespace banter
