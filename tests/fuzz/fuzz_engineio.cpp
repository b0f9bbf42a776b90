// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "engineio/handshake.h"
#include "engineio/packet.h"
#include "engineio/payload.h"
#include "tests/fuzz/fuzz.h"

using namespace banter;
using namespace banter::engineio;

namespace {

constexpr qint64 MaxFrame = 1'000;

void packets(const QByteArray &bytes)
{
    const Frame frame{false, bytes};
    if (const auto packet = decodePacket(frame))
        FUZZ_CHECK(encodePacket(packet.value().type, packet.value().data) == frame);
}

void handshakes(const QByteArray &bytes)
{
    const auto open = readHandshake(bytes);
    if (!open)
        return;
    FUZZ_CHECK(!open.value().sid.isEmpty() && open.value().sid.size() <= MaxSidChars);
    FUZZ_CHECK(open.value().pingIntervalMs >= 0 && open.value().pingIntervalMs <= MaxHeartbeatMs);
    FUZZ_CHECK(open.value().pingTimeoutMs >= 0 && open.value().pingTimeoutMs <= MaxHeartbeatMs);
    FUZZ_CHECK(open.value().maxPayload >= 1 && open.value().upgrades.size() <= 8);
}

// What was split comes back when it is joined and split again, whatever the size of the bodies.
void payloads(const QByteArray &bytes)
{
    const auto frames = splitPayload(bytes, MaxFrame);
    if (!frames)
        return;
    std::deque<Frame> queue;
    for (const Frame &frame : frames.value()) {
        FUZZ_CHECK(frame.data.size() <= MaxFrame);
        if (frame.binary || !frame.data.isEmpty()) // an empty packet is never sent
            queue.push_back(frame);
    }
    const std::deque<Frame> sent = queue;
    std::size_t arrived = 0;
    while (!queue.empty()) {
        const std::size_t before = queue.size();
        const QByteArray body = joinPayload(queue, 100);
        FUZZ_CHECK(queue.size() < before);
        const auto again = splitPayload(body, MaxFrame);
        FUZZ_CHECK(again.ok());
        for (const Frame &frame : again.value())
            FUZZ_CHECK(arrived < sent.size() && frame == sent[arrived++]);
    }
    FUZZ_CHECK(arrived == sent.size());
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = testing::fuzzBytes(data, size);
    packets(bytes);
    handshakes(bytes);
    payloads(bytes);
    return 0;
}
