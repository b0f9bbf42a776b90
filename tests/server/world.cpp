// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"

namespace banter::testing {

using namespace protocol;

World::World(SendRate rate) : m_rate(rate)
{
    const Status opened = database.open(QString(), QStringLiteral("epoch-1"), QByteArray(32, 's'));
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().message));
    restart();
}

void World::restart()
{
    hub.reset();
    hub = std::make_unique<Hub>(HubParts{store, registry, hasher, clock, random, scheduler, sink}, m_rate, registration,
                                bounds);
    hub->setTroubleHandler([this](const QString &sentence) { troubles.push_back(sentence); });
    hub->setNoticeHandler([this](const QString &sentence) { notices.push_back(sentence); });
    const Status loaded = hub->load();
    if (!loaded.ok())
        qFatal("%s", qPrintable(loaded.error().message));
}

PeerId World::open(const QString &address)
{
    const PeerId peer = ++m_lastPeer;
    hub->peerOpened(peer, address);
    return peer;
}

PeerId World::hello(const Auth &auth)
{
    const PeerId peer = open();
    const quint64 id = begin(peer, Hello{1, client, capabilities, auth, std::exchange(wish, {})});
    hasher.work();
    scheduler.settle();
    const auto welcome = answer(peer, id);
    if (!is<Welcome>(welcome))
        qFatal("not welcomed");
    m_tokens[peer] = auth.method == Auth::Method::Token ? auth.secret : as<Welcome>(welcome).token;
    return peer;
}

PeerId World::registered(const QString &name)
{
    return hello({Auth::Method::Register, name, text("correct horse")});
}

PeerId World::signedIn(const QString &name)
{
    return hello({Auth::Method::Password, name, text("correct horse")});
}

PeerId World::sameDevice(PeerId peer)
{
    return hello({Auth::Method::Token, {}, tokenOf(peer)});
}

void World::gone(PeerId peer)
{
    hub->peerGone(peer);
    scheduler.settle();
}

quint64 World::begin(PeerId peer, ClientBody body)
{
    const quint64 id = ++m_lastRequest;
    hub->received(peer, {id, std::move(body)});
    return id;
}

std::optional<ServerBody> World::ask(PeerId peer, ClientBody body)
{
    const quint64 id = begin(peer, std::move(body));
    hasher.work();
    scheduler.settle();
    return answer(peer, id);
}

void World::say(PeerId peer, ClientBody body)
{
    hub->received(peer, {0, std::move(body)});
    scheduler.settle();
}

int World::answers(PeerId peer, quint64 request) const
{
    int count = 0;
    for (const ServerItem &item : itemsOf(peer))
        count += item.re == request ? 1 : 0;
    return count;
}

std::optional<ServerBody> World::answer(PeerId peer, quint64 request) const
{
    if (answers(peer, request) != 1)
        return std::nullopt;
    for (const ServerItem &item : itemsOf(peer)) {
        if (item.re == request)
            return item.body;
    }
    return std::nullopt;
}

std::optional<ErrorCode> World::refusal(PeerId peer, ClientBody body)
{
    const auto answered = ask(peer, std::move(body));
    if (!is<Failure>(answered))
        return std::nullopt;
    return as<Failure>(answered).error.code;
}

Ack World::post(PeerId peer, const QString &room, const QString &clientId, const QString &words)
{
    return as<Ack>(ask(peer, SendMessage{room, clientId, words.isEmpty() ? clientId : words}));
}

Subscribed World::subscribe(PeerId peer, const QString &room, Seq since, int limit)
{
    return as<Subscribed>(ask(peer, Subscribe{room, since, store.epoch(), limit}));
}

const std::vector<ServerItem> &World::itemsOf(PeerId peer) const
{
    static const std::vector<ServerItem> None;
    const auto found = sink.sent.find(peer);
    return found == sink.sent.end() ? None : found->second;
}

int World::closeCode(PeerId peer) const
{
    const auto found = sink.closed.find(peer);
    return found == sink.closed.end() ? 0 : found->second.code;
}

} // namespace banter::testing
