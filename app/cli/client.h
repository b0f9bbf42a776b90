// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"
#include "task.h"

#include "connection/network_watch.h"
#include "connection/sleep_watch.h"
#include "transport/system_links.h"

namespace banter::cli {

/// The bytes of a profile's file; NotFound or BadRequest when it cannot be read or is empty.
Result<QByteArray> readProfile(const QString &path);

/// A session with the machine's clock, random and sockets, on the calling thread.
class Client {
public:
    /// With Action::Trace what passes is told on `out`. NewerDatabase, InUse, StorageFull or Internal when the data
    /// folder cannot be used; NotSupported for an unknown dialect.
    static Result<std::unique_ptr<Client>> open(const Options &options, StandardOutput &out);

    Tools tools(StandardOutput &out) { return {*m_session, m_clock, m_random, m_scheduler, out}; }

private:
    explicit Client(WebSocketKind webSocket) : m_links(m_scheduler, webSocket) {}

    SystemClock m_clock;
    SystemRandom m_random;
    QtScheduler m_scheduler;
    SystemLinkFactory m_links;
    SystemNetworkWatch m_network;
    SystemSleepWatch m_sleep;
    std::unique_ptr<Session> m_session;
};

} // namespace banter::cli
