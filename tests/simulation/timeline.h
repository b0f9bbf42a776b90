// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/random.h"
#include "core/scheduler.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <vector>

namespace banter::simulation {

class Actor;

/// The one time of a simulated world, in ms from 0. Whoever has a call due first runs; of several at the same instant
/// one is drawn, so that a seed decides the order and every order happens.
class Timeline final {
public:
    explicit Timeline(quint64 seed) : m_dice(seed) {}
    Timeline(const Timeline &) = delete;
    Timeline &operator=(const Timeline &) = delete;

    qint64 now() const { return m_now; }
    /// Runs one call that is due by `until`. False when there is none: it is `until` then.
    bool step(qint64 until);

private:
    friend class Actor;

    SeededRandom m_dice;
    std::vector<Actor *> m_actors;
    qint64 m_now = 0;
};

/// One machine or process in that time: its clocks, and its timers. It can sleep, stand still, and have its calendar
/// set by somebody.
class Actor final : public Clock, public Scheduler {
public:
    explicit Actor(Timeline &timeline);
    ~Actor() override;
    Actor(const Actor &) = delete;
    Actor &operator=(const Actor &) = delete;

    MonoMs monotonicMs() const override { return MonoStart + m_timeline.now() - m_lag; }
    MonoMs sleeplessMs() const override { return MonoStart + m_timeline.now(); }
    WallMs wallMs() const override { return WallStart + m_timeline.now() + m_wallStep; }
    TimerId after(qint64 delayMs, std::function<void()> call) override;
    void cancel(TimerId id) override;

    /// The machine is suspended: nothing runs, and the monotonic clock stands still, as Linux has it.
    void sleep(qint64 ms);
    /// The process is stopped: nothing runs, and all its timers are late.
    void stall(qint64 ms);
    /// Somebody set the calendar.
    void stepWall(qint64 ms) { m_wallStep += ms; }
    bool isAwake() const { return m_timeline.now() >= m_wakesAt; }
    qint64 msToWake() const { return std::max<qint64>(0, m_wakesAt - m_timeline.now()); }
    std::size_t pending() const { return m_calls.size(); }
    void cancelAll()
    {
        m_calls.clear();
        m_due.clear();
    }

private:
    friend class Timeline;

    static constexpr MonoMs MonoStart = 1'000'000;
    static constexpr WallMs WallStart = 1'700'000'000'000;
    static constexpr qint64 Never = std::numeric_limits<qint64>::max();

    qint64 nextAt() const;
    void runNext();

    Timeline &m_timeline;
    std::map<std::pair<MonoMs, TimerId>, std::function<void()>> m_calls;
    std::unordered_map<TimerId, MonoMs> m_due;
    TimerId m_last = 0;
    qint64 m_lag = 0;
    qint64 m_wallStep = 0;
    qint64 m_wakesAt = 0;
};

} // namespace banter::simulation
