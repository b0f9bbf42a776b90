// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/machine.h"

namespace banter::connection {

void Machine::on(const event::NetworkUp &)
{
    m_networkDown = false;
    if (waiting())
        planDial(Ms(double(NetworkUpSpread) * (*m_unit)()),
                 m_trouble == Trouble::NoNetwork ? Trouble::Lost : m_trouble);
}

void Machine::on(const event::NetworkDown &)
{
    m_networkDown = true;
    if (m_phase == Phase::Live) {
        probe(ProbeTimeout);
    } else if (m_phase == Phase::BackingOff || m_phase == Phase::Dialling) {
        dropLink(false, 0);
        planDial(noNetworkDelay(), Trouble::NoNetwork);
    }
}

void Machine::on(const event::NetworkChanged &)
{
    suspectEverything(ProbeTimeout);
}

void Machine::on(const event::Woke &)
{
    suspectEverything(WakeProbeTimeout);
}

void Machine::suspectEverything(Ms probeTimeout)
{
    if (m_phase == Phase::Live || m_phase == Phase::AwaitingPong) {
        probe(probeTimeout);
    } else if (m_phase == Phase::Dialling || m_phase == Phase::Hello || m_phase == Phase::Resuming) {
        dropLink(false, 0);
        planDial(0, Trouble::Lost);
    } else if (waiting()) {
        planDial(Ms(double(NetworkUpSpread) * (*m_unit)()), m_trouble);
    }
}

} // namespace banter::connection
