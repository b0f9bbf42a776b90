// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>
#include <unordered_map>
#include <utility>

namespace banter {

/// Names one pending call. 0 is never given out.
using TimerId = quint64;

/// "Call me later" as a thing that is handed in: Qt's event loop in the programs, virtual time in a simulation.
/// Everything is called on the thread that owns the scheduler.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    /// Calls `call` once, `delayMs` (0 or more) from now, never from inside this function.
    virtual TimerId after(qint64 delayMs, std::function<void()> call) = 0;
    /// Forgets a pending call. An id that has fired, or 0, is ignored.
    virtual void cancel(TimerId id) = 0;
};

/// Precise timers of the current thread's event loop.
class QtScheduler final : public Scheduler, private QObject {
public:
    QtScheduler();
    ~QtScheduler() override;
    TimerId after(qint64 delayMs, std::function<void()> call) override;
    void cancel(TimerId id) override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    // Qt gives a small int that it uses again at once; ours is never used again, so that a late cancel is harmless.
    std::unordered_map<int, std::pair<TimerId, std::function<void()>>> m_calls;
    std::unordered_map<TimerId, int> m_qtIds;
    TimerId m_last = 0;
};

} // namespace banter
