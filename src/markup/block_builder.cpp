// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/block_builder.h"

#include "markup/addresses.h"
#include "markup/source.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <utility>

namespace banter::markup {

namespace {

const QString Fence = QStringLiteral("```");
const QString Bullet = QStringLiteral("\u2022");

int indexOf(Style style)
{
    return style == Emphasis ? 0 : style == Strong ? 1 : style == Strike ? 2 : 3;
}

// What is behind the fence is the name of a language, or the first line of the code.
bool namesLanguage(const QString &info)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z][A-Za-z0-9+#._-]{0,19}$"));
    return name.match(info).hasMatch();
}

// The addresses in the words that are neither links nor code.
void linkAddresses(Block &block)
{
    for (const Range &address : addressesIn(block.text)) {
        const auto first = std::find_if(block.spans.begin(), block.spans.end(),
                                        [&](const Span &span) { return span.end() > address.at; });
        const auto last =
            std::find_if(first, block.spans.end(), [&](const Span &span) { return span.at >= address.end(); });
        if (std::any_of(first, last, [](const Span &span) { return span.link >= 0 || (span.styles & Monospace); })) {
            continue;
        }
        const int link = int(block.targets.size());
        block.targets.append(block.text.mid(address.at, address.length));
        std::vector<Span> parts;
        const auto add = [&](qsizetype from, qsizetype to, quint8 styles, int linked) {
            if (from < to)
                parts.push_back({from, to - from, styles, linked});
        };
        qsizetype at = address.at;
        for (auto each = first; each != last; ++each) {
            add(each->at, std::min(each->end(), address.at), each->styles, -1);
            add(at, each->at, 0, link);
            add(std::max(each->at, address.at), std::min(each->end(), address.end()), each->styles, link);
            add(std::max(each->at, address.end()), each->end(), each->styles, -1);
            at = each->end();
        }
        add(at, address.end(), 0, link);
        block.spans.insert(block.spans.erase(first, last), parts.begin(), parts.end());
    }
}

} // namespace

void BlockBuilder::beginQuote()
{
    m_parted = true;
    ++m_quote;
}

void BlockBuilder::endQuote()
{
    m_parted = true;
    --m_quote;
}

void BlockBuilder::beginList(int number, char mark)
{
    m_parted = true;
    m_outside = false;
    m_lists.push_back({number, mark});
}

void BlockBuilder::endList()
{
    m_parted = true;
    m_outside = false;
    m_lists.pop_back();
}

void BlockBuilder::beginItem()
{
    m_parted = true;
    m_outside = false;
    m_lineBegins = true;
    List &list = m_lists.back();
    m_marker = list.number < 0 ? Bullet : QString::number(list.number++) + QLatin1Char(list.mark);
}

void BlockBuilder::endItem()
{
    if (!m_marker.isEmpty()) {
        open(BlockKind::Text);
    }
    m_parted = true;
}

void BlockBuilder::beginWords(bool heading)
{
    m_parted = true;
    m_lineBegins = true;
    if (heading) {
        turn(Strong, true);
    }
}

void BlockBuilder::endWords(bool heading)
{
    m_parted = true;
    if (heading) {
        turn(Strong, false);
    }
}

void BlockBuilder::beginCode(const QString &info)
{
    open(BlockKind::Code);
    m_code = true;
    if (namesLanguage(info)) {
        m_blocks.back().language = info;
    } else if (!info.isEmpty()) {
        m_blocks.back().text = info + u'\n';
    }
}

void BlockBuilder::endCode()
{
    m_code = false;
    m_parted = true;
    Block &block = m_blocks.back();
    QString &text = block.text;
    if (text.endsWith(u'\n')) {
        text.chop(1);
    }
    // What was meant to close it, behind its last line. Within code that is closed it would be a line of its own.
    if (text.endsWith(Fence) && text.size() > Fence.size() && text.at(text.size() - Fence.size() - 1) != u'\n') {
        text.chop(Fence.size());
    }
    if (text.isEmpty()) {
        m_marker = block.marker;
        m_blocks.pop_back();
    }
}

void BlockBuilder::addRule()
{
    open(BlockKind::Rule);
}

void BlockBuilder::turn(Style style, bool on)
{
    int &open = m_open[indexOf(style)];
    open = std::max(0, open + (on ? 1 : -1));
}

void BlockBuilder::beginLink(const QString &target, bool picture)
{
    if (!isAddress(target)) {
        append(picture ? QStringLiteral("![") : QStringLiteral("["));
        m_links.push_back({m_link, QStringLiteral("](") + target + u')'});
        return;
    }
    m_links.push_back({m_link, {}});
    // A picture in a link: where that leads is what was meant.
    if (m_link < 0) {
        QStringList &targets = words().targets;
        m_link = int(targets.size());
        targets.append(target);
    }
}

