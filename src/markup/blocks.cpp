// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/blocks.h"

#include "markup/block_builder.h"
#include "markup/source.h"

#include <md4c.h>

#include <algorithm>

namespace banter::markup {

namespace {

constexpr unsigned Flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    return attribute.text ? restored(attribute.text, qsizetype(attribute.size)) : QString();
}

BlockBuilder &builderOf(void *userdata)
{
    return *static_cast<BlockBuilder *>(userdata);
}

int enterBlock(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    BlockBuilder &builder = builderOf(userdata);
    switch (type) {
    case MD_BLOCK_QUOTE:
        builder.beginQuote();
        break;
    case MD_BLOCK_UL:
        builder.beginList();
        break;
    case MD_BLOCK_OL: {
        const auto *list = static_cast<const MD_BLOCK_OL_DETAIL *>(detail);
        builder.beginList(int(list->start), list->mark_delimiter); // nine digits at most
        break;
    }
    case MD_BLOCK_LI:
        builder.beginItem();
        break;
    case MD_BLOCK_HR:
        builder.addRule();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
        builder.beginWords(type == MD_BLOCK_H);
        break;
    case MD_BLOCK_CODE:
        builder.beginCode(textOf(static_cast<const MD_BLOCK_CODE_DETAIL *>(detail)->info));
        break;
    default:
        break;
    }
    return builder.overLimit() ? 1 : 0;
}

int leaveBlock(MD_BLOCKTYPE type, void *, void *userdata)
{
    BlockBuilder &builder = builderOf(userdata);
    switch (type) {
    case MD_BLOCK_QUOTE:
        builder.endQuote();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        builder.endList();
        break;
    case MD_BLOCK_LI:
        builder.endItem();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_P:
        builder.endWords(type == MD_BLOCK_H);
        break;
    case MD_BLOCK_CODE:
        builder.endCode();
        break;
    default:
        break;
    }
    return builder.overLimit() ? 1 : 0;
}

int turnSpan(MD_SPANTYPE type, void *detail, BlockBuilder &builder, bool on)
{
    switch (type) {
    case MD_SPAN_EM:
        builder.turn(Emphasis, on);
        break;
    case MD_SPAN_STRONG:
        builder.turn(Strong, on);
        break;
    case MD_SPAN_DEL:
        builder.turn(Strike, on);
        break;
    case MD_SPAN_CODE:
        builder.turn(Monospace, on);
        break;
    case MD_SPAN_A:
        on ? builder.beginLink(textOf(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href), false) : builder.endLink();
        break;
    case MD_SPAN_IMG:
        on ? builder.beginLink(textOf(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src), true) : builder.endLink();
        break;
    default:
        break;
    }
    return builder.overLimit() ? 1 : 0;
}

int enterSpan(MD_SPANTYPE type, void *detail, void *userdata)
{
    return turnSpan(type, detail, builderOf(userdata), true);
}

int leaveSpan(MD_SPANTYPE type, void *detail, void *userdata)
{
    return turnSpan(type, detail, builderOf(userdata), false);
}

int addText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    BlockBuilder &builder = builderOf(userdata);
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        builder.addBreak();
    } else {
        builder.addText(text, qsizetype(size));
    }
    return builder.overLimit() ? 1 : 0;
}

bool isMark(QChar c)
{
    return c == u'*' || c == u'_' || c == u'`' || c == u'[' || c == u'~' || c == u'\\';
}

// A line that begins like this may be a heading, a quote, an item or a rule.
bool mayBeginBlock(QStringView line)
{
    line = line.trimmed();
    if (line.isEmpty()) {
        return false;
    }
    if (QStringView(u"#>-+").contains(line.front())) {
        return true;
    }
    qsizetype digits = 0;
    while (digits < line.size() && digits < 10 && line[digits] >= u'0' && line[digits] <= u'9') {
        ++digits;
    }
    return digits > 0 && digits + 1 < line.size() && (line[digits] == u'.' || line[digits] == u')') &&
           line[digits + 1].isSpace();
}

bool isAsTyped(const std::vector<Block> &blocks, const QString &text)
{
    const Block &first = blocks.front();
    return blocks.size() == 1 && first.kind == BlockKind::Text && first.quote == 0 && first.list == 0 &&
           first.spans.empty() && first.text == text;
}

} // namespace

bool mayBeMarkup(QStringView text)
{
    if (std::any_of(text.begin(), text.end(), isMark) || text.contains(QLatin1String("://"))) {
        return true;
    }
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf(u'\n', at);
        if (mayBeginBlock(text.mid(at, end < 0 ? -1 : end - at))) {
            return true;
        }
        at = end < 0 ? text.size() : end + 1;
    }
    return false;
}

std::vector<Block> readMarkup(const QString &text)
{
    if (text.size() > limits::Chars || !mayBeMarkup(text) ||
        std::count_if(text.begin(), text.end(), isMark) > limits::Marks) {
        return {};
    }
    const std::optional<QByteArray> source = prepared(text);
    if (!source) {
        return {};
    }
    BlockBuilder builder(*source);
    const MD_PARSER parser{0, Flags, enterBlock, leaveBlock, enterSpan, leaveSpan, addText, nullptr, nullptr};
    if (md_parse(source->constData(), MD_SIZE(source->size()), &parser, &builder) != 0) {
        return {};
    }
    std::vector<Block> blocks = builder.take();
    return blocks.empty() || isAsTyped(blocks, text) ? std::vector<Block>() : blocks;
}

QString plainOf(const std::vector<Block> &blocks, qsizetype maxChars)
{
    QString words;
    for (const Block &block : blocks) {
        if (block.kind == BlockKind::Rule) {
            continue;
        }
        if (!words.isEmpty()) {
            words += u'\n';
        }
        if (!block.marker.isEmpty()) {
            words += block.marker + u' ';
        }
        words += block.text;
        if (words.size() >= maxChars) {
            break;
        }
    }
    if (words.size() > maxChars) {
        words.truncate(maxChars > 0 && words.at(maxChars - 1).isHighSurrogate() ? maxChars - 1 : maxChars);
    }
    return words;
}

QString plainOf(const QString &text, qsizetype maxChars)
{
    const std::vector<Block> blocks = readMarkup(text);
    if (!blocks.empty()) {
        return plainOf(blocks, maxChars);
    }
    Block whole;
    whole.text = text;
    return plainOf(std::vector<Block>{whole}, maxChars);
}

} // namespace banter::markup
