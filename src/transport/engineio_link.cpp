// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/engineio_link.h"

#include "engineio/packet.h"

#include <QUrlQuery>

namespace banter {
namespace {

/// A proxy that swallows the upgrade must not use up the dial's whole 10 s: polling needs its part.
constexpr qint64 SocketPatienceMs = 4'000;
constexpr qint64 ProbePatienceMs = 10'000;

const QByteArray ProbeWord = QByteArrayLiteral("probe");

// The signal of a link that is let go may be what is running.
template <class T>
void letGo(std::unique_ptr<T> &link)
{
    if (!link)
        return;
    link->disconnect();
    link->abort();
    link.release()->deleteLater();
}

/// Close codes of a server that is there and asks to come again (RFC 6455, section 7.4, and its registry).
bool isLater(int code)
{
    return code == 1001 || code == 1012 || code == 1013;
}

/// Close codes that servers of a plain WebSocket give to whom they do not know: 1008 of RFC 6455, and customs.
bool isAboutWho(int code)
{
    return code == 1008 || code == 4001 || code == 4003 || code == 4401 || code == 4403;
}

// What a WebSocket's end says about the server itself: polling would meet the same.
bool isFinal(const LinkEnd &end)
{
    switch (end.kind) {
    case LinkEnd::Kind::Tls:
    case LinkEnd::Kind::NoTls:
    case LinkEnd::Kind::NeedsTls:
    case LinkEnd::Kind::CloseFrame:
        return true;
    case LinkEnd::Kind::Handshake:
        return end.httpStatus == 401 || end.httpStatus == 429 || end.httpStatus >= 500;
    case LinkEnd::Kind::Refused: // also where somebody in between cut the handshake off
    case LinkEnd::Kind::HungUp:
    case LinkEnd::Kind::Lost:
    case LinkEnd::Kind::Finished:
    case LinkEnd::Kind::StreamEnded:
    case LinkEnd::Kind::Local:
        break;
    }
    return false;
}

} // namespace

QString BlockedSockets::key(const QUrl &url)
{
    return url.scheme() + QStringLiteral("://") + url.authority();
}

void BlockedSockets::note(const QUrl &url, bool blocked)
{
    if (blocked)
        m_keys.insert(key(url));
    else
        m_keys.erase(key(url));
}

EngineIoLink::EngineIoLink(Scheduler &scheduler, BlockedSockets &blocked, WebSocketKind webSocket, QObject *parent)
    : Link(parent), m_scheduler(scheduler), m_blocked(blocked), m_webSocket(webSocket)
{}

EngineIoLink::~EngineIoLink()
{
    stopTimer();
}

void EngineIoLink::open(const LinkRequest &request)
{
    m_request = request;
    if (request.kind == LinkKind::EngineIoPolling || m_blocked.contains(request.url))
        startPolling();
    else
        trySocket();
}

LinkRequest EngineIoLink::socketRequest(const QString &sid) const
{
    LinkRequest request = m_request;
    const bool secure = request.url.scheme() == QLatin1String("https");
    request.url.setScheme(secure ? QStringLiteral("wss") : QStringLiteral("ws"));
    QUrlQuery query(request.url);
    query.addQueryItem(QStringLiteral("transport"), QStringLiteral("websocket"));
    if (!sid.isEmpty())
        query.addQueryItem(QStringLiteral("sid"), QString::fromLatin1(QUrl::toPercentEncoding(sid)));
    request.url.setQuery(query);
    return request;
}

Link *EngineIoLink::active() const
{
    if (m_stage == Stage::OnSocket)
        return m_socket.get();
    return m_stage == Stage::OnPolling ? m_polling.get() : nullptr;
}

// ---- as a link ----

bool EngineIoLink::send(const Frame &frame)
{
    Link *link = active();
    return link && link->send(frame);
}

void EngineIoLink::ping(const QByteArray &payload)
{
    if (Link *link = active())
        link->ping(payload);
}

void EngineIoLink::close(int code, const QString &reason)
{
    Link *link = active();
    if (!link) {
        abort();
        return;
    }
    // Its end is ours; the other one, if any, was only being tried.
    if (link == m_polling.get())
        letGo(m_socket);
    stopTimer();
    m_stage = Stage::Leaving;
    link->close(code, reason);
}

void EngineIoLink::abort()
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Leaving;
    letGo(m_socket);
    letGo(m_polling);
    stopTimer();
    m_timer = m_scheduler.after(0, [this] {
        m_timer = 0;
        end({LinkEnd::Kind::Local, 1000, 0, {}});
    });
}

qint64 EngineIoLink::bytesToWrite() const
{
    const Link *link = active();
    return link ? link->bytesToWrite() : 0;
}

void EngineIoLink::forward(Link &link)
{
    connect(&link, &Link::arriving, this, &EngineIoLink::arriving);
    connect(&link, &Link::ponged, this, &EngineIoLink::ponged);
    connect(&link, &Link::written, this, &EngineIoLink::written);
}

void EngineIoLink::setTimer(qint64 ms)
{
    stopTimer();
    m_timer = m_scheduler.after(ms, [this] {
        m_timer = 0;
        giveUpSocket();
    });
}

void EngineIoLink::stopTimer()
{
    m_scheduler.cancel(std::exchange(m_timer, 0));
}

void EngineIoLink::end(const LinkEnd &how)
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Ended;
    stopTimer();
    letGo(m_socket);
    letGo(m_polling);
    Q_EMIT ended(how);
}

// ---- WebSocket first ----

