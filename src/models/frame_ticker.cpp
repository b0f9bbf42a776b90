// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/frame_ticker.h"

#include <algorithm>

namespace banter {

FrameTicker::FrameTicker(ModelParts parts, std::function<void()> tick) : m_parts(parts), m_tick(std::move(tick)) {}

FrameTicker::~FrameTicker()
{
    m_parts.scheduler.cancel(m_timer);
}

void FrameTicker::request()
{
    if (m_timer != 0) {
        return;
    }
    const qint64 since = m_parts.clock.monotonicMs() - m_last;
    const qint64 delay = std::clamp<qint64>(FrameMs - since, 0, FrameMs);
    m_timer = m_parts.scheduler.after(delay, [this] { fire(); });
}

void FrameTicker::fire()
{
    m_timer = 0;
    m_last = m_parts.clock.monotonicMs();
    m_tick();
}

} // namespace banter
