// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/open.h"

#include <benchmark/benchmark.h>

#include <QTemporaryDir>

using namespace banter;

namespace {

// Stores transactions of `state.range(0)` messages, each durable when it returns (WAL, synchronous=FULL).
void storeMessages(benchmark::State &state)
{
    const int perBatch = int(state.range(0));
    const QTemporaryDir folder;
    auto store = openClientStore(folder.filePath(QStringLiteral("client.db")));
    if (!store.ok()) {
        state.SkipWithError("the store does not open");
        return;
    }
    Seq seq = 0;
    for (auto _ : state) {
        keep::PutMessages put{QStringLiteral("lobby"), {}, {seq, seq + perBatch}};
        for (int i = 0; i < perBatch; ++i) {
            ++seq;
            put.messages.push_back(
                {{put.room, QStringLiteral("client-id-of-message-%1").arg(seq), QStringLiteral("m%1").arg(seq), seq},
                 {QStringLiteral("annabelle"), QStringLiteral("Shall we meet at nine, or is that too early?"),
                  1'700'000'000'000},
                 {}});
        }
        if (!store.value()->apply({put}).ok()) {
            state.SkipWithError("the store refused");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * perBatch);
}

} // namespace

BENCHMARK(storeMessages)->Arg(1)->Arg(50)->Arg(200)->Arg(1000)->UseRealTime();
BENCHMARK_MAIN();
