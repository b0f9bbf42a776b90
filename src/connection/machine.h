// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/close_policy.h"
#include "connection/constants.h"

#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

// The connection as a pure state machine: an event and the time go in, effects come out. It holds no socket, no timer
// and no clock, so that a test can walk it through years in a second. ConnectionManager executes the effects.
namespace banter::connection {

enum class Phase {
    Idle,              ///< nobody wants to be online
    Terminal,          ///< trying again by itself would be wrong
    WaitingForNetwork, ///< the system says that there is none
    BackingOff,
    Dialling,
    Hello,    ///< the link is open, the sign-in is on its way
    Resuming, ///< signed in, catching up
    Live,
    AwaitingPong,
    Suspect, ///< something happened that often kills links: probing
};

// Every event that comes from a link or a timer names which one; those of a former one are ignored.
namespace event {
struct UserConnects {
    bool nearby = false; ///< to a server on this computer or in a private network
    bool operator==(const UserConnects &) const = default;
};
struct UserDisconnects {
    bool operator==(const UserDisconnects &) const = default;
};
struct RetryNow {
    bool operator==(const RetryNow &) const = default;
};
struct LinkOpened {
    std::uint64_t link;
    bool operator==(const LinkOpened &) const = default;
};
struct LinkEnded {
    std::uint64_t link;
    EndKind kind;
    int code;
    int httpStatus;
    Ms retryAfter = 0; ///< the server's wish, 0 when it had none
    bool operator==(const LinkEnded &) const = default;
};
struct Inbound {
    std::uint64_t link;
    bool operator==(const Inbound &) const = default;
};
/// Bytes of something that is not whole yet.
struct Arriving {
    std::uint64_t link;
    bool operator==(const Arriving &) const = default;
};
struct Ponged {
    std::uint64_t link;
    std::uint64_t nonce;
    bool operator==(const Ponged &) const = default;
};
struct TimerFired {
    std::uint64_t timer;
    bool operator==(const TimerFired &) const = default;
};
struct HelloAccepted {
    bool operator==(const HelloAccepted &) const = default;
};
struct HelloRefused {
    Trouble trouble;
    bool operator==(const HelloRefused &) const = default;
};
struct HelloPostponed {
    Ms retryAfter;
    Trouble trouble = Trouble::OutOfService;
    bool operator==(const HelloPostponed &) const = default;
};
/// The server refused what it was shown, or speaks otherwise, and there is something else to show or to say.
struct HelloAgain {
    bool operator==(const HelloAgain &) const = default;
};
struct ResumeProgress {
    bool operator==(const ResumeProgress &) const = default;
};
struct Resumed {
    bool operator==(const Resumed &) const = default;
};
struct AnswerOverdue {
    bool operator==(const AnswerOverdue &) const = default;
};
struct ProtocolBroken {
    bool operator==(const ProtocolBroken &) const = default;
};
/// The dialect's own heartbeat found the peer dead, or the peer said goodbye in the dialect's words.
struct PeerLost {
    bool operator==(const PeerLost &) const = default;
};
struct NetworkUp {
    bool operator==(const NetworkUp &) const = default;
};
struct NetworkDown {
    bool operator==(const NetworkDown &) const = default;
};
struct NetworkChanged {
    bool operator==(const NetworkChanged &) const = default;
};
struct Woke {
    bool operator==(const Woke &) const = default;
};
/// So many dials in a row that come to nothing are enough; 0: there is no end to them.
struct TriesLimited {
    int maxTries = 0;
    bool operator==(const TriesLimited &) const = default;
};
} // namespace event

using Event =
    std::variant<event::UserConnects, event::UserDisconnects, event::RetryNow, event::LinkOpened, event::LinkEnded,
                 event::Inbound, event::Arriving, event::Ponged, event::TimerFired, event::HelloAccepted,
                 event::HelloRefused, event::HelloPostponed, event::HelloAgain, event::ResumeProgress, event::Resumed,
                 event::AnswerOverdue, event::ProtocolBroken, event::PeerLost, event::NetworkUp, event::NetworkDown,
                 event::NetworkChanged, event::Woke, event::TriesLimited>;

namespace effect {
struct Dial {
    std::uint64_t link;
    bool operator==(const Dial &) const = default;
};
/// A Close frame, and abort after CloseGrace. The link is no longer adopted.
struct Close {
    std::uint64_t link;
    int code;
    bool operator==(const Close &) const = default;
};
/// The end at once: the peer is dead or cannot be trusted to answer. The link is no longer adopted.
struct Abort {
    std::uint64_t link;
    bool operator==(const Abort &) const = default;
};
struct Ping {
    std::uint64_t link;
    std::uint64_t nonce;
    bool operator==(const Ping &) const = default;
};
struct StartTimer {
    std::uint64_t timer;
    Ms delay;
    bool operator==(const StartTimer &) const = default;
};
struct CancelTimer {
    std::uint64_t timer;
    bool operator==(const CancelTimer &) const = default;
};
/// The session may say hello now.
struct AnnounceOpened {
    bool operator==(const AnnounceOpened &) const = default;
};
/// The session's link is gone.
struct AnnounceLost {
    bool operator==(const AnnounceLost &) const = default;
};
} // namespace effect

using Effect = std::variant<effect::Dial, effect::Close, effect::Abort, effect::Ping, effect::StartTimer,
                            effect::CancelTimer, effect::AnnounceOpened, effect::AnnounceLost>;

/// All that a machine remembers from one step to the next, for a recording to begin with.
struct Memory {
    Phase phase = Phase::Idle;
    bool wanted = false;
    bool networkDown = false;
    bool everConnected = false;
    bool grantedReadCycle = false;
    Trouble trouble = Trouble::None;
    int code = 0;
    int attempt = 0;
    int failures = 0;
    int quickNormalCloses = 0;
    Ms lastDialAt = -MinBetweenDials;
    Ms nextDialAt = 0;
    Ms openedAt = 0;
    Ms lastInboundAt = 0;
    Ms phaseTimerDue = 0;
    std::uint64_t serial = 0;
    std::uint64_t link = 0;
    std::uint64_t phaseTimer = 0;
    std::uint64_t stableTimer = 0;
    Ms overdueAt = 0;
    std::uint64_t pingNonce = 0;
    std::uint64_t overdueNonce = 0;
    bool nearby = false;
    int maxTries = 0;
    int tries = 0;
    bool lived = false;
    bool operator==(const Memory &) const = default;
};

class Machine final {
public:
    Machine() = default;
    /// One that goes on where another one was.
    explicit Machine(const Memory &memory);
    Memory memory() const;

