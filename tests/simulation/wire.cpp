// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/network.h"

// One connection and what may happen to it. Each side has its own end, and hears of the other's only through bytes.
namespace banter::simulation {
namespace {

/// Qt's, on both sides, for a frame that stopped half-way.
constexpr qint64 StalledFrameMs = 5'000;

} // namespace

Wire::Wire(Network &network, quint64 id, int client, Line line)
    : m_network(network), m_id(id), m_client(client), m_line(line),
      m_up(network.net, network.m_dice, network.m_server, line),
      m_down(network.net, network.m_dice, *network.places[std::size_t(client)].machine, line)
{
    m_up.deliver = [this](Packet packet) { arrivedUp(std::move(packet)); };
    m_down.deliver = [this](Packet packet) { arrivedDown(std::move(packet)); };
    m_up.drained = [this](qint64 bytes) {
        onClient([this, bytes] {
            if (m_link && !m_aborted)
                Q_EMIT m_link->written(bytes);
        });
    };
    m_down.drained = [this](qint64) {
        if (m_peer != 0)
            m_network.m_port->drained(m_peer);
    };
    m_up.cut = [this] { later(StalledFrameMs, [this] { endServer(); }); };
    m_down.cut = [this] {
        later(StalledFrameMs, [this] {
            onClient([this] { endClient({LinkEnd::Kind::Lost, 1006, 0, QStringLiteral("stalled frame")}); });
        });
    };
}

Wire::~Wire()
{
    *m_alive = false;
    if (m_link)
        m_link->m_wire = nullptr;
}

qint64 Wire::trip()
{
    return m_line.latencyMs + qint64(m_network.m_dice.below(quint64(m_line.jitterMs) + 1));
}

void Wire::later(qint64 ms, std::function<void()> call)
{
    ++m_timers;
    m_network.net.after(ms, [this, alive = m_alive, call = std::move(call)] {
        if (!*alive)
            return;
        --m_timers;
        call();
    });
}

// Never from inside a call, and only when the client's machine runs.
void Wire::onClient(std::function<void()> call)
{
    const Actor &machine = *m_network.places[std::size_t(m_client)].machine;
    later(machine.msToWake(), [this, &machine, call = std::move(call)] {
        if (machine.isAwake())
            call();
        else
            onClient(call);
    });
}

// ---- the dial ----

void Wire::begin(DialFate fate, const LinkRequest &request)
{
    const Network::Place &place = m_network.places[std::size_t(m_client)];
    if (fate == DialFate::Silent || place.unplugged || m_network.m_port->state() == ServerPort::State::Dark)
        return; // nobody ever answers
    if (fate == DialFate::Normal) {
        later(2 * trip(), [this, request] { reach(request); });
        return;
    }
    later(2 * trip(), [this, fate, request] {
        onClient([this, fate, request] {
            m_stranger = fate == DialFate::Stranger;
            if (m_stranger) // who may know what is asked, or not: then it is as an older server
                open(request.subprotocols.at(m_network.m_dice.below(2) == 0 ? 0 : request.subprotocols.size() / 2));
            else if (fate == DialFate::Mute)
                open(request.subprotocols.front());
            else if (fate == DialFate::Refused)
                endClient({LinkEnd::Kind::Refused, 1006, 0, QStringLiteral("refused")});
            else
                endClient({LinkEnd::Kind::Handshake, 1006, 503, QStringLiteral("unavailable")});
        });
    });
}

void Wire::reach(const LinkRequest &request)
{
    if (!m_link || m_aborted || m_up.isStalled())
        return;
    if (m_network.m_port->state() == ServerPort::State::Dark)
        return;
    if (m_network.m_port->state() == ServerPort::State::Down) {
        onClient([this] { endClient({LinkEnd::Kind::Refused, 1006, 0, QStringLiteral("refused")}); });
        return;
    }
    if (!m_network.m_server.isAwake()) { // its system took the connection, its process answers later
        later(m_network.m_server.msToWake(), [this, request] { reach(request); });
        return;
    }
    const QString subprotocol = request.subprotocols.front();
    m_peer = m_network.m_port->entered(*this, *protocol::encodingOf(subprotocol));
    later(trip(), [this, subprotocol] { onClient([this, subprotocol] { open(subprotocol); }); });
}

void Wire::open(const QString &subprotocol)
{
    if (!m_link || m_aborted || m_open)
        return;
    m_open = true;
    m_openedAt = m_network.m_trace.now();
    m_network.places[std::size_t(m_client)].watch->opened(m_id);
    Q_EMIT m_link->opened(subprotocol);
}

// ---- bytes ----

// It has a key of its own, and may show the server's with a signature that it overheard.
void Wire::strangerHears(const protocol::ClientItem &item)
{
    if (const auto *hello = std::get_if<protocol::Hello>(&item.body))
        m_network.places[std::size_t(m_client)].watch->tellsAStranger(*hello);
    const auto *asked = std::get_if<protocol::Identify>(&item.body);
    if (!asked)
        return;
    const bool copies = m_network.m_dice.below(2) == 0;
    const protocol::Identity shown{copies ? protocol::proveServer(QByteArray(32, 's'), QStringLiteral("overheard"))
                                          : protocol::proveServer(QByteArray(32, 'r'), asked->nonce)};
    const auto said = std::make_shared<const SharedItem>(protocol::ServerItem{item.id, shown});
    const bool cbor = m_network.places[std::size_t(m_client)].cbor;
    const auto encoding = cbor ? protocol::Encoding::Cbor : protocol::Encoding::Json;
    m_down.push({Packet::Kind::Frame, {cbor, said->bytes(encoding)}, {}, 0, {}, {}, {said}, 0});
}

void Wire::clientSends(Packet packet)
{
    if (m_stranger) {
        for (const protocol::ClientItem &item : packet.asked)
            strangerHears(item);
        if (packet.kind == Packet::Kind::Close)
            later(2 * trip(), [this] { onClient([this] { endClient({LinkEnd::Kind::Local, 1000, 0, {}}); }); });
        return;
    }
    if (m_orphan) {
        if (m_network.m_port->state() != ServerPort::State::Dark)
            reset();
        return;
    }
    m_up.push(std::move(packet));
}

void Wire::arrivedUp(Packet packet)
{
    if (m_peer == 0)
        return;
    if (packet.kind == Packet::Kind::Fin) {
        endServer();
        return;
    }
    if (packet.kind == Packet::Kind::Close) {
        if (!m_serverClosing)
            m_down.push({Packet::Kind::Close, {}, {}, packet.code, {}, {}, {}, 0});
        endServer();
        return;
    }
    if (packet.kind == Packet::Kind::Ping && !m_serverClosing)
        m_down.push({Packet::Kind::Pong, {}, packet.payload, 0, {}, {}, {}, 0});
    m_network.m_port->arrived(m_peer, std::move(packet));
}

void Wire::arrivedDown(Packet packet)
{
    if (!m_link || !m_open)
        return;
    LinkWatch &watch = *m_network.places[std::size_t(m_client)].watch;
    switch (packet.kind) {
    case Packet::Kind::Frame:
        watch.heard(m_id, packet.said);
        Q_EMIT m_link->received(packet.frame);
        break;
    case Packet::Kind::Ping:
        m_up.push({Packet::Kind::Pong, {}, packet.payload, 0, {}, {}, {}, 0});
        break;
    case Packet::Kind::Pong:
        watch.heardPong(m_id);
        Q_EMIT m_link->ponged(packet.payload);
        break;
    case Packet::Kind::Close:
        if (!m_closing && !m_aborted)
            m_up.push({Packet::Kind::Close, {}, {}, packet.code, {}, {}, {}, 0});
        endClient({LinkEnd::Kind::CloseFrame, packet.code, 0, packet.reason});
        break;
    case Packet::Kind::Fin:
        endClient({LinkEnd::Kind::Lost, 1006, 0, QStringLiteral("the connection was cut")});
        break;
    }
}

// ---- ends ----

void Wire::endClient(LinkEnd end)
{
    if (!m_link)
        return;
    if (m_closing || m_aborted)
        end = {LinkEnd::Kind::Local, 1000, 0, {}};
    SimLink *link = std::exchange(m_link, nullptr);
    link->m_wire = nullptr;
    m_down.clear();
    if (m_peer != 0)
        m_up.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
    m_network.places[std::size_t(m_client)].watch->ended(m_id, end);
    Q_EMIT link->ended(end);
}

// Aborted: a RST, which may overtake what is on its way. Died: its system sends what it has taken, and a FIN.
void Wire::clientGone(bool aborted)
{
    if (aborted)
        m_up.keepFirst(std::size_t(m_network.m_dice.below(m_up.count() + 1)));
    else
        m_up.dropUnsent();
    if (aborted) {
        endClient({LinkEnd::Kind::Local, 1000, 0, {}});
        return;
    }
    m_link->m_wire = nullptr;
    m_link = nullptr;
    m_down.clear();
    if (m_peer != 0)
        m_up.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
}

void Wire::endServer()
{
    if (m_peer == 0)
        return;
    const PeerId peer = std::exchange(m_peer, 0);
    m_up.clear();
    if (m_link)
        m_down.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
    m_network.m_port->gone(peer);
}

void Wire::serverClosed(int code, const QString &reason)
{
    m_serverClosing = true;
    m_down.push({Packet::Kind::Close, {}, {}, code, reason, {}, {}, 0});
}

void Wire::serverAborted()
{
    later(0, [this] { endServer(); });
}

void Wire::serverDied(bool dark)
{
    m_peer = 0;
    m_up.clear();
    if (dark) {
        m_orphan = true;
        m_down.clear();
        return;
    }
    m_down.keepFirst(std::size_t(m_network.m_dice.below(m_down.count() + 1)));
    if (m_link)
        m_down.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
}

// ---- what the network does ----

void Wire::reset()
{
    m_up.keepFirst(std::size_t(m_network.m_dice.below(m_up.count() + 1)));
    m_down.clear();
    m_down.resume();
    if (m_link)
        m_down.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
    if (m_peer != 0)
        m_up.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
    m_up.resume();
}

void Wire::fin()
{
    if (m_link)
        m_down.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
    if (m_peer != 0)
        m_up.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
}

// Something between the two, or the server's own front, says goodbye in its name.
// Who closes because of a frame that is too big has not taken it.
void Wire::injectClose(int code)
{
    constexpr int TooBig = 1009;
    if (code == TooBig)
        m_up.clear();
    if (m_link)
        m_down.push({Packet::Kind::Close, {}, {}, code, QStringLiteral("injected"), {}, {}, 0});
    if (m_peer != 0)
        m_up.push({Packet::Kind::Fin, {}, {}, 0, {}, {}, {}, 0});
}

void Wire::stall(bool up, bool down)
{
    if (up)
        m_up.stall();
    if (down)
        m_down.stall();
}

void Wire::resume()
{
    m_up.resume();
    m_down.resume();
}

void Wire::cutFrame(bool upwards)
{
    (upwards ? m_up : m_down).cutNextFrame();
}

} // namespace banter::simulation
