// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "websocket/http_head.h"

#include <QStringList>

namespace banter::websocket {

/// The server's part of the opening handshake (RFC 6455, section 4.2): a request in, an answer out. Pure; one object
/// for one connection.
class ServerHandshake final {
public:
    /// `supported`: subprotocols, in any order.
    explicit ServerHandshake(QStringList supported) : m_supported(std::move(supported)) {}

    enum class State {
        Waiting,
        Asked,  ///< a good request: answer with accept() or refuse()
        Refused ///< no such request: answer with refuse(status())
    };
    /// Takes what belongs to the request from the front of `bytes`; the rest is the first frames'.
    State feed(QByteArrayView &bytes);
    State state() const { return m_state; }

    const HttpHead &head() const { return m_reader.head(); }
    /// What is asked for, such as "/room?since=1"; with Asked.
    QByteArray target() const { return m_target; }
    /// The first of those offered, which is the client's order of preference, that is supported; empty: none.
    QString subprotocol() const;
    /// Why it is refused: 400 (no request for a WebSocket, or a broken one), 405 (no GET), 426 (no or another version),
    /// 431 (too large), 505 (no HTTP/1.1).
    int status() const { return m_status; }

    /// 101, with the chosen subprotocol. `server` is said in Server where it is not empty.
    QByteArray accept(const QByteArray &server = {}) const;
    /// An answer after which the connection ends. `status`: 400 to 599. `words`: plain text in ASCII for people; its
    /// body is empty without.
    static QByteArray refuse(int status, const QByteArray &words = {});

private:
    int judge();

    QStringList m_supported;
    State m_state = State::Waiting;
    HttpHeadReader m_reader;
    QByteArray m_target;
    int m_status = 0;
};

} // namespace banter::websocket
