// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/socketio_wire.h"

#include "dialects/socketio/attachments.h"
#include "dialects/socketio/calls.h"
#include "dialects/socketio/heartbeat.h"
#include "dialects/socketio/outgoing.h"
#include "dialects/socketio/spaces.h"
#include "engineio/handshake.h"
#include "engineio/packet.h"

#include <algorithm>

namespace banter {
namespace {

using namespace socketio;
using EngineType = engineio::PacketType;
using PacketType = socketio::PacketType;
using wire::Step;

constexpr qint64 JoinTimeoutMs = 10'000; ///< as for any answer (connection.md, section 4)
constexpr int MaxFaultsInARow = 20;      ///< then it is no slip: the two sides do not speak the same language
constexpr std::size_t MaxSpaces = 100;
constexpr qsizetype MaxMessageChars = 500;

class SocketIoWire final : public wire::Wire {
public:
    explicit SocketIoWire(SocketIoOptions options) : m_options(std::move(options)) {}

    LinkRequest linkRequest(const wire::Opening &opening) const override
    {
        LinkRequest request;
        request.kind = m_options.pollingOnly ? LinkKind::EngineIoPolling : LinkKind::EngineIo;
        request.url = engineUrl(opening, m_options.path);
        request.headers = opening.headers;
        request.subprotocols = opening.subprotocols;
        return request;
    }

    Step opened(const wire::Opening &opening, MonoMs) override
    {
        Step out;
        failAll(m_calls.takeAll(), out);
        m_calls.forgetOwed();
        m_attachments.forget();
        m_heartbeat.stop();
        m_faults = 0;
        m_phase = Phase::Opening;
        for (auto &[name, space] : m_spaces) {
            space.wanted = space.open = false;
            space.answerBy.reset();
            space.early.clear();
        }
        for (const wire::Join &join : opening.spaces) {
            Space &space = m_spaces[join.space];
            space.wanted = true;
            space.auth = join.auth;
        }
        return out;
    }

    Step received(const Frame &frame, MonoMs now) override
    {
        Step out;
        if (m_phase == Phase::Closed)
            return out;
        const Result<engineio::Packet> packet = engineio::decodePacket(frame);
        if (!packet) {
            breakOff(QStringLiteral("The server sent %1.").arg(packet.error().message), out);
            return out;
        }
        m_heartbeat.heard(now);
        if (m_phase == Phase::Opening)
            hearOpen(packet.value(), now, out);
        else
            hear(packet.value(), out);
        return out;
    }

    Step send(const std::vector<wire::Command> &commands, MonoMs now) override
    {
        Step out;
        for (const wire::Command &command : commands)
            std::visit([&](const auto &one) { carryOut(one, now, out); }, command);
        return out;
    }

    std::optional<MonoMs> nextTick() const override
    {
        std::optional<MonoMs> next;
        const auto consider = [&next](std::optional<MonoMs> moment) {
            if (moment && (!next || *moment < *next))
                next = moment;
        };
        consider(m_calls.nextLate());
        if (m_phase == Phase::Open)
            consider(m_heartbeat.deadline());
        for (const auto &[name, space] : m_spaces)
            consider(space.answerBy);
        return next;
    }

    Step tick(MonoMs now) override
    {
        Step out;
        for (const wire::CallId call : m_calls.late(now))
            out.events.push_back(wire::Failed{
                call, {ErrorCode::TimedOut, QStringLiteral("The server did not acknowledge in time."), 0}});
        for (auto &[name, space] : m_spaces) {
            if (space.answerBy && *space.answerBy <= now) {
                space.answerBy.reset();
                space.wanted = false;
                out.events.push_back(wire::Disconnected{name});
            }
        }
        if (m_phase == Phase::Open && m_heartbeat.missed(now))
            lose(QStringLiteral("The server's heartbeat stopped."), out);
        return out;
    }

private:
    enum class Phase { Closed, Opening, Open };

