// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/network_watch.h"
#include "connection/sleep_watch.h"
#include "session/engine.h"
#include "transport/system_links.h"

#include <QMutex>

#include <optional>

namespace banter {

/// The engine's inhabitant of the worker thread. All functions there, but takeFromOtherThread().
class Engine::Worker final : public QObject {
    Q_OBJECT
public:
    explicit Worker(EngineConfig config);
    ~Worker() override;

    void start();
    void tell(const tell::Command &command);
    /// Ends the session politely, then the thread.
    void sayGoodbye();

    /// Any thread.
    Changes takeFromOtherThread();

Q_SIGNALS:
    void started(const banter::Status &status);
    void ready();

private:
    void fillSlot();
    Changes takeChanges();
    void giveBackToken();
    void end();

    EngineConfig m_config;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QtScheduler> m_scheduler;
    std::unique_ptr<SystemLinkFactory> m_links;
    std::unique_ptr<SystemNetworkWatch> m_network;
    std::unique_ptr<SystemSleepWatch> m_sleep;
    std::unique_ptr<Session> m_session;
    std::vector<tell::Command> m_early;
    ConnectionState m_state = ConnectionState::Disconnected;
    bool m_holdsToken = false; ///< one that was given to this session
    bool m_ending = false;

    QMutex m_mutex;                // guards m_slot
    std::optional<Changes> m_slot; // one batch on its way to the other thread
    bool m_more = false;           // the session has the next one
};

} // namespace banter
