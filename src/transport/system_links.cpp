// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/system_links.h"

#include "transport/event_stream_link.h"

namespace banter {

std::unique_ptr<Link> SystemLinkFactory::make(LinkKind kind)
{
    switch (kind) {
    case LinkKind::EngineIo:
    case LinkKind::EngineIoPolling:
        return std::make_unique<EngineIoLink>(m_scheduler, m_blocked, m_webSocket);
    case LinkKind::EventStream:
        return std::make_unique<EventStreamLink>(m_scheduler);
    case LinkKind::WebSocket:
        break;
    }
    return makeWebSocketLink(m_webSocket);
}

} // namespace banter