    // ---- the ends ----

    void breakOff(const QString &sentence, Step &out)
    {
        m_phase = Phase::Closed;
        out.events.push_back(wire::Malformed{sentence});
        out.hangUp = sentence;
    }

    void lose(const QString &sentence, Step &out)
    {
        m_phase = Phase::Closed;
        out.lost = sentence;
    }

    static void failAll(const std::vector<wire::CallId> &calls, Step &out)
    {
        for (const wire::CallId call : calls)
            out.events.push_back(wire::Failed{
                call, {ErrorCode::NotConnected, QStringLiteral("The connection ended before the answer."), 0}});
    }

    // One packet that cannot be understood does not put the next ones out of step, but a run of them does not heal.
    void drop(const QString &sentence, Step &out)
    {
        if (++m_faults > MaxFaultsInARow)
            breakOff(sentence, out);
        else
            out.events.push_back(wire::Malformed{sentence});
    }

    // ---- Engine.IO ----

    void hearOpen(const engineio::Packet &packet, MonoMs now, Step &out)
    {
        if (packet.type != EngineType::Open) {
            breakOff(QStringLiteral("The server did not begin as an Engine.IO server."), out);
            return;
        }
        const Result<engineio::Handshake> open = engineio::readHandshake(packet.data);
        if (!open) {
            breakOff(QStringLiteral("The server opened with a fault: %1.").arg(open.error().message), out);
            return;
        }
        m_phase = Phase::Open;
        m_maxPayload = open.value().maxPayload;
        m_heartbeat.start(open.value().pingIntervalMs + open.value().pingTimeoutMs, now);
        for (auto &[name, space] : m_spaces) {
            if (space.wanted)
                enter(name, space, now, out);
        }
    }

    void hear(const engineio::Packet &packet, Step &out)
    {
        switch (packet.type) {
        case EngineType::Open:
            drop(QStringLiteral("The server opened twice."), out);
            break;
        case EngineType::Close:
            lose(QStringLiteral("The server ended the session."), out);
            break;
        case EngineType::Ping:
            out.frames.push_back(engineio::encodePacket(EngineType::Pong, packet.data));
            break;
        case EngineType::Pong:
        case EngineType::Upgrade:
        case EngineType::Noop:
            break;
        case EngineType::Message:
            if (packet.binary)
                hearAttachment(packet.data, out);
            else
                hearText(packet.data, out);
            break;
        }
    }

    void hearAttachment(QByteArrayView bytes, Step &out)
    {
        if (!m_attachments.waiting()) {
            breakOff(QStringLiteral("The server sent bytes that belong to nothing."), out);
            return;
        }
        if (auto whole = m_attachments.add(bytes.toByteArray()))
            take(std::move(whole->first), std::move(whole->second), out);
    }

    void hearText(QByteArrayView text, Step &out)
    {
        if (m_attachments.waiting()) {
            breakOff(QStringLiteral("The server sent text where bytes were to come."), out);
            return;
        }
        Result<Packet> packet = decodePacket(text);
        if (!packet) {
            const QString sentence = QStringLiteral("The server sent %1.").arg(packet.error().message);
            const bool bytesMayFollow = !text.isEmpty() && (text.front() == '5' || text.front() == '6');
            if (bytesMayFollow)
                breakOff(sentence, out);
            else
                drop(sentence, out);
        } else if (packet.value().attachments > 0) {
            m_attachments.begin(std::move(packet).value());
        } else {
            take(std::move(packet).value(), {}, out);
        }
    }

    // ---- Socket.IO ----

