// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/notices/notices_dialect.h"
#include "eventstream/event.h"
#include "eventstream/splitter.h"
#include "tests/fuzz/fuzz.h"

using namespace banter;
using namespace banter::eventstream;

namespace {

constexpr qint64 MaxPiece = 200;

std::vector<Frame> split(const QByteArray &bytes, qsizetype step, bool &tooBig)
{
    Splitter splitter(MaxPiece);
    std::vector<Frame> pieces;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        for (const Frame &piece : splitter.feed(bytes.mid(at, step)))
            pieces.push_back(piece);
    }
    tooBig = splitter.tooBig();
    return pieces;
}

void checkPiece(const Frame &piece)
{
    FUZZ_CHECK(!piece.binary && !piece.data.isEmpty() && piece.data.size() <= MaxPiece);
    FUZZ_CHECK(!piece.data.contains('\r'));
    const Result<Event> event = readEvent(piece);
    if (!event)
        return;
    FUZZ_CHECK(event.value().comment == piece.data.startsWith(':'));
    FUZZ_CHECK(event.value().comment || !event.value().type.isEmpty());
    FUZZ_CHECK(event.value().hasData || event.value().data.isEmpty());
    FUZZ_CHECK(event.value().retryMs.value_or(0) >= 0);
}

// One welcome at most, and nothing but what belongs to a server without rooms.
void hear(const std::vector<Frame> &pieces)
{
    const std::unique_ptr<Dialect> dialect = makeNoticesDialect();
    int welcomes = 0;
    dialect->opened({}, {}, 0);
    for (const Frame &piece : pieces) {
        for (const heard::Event &event : dialect->received(piece, 1).events) {
            welcomes += int(std::holds_alternative<heard::Welcomed>(event));
            const auto *notice = std::get_if<heard::Notice>(&event);
            FUZZ_CHECK(!notice || !notice->text.isEmpty());
            FUZZ_CHECK(notice || std::holds_alternative<heard::Welcomed>(event) ||
                       std::holds_alternative<heard::Refused>(event) ||
                       std::holds_alternative<heard::Malformed>(event));
        }
    }
    FUZZ_CHECK(welcomes <= 1);
    for (const auto &[name, value] : dialect->linkRequest(QUrl(), {}).headers)
        FUZZ_CHECK(!value.contains('\n') && !value.contains('\r'));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = testing::fuzzBytes(data, size);
    bool tooBig = false;
    bool againTooBig = false;
    const std::vector<Frame> whole = split(bytes, std::max<qsizetype>(1, bytes.size()), tooBig);
    FUZZ_CHECK(split(bytes, 1, againTooBig) == whole && tooBig == againTooBig);
    for (const Frame &piece : whole)
        checkPiece(piece);
    hear(whole);
    return 0;
}
