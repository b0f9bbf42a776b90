// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "core/clock.h"
#include "core/frame.h"
#include "core/random.h"
#include "core/scheduler.h"
#include "transport/link.h"

#include <functional>
#include <memory>
#include <optional>

namespace banter {

class NetworkWatch;
class SleepWatch;
struct ConnectionRecording;

/// What the manager is made of; all of it outlives the manager.
struct ConnectionParts {
    LinkFactory &links;
    Clock &clock;
    Random &random;
    Scheduler &scheduler;
    NetworkWatch *network = nullptr; ///< none: nothing is known of the network
    SleepWatch *sleep = nullptr;     ///< none, or one that does not tell: the clocks are looked at each second
};

/// Executes the pure state machine (machine.h) over links and timers. It knows nothing of chat: the session tells it
/// when the sign-in and the catch-up succeeded. One thread. Signals are queued behind the machine's step, so that a
/// handler may call any function.
class ConnectionManager final : public QObject {
    Q_OBJECT
public:
    /// `request` is asked at every dial, so that a new token is used. One with a refusal is not dialled: the state is
    /// terminal, with these words.
    ConnectionManager(ConnectionParts parts, std::function<LinkRequest()> request, QObject *parent = nullptr);
    ~ConnectionManager() override;

    /// So many dials in a row that come to nothing are enough: then the state is terminal, with the last one's reason.
    /// 0, as at the beginning: it goes on for ever.
    void limitTries(int most);
    /// The person wants to be online; also ends a terminal state. Resets the attempt counter.
    void connectWanted();
    /// The person wants to be offline: close 1000, abort after 1 s. Never undone by network or wake events.
    void disconnectWanted();
    /// Dials at once when waiting (at least 1 s after the last dial), probes when connected.
    void retryNow();

    /// The server accepted the sign-in; the catch-up begins (10 s deadline, extended by resumeProgress()).
    void helloAccepted();
    /// The server refused, now or when it looked at the credentials again: terminal until connectWanted().
    void helloRefused(ConnectionTrouble trouble, const QString &reason);
    /// The server cannot sign anybody in now, for the reason that `trouble` names (OutOfService, TooMany, ServerFull):
    /// tries again after at least `retryAfterMs`.
    void helloPostponed(ConnectionTrouble trouble, qint64 retryAfterMs, const QString &reason);
    /// The server refused these credentials or speaks otherwise, and there is something else, which the next request
    /// has: dials again, at least 1 s after the last dial, as a step of the same try (TryOutcome::NextStep). Once for
    /// each kind, or two sides that disagree would never rest.
    void helloAgain(const QString &reason);
    /// A part of the catch-up arrived: its deadline starts anew.
    void resumeProgress();
    /// Every subscribed room has its verdict and the outbox was started: now it is "connected".
    void resumed();
    /// An acknowledgement is overdue (10 s): the link is suspect and gets probed.
    void answerOverdue();
    /// The peer broke the dialect's rules: the link is closed with 1002 and tried again with backoff.
    void protocolBroken(const QString &reason);
    /// The peer said that it closes the link, and with which code: as if its Close frame had come, which may get lost
    /// and whose code not every WebSocket library tells.
    void peerCloses(int code, const QString &reason);
    /// The dialect found the peer dead by its own rules, or was told goodbye: aborted, and tried again with backoff.
    void peerLost(const QString &reason);

    /// A frame or an item was dropped because it could not be understood: for the diagnostics.
    void countMalformed();
    /// The same for one that is not known here.
    void countUnknown();

    /// False when no link is open. Frames are counted in the metrics.
    bool send(const Frame &frame);
    /// Bytes that the link holds: the session stops above 64 KiB and goes on at drained().
    qint64 backlog() const;
    /// Within the last 5 s bytes came of something that is not whole yet: an answer that is late may be on its way.
    bool isReceiving() const;

    /// When the present link, or the last one, was asked for, by Clock::sleeplessMs(). 0 before the first.
    MonoMs dialledAt() const;
    /// How the last link ended, already known at linkLost(): its close code, 1006 without a Close frame, 0 for none.
    int lastCode() const;
    /// Set while the last opening was answered with something else than a link: the HTTP status, 0 where not known.
    std::optional<int> rejection() const;
    /// The last link ended because a text came that this side does not take for UTF-8; known at linkLost().
    bool metUnreadableText() const;
    const ConnectionStatus &status() const;
    const ConnectionMetrics &metrics() const;
    /// What happened to this connection lately, and what was decided (recorder.h). A copy of at most 1,000 steps.
    std::shared_ptr<const ConnectionRecording> recording() const;

Q_SIGNALS:
    /// A link is open and waits for the hello.
    void linkOpened(const QString &subprotocol);
    /// The link that was opened is gone; what was on its way has no verdict.
    void linkLost();
    void frameReceived(const banter::Frame &frame);
    /// This server is one for the program's own WebSocket, which the next request should ask for
    /// (LinkRequest::ownWebSocket). Also of a link that never opened.
    void ownWebSocketNeeded();
    /// The backlog fell under 32 KiB.
    void drained();
    void statusChanged();

private:
    class Driver;
    std::unique_ptr<Driver> m_driver;
};

} // namespace banter
