// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/world.h"

#include "server/peer_link.h"

#include <QCoreApplication>

#include <array>

namespace banter::simulation {
namespace {

constexpr std::array<const char *, 5> Names{"ann", "bo", "cy", "dee", "eve"};

} // namespace

// SplitMix64 counts on by a constant, so its streams of related seeds are one stream, shifted. Hashed they are not
// related any more.
World::World(quint64 seed, StorePool &pool) : dice(SeededRandom(seed).next()), timeline(dice.next()), director(timeline)
{
    trace.now = [this] { return timeline.now(); };
    server = std::make_unique<Server>(timeline, trace, ledger, serverConfig());
    constexpr quint64 OfEditor = 0xed17;
    editor =
        std::make_unique<Editor>(director, *server, ledger, SeededRandom(SeededRandom(seed).next() ^ OfEditor).next());
    network = std::make_unique<Network>(timeline, trace, dice.next(), server->machine);
    network->setServer(server.get());
    const int count = int(between(3, 5));
    const bool shared = chance(30); // the last device is another one of the first person
    network->places.resize(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        const bool second = shared && i == count - 1;
        const QString name = QString::fromLatin1(Names[std::size_t(second ? 0 : i)]);
        const bool isNew = chance(15) && !shared;
        if (!second && !isNew)
            server->disk.addPerson(name, QuickHasher::hashOf(Client::password()));
        const auto hasAccount = [this](const QString &user) { return server->disk.hasPerson(user); };
        clients.push_back(std::make_unique<Client>(Client::Parts{timeline, trace, ledger, *network, pool, hasAccount},
                                                   i, name, dice.next()));
        if (isNew)
            clients.back()->setNew();
        network->places[std::size_t(i)] = {&clients.back()->machine, &clients.back()->watch, false, chance(50), line(),
                                           DialFate::Normal};
    }
    constexpr int Big = 5;
    if (chance(Big)) // so much that it takes many pages, whatever their size
        server->disk.addHistory(QStringLiteral("fay"), rooms.front(), std::min(700, 250 + 10 * server->maxPage()));
    server->start();
}

World::~World()
{
    clients.clear();
    server->disk.dead = true;
    network.reset();
    server.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

Server::Config World::serverConfig()
{
    // Small pages make gaps out of little, low rates make queues out of little.
    constexpr std::array<int, 4> Pages{2, 5, 20, protocol::limits::MaxPage};
    constexpr std::array<SendRate, 3> Rates{SendRate{0, 1}, SendRate{20, 100}, SendRate{3, 5}};
    Server::Config config;
    config.maxPage = Pages[below(Pages.size())];
    config.rate = Rates[below(Rates.size())];
    config.seed = dice.next();
    return config;
}

Line World::line()
{
    Line line;
    line.latencyMs = between(1, chance(20) ? 400 : 60);
    line.jitterMs = between(0, line.latencyMs);
    line.bytesPerSecond = chance(25) ? between(1'500, 20'000) : 0;
    line.systemBytes = between(2, 64) << 10;
    return line;
}

bool World::run(qint64 ms, const std::function<bool()> &done)
{
    const qint64 end = timeline.now() + ms;
    while (!trace.failed()) {
        if (done && done())
            return true;
        if (!timeline.step(end))
            break;
        bury();
        for (const auto &client : clients)
            client->check();
    }
    return !trace.failed() && (!done || done());
}

// Who died at a write is on the stack until the step is over.
void World::bury()
{
    for (const auto &client : clients) {
        if (client->isDead())
            client->crash(false);
        if (!client->isRunning() && chaotic && m_comeBack.insert(client->index()).second) {
            director.after(between(0, 4'000), [this, one = client.get()] {
                m_comeBack.erase(one->index());
                if (!one->isRunning())
                    startClient(*one, chance(60));
            });
        }
    }
    if (server->isRunning() && server->disk.dead)
        crashServer(chance(20));
    if (!server->isRunning() && chaotic && !std::exchange(m_serverComesBack, true)) {
        director.after(between(100, chance(30) ? 20'000 : 3'000), [this] {
            m_serverComesBack = false;
            if (!server->isRunning())
                startServer();
        });
    }
}

void World::startServer()
{
    note("server starts");
    server->start();
}

void World::crashServer(bool dark)
{
    note(dark ? "server's machine is gone" : "server dies");
    server->crash(dark);
}

void World::stopServer(int code)
{
    note("server stops with " + std::to_string(code));
    server->stop(code);
    director.after(PeerLink::CloseGraceMs, [this] { endServer(); });
}

void World::endServer()
{
    if (!server->isStopping() || server->disk.dead)
        return;
    note("server ends");
    server->end();
}

void World::startClient(Client &client, bool withPassword)
{
    client.start(withPassword);
}

} // namespace banter::simulation
