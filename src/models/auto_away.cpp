// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/auto_away.h"

#include <algorithm>

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

void AutoAway::idle(qint64 ms)
{
    m_asked = false;
    const MonoMs now = m_parts.clock.monotonicMs();
    m_lastInput = std::max(m_lastInput, now - std::max<qint64>(0, ms));
    const qint64 left = IdleMs - (now - m_lastInput);
    arm(left > 0 ? left : AskMs);
    become(left <= 0);
}

void AutoAway::input()
{
    m_lastInput = m_parts.clock.monotonicMs();
    if (m_away) {
        m_asked = false;
        arm(IdleMs);
        become(false);
    }
}

void AutoAway::become(bool away)
{
    if (std::exchange(m_away, away) != away) {
        m_changed();
    }
}

void AutoAway::arm(qint64 delayMs)
{
    m_parts.scheduler.cancel(m_timer);
    m_timer = m_parts.scheduler.after(delayMs, [this] { look(); });
}

void AutoAway::look()
{
    m_timer = 0;
    // One timer for ten minutes of keys, not one for each key.
    const qint64 idleFor = m_parts.clock.monotonicMs() - m_lastInput;
    if (idleFor < IdleMs) {
        m_asked = false;
        arm(IdleMs - idleFor);
    } else if (m_ask && !std::exchange(m_asked, true)) {
        arm(AnswerMs);
        m_ask();
    } else {
        m_asked = false;
        if (m_ask) {
            arm(AskMs);
        }
        become(true);
    }
}

} // namespace banter