    /// One event at monotonic time `now` (ms). `unit` gives a number uniform in [0, 1) per call and is only called when
    /// a delay is drawn. Returns what to do, in this order.
    std::vector<Effect> step(const Event &event, Ms now, const std::function<double()> &unit);

    Phase phase() const { return m_phase; }
    Trouble trouble() const { return m_trouble; }
    int lastCode() const { return m_code; }
    /// Dials since the last stable connection.
    int attempt() const { return m_attempt; }
    /// When the next dial is planned; 0 when none is.
    Ms nextDialAt() const { return m_nextDialAt; }
    bool wanted() const { return m_wanted; }
    bool everConnected() const { return m_everConnected; }
    /// The adopted link, 0 when there is none.
    std::uint64_t link() const { return m_link; }
    /// The pending timer of the phase, 0 when there is none. For the tests' invariants.
    std::uint64_t phaseTimer() const { return m_phaseTimer; }
    bool online() const
    {
        return m_phase == Phase::Live || m_phase == Phase::AwaitingPong || m_phase == Phase::Suspect;
    }

private:
    void on(const event::UserConnects &);
    void on(const event::UserDisconnects &);
    void on(const event::RetryNow &);
    void on(const event::LinkOpened &);
    void on(const event::LinkEnded &);
    void on(const event::Inbound &);
    void on(const event::Arriving &);
    void on(const event::Ponged &);
    void on(const event::TimerFired &);
    void on(const event::HelloAccepted &);
    void on(const event::HelloRefused &);
    void on(const event::HelloPostponed &);
    void on(const event::HelloAgain &);
    void on(const event::ResumeProgress &);
    void on(const event::Resumed &);
    void on(const event::AnswerOverdue &);
    void on(const event::ProtocolBroken &);
    void on(const event::PeerLost &);
    void on(const event::NetworkUp &);
    void on(const event::NetworkDown &);
    void on(const event::NetworkChanged &);
    void on(const event::Woke &);
    void on(const event::TriesLimited &limited);

    bool waiting() const { return m_phase == Phase::BackingOff || m_phase == Phase::WaitingForNetwork; }
    bool signingInOrLater() const { return m_link != 0 && m_phase != Phase::Dialling; }
    void heardSomething();
    void phaseTimerFired(bool late);
    void enter(Phase phase, Ms timeout);
    void stopPhaseTimer();
    void stopStableTimer();
    void dropLink(bool politely, int code);
    void dial();
    void planDial(Ms delay, Trouble trouble);
    Ms noNetworkDelay() const { return m_nearby ? NearbyCap : NoNetworkDial; }
    void waitAtLeast(Ms pause);
    void failed(Next next, Trouble trouble);
    void goOn(Ms pause);
    void stop(Trouble trouble);
    void probe(Ms timeout);
    void suspectEverything(Ms probeTimeout);
    void goLive();

    Phase m_phase = Phase::Idle;
    bool m_wanted = false;
    bool m_networkDown = false;
    bool m_everConnected = false;
    bool m_grantedReadCycle = false;
    Trouble m_trouble = Trouble::None;
    int m_code = 0;
    int m_attempt = 0;
    int m_maxTries = 0;
    int m_tries = 0;      // in a row that came to nothing, while there was a network
    bool m_lived = false; // the link was connected for StableAfter: its end is no try
    int m_failures = 0;
    int m_quickNormalCloses = 0;
    Ms m_now = 0;
    Ms m_lastDialAt = -MinBetweenDials;
    Ms m_nextDialAt = 0;
    Ms m_openedAt = 0;
    Ms m_lastInboundAt = 0;
    Ms m_phaseTimerDue = 0;
    Ms m_overdueAt = 0;
    std::uint64_t m_serial = 0; // of links, timers and nonces: never used twice
    std::uint64_t m_link = 0;
    std::uint64_t m_phaseTimer = 0;
    std::uint64_t m_stableTimer = 0;
    std::uint64_t m_pingNonce = 0;    // of the last probe
    std::uint64_t m_overdueNonce = 0; // of the ping that an overdue answer caused; 0 once it was answered
    bool m_nearby = false;
    std::vector<Effect> m_effects;
    const std::function<double()> *m_unit = nullptr;
};

} // namespace banter::connection
