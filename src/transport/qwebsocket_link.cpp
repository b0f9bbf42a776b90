// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/qwebsocket_link.h"

#include "transport/http_faults.h"

#include <QCoreApplication>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslError>
#include <QStringEncoder>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <utility>

namespace banter {
namespace {

constexpr int SwitchingProtocols = 101;
constexpr QByteArrayView HttpStart{"HTTP/"};
/// A TLS record that holds an alert, of any version (RFC 8446, section 5.1).
constexpr QByteArrayView TlsAlert{"\x15\x03"};
/// The beginning of a short page.
constexpr qint64 PageBytes = 2'048;

// What Qt says of a 401 from 6.6 on, and of a 400, without the number.
struct Unnumbered {
    const char *sentence;
    const char *answer;
};
constexpr Unnumbered Sentences[] = {
    {"QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenge encountered.", "401 Unauthorized"},
    {"QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenges encountered.", "401 Unauthorized"},
    {"QWebSocket::processHandshake: Host requires authentication", "401 Unauthorized"},
    {"QWebSocketPrivate::processHandshake: Unknown error condition encountered. Aborting connection.",
     "400 Bad Request"}};

// Status and phrase of a refused handshake, such as "503 Service Unavailable": Qt tells them only inside its error
// sentence.
QString answerIn(const QString &text)
{
    for (const auto &[sentence, answer] : Sentences) {
        if (text == QCoreApplication::translate("QWebSocket", sentence))
            return QString::fromLatin1(answer);
    }
    static const QRegularExpression numbered(QStringLiteral("\\b([1-5]\\d\\d)\\b(?: \\(([ -~]*)\\))?"));
    const QRegularExpressionMatch match = numbered.match(text);
    return QStringLiteral("%1 %2").arg(match.captured(1), match.captured(2)).trimmed();
}

constexpr int ProtocolError = 1002;
constexpr int ServiceRestart = 1012;
constexpr int NotUtf8 = 1007;

// Qt 6.4 knows no close code from 1012 to 2999. It takes one for the peer's mistake, reads it as 1002 with this
// sentence, and forgets it: 1012 (restart), 1013 (try again later) and 1014 (bad gateway) cannot be told apart any
// more, but all of them mean that it is worth to come back, and 1002 would mean that it is not.
bool isUnknownCode(int code, const QString &reason)
{
    const QString sentence = QCoreApplication::translate("QWebSocketDataProcessor", "Invalid close code %1 detected.");
    return code == ProtocolError && reason == sentence.arg(ProtocolError);
}

// What Qt calls an answer that it did not like. Also a port where nobody listens; but then there is no answer.
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
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &QWebSocketLink::textCame);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &data) {
        m_wholeFrame = true;
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
    // QWebSocket cuts a text over 512 KiB into fragments at any byte, and readers refuse what ends inside a character.
    m_socket.setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(request.subprotocols);
    m_socket.open(http, options);
    watchParts();
}

// Some things QWebSocket keeps to itself: who closed, that somebody answered who is no HTTP server, that a frame is on
// its way (a page takes a minute over a slow link). Its parts know, and they are its children. Should a Qt have other
// parts, the tests of this link say so; the program then takes every Close for the peer's and a slow link for a silent
// one.
void QWebSocketLink::watchParts()
{
    for (QObject *part : m_socket.children()) {
        if (auto *bytes = qobject_cast<QAbstractSocket *>(part)) {
            m_bytesPart = bytes;
            connect(bytes, &QAbstractSocket::connected, this, [this] { m_reached = true; });
            connect(bytes, &QIODevice::readyRead, this, [this, bytes] { bytesCame(*bytes); });
        } else if (part->inherits("QWebSocketDataProcessor"))
            m_seesCloses = bool(
                connect(part, SIGNAL(closeReceived(QWebSocketProtocol::CloseCode, QString)), this, SLOT(peerClosed())));
    }
}

void QWebSocketLink::bytesCame(QAbstractSocket &bytes)
{
    if (m_local || m_ended)
        return;
    // Qt answers each ping, and nothing bounds what it holds for a peer that asks and does not read.
    if (m_wasOpen && m_socket.bytesToWrite() > MaxBacklogBytes) {
        m_error = QAbstractSocket::OperationError;
        m_errorText = QStringLiteral("The server asks much and reads nothing.");
        m_socket.abort();
        endSoon();
        return;
    }
    if (m_wasOpen) {
        if (!std::exchange(m_wholeFrame, false))
            Q_EMIT arriving();
    } else if (std::exchange(m_firstBytes, false) && bytes.isOpen() && !m_error) {
        // QWebSocket has read nothing yet that it did not like: what follows a bad handshake may be anything.
        const QByteArray start = bytes.peek(HttpStart.size());
        const QByteArrayView word(start);
        m_needsTls = m_needsTls || start.startsWith(TlsAlert);
        if (word != HttpStart.first(word.size())) {
            m_foreign = true; // QWebSocket would wait for the end of such an answer
            endSoon();
        }
    }
}

