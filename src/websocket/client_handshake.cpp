// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/client_handshake.h"

#include "websocket/accept.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cstring>
#include <utility>

namespace banter::websocket {
namespace {

constexpr qsizetype KeyBytes = 16;
constexpr int SwitchingProtocols = 101;
constexpr QByteArrayView HttpStart{"HTTP/"};
/// A TLS record that holds an alert, of any version.
constexpr QByteArrayView TlsAlert{"\x15\x03"};
/// A server says one or two before it answers.
constexpr int MaxInterim = 8;

QByteArray makeKey(Random &random)
{
    QByteArray bytes(KeyBytes, Qt::Uninitialized);
    for (qsizetype at = 0; at < KeyBytes; at += qsizetype(sizeof(quint64))) {
        const quint64 bits = random.next();
        std::memcpy(bytes.data() + at, &bits, sizeof bits);
    }
    return bytes.toBase64();
}

bool isOurs(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    static const QByteArrayList Ours{"host", "upgrade", "connection", "content-length", "transfer-encoding"};
    return Ours.contains(lower) || lower.startsWith("sec-websocket-");
}

bool isHeader(const QByteArray &name, const QByteArray &value)
{
    return isToken(name) && !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

QByteArray hostOf(const QUrl &url)
{
    const int usual = url.scheme() == QLatin1String("wss") ? 443 : 80;
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':') && !host.startsWith('['))
        host = '[' + host + ']';
    if (url.port(usual) != usual)
        host += ':' + QByteArray::number(url.port());
    return host;
}

QByteArray targetOf(const QUrl &url)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (!target.startsWith('/'))
        target.prepend('/');
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

QByteArrayList tokensOf(const QStringList &words)
{
    QByteArrayList out;
    for (const QString &word : words) {
        if (const QByteArray token = word.toUtf8(); isToken(token))
            out.append(token);
    }
    return out;
}

} // namespace

ClientHandshake::ClientHandshake(Opening opening, Random &random)
    : m_opening(std::move(opening)), m_key(makeKey(random))
{}

QByteArray ClientHandshake::request() const
{
    QByteArray out = "GET " + targetOf(m_opening.url) + " HTTP/1.1\r\nHost: " + hostOf(m_opening.url) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + m_key +
                     "\r\nSec-WebSocket-Version: " + Version + "\r\n";
    if (const QByteArrayList offered = tokensOf(m_opening.subprotocols); !offered.isEmpty())
        out += "Sec-WebSocket-Protocol: " + offered.join(", ") + "\r\n";
    for (const auto &[name, value] : m_opening.headers) {
        if (isHeader(name, value) && !isOurs(name))
            out += name + ": " + value + "\r\n";
    }
    return out + "\r\n";
}

ClientHandshake::State ClientHandshake::feed(QByteArrayView &bytes)
{
    while (m_state == State::Waiting && !bytes.isEmpty()) {
        if (!m_speaksHttp)
            judgeStart(bytes);
        if (m_state != State::Waiting)
            break;
        switch (m_reader.feed(bytes)) {
        case HttpHeadReader::State::Incomplete:
            break;
        case HttpHeadReader::State::Whole:
            judgeHead();
            break;
        case HttpHeadReader::State::Malformed:
            breakOff(QStringLiteral("The answer has a line that is no header."));
            break;
        case HttpHeadReader::State::TooLarge:
            breakOff(QStringLiteral("The answer's headers are too large."));
            break;
        }
    }
    return m_state;
}

// Told at the first byte that is another: whoever speaks something else may never end a line.
void ClientHandshake::judgeStart(QByteArrayView bytes)
{
    m_start += bytes.first(std::min(bytes.size(), HttpStart.size() - m_start.size()));
    m_speaksTls = m_start.startsWith(TlsAlert);
    if (QByteArrayView(m_start) != HttpStart.first(m_start.size())) {
        const bool mayBeTls = m_start.size() == 1 && m_start.front() == TlsAlert.front();
        m_state = mayBeTls ? State::Waiting : State::Foreign;
    }
    m_speaksHttp = m_start.size() == HttpStart.size();
}

void ClientHandshake::breakOff(const QString &fault)
{
    m_state = State::Broken;
    m_fault = fault;
}

void ClientHandshake::judgeHead()
{
    const QByteArray &line = m_reader.head().startLine;
    const QByteArrayList parts = line.split(' ');
    bool isNumber = false;
    const int status = parts.value(1).toInt(&isNumber);
    if (!isNumber || parts.value(1).size() != 3 || status < 100) {
        breakOff(QStringLiteral("The answer's first line is not HTTP."));
        return;
    }
    const bool isInterim = status < 200 && status != SwitchingProtocols;
    if (isInterim) {
        m_reader = {};
        if (++m_interim > MaxInterim)
            breakOff(QStringLiteral("The server answers without end."));
        return;
    }
    m_status = status;
    m_phrase = QString::fromUtf8(line.mid(line.indexOf(' ') + 4).trimmed()).left(MaxPhraseChars);
    if (status != SwitchingProtocols)
        m_state = State::Refused;
    else if (!line.startsWith("HTTP/1.1 "))
        breakOff(QStringLiteral("The answer is of another version of HTTP."));
    else
        judgeUpgrade();
}

void ClientHandshake::judgeUpgrade()
{
    const HttpHead &head = m_reader.head();
    const QByteArrayList chosen = head.list("Sec-WebSocket-Protocol");
    if (!head.hasToken("Upgrade", "websocket")) {
        breakOff(QStringLiteral("The answer's Upgrade is not websocket."));
    } else if (!head.hasToken("Connection", "upgrade")) {
        breakOff(QStringLiteral("The answer's Connection has no Upgrade."));
    } else if (head.count("Sec-WebSocket-Accept") != 1 || head.value("Sec-WebSocket-Accept") != acceptOf(m_key)) {
        breakOff(QStringLiteral("The answer's Sec-WebSocket-Accept is another's."));
    } else if (!head.list("Sec-WebSocket-Extensions").isEmpty()) {
        breakOff(QStringLiteral("The answer has an extension that was not offered."));
    } else if (chosen.size() > 1 || (!chosen.isEmpty() && !tokensOf(m_opening.subprotocols).contains(chosen.first()))) {
        breakOff(QStringLiteral("The answer has a subprotocol that was not offered."));
    } else {
        m_subprotocol = QString::fromLatin1(chosen.value(0));
        m_state = State::Open;
    }
}

QUrl ClientHandshake::location() const
{
    const QByteArray value = m_reader.head().value("Location");
    if (m_status < 300 || m_status > 399 || value.isEmpty())
        return {};
    return m_opening.url.resolved(QUrl::fromEncoded(value, QUrl::StrictMode));
}

qint64 ClientHandshake::retryAfterMs(WallMs now) const
{
    const QByteArray value = m_reader.head().value("Retry-After");
    const bool isCount =
        !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isCount) {
        constexpr qsizetype MostDigits = 5; // of a day in seconds
        return value.size() > MostDigits ? MaxRetryAfterMs : std::min(value.toLongLong() * 1'000, MaxRetryAfterMs);
    }
    // The one form that is still written, as "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7).
    QString date = QString::fromLatin1(value);
    if (!date.endsWith(QLatin1String(" GMT")))
        return 0;
    date.replace(date.size() - 3, 3, QStringLiteral("+0000"));
    const QDateTime when = QDateTime::fromString(date, Qt::RFC2822Date);
    return when.isValid() ? std::clamp<qint64>(when.toMSecsSinceEpoch() - now, 0, MaxRetryAfterMs) : 0;
}

} // namespace banter::websocket
