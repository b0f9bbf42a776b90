// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// Time as a thing that is handed in, so that a test owns it.
class Clock {
public:
    virtual ~Clock() = default;
    /// Never goes back. Used for every deadline. Any thread.
    virtual MonoMs monotonicMs() const = 0;
    /// As monotonicMs(), but goes on while the machine sleeps, where that one stands still; nobody can set it. Only for
    /// noticing a sleep. Any thread.
    virtual MonoMs sleeplessMs() const { return monotonicMs(); }
    /// The calendar's time; may jump either way. Any thread.
    virtual WallMs wallMs() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
    MonoMs monotonicMs() const override;
    MonoMs sleeplessMs() const override;
    WallMs wallMs() const override;
};

} // namespace banter
