// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpSocket>
#include <QUrl>

namespace banter::testing {

/// Somebody on a raw socket who reads nothing after the handshake, however much is sent to it.
class DeafPeer final : public QObject {
    Q_OBJECT
public:
    explicit DeafPeer(const QUrl &server);

    /// The handshake is done.
    bool opened();
    /// Sends `bytes` again and again, as fast as they are taken, until the server cuts the link, `limit` bytes went out
    /// or nothing happens for long. Gives the bytes that went out.
    qint64 flood(const QByteArray &bytes, qint64 limit);
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void say(const QByteArray &json) { m_socket.write(frame(1, json)); }

    /// A masked frame, as clients send them; the mask is zero.
    static QByteArray frame(int opcode, const QByteArray &payload);

private:
    QTcpSocket m_socket;
    bool m_opened = false;
    qint64 m_sent = 0;
};

} // namespace banter::testing
