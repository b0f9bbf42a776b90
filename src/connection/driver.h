// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/machine.h"
#include "connection/manager.h"
#include "connection/recorder.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace banter {

/// Executes the machine's effects and turns what happens into its events. Events are queued and stepped one after the
/// other, so that a signal handler may cause new ones.
class ConnectionManager::Driver final {
public:
    Driver(ConnectionManager &manager, ConnectionParts parts, std::function<LinkRequest()> request);
    ~Driver();

    /// `reason` replaces the sentence that people see; `frame` is given to the session after the step.
    void post(connection::Event event, const QString &reason = {}, Frame frame = {});
    /// The adopted link ends as if the peer's Close frame had come.
    void peerCloses(int code, const QString &reason);
    bool send(const Frame &frame);
    int lastCode() const { return m_machine.lastCode(); }
    /// Whether what would be dialled now is on this computer or in a private network.
    bool isNearby() const;
    MonoMs dialledAt() const { return m_dialledAt; }
    std::optional<int> rejection() const { return m_rejection; }
    bool metUnreadableText() const { return m_unreadableText; }
    /// Bytes of something that is not whole yet came within the last `ms`.
    bool arrivedWithin(qint64 ms) const;
    qint64 backlog() const { return m_link ? m_link->bytesToWrite() : 0; }

    ConnectionStatus status;
    ConnectionMetrics metrics;
    connection::Recorder recorder;

private:
    struct Posted {
        connection::Event event;
        QString reason;
        Frame frame;
    };
    void pump();
    std::vector<connection::Effect> step(const connection::Event &event);
    void announce();
    void execute(const connection::Effect &effect);
    void attempt(const connection::Effect &effect);
    void endUnexecuted(const connection::Effect &effect);
    void dial(std::uint64_t id);
    void retire(std::uint64_t id, int code, bool politely);
    void closeRetired(std::uint64_t id, int code);
    void onEnded(std::uint64_t id, const LinkEnd &end);
    void onArriving(std::uint64_t id);
    void onWritten();
    void onPonged(std::uint64_t id, const QByteArray &payload);
    void noteClosed(int code, const QString &reason);
    void publish();
    void watchNetwork(NetworkWatch *watch);
    void watchSleep(SleepWatch *watch);
    void lookAtClocks();
    void tickLater();

    ConnectionManager &m_manager;
    ConnectionParts m_parts;
    std::function<LinkRequest()> m_request;
    std::optional<int> m_rejection;
    bool m_unreadableText = false;
    connection::Machine m_machine;
    std::deque<Posted> m_queue;
    std::deque<Posted> m_meanwhile; // posted by whoever is told something: comes before the queue
    bool m_announcing = false;
    TimerId m_pump = 0;
    bool m_pumping = false; // what is posted now is taken in the same turn, or the next is asked for at its end
    QString m_reason;
    QString m_subprotocol;
    std::unique_ptr<Link> m_link;
    std::uint64_t m_linkId = 0;
    MonoMs m_dialledAt = 0; // by the clock that does not sleep
    std::unordered_map<std::uint64_t, std::unique_ptr<Link>> m_retired;
    std::unordered_map<std::uint64_t, TimerId> m_graces;
    std::unordered_map<std::uint64_t, TimerId> m_timers;
    std::vector<std::function<void()>> m_announcements;
    bool m_overHighWater = false;
    std::unordered_map<std::uint64_t, MonoMs> m_pings;
    std::optional<MonoMs> m_arrivedAt;
    TimerId m_sleepTick = 0; // none where the system tells of a sleep
    MonoMs m_seenMono = 0;
    MonoMs m_seenSleepless = 0;
};

} // namespace banter
