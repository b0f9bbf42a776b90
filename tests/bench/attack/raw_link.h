// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QTcpSocket>
#include <QUrl>

namespace banter::bench {

/// A socket that speaks just enough WebSocket to say a great deal at little cost: what it says is framed before, and
/// what it hears is looked at until it is welcome, and then thrown away.
class RawLink final : public QObject {
    Q_OBJECT
public:
    /// From `from`, an address of this machine, so that one process can be many; any when null.
    explicit RawLink(const QUrl &server, const QHostAddress &from = {}, QObject *parent = nullptr);

    /// A text frame as clients send them, with a mask of zeros.
    static QByteArray frame(const QByteArray &json);
    /// A pong that nobody asked for, which says that this end is alive (RFC 6455, section 5.5.3).
    static QByteArray pong() { return QByteArray("\x8a\x80\0\0\0\0", 6); }
    static QByteArray hello(const QByteArray &method, const QByteArray &user, const QByteArray &secret);

    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    qint64 unsent() const { return m_socket.bytesToWrite(); }
    bool isWelcome() const { return m_welcome; }
    /// From the welcome, if there was one in it.
    const QByteArray &token() const { return m_token; }
    void abort() { m_socket.abort(); }
    /// The connection's descriptor, which stays open when this link goes and is the caller's to close. Nothing is heard
    /// here any more. Not on Windows.
    int leave();

Q_SIGNALS:
    /// The handshake is done.
    void opened();
    void welcomed();
    /// There is room for more.
    void drained();
    void ended();

private:
    void read();

    QTcpSocket m_socket;
    QByteArray m_heard;
    QByteArray m_token;
    bool m_opened = false;
    bool m_welcome = false;
    bool m_ended = false;
};

} // namespace banter::bench
