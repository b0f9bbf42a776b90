// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/recorder.h"

#include "core/random.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace banter::testing {

/// Walks a machine through events in virtual time and watches what must always hold.
class Walk {
public:
    explicit Walk(quint64 seed = 1) : m_random(seed) {}

    connection::Machine machine;
    connection::Recorder recorder;
    connection::Ms now = 1'000'000;

    /// Steps, applies the effects, and checks the invariants; the first one broken stays in `broken`.
    void step(const connection::Event &event);
    /// Fires every timer that is due within `ms`, in order.
    void run(connection::Ms ms);
    /// One event, or some time, whatever comes to `random`'s mind.
    void wander(SeededRandom &random);
    /// Time passes without any timer being served: the process stood still.
    void stall(connection::Ms ms) { now += ms; }

    /// A dial, an open link, a hello and a finished catch-up.
    void connectFully();
    /// Stays connected for as long as it takes to count as stable.
    void stabilise();
    void open() { step(connection::event::LinkOpened{machine.link()}); }
    void end(connection::EndKind kind, int code = 1006, int http = 0)
    {
        step(connection::event::LinkEnded{machine.link(), kind, code, http});
    }
    /// Milliseconds until the next dial.
    connection::Ms wait() const { return machine.nextDialAt() - now; }

    std::vector<connection::Ms> dials;
    std::vector<std::uint64_t> pings;
    std::vector<int> closes;
    int aborts = 0;
    int opened = 0;
    int lost = 0;
    std::optional<std::string> broken;

private:
    void apply(const connection::Effect &effect);
    void check();
    void fail(const char *what);

    SeededRandom m_random;
    std::map<std::uint64_t, connection::Ms> m_timers; // id → due
    std::set<std::uint64_t> m_links;                  // dialled, not closed or aborted
    std::set<std::uint64_t> m_ended;
};

} // namespace banter::testing
