// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"
#include "server/fair_queue.h"
#include "server/hub.h"
#include "server/request_queue.h"

#include <functional>
#include <unordered_map>

namespace banter {

/// Carries out what the links ask, in turns of the event loop that are bounded: each time one request of everybody who
/// asks, round after round, until the time is up; then all that was written is committed at once, and answered. What
/// has to see the commit waits for the next turn and comes first there, so that nobody can make the server commit more
/// than once in a turn. The hub's thread.
class RequestScheduler final {
public:
    /// At most so many requests in a turn, beside its time.
    RequestScheduler(const Clock &clock, Scheduler &scheduler, int mostRequests = MostRequests);
    ~RequestScheduler();
    RequestScheduler(const RequestScheduler &) = delete;
    RequestScheduler &operator=(const RequestScheduler &) = delete;

    /// Who carries them out; null: nobody any more.
    void setHub(Hub *hub) { m_hub = hub; }

    enum class Standing {
        Ready,
        Behind,  ///< what it asks waits until resume()
        Closing, ///< what it asked does not count any more
    };
    std::function<Standing(PeerId)> standingOf;
    /// The turn is over: what the hub said can leave.
    std::function<void()> onOver;

    /// Takes what a frame of `frameBytes` held. False when more waits by then than may: nothing is taken then.
    bool push(PeerId link, protocol::Decoded<protocol::ClientItem> frame, qint64 frameBytes);
    /// It is no longer behind.
    void resume(PeerId link);
    void gone(PeerId link);
    /// Whether something that it asked is not carried out yet.
    bool isWaiting(PeerId link) const { return m_waiting.contains(link); }

    /// Of a turn. A commit comes on top, and what the sockets bring: a tenth of what somebody notices.
    static constexpr qint64 TurnMs = 10;
    static constexpr int MostRequests = 1'000;
    /// Frames that wait of all links of one account: a person's devices, all sending again at once. See
    /// RequestQueue::MaxBytes.
    static constexpr qint64 MaxShareBytes = 4 * RequestQueue::MaxBytes;

private:
    struct Waiting {
        qint64 share = 0;
        RequestQueue queue;
    };
    void wake();
    void turn();
    void serve(PeerId link);
    void carryOut(PeerId link, Waiting &waiting);
    void forget(PeerId link);

    const Clock &m_clock;
    Scheduler &m_scheduler;
    int m_mostRequests;
    Hub *m_hub = nullptr;
    FairQueue m_fairQueue;
    std::unordered_map<PeerId, Waiting> m_waiting; ///< never an empty one
    std::deque<PeerId> m_first;                    ///< they waited for a commit
    std::map<qint64, qint64> m_bytes;              ///< by share
    TimerId m_timer = 0;
};

} // namespace banter
