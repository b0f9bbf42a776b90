// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/network.h"

namespace banter::simulation {

// ---- the client's end ----

SimLink::~SimLink()
{
    if (m_wire)
        m_wire->clientGone(false);
}

void SimLink::open(const LinkRequest &request)
{
    Network::Place &place = m_network.places[std::size_t(m_client)];
    Wire &wire = m_network.make(m_client);
    m_wire = &wire;
    wire.m_link = this;
    place.watch->dialled(wire.id());
    wire.begin(std::exchange(place.next, DialFate::Normal), request);
}

bool SimLink::send(const Frame &frame)
{
    if (!m_wire || !m_wire->m_open || m_wire->m_closing || m_wire->m_aborted)
        return false;
    Network::Place &place = m_network.places[std::size_t(m_client)];
    const auto encoding = frame.binary ? protocol::Encoding::Cbor : protocol::Encoding::Json;
    auto decoded = m_network.m_decoder.client(encoding, frame.data);
    if (!decoded.ok() || !decoded.value().bad.empty())
        m_network.m_trace.fail("a client sent what cannot be read: " + frame.data.toStdString());
    else if (place.watch->sends(m_wire->id(), decoded.value().items))
        m_wire->clientSends({Packet::Kind::Frame, frame, {}, 0, {}, std::move(decoded.value().items), {}, 0});
    return true;
}

void SimLink::ping(const QByteArray &payload)
{
    if (m_wire && m_wire->m_open && m_network.places[std::size_t(m_client)].watch->sends(m_wire->id(), {}))
        m_wire->clientSends({Packet::Kind::Ping, {}, payload, 0, {}, {}, {}, 0});
}

void SimLink::close(int code, const QString &reason)
{
    if (!m_wire || m_wire->m_closing)
        return;
    m_network.places[std::size_t(m_client)].watch->retired(m_wire->id());
    if (!m_wire->m_open) {
        abort();
        return;
    }
    m_wire->clientSends({Packet::Kind::Close, {}, {}, code, reason, {}, {}, 0});
    m_wire->m_closing = true;
}

void SimLink::abort()
{
    if (!m_wire || m_wire->m_aborted)
        return;
    m_network.places[std::size_t(m_client)].watch->retired(m_wire->id());
    m_wire->m_aborted = true;
    m_wire->later(m_wire->m_network.goodbye(), [wire = m_wire] { wire->onClient([wire] { wire->clientGone(true); }); });
}

qint64 SimLink::bytesToWrite() const
{
    return m_wire ? m_wire->m_up.unsent() : 0;
}

// ---- all of them ----

Network::Network(Timeline &timeline, Trace &trace, quint64 seed, Actor &server)
    : net(timeline), m_trace(trace), m_dice(seed), m_server(server)
{}

// A link may go on to speak until it has said that it ended.
qint64 Network::goodbye()
{
    constexpr quint64 LatestMs = 1'500;
    return m_dice.below(4) == 0 ? qint64(m_dice.below(LatestMs)) : 0;
}

Wire &Network::make(int client)
{
    const quint64 id = ++m_last;
    const auto wire = m_wires.emplace(id, std::make_unique<Wire>(*this, id, client, places[std::size_t(client)].line));
    return *wire.first->second;
}

std::vector<Wire *> Network::wires()
{
    std::vector<Wire *> all;
    for (const auto &[id, wire] : m_wires) {
        if (!wire->isOver())
            all.push_back(wire.get());
    }
    return all;
}

std::vector<Wire *> Network::wiresOf(int client)
{
    std::vector<Wire *> own = wires();
    std::erase_if(own, [client](const Wire *wire) { return wire->client() != client; });
    return own;
}

void Network::unplug(int client)
{
    places[std::size_t(client)].unplugged = true;
    for (Wire *wire : wiresOf(client))
        wire->stall(true, true);
}

void Network::plug(int client)
{
    places[std::size_t(client)].unplugged = false;
    for (Wire *wire : wiresOf(client))
        wire->resume();
}

void Network::forgetOver()
{
    std::erase_if(m_wires, [](const auto &entry) { return entry.second->isOver(); });
}

} // namespace banter::simulation
