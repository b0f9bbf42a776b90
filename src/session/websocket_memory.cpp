// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/websocket_memory.h"

#include <utility>

namespace banter {
namespace {

const QString Own = QStringLiteral("own");

} // namespace

const QString WebSocketMemory::Setting = QStringLiteral("websocket");

void WebSocketMemory::load(const QString &kept)
{
    m_own = kept == Own;
}

void WebSocketMemory::failed()
{
    if (!std::exchange(m_own, true))
        m_disk.put(keep::PutSetting{Setting, Own});
}

LinkRequest WebSocketMemory::applied(LinkRequest request) const
{
    request.ownWebSocket = m_own;
    return request;
}

} // namespace banter
