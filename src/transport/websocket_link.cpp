// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/websocket_link.h"

#include "transport/http_faults.h"

#include <QDateTime>
#include <QSslError>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace banter {
namespace {

using namespace websocket;

constexpr qsizetype ReadBytes = 64 * 1024;
/// The beginning of a short page.
constexpr qsizetype PageBytes = 2'048;
/// With more than that before it, a pong waits, and the next ping's takes its place.
constexpr qint64 AnswerBytes = 64 * 1024;

LinkEnd localEnd()
{
    return {LinkEnd::Kind::Local, 1000, 0, {}};
}

// A text that is none would end the link at the peer, which a single message is not worth.
QByteArray mended(const QByteArray &text)
{
    Utf8Checker checker;
    return checker.feed(text) && checker.isComplete() ? text : QString::fromUtf8(text).toUtf8();
}

} // namespace

WebSocketLink::WebSocketLink(QObject *parent) : Link(parent) {}

WebSocketLink::~WebSocketLink()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void WebSocketLink::open(const LinkRequest &request)
{
    m_stage = Stage::Dialling;
    m_secure = request.url.scheme() == QLatin1String("wss");
    m_codec.setLimits({request.maxFrameBytes, request.maxFrameBytes});
    m_handshake.emplace(Opening{request.url, request.subprotocols, request.headers}, m_random);
    const QString host = request.url.host();
    if (m_secure) {
        auto socket = std::make_unique<QSslSocket>();
        QSslSocket *tls = socket.get();
        m_socket = std::move(socket);
        watch(*m_socket, true);
        connect(tls, &QSslSocket::encrypted, this, &WebSocketLink::reached);
        connect(tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
            if (!errors.isEmpty())
                m_tlsFault = errors.first().errorString();
        });
        // The system has taken what it encrypted.
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &WebSocketLink::drained);
        tls->connectToHostEncrypted(host, quint16(request.url.port(443)));
        return;
    }
    m_socket = std::make_unique<QTcpSocket>();
    watch(*m_socket, false);
    connect(m_socket.get(), &QTcpSocket::connected, this, &WebSocketLink::reached);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &WebSocketLink::drained);
    m_socket->connectToHost(host, quint16(request.url.port(80)));
}

void WebSocketLink::watch(QTcpSocket &socket, bool secure)
{
    socket.setProtocolTag(secure ? QStringLiteral("https") : QStringLiteral("http"));
    connect(&socket, &QAbstractSocket::connected, this, [this] { m_reached = true; });
    connect(&socket, &QIODevice::readyRead, this, &WebSocketLink::bytesCame);
    connect(&socket, &QAbstractSocket::errorOccurred, this, &WebSocketLink::onError);
    connect(&socket, &QAbstractSocket::disconnected, this, [this] { onError(QAbstractSocket::RemoteHostClosedError); });
}

void WebSocketLink::reached()
{
    if (m_stage != Stage::Dialling)
        return;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // small frames do not wait for others
    if (!m_secure)
        m_rest.keep(*m_socket);
    m_socket->write(m_handshake->request());
}

bool WebSocketLink::send(const Frame &frame)
{
    if (m_stage != Stage::Open || bytesToWrite() + frame.data.size() > MaxBacklogBytes)
        return false;
    m_socket->write(m_codec.write(frame.binary ? frame : Frame{false, mended(frame.data)}));
    return true;
}

void WebSocketLink::ping(const QByteArray &payload)
{
    if (m_stage == Stage::Open)
        m_socket->write(m_codec.ping(payload));
}

void WebSocketLink::close(int code, const QString &reason)
{
    if (m_stage != Stage::Open) {
        abort();
        return;
    }
    m_stage = Stage::Closing;
    m_socket->write(m_codec.close({code, reason}));
}

void WebSocketLink::abort()
{
    if (m_stage == Stage::Ending)
        return;
    endSoon(localEnd());
    if (m_socket)
        m_socket->abort();
}

