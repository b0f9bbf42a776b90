// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <optional>

namespace banter {

/// Says when the next message may go, so that a server never has a reason to refuse one for its rate: of two messages
/// on their way the first could be refused and the second be accepted, and their order would be lost.
///
/// It keeps two counts of the allowance that the server keeps for this account (a bucket of `burst`, refilled by `rate`
/// a second). What is on its way is taken from them only when its verdict comes: a network that stands still and then
/// delivers all at once gives the server no time to refill. One count is certain, because it began at nothing; within
/// it many may be on their way. The other is hoped for, because it began full; within it one at a time goes and waits
/// for its verdict.
///
/// Pure. Times are on the monotonic clock.
class SendPacer final {
public:
    /// Signed in. `rate` 0 or less: not limited. What was counted before stays: the allowance is the account's.
    void begin(double rate, int burst, MonoMs now);

    /// Whether one more may go now, with `onTheWay` others that have no verdict.
    bool may(int onTheWay, MonoMs now);
    /// One of `onTheWay` that were sent is stored.
    void accepted(int onTheWay, MonoMs now);
    /// One was refused for a reason that will pass. `drained`: because of its rate. Nothing goes for `waitMs`, and then
    /// one at a time until one is accepted.
    void refused(bool drained, qint64 waitMs, MonoMs now);
    /// The link is gone, and `onTheWay` have no verdict: they may have been counted by the server.
    void linkLost(int onTheWay, MonoMs now);

    /// Milliseconds until may() may say yes through time alone; nothing when a verdict has to come first.
    std::optional<qint64> wait(int onTheWay, MonoMs now);

private:
    void refill(MonoMs now);
    qint64 until(double missing) const;

    double m_rate = 0;
    double m_burst = 0;
    double m_certain = 0;
    double m_hoped = 0;
    bool m_probing = false; // something was refused and nothing accepted since
    MonoMs m_pausedUntil = 0;
    MonoMs m_at = 0;
};

} // namespace banter
