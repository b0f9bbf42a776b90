// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/history_pacer.h"

#include <algorithm>
#include <utility>

namespace banter {
namespace {

constexpr qint64 FillPauseMs = 5'000;
constexpr int ToleratedBarren = 5; // the last page before the newest message is a short one
constexpr int MaxExponent = 6;     // over 5 min

} // namespace

HistoryPacer::HistoryPacer(Clock &clock, Scheduler &scheduler, std::function<void()> again)
    : m_clock(clock), m_scheduler(scheduler), m_again(std::move(again))
{}

HistoryPacer::~HistoryPacer()
{
    m_scheduler.cancel(m_timer);
}

void HistoryPacer::noteFruit(const QString &id, bool fruitful)
{
    InRoom &room = m_rooms[id];
    room.barren = fruitful ? 0 : room.barren + 1;
    if (room.barren > ToleratedBarren)
        room.askableAt =
            m_clock.monotonicMs() + (FillPauseMs << std::min(room.barren - ToleratedBarren - 1, MaxExponent));
}

bool HistoryPacer::mustWait(const QString &id)
{
    const auto room = m_rooms.find(id);
    const qint64 wait = room == m_rooms.end() ? 0 : room->second.askableAt - m_clock.monotonicMs();
    if (wait > 0)
        later({ErrorCode::Unavailable, {}, wait});
    return wait > 0;
}

void HistoryPacer::later(const Error &error)
{
    if (m_timer != 0)
        return;
    m_timer = m_scheduler.after(std::max(FillPauseMs, error.retryAfterMs), [this] {
        m_timer = 0;
        m_again();
    });
}

} // namespace banter