qint64 WebSocketLink::bytesToWrite() const
{
    if (!m_socket)
        return 0;
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

void WebSocketLink::bytesCame()
{
    m_bytes.resize(ReadBytes);
    while (m_stage != Stage::Ending) {
        const qint64 size = m_socket->read(m_bytes.data(), m_bytes.size());
        if (size <= 0)
            break;
        m_heard = true;
        QByteArrayView bytes(m_bytes.constData(), qsizetype(size));
        if (m_stage == Stage::Dialling)
            readAnswer(bytes);
        if (m_stage == Stage::Open || m_stage == Stage::Closing)
            readFrames(bytes);
    }
}

void WebSocketLink::readAnswer(QByteArrayView &bytes)
{
    switch (m_handshake->feed(bytes)) {
    case ClientHandshake::State::Waiting:
        break;
    case ClientHandshake::State::Open:
        m_stage = Stage::Open;
        Q_EMIT opened(m_handshake->subprotocol());
        break;
    case ClientHandshake::State::Refused:
    case ClientHandshake::State::Broken:
    case ClientHandshake::State::Foreign:
        endSoon(refusal(bytes));
        break;
    }
}

void WebSocketLink::readFrames(QByteArrayView bytes)
{
    bool isNews = false;
    while (m_stage == Stage::Open || m_stage == Stage::Closing) {
        std::optional<Event> event = m_codec.read(bytes);
        if (!event)
            break;
        isNews = isNews || std::holds_alternative<Frame>(*event) || std::holds_alternative<event::Pong>(*event);
        answer();
        take(*event);
        if (!isNews && m_stage == Stage::Open && std::holds_alternative<event::Ping>(*event)) {
            isNews = true;
            Q_EMIT arriving();
        }
    }
    if (!isNews && m_stage == Stage::Open && m_codec.isWithinMessage())
        Q_EMIT arriving();
}

void WebSocketLink::take(Event &event)
{
    if (auto *message = std::get_if<Frame>(&event)) {
        if (m_stage == Stage::Open)
            Q_EMIT received(*message);
        m_codec.recycle(std::move(message->data));
    } else if (const auto *pong = std::get_if<event::Pong>(&event)) {
        if (m_stage == Stage::Open)
            Q_EMIT ponged(pong->payload);
    } else if (const auto *closed = std::get_if<event::Closed>(&event)) {
        const CloseWords &words = closed->words;
        const LinkEnd end{LinkEnd::Kind::CloseFrame, words.code, 0, words.reason.left(LinkEnd::MaxReasonChars)};
        endSoon(m_stage == Stage::Closing ? localEnd() : end);
    } else if (const auto *failed = std::get_if<event::Failed>(&event)) {
        LinkEnd end = lostLink(failed->words);
        end.unreadableText = failed->code == close_code::NotUtf8;
        endSoon(m_stage == Stage::Closing ? localEnd() : end);
    }
}

// A Close frame goes out whatever stands before it: it is the last that is written.
void WebSocketLink::answer()
{
    if (m_codec.hasAnswers() && (m_codec.isOver() || bytesToWrite() < AnswerBytes))
        m_socket->write(m_codec.takeAnswers());
}

void WebSocketLink::drained(qint64 bytes)
{
    if (m_stage != Stage::Open && m_stage != Stage::Closing)
        return;
    answer();
    Q_EMIT written(bytes);
}

// Also of a connection that came to its end in order: without a Close frame that is as good as lost.
void WebSocketLink::onError(QAbstractSocket::SocketError error)
{
    if (!m_error)
        m_error = error;
    if (m_stage == Stage::Ending)
        return;
    if (m_socket->isOpen())
        bytesCame(); // the last words may be what says why
    readRest();
    if (m_stage != Stage::Ending)
        endSoon(m_stage == Stage::Closing ? localEnd() : fault());
}

void WebSocketLink::readRest()
{
    m_bytes.resize(ReadBytes);
    while (m_stage == Stage::Open || m_stage == Stage::Closing) {
        const qint64 size = m_rest.read(m_bytes.data(), m_bytes.size());
        if (size <= 0)
            break;
        readFrames({m_bytes.constData(), qsizetype(size)});
    }
}

// What an answer that is no handshake means.
LinkEnd WebSocketLink::refusal(QByteArrayView page) const
{
    const ClientHandshake &answer = *m_handshake;
    LinkEnd end{LinkEnd::Kind::Handshake, 1006, 0, answer.fault()};
    const bool refused = answer.state() == ClientHandshake::State::Refused;
    if (!m_secure && (answer.speaksTls() || (refused && answer.status() == 400 &&
                                             asksForTls(page.first(std::min(page.size(), PageBytes)).toByteArray())))) {
        end.kind = LinkEnd::Kind::NeedsTls;
        end.reason = QStringLiteral("The server takes encrypted connections only.");
    } else if (refused) {
        end.httpStatus = answer.status();
        end.retryAfterMs = answer.retryAfterMs(QDateTime::currentMSecsSinceEpoch());
        end.reason = QStringLiteral("The server answered %1.")
                         .arg(QStringLiteral("%1 %2").arg(answer.status()).arg(answer.phrase()).trimmed());
        // Without its query, which may hold a secret, and without a user's name.
        if (const QUrl location = answer.location(); location.isValid())
            end.reason +=
                QStringLiteral(" It names %1.").arg(location.toDisplayString(QUrl::RemoveQuery | QUrl::RemoveUserInfo));
    } else if (answer.state() == ClientHandshake::State::Foreign) {
        end.reason = QStringLiteral("What answered does not speak HTTP.");
    }
    end.reason.truncate(LinkEnd::MaxReasonChars);
    return end;
}

// What it means that the connection failed.
LinkEnd WebSocketLink::fault() const
{
    LinkEnd end = lostLink(m_socket->errorString().left(LinkEnd::MaxReasonChars));
    if (!m_tlsFault.isEmpty()) {
        end.kind = LinkEnd::Kind::Tls;
        end.code = 1015;
        end.reason = m_tlsFault;
    } else if (m_error == QAbstractSocket::SslHandshakeFailedError) {
        end.kind = LinkEnd::Kind::NoTls;
        end.reason = QStringLiteral("No encrypted connection came about.");
    } else if (m_stage == Stage::Dialling && m_reached && !m_heard &&
               m_error == QAbstractSocket::RemoteHostClosedError) {
        end.kind = LinkEnd::Kind::HungUp;
        end.reason = QStringLiteral("The server hung up without a word.");
    } else if (m_stage == Stage::Dialling) {
        end.kind = LinkEnd::Kind::Refused;
    }
    return end;
}

// Queued: the end may be seen inside a call of its owner's.
void WebSocketLink::endSoon(const LinkEnd &end)
{
    m_stage = Stage::Ending;
    m_end = end;
    m_rest.forget();
    if (m_socket && m_socket->isOpen())
        m_socket->flush(); // whoever hears of the end may delete this
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_socket)
                m_socket->disconnectFromHost();
            Q_EMIT ended(m_end);
        },
        Qt::QueuedConnection);
}

} // namespace banter
