// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/graceful_close.h"
#include "server/handshakes.h"
#include "websocket/server_handshake.h"

#include <unordered_map>

namespace banter {

/// Carries out the handshakes with this program's own codec (src/websocket). Who asks for something else is answered as
/// HTTP has it, with a sentence for people: a page of another host 403, a header without an end 431, what is no request
/// for a WebSocket 400, 405, 426 or 505.
class CodecHandshakes final : public Handshakes {
    Q_OBJECT
public:
    explicit CodecHandshakes(Scheduler &scheduler);
    ~CodecHandshakes() override;

    void begin(QTcpSocket *tcp) override;
    void forget(QTcpSocket *tcp) override;

private:
    struct Call {
        websocket::ServerHandshake handshake{servedSubprotocols()};
        std::unique_ptr<GracefulClose> refusal;
    };
    void read(QTcpSocket *tcp);
    void let(QTcpSocket *tcp, const websocket::ServerHandshake &handshake);
    void refuse(QTcpSocket *tcp, int status);

    Scheduler &m_scheduler;
    std::unordered_map<QTcpSocket *, Call> m_calls;
};

} // namespace banter
