// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/machine.h"

#include "connection/backoff.h"

#include <utility>

namespace banter::connection {

std::vector<Effect> Machine::step(const Event &event, Ms now, const std::function<double()> &unit)
{
    m_now = now;
    m_unit = &unit;
    std::visit([this](const auto &one) { on(one); }, event);
    m_unit = nullptr;
    return std::exchange(m_effects, {});
}

// ---- building blocks ----

void Machine::stopPhaseTimer()
{
    if (m_phaseTimer != 0)
        m_effects.push_back(effect::CancelTimer{std::exchange(m_phaseTimer, 0)});
}

void Machine::stopStableTimer()
{
    if (m_stableTimer != 0)
        m_effects.push_back(effect::CancelTimer{std::exchange(m_stableTimer, 0)});
}

void Machine::enter(Phase phase, Ms timeout)
{
    stopPhaseTimer();
    m_phase = phase;
    m_grantedReadCycle = false;
    m_phaseTimer = ++m_serial;
    m_phaseTimerDue = m_now + timeout;
    m_effects.push_back(effect::StartTimer{m_phaseTimer, timeout});
}

void Machine::dropLink(bool politely, int code)
{
    stopStableTimer();
    if (m_link == 0)
        return;
    const std::uint64_t link = std::exchange(m_link, 0);
    if (politely)
        m_effects.push_back(effect::Close{link, code});
    else
        m_effects.push_back(effect::Abort{link});
    if (m_phase != Phase::Dialling)
        m_effects.push_back(effect::AnnounceLost{});
}

void Machine::dial()
{
    m_link = ++m_serial;
    ++m_attempt;
    m_lived = false;
    m_lastDialAt = m_now;
    m_nextDialAt = 0;
    m_effects.push_back(effect::Dial{m_link});
    enter(Phase::Dialling, DialTimeout);
}

void Machine::planDial(Ms delay, Trouble trouble)
{
    const Ms earliest = m_lastDialAt + MinBetweenDials;
    const Ms wait = std::max(delay, earliest - m_now);
    m_trouble = m_networkDown ? Trouble::NoNetwork : trouble;
    m_nextDialAt = m_now + wait;
    enter(m_networkDown ? Phase::WaitingForNetwork : Phase::BackingOff, wait);
}

// The server's own wish, within reason. One's own backoff is never shortened by it.
void Machine::waitAtLeast(Ms pause)
{
    if (m_phase == Phase::BackingOff && pause > m_nextDialAt - m_now)
        planDial(std::min(pause, 10 * BackoffCap), m_trouble);
}

void Machine::failed(Next next, Trouble trouble)
{
    dropLink(false, 0);
    if (next == Next::CountNormal) {
        const bool quick = m_now - m_openedAt < QuickClose;
        m_quickNormalCloses = quick ? m_quickNormalCloses + 1 : 0;
        if (m_quickNormalCloses >= MaxQuickNormalCloses) {
            m_quickNormalCloses = 0;
            stop(Trouble::Rejected);
            return;
        }
        next = Next::Backoff;
    }
    // Without a network nobody was asked, and a link that lived is none that came to nothing.
    const bool isTry = !m_networkDown && !m_lived;
    m_tries += isTry ? 1 : 0;
    const bool enough = isTry && m_maxTries > 0 && m_tries >= m_maxTries;
    if (next == Next::Stop || enough) {
        stop(trouble);
        return;
    }
    if (next == Next::FromCap)
        m_failures = std::max(m_failures, BackoffMaxExponent);
    const double unit = (*m_unit)();
    Ms delay = next == Next::Wide && m_failures == 0 ? wideDelay(unit) : backoffDelay(m_failures, unit, m_nearby);
    if (m_networkDown)
        delay = noNetworkDelay();
    if (m_failures <= BackoffMaxExponent)
        ++m_failures;
    planDial(delay, trouble);
}

// The server was there and ended what it had to say in order: an outage before, however long, is over. Its wish counts
// as it is, as the HTML Standard has it (section 9.2.3); where it has none, the pause is that of a first try.
void Machine::goOn(Ms pause)
{
    if (online()) // an open alone is none that worked
        m_tries = 0;
    m_attempt = 0;
    m_failures = 0;
    const Ms delay = pause > 0 ? std::min(pause, 10 * BackoffCap) : backoffDelay(0, (*m_unit)(), m_nearby);
    planDial(m_networkDown ? noNetworkDelay() : delay, Trouble::Lost);
}

void Machine::stop(Trouble trouble)
{
    dropLink(true, 1000);
    stopPhaseTimer();
    m_nextDialAt = 0;
    m_trouble = trouble;
    m_phase = trouble == Trouble::UserAsked ? Phase::Idle : Phase::Terminal;
}

void Machine::probe(Ms timeout)
{
    m_pingNonce = ++m_serial;
    m_effects.push_back(effect::Ping{m_link, m_pingNonce});
    enter(Phase::Suspect, timeout);
}

void Machine::goLive()
{
    enter(Phase::Live, HeartbeatInterval);
}

void Machine::heardSomething()
{
    m_lastInboundAt = m_now;
    if (m_phase == Phase::AwaitingPong || m_phase == Phase::Suspect)
        goLive();
}

// ---- the person ----

void Machine::on(const event::TriesLimited &limited)
{
    m_maxTries = limited.maxTries;
}

void Machine::on(const event::UserConnects &connects)
{
    m_wanted = true;
    m_nearby = connects.nearby;
    if (m_phase != Phase::Idle && m_phase != Phase::Terminal)
        return;
    m_attempt = 0;
    m_tries = 0;
    m_failures = 0;
    m_quickNormalCloses = 0;
    m_trouble = Trouble::None;
    m_code = 0;
    if (m_now - m_lastDialAt < MinBetweenDials)
        planDial(0, Trouble::None);
    else
        dial();
}

void Machine::on(const event::UserDisconnects &)
{
    m_wanted = false;
    m_code = 0;
    stop(Trouble::UserAsked);
}

void Machine::on(const event::RetryNow &)
{
    if (waiting())
        planDial(0, m_trouble);
    else if (m_phase == Phase::Live)
        probe(ProbeTimeout);
}

// ---- the link ----

void Machine::on(const event::LinkOpened &opened)
{
    if (opened.link != m_link || m_phase != Phase::Dialling)
        return;
    m_openedAt = m_now;
    m_lastInboundAt = m_now;
    enter(Phase::Hello, HelloTimeout);
    m_effects.push_back(effect::AnnounceOpened{});
    m_overdueNonce = 0;
}

void Machine::on(const event::LinkEnded &ended)
{
    if (ended.link != m_link || m_link == 0)
        return;
    m_code = ended.kind == EndKind::CloseFrame ? ended.code : 1006;
    const CloseVerdict verdict = closePolicy(ended.kind, ended.code, ended.httpStatus, m_everConnected);
    if (m_phase != Phase::Dialling)
        m_effects.push_back(effect::AnnounceLost{});
    m_link = 0;
    stopStableTimer();
    if (verdict.next == Next::GoOn) {
        goOn(ended.retryAfter);
        return;
    }
    failed(verdict.next, verdict.trouble);
    waitAtLeast(ended.retryAfter);
}

void Machine::on(const event::Inbound &inbound)
{
    if (inbound.link == m_link)
        heardSomething();
}

// What the sign-in or the catch-up waits for may be on its way, slowly.
void Machine::on(const event::Arriving &arriving)
{
    if (arriving.link != m_link)
        return;
    heardSomething();
    if (m_phase == Phase::Hello)
        enter(Phase::Hello, HelloTimeout);
    else if (m_phase == Phase::Resuming)
        enter(Phase::Resuming, ResumeTimeout);
}

void Machine::on(const event::Ponged &ponged)
{
    if (ponged.link != m_link)
        return;
    if (ponged.nonce >= m_overdueNonce)
        m_overdueNonce = 0;
    heardSomething();
}

// ---- the sign-in and the catch-up ----

void Machine::on(const event::HelloAccepted &)
{
    if (m_phase == Phase::Hello)
        enter(Phase::Resuming, ResumeTimeout);
}

void Machine::on(const event::HelloRefused &refused)
{
    if (signingInOrLater())
        stop(refused.trouble);
}

void Machine::on(const event::HelloPostponed &postponed)
{
    if (!signingInOrLater())
        return;
    failed(Next::Backoff, postponed.trouble);
    waitAtLeast(postponed.retryAfter);
}

// It answers, so there is nothing to spare it: the outage before, however long, is over, and nothing has failed.
void Machine::on(const event::HelloAgain &)
{
    if (!signingInOrLater())
        return;
    dropLink(true, 1000);
    planDial(0, Trouble::None);
}

void Machine::on(const event::ResumeProgress &)
{
    if (m_phase == Phase::Resuming)
        enter(Phase::Resuming, ResumeTimeout);
}

void Machine::on(const event::Resumed &)
{
    if (m_phase != Phase::Resuming)
        return;
    m_everConnected = true;
    m_trouble = Trouble::None;
    m_code = 0;
    goLive();
    m_stableTimer = ++m_serial;
    m_effects.push_back(effect::StartTimer{m_stableTimer, StableAfter});
}

// Any byte ends the suspicion that the peer is dead, but not the one that it does not hear us: where bytes come in and
// nothing that goes out is ever answered, only one way is alive, and the link is of no use.
void Machine::on(const event::AnswerOverdue &)
{
    if (m_phase != Phase::Live)
        return;
    if (m_overdueNonce == 0) {
        probe(ProbeTimeout);
        m_overdueNonce = m_pingNonce;
        m_overdueAt = m_now;
    } else if (m_now - m_overdueAt >= PongTimeout) {
        m_code = 1006;
        failed(Next::Backoff, Trouble::Silent);
    }
}

void Machine::on(const event::ProtocolBroken &)
{
    if (!signingInOrLater())
        return;
    m_code = 1002;
    dropLink(true, 1002);
    failed(Next::Backoff, Trouble::Protocol);
}

void Machine::on(const event::PeerLost &)
{
    if (!signingInOrLater())
        return;
    m_code = 1006;
    failed(Next::Backoff, Trouble::Lost);
}

// ---- deadlines ----

void Machine::on(const event::TimerFired &fired)
{
    if (fired.timer == 0)
        return;
    if (fired.timer == m_stableTimer) {
        m_stableTimer = 0;
        m_attempt = 0;
        m_tries = 0;
        m_lived = true;
        m_failures = 0;
        return;
    }
    if (fired.timer != m_phaseTimer)
        return;
    m_phaseTimer = 0;
    phaseTimerFired(m_now - m_phaseTimerDue > LateTimer);
}

void Machine::phaseTimerFired(bool late)
{
    const bool deadlineOfPeer = m_phase == Phase::Dialling || m_phase == Phase::Hello || m_phase == Phase::Resuming ||
                                m_phase == Phase::AwaitingPong || m_phase == Phase::Suspect;
    if (deadlineOfPeer && late && !m_grantedReadCycle) {
        enter(m_phase, ReadCycle);
        m_grantedReadCycle = true;
        return;
    }
    switch (m_phase) {
    case Phase::Idle:
    case Phase::Terminal:
        break;
    case Phase::WaitingForNetwork:
    case Phase::BackingOff:
        dial();
        break;
    case Phase::Dialling:
        m_code = 1006;
        failed(Next::Backoff, Trouble::Unreachable);
        break;
    case Phase::Hello:
    case Phase::Resuming:
    case Phase::AwaitingPong:
        m_code = 1006;
        failed(Next::Backoff, Trouble::Silent);
        break;
    case Phase::Suspect:
        m_code = 1006;
        dropLink(false, 0);
        planDial(0, Trouble::Silent);
        break;
    case Phase::Live:
        if (const Ms quiet = m_now - m_lastInboundAt; quiet < HeartbeatInterval) {
            enter(Phase::Live, HeartbeatInterval - quiet);
        } else {
            m_effects.push_back(effect::Ping{m_link, ++m_serial});
            enter(Phase::AwaitingPong, PongTimeout);
        }
        break;
    }
}

} // namespace banter::connection
