// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/transport/raw_peer.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QSslKey>
#include <QSslSocket>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace banter::testing {

namespace {

// Of the tests alone: they open nothing. DER in base64, valid for a hundred years. They are not made anew for each run:
// Qt makes no keys, and the openssl program is not among what a build or its tests need.
constexpr char Key[] = "MHcCAQEEIPHPOBV8M7By9Ox6+KFSCUTGJU4A9q0ZhWDawCiZZYAxoAoGCCqGSM49"
                       "AwEHoUQDQgAEtyyfjvr65LMcwHmfIv3NmCVEi5Zx0+gUbkdnWHftC4hZUJqr8ISs"
                       "/h3qGGpjmLmABhDhjlZhQE+n4LlmZqxHoQ==";
constexpr char Certificate[] = "MIIBpTCCAUugAwIBAgIUOIt3julzGtXgexhHKo5TRo6kbYAwCgYIKoZIzj0EAwIw"
                               "GTEXMBUGA1UEAwwOQmFudGVyJ3MgdGVzdHMwIBcNMjYxMTMwMDQ1NDQ3WhgPMjEy"
                               "NjExMDYwNDU0NDdaMBkxFzAVBgNVBAMMDkJhbnRlcidzIHRlc3RzMFkwEwYHKoZI"
                               "zj0CAQYIKoZIzj0DAQcDQgAEtyyfjvr65LMcwHmfIv3NmCVEi5Zx0+gUbkdnWHft"
                               "C4hZUJqr8ISs/h3qGGpjmLmABhDhjlZhQE+n4LlmZqxHoaNvMG0wHQYDVR0OBBYE"
                               "FLyFj81gUj+JZI+LnDWVvZXS5aeVMB8GA1UdIwQYMBaAFLyFj81gUj+JZI+LnDWV"
                               "vZXS5aeVMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxo"
                               "b3N0MAoGCCqGSM49BAMCA0gAMEUCIGxqvcZMoTAUhiZJkELV+i7EBISmHLm6aOjI"
                               "9+EAY9MHAiEApmWJT1UXyoT5Zjc/shn1RHRuCjJrMiNOks1Rrl0+gxI=";

class TlsServer final : public QTcpServer {
    void incomingConnection(qintptr descriptor) override
    {
        auto socket = std::make_unique<QSslSocket>(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(RawPeer::certificate());
        socket->setPrivateKey(QSslKey(QByteArray::fromBase64(Key), QSsl::Ec, QSsl::Der));
        socket->startServerEncryption();
        addPendingConnection(socket.release());
    }
};

} // namespace

QSslCertificate RawPeer::certificate()
{
    return QSslCertificate(QByteArray::fromBase64(Certificate), QSsl::Der);
}

RawPeer::RawPeer(Way way)
    : m_way(way), m_server(way == Way::Tls ? std::make_unique<TlsServer>() : std::make_unique<QTcpServer>())
{
    m_server->listen(QHostAddress::LocalHost);
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        socket = m_server->nextPendingConnection();
        socket->setReadBufferSize(64 * 1024);
        ++connections;
        auto request = std::make_shared<QByteArray>();
        auto answered = std::make_shared<bool>(false);
        QTcpSocket *mine = socket;
        connect(mine, &QTcpSocket::readyRead, this, [this, mine, request, answered] {
            if (*answered) {
                if (reads)
                    received += mine->readAll();
                return;
            }
            *request += mine->readAll();
            if (!request->contains("\r\n\r\n"))
                return;
            *answered = true;
            const QByteArray answer = reply(*request);
            if (answer.isEmpty())
                return;
            mine->write(answer);
            mine->flush();
            Q_EMIT ready();
        });
        Q_EMIT connected();
    });
}

QUrl RawPeer::url() const
{
    const QString scheme = m_way == Way::Tls ? QStringLiteral("wss") : QStringLiteral("ws");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(scheme).arg(m_server->serverPort()));
}

QByteArray RawPeer::handshake(const QByteArray &request)
{
    QByteArray key;
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith("sec-websocket-key:"))
            key = line.mid(line.indexOf(':') + 1).trimmed();
    }
    // RFC 6455, section 1.3
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accept + "\r\n\r\n";
}

void RawPeer::send(const QByteArray &bytes) const
{
    socket->write(bytes);
    socket->flush();
}

QByteArray RawPeer::frame(int opcode, const QByteArray &payload, bool final)
{
    QByteArray out;
    out.append(char((final ? 0x80 : 0) | opcode));
    if (payload.size() < 126) {
        out.append(char(payload.size()));
    } else if (payload.size() < 65536) {
        out.append(char(126));
        out.append(char(payload.size() >> 8)).append(char(payload.size() & 0xff));
    } else {
        out.append(char(127));
        for (int shift = 56; shift >= 0; shift -= 8)
            out.append(char((quint64(payload.size()) >> shift) & 0xff));
    }
    return out + payload;
}

QByteArray RawPeer::closeFrame(int code, const QByteArray &reason)
{
    QByteArray payload;
    payload.append(char(code >> 8)).append(char(code & 0xff)).append(reason);
    return frame(8, payload);
}

void RawPeer::reset() const
{
#ifdef Q_OS_UNIX
    const linger hard{1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
#endif
    socket->abort();
}

} // namespace banter::testing
