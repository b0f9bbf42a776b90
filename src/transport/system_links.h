// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "transport/engineio_link.h"

namespace banter {

/// Links over the machine's sockets. `scheduler` outlives the links; one thread.
class SystemLinkFactory final : public LinkFactory {
public:
    explicit SystemLinkFactory(Scheduler &scheduler, WebSocketKind webSocket = WebSocketKind::Auto)
        : m_scheduler(scheduler), m_webSocket(webSocket)
    {}
    std::unique_ptr<Link> make(LinkKind kind) override;

private:
    Scheduler &m_scheduler;
    WebSocketKind m_webSocket;
    BlockedSockets m_blocked;
};

} // namespace banter
