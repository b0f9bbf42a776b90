// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/codec_handshakes.h"

#include "server/codec_peer_socket.h"

#include <algorithm>

namespace banter {

using websocket::ServerHandshake;

namespace {

constexpr int ForbiddenStatus = 403;
constexpr int TooLargeStatus = 431;

bool allMayCome(const websocket::HttpHead &head)
{
    const QByteArrayList origins = head.list("Origin");
    return std::all_of(origins.begin(), origins.end(),
                       [](const QByteArray &origin) { return mayCome(QString::fromLatin1(origin)); });
}

// For who meets it in a browser or with curl.
QByteArray wordsFor(int status)
{
    switch (status) {
    case ForbiddenStatus:
        return "Pages of other hosts may not use this Banter server.\n";
    case TooLargeStatus:
        return "The request is larger than this Banter server reads.\n";
    default:
        return "This is a Banter server: it takes WebSockets (RFC 6455), from Banter.\n";
    }
}

} // namespace

CodecHandshakes::CodecHandshakes(Scheduler &scheduler) : m_scheduler(scheduler) {}

CodecHandshakes::~CodecHandshakes() = default;

void CodecHandshakes::begin(QTcpSocket *tcp)
{
    m_calls.try_emplace(tcp);
    connect(tcp, &QTcpSocket::readyRead, this, [this, tcp] { read(tcp); });
    if (tcp->bytesAvailable() > 0)
        read(tcp);
}

void CodecHandshakes::forget(QTcpSocket *tcp)
{
    if (m_calls.erase(tcp) > 0)
        tcp->disconnect(this);
}

// What comes behind the request is the first frames', and stays with the socket.
void CodecHandshakes::read(QTcpSocket *tcp)
{
    const auto found = m_calls.find(tcp);
    if (found == m_calls.end() || found->second.refusal)
        return;
    ServerHandshake &handshake = found->second.handshake;
    const QByteArray bytes = tcp->peek(tcp->bytesAvailable());
    QByteArrayView rest(bytes);
    handshake.feed(rest);
    tcp->skip(bytes.size() - rest.size());
    switch (handshake.state()) {
    case ServerHandshake::State::Waiting:
        break;
    case ServerHandshake::State::Asked:
        if (allMayCome(handshake.head()))
            let(tcp, handshake);
        else
            refuse(tcp, ForbiddenStatus);
        break;
    case ServerHandshake::State::Refused:
        refuse(tcp, handshake.status());
        break;
    }
}

void CodecHandshakes::let(QTcpSocket *tcp, const ServerHandshake &handshake)
{
    const QByteArray answer = handshake.accept(serverWords().toLatin1());
    const QByteArrayList forwarded = handshake.head().list("X-Forwarded-For");
    const Visitor visitor{tcp->peerAddress(), forwarded.isEmpty() ? QByteArray() : forwarded.last(),
                          handshake.subprotocol()};
    forget(tcp); // the handshake with it
    tcp->setParent(nullptr);
    Q_EMIT done(tcp, new CodecPeerSocket(std::unique_ptr<QTcpSocket>(tcp), answer, m_scheduler), visitor);
}

// Whoever is still sending reads why, too. The listener hears when it is over.
void CodecHandshakes::refuse(QTcpSocket *tcp, int status)
{
    tcp->disconnect(SIGNAL(readyRead()), this);
    std::unique_ptr<GracefulClose> &refusal = m_calls.at(tcp).refusal;
    refusal = std::make_unique<GracefulClose>(tcp, m_scheduler);
    refusal->say(ServerHandshake::refuse(status, wordsFor(status)));
}

} // namespace banter
