// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/model_parts.h"

#include <functional>

namespace banter {

/// Calls back at most once a frame. The frame is a precise timer of 16 ms and not the window's own: it goes on when the
/// window is minimised, hidden or off-screen, and a batch that is taken shortly before a frame is drawn with it all the
/// same. The first call after a pause comes at once. GUI thread.
class FrameTicker {
public:
    static constexpr qint64 FrameMs = 16;

    FrameTicker(ModelParts parts, std::function<void()> tick);
    ~FrameTicker();
    FrameTicker(const FrameTicker &) = delete;
    FrameTicker &operator=(const FrameTicker &) = delete;

    /// Wants a tick; several wishes in one frame are one tick.
    void request();

private:
    void fire();

    ModelParts m_parts;
    std::function<void()> m_tick;
    MonoMs m_last = -FrameMs;
    TimerId m_timer = 0;
};

} // namespace banter
