// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/codec.h"

#include <benchmark/benchmark.h>

using namespace banter;
using namespace banter::protocol;

namespace {

ServerItem messageEvent(int i)
{
    return {0, MessageEvent{{{QStringLiteral("lobby"),
                              QStringLiteral("0190a1b2-c3d4-7e5f-8a9b-%1").arg(i, 12, 10, QLatin1Char('0')),
                              QStringLiteral("m%1").arg(i), i + 1},
                             {QStringLiteral("annabelle"),
                              QStringLiteral("Shall we meet at nine, or is that too early?"), 1'700'000'000'000 + i},
                             {}}}};
}

// Reads frames of `state.range(0)` message events each, of about 190 bytes as JSON.
void decode(benchmark::State &state, Encoding encoding)
{
    const int perFrame = int(state.range(0));
    std::vector<QByteArray> items;
    for (int i = 0; i < perFrame; ++i)
        items.push_back(encode(encoding, messageEvent(i)));
    const QByteArray frame = batch(encoding, items, limits::MaxFrameBytes).front();
    Decoder decoder;
    for (auto _ : state) {
        auto decoded = decoder.server(encoding, frame);
        if (!decoded.ok() || int(decoded.value().items.size()) != perFrame) {
            state.SkipWithError("the frame was not understood");
            break;
        }
        benchmark::DoNotOptimize(decoded.value().items.data());
    }
    state.SetItemsProcessed(state.iterations() * perFrame);
    state.SetBytesProcessed(state.iterations() * frame.size());
}

} // namespace

BENCHMARK_CAPTURE(decode, json, Encoding::Json)->Arg(1)->Arg(100);
BENCHMARK_CAPTURE(decode, cbor, Encoding::Cbor)->Arg(1)->Arg(100);
BENCHMARK_MAIN();
