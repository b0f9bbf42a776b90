// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_port.h"

namespace banter {

namespace {

class EnginePort final : public SessionPort {
public:
    explicit EnginePort(const EngineConfig &config) : m_engine(config)
    {
        connect(&m_engine, &Engine::started, this, &SessionPort::started);
        connect(&m_engine, &Engine::ready, this, &SessionPort::ready);
    }
    void tell(tell::Command command) override { m_engine.tell(std::move(command)); }
    Changes takeChanges() override { return m_engine.takeChanges(); }

private:
    Engine m_engine;
};

} // namespace

SessionPortFactory enginePorts(WebSocketKind webSocket)
{
    return [webSocket](EngineConfig config) {
        config.webSocket = webSocket;
        return std::make_unique<EnginePort>(config);
    };
}

} // namespace banter
