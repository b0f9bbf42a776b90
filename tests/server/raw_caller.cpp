// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/raw_caller.h"

#include "websocket/frame_header.h"
#include "websocket/masking.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace banter::testing {
namespace {

constexpr int EndsInMs = 30'000; // on a busy machine with ASan
constexpr websocket::MaskKey Mask{0x37, 0xfa, 0x21, 0x3d};

QByteArray framed(int opcode, const QByteArray &payload, bool final, std::optional<websocket::MaskKey> mask)
{
    QByteArray out;
    websocket::appendHeader(out, {final, websocket::Opcode(opcode), quint64(payload.size()), mask});
    const qsizetype before = out.size();
    out += payload;
    if (mask)
        websocket::applyMask(out.data() + before, payload.constData(), payload.size(), *mask);
    return out;
}

} // namespace

RawCaller::RawCaller(const QUrl &server)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &RawCaller::read);
    m_socket.connectToHost(server.host(), quint16(server.port()));
}

QByteArray RawCaller::request(const QByteArray &lines)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n" + lines +
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Protocol: banter.v1.json\r\n\r\n";
}

QByteArray RawCaller::frame(int opcode, const QByteArray &payload, bool final)
{
    return framed(opcode, payload, final, Mask);
}

QByteArray RawCaller::unmasked(int opcode, const QByteArray &payload)
{
    return framed(opcode, payload, true, std::nullopt);
}

QByteArray RawCaller::closeFrame(int code, const QByteArray &reason)
{
    return frame(8, QByteArray().append(char(code >> 8)).append(char(code & 0xff)).append(reason));
}

void RawCaller::write(const QByteArray &bytes)
{
    m_socket.write(bytes); // before it is connected, too
}

bool RawCaller::opened()
{
    write(request());
    if (!hears("\r\n\r\n") || !m_heard.startsWith("HTTP/1.1 101 "))
        return false;
    m_heard.remove(0, m_heard.indexOf("\r\n\r\n") + 4);
    return true;
}

bool RawCaller::hears(const QByteArray &bytes)
{
    return soon([&] { return m_heard.contains(bytes); });
}

bool RawCaller::ends()
{
    return soon([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
}

bool RawCaller::endsInOrder()
{
    return ends() && m_socket.error() == QAbstractSocket::RemoteHostClosedError;
}

bool RawCaller::soon(const std::function<bool()> &holds)
{
    const QDeadlineTimer deadline(EndsInMs);
    QTimer wakes; // to look at the deadline
    wakes.start(EndsInMs / 100);
    while (!holds() && !deadline.hasExpired()) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return holds();
}

void RawCaller::stopReading()
{
    m_reads = false;
    m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 16 * 1024);
    m_socket.setReadBufferSize(1);
}

void RawCaller::goOnReading()
{
    m_reads = true;
    m_socket.setReadBufferSize(0);
    read();
}

void RawCaller::read()
{
    if (m_reads)
        m_heard += m_socket.readAll();
}

} // namespace banter::testing
