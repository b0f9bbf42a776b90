// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "server/fair_queue.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace banter {

/// Frames that have come and were not read yet. To read a large one takes as long as many requests do: if each was read
/// when it came, who sends much would have the server for as long as that takes. So those who share the server take
/// turns, in turns of the event loop that are bounded; and a link's next frame waits until what was in the one before
/// has been carried out. Where nothing waits a frame is read at once. The hub's thread.
class FrameIntake final {
public:
    FrameIntake(const Clock &clock, Scheduler &scheduler) : m_clock(clock), m_scheduler(scheduler) {}
    ~FrameIntake() { m_scheduler.cancel(m_timer); }
    FrameIntake(const FrameIntake &) = delete;
    FrameIntake &operator=(const FrameIntake &) = delete;

    /// On whose behalf a link sends; asked when its first frame comes to wait.
    std::function<qint64(PeerId)> shareOf;
    /// Whether something of the link's earlier frames is not carried out yet. goOn() when that may have changed.
    std::function<bool(PeerId)> isBusy;
    /// Reads a frame. May call back.
    std::function<void(PeerId, const QByteArray &)> read;

    /// Takes a frame. False when more waits by then than may: it is not taken then.
    bool push(PeerId link, const QByteArray &frame);
    /// Looks again at those who were busy.
    void goOn();
    /// What it sent is not read any more.
    void gone(PeerId link);

    /// Of a turn; what else a turn of the event loop does comes on top, see RequestScheduler::TurnMs.
    static constexpr qint64 TurnMs = 5;
    /// Banter's own client has up to 256 messages on their way, in as few frames as possible.
    static constexpr std::size_t MaxFrames = 5'000;

private:
    struct Waiting {
        qint64 share = 0;
        std::deque<QByteArray> frames; ///< never empty
        qint64 bytes = 0;
    };
    void wake();
    void turn();
    void readOne(PeerId link);

    const Clock &m_clock;
    Scheduler &m_scheduler;
    FairQueue m_fairQueue;
    std::unordered_map<PeerId, Waiting> m_waiting;
    std::set<PeerId> m_busy;          ///< of those, who has to wait for what was in the frame before
    std::map<qint64, qint64> m_bytes; ///< by share
    TimerId m_timer = 0;
};

} // namespace banter
