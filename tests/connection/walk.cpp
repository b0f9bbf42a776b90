// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/walk.h"

#include <algorithm>
#include <array>

namespace banter::testing {

using namespace connection;

void Walk::fail(const char *what)
{
    if (!broken)
        broken = what;
}

void Walk::step(const Event &event)
{
    if (const auto *ended = std::get_if<event::LinkEnded>(&event))
        m_links.erase(ended->link);
    if (const auto *fired = std::get_if<event::TimerFired>(&event))
        m_timers.erase(fired->timer); // a made-up id may be that of a timer that runs
    const bool wasOnline = machine.online();
    const bool wasResuming = machine.phase() == Phase::Resuming;
    Step step;
    step.at = 1'700'000'000'000 + now;
    step.now = now;
    step.event = event;
    const auto unit = [&] { return step.draws.emplace_back(m_random.uniform(0.0, 1.0)); };
    const std::vector<Effect> effects = step.effects = machine.step(event, now, unit);
    recorder.note(machine, std::move(step));
    for (const Effect &effect : effects)
        apply(effect);
    if (!wasOnline && machine.online() && !(wasResuming && std::holds_alternative<event::Resumed>(event)))
        fail("connected before the resume's verdict");
    check();
}

void Walk::apply(const Effect &effect)
{
    if (const auto *dial = std::get_if<effect::Dial>(&effect)) {
        if (!dials.empty() && now - dials.back() < MinBetweenDials)
            fail("two dials within a second");
        dials.push_back(now);
        m_links.insert(dial->link);
    } else if (const auto *close = std::get_if<effect::Close>(&effect)) {
        closes.push_back(close->code);
        if (m_links.erase(close->link) == 0)
            fail("a link was closed that was not open");
    } else if (const auto *abort = std::get_if<effect::Abort>(&effect)) {
        ++aborts;
        if (m_links.erase(abort->link) == 0)
            fail("a link was aborted that was not open");
    } else if (const auto *ping = std::get_if<effect::Ping>(&effect)) {
        if (ping->link != machine.link())
            fail("a ping on a link that is not adopted");
        pings.push_back(ping->nonce);
    } else if (const auto *start = std::get_if<effect::StartTimer>(&effect)) {
        if (start->delay < 0)
            fail("a negative delay");
        m_timers[start->timer] = now + start->delay;
    } else if (const auto *cancel = std::get_if<effect::CancelTimer>(&effect)) {
        m_timers.erase(cancel->timer);
    } else if (std::holds_alternative<effect::AnnounceOpened>(effect)) {
        ++opened;
    } else {
        ++lost;
    }
}

void Walk::check()
{
    const Phase phase = machine.phase();
    const bool linked = machine.link() != 0;
    if (m_links.size() > 1 || (linked && !m_links.contains(machine.link())))
        fail("more than the one adopted link is open");
    if (!linked && !m_links.empty())
        fail("a link is open that nobody owns");
    const bool resting = phase == Phase::Idle || phase == Phase::Terminal;
    const bool waiting = phase == Phase::BackingOff || phase == Phase::WaitingForNetwork;
    if (resting && (linked || machine.phaseTimer() != 0 || !m_timers.empty()))
        fail("at rest with a link or a timer");
    if (!resting && machine.phaseTimer() == 0)
        fail("nothing would ever happen again");
    if (waiting == linked && !resting)
        fail("waiting and linked at once, or neither");
    if (machine.wanted() == (phase == Phase::Idle))
        fail("the person's wish and the state disagree");
    if (waiting && machine.nextDialAt() <= 0)
        fail("waiting for no moment");
    if (m_timers.size() > 2)
        fail("timers pile up");
    if (opened - lost < 0 || opened - lost > 1)
        fail("opened and lost do not alternate");
}

void Walk::run(Ms ms)
{
    const Ms end = now + ms;
    while (!m_timers.empty()) {
        const auto next = std::min_element(m_timers.begin(), m_timers.end(),
                                           [](const auto &a, const auto &b) { return a.second < b.second; });
        if (next->second > end)
            break;
        now = std::max(now, next->second);
        const std::uint64_t timer = next->first;
        m_timers.erase(next);
        step(event::TimerFired{timer});
    }
    now = std::max(now, end);
}

void Walk::wander(SeededRandom &random)
{
    constexpr std::array Codes{1000, 1001, 1002, 1006, 1008, 1009, 1011, 1012, 1013, 4001, 4242};
    // Mostly the present link, sometimes one that is long gone.
    const std::uint64_t link = random.below(8) == 0 ? random.below(50) : machine.link();
    switch (random.below(22)) {
    case 0:
        step(event::UserConnects{random.below(2) == 0});
        break;
    case 1:
        random.below(10) == 0 ? step(event::UserDisconnects{}) : step(event::RetryNow{});
        break;
    case 2:
    case 3:
    case 4:
        step(event::LinkOpened{link});
        break;
    case 5:
        step(event::LinkEnded{link, EndKind(random.below(10)), Codes[random.below(Codes.size())],
                              int(200 + 101 * random.below(4))});
        break;
    case 6:
        step(event::Inbound{link});
        break;
    case 7:
        step(event::Ponged{link, random.below(1000)});
        break;
    case 8:
        // One of a former phase: the present one fires when it is due, in run().
        if (const std::uint64_t timer = random.below(1000); timer != machine.phaseTimer())
            step(event::TimerFired{timer});
        break;
    case 9:
    case 10:
        step(event::HelloAccepted{});
        break;
    case 11:
        step(event::HelloPostponed{Ms(random.below(100'000)), Trouble::TooMany});
        break;
    case 21:
        step(event::HelloAgain{});
        break;
    case 12:
        step(event::ResumeProgress{});
        break;
    case 13:
    case 14:
        step(event::Resumed{});
        break;
    case 15:
        step(event::AnswerOverdue{});
        break;
    case 16:
        random.below(5) == 0 ? step(event::ProtocolBroken{}) : random.below(5) == 0 ? step(event::PeerLost{}) : run(1);
        break;
    case 17:
        step(event::NetworkUp{});
        break;
    case 18:
        step(event::NetworkDown{});
        break;
    case 19:
        random.below(2) == 0 ? step(event::Woke{}) : step(event::NetworkChanged{});
        break;
    case 20:
        stall(Ms(random.below(20'000)));
        break;
    default:
        run(Ms(random.below(40'000)));
        break;
    }
}

void Walk::connectFully()
{
    if (machine.phase() == Phase::Idle || machine.phase() == Phase::Terminal)
        step(event::UserConnects{});
    while (machine.phase() == Phase::BackingOff)
        run(std::max<Ms>(1, wait()));
    open();
    step(event::HelloAccepted{});
    step(event::Resumed{});
}

void Walk::stabilise()
{
    run(StableAfter / 2);
    step(event::Inbound{machine.link()});
    run(StableAfter / 2);
}

} // namespace banter::testing
