// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/addresses.h"
#include "markup/blocks.h"
#include "markup/code.h"
#include "markup/emoji.h"
#include "markup/typing.h"
#include "tests/fuzz/fuzz.h"

using namespace banter::markup;

namespace {

void checkBlock(const Block &block)
{
    FUZZ_CHECK(block.quote >= 0 && block.quote <= limits::Depth && block.list >= 0 && block.list <= limits::Depth);
    FUZZ_CHECK(block.kind == BlockKind::Text || (block.spans.empty() && block.targets.isEmpty()));
    FUZZ_CHECK(block.kind != BlockKind::Rule || block.text.isEmpty());
    qsizetype end = 0;
    for (const Span &span : block.spans) {
        FUZZ_CHECK(span.at >= end && span.length > 0 && span.end() <= block.text.size());
        FUZZ_CHECK((span.styles != 0 || span.link >= 0) && span.link < int(block.targets.size()));
        end = span.end();
    }
    for (const QString &target : block.targets)
        FUZZ_CHECK(isAddress(target));
    for (const QChar c : block.text)
        FUZZ_CHECK(c.unicode() < 0xfdd0 || c.unicode() > 0xfdef);
    end = 0;
    for (const Token &token :
         highlight(block.text, block.language.isEmpty() ? QStringLiteral("cpp") : block.language)) {
        FUZZ_CHECK(token.at >= end && token.length > 0 && token.at + token.length <= block.text.size());
        end = token.at + token.length;
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(banter::testing::fuzzBytes(data, size));
    const std::vector<Block> blocks = readMarkup(text);
    FUZZ_CHECK(blocks.size() <= std::size_t(limits::Blocks));
    for (const Block &block : blocks)
        checkBlock(block);
    FUZZ_CHECK(plainOf(text, 100).size() <= 100);
    FUZZ_CHECK(emojiOnly(text) <= MaxLargeEmoji);
    for (const Range &address : addressesIn(text))
        FUZZ_CHECK(address.length > 0 && address.end() <= text.size());
    const Rewriting done = toggleMark(text, qsizetype(size / 3), qsizetype(size / 2), QStringLiteral("**"));
    FUZZ_CHECK(done.at >= 0 && done.length >= 0 && done.at + done.length <= text.size());
    FUZZ_CHECK(done.selectFrom <= done.selectTo);
    return 0;
}
