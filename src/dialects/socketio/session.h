// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/socketio/attachments.h"
#include "dialects/socketio/calls.h"
#include "dialects/socketio/heartbeat.h"
#include "dialects/socketio/socketio_wire.h"
#include "dialects/socketio/spaces.h"
#include "engineio/handshake.h"
#include "engineio/packet.h"

namespace banter::socketio {

/// The order of things on a Socket.IO connection: the open packet, the namespaces, events and acknowledgements both
/// ways, the server's heartbeat, the end. See wire::Wire for what each function takes and gives.
class SocketIoSession final : public wire::Wire {
public:
    explicit SocketIoSession(SocketIoOptions options) : m_options(std::move(options)) {}
    LinkRequest linkRequest(const wire::Opening &opening) const override;
    wire::Step opened(const wire::Opening &opening, MonoMs) override;
    wire::Step received(const Frame &frame, MonoMs now) override;
    wire::Step send(const std::vector<wire::Command> &commands, MonoMs now) override;
    std::optional<MonoMs> nextTick() const override;
    wire::Step tick(MonoMs now) override;

private:
    enum class Phase { Closed, Opening, Open };

    // session.cpp: the ends, and Engine.IO
    void breakOff(const QString &sentence, wire::Step &out);
    void lose(const QString &sentence, wire::Step &out);
    static void failAll(const std::vector<wire::CallId> &calls, wire::Step &out);
    void drop(const QString &sentence, wire::Step &out);
    void hearOpen(const engineio::Packet &packet, MonoMs now, wire::Step &out);
    void hear(const engineio::Packet &packet, wire::Step &out);
    void hearAttachment(QByteArrayView bytes, wire::Step &out);
    void hearText(QByteArrayView text, wire::Step &out);

    // session_heard.cpp: Socket.IO from the server
    void take(Packet packet, std::vector<QByteArray> bytes, wire::Step &out);
    void takeConnect(const Packet &packet, Space &space, wire::Step &out);
    void takeRefusal(const Packet &packet, Space &space, wire::Step &out);
    void takeEvent(Packet packet, std::vector<QByteArray> bytes, Space &space, wire::Step &out);
    void takeAck(Packet packet, std::vector<QByteArray> bytes, wire::Step &out);
    void enter(const QString &name, Space &space, MonoMs now, wire::Step &out);
    void close(const QString &name, Space &space, wire::Step &out);

    // session_said.cpp: Socket.IO to the server
    void push(const Packet &packet, const std::vector<QByteArray> &bytes, wire::Step &out) const;
    void carryOut(const wire::Call &call, MonoMs now, wire::Step &out);
    std::optional<Error> emitEvent(const wire::Call &call, MonoMs now, wire::Step &out);
    void carryOut(const wire::Answer &answer, MonoMs, wire::Step &out);
    void carryOut(const wire::Join &join, MonoMs now, wire::Step &out);
    void carryOut(const wire::Leave &leave, MonoMs, wire::Step &out);

    SocketIoOptions m_options;
    Phase m_phase = Phase::Closed;
    qint64 m_maxPayload = engineio::DefaultMaxPayload;
    int m_faults = 0; // in a row
    Heartbeat m_heartbeat;
    Attachments m_attachments;
    Spaces m_spaces;
    Calls m_calls;
};

} // namespace banter::socketio