    void take(Packet packet, std::vector<QByteArray> bytes, Step &out)
    {
        const auto found = m_spaces.find(packet.space);
        if (found == m_spaces.end() || (!found->second.open && !found->second.answerBy)) {
            // After our own leaving, what was on its way still comes.
            if (found == m_spaces.end())
                drop(QStringLiteral("The server spoke in a namespace that was not entered."), out);
            return;
        }
        Space &space = found->second;
        switch (packet.type) {
        case PacketType::Connect:
            return takeConnect(packet, space, out);
        case PacketType::ConnectError:
            return takeRefusal(packet, space, out);
        case PacketType::Disconnect:
            close(packet.space, space, out);
            out.events.push_back(wire::Disconnected{packet.space});
            return;
        case PacketType::Event:
        case PacketType::BinaryEvent:
            return takeEvent(std::move(packet), std::move(bytes), space, out);
        case PacketType::Ack:
        case PacketType::BinaryAck:
            return takeAck(std::move(packet), std::move(bytes), out);
        }
    }

    void takeConnect(const Packet &packet, Space &space, Step &out)
    {
        if (space.open)
            return drop(QStringLiteral("The server let us in twice."), out);
        const QJsonObject fields = packet.data.toObject();
        const QString sid = fields.value(QLatin1String("sid")).toString();
        if (sid.isEmpty()) {
            close(packet.space, space, out);
            const QString sentence = QStringLiteral("The server speaks a version of Socket.IO before 3.");
            out.events.push_back(wire::Refused{packet.space, sentence, QJsonValue(QJsonValue::Undefined)});
            return;
        }
        const QString pid = fields.value(QLatin1String("pid")).toString();
        const bool recovered = !pid.isEmpty() && pid == space.pid;
        if (!recovered)
            space.offset.clear();
        space.pid = pid;
        space.open = true;
        space.answerBy.reset();
        m_faults = 0;
        out.events.push_back(wire::Connected{packet.space, sid, recovered});
        for (auto &[event, bytes] : std::exchange(space.early, {}))
            takeEvent(std::move(event), std::move(bytes), space, out);
    }

    void takeRefusal(const Packet &packet, Space &space, Step &out)
    {
        if (space.open)
            return drop(QStringLiteral("The server refused what it had let in."), out);
        close(packet.space, space, out);
        const QJsonObject fields = packet.data.toObject();
        const QString message =
            packet.data.isString() ? packet.data.toString() : fields.value(QLatin1String("message")).toString();
        out.events.push_back(
            wire::Refused{packet.space, message.left(MaxMessageChars), fields.value(QLatin1String("data"))});
    }

    void takeEvent(Packet packet, std::vector<QByteArray> bytes, Space &space, Step &out)
    {
        if (!space.open) {
            if (space.early.size() >= MaxEarly)
                return drop(QStringLiteral("The server sends events without end before it lets us in."), out);
            space.early.emplace_back(std::move(packet), std::move(bytes));
            return;
        }
        noteOffset(space, packet);
        m_faults = 0;
        wire::Arrived arrived;
        arrived.args.json = packet.data.toArray();
        packet.data = QJsonValue(); // so that taking the name out copies nothing
        arrived.name = arrived.args.json.takeAt(0).toString();
        arrived.args.bytes = std::move(bytes);
        if (packet.id)
            arrived.answer = m_calls.owe(packet.space, *packet.id);
        arrived.space = std::move(packet.space);
        out.events.push_back(std::move(arrived));
    }

    void takeAck(Packet packet, std::vector<QByteArray> bytes, Step &out)
    {
        const std::optional<wire::CallId> call = m_calls.answered(packet.space, *packet.id);
        if (call) {
            m_faults = 0;
            out.events.push_back(wire::Answered{*call, {packet.data.toArray(), std::move(bytes)}});
        } else if (!m_calls.isKnown(*packet.id)) {
            drop(QStringLiteral("The server acknowledged what was never sent."), out);
        }
    }

    void enter(const QString &name, Space &space, MonoMs now, Step &out)
    {
        space.answerBy = now + JoinTimeoutMs;
        push(connectPacket(name, space), {}, out);
    }

