// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"

#include <functional>

namespace banter {

/// Whether somebody is at this computer: not after ten minutes without input, and again at the first one. Input to
/// other programs counts where the system can be asked for it. GUI thread.
class AutoAway {
public:
    /// Ten minutes.
    static constexpr qint64 IdleMs = 10 * 60 * 1000;
    /// A system that has not answered by then does not know.
    static constexpr qint64 AnswerMs = 2'000;
    /// While nobody is there the system is asked this often: who comes back to another program is seen as soon as that.
    static constexpr qint64 AskMs = 15'000;

    /// `changed` is called when away() has changed.
    AutoAway(ModelParts parts, std::function<void()> changed);
    ~AutoAway();
    AutoAway(const AutoAway &) = delete;
    AutoAway &operator=(const AutoAway &) = delete;

    /// From now on the system is asked by `ask` before anybody is away; idle() is its answer.
    void setAsk(std::function<void()> ask) { m_ask = std::move(ask); }
    /// Nobody has used this computer for `ms`.
    void idle(qint64 ms);
    /// Any key or mouse, now.
    void input();
    bool away() const { return m_away; }

private:
    void arm(qint64 delayMs);
    void look();
    void become(bool away);

    ModelParts m_parts;
    std::function<void()> m_changed;
    std::function<void()> m_ask;
    MonoMs m_lastInput = 0;
    bool m_asked = false; ///< and not answered
    bool m_away = false;
    TimerId m_timer = 0;
};

} // namespace banter
