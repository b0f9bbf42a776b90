// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/chaos.h"

#include <array>

// What goes wrong.
namespace banter::simulation {

void Chaos::addFaults()
{
    const auto with = [this](void (Chaos::*call)()) { return [this, call] { (this->*call)(); }; };
    const auto wire = [this](const char *name, auto call) {
        return [this, name, call] {
            if (Wire *one = someWire()) {
                m_world.note(std::string(name) + " on " + std::to_string(one->id()));
                call(*one);
            }
        };
    };
    m_deeds.insert(m_deeds.end(), {
                                      {30, wire("RST", [](Wire &one) { one.reset(); })},
                                      {15, wire("FIN", [](Wire &one) { one.fin(); })},
                                      {15, wire("cut frame up", [](Wire &one) { one.cutFrame(true); })},
                                      {15, wire("cut frame down", [](Wire &one) { one.cutFrame(false); })},
                                      {20, wire("Close",
                                                [this](Wire &one) {
                                                    constexpr std::array<int, 16> Codes{
                                                        1000, 1000, 1001, 1001, 1002, 1003, 1005, 1008,
                                                        1009, 1011, 1012, 1012, 1013, 4001, 4003, 4999};
                                                    one.injectClose(Codes[m_world.below(Codes.size())]);
                                                })},
                                      {40, with(&Chaos::stallWire)},
                                      {15, with(&Chaos::unplug)},
                                      {30,
                                       [this] {
                                           const std::size_t client = m_world.below(m_world.clients.size());
                                           m_world.network->places[client].next = DialFate(1 + int(m_world.below(5)));
                                       }},
                                      {20, with(&Chaos::sleep)},
                                      {10,
                                       [this] {
                                           Client &client = *m_world.clients[m_world.below(m_world.clients.size())];
                                           client.watch.hint();
                                           const qint64 ms = m_world.between(-43'200'000, 43'200'000);
                                           m_world.note(client.name() + "'s calendar jumps " + std::to_string(ms));
                                           client.machine.stepWall(ms);
                                       }},
                                      {20, with(&Chaos::shakeNetworkWatch)},
                                      {10, with(&Chaos::fillDisk)},
                                      {50, with(&Chaos::dieAtWrite)},
                                      {15,
                                       [this] {
                                           if (Client *client = someone())
                                               client->crash(m_world.chance(30));
                                       }},
                                  });
}

void Chaos::addServerFaults()
{
    const auto with = [this](void (Chaos::*call)()) { return [this, call] { (this->*call)(); }; };
    m_deeds.insert(m_deeds.end(), {
                                      {6,
                                       [this] {
                                           if (m_world.server->isRunning())
                                               m_world.crashServer(m_world.chance(25));
                                       }},
                                      {15,
                                       [this] {
                                           m_world.server->disk.dieAtWrite = int(m_world.between(1, 6));
                                           m_world.server->disk.dieAfter = m_world.chance(60);
                                       }},
                                      {6,
                                       [this] {
                                           const qint64 ms = m_world.between(500, 12'000);
                                           m_world.note("server stands still " + std::to_string(ms));
                                           m_world.server->machine.stall(ms);
                                       }},
                                      {6,
                                       [this] {
                                           m_world.server->hasher.busy = true;
                                           m_world.director.after(m_world.between(1'000, 10'000),
                                                                  [this] { m_world.server->hasher.busy = false; });
                                       }},
                                      {5,
                                       [this] {
                                           m_world.note("all tokens are dropped");
                                           m_world.server->disk.dropTokens();
                                       }},
                                      {6,
                                       [this] {
                                           constexpr qint64 FarMs = 200LL * 24 * 3600 * 1000;
                                           const qint64 ms = m_world.between(-FarMs, FarMs);
                                           m_world.note("the server's calendar jumps " + std::to_string(ms));
                                           m_world.server->machine.stepWall(ms);
                                       }},
                                      {8, [this] { m_backup = m_world.server->disk.backup(); }},
                                      {6, with(&Chaos::restoreBackup)},
                                      {25, with(&Chaos::cutAfterAck)},
                                      {6, with(&Chaos::stopServer)},
                                      {8, with(&Chaos::fillServerDisk)},
                                  });
}

Wire *Chaos::someWire()
{
    std::vector<Wire *> open = m_world.network->wires();
    return open.empty() ? nullptr : open[m_world.below(open.size())];
}

// A black hole for bytes one way or both, for some time or for good.
void Chaos::stallWire()
{
    Wire *wire = someWire();
    if (!wire)
        return;
    const quint64 which = m_world.below(3);
    m_world.note("stall " + std::to_string(which) + " on " + std::to_string(wire->id()));
    wire->stall(which != 1, which != 0);
    if (m_world.chance(60)) {
        m_world.director.after(m_world.between(100, 20'000), [this, id = wire->id()] {
            for (Wire *one : m_world.network->wires()) {
                if (one->id() == id && !m_world.network->places[std::size_t(one->client())].unplugged)
                    one->resume();
            }
        });
    }
}

void Chaos::unplug()
{
    const int client = int(m_world.below(m_world.clients.size()));
    if (m_world.network->places[std::size_t(client)].unplugged)
        return;
    m_world.note("c" + std::to_string(client) + " is unplugged");
    m_world.network->unplug(client);
    Client &one = *m_world.clients[std::size_t(client)];
    const bool told = m_world.chance(50);
    one.watch.hint();
    if (told)
        Q_EMIT one.network.down();
    m_world.director.after(m_world.between(500, 45'000), [this, client, told, &one] {
        m_world.note("c" + std::to_string(client) + " is plugged in");
        m_world.network->plug(client);
        one.watch.hint();
        if (told)
            Q_EMIT one.network.up();
    });
}

void Chaos::sleep()
{
    Client *client = someone();
    if (!client)
        return;
    client->sleep(m_world.between(200, m_world.chance(30) ? 100'000 : 8'000), m_world.chance(50));
    // What the network around a sleeping machine does to its connections.
    if (m_world.chance(30)) {
        for (Wire *wire : m_world.network->wiresOf(client->index()))
            wire->stall(true, true);
    }
}

void Chaos::shakeNetworkWatch()
{
    Client *client = someone();
    if (!client)
        return;
    client->watch.hint();
    switch (m_world.below(3)) {
    case 0:
        Q_EMIT client->network.changed();
        break;
    case 1:
        Q_EMIT client->network.up();
        break;
    default: // reachability lies
        Q_EMIT client->network.down();
        m_world.director.after(m_world.between(100, 15'000), [client] {
            client->watch.hint();
            Q_EMIT client->network.up();
        });
    }
}

void Chaos::fillDisk()
{
    Client *client = someone();
    if (!client)
        return;
    m_world.note(client->name() + "'s disk is full");
    client->disk.full = true;
    m_world.director.after(m_world.between(100, 12'000), [client] { client->disk.full = false; });
}

void Chaos::dieAtWrite()
{
    Client *client = someone();
    if (!client)
        return;
    client->disk.dieAtWrite = int(m_world.between(1, 8));
    client->disk.dieAfter = m_world.chance(50);
}

void Chaos::restoreBackup()
{
    if (!m_mayRestore)
        return;
    m_world.note("the server is restored from its backup");
    if (m_world.server->isRunning())
        m_world.crashServer(m_world.chance(30));
    m_world.ledger.forgetsAllChoices(); // another device may know less than the one that it was said on
    m_world.server->disk.restore(m_backup);
}

// The server has it, the client will not hear of that.
void Chaos::cutAfterAck()
{
    m_world.server->onAck = [this](Wire &wire) {
        m_world.note("ack lost on " + std::to_string(wire.id()));
        m_world.director.after(0, [this, id = wire.id()] {
            for (Wire *one : m_world.network->wires()) {
                if (one->id() == id)
                    one->reset();
            }
        });
    };
}

void Chaos::stopServer()
{
    Server &server = *m_world.server;
    if (server.isRunning() && !server.isStopping() && server.machine.isAwake() && !server.disk.dead)
        m_world.stopServer(m_world.chance(50) ? 1001 : 1012);
}

void Chaos::fillServerDisk()
{
    m_world.note("the server's disk is full");
    m_world.server->disk.full = true;
    m_world.director.after(m_world.between(100, 12'000), [this] { m_world.server->disk.full = false; });
}

void Chaos::heal()
{
    m_world.note("everything heals");
    m_world.chaotic = false;
    m_world.editor->rest();
    m_world.director.cancelAll();
    m_world.server->onAck = {};
    m_world.server->hasher.busy = false;
    m_world.server->disk.full = false;
    m_world.server->disk.dieAtWrite = 0;
    m_world.endServer();
    if (!m_world.server->isRunning())
        m_world.startServer();
    for (const auto &client : m_world.clients) {
        client->disk.full = false;
        client->disk.dieAtWrite = 0;
        if (!client->isRunning())
            m_world.startClient(*client, true);
        Network::Place &place = m_world.network->places[std::size_t(client->index())];
        place.next = DialFate::Normal;
        place.line = {};
        if (std::exchange(place.unplugged, false))
            Q_EMIT client->network.up();
        client->watch.hint();
        Q_EMIT client->network.up();
        for (Wire *wire : m_world.network->wiresOf(client->index()))
            wire->reset();
    }
}

} // namespace banter::simulation