    // The server has ended it or is told to: its session cannot be taken up again.
    void close(const QString &name, Space &space, Step &out)
    {
        space.open = space.wanted = false;
        space.answerBy.reset();
        space.early.clear();
        space.pid.clear();
        space.offset.clear();
        failAll(m_calls.takeAll(name), out);
    }

    // ---- what we say ----

    // Of packets that cannot be too large or are lost without harm.
    void push(const Packet &packet, const std::vector<QByteArray> &bytes, Step &out) const
    {
        if (Result<std::vector<Frame>> frames = framesOf(packet, bytes, m_maxPayload))
            std::move(frames.value().begin(), frames.value().end(), std::back_inserter(out.frames));
    }

    void carryOut(const wire::Call &call, MonoMs now, Step &out)
    {
        if (std::optional<Error> fault = emitEvent(call, now, out))
            out.events.push_back(wire::Failed{call.id, std::move(*fault)});
    }

    std::optional<Error> emitEvent(const wire::Call &call, MonoMs now, Step &out)
    {
        const auto space = m_spaces.find(call.space);
        if (m_phase != Phase::Open || space == m_spaces.end() || !space->second.open)
            return Error{ErrorCode::NotConnected, QStringLiteral("The namespace is not open."), 0};
        if (isReservedName(call.name))
            return Error{ErrorCode::BadRequest, QStringLiteral("The name %1 is reserved.").arg(call.name), 0};
        std::optional<quint64> number;
        if (call.wantsAnswer) {
            number = m_calls.wait(call.id, call.space, now + std::max<qint64>(1, call.timeoutMs));
            if (!number)
                return Error{ErrorCode::QueueFull, QStringLiteral("Too many acknowledgements are awaited."), 0};
        }
        Result<std::vector<Frame>> frames = framesOf(eventPacket(call, number), call.args.bytes, m_maxPayload);
        if (!frames) {
            if (number)
                m_calls.answered(call.space, *number);
            return frames.error();
        }
        std::move(frames.value().begin(), frames.value().end(), std::back_inserter(out.frames));
        return std::nullopt;
    }

    void carryOut(const wire::Answer &answer, MonoMs, Step &out)
    {
        const auto owed = m_calls.settle(answer.id);
        if (m_phase == Phase::Open && owed)
            push(ackPacket(owed->first, owed->second, answer.args), answer.args.bytes, out);
    }

    void carryOut(const wire::Join &join, MonoMs now, Step &out)
    {
        if (!m_spaces.contains(join.space) && m_spaces.size() >= MaxSpaces) {
            out.events.push_back(
                wire::Refused{join.space, QStringLiteral("Too many namespaces."), QJsonValue(QJsonValue::Undefined)});
            return;
        }
        Space &space = m_spaces[join.space];
        if (space.open || space.answerBy)
            return;
        space.auth = join.auth;
        space.wanted = true;
        if (m_phase == Phase::Open)
            enter(join.space, space, now, out);
    }

    void carryOut(const wire::Leave &leave, MonoMs, Step &out)
    {
        const auto found = m_spaces.find(leave.space);
        if (found == m_spaces.end())
            return;
        Space &space = found->second;
        if (m_phase == Phase::Open && (space.open || space.answerBy))
            push({PacketType::Disconnect, leave.space, 0, std::nullopt, QJsonValue(QJsonValue::Undefined)}, {}, out);
        close(leave.space, space, out);
    }

    SocketIoOptions m_options;
    Phase m_phase = Phase::Closed;
    qint64 m_maxPayload = engineio::DefaultMaxPayload;
    int m_faults = 0; // in a row
    Heartbeat m_heartbeat;
    Attachments m_attachments;
    Spaces m_spaces;
    Calls m_calls;
};

} // namespace

std::unique_ptr<wire::Wire> makeSocketIoWire(const SocketIoOptions &options)
{
    return std::make_unique<SocketIoWire>(options);
}

} // namespace banter
