// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/utf8.h"
#include "dialects/plain/plain_wire.h"
#include "tests/fuzz/fuzz.h"
#include "json/lenient.h"

#include <QJsonDocument>

using namespace banter;

namespace {

bool isLineOrMended(const QByteArray &heard, const QByteArray &line)
{
    const QByteArray valid = textFromUtf8(line).toUtf8(); // where it was none
    return heard == line || heard == json::mended(line) || heard == valid || heard == json::mended(valid);
}

} // namespace

// Frames of a plain server, a line each: every one is an event whose argument is the frame itself, mended
// where it had to be, or a list of such events, or one Malformed.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto wire = makePlainWire();
    wire->opened({}, 0);
    bool ended = false;
    for (const QByteArray &line : testing::fuzzBytes(data, size).split('\n')) {
        const wire::Step step = wire->received({false, line}, 0);
        FUZZ_CHECK(step.frames.empty() && !step.lost);
        const bool isList = textFromUtf8(line).trimmed().startsWith(u'['); // of several events
        FUZZ_CHECK(ended ? step.events.empty() : isList ? !step.events.empty() : step.events.size() == 1);
        for (const wire::Event &event : step.events) {
            const auto *arrived = std::get_if<wire::Arrived>(&event);
            FUZZ_CHECK(arrived || std::holds_alternative<wire::Malformed>(event));
            FUZZ_CHECK(!arrived || arrived->args.alone);
            FUZZ_CHECK(!arrived || isList || isLineOrMended(arrived->args.text, line));
            FUZZ_CHECK(!step.hangUp || isList || !arrived);
        }
        ended = ended || step.hangUp;
    }
    return 0;
}