void BlockBuilder::endLink()
{
    if (m_links.empty()) {
        return; // md4c 0.4.8 ends more of them than it begins, where brackets are in much disorder
    }
    const Link link = m_links.back();
    m_links.pop_back();
    if (!link.refused.isEmpty()) {
        append(link.refused);
    } else if (link.outer < 0) {
        const Block &block = m_blocks.back();
        if (block.spans.empty() || block.spans.back().link != m_link) // it has no words
            append(block.targets.value(m_link));
    }
    m_link = link.outer;
}

void BlockBuilder::addText(const char *bytes, qsizetype size)
{
    if (m_code) {
        m_blocks.back().text += restored(bytes, size);
    } else if (m_lineBegins && m_links.empty() && beginsRule(bytes, size)) {
        addRuleUnderWords();
    } else {
        words(bytes);
        addBlanksBefore(bytes);
        append(restored(bytes, size));
    }
    m_end = isOfSource(bytes) ? bytes + size : m_end;
    m_lineBegins = false;
}

void BlockBuilder::addBreak()
{
    m_lineBegins = true;
    if (!m_parted) {
        append(QStringLiteral("\n"));
    }
}

std::vector<Block> BlockBuilder::take()
{
    for (Block &block : m_blocks) {
        if (block.kind == BlockKind::Text) {
            linkAddresses(block);
        }
    }
    return std::move(m_blocks);
}

bool BlockBuilder::isOfSource(const char *bytes) const
{
    return bytes && std::less_equal<>()(m_source.constBegin(), bytes) && std::less<>()(bytes, m_source.constEnd());
}

// How many lines below the words before it, as it was typed: 1, or 2 with blank ones between.
int BlockBuilder::linesBefore(const char *bytes) const
{
    if (!m_end || !isOfSource(bytes) || bytes < m_end) {
        return 1;
    }
    return std::count(m_end, bytes, '\n') > 1 ? 2 : 1;
}

void BlockBuilder::open(BlockKind kind)
{
    m_over = m_over || m_blocks.size() >= std::size_t(limits::Blocks);
    Block block;
    block.kind = kind;
    block.quote = std::min(m_quote, limits::Depth);
    block.list = listDepth();
    block.marker = std::exchange(m_marker, {});
    m_blocks.push_back(block);
    m_parted = kind != BlockKind::Text;
}

// The block that the words go to: the last one, where that is at the same place.
Block &BlockBuilder::words(const char *bytes)
{
    if (!m_parted) {
        return m_blocks.back();
    }
    const bool goesOn = !m_blocks.empty() && m_marker.isEmpty() && m_blocks.back().kind == BlockKind::Text &&
                        m_blocks.back().quote == std::min(m_quote, limits::Depth) &&
                        m_blocks.back().list == listDepth();
    if (goesOn) {
        m_blocks.back().text += QStringLiteral("\n").repeated(linesBefore(bytes));
        m_parted = false;
    } else {
        open(BlockKind::Text);
    }
    return m_blocks.back();
}

void BlockBuilder::append(const QString &text)
{
    Block &block = words();
    const qsizetype at = block.text.size();
    block.text += text;
    const quint8 style = styles();
    if ((style == 0 && m_link < 0) || text.isEmpty()) {
        return;
    }
    if (!block.spans.empty()) {
        Span &last = block.spans.back();
        if (last.end() == at && last.styles == style && last.link == m_link) {
            last.length += text.size();
            return;
        }
    }
    block.spans.push_back({at, text.size(), style, m_link});
    m_over = m_over || ++m_spans > limits::Spans;
}

// Who has set a line in has meant it.
void BlockBuilder::addBlanksBefore(const char *bytes)
{
    if (!m_lineBegins || m_quote > 0 || !m_lists.empty() || !isOfSource(bytes)) {
        return;
    }
    const char *line = bytes;
    while (line > m_source.constBegin() && line[-1] != '\n') {
        --line;
        if (!QByteArrayView(" \t*_~`[").contains(*line))
            return;
    }
    const char *words = std::find_if_not(line, bytes, [](char c) { return c == ' ' || c == '\t'; });
    append(QString::fromUtf8(line, words - line));
}

void BlockBuilder::addRuleUnderWords()
{
    if (!m_parted && m_blocks.back().text.endsWith(u'\n')) {
        Block &above = m_blocks.back();
        above.text.chop(1);
        if (!above.spans.empty() && above.spans.back().end() > above.text.size() && --above.spans.back().length == 0)
            above.spans.pop_back();
    }
    m_outside = true;
    addRule();
}

int BlockBuilder::listDepth() const
{
    return m_outside ? 0 : int(std::min<std::size_t>(m_lists.size(), limits::Depth));
}

quint8 BlockBuilder::styles() const
{
    quint8 sum = 0;
    for (int each = 0; each < 4; ++each) {
        sum = quint8(sum | (m_open[each] > 0 ? 1 << each : 0));
    }
    return sum;
}

} // namespace banter::markup
