// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/scheduler.h"

#include <functional>
#include <map>

namespace banter {

/// How fast history is asked for in the background. A server gives as many messages as it was asked for, or as many
/// bytes as a frame should have; one that goes on giving less says something untrue of its history, and would be asked
/// for ever as fast as it answers. One thread.
class HistoryPacer final {
public:
    /// `again` is called when what had to wait may be asked for.
    HistoryPacer(Clock &clock, Scheduler &scheduler, std::function<void()> again);
    ~HistoryPacer();
    HistoryPacer(const HistoryPacer &) = delete;
    HistoryPacer &operator=(const HistoryPacer &) = delete;

    /// A page of the room brought as much as a server has reason to give, or less.
    void noteFruit(const QString &room, bool fruitful);
    /// Nothing may be asked for in that room now; `again` is called when it may.
    bool mustWait(const QString &room);
    /// Something was put off, or had no answer.
    void later(const Error &error);
    /// Whether `again` will be called.
    bool isWaiting() const { return m_timer != 0; }
    /// The room is gone.
    void drop(const QString &room) { m_rooms.erase(room); }

private:
    struct InRoom {
        int barren = 0; ///< pages in a row that brought too little
        MonoMs askableAt = 0;
    };

    Clock &m_clock;
    Scheduler &m_scheduler;
    std::function<void()> m_again;
    std::map<QString, InRoom> m_rooms;
    TimerId m_timer = 0;
};

} // namespace banter
