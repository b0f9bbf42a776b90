// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/marked_text.h"

#include "core/mentions.h"
#include "core/text.h"
#include "markup/emoji.h"

#include <algorithm>
#include <set>

namespace banter {
namespace {

/// The key under which findMentions() tells of the room.
std::set<QString> keysOf(const Mentions &mentions)
{
    std::set<QString> keys;
    for (const QString &user : mentions.users) {
        keys.insert(nameKey(user));
    }
    if (mentions.room) {
        keys.insert(QString());
    }
    return keys;
}

/// In code and in links a name is a part of something else.
bool isFree(const markup::Block &block, const MentionPlace &place)
{
    return std::none_of(block.spans.begin(), block.spans.end(), [&](const markup::Span &span) {
        const bool overlaps = span.at < place.at + place.length && place.at < span.end();
        return overlaps && (span.link >= 0 || (span.styles & markup::Monospace));
    });
}

std::vector<MarkedMention> mentionsOf(const markup::Block &block, const std::set<QString> &all,
                                      const std::set<QString> &strong)
{
    std::vector<MarkedMention> found;
    if (all.empty() || block.kind != markup::BlockKind::Text) {
        return found;
    }
    for (const MentionPlace &place : findMentions(block.text, all)) {
        if (all.count(place.key) > 0 && isFree(block, place)) {
            found.push_back({place.at, place.length, strong.count(place.key) > 0});
        }
    }
    return found;
}

} // namespace

MarkedText::MarkedText(const QString &text, const QString &mentions, const QString &meant)
{
    const std::set<QString> strong = keysOf(mentionsFromText(meant));
    std::set<QString> all = keysOf(mentionsFromText(mentions));
    all.insert(strong.begin(), strong.end());
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
        std::vector<MarkedMention> named = mentionsOf(block, all, strong);
        parts->formatted = parts->formatted || (parts->simple && !named.empty());
        parts->blocks.emplace_back(std::move(block), std::move(named));
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
