// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/recorder.h"

namespace banter::connection {

Outcome outcomeOf(const Machine &machine)
{
    return {machine.phase(),   machine.trouble(),    machine.lastCode(),
            machine.attempt(), machine.nextDialAt(), machine.link()};
}

std::vector<Effect> repeat(Machine &machine, const Step &step)
{
    std::size_t next = 0;
    // One more than was recorded is a difference, which the effects or the outcome will show.
    return machine.step(step.event, step.now, [&] { return next < step.draws.size() ? step.draws[next++] : 0.0; });
}

// A byte of the peer's changes nothing but the time of the last one, so of many in a row the last one is enough.
bool Recorder::merges(const Step &step) const
{
    const auto *inbound = std::get_if<event::Inbound>(&step.event);
    if (!inbound || !step.effects.empty() || m_steps.empty())
        return false;
    const Step &last = m_steps.back();
    const auto *before = std::get_if<event::Inbound>(&last.event);
    return before && last.effects.empty() && *before == *inbound;
}

void Recorder::note(const Machine &machine, Step step)
{
    if (merges(step)) {
        Step &last = m_steps.back();
        last.at = step.at;
        last.now = step.now;
        ++last.times;
        return;
    }
    step.number = ++m_count;
    step.after = outcomeOf(machine);
    m_steps.push_back(std::move(step));
    if (m_steps.size() > MaxSteps)
        forgetOldest();
}

void Recorder::forgetOldest()
{
    repeat(m_base, m_steps.front());
    m_steps.pop_front();
}

} // namespace banter::connection