void EngineIoLink::trySocket()
{
    m_stage = Stage::TryingSocket;
    m_socket = makeWebSocketLink(m_webSocket);
    connect(m_socket.get(), &Link::opened, this, [this](const QString &subprotocol) {
        m_socketOpened = true;
        m_subprotocol = subprotocol;
    });
    connect(m_socket.get(), &Link::received, this, &EngineIoLink::socketHeard);
    connect(m_socket.get(), &Link::ended, this, &EngineIoLink::socketEnded);
    connect(m_socket.get(), &Link::ownWebSocketNeeded, this, &Link::ownWebSocketNeeded);
    forward(*m_socket);
    setTimer(SocketPatienceMs);
    m_socket->open(socketRequest({}));
}

// Only the first packet shows that a WebSocket really gets through: some proxies answer the handshake themselves.
void EngineIoLink::socketHeard(const Frame &frame)
{
    if (m_stage == Stage::TryingSocket) {
        stopTimer();
        m_stage = Stage::OnSocket;
        Q_EMIT opened(m_subprotocol);
    }
    if (m_stage == Stage::OnSocket)
        Q_EMIT received(frame);
}

void EngineIoLink::socketEnded(const LinkEnd &how)
{
    if (m_stage == Stage::TryingSocket && !isFinal(how)) {
        giveUpSocket();
        return;
    }
    LinkEnd end = how;
    if (m_stage == Stage::TryingSocket && how.kind == LinkEnd::Kind::CloseFrame && !isLater(how.code)) {
        end.kind = LinkEnd::Kind::Handshake; // no server of Engine.IO closes before its first packet
        end.httpStatus = isAboutWho(how.code) ? 401 : 0;
    }
    this->end(end);
}

// ---- polling ----

void EngineIoLink::giveUpSocket()
{
    stopTimer();
    letGo(m_socket);
    m_probing = false;
    if (m_stage == Stage::TryingSocket)
        startPolling();
}

// Who took the WebSocket, said nothing in it and hangs up on the question for polling is there, and speaks otherwise.
void EngineIoLink::pollingEnded(const LinkEnd &how)
{
    const bool unanswered = how.kind == LinkEnd::Kind::HungUp || how.kind == LinkEnd::Kind::Refused;
    LinkEnd end = how;
    if (m_stage == Stage::OpeningPolling && m_socketOpened && unanswered)
        end.kind = LinkEnd::Kind::Handshake;
    this->end(end);
}

void EngineIoLink::startPolling()
{
    const bool socketFailed = m_stage == Stage::TryingSocket;
    m_stage = Stage::OpeningPolling;
    m_polling = std::make_unique<PollingLink>(m_scheduler);
    connect(m_polling.get(), &Link::opened, this, [this, socketFailed] {
        m_stage = Stage::OnPolling;
        if (socketFailed)
            m_blocked.note(m_request.url, true);
        Q_EMIT opened({});
        if (!socketFailed)
            pollingOpened();
    });
    connect(m_polling.get(), &Link::received, this, [this](const Frame &frame) {
        if (m_stage == Stage::OnPolling)
            Q_EMIT received(frame);
    });
    connect(m_polling.get(), &PollingLink::paused, this, &EngineIoLink::switchOver);
    connect(m_polling.get(), &Link::ended, this, &EngineIoLink::pollingEnded);
    forward(*m_polling);
    m_polling->open(m_request);
}

// ---- the upgrade ----

void EngineIoLink::pollingOpened()
{
    if (m_stage == Stage::OnPolling && m_request.kind == LinkKind::EngineIo &&
        m_polling->handshake().upgrades.contains(QLatin1String("websocket")))
        probe();
}

void EngineIoLink::probe()
{
    m_probing = true;
    m_socket = makeWebSocketLink(m_webSocket);
    connect(m_socket.get(), &Link::opened, this,
            [this] { m_socket->send(engineio::encodePacket(engineio::PacketType::Ping, ProbeWord)); });
    connect(m_socket.get(), &Link::received, this, &EngineIoLink::probeHeard);
    connect(m_socket.get(), &Link::ownWebSocketNeeded, this, &Link::ownWebSocketNeeded);
    connect(m_socket.get(), &Link::ended, this, [this](const LinkEnd &how) {
        if (m_stage == Stage::OnPolling)
            giveUpSocket();
        else
            end(how);
    });
    setTimer(ProbePatienceMs);
    LinkRequest request = socketRequest(m_polling->handshake().sid);
    if (const QByteArray cookies = m_polling->cookieHeader(); !cookies.isEmpty())
        request.headers.append({QByteArrayLiteral("Cookie"), cookies});
    m_socket->open(request);
}

void EngineIoLink::probeHeard(const Frame &frame)
{
    if (m_stage == Stage::OnSocket) {
        Q_EMIT received(frame);
    } else if (m_probing && frame == engineio::encodePacket(engineio::PacketType::Pong, ProbeWord)) {
        m_probing = false;
        stopTimer(); // the server ends the waiting GET at once
        m_polling->pause();
    }
}

void EngineIoLink::switchOver()
{
    if (!m_socket) { // it went away meanwhile, and polling was told to stop: the session cannot go on
        end({LinkEnd::Kind::Lost, 1006, 0, QStringLiteral("The upgrade to WebSocket failed halfway.")});
        return;
    }
    m_stage = Stage::OnSocket;
    m_blocked.note(m_request.url, false);
    m_socket->send(engineio::encodePacket(engineio::PacketType::Upgrade));
    for (const Frame &frame : m_polling->takeQueue())
        m_socket->send(frame);
    forward(*m_socket);
    letGo(m_polling);
}

} // namespace banter
