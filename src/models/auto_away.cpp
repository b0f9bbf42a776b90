// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/auto_away.h"

namespace banter {

AutoAway::AutoAway(ModelParts parts, std::function<void()> changed)
    : m_parts(parts), m_changed(std::move(changed)), m_lastInput(parts.clock.monotonicMs())
{
    arm(IdleMs);
}

AutoAway::~AutoAway()
{
    m_parts.scheduler.cancel(m_timer);
}

void AutoAway::choose(PresenceStatus status)
{
    m_chosen = status;
    m_lastInput = m_parts.clock.monotonicMs();
    if (std::exchange(m_idle, false)) {
        arm(IdleMs);
    }
}

void AutoAway::input()
{
    m_lastInput = m_parts.clock.monotonicMs();
    if (!std::exchange(m_idle, false)) {
        return;
    }
    arm(IdleMs);
    if (m_chosen == PresenceStatus::Online) {
        m_changed();
    }
}

PresenceStatus AutoAway::effective() const
{
    return m_idle && m_chosen == PresenceStatus::Online ? PresenceStatus::Away : m_chosen;
}

void AutoAway::arm(qint64 delayMs)
{
    m_parts.scheduler.cancel(m_timer);
    m_timer = m_parts.scheduler.after(delayMs, [this] { look(); });
}

void AutoAway::look()
{
    // One timer for ten minutes of keys, not one for each key.
    const qint64 idleFor = m_parts.clock.monotonicMs() - m_lastInput;
    if (idleFor < IdleMs) {
        arm(IdleMs - idleFor);
        return;
    }
    m_timer = 0;
    m_idle = true;
    if (m_chosen == PresenceStatus::Online) {
        m_changed();
    }
}

} // namespace banter
