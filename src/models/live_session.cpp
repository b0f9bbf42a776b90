// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/live_session.h"

namespace banter {

LiveSession::LiveSession(SessionIdentity identity, std::unique_ptr<SessionPort> port, ModelParts parts)
    : m_port(std::move(port)), m_ticker(parts, [this] { m_model.apply(m_port->takeChanges()); }),
      m_model(std::move(identity), *m_port, parts)
{
    connect(m_port.get(), &SessionPort::ready, this, [this] { m_ticker.request(); });
    connect(m_port.get(), &SessionPort::started, this, [this](const Status &status) {
        if (!status.ok()) {
            Q_EMIT broken(status.error());
        }
    });
    // What was announced to somebody else before.
    m_ticker.request();
}

LiveSession::~LiveSession() = default;

} // namespace banter
