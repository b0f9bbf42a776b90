// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/dialect_driver.h"

#include <algorithm>
#include <utility>

namespace banter {

DialectDriver::DialectDriver(Dialect &dialect, ConnectionManager &manager, Clock &clock, Scheduler &scheduler,
                             std::function<void(const heard::Event &)> hear)
    : m_dialect(dialect), m_manager(manager), m_clock(clock), m_scheduler(scheduler), m_hear(std::move(hear))
{}

DialectDriver::~DialectDriver()
{
    m_scheduler.cancel(m_timer);
}

void DialectDriver::request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests)
{
    carry(m_dialect.request(requests, m_clock.monotonicMs()));
}

void DialectDriver::carry(DialectOutput output)
{
    for (const Frame &frame : output.frames)
        m_manager.send(frame);
    for (const heard::Event &event : output.events)
        m_hear(event);
    if (output.hangUp)
        m_manager.protocolBroken(*output.hangUp);
    else if (output.lost)
        m_manager.peerLost(*output.lost);
    else if (output.again)
        m_manager.helloAgain(*output.again);
    watch();
}

// A heartbeat moves the moment with every frame. A timer that runs and is due before it is left alone: it looks again
// when it fires, which costs less than a new timer for each frame.
void DialectDriver::watch()
{
    const std::optional<MonoMs> next = m_dialect.nextTick();
    if (m_timer != 0 && next && m_tickAt <= *next)
        return;
    m_scheduler.cancel(std::exchange(m_timer, 0));
    if (!next)
        return;
    m_tickAt = *next;
    m_timer = m_scheduler.after(std::max<qint64>(0, *next - m_clock.monotonicMs()), [this] {
        m_timer = 0;
        carry(m_dialect.tick(m_clock.monotonicMs()));
    });
}

} // namespace banter
