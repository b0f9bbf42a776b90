// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/qwebsocket_link.h"

#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslError>
#include <QWebSocketHandshakeOptions>

namespace banter {
namespace {

constexpr int MaxReasonChars = 500;
// Qt 6.4 closes by itself with 1001 and these words when a frame stalls for 5 s: that is no server restart.
constexpr QLatin1String StalledFrame{"Timeout when reading data from socket."};

// Qt tells the status of a refused handshake only inside its error sentence.
int httpStatusIn(const QString &text)
{
    static const QRegularExpression status(QStringLiteral("\\b([1-5]\\d\\d)\\b"));
    const QRegularExpressionMatch match = status.match(text);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

// Of an answer whose body comes in chunks Qt tells nothing but this, and calls it "connection refused".
bool isHandshakeText(const QString &text)
{
    return text.contains(QLatin1String("processHandshake"));
}

bool isHandshakeError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::UnknownSocketError || error == QAbstractSocket::ConnectionRefusedError;
}

} // namespace

QWebSocketLink::QWebSocketLink(QObject *parent) : Link(parent)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_wasOpen = true;
        // At once: the first frames may come in the same read, and must not overtake it.
        Q_EMIT opened(m_socket.subprotocol());
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (!m_local && !m_ended)
            Q_EMIT received({false, text.toUtf8()});
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &data) {
        if (!m_local && !m_ended)
            Q_EMIT received({true, data});
    });
    connect(&m_socket, &QWebSocket::pong, this, [this](quint64, const QByteArray &payload) {
        if (!m_local && !m_ended)
            Q_EMIT ponged(payload);
    });
    connect(&m_socket, &QWebSocket::bytesWritten, this, [this](qint64 bytes) {
        if (!m_ended)
            Q_EMIT written(bytes);
    });
    connect(&m_socket, &QWebSocket::aboutToClose, this, [this] { m_sawClose = true; });
    connect(&m_socket, &QWebSocket::disconnected, this, &QWebSocketLink::endSoon);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsFault = errors.first().errorString();
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &QWebSocketLink::onError);
#else
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, &QWebSocketLink::onError);
#endif
}

QWebSocketLink::~QWebSocketLink()
{
    m_socket.disconnect(this);
}

void QWebSocketLink::open(const LinkRequest &request)
{
    m_socket.setMaxAllowedIncomingFrameSize(quint64(request.maxFrameBytes));
    m_socket.setMaxAllowedIncomingMessageSize(quint64(request.maxFrameBytes));
    QNetworkRequest http(request.url);
    for (const auto &[name, value] : request.headers)
        http.setRawHeader(name, value);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(request.subprotocols);
    m_socket.open(http, options);
}

bool QWebSocketLink::send(const Frame &frame)
{
    if (m_ending || m_local || m_socket.state() != QAbstractSocket::ConnectedState)
        return false;
    if (frame.binary)
        m_socket.sendBinaryMessage(frame.data);
    else
        m_socket.sendTextMessage(QString::fromUtf8(frame.data));
    return true;
}

void QWebSocketLink::ping(const QByteArray &payload)
{
    if (!m_ending && m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.ping(payload);
}

void QWebSocketLink::close(int code, const QString &reason)
{
    m_local = true;
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.close(QWebSocketProtocol::CloseCode(code), reason);
    else
        abort();
}

void QWebSocketLink::abort()
{
    m_local = true;
    m_socket.abort();
    endSoon();
}

qint64 QWebSocketLink::bytesToWrite() const
{
    return m_socket.bytesToWrite();
}

void QWebSocketLink::onError(QAbstractSocket::SocketError error)
{
    // A refused handshake tells twice; the first one carries the status.
    if (!m_error) {
        m_error = error;
        m_errorText = m_socket.errorString();
    }
    if (m_socket.state() == QAbstractSocket::UnconnectedState || !m_wasOpen)
        endSoon();
}

void QWebSocketLink::endSoon()
{
    if (m_ending)
        return;
    m_ending = true;
    // Queued: `disconnected` comes before `error`, and inside our own close().
    QMetaObject::invokeMethod(this, &QWebSocketLink::end, Qt::QueuedConnection);
}

void QWebSocketLink::end()
{
    if (m_ended)
        return;
    m_ended = true;
    const LinkEnd end = verdict();
    if (m_socket.state() != QAbstractSocket::UnconnectedState)
        m_socket.abort();
    Q_EMIT ended(end);
}

LinkEnd QWebSocketLink::verdict() const
{
    LinkEnd end;
    end.reason = (m_sawClose && !m_error ? m_socket.closeReason() : m_errorText).left(MaxReasonChars);
    if (m_local) {
        end.kind = LinkEnd::Kind::Local;
        end.code = 1000;
    } else if (!m_tlsFault.isEmpty() || m_error == QAbstractSocket::SslHandshakeFailedError) {
        end.kind = LinkEnd::Kind::Tls;
        end.code = 1015;
        end.reason = m_tlsFault.isEmpty() ? end.reason : m_tlsFault;
    } else if (!m_wasOpen) {
        const int status = httpStatusIn(m_errorText);
        const bool answered =
            m_error && isHandshakeError(*m_error) && m_error != QAbstractSocket::HostNotFoundError &&
            (status != 0 || m_error == QAbstractSocket::UnknownSocketError || isHandshakeText(m_errorText));
        end.kind = answered ? LinkEnd::Kind::Handshake : LinkEnd::Kind::Refused;
        end.httpStatus = answered ? status : 0;
    } else if (m_sawClose && !m_error && m_socket.closeReason() != StalledFrame) {
        end.kind = LinkEnd::Kind::CloseFrame;
        end.code = int(m_socket.closeCode());
    }
    return end;
}

std::unique_ptr<Link> QWebSocketLinkFactory::make()
{
    return std::make_unique<QWebSocketLink>();
}

} // namespace banter