// The bytes of the last frame are used again, unless somebody kept them: most frames are read while they are shown.
void QWebSocketLink::textCame(const QString &text)
{
    constexpr qsizetype KeepBytes = 64 * 1024;
    m_wholeFrame = true;
    if (m_local || m_ended)
        return;
    Frame frame{false, std::exchange(m_bytes, {})};
    QStringEncoder encoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const qsizetype most = encoder.requiredSpace(text.size());
    if (!frame.data.isDetached() || frame.data.capacity() < most)
        frame.data = QByteArray(most, Qt::Uninitialized);
    else
        frame.data.resize(most);
    frame.data.resize(encoder.appendToBuffer(frame.data.data(), text) - frame.data.constData());
    Q_EMIT received(frame);
    if (frame.data.isDetached() && frame.data.capacity() <= KeepBytes)
        m_bytes = std::move(frame.data);
}

void QWebSocketLink::peerClosed()
{
    m_peerClosed = true;
}

bool QWebSocketLink::send(const Frame &frame)
{
    if (m_ending || m_local || m_socket.state() != QAbstractSocket::ConnectedState)
        return false;
    if (m_socket.bytesToWrite() + frame.data.size() > MaxBacklogBytes) // QWebSocket itself takes whatever it is given
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
        if (!m_wasOpen)
            noteAnswer();
    }
    if (m_socket.state() == QAbstractSocket::UnconnectedState || !m_wasOpen)
        endSoon();
}

// QWebSocket has read the answer's head by then; the page after it, and a line that it could not read, can still be
// had.
void QWebSocketLink::noteAnswer()
{
    m_answer = answerIn(m_errorText);
    const bool readable = m_bytesPart && m_bytesPart->isOpen();
    const QByteArray page = readable ? m_bytesPart->peek(PageBytes) : QByteArray();
    const bool speaksTls = m_errorText.contains(QLatin1String(TlsAlert.data(), TlsAlert.size()));
    m_needsTls = m_needsTls || speaksTls || (m_answer.startsWith(QLatin1String("400")) && asksForTls(page));
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
    end.reason = (m_sawClose && !m_error ? m_socket.closeReason() : m_errorText).left(LinkEnd::MaxReasonChars);
    if (m_local) {
        end.kind = LinkEnd::Kind::Local;
        end.code = 1000;
    } else if (!m_tlsFault.isEmpty()) {
        end.kind = LinkEnd::Kind::Tls;
        end.code = 1015;
        end.reason = m_tlsFault;
    } else if (m_error == QAbstractSocket::SslHandshakeFailedError) {
        end.kind = LinkEnd::Kind::NoTls;
        end.reason = QStringLiteral("No encrypted connection came about.");
    } else if (!m_wasOpen) {
        judgeAnswer(end);
    } else if (m_sawClose && !m_error && m_seesCloses && !m_peerClosed) {
        end.unreadableText = int(m_socket.closeCode()) == NotUtf8; // Qt closed, not the peer
    } else if (m_sawClose && !m_error) {
        end.kind = LinkEnd::Kind::CloseFrame;
        end.code = int(m_socket.closeCode());
        if (isUnknownCode(end.code, m_socket.closeReason())) {
            end.code = ServiceRestart;
            end.reason.clear();
        }
    }
    return end;
}

// Of a link that never opened.
void QWebSocketLink::judgeAnswer(LinkEnd &end) const
{
    const bool disliked = m_reached && m_error && isHandshakeError(*m_error);
    const int status = disliked ? m_answer.left(3).toInt() : 0;
    if (m_needsTls) {
        end.kind = LinkEnd::Kind::NeedsTls;
        end.reason = QStringLiteral("The server takes encrypted connections only.");
    } else if (m_foreign || disliked) {
        end.kind = LinkEnd::Kind::Handshake;
        end.httpStatus = status != SwitchingProtocols ? status : 0;
        end.maybeQtsFault = !m_foreign && end.httpStatus == 0;
        if (end.httpStatus != 0)
            end.reason = QStringLiteral("The server answered %1.").arg(m_answer).left(LinkEnd::MaxReasonChars);
    } else if (m_reached && m_firstBytes && m_error == QAbstractSocket::RemoteHostClosedError) {
        end.kind = LinkEnd::Kind::HungUp;
        end.reason = QStringLiteral("The server hung up without a word.");
    } else {
        end.kind = LinkEnd::Kind::Refused;
    }
}

std::unique_ptr<Link> QWebSocketLinkFactory::make(LinkKind)
{
    return std::make_unique<QWebSocketLink>();
}

} // namespace banter
