// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/scheduler.h"

#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace banter {

QtScheduler::QtScheduler() = default;

QtScheduler::~QtScheduler() = default;

TimerId QtScheduler::after(qint64 delayMs, std::function<void()> call)
{
    constexpr qint64 Longest = std::numeric_limits<int>::max();
    const int qtId = startTimer(int(std::clamp<qint64>(delayMs, 0, Longest)), Qt::PreciseTimer);
    const TimerId id = ++m_last;
    m_calls.emplace(qtId, std::pair(id, std::move(call)));
    m_qtIds.emplace(id, qtId);
    return id;
}

void QtScheduler::cancel(TimerId id)
{
    const auto found = m_qtIds.find(id);
    if (found == m_qtIds.end())
        return;
    killTimer(found->second);
    m_calls.erase(found->second);
    m_qtIds.erase(found);
}

void QtScheduler::timerEvent(QTimerEvent *event)
{
    const auto found = m_calls.find(event->timerId());
    if (found == m_calls.end())
        return;
    const auto [id, call] = std::move(found->second);
    cancel(id);
    call();
}

} // namespace banter
