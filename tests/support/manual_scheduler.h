// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "tests/support/manual_clock.h"

#include <map>
#include <utility>

namespace banter::testing {

/// Timers in virtual time. Calls of the same instant run in the order in which they were asked for.
class ManualScheduler final : public Scheduler {
public:
    explicit ManualScheduler(ManualClock &clock) : m_clock(clock) {}

    TimerId after(qint64 delayMs, std::function<void()> call) override
    {
        const TimerId id = ++m_last;
        m_calls.emplace(std::pair(m_clock.monotonicMs() + qMax<qint64>(0, delayMs), id), std::move(call));
        return id;
    }
    void cancel(TimerId id) override
    {
        std::erase_if(m_calls, [id](const auto &entry) { return entry.first.second == id; });
    }

    /// Runs all that is due within the next `ms`, in order, moving the clock along.
    void run(qint64 ms)
    {
        const MonoMs end = m_clock.monotonicMs() + ms;
        while (!m_calls.empty() && m_calls.begin()->first.first <= end) {
            auto node = m_calls.extract(m_calls.begin());
            m_clock.advance(qMax<qint64>(0, node.key().first - m_clock.monotonicMs()));
            node.mapped()();
        }
        m_clock.advance(qMax<qint64>(0, end - m_clock.monotonicMs()));
    }
    /// Runs all that is due now, and what that asks for at once.
    void settle() { run(0); }
    std::size_t pending() const { return m_calls.size(); }

private:
    ManualClock &m_clock;
    std::map<std::pair<MonoMs, TimerId>, std::function<void()>> m_calls;
    TimerId m_last = 0;
};

} // namespace banter::testing
