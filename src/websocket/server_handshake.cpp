// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/server_handshake.h"

#include "websocket/accept.h"

#include <algorithm>

namespace banter::websocket {
namespace {

constexpr int BadRequest = 400;
constexpr int Forbidden = 403;
constexpr int MethodNotAllowed = 405;
constexpr int UpgradeRequired = 426;
constexpr int HeadTooLarge = 431;
constexpr int Unavailable = 503;
constexpr int VersionNotSupported = 505;

// RFC 9110, section 15, and RFC 6585.
QByteArray phraseOf(int status)
{
    switch (status) {
    case BadRequest:
        return "Bad Request";
    case Forbidden:
        return "Forbidden";
    case MethodNotAllowed:
        return "Method Not Allowed";
    case UpgradeRequired:
        return "Upgrade Required";
    case HeadTooLarge:
        return "Request Header Fields Too Large";
    case Unavailable:
        return "Service Unavailable";
    case VersionNotSupported:
        return "HTTP Version Not Supported";
    default:
        return {};
    }
}

bool isKey(const QByteArray &value)
{
    constexpr qsizetype KeyBytes = 16;
    const auto decoded = QByteArray::fromBase64Encoding(value, QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok && decoded.decoded.size() == KeyBytes;
}

} // namespace

ServerHandshake::State ServerHandshake::feed(QByteArrayView &bytes)
{
    if (m_state != State::Waiting)
        return m_state;
    switch (m_reader.feed(bytes)) {
    case HttpHeadReader::State::Incomplete:
        return m_state;
    case HttpHeadReader::State::Whole:
        m_status = judge();
        break;
    case HttpHeadReader::State::Malformed:
        m_status = BadRequest;
        break;
    case HttpHeadReader::State::TooLarge:
        m_status = HeadTooLarge;
        break;
    }
    m_state = m_status == 0 ? State::Asked : State::Refused;
    return m_state;
}

int ServerHandshake::judge()
{
    const HttpHead &head = m_reader.head();
    const QByteArrayList line = head.startLine.split(' ');
    if (line.size() != 3 || !line[2].startsWith("HTTP/") || line[1].isEmpty())
        return BadRequest;
    if (line[2] != "HTTP/1.1")
        return VersionNotSupported;
    if (line[0] != "GET")
        return MethodNotAllowed;
    if (head.count("Host") != 1)
        return BadRequest;
    if (head.count("Transfer-Encoding") > 0 || head.value("Content-Length").toLongLong() != 0)
        return BadRequest; // a body would be read as frames
    if (!head.hasToken("Upgrade", "websocket") || !head.hasToken("Connection", "upgrade"))
        return BadRequest;
    if (head.count("Sec-WebSocket-Version") != 1 || head.value("Sec-WebSocket-Version") != Version)
        return UpgradeRequired;
    if (head.count("Sec-WebSocket-Key") != 1 || !isKey(head.value("Sec-WebSocket-Key")))
        return BadRequest;
    m_target = line[1];
    return 0;
}

QString ServerHandshake::subprotocol() const
{
    const QByteArrayList offered = m_reader.head().list("Sec-WebSocket-Protocol");
    const auto found = std::find_if(offered.begin(), offered.end(), [this](const QByteArray &one) {
        return m_supported.contains(QString::fromLatin1(one));
    });
    return found == offered.end() ? QString() : QString::fromLatin1(*found);
}

QByteArray ServerHandshake::accept(const QByteArray &server) const
{
    QByteArray out = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: " +
                     acceptOf(m_reader.head().value("Sec-WebSocket-Key")) + "\r\n";
    if (const QByteArray chosen = subprotocol().toUtf8(); !chosen.isEmpty())
        out += "Sec-WebSocket-Protocol: " + chosen + "\r\n";
    if (!server.isEmpty())
        out += "Server: " + server + "\r\n";
    return out + "\r\n";
}

QByteArray ServerHandshake::refuse(int status, const QByteArray &words)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' + phraseOf(status) + "\r\n";
    if (status == UpgradeRequired)
        out += "Upgrade: websocket\r\nSec-WebSocket-Version: " + QByteArray(Version) + "\r\n";
    if (status == MethodNotAllowed)
        out += "Allow: GET\r\n";
    if (!words.isEmpty())
        out += "Content-Type: text/plain\r\n";
    return out + "Connection: close\r\nContent-Length: " + QByteArray::number(words.size()) + "\r\n\r\n" + words;
}

} // namespace banter::websocket
