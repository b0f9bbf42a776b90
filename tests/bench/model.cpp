// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "models/markup_reader.h"
#include "models/timeline_model.h"

#include <benchmark/benchmark.h>

// The GUI thread's side of a flood: batches of decoded messages into a timeline that shows their room, with the window
// full, so that each batch puts rows in at one end and takes rows out at the other.
namespace {

using namespace banter;

std::vector<ShownMessage> makeMessages(Seq first, std::size_t count)
{
    static const QStringList senders{QStringLiteral("ann"), QStringLiteral("bo"), QStringLiteral("chen")};
    std::vector<ShownMessage> messages(count);
    Seq seq = first;
    for (ShownMessage &shown : messages) {
        shown.message.room = QStringLiteral("lobby");
        shown.message.clientId = QStringLiteral("0190c0de-0000-7000-8000-%1").arg(seq, 12, 10, QLatin1Char('0'));
        shown.message.id = QString::number(seq);
        shown.message.seq = seq;
        shown.message.sender = senders.at((seq / 4) % senders.size());
        shown.message.text = QStringLiteral("A line of about sixty characters, as people write them %1").arg(seq);
        shown.message.at = 1'700'000'000'000 + seq * 1500;
        shown.live = true;
        ++seq;
    }
    return messages;
}

void applyToTimeline(benchmark::State &state)
{
    const auto batch = static_cast<std::size_t>(state.range(0));
    const SystemClock clock;
    TimelineModel model(QStringLiteral("lobby"), clock);
    Seq next = 1;
    qint64 rowsAnnounced = 0;
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model,
                     [&](const QModelIndex &, int first, int last) { rowsAnnounced += last - first + 1; });
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<ShownMessage> messages = makeMessages(next, batch);
        next += static_cast<Seq>(batch);
        state.ResumeTiming();
        std::vector<const ShownMessage *> pointers;
        pointers.reserve(messages.size());
        for (const ShownMessage &shown : messages) {
            pointers.push_back(&shown);
        }
        model.apply(pointers);
        benchmark::DoNotOptimize(rowsAnnounced);
    }
    state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * state.range(0));
    if (rowsAnnounced < static_cast<qint64>(state.iterations()) * state.range(0)) {
        state.SkipWithError("some messages did not become rows");
    }
}
BENCHMARK(applyToTimeline)->Arg(1)->Arg(100)->Arg(1000);

// What a row asks about its text when it is made, for 50 rows, as many as a tall window shows with what is above and
// below. `plain`: no marks in any. `mixed`: one in four has some, one in ten has blocks with code. `again`: the mix,
// when it was read before.
const QString Line = QStringLiteral("A line of about sixty characters, as people write them %1");
const QString Marked = QStringLiteral("A **line** with `marks` and https://example.org/a_link?of=%1");
const QString Blocks = QStringLiteral("Like this:\n```cpp\nfor (int i = 0; i < %1; ++i) { // all\n    use(\"them\", "
                                      "i);\n}\n```\n- one\n- *two*\n> and so on");

QStringList makeTexts(bool mixed, int from)
{
    QStringList texts;
    for (int at = from; at < from + 50; ++at) {
        texts.append((!mixed ? Line : at % 10 == 0 ? Blocks : at % 4 == 0 ? Marked : Line).arg(at));
    }
    return texts;
}

void readTexts(benchmark::State &state, bool mixed, bool again)
{
    MarkupReader reader;
    int from = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const QStringList texts = makeTexts(mixed, from);
        from += again ? 0 : 50;
        state.ResumeTiming();
        for (const QString &text : texts) {
            const MarkedText read = reader.read(text);
            benchmark::DoNotOptimize(read.isSimple());
        }
    }
    state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * 50);
}
BENCHMARK_CAPTURE(readTexts, plain, false, false);
BENCHMARK_CAPTURE(readTexts, mixed, true, false);
BENCHMARK_CAPTURE(readTexts, again, true, true);

} // namespace

BENCHMARK_MAIN();
