// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/socket_server.h"

#include "protocol/capability_names.h"
#include "server/client_address.h"

#include <optional>
#include <utility>

namespace banter {

using namespace protocol;

namespace {

/// A server that is full is so for a while: the longest wait of a client (connection/constants.h).
constexpr qint64 FullRetryMs = 30'000;

bool knowsClosing(const Decoded<ClientItem> &decoded)
{
    const auto *hello = decoded.items.empty() ? nullptr : std::get_if<Hello>(&decoded.items.front().body);
    return hello && hello->capabilities.contains(capability::Closing);
}

} // namespace

SocketServer::SocketServer(const Clock &clock, Scheduler &scheduler, bool behindProxy, WebSocketKind kind)
    : m_clock(clock), m_scheduler(scheduler), m_behindProxy(behindProxy), m_listener(scheduler, kind),
      m_requests(clock, scheduler), m_intake(clock, scheduler)
{
    m_requests.standingOf = [this](PeerId id) { return standingOf(id); };
    m_requests.onOver = [this] {
        flushAll();
        m_intake.goOn();
    };
    m_intake.shareOf = [this](PeerId id) { return m_hub ? m_hub->shareOf(id) : 0; };
    m_intake.isBusy = [this](PeerId id) { return m_requests.isWaiting(id); };
    m_intake.read = [this](PeerId id, const QByteArray &data) { read(id, data); };
    connect(&m_listener, &WebSocketListener::entered, this, [this](PeerSocket *socket, const Visitor &visitor) {
        enter(std::unique_ptr<PeerSocket>(socket), visitor);
    });
    m_checkTimer = m_scheduler.after(PeerLink::CheckMs, [this] { checkLinks(); });
}

SocketServer::~SocketServer()
{
    m_scheduler.cancel(m_flushTimer);
    m_scheduler.cancel(m_checkTimer);
}

void SocketServer::turnAwayFull(std::unique_ptr<PeerSocket> socket, const QString &address, Encoding encoding)
{
    const ServerItem busy{0, Failure{{ErrorCode::Unavailable, QStringLiteral("The server is full."), FullRetryMs}}};
    socket->send(OutgoingFrame(encoding == Encoding::Cbor, encode(encoding, busy)));
    m_turnedAway.add(std::move(socket), address, 1013, QStringLiteral("Too many links."));
}

PeerLink *SocketServer::link(PeerId id) const
{
    const auto found = m_clients.find(id);
    return found == m_clients.end() ? nullptr : found->second.get();
}

void SocketServer::enter(std::unique_ptr<PeerSocket> socket, const Visitor &visitor)
{
    const QString address = clientAddress(visitor.address, visitor.forwardedFor, m_behindProxy);
    if (!m_behindProxy && !visitor.forwardedFor.isEmpty())
        tellOfProxy(visitor.address.isLoopback());
    const std::optional<Encoding> encoding = encodingOf(visitor.subprotocol);
    if (!encoding) {
        m_turnedAway.add(std::move(socket), address, 1002,
                         QStringLiteral("Offer the subprotocol banter.v1.json or banter.v1.cbor."));
        return;
    }
    if (isFull()) {
        turnAwayFull(std::move(socket), address, *encoding);
        return;
    }
    const PeerId id = ++m_last;
    auto link = std::make_unique<PeerLink>(id, std::move(socket), *encoding, PeerLink::Parts{m_clock, m_frames});
    connect(link.get(), &PeerLink::frame, this,
            [this, id](const QByteArray &data, bool binary) { onFrame(id, data, binary); });
    connect(link.get(), &PeerLink::wantsFlush, this, &SocketServer::flushSoon);
    connect(link.get(), &PeerLink::caughtUp, this, [this](PeerId peer) { m_requests.resume(peer); });
    connect(link.get(), &PeerLink::gone, this, &SocketServer::onGone);
    m_clients.emplace(id, std::move(link));
    if (m_hub)
        m_hub->peerOpened(id, address);
}

// Once of each: anybody may send such a header, and whoever runs the server is not to be buried in words.
void SocketServer::tellOfProxy(bool here)
{
    if (std::exchange(here ? m_toldOfProxyHere : m_toldOfProxyElsewhere, true))
        return;
    if (here) {
        Q_EMIT notice(QStringLiteral("A proxy on this machine tells in X-Forwarded-For who calls, and is not believed: "
                                     "all who come through it count as one address. If it is yours, start the server "
                                     "with --behind-proxy."));
    } else {
        Q_EMIT notice(
            QStringLiteral("A caller from elsewhere tells in X-Forwarded-For that it is a proxy. Only one on "
                           "this machine can be believed (--behind-proxy): all who come through another count "
                           "as one address."));
    }
}

void SocketServer::onFrame(PeerId id, const QByteArray &data, bool binary)
{
    const auto found = m_clients.find(id);
    if (found == m_clients.end() || !m_hub)
        return;
    PeerLink *from = found->second.get();
    if (binary != (from->encoding() == Encoding::Cbor)) {
        m_hub->receivedUnreadable(
            id, {ErrorCode::BadFrame, QStringLiteral("JSON goes into text frames, CBOR into binary ones.")});
        return;
    }
    if (!m_hub->mayBeRead(id, data.size()))
        from->giveUp(1013, QStringLiteral("Sends more than can be read."));
    else if (!m_intake.push(id, data))
        from->giveUp(1013, QStringLiteral("Asks for more at once than may wait."));
}

void SocketServer::read(PeerId id, const QByteArray &data)
{
    PeerLink *from = link(id);
    if (!from || !m_hub || from->isClosing())
        return;
    Result<Decoded<ClientItem>> decoded = m_decoder.client(from->encoding(), data);
    if (!decoded.ok()) {
        m_hub->receivedUnreadable(id, decoded.error());
        return;
    }
    if (knowsClosing(decoded.value()))
        from->tellCloses();
    if (!m_requests.push(id, std::move(decoded).value(), data.size()))
        from->giveUp(1013, QStringLiteral("Asks for more at once than may wait."));
}

RequestScheduler::Standing SocketServer::standingOf(PeerId id) const
{
    PeerLink *asker = link(id);
    if (!asker || asker->isClosing())
        return RequestScheduler::Standing::Closing;
    return asker->isBehind() ? RequestScheduler::Standing::Behind : RequestScheduler::Standing::Ready;
}

void SocketServer::onGone(PeerId id)
{
    const auto found = m_clients.find(id);
    if (found == m_clients.end())
        return;
    found->second.release()->deleteLater(); // it may be the one that is calling
    m_clients.erase(found);
    m_intake.gone(id);
    m_requests.gone(id);
    if (m_hub)
        m_hub->peerGone(id);
    if (m_clients.empty() && m_shut)
        Q_EMIT empty();
}

void SocketServer::send(PeerId peer, const SharedItemPtr &item)
{
    if (PeerLink *to = link(peer))
        to->queue(item);
}

void SocketServer::close(PeerId peer, int code, const QString &reason)
{
    if (PeerLink *to = link(peer))
        to->close(code, reason);
}

void SocketServer::drop(PeerId peer)
{
    if (PeerLink *to = link(peer))
        to->drop();
}

void SocketServer::admit(PeerId peer)
{
    if (PeerLink *to = link(peer))
        to->admit();
}

void SocketServer::flushSoon(PeerId id)
{
    m_toFlush.push_back(id);
    if (m_flushTimer == 0)
        m_flushTimer = m_scheduler.after(0, [this] { flushAll(); });
}

void SocketServer::flushAll()
{
    m_scheduler.cancel(std::exchange(m_flushTimer, 0));
    for (const PeerId peer : std::exchange(m_toFlush, {})) {
        if (PeerLink *to = link(peer); to && !to->isClosing())
            to->flush();
    }
}

void SocketServer::checkLinks()
{
    m_checkTimer = m_scheduler.after(PeerLink::CheckMs, [this] { checkLinks(); });
    for (const auto &[id, client] : m_clients)
        client->check();
}

void SocketServer::shutDown()
{
    m_shut = true;
    m_listener.shut();
    for (const auto &[id, client] : m_clients)
        client->close(1001, QStringLiteral("The server stops."));
    if (m_clients.empty())
        QMetaObject::invokeMethod(this, &SocketServer::empty, Qt::QueuedConnection);
}

} // namespace banter
