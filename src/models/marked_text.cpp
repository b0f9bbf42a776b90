// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/marked_text.h"

#include "markup/emoji.h"

namespace banter {

MarkedText::MarkedText(const QString &text)
{
    const auto parts = std::make_shared<Parts>();
    std::vector<markup::Block> blocks = markup::readMarkup(text);
    if (blocks.empty()) {
        markup::Block whole;
        whole.text = text;
        blocks.push_back(whole);
        parts->emoji = markup::emojiOnly(text);
        parts->words = text.left(MaxWords);
    } else {
        const markup::Block &first = blocks.front();
        parts->simple =
            blocks.size() == 1 && first.kind == markup::BlockKind::Text && first.quote == 0 && first.list == 0;
        parts->formatted = parts->simple && !first.spans.empty();
        parts->words = markup::plainOf(blocks, MaxWords);
    }
    parts->blocks.reserve(blocks.size());
    for (markup::Block &block : blocks) {
        parts->blocks.emplace_back(std::move(block));
    }
    m_parts = parts;
}

QVariantList MarkedText::blocks() const
{
    QVariantList list;
    for (const MarkedBlock &block : m_parts->blocks) {
        list.append(QVariant::fromValue(block));
    }
    return list;
}

QStringList MarkedText::links() const
{
    QStringList links;
    for (const MarkedBlock &block : m_parts->blocks) {
        links += block.block().targets;
    }
    links.removeDuplicates();
    return links.mid(0, MaxLinks);
}

QString MarkedText::code() const
{
    QStringList code;
    for (const MarkedBlock &block : m_parts->blocks) {
        if (block.isCode()) {
            code.append(block.text());
        }
    }
    return code.join(QStringLiteral("\n\n"));
}

} // namespace banter
