// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/machine.h"

#include "core/values.h"

#include <deque>
#include <memory>

// The flight recorder: what happened to a connection lately, and what was decided. A step is made of numbers and names
// of the machine's alone, and of no text at all, so that neither a message, nor a name, an address or a secret, nor
// anything else that a person or a server wrote can be in it. RECORDING.md has the written form.
namespace banter::connection {

/// What people were told after a step.
struct Outcome {
    Phase phase = Phase::Idle;
    Trouble trouble = Trouble::None;
    int code = 0; ///< the last close code, 0 when none
    int attempt = 0;
    Ms nextDialAt = 0; ///< 0 when no dial is planned
    std::uint64_t link = 0;
    bool operator==(const Outcome &) const = default;
};
Outcome outcomeOf(const Machine &machine);

struct Step {
    std::uint64_t number = 0; ///< from 1, of all steps of this connection
    WallMs at = 0;
    Ms now = 0; ///< on the monotonic clock, as the machine was told
    Event event;
    /// Frames that came one after the other and changed nothing else are one step, with the last one's time.
    std::int64_t times = 1;
    std::vector<double> draws; ///< the random numbers that were asked for, so that a replay is exact
    std::vector<Effect> effects;
    Outcome after;
    bool operator==(const Step &) const = default;
};

/// The newest steps, and what the machine remembered before the first of them: enough to walk it again.
struct Recording {
    Memory from;
    std::deque<Step> steps;
};

/// Keeps the newest MaxSteps steps. One thread, the machine's.
class Recorder final {
public:
    /// Three hours of an idle connection (two or three steps a heartbeat), or all of a bad one's last hours; about
    /// 300 KB at most.
    static constexpr std::size_t MaxSteps = 1'000;

    /// `machine` has just made `step`, whose number and outcome are filled in here.
    void note(const Machine &machine, Step step);
    Recording recording() const { return {m_base.memory(), m_steps}; }

private:
    bool merges(const Step &step) const;
    void forgetOldest();

    Machine m_base; // walked along behind the oldest step that is kept
    std::deque<Step> m_steps;
    std::uint64_t m_count = 0;
};

/// The machine makes the step again, with the same random numbers. Gives the effects.
std::vector<Effect> repeat(Machine &machine, const Step &step);

} // namespace banter::connection

namespace banter {

/// A recording as it is handed on through the layers above, none of which looks inside.
struct ConnectionRecording {
    connection::Recording recording;
};
using ConnectionRecordingPtr = std::shared_ptr<const ConnectionRecording>;

} // namespace banter
