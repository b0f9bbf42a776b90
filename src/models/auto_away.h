// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"

#include "core/values.h"

#include <functional>

namespace banter {

/// Online turns into away after ten minutes without input, and back at the first input. Any other status is the
/// person's choice and is left alone.
class AutoAway {
public:
    /// Ten minutes.
    static constexpr qint64 IdleMs = 10 * 60 * 1000;

    /// `changed` is called when effective() changes because of time or input, not because of choose().
    AutoAway(ModelParts parts, std::function<void()> changed);
    ~AutoAway();
    AutoAway(const AutoAway &) = delete;
    AutoAway &operator=(const AutoAway &) = delete;

    /// The person's choice.
    void choose(PresenceStatus status);
    /// Any key or mouse.
    void input();

    PresenceStatus chosen() const { return m_chosen; }
    /// The choice, or Away.
    PresenceStatus effective() const;

private:
    void arm(qint64 delayMs);
    void look();

    ModelParts m_parts;
    std::function<void()> m_changed;
    PresenceStatus m_chosen = PresenceStatus::Online;
    MonoMs m_lastInput = 0;
    bool m_idle = false;
    TimerId m_timer = 0;
};

} // namespace banter
