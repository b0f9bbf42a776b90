// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/pipe.h"

#include <algorithm>

namespace banter::simulation {

Pipe::Pipe(Actor &net, Random &dice, const Actor &reader, Line line)
    : m_net(net), m_dice(dice), m_reader(reader), m_line(line)
{}

Pipe::~Pipe()
{
    m_net.cancel(m_timer);
}

void Pipe::push(Packet packet)
{
    if (m_cut && packet.kind != Packet::Kind::Fin)
        return; // its bytes are the rest of the frame that was cut, or behind it
    const qint64 now = m_net.monotonicMs();
    const qint64 size = packet.size();
    m_bytes += size;
    m_freeAt = std::max(m_freeAt, now) + (m_line.bytesPerSecond > 0 ? size * 1000 / m_line.bytesPerSecond : 0);
    const qint64 jitter = m_line.jitterMs > 0 ? qint64(m_dice.below(quint64(m_line.jitterMs) + 1)) : 0;
    packet.arrival = std::max(m_lastArrival, m_freeAt + m_line.latencyMs + jitter);
    m_lastArrival = packet.arrival;
    m_packets.push_back(std::move(packet));
    if (m_packets.size() == 1)
        arrange();
}

void Pipe::arrange()
{
    m_net.cancel(std::exchange(m_timer, 0));
    if (m_packets.empty() || m_stalled)
        return;
    m_timer = m_net.after(m_packets.front().arrival - m_net.monotonicMs(), [this] {
        m_timer = 0;
        arrive();
    });
}

void Pipe::arrive()
{
    if (!m_reader.isAwake()) {
        m_timer = m_net.after(std::max<qint64>(1, m_reader.msToWake()), [this] {
            m_timer = 0;
            arrive();
        });
        return;
    }
    if (m_cutNext && m_packets.front().kind == Packet::Kind::Frame) {
        m_cutNext = false;
        m_cut = true;
        clear();
        cut();
        return;
    }
    Packet packet = std::move(m_packets.front());
    m_packets.pop_front();
    const qint64 before = unsent();
    m_bytes -= packet.size();
    arrange();
    if (before > unsent())
        drained(before - unsent());
    deliver(std::move(packet)); // may be the end of this pipe's use, never of the pipe
}

void Pipe::stall()
{
    m_stalled = true;
    arrange();
}

void Pipe::resume()
{
    m_stalled = false;
    arrange();
}

void Pipe::clear()
{
    keepFirst(0);
}

void Pipe::keepFirst(std::size_t count)
{
    while (m_packets.size() > count) {
        m_bytes -= m_packets.back().size();
        m_packets.pop_back();
    }
    arrange();
}

void Pipe::dropUnsent()
{
    while (m_bytes > m_line.systemBytes && !m_packets.empty())
        keepFirst(m_packets.size() - 1);
}

} // namespace banter::simulation
